/*
 * tui_core.c - the stack of views, and what a key leads to.
 *
 * A view that asks for another view is still at work, so openings wait until
 * it has returned.
 */
#include "tui/tui_core.h"
#include "tui/views.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct layer *
top(struct tui *t)
{
	return &t->layer[t->layers - 1];
}

static void
layer_close(struct layer *l, bool save)
{
	if (save && l->ops->save)
		l->ops->save(l->state);
	if (l->ops->close)
		l->ops->close(l->state);
	free(l->state);
}

static void
layer_ask(struct layer *l)
{
	l->reload = l->ops->load != NULL;
	l->idle = l->ops->idle != NULL;
}

static void
pop(struct tui *t)
{
	assert(t->layers > 1);
	layer_close(top(t), true);
	t->layers--;
	t->dirty = true;
}

static void
push(struct tui *t, const struct view_ops *ops, void *state)
{
	t->layer[t->layers++] = (struct layer){
		.ops = ops, .state = state
	};
	layer_ask(top(t));
	t->dirty = true;
}

static void
later_open(struct tui *t, const struct view_ops *ops, const void *arg,
    bool go)
{
	struct err err = ERR_INIT;
	void *state = xcalloc(1, ops->size);

	if (ops->open && ops->open(state, t, arg, &err) != ST_OK) {
		free(state);
		tui_say_err(t, &err);
		return;
	}
	assert(!t->later.open);
	t->later.open = ops;
	t->later.state = state;
	t->later.home = t->later.home || go;
}

void
tui_do_later(struct tui *t)
{
	struct tui_later later = t->later;

	t->later = (struct tui_later){ 0 };
	while (later.home && t->layers > 1)
		pop(t);
	if (later.open) {
		if (t->layers == TUI_STACK)	/* the top gives way */
			pop(t);
		push(t, later.open, later.state);
	}
	if (later.run)
		tui_act(t, later.run);
}

void
tui_open(struct tui *t, const struct view_ops *ops, const void *arg)
{
	later_open(t, ops, arg, false);
}

void
tui_go(struct tui *t, const struct view_ops *ops, const void *arg)
{
	later_open(t, ops, arg, true);
}

void
tui_home(struct tui *t)
{
	t->later.home = true;
}

void
tui_copy(struct tui *t, struct slice text)
{
	struct buf clean = BUF_INIT;

	utf8_clean(&clean, text, CLEAN_LINES);
	if (t->copy)
		t->copy(t->copy_arg, buf_slice(&clean));
	buf_release(&clean);
}

void
tui_run_below(struct tui *t, const struct action *a)
{
	t->later.run = a;
}

enum context
tui_context_below(const struct tui *t)
{
	/* Asked from open(), the view is not on the stack yet; from any other
	 * function it is. Either way the help never speaks of itself. */
	size_t i = t->layers - 1;

	while (i > 0 && (t->layer[i].ops == &help_view ||
	    t->layer[i].ops == &palette_view))
		i--;
	return t->layer[i].ops->context(t->layer[i].state);
}

void
tui_reload_below(struct tui *t)
{
	for (size_t i = 0; i < t->layers; i++)
		layer_ask(&t->layer[i]);
}

struct app *
tui_app(struct tui *t)
{
	return t->app;
}

const struct keymap *
tui_keymap(const struct tui *t)
{
	return &t->keymap;
}

int64_t
tui_now(const struct tui *t)
{
	return clock_now(&t->app->clock);
}

struct call *
tui_call(struct tui *t)
{
	return &t->call;
}

void
tui_say(struct tui *t, enum style tone, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vsnprintf(t->message, sizeof(t->message), format, ap);
	va_end(ap);
	t->tone = tone;
	t->dirty = true;
}

void
tui_say_err(struct tui *t, const struct err *err)
{
	tui_say(t, STYLE_BAD, "%s", err->text);
}

bool
tui_newer(void *arg)
{
	struct tui *t = arg;

	return t->newer && t->newer(t->newer_arg);
}

static void
take_after(struct tui *t, unsigned after)
{
	if (after & (AFTER_REDRAW | AFTER_RELOAD))
		t->dirty = true;
	if (after & AFTER_RELOAD)
		layer_ask(top(t));
	if ((after & AFTER_IDLE) && top(t)->ops->idle)
		top(t)->idle = true;
	if ((after & AFTER_POP) && t->layers > 1)
		pop(t);
	if (after & AFTER_QUIT)
		t->quit = true;
	tui_do_later(t);
}

static void
act_names(struct tui *t, enum names_kind kind)
{
	tui_open(t, &names_view, &kind);
}

static void
act_screen(struct tui *t, int to)
{
	if (to == TO_QUEUE)
		tui_go(t, &queue_view, NULL);
	else if (to == TO_DRAFTS)
		tui_go(t, &queue_view, "drafts");
	else if (to == TO_BOARD)
		tui_go(t, &board_view, NULL);
	else if (to == TO_REPORTS)
		tui_go(t, &reports_view, NULL);
	else if (to == TO_KNOWLEDGE)
		tui_go(t, &knowledge_view, NULL);
	else if (to == TO_HANDOVER)
		tui_go(t, &handover_view, NULL);
	else if (to == TO_REVIEW)
		tui_go(t, &review_view, NULL);
	else
		tui_home(t);
}

/* What no view took. */
static void
act_global(struct tui *t, const struct action *a)
{
	switch (a->verb) {
	case VERB_QUIT:
		t->quit = true;
		break;
	case VERB_BACK:
		if (t->layers > 1)
			pop(t);
		break;
	case VERB_HELP:
		tui_open(t, &help_view, NULL);
		break;
	case VERB_PALETTE:
		tui_open(t, &palette_view, NULL);
		break;
	case VERB_REDRAW:
		t->repaint = t->dirty = true;
		break;
	case VERB_SUSPEND:
		t->suspend = true;
		break;
	case VERB_MOUSE:
		t->mouse = !t->mouse;
		tui_say(t, STYLE_GOOD, "%s", t->mouse ?
		    _("The mouse is on") : _("The mouse is off"));
		break;
	case VERB_SCREEN:
		act_screen(t, a->arg);
		break;
	case VERB_KEYMAP:
		act_names(t, NAMES_KEYMAPS);
		break;
	case VERB_THEME:
		act_names(t, NAMES_THEMES);
		break;
	case VERB_CALL_BEGIN:
		if (!tui_pop_next(t))
			tui_open(t, &call_view, NULL);
		break;
	case VERB_CALL_END:
		tui_hang_up(t);
		break;
	case VERB_LOG:
		tui_open(t, &form_view, NULL);
		break;
	default:
		break;
	}
	tui_do_later(t);
}

/* Those that move a selection and not the cursor in a text. */
static bool
selects(const struct action *a)
{
	return (a->verb == VERB_MOVE || a->verb == VERB_PAGE ||
	    a->verb == VERB_EDGE || a->verb == VERB_SUGGEST) &&
	    !action_in(a, CONTEXT_LINES);
}

void
tui_act(struct tui *t, const struct action *a)
{
	struct layer *l = top(t);
	unsigned after = l->ops->act ? l->ops->act(l->state, a) : AFTER_PASS;

	t->moved = selects(a);
	if (after & AFTER_PASS)
		act_global(t, a);
	else
		take_after(t, after);
}

static void
type(struct tui *t, uint32_t ch)
{
	struct layer *l = top(t);
	struct buf text = BUF_INIT;

	t->moved = false;
	utf8_put(&text, ch);
	if (l->ops->text)
		take_after(t, l->ops->text(l->state, buf_slice(&text)));
	buf_release(&text);
}

void
tui_key(struct tui *t, struct key key)
{
	struct layer *l = top(t);
	enum context context = l->ops->context(l->state);
	const struct binding *b = NULL;
	enum keymap_found found;

	t->input_at = clock_monotonic_us();
	if (*t->message) {
		*t->message = '\0';
		t->dirty = true;
	}
	t->prefix[t->prefixes++] = key;
	found = keymap_find(&t->keymap, context, t->prefix, t->prefixes, &b);
	t->dirty = t->dirty || t->prefixes > 1;
	if (found == KEYMAP_PREFIX && t->prefixes < KEYMAP_KEYS) {
		t->prefix_at = clock_monotonic_us();
		return;
	}
	if (found == KEYMAP_BOUND) {
		t->prefixes = 0;
		tui_act(t, b->action);
	} else if (t->prefixes == 1 && key_printable(key)) {
		t->prefixes = 0;
		type(t, key.code);
	}
	t->prefixes = 0;
}

void
tui_paste(struct tui *t, struct slice text)
{
	struct layer *l = top(t);

	t->input_at = clock_monotonic_us();
	t->prefixes = 0;
	t->moved = false;
	if (l->ops->paste)
		take_after(t, l->ops->paste(l->state, text));
}

#define WHEEL_LINES 3

/* A wheel is three presses of an arrow, a click selects, another chooses. */
void
tui_mouse(struct tui *t, const struct canvas *c, struct mouse mouse)
{
	bool up = mouse.button == MOUSE_WHEEL_UP;
	struct layer *l = top(t);
	unsigned after;
	size_t row;

	if (!t->mouse)			/* another program left it on */
		return;
	t->input_at = clock_monotonic_us();
	if (up || mouse.button == MOUSE_WHEEL_DOWN) {
		for (int i = 0; i < WHEEL_LINES; i++)
			tui_key(t, (struct key){ up ? K_UP : K_DOWN, 0 });
		return;
	}
	if (mouse.button != MOUSE_LEFT || !l->ops->select ||
	    !canvas_target_at(c, mouse.row, mouse.col, &row))
		return;
	after = l->ops->select(l->state, row);
	if (after == AFTER_NOTHING)
		tui_key(t, (struct key){ K_ENTER, 0 });
	else
		take_after(t, after);
}

void
tui_tick(struct tui *t)
{
	int64_t now = tui_now(t);

	for (size_t i = 0; i < t->layers; i++) {
		struct layer *l = &t->layer[i];
		unsigned after = l->ops->tick ?
		    l->ops->tick(l->state, now) : AFTER_NOTHING;

		if (after & AFTER_RELOAD)
			layer_ask(l);
	}
	tui_handovers_look(t);
	tui_do_later(t);
	t->dirty = true;		/* the clock */
}

bool
tui_unsettled(const struct tui *t)
{
	for (size_t i = 0; i < t->layers; i++)
		if (t->layer[i].reload || t->layer[i].idle)
			return true;
	return false;
}

/* One function of a view that asks the stores; false when it broke off. */
static bool
ask(struct tui *t, struct layer *l, bool *asked,
    enum status (*run)(void *state, struct err *err))
{
	struct err err = ERR_INIT;
	enum status st;

	if (!*asked)
		return true;
	st = run(l->state, &err);
	*asked = st == ST_CANCELLED;
	t->dirty = true;
	if (st != ST_OK && st != ST_CANCELLED)
		tui_say_err(t, &err);
	return st != ST_CANCELLED;
}

static bool
settle(struct tui *t, bool paused)
{
	bool all = true;

	for (size_t i = 0; i < t->layers && all; i++) {
		struct layer *l = &t->layer[i];

		all = ask(t, l, &l->reload, l->ops->load) && (!paused ||
		    ask(t, l, &l->idle, l->ops->idle));
	}
	return all;
}

void
tui_settle(struct tui *t)
{
	if (settle(t, true))
		tui_do_later(t);
}

static bool
paused(const struct tui *t, int64_t now)
{
	return now - t->input_at >= TUI_PAUSE_US;
}

void
tui_settle_due(struct tui *t, int64_t now)
{
	if (settle(t, paused(t, now)))
		tui_do_later(t);
}

int64_t
tui_due_in(const struct tui *t, int64_t now)
{
	int64_t in = INT64_MAX;

	for (size_t i = 0; i < t->layers; i++) {
		if (t->layer[i].reload)
			return 0;
		if (t->layer[i].idle)
			in = paused(t, now) ? 0 :
			    t->input_at + TUI_PAUSE_US - now;
	}
	return in;
}

enum status
tui_start(struct tui *t, struct app *app, struct err *err)
{
	void *state = xcalloc(1, search_view.size);
	enum status st;

	*t = (struct tui){ .app = app, .dirty = true };
	keymap_init(&t->keymap);
	call_init(&t->call);
	st = tui_settings(t, err);
	if (st == ST_OK)
		st = search_view.open(state, t, NULL, err);
	if (st != ST_OK) {
		free(state);
		return st;
	}
	push(t, &search_view, state);
	tui_handovers_look(t);
	if (!app->kb && app->kb_err.text[0])
		tui_say_err(t, &app->kb_err);
	return ST_OK;
}

void
tui_finish(struct tui *t, bool save)
{
	while (t->layers > 0) {
		layer_close(top(t), save);
		t->layers--;
	}
	keymap_release(&t->keymap);
	call_release(&t->call);
	free(t->keymap_dir);
}
