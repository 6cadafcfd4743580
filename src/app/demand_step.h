/*
 * demand_step.h - the parts that logging and moving a demand share.
 *
 * Only the demand_*.c files include this.
 */
#ifndef APP_DEMAND_STEP_H
#define APP_DEMAND_STEP_H

#include "app/clocks.h"
#include "app/demand.h"
#include "app/move_rules.h"

/* What surrounds one change: everything the steps and the ledger borrow. */
struct demand_work {
	struct demand demand;		/* as it shall be */
	struct clock_lines clocks;
	struct texts texts;
	struct event event[DEMAND_STEPS_MAX + 1];
	size_t events;
	struct sub sub[DEMAND_STEPS_MAX];
	size_t subs;
	struct contact contact;
	struct callback callback;
	bool has_contact, has_callback;
	bool personal;			/* as in struct move_case */
	unsigned keep;
};

void demand_work_init(struct demand_work *w);
void demand_work_release(struct demand_work *w);

/* NFC, without CR and blanks at the ends; "" for NULL. Lives as @t. */
const char *demand_text(struct texts *t, const char *value);
/* Reads @in into @w->demand; ST_INVALID names the field. @note gets what was
 * not taken as it was said, as JSON, or nothing. */
enum status demand_from_input(struct app *app, const struct demand_input *in,
    struct demand_work *w, struct buf *note, struct err *err);

/*
 * Takes one step on @w after guards: changes @w->demand, adds the event.
 * @view is the demand as it was read with what belongs to it. @request_id may
 * be "".
 */
enum status demand_take_step(struct app *app, struct demand_work *w,
    const struct demand_view *view, enum move_event event,
    const struct move_fields *f, int64_t now, struct err *err);
/* Reads a demand to be moved into @view and @w. ST_CONFLICT: it is newer than
 * @version, which the person saw; 0: they saw none. */
enum status demand_work_read(struct app *app, const char *number,
    int64_t version, struct demand_view *view, struct demand_work *w,
    struct err *err);
/* ST_CONFLICT: who has done what with it since @version. */
enum status demand_changed(const struct demand_view *v, int64_t version,
    struct err *err);
/* @w as a change of the ledger; it borrows @w and @clocks. */
void demand_work_change(struct demand_work *w, struct buf *clocks,
    struct change *out);
/* Everything a guard looks at; @c->fields stays NULL. */
void demand_case(struct app *app, const struct demand_view *view,
    struct demand_work *w, int64_t now, struct move_case *c);
/* Reads all of a demand, whoever asks. */
enum status demand_view_read(struct app *app, const char *number,
    struct demand_view *out, struct err *err);
/* Takes out of @d what the person in their role may not see. */
void demand_conceal(const struct app *app, struct demand *d);
/* Fills in what @out says from the demand in @w. */
void demand_made_fill(struct app *app, struct demand_work *w,
    struct demand_made *out);

#endif
