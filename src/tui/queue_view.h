/*
 * queue_view.h - the queues' state; between the queue_*.c files only.
 *
 * The rows are demands of one queue, or the person's own drafts. They are
 * read again when another process has written, and the selection stays with
 * its demand.
 */
#ifndef TUI_QUEUE_VIEW_H
#define TUI_QUEUE_VIEW_H

#include "app/demand.h"
#include "app/narrow.h"
#include "tui/editor.h"
#include "tui/list.h"
#include "tui/view.h"

/* What the drawing tells the next key: a cache. */
struct queue_shown {
	int page;			/* rows of the list */
};

struct queue_state {
	struct tui *t;
	struct app *app;
	enum demand_queue queue;
	int64_t count[DEMAND_QUEUE_COUNT];	/* below 0: never known */
	bool known[DEMAND_QUEUE_COUNT];	/* since the last load */
	struct demands demands;
	struct drafts drafts;
	struct list list;
	struct editor filter;
	struct narrow narrow;
	struct err filter_err;		/* what is wrong with the filter */
	bool filtering;			/* keys go to the filter */
	bool restart;			/* another question: to the first row */
	bool more_wanted;		/* only the page behind the last row */
	bool counting;			/* rows are loaded, counts are not */
	bool loaded;			/* the rows are this queue's */
	int64_t seen;			/* the ledger's data version */
	int64_t loaded_at;		/* ms */
	struct queue_shown *shown;
};

/* queue_load.c: the rows alone, now; all that is shown. */
enum status queue_rows(struct queue_state *s, struct err *err);
enum status queue_load(void *state, struct err *err);
unsigned queue_tick(void *state, int64_t now);
/* The number of a demand, the key of a draft. */
const char *queue_row_id(const void *rows, size_t row);

/* queue_draw.c */
void queue_draw(const void *state, struct canvas *c);

#endif
