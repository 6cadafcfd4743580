/*
 * search_ask.c - dialogs about the search itself: what it may be narrowed
 * by, and why an entry stands where it does.
 */
#include "tui/facets.h"
#include "tui/page_view.h"
#include "tui/search_view.h"
#include "tui/views.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"

#include <stdlib.h>
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

/* Where the one pair of letters begins; @text.bytes when there is none. */
static size_t
letters_at(struct slice text)
{
	size_t at = 0, run = 0;

	for (; at <= text.bytes; at++) {
		bool letter = at < text.bytes &&
		    ((text.text[at] >= 'a' && text.text[at] <= 'z') ||
		    (text.text[at] >= 'A' && text.text[at] <= 'Z'));

		if (!letter && run == 2)
			return at - 2;
		run = letter ? run + 1 : 0;
	}
	return text.bytes;
}

/* The word takes the place of the letters that stand for it. */
static void
read_take(void *state, struct slice word)
{
	struct search_state *s = state;
	struct slice had = editor_text(&s->box);
	size_t at = letters_at(had), behind = at < had.bytes ? at + 2 : at;
	struct buf text = BUF_INIT;

	buf_add(&text, had.text, at);
	buf_add_slice(&text, word);
	buf_add(&text, had.text + behind, had.bytes - behind);
	editor_set(&s->box, buf_slice(&text));
	buf_release(&text);
	s->pane = PANE_BOX;
	s->fresh = false;
	search_unpin(s);
}

unsigned
search_take(struct search_state *s, size_t n)
{
	struct slice rest = buf_slice(&s->hits.choices), word;
	char *filter;

	if (n < s->hits.facets) {
		filter = facet_filter(s->app, &s->hits.facet[n]);
		narrow_take(s, slice_of(filter));
		free(filter);
		return AFTER_REDRAW | AFTER_RELOAD;
	}
	for (n -= s->hits.facets; slice_until(&rest, ' ', &word); n--)
		if (n == 0) {
			read_take(s, word);
			return AFTER_REDRAW | AFTER_RELOAD;
		}
	return AFTER_NOTHING;
}

unsigned
search_narrow(struct search_state *s)
{
	struct narrow_start start = { .words = buf_text(&s->asked),
		.take = narrow_take, .read = read_take, .arg = s };

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
