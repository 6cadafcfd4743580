/*
 * knowledge_work.h - what there is to do for the knowledge base: entries to
 * review, flags, questions without an answer, the desk's own entries, and
 * what the last refresh changed.
 *
 * Each kind is a list of rows that look alike, so that one screen can show
 * them; what Enter tells of a row is its @detail, or the entry @entry_id.
 */
#ifndef APP_KNOWLEDGE_WORK_H
#define APP_KNOWLEDGE_WORK_H

#include "base/err.h"
#include "store/texts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct app;

/* name, words */
#define WORK_KIND_LIST(X) \
	X(REVIEW,  N_("Review due")) \
	X(FLAGGED, N_("Flagged")) \
	X(MISSING, N_("Without an answer")) \
	X(OWN,     N_("The desk's own")) \
	X(REFRESH, N_("Last refresh"))

enum work_kind {
#define X(name, words) WORK_##name,
	WORK_KIND_LIST(X)
#undef X
	WORK_KIND_COUNT
};

const char *work_kind_words(enum work_kind kind);	/* user's language */

struct work_row {
	const char *id;			/* unlike all others' of the list */
	const char *entry_id;		/* of the base; or "" */
	const char *title;		/* of the entry; the question */
	const char *state;		/* a few words */
	const char *unit;		/* whose it is, or who wrote it */
	const char *detail;		/* lines; "" when the entry says all */
	const char *status;		/* of an own entry: its code */
	int64_t number;			/* of a flag or an own entry */
	int64_t due_at;			/* ms; 0: none */
};

struct work {
	struct work_row *row;
	size_t count, room;
	bool more;			/* than WORK_ROWS_MAX */
	struct texts texts;
};

#define WORK_ROWS_MAX 500
#define WORK_INIT { NULL, 0, 0, false, TEXTS_INIT }
void work_release(struct work *w);

/* Fills @out, which is released first. When @stop, which may be NULL, says so,
 * it is broken off with ST_CANCELLED. */
enum status work_load(struct app *app, enum work_kind kind,
    bool (*stop)(void *arg), void *arg, struct work *out, struct err *err);

#endif
