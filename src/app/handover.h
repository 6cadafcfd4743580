/*
 * handover.h - what a shift leaves for the next one: what is open, in
 * figures, and a note.
 *
 * A note belongs to the shift that is on when it is written. When that shift
 * has ended, it waits for somebody else than its author to take it over.
 */
#ifndef APP_HANDOVER_H
#define APP_HANDOVER_H

#include "app/shift.h"
#include "store/ledger_handover.h"

struct app;

/* name, words */
#define HANDOVER_OPEN_LIST(X) \
	X(OVERDUE,   N_("overdue")) \
	X(DUE,       N_("reports due by %s")) \
	X(CALLBACKS, N_("callbacks due")) \
	X(DRAFTS,    N_("my drafts")) \
	X(HELD,      N_("sources of knowledge that are held"))

enum handover_open {
#define X(name, words) HANDOVER_##name,
	HANDOVER_OPEN_LIST(X)
#undef X
	HANDOVER_OPENS
};

#define HANDOVER_DUE_MOST 500		/* counted no further */

struct handover_figures {
	int64_t count[HANDOVER_OPENS];
	int64_t from, until;		/* of what falls due */
	bool more;			/* than HANDOVER_DUE_MOST fall due */
};

/* Now; @until is the end of the time in which something falls due. */
enum status handover_figures(struct app *app, int64_t until,
    struct handover_figures *out, struct err *err);
/* Appends the words of a figure: "reports due by 11-24 16:00". */
void handover_words(const struct handover_figures *f,
    enum handover_open which, struct buf *out);
/* Appends a note to begin with: the figures, one a line, with what falls due
 * in the next shift. */
enum status handover_prefill(struct app *app, struct buf *out,
    struct err *err);

/* May the person write and take over? ST_DENIED if not. */
enum status handover_may(const struct app *app, struct err *err);
/* Personal data in @text are masked before they are kept. */
enum status handover_write(struct app *app, const char *text, int64_t *id,
    struct err *err);
/* Another's note, once. */
enum status handover_take(struct app *app, int64_t id, struct err *err);
/* How many notes wait for this person; 0 for one who may not. */
enum status handover_waiting(struct app *app, int64_t *out, struct err *err);

#endif
