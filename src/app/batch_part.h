/*
 * batch_part.h - between batch.c and batch_undo.c.
 */
#ifndef APP_BATCH_PART_H
#define APP_BATCH_PART_H

#include "app/batch.h"
#include "app/demand_step.h"
#include "store/ledger_batch.h"

/* One demand of the transaction to come. */
struct batch_work {
	struct demand_view view;
	struct demand_work work;
	struct buf clocks;
};

struct batch_works {
	struct batch_work *work;
	size_t count;
};

void batch_works_init(struct batch_works *w, size_t count);
void batch_works_release(struct batch_works *w);
void batch_work_reset(struct batch_work *w);	/* ready again */
/* Whether a status is more than a refusal of one demand. */
bool batch_ends(enum status st);
void batch_item_set(struct batch_item *item, enum status st,
    const struct err *why);
/* The first @count as one transaction; *@id is the batch's when it is one. */
enum status batch_works_apply(struct app *app, struct batch_works *w,
    size_t count, int64_t *id, struct err *err);

/* Notes in the event what undoing needs: the demand's values before. */
void batch_note_before(struct batch_work *w);
/* Until when what is taken now can be undone; 0: not at all. */
int64_t batch_undo_until(const struct app *app, enum move_event event,
    int64_t now);

#endif
