/*
 * tui_frame.c - the bars around the views, the hints, and what is said when
 * the terminal is too small.
 *
 * The bottom bar is made from the action table: the actions of use in the
 * present context, with the keys they have in the present keymap.
 */
#include "tui/tui_core.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/kb.h"

#include <string.h>

#define ROWS_MIN 24
#define COLS_MIN 80
#define BARS_ABOVE 2
#define BARS_BELOW 1
#define PERSON_COLS 16

/* What the bottom bar offers, the most wanted first. */
static const enum action_id hints[] = {
	ACTION_ANSWER, ACTION_CHOOSE, ACTION_SUBMIT, ACTION_LOG,
	ACTION_NO_ANSWER, ACTION_FLAG, ACTION_TAKE, ACTION_DEMAND_MOVE,
	ACTION_MARK,
	ACTION_ENTRY_MOVE, ACTION_CONTACT, ACTION_SAVE, ACTION_FILTER,
	ACTION_FILTER_NEXT, ACTION_VIEWS, ACTION_VIEW_SAVE,
	ACTION_PERIOD_NEXT, ACTION_LATER, ACTION_SPLIT,
	ACTION_PART, ACTION_EXPORT, ACTION_SHEET,
	ACTION_TAKE_OVER, ACTION_HAND_OVER,
	ACTION_PANE_NEXT, ACTION_CALL_BEGIN, ACTION_QUEUE, ACTION_BACK,
	ACTION_HELP, ACTION_PALETTE,
};

/* The same of a dialog, which nobody leaves for another screen. */
static const enum action_id dialog_hints[] = {
	ACTION_CHOOSE, ACTION_SUBMIT, ACTION_PANE_NEXT, ACTION_TAKE,
	ACTION_VIEW_RENAME, ACTION_VIEW_REMOVE,
	ACTION_NEXT, ACTION_SCROLL_DOWN, ACTION_PAGE_NEXT, ACTION_TAB_NEXT,
	ACTION_FLAG, ACTION_NEWLINE, ACTION_BACK, ACTION_HELP,
	ACTION_PALETTE,
};

static const struct layer *
top(const struct tui *t)
{
	return &t->layer[t->layers - 1];
}

static int
bar_text(struct canvas *c, int row, int col, unsigned style,
    const char *text)
{
	return col + canvas_text(c, row, col, style, text);
}

/* What stands at the right of the top bar: person, base, time. A screen
 * reader would speak every second. */
static void
title_right(const struct tui *t, bool plain, struct buf *out)
{
	struct civil now, built;
	const struct app *app = t->app;

	buf_add_text(out, "  ");
	buf_add_slice(out, utf8_fit(slice_of(app->person), PERSON_COLS));
	buf_add_text(out, "   ");
	clock_civil(tui_now(t), &now);
	if (app->kb) {
		clock_civil(kb_built_at(app->kb), &built);
		buf_addf(out, _("knowledge of %02d-%02d %02d:%02d"),
		    built.month, built.day, built.hour, built.minute);
		buf_add_text(out, "   ");
	}
	buf_addf(out, plain ? "%02d:%02d " : "%02d:%02d:%02d ", now.hour,
	    now.minute, now.second);
}

/* The first layer whose title is shown, so that the last one's is. */
static size_t
titles_from(const struct tui *t, int cols)
{
	size_t i = t->layers;

	while (i > 0 && cols >= 0)
		cols -= 3 + utf8_cols(slice_of(_(t->layer[--i].ops->title)));
	return cols < 0 && i + 1 < t->layers ? i + 1 : i;
}

/* The bar: what this is, the screens that are open, person, base, time. */
static void
draw_title(const struct tui *t, struct canvas *c)
{
	struct buf right = BUF_INIT;
	int cols = canvas_cols(c), col, wide;

	canvas_fill(c, (struct area){ 0, 0, 1, cols }, STYLE_TITLE);
	title_right(t, c->plain, &right);
	wide = utf8_cols(buf_slice(&right));
	col = bar_text(c, 0, 1, STYLE_TITLE, _("12345 policy desk"));
	for (size_t i = titles_from(t, cols - wide - col); i < t->layers;
	    i++) {
		col = bar_text(c, 0, col, STYLE_TITLE, i ? " > " : "   ");
		col += canvas_put_cut(c, 0, col, cols - wide - col,
		    STYLE_TITLE, slice_of(_(t->layer[i].ops->title)));
	}
	canvas_put_right(c, 0, cols, wide, STYLE_TITLE, buf_slice(&right));
	buf_release(&right);
}

static int
draw_hint(struct canvas *c, int row, int col, const char *keys,
    const char *title)
{
	struct slice key = keys_short(keys);
	int want = utf8_cols(key) + 1 + utf8_cols(slice_of(title));

	if (col + want > canvas_cols(c))
		return col;
	col += canvas_put(c, row, col, want, STYLE_KEY, key) + 1;
	return bar_text(c, row, col, STYLE_HINT, title) + 2;
}

static void
draw_hints(const struct tui *t, struct canvas *c, int row)
{
	enum context context = top(t)->ops->context(top(t)->state);
	bool dialog = top(t)->ops->dialog;
	const enum action_id *hint = dialog ? dialog_hints : hints;
	size_t count = dialog ? COUNT(dialog_hints) : COUNT(hints);
	char keys[KEYMAP_TEXT_BYTES];
	int col = 1;

	for (size_t i = 0; i < count; i++) {
		const struct action *a = action_get(hint[i]);

		if (action_in(a, context) &&
		    *keymap_keys(&t->keymap, context, a, keys))
			col = draw_hint(c, row, col, keys, action_title(a));
	}
}

static void
draw_bottom(const struct tui *t, struct canvas *c)
{
	int row = canvas_rows(c) - 1;
	char keys[KEYMAP_TEXT_BYTES];
	struct binding b = { .count = t->prefixes };

	if (t->prefixes > 0) {
		memcpy(b.key, t->prefix, sizeof(b.key));
		canvas_text(c, row, 1, STYLE_KEY, binding_keys(&b, keys));
	} else if (*t->message)
		canvas_put_cut(c, row, 1, canvas_cols(c) - 2, t->tone,
		    slice_of(t->message));
	else
		draw_hints(t, c, row);
}

struct follow {
	struct canvas *canvas;
	struct area area;
	int row;
};

static void
follow_line(void *arg, const struct binding *b)
{
	struct follow *f = arg;
	char keys[KEYMAP_TEXT_BYTES];

	if (f->canvas && f->row < f->area.rows) {
		int row = f->area.row + f->row, col = f->area.col + 1;

		canvas_text(f->canvas, row, col, STYLE_KEY,
		    binding_keys(b, keys));
		canvas_text(f->canvas, row, col + 16, STYLE_PLAIN,
		    binding_title(b));
	}
	f->row++;
}

/* What may follow the keys pressed, once their pause was long enough. */
static void
draw_follow(const struct tui *t, struct canvas *c)
{
	enum context context = top(t)->ops->context(top(t)->state);
	struct follow f = { 0 };
	int rows = canvas_rows(c), cols = canvas_cols(c), high;

	if (t->prefixes == 0 ||
	    clock_monotonic_us() - t->prefix_at < t->prefix_ms * 1000)
		return;
	keymap_each(&t->keymap, context, t->prefix, t->prefixes, follow_line,
	    &f);
	high = f.row + 2 < rows - 3 ? f.row + 2 : rows - 3;
	f.row = 0;
	f.area = canvas_box(c, (struct area){ rows - 1 - high, 0, high,
		cols < 60 ? cols : 60 }, STYLE_FRAME, _("what may follow"));
	f.canvas = c;
	keymap_each(&t->keymap, context, t->prefix, t->prefixes, follow_line,
	    &f);
}

static void
draw_views(const struct tui *t, struct canvas *c)
{
	size_t i = t->layers - 1;
	struct area all = canvas_window(c, (struct area){ BARS_ABOVE, 0,
		canvas_rows(c) - BARS_ABOVE - BARS_BELOW, canvas_cols(c) });

	while (i > 0 && t->layer[i].ops->dialog && !c->plain)
		i--;
	for (; i < t->layers; i++) {
		canvas_cover(c);
		t->layer[i].ops->draw(t->layer[i].state, c);
	}
	canvas_restore(c, all);
}

static void
draw_small(struct canvas *c)
{
	struct buf text = BUF_INIT;
	int rows = canvas_rows(c), cols = canvas_cols(c);
	struct slice rest;

	buf_addf(&text, _("The window has %dx%d; %dx%d is the least"), cols,
	    rows, COLS_MIN, ROWS_MIN);
	rest = buf_slice(&text);
	for (int row = 0; row < rows && rest.bytes > 0; row++) {
		struct slice part = utf8_fit(rest, cols);

		if (part.bytes == 0)
			break;
		canvas_put(c, row, 0, cols, STYLE_PLAIN, part);
		rest.text += part.bytes;
		rest.bytes -= part.bytes;
	}
	canvas_cursor(c, 0, 0);
	buf_release(&text);
}

/*
 * Where only what is at the cursor is read, the cursor goes to what the last
 * key changed: to what is said, or to the row that is selected now, even when
 * typing goes on in a box.
 */
static void
draw_attention(const struct tui *t, struct canvas *c)
{
	if (t->prefixes > 0 || *t->message)
		canvas_cursor(c, canvas_rows(c) - 1, 1);
	else if (t->moved && top(t)->ops->context(top(t)->state) !=
	    CONTEXT_READING)
		canvas_cursor_mark(c);
}

void
tui_draw(const struct tui *t, struct canvas *c)
{
	if (canvas_rows(c) < ROWS_MIN || canvas_cols(c) < COLS_MIN) {
		draw_small(c);
		return;
	}
	draw_title(t, c);
	callbar_draw(&t->call, c, 1, tui_now(t));
	tui_pops_draw(t, c, 1);
	draw_views(t, c);
	draw_bottom(t, c);
	draw_follow(t, c);
	if (c->plain)
		draw_attention(t, c);
}
