/*
 * move_view.c - the dialog for steps.
 *
 * The step is taken on the demand as the person saw it. When somebody else
 * was quicker the dialog says who and what, reads the demand again and keeps
 * all that was typed.
 */
#include "tui/move_view.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "tui/callbar.h"
#include "tui/choices_desk.h"

#include <stdlib.h>
#include <string.h>

#define DIALOG_COLS 78
#define LABEL_COLS 22
#define LINES_ROWS 3
#define ROWS_AROUND 6			/* frame, number, error, hint */
#define REASONS_MAX 5

static void
options_drop(struct move_state *s)
{
	free(s->option);
	s->option = NULL;
	s->options = 0;
}

/* The demand as it is now, and what is possible with it. */
static enum status
look(struct move_state *s, const char *number, struct err *err)
{
	char *copy;
	enum status st;

	options_drop(s);
	if (s->marks) {
		st = move_many_look(s, err);
		if (st == ST_OK)
			move_steps_fill(s);
		return st;
	}
	copy = xstrdup(number);		/* it may be the view's own */
	st = demand_open(s->app, copy, &s->view, err);
	if (st == ST_OK)
		st = demand_options(s->app, &s->view, &s->option,
		    &s->options, err);
	if (st == ST_OK)
		move_steps_fill(s);
	free(copy);
	return st;
}

static void
move_close(void *state)
{
	struct move_state *s = state;

	move_slots_release(s);
	free(s->slot);
	slot_release(&s->step);
	options_drop(s);
	demand_view_release(&s->view);
	choices_release(&s->steps);
	choices_release(&s->units);
	choices_release(&s->yes_no);
	for (int i = 0; i < MOVE_FIELD_COUNT; i++) {
		choices_release(&s->list[i]);
		free(s->kept[i]);
	}
	free(s->kept[MOVE_SLOT_REST]);
	batch_release(&s->batch);
	free(s->draft);
}

static const struct demand_option *
option_of(const struct move_state *s, enum move_event event)
{
	for (size_t i = 0; i < s->options; i++)
		if (s->option[i].move->event == event)
			return &s->option[i];
	return NULL;
}

/* The step that was asked for; why not, when it is not possible. */
static void
step_set(struct move_state *s, enum move_event event)
{
	const struct demand_option *o = event == MOVE_COUNT ? NULL :
	    option_of(s, event);

	if (event != MOVE_COUNT && !o)
		(void)move_refuse(s->view.demand.state, event, &s->err);
	else if (o && !o->allowed)
		fail(&s->err, ST_DENIED, "%s", o->why);
	if (o && o->allowed)
		slot_set(&s->step, slice_of(move_code(event)));
	move_slots_build(s);
	s->at = o && o->allowed && s->slots > 0 ? 1 : 0;
	if (s->at == 0 && slot_empty(&s->step))
		(void)slot_type(&s->step, slice_of(" "));
}

static enum status
move_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	const struct move_start *start = arg;
	struct move_state *s = state;
	enum status st;

	s->t = t;
	s->app = tui_app(t);
	demand_view_init(&s->view);
	slot_init(&s->step, SLOT_PICK, _("Step"), LABEL_COLS * 4);
	s->step.choices = &s->steps;
	choices_units(&s->units, s->app->directory);
	choices_yes_no(&s->yes_no);
	s->marks = start->marks;
	st = s->app->ledger ? look(s, start->number, err) :
	    fail(err, ST_NOT_FOUND, "no ledger is open");
	if (st != ST_OK) {
		move_close(s);
		return st;
	}
	for (int i = 0; start->fields && i < MOVE_FIELD_COUNT; i++)
		s->kept[i] = xstrdup(start->fields->value[i]);
	s->draft = xstrdup(start->draft);
	s->over = start->over;
	step_set(s, start->event);
	(void)move_slots_check(s);
	return ST_OK;
}

static struct slot *
slot_now(struct move_state *s)
{
	return s->at == 0 ? &s->step : &s->slot[s->at - 1].slot;
}

static enum context
move_context(const void *state)
{
	const struct move_state *s = state;
	const struct slot *slot = s->at == 0 ? &s->step :
	    &s->slot[s->at - 1].slot;

	if (slot->open)
		return CONTEXT_CHOICE;
	return slot->kind == SLOT_LINES ? CONTEXT_REMARK : CONTEXT_STEP;
}

/* Another step has other slots, and other demands refuse it. */
static void
step_changed(struct move_state *s)
{
	if (s->marks)
		move_many_ask(s);
	move_slots_build(s);
}

static unsigned
changed(struct move_state *s)
{
	if (s->at == 0 && !s->step.open)
		step_changed(s);
	move_slots_follow(s);
	(void)move_slots_check(s);
	return AFTER_REDRAW;
}

static unsigned
act_pane(struct move_state *s, int by)
{
	size_t count;

	slot_leave(slot_now(s));
	(void)changed(s);
	count = s->slots + 1;
	s->at = (s->at + (by > 0 ? 1 : count - 1)) % count;
	return AFTER_REDRAW;
}

/* The draft that became a contact is of no use any more. */
static void
taken(struct move_state *s, const struct demand_made *made)
{
	struct err ignored = ERR_INIT;

	if (s->draft)
		(void)ledger_draft_remove(s->app->ledger, s->app->person,
		    s->draft, &ignored);
	call_touch(tui_call(s->t), made->number);
	tui_say(s->t, STYLE_GOOD, "%s: %s  %s", made->number,
	    demand_state_words(made->state), buf_text(&made->sum));
	tui_reload_below(s->t);
	if (s->over) {
		*s->over = true;
		tui_home(s->t);
	}
}

/* After somebody else's step: the newest version, the same texts. */
static void
look_again(struct move_state *s)
{
	struct err quiet = ERR_INIT;
	char *code = xstrdup(slot_value(&s->step));
	enum move_event event;

	if (look(s, s->view.demand.number, &quiet) != ST_OK) {
		s->err = quiet;
	} else if (move_parse(slice_of(code), &event) &&
	    (!option_of(s, event) || !option_of(s, event)->allowed)) {
		slot_note(&s->step, STYLE_BAD, "%s",
		    _("not possible any more"));
	}
	tui_reload_below(s->t);
	free(code);
}

static unsigned
act_take(struct move_state *s)
{
	const struct demand_option *o;
	struct demand_made made = DEMAND_MADE_INIT;
	struct texts texts = TEXTS_INIT;
	struct move_fields fields;
	enum status st;
	size_t wrong;

	slot_leave(slot_now(s));
	s->tried = true;
	s->err = (struct err)ERR_INIT;
	(void)changed(s);
	wrong = move_slots_check(s);
	o = move_chosen(s);
	if (!o || wrong < s->slots) {
		s->at = o ? wrong + 1 : 0;
		return AFTER_REDRAW;
	}
	move_fields_get(s, &texts, &fields);
	if (s->marks)
		st = move_many_take(s, &fields);
	else
		st = demand_move(s->app, s->view.demand.number,
		    s->view.demand.version, o->move->event, &fields, &made,
		    &s->err);
	if (st == ST_OK && !s->marks)
		taken(s, &made);
	else if (st == ST_CONFLICT && !s->marks)
		look_again(s);
	texts_release(&texts);
	demand_made_release(&made);
	return st == ST_OK ? AFTER_REDRAW | AFTER_POP : AFTER_REDRAW;
}

static unsigned
act_slot(struct move_state *s, const struct action *a)
{
	struct slot *slot = slot_now(s);
	size_t at = slot->editor.at;
	enum edited done = slot_act(slot, a);

	if (done == EDITED_NOT_MINE)
		return AFTER_PASS;
	if (a->verb == VERB_CHOOSE) {
		(void)changed(s);
		return act_pane(s, 1);
	}
	if (a->verb == VERB_MOVE && slot->kind == SLOT_LINES &&
	    slot->editor.at == at)
		return act_pane(s, a->arg);
	return done == EDITED_TEXT ? changed(s) : AFTER_REDRAW;
}

static unsigned
move_act(void *state, const struct action *a)
{
	struct move_state *s = state;

	switch (a->verb) {
	case VERB_BACK:
		return slot_close(slot_now(s)) && s->slots > 0 ?
		    changed(s) : AFTER_REDRAW | AFTER_POP;
	case VERB_PANE:
		return act_pane(s, a->arg);
	case VERB_SUBMIT:
		return act_take(s);
	case VERB_REFUSED:
		move_many_reasons(s);
		return AFTER_REDRAW;
	case VERB_CHOOSE:		/* Enter on the last slot takes it */
		if (slot_now(s)->open)
			return act_slot(s, a);
		return s->at == s->slots ? act_take(s) : act_pane(s, 1);
	default:
		return act_slot(s, a);
	}
}

static unsigned
move_text(void *state, struct slice text)
{
	struct move_state *s = state;

	(void)slot_type(slot_now(s), text);
	return changed(s);
}

static unsigned
move_paste(void *state, struct slice text)
{
	struct move_state *s = state;

	(void)slot_paste(slot_now(s), text);
	return changed(s);
}

static int
rows_of(const struct slot *slot)
{
	return slot->kind == SLOT_LINES ? LINES_ROWS : 1;
}

/* The row of slot @n, counted from the step's. */
static int
row_of(const struct move_state *s, size_t n)
{
	int row = 0;

	for (size_t i = 0; i < n; i++)
		row += i == 0 ? 1 : rows_of(&s->slot[i - 1].slot);
	return row;
}

static const struct slot *
slot_at(const struct move_state *s, size_t n)
{
	return n == 0 ? &s->step : &s->slot[n - 1].slot;
}

/* As many slots as fit, so that the one with the cursor is among them. */
static void
draw_slots(const struct move_state *s, struct canvas *c)
{
	int rows = canvas_rows(c), cols = canvas_cols(c);
	int end = row_of(s, s->at) + rows_of(slot_at(s, s->at));
	int top = end > rows ? end - rows : 0;
	struct area mine = { .cols = cols };

	for (size_t i = 0; i <= s->slots; i++) {
		const struct slot *slot = slot_at(s, i);
		struct area a = { row_of(s, i) - top, 0, rows_of(slot),
			cols };

		if (a.row < 0 || a.row >= rows)
			continue;
		a.rows = a.row + a.rows > rows ? rows - a.row : a.rows;
		slot_draw(slot, c, a, LABEL_COLS, i == s->at);
		if (i == s->at)
			mine = a;
	}
	slot_draw_list(slot_at(s, s->at), c, mine, LABEL_COLS);
}

static void
draw_head(const struct move_state *s, struct canvas *c, struct area a)
{
	const struct demand *d = &s->view.demand;
	int col = a.col + 1;

	col += canvas_put(c, a.row, col, a.cols - 2, STYLE_KEY,
	    slice_of(d->number)) + 2;
	col += canvas_put(c, a.row, col, a.cols / 3, STYLE_PLAIN,
	    slice_of(demand_state_words(d->state))) + 2;
	canvas_put_cut(c, a.row, col, a.col + a.cols - col - 1, STYLE_HEAD,
	    slice_of(d->title));
}

static void
move_draw(const void *state, struct canvas *c)
{
	const struct move_state *s = state;
	int want = row_of(s, s->slots + 1) + ROWS_AROUND;
	int reasons = (int)move_many_refused(s);
	struct area a, before;

	if (s->step.open && want < 16)
		want = 16;		/* room for the list of steps */
	reasons = reasons > REASONS_MAX ? REASONS_MAX : reasons;
	want += reasons;
	if (want > canvas_rows(c))
		want = canvas_rows(c);
	a = canvas_box(c, canvas_centre(c, want, DIALOG_COLS), STYLE_FRAME,
	    _("A step"));
	if (s->marks)
		move_many_draw_head(s, c, a);
	else
		draw_head(s, c, a);
	move_many_draw_refused(s, c, (struct area){ a.row + a.rows - 2 -
		reasons, a.col + 1, reasons, a.cols - 2 });
	if (s->err.status != ST_OK)
		canvas_put_cut(c, a.row + a.rows - 2, a.col + 1, a.cols - 2,
		    STYLE_BAD, slice_of(s->err.text));
	canvas_put_cut(c, a.row + a.rows - 1, a.col + 1, a.cols - 2,
	    STYLE_FAINT, slice_of(_("Enter in the last field takes the step; "
	    "* is needed")));
	before = canvas_window(c, (struct area){ a.row + 1, a.col + 1,
		a.rows - 3 - reasons, a.cols - 2 });
	draw_slots(s, c);
	canvas_restore(c, before);
}

const struct view_ops move_view = {
	.name = "move",
	.title = N_("Step"),
	.size = sizeof(struct move_state),
	.dialog = true,
	.open = move_open,
	.context = move_context,
	.act = move_act,
	.text = move_text,
	.paste = move_paste,
	.draw = move_draw,
	.close = move_close,
};
