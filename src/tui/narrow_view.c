/*
 * narrow_view.c - what was found, counted by kind, unit, topic, district,
 * state and language; the one that is chosen joins the words in the box.
 *
 * Asks the base once, when it opens. What it adds is what a person could
 * have typed, so that the box always says all there is to say.
 */
#include "tui/views.h"

#include "app/app.h"
#include "app/directory.h"
#include "app/search.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "text/query.h"
#include "tui/choices.h"
#include "tui/editor.h"
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
	struct choices choices;		/* the code is the facet's number */
	struct found found;
	struct editor box;
	struct list list;
	struct narrow_shown *shown;
};

static const char *
field_title(enum query_field f)
{
	static const char *const titles[QUERY_FIELDS] = {
		[QUERY_KIND] = N_("Kind"), [QUERY_UNIT] = N_("Unit"),
		[QUERY_TOPIC] = N_("Topic"), [QUERY_REGION] = N_("District"),
		[QUERY_FORCE] = N_("In force"), [QUERY_LANG] = N_("Language"),
	};

	return _(titles[f]);
}

/* As it is shown and typed: a value's name in the user's language. */
static const char *
value_words(const struct app *app, const struct hits_facet *f)
{
	const struct topic *topic = NULL;

	switch (f->field) {
	case QUERY_KIND:
		return entry_kind_title(entry_kind_find(slice_of(f->value)));
	case QUERY_TOPIC:
		if (app->directory)
			topic = directory_topic(app->directory, f->value);
		return topic ? directory_name(topic->name, topic->name_en) :
		    f->value;
	case QUERY_FORCE:
		return strcmp(f->value, "yes") == 0 ? _("yes") : _("no");
	default:
		return f->value;
	}
}

/* What the box takes for @f, "部门:市公安局"; the caller frees it. */
static char *
filter_of(const struct app *app, const struct hits_facet *f)
{
	const char *words = value_words(app, f);

	if (strpbrk(words, " \t\"") || f->field == QUERY_FORCE)
		words = f->value;
	return xasprintf("%s:%s", query_field_name(f->field,
	    intl_language() == LANGUAGE_ZH_CN), words);
}

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
	for (size_t i = 0; st == ST_OK && i < s->hits.facets; i++) {
		const struct hits_facet *f = &s->hits.facet[i];
		char number[NUMBER_BYTES];

		snprintf(number, sizeof(number), "%zu", i);
		choices_add(&s->choices, number, value_words(s->app, f),
		    field_title(f->field));
	}
	find(s);
	return st;
}

static enum context
narrow_context(const void *state)
{
	(void)state;
	return CONTEXT_NARROW;
}

static const struct hits_facet *
facet_at(const struct narrow_state *s, size_t row)
{
	return &s->hits.facet[s->found.at[row]];
}

static unsigned
choose(struct narrow_state *s)
{
	char *filter;

	if (s->list.count == 0)
		return AFTER_NOTHING;
	filter = filter_of(s->app, facet_at(s, s->list.at));
	s->start.take(s->start.arg, slice_of(filter));
	free(filter);
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
	    slice_of(field_title(f->field)));
	canvas_put_cut(c, row, a.col + 2 + FIELD_COLS,
	    a.cols - FIELD_COLS - COUNT_COLS - 4, STYLE_PLAIN |
	    (selected ? STYLE_SELECTED : 0u),
	    slice_of(value_words(s->app, f)));
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
