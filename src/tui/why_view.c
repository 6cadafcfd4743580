/*
 * why_view.c - why the selected entry stands where it does: what the words
 * became, and what each part added to its score.
 *
 * Asks the base once more, with the reasons; the wording is search's.
 */
#include "tui/views.h"

#include "app/app.h"
#include "app/search.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "tui/wrap.h"

#include <stdlib.h>
#include <string.h>

#define BOX_COLS 90
#define HITS_ASKED 200

/* How the text was laid out last, and how far it goes: a cache. */
struct why_shown {
	struct wrap wrap;
	int page;
};

struct why_state {
	struct buf text;
	int scroll;
	struct why_shown *shown;
};

static void
paragraph(struct buf *out, const char *title, const char *text)
{
	if (*text)
		buf_addf(out, "%s%s\n%s\n", out->bytes ? "\n" : "", title,
		    text);
}

static void
tell(struct why_state *s, const struct hits *h, const char *id)
{
	for (size_t i = 0; i < h->count; i++) {
		if (strcmp(h->hit[i].entry_id, id) != 0)
			continue;
		buf_addf(&s->text, _("Place %zu of %zu: %s"), i + 1, h->found,
		    h->hit[i].title);
		buf_add_char(&s->text, '\n');
		paragraph(&s->text, _("Its score"), h->hit[i].why);
	}
	paragraph(&s->text, _("What was sought"), buf_text(&h->tried));
	if (s->text.bytes == 0)
		buf_add_text(&s->text, _("No entry is selected"));
}

static enum status
why_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	const struct why_start *start = arg;
	const struct app *app = tui_app(t);
	struct why_state *s = state;
	struct search_options o = { .limit = HITS_ASKED, .texts = true,
		.explain = true, .day = clock_day(tui_now(t)),
		.directory = app->directory };
	struct hits hits;
	enum status st = ST_OK;

	s->shown = xcalloc(1, sizeof(*s->shown));
	wrap_init(&s->shown->wrap);
	hits_init(&hits);
	if (app->kb)
		st = search_run(app->kb, slice_of(start->words), &o, &hits,
		    err);
	if (st == ST_OK)
		tell(s, &hits, start->entry_id);
	hits_release(&hits);
	return st;
}

static enum context
why_context(const void *state)
{
	(void)state;
	return CONTEXT_READING;
}

static unsigned
scroll_to(struct why_state *s, int line)
{
	int most = (int)s->shown->wrap.count - s->shown->page;

	if (line > most)
		line = most;
	s->scroll = line > 0 ? line : 0;
	return AFTER_REDRAW;
}

static unsigned
why_act(void *state, const struct action *a)
{
	struct why_state *s = state;

	switch (a->verb) {
	case VERB_SCROLL:
	case VERB_MOVE:
		return scroll_to(s, s->scroll + a->arg);
	case VERB_PAGE:
		return scroll_to(s, s->scroll + a->arg * s->shown->page);
	case VERB_EDGE:
		return scroll_to(s, a->arg < 0 ? 0 :
		    (int)s->shown->wrap.count);
	case VERB_WHY:
	case VERB_CHOOSE:
		return AFTER_REDRAW | AFTER_POP;
	default:
		return AFTER_PASS;
	}
}

static void
why_draw(const void *state, struct canvas *c)
{
	const struct why_state *s = state;
	int rows = canvas_rows(c) - 2, cols = canvas_cols(c) - 4;
	struct area a = canvas_box(c, canvas_centre(c, rows,
	    cols < BOX_COLS ? cols : BOX_COLS), STYLE_FRAME,
	    _("Why it stands there"));
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
}

static void
why_close(void *state)
{
	struct why_state *s = state;

	buf_release(&s->text);
	wrap_release(&s->shown->wrap);
	free(s->shown);
}

const struct view_ops why_view = {
	.name = "why",
	.title = N_("Why"),
	.size = sizeof(struct why_state),
	.dialog = true,
	.open = why_open,
	.context = why_context,
	.act = why_act,
	.draw = why_draw,
	.close = why_close,
};
