/*
 * callbar.h - the call that is going on: whose number, what the desk knows of
 * it, since when; and the bar that shows it.
 *
 * The number itself stays in memory alone and is shown masked.
 */
#ifndef TUI_CALLBAR_H
#define TUI_CALLBAR_H

#include "base/err.h"
#include "tui/canvas.h"
#include "tui/view.h"

#include <stdint.h>

#define CALL_PHONE_BYTES 32
#define CALL_NUMBER_BYTES 40
#define CALL_TOUCHED_MAX 8		/* demands of one call */

struct call_demand {			/* an open demand of this caller */
	char id[CALL_NUMBER_BYTES];
	char *title;
	char *unit;
	int64_t due_at;			/* ms; 0: none */
};

struct call {
	char phone[CALL_PHONE_BYTES];	/* normalised; "": no call */
	int64_t begun_at;		/* ms; 0: no call is going on */
	unsigned serial;		/* another call, another number */
	int64_t before;			/* earlier demands and contacts */
	struct call_demand *open;
	size_t opens, room;
	/* the demands it logged or moved, first first */
	char touched[CALL_TOUCHED_MAX][CALL_NUMBER_BYTES];
	size_t touches;
};

bool call_going_on(const struct call *call);
void call_init(struct call *call);
void call_release(struct call *call);
/* Begins a call; @phone may be empty (withheld). Asks the ledger for what is
 * known; a failure of that is in @err and the call goes on all the same. */
enum status call_begin(struct call *call, struct app *app,
    struct slice phone, int64_t now, struct err *err);
void call_end(struct call *call);
/* The demand was logged or moved: its note after the call goes there. Nothing
 * when no call is going on, or one with too many. */
void call_touch(struct call *call, const char *number);

/* "138****5678"; a number too short for that shows stars alone. */
void call_mask(struct slice phone, char out[CALL_PHONE_BYTES]);

/* One row: number, contacts, open demands, time. */
void callbar_draw(const struct call *call, struct canvas *c, int row,
    int64_t now);

#endif
