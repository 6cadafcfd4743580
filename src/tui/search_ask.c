/*
 * search_ask.c - dialogs about the search itself: what it may be narrowed
 * by, and why an entry stands where it does.
 */
#include "tui/page_view.h"
#include "tui/search_view.h"
#include "tui/views.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"

#include <string.h>

#define WHY_HITS 200

/* Joins what was chosen to the words, with room to type on. */
static void
narrow_take(void *state, struct slice filter)
{
	struct search_state *s = state;
	struct buf text = BUF_INIT;

	buf_add_slice(&text, slice_trim(editor_text(&s->box)));
	buf_addf(&text, "%s%.*s ", text.bytes ? " " : "", (int)filter.bytes,
	    filter.text);
	editor_set(&s->box, buf_slice(&text));
	buf_release(&text);
	s->pane = PANE_BOX;
	s->fresh = false;
	search_unpin(s);
}

unsigned
search_narrow(struct search_state *s)
{
	struct narrow_start start = { .words = buf_text(&s->asked),
		.take = narrow_take, .arg = s };

	tui_open(s->t, &narrow_view, &start);
	return AFTER_REDRAW;
}

static void
paragraph(struct buf *out, const char *title, const char *text)
{
	if (*text)
		buf_addf(out, "%s%s\n%s\n", out->bytes ? "\n" : "", title,
		    text);
}

/* What the words became, and what each part added to the score of @id. */
static void
reasons(const struct hits *h, const char *id, struct buf *out)
{
	for (size_t i = 0; i < h->count; i++) {
		if (strcmp(h->hit[i].entry_id, id) != 0)
			continue;
		buf_addf(out, _("Place %zu of %zu: %s"), i + 1, h->found,
		    h->hit[i].title);
		buf_add_char(out, '\n');
		paragraph(out, _("Its score"), h->hit[i].why);
	}
	paragraph(out, _("What was sought"), buf_text(&h->tried));
	if (out->bytes == 0)
		buf_add_text(out, _("No entry is selected"));
}

/* Asks the base once more, with the reasons; the wording is search's. */
unsigned
search_why(struct search_state *s)
{
	const struct hit *hit = search_selected(s);
	struct search_options o = { .limit = WHY_HITS, .texts = true,
		.explain = true, .day = clock_day(tui_now(s->t)),
		.directory = s->app->directory };
	struct page_start start = { .heading = _("Why it stands there") };
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;
	struct hits hits;
	enum status st = ST_OK;

	hits_init(&hits);
	if (s->app->kb)
		st = search_run(s->app->kb, buf_slice(&s->asked), &o, &hits,
		    &err);
	if (st == ST_OK) {
		reasons(&hits, hit ? hit->entry_id : "", &text);
		start.text = buf_text(&text);
		tui_open(s->t, &page_view, &start);
	} else {
		tui_say_err(s->t, &err);
	}
	buf_release(&text);
	hits_release(&hits);
	return AFTER_REDRAW;
}
