/*
 * narrow_view.c - what was found, counted by kind, unit, topic, district,
 * state and language; the one that is chosen joins the words in the box.
 * Where two letters were typed, first the words they may be the initials of.
 *
 * Asks the base once, when it opens. What it adds is what a person could
 * have typed, so that the box always says all there is to say.
 */
#include "tui/views.h"

#include "app/app.h"
#include "app/search.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "tui/choices.h"
#include "tui/editor.h"
#include "tui/facets.h"
#include "tui/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BOX_COLS 64
#define BOX_CHARS 64
#define FIELD_COLS 12
#define COUNT_COLS 6
#define NUMBER_BYTES 24

/* What the drawing tells the next key: a cache. */
struct narrow_shown {
	int page;
};

struct narrow_state {
	struct tui *t;
	struct app *app;
	struct narrow_start start;
	struct hits hits;
	struct choices choices;		/* the words, then the facets */
	size_t words;
	struct found found;
	struct editor box;
	struct list list;
	struct narrow_shown *shown;
};

static const char *
row_id(const void *rows, size_t row)
{
	const struct narrow_state *s = rows;

	return s->choices.choice[s->found.at[row]].code;
}

static void
find(struct narrow_state *s)
{
	choices_find(&s->choices, editor_text(&s->box), &s->found);
	list_restart(&s->list, s->found.count, row_id, s);
}

static void
offer(struct narrow_state *s, const char *label, const char *names)
{
	char number[NUMBER_BYTES];

	snprintf(number, sizeof(number), "%zu", s->choices.count);
	choices_add(&s->choices, number, label, names);
}

static void
offer_all(struct narrow_state *s)
{
	struct slice rest = buf_slice(&s->hits.choices), word;

	while (slice_until(&rest, ' ', &word)) {
		char *text = slice_dup(word);

		offer(s, text, "");
		free(text);
	}
	s->words = s->choices.count;
	for (size_t i = 0; i < s->hits.facets; i++)
		offer(s, facet_words(s->app, &s->hits.facet[i]),
		    facet_field_title(s->hits.facet[i].field));
}

static enum status
narrow_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct narrow_state *s = state;
	struct search_options o = { .limit = 1, .facets = true,
		.day = clock_day(tui_now(t)) };
	enum status st;

	s->t = t;
	s->app = tui_app(t);
	s->start = *(const struct narrow_start *)arg;
	s->shown = xcalloc(1, sizeof(*s->shown));
	hits_init(&s->hits);
	editor_init(&s->box, false, BOX_CHARS);
	list_init(&s->list);
	o.directory = s->app->directory;
	st = s->app->kb ? search_run(s->app->kb, slice_of(s->start.words), &o,
	    &s->hits, err) : ST_OK;
	if (st == ST_OK)
		offer_all(s);
	find(s);
	return st;
}

static enum context
narrow_context(const void *state)
{
	(void)state;
	return CONTEXT_NARROW;
}

/* NULL where the row is a word. */
static const struct hits_facet *
facet_at(const struct narrow_state *s, size_t row)
{
	size_t at = s->found.at[row];

	return at < s->words ? NULL : &s->hits.facet[at - s->words];
}

static unsigned
choose(struct narrow_state *s)
{
	const struct hits_facet *f;
	char *filter;

	if (s->list.count == 0)
		return AFTER_NOTHING;
	f = facet_at(s, s->list.at);
	if (f) {
		filter = facet_filter(s->app, f);
		s->start.take(s->start.arg, slice_of(filter));
		free(filter);
	} else
		s->start.read(s->start.arg, slice_of(
		    s->choices.choice[s->found.at[s->list.at]].label));
	tui_reload_below(s->t);
	return AFTER_REDRAW | AFTER_POP;
}

static unsigned
typed(struct narrow_state *s, bool changed)
{
	if (changed)
		find(s);
	return AFTER_REDRAW;
}

static unsigned
narrow_act(void *state, const struct action *a)
{
	struct narrow_state *s = state;
	enum edited edited;

	if (a->verb == VERB_CHOOSE)
		return choose(s);
	if (list_act(&s->list, a, (size_t)s->shown->page, row_id, s))
		return AFTER_REDRAW;
	edited = editor_act(&s->box, a);
	return edited == EDITED_NOT_MINE ? AFTER_PASS :
	    typed(s, edited == EDITED_TEXT);
}

static unsigned
narrow_text(void *state, struct slice text)
{
	struct narrow_state *s = state;

	return typed(s, editor_type(&s->box, text));
}

static unsigned
narrow_paste(void *state, struct slice text)
{
	struct narrow_state *s = state;

	return typed(s, editor_paste(&s->box, text));
}

static void
draw_row(const struct narrow_state *s, struct canvas *c, struct area a,
    int row, size_t n)
{
	const struct hits_facet *f = facet_at(s, n);
	bool selected = n == s->list.at;
	char count[NUMBER_BYTES];

	if (selected)
		canvas_put_glyph(c, row, a.col, STYLE_KEY, GLYPH_SELECTED);
	canvas_put_cut(c, row, a.col + 2, FIELD_COLS - 1, STYLE_LABEL,
	    slice_of(f ? facet_field_title(f->field) : _("Read as")));
	canvas_put_cut(c, row, a.col + 2 + FIELD_COLS,
	    a.cols - FIELD_COLS - COUNT_COLS - 4, STYLE_PLAIN |
	    (selected ? STYLE_SELECTED : 0u),
	    slice_of(s->choices.choice[s->found.at[n]].label));
	if (!f)
		return;
	snprintf(count, sizeof(count), "%zu", f->count);
	canvas_put_right(c, row, a.col + a.cols - 1, COUNT_COLS, STYLE_FAINT,
	    slice_of(count));
}

static void
draw_list(const struct narrow_state *s, struct canvas *c, struct area a)
{
	size_t page = (size_t)(a.rows > 0 ? a.rows : 0);
	size_t top = list_top(&s->list, page > 0 ? page : 1);

	s->shown->page = (int)page;
	if (s->list.count == 0)
		canvas_put_cut(c, a.row, a.col + 2, a.cols - 2, STYLE_FAINT,
		    slice_of(_("There is nothing to narrow by")));
	for (size_t i = 0; i < page && top + i < s->list.count; i++)
		draw_row(s, c, a, a.row + (int)i, top + i);
	if (page > 0 && top + page < s->list.count)
		canvas_put_glyph(c, a.row + a.rows - 1, a.col + a.cols - 1,
		    STYLE_FAINT, GLYPH_MORE);
}

static void
narrow_draw(const void *state, struct canvas *c)
{
	const struct narrow_state *s = state;
	int rows = canvas_rows(c) - 2, cols = canvas_cols(c) - 4;
	struct area a = canvas_box(c, canvas_centre(c, rows,
	    cols < BOX_COLS ? cols : BOX_COLS), STYLE_FRAME,
	    _("Narrow the search"));

	canvas_text(c, a.row, a.col, STYLE_KEY, "> ");
	draw_list(s, c, (struct area){ a.row + 1, a.col, a.rows - 1,
	    a.cols });
	editor_draw(&s->box, c, (struct area){ a.row, a.col + 2, 1,
	    a.cols - 3 }, STYLE_FIELD, true);
}

static void
narrow_close(void *state)
{
	struct narrow_state *s = state;

	hits_release(&s->hits);
	choices_release(&s->choices);
	found_release(&s->found);
	editor_release(&s->box);
	list_release(&s->list);
	free(s->shown);
}

const struct view_ops narrow_view = {
	.name = "narrow",
	.title = N_("Narrow"),
	.size = sizeof(struct narrow_state),
	.dialog = true,
	.open = narrow_open,
	.context = narrow_context,
	.act = narrow_act,
	.text = narrow_text,
	.paste = narrow_paste,
	.draw = narrow_draw,
	.close = narrow_close,
};
