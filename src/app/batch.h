/*
 * batch.h - one step on several demands, and undoing it.
 *
 * The step is asked of each demand by itself, with all its guards, and then
 * taken with all or with none. Who takes it sees before which demands it is
 * not possible with, and leaves those out. What was taken so is known as one
 * batch; within undo.window its person can undo it where the table of moves
 * says so. Undoing removes nothing: it is an event "undo" of each demand,
 * which then is as it was before the step.
 */
#ifndef APP_BATCH_H
#define APP_BATCH_H

#include "app/demand.h"

struct batch_item {
	char number[DEMAND_NUMBER_BYTES];
	int64_t version;		/* as the person saw it; 0: any */
	bool possible;
	char why[ERR_TEXT_BYTES];	/* when it is not */
};

struct batch {
	struct batch_item *item;
	size_t count, room;
};

#define BATCH_INIT { NULL, 0, 0 }
void batch_release(struct batch *b);
/* A number that is there already is not added again. */
void batch_add(struct batch *b, const char *number, int64_t version);
/* NULL when it is not there; lives until the batch changes. */
struct batch_item *batch_find(const struct batch *b, const char *number);
void batch_remove(struct batch *b, const char *number);
size_t batch_possible(const struct batch *b);
/* Leaves out those that are not possible. */
void batch_keep_possible(struct batch *b);
/* batch.max of the limits: what more than that is refused. */
size_t batch_most(const struct app *app);

/* How many of @b each step of several demands is possible with, as far as can
 * be told without its fields. */
enum status batch_steps(struct app *app, const struct batch *b,
    size_t possible[MOVE_COUNT], struct err *err);
/* Says of each whether the step is possible; @f is NULL before there are
 * fields. */
enum status batch_look(struct app *app, struct batch *b,
    enum move_event event, const struct move_fields *f, struct err *err);

struct batch_made {
	int64_t id;
	size_t count;
	int64_t undo_until;		/* ms; 0: it cannot be undone */
};

/*
 * Takes the step with all of @b in one transaction. When one is not possible
 * nothing is done: ST_DENIED, ST_INVALID or ST_CONFLICT names the first and
 * how many there are, and each says why.
 */
enum status batch_take(struct app *app, struct batch *b,
    enum move_event event, const struct move_fields *f,
    struct batch_made *out, struct err *err);

/* The newest batch that the person can undo; ST_NOT_FOUND says for how long
 * that is possible. */
enum status batch_last(struct app *app, int64_t *id, struct err *err);
/* The demands of a batch: whether the step can be undone with each. ST_DENIED:
 * it is another person's, too old, or cannot be undone at all. */
enum status batch_undo_look(struct app *app, int64_t id, struct batch *out,
    enum move_event *event, struct err *err);
/* Undoes it in one transaction; with @rest also when some demands have moved
 * on since, which are left as they are. @count: how many were undone. */
enum status batch_undo(struct app *app, int64_t id, bool rest, size_t *count,
    struct err *err);

#endif
