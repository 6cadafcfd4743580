/*
 * page_view.c - text or an entry in a dialog that is scrolled.
 */
#include "tui/page_view.h"
#include "tui/flag_ask.h"
#include "tui/reading.h"
#include "tui/wrap.h"

#include "app/app.h"
#include "app/search.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/kb.h"

#include <stdlib.h>

#define BOX_COLS 90

/* ---- text ---- */

/* How the text was laid out last, and how far it goes: a cache. */
struct page_shown {
	struct wrap wrap;
	int page;
};

struct page_state {
	const char *heading;
	struct buf text;
	int scroll;
	struct page_shown *shown;
};

static enum status
page_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	const struct page_start *start = arg;
	struct page_state *s = state;

	(void)t;
	(void)err;
	s->heading = start->heading;
	utf8_clean(&s->text, slice_of(start->text), CLEAN_LINES);
	s->shown = xcalloc(1, sizeof(*s->shown));
	wrap_init(&s->shown->wrap);
	return ST_OK;
}

static void
page_close(void *state)
{
	struct page_state *s = state;

	buf_release(&s->text);
	wrap_release(&s->shown->wrap);
	free(s->shown);
}

static enum context
page_context(const void *state)
{
	(void)state;
	return CONTEXT_PAGE;
}

static unsigned
page_to(struct page_state *s, int line)
{
	int most = (int)s->shown->wrap.count - s->shown->page;

	if (line > most)
		line = most;
	s->scroll = line > 0 ? line : 0;
	return AFTER_REDRAW;
}

static unsigned
page_act(void *state, const struct action *a)
{
	struct page_state *s = state;

	switch (a->verb) {
	case VERB_SCROLL:
		return page_to(s, s->scroll + a->arg);
	case VERB_PAGE:
		return page_to(s, s->scroll + a->arg * s->shown->page);
	case VERB_EDGE:
		return page_to(s, a->arg < 0 ? 0 :
		    (int)s->shown->wrap.count);
	default:
		return AFTER_PASS;
	}
}

static struct area
box(struct canvas *c, const char *heading)
{
	int rows = canvas_rows(c) - 2, cols = canvas_cols(c) - 4;

	return canvas_box(c, canvas_centre(c, rows, cols < BOX_COLS ? cols :
	    BOX_COLS), STYLE_FRAME, heading);
}

static void
page_draw(const void *state, struct canvas *c)
{
	const struct page_state *s = state;
	struct area a = box(c, s->heading);
	struct wrap *w = &s->shown->wrap;

	wrap_text(w, buf_slice(&s->text), a.cols > 1 ? a.cols : 1);
	s->shown->page = a.rows > 0 ? a.rows : 1;
	for (int i = 0; i < a.rows; i++) {
		size_t n = (size_t)s->scroll + (size_t)i;

		if (n >= w->count)
			break;
		canvas_put(c, a.row + i, a.col, a.cols, STYLE_PLAIN,
		    (struct slice){ s->text.text + w->line[n].from,
		    w->line[n].to - w->line[n].from });
	}
	canvas_cursor(c, a.row, a.col);
}

const struct view_ops page_view = {
	.name = "page",
	.title = N_("Details"),
	.size = sizeof(struct page_state),
	.dialog = true,
	.open = page_open,
	.context = page_context,
	.act = page_act,
	.draw = page_draw,
	.close = page_close,
};

/* ---- an entry ---- */

struct entry_state {
	struct tui *t;
	struct reading reading;
};

static enum status
entry_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct entry_state *s = state;
	const struct app *app = tui_app(t);
	const struct hit hit = { .entry_id = arg };
	enum status st;

	s->t = t;
	if (!app->kb)
		return fail(err, ST_NOT_FOUND, "no knowledge base is open");
	reading_init(&s->reading);
	st = reading_load(&s->reading, app->kb, &hit, clock_day(tui_now(t)),
	    err);
	if (st != ST_OK)
		reading_release(&s->reading);
	return st;
}

static void
entry_close(void *state)
{
	struct entry_state *s = state;

	reading_release(&s->reading);
}

static enum context
entry_context(const void *state)
{
	(void)state;
	return CONTEXT_ENTRY;
}

static unsigned
entry_act(void *state, const struct action *a)
{
	struct entry_state *s = state;
	struct reading *r = &s->reading;

	switch (a->verb) {
	case VERB_SCROLL:
		reading_scroll(r, a->arg);
		return AFTER_REDRAW;
	case VERB_PAGE:
		reading_scroll(r, a->arg * reading_page(r));
		return AFTER_REDRAW;
	case VERB_TAB:
		reading_tab(r, a->arg);
		return AFTER_REDRAW;
	case VERB_FLAG:
		flag_ask(s->t, &r->entry);
		return AFTER_REDRAW;
	default:
		return AFTER_PASS;
	}
}

static void
entry_draw(const void *state, struct canvas *c)
{
	const struct entry_state *s = state;
	struct area old = canvas_window(c, box(c,
	    entry_get(&s->reading.entry, ENTRY_ENTRY_ID)));

	reading_draw(&s->reading, c, true);
	canvas_restore(c, old);
}

const struct view_ops entry_view = {
	.name = "entry",
	.title = N_("Entry"),
	.size = sizeof(struct entry_state),
	.dialog = true,
	.open = entry_open,
	.context = entry_context,
	.act = entry_act,
	.draw = entry_draw,
	.close = entry_close,
};
