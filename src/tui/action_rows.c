/*
 * action_rows.c - finds actions as one types, and runs the chosen one.
 *
 * Knows the action table's words; which actions there are to choose from the
 * view says.
 */
#include "tui/action_rows.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BOX_CHARS 80
#define BOX_COLS 96
#define KEYS_COLS 22
#define WHERE_COLS 16
#define NUMBER_BYTES 24

void
action_rows_init(struct action_rows *r, struct tui *t)
{
	*r = (struct action_rows){ .t = t, .choices = CHOICES_INIT,
		.found = FOUND_INIT };
	editor_init(&r->box, false, BOX_CHARS);
	list_init(&r->list);
	r->shown = xcalloc(1, sizeof(*r->shown));
}

void
action_rows_release(struct action_rows *r)
{
	for (size_t i = 0; i < r->count; i++) {
		free(r->row[i].title);
		free(r->row[i].keys);
	}
	free(r->row);
	choices_release(&r->choices);
	found_release(&r->found);
	editor_release(&r->box);
	list_release(&r->list);
	free(r->shown);
}

void
action_rows_add(struct action_rows *r, const struct action *a,
    const char *title, const char *keys, const char *where)
{
	for (size_t i = 0; i < r->count; i++) {
		struct action_row *row = &r->row[i];
		char *both;

		if (row->action != a || strcmp(row->title, title) != 0)
			continue;
		both = xasprintf("%s %s", row->keys, keys);
		free(row->keys);
		row->keys = both;
		return;
	}
	ARRAY_GROW(r->row, r->count + 1, r->room);
	r->row[r->count++] = (struct action_row){ a, xstrdup(title),
		xstrdup(keys), where };
}

/* The row's number is its id: rows do not change once they are there. */
static const char *
row_id(const void *rows, size_t at)
{
	const struct action_rows *r = rows;

	return r->choices.choice[r->found.at[at]].code;
}

static void
find(struct action_rows *r)
{
	choices_find(&r->choices, editor_text(&r->box), &r->found);
	list_restart(&r->list, r->found.count, row_id, r);
}

/* Name, keys and synonyms, with the commas that part them. */
static void
names_of(const struct action_row *row, struct buf *out)
{
	buf_reset(out);
	buf_addf(out, "%s,%s,", row->action->name, row->keys);
	for (const char *s = action_synonyms(row->action); *s; s++)
		buf_add_char(out, *s == ' ' ? ',' : *s);
	if (strcmp(row->title, action_title(row->action)) != 0)
		buf_addf(out, ",%s", action_title(row->action));
}

void
action_rows_ready(struct action_rows *r)
{
	struct buf names = BUF_INIT;
	char number[NUMBER_BYTES];

	for (size_t i = 0; i < r->count; i++) {
		names_of(&r->row[i], &names);
		snprintf(number, sizeof(number), "%zu", i);
		choices_add(&r->choices, number, r->row[i].title,
		    buf_text(&names));
	}
	buf_release(&names);
	find(r);
}

static unsigned
typed(struct action_rows *r, bool changed)
{
	if (changed)
		find(r);
	return AFTER_REDRAW;
}

unsigned
action_rows_text(struct action_rows *r, struct slice text)
{
	return typed(r, editor_type(&r->box, text));
}

unsigned
action_rows_paste(struct action_rows *r, struct slice text)
{
	return typed(r, editor_paste(&r->box, text));
}

unsigned
action_rows_select(struct action_rows *r, size_t row)
{
	if (row == r->list.at || row >= r->list.count)
		return AFTER_NOTHING;
	list_select(&r->list, row, row_id, r);
	return AFTER_REDRAW;
}

static unsigned
choose(struct action_rows *r)
{
	if (r->list.count == 0)
		return AFTER_NOTHING;
	tui_run_below(r->t, r->row[r->found.at[r->list.at]].action);
	return AFTER_REDRAW | AFTER_POP;
}

unsigned
action_rows_act(struct action_rows *r, const struct action *a)
{
	enum edited edited;

	if (a->verb == VERB_CHOOSE)
		return choose(r);
	if (a->verb == VERB_HELP || a->verb == VERB_PALETTE)
		return AFTER_REDRAW | AFTER_POP;
	if (list_act(&r->list, a, (size_t)r->shown->page, row_id, r))
		return AFTER_REDRAW;
	edited = editor_act(&r->box, a);
	return edited == EDITED_NOT_MINE ? AFTER_PASS :
	    typed(r, edited == EDITED_TEXT);
}

static void
draw_row(const struct action_rows *r, struct canvas *c, struct area a,
    int row, size_t n)
{
	const struct action_row *what = &r->row[r->found.at[n]];
	bool selected = n == r->list.at;
	int wide = a.cols - KEYS_COLS - WHERE_COLS - 4;

	if (selected)
		canvas_put_glyph(c, row, a.col, STYLE_KEY, GLYPH_SELECTED);
	canvas_put_cut(c, row, a.col + 2, KEYS_COLS - 1, STYLE_KEY,
	    slice_of(what->keys));
	canvas_put_cut(c, row, a.col + 2 + KEYS_COLS, wide, STYLE_PLAIN |
	    (selected ? STYLE_SELECTED : 0u), slice_of(what->title));
	canvas_put_cut(c, row, a.col + a.cols - WHERE_COLS, WHERE_COLS,
	    STYLE_FAINT, slice_of(what->where));
}

static void
draw_list(const struct action_rows *r, struct canvas *c, struct area a)
{
	size_t page = (size_t)(a.rows > 0 ? a.rows : 0);
	size_t top = list_top(&r->list, page > 0 ? page : 1);

	r->shown->page = (int)page;
	if (r->list.count == 0)
		canvas_put_cut(c, a.row, a.col + 2, a.cols - 2, STYLE_FAINT,
		    slice_of(_("No action fits")));
	for (size_t i = 0; i < page && top + i < r->list.count; i++) {
		draw_row(r, c, a, a.row + (int)i, top + i);
		canvas_target(c, (struct area){ a.row + (int)i, a.col, 1,
			a.cols }, top + i);
	}
	if (page > 0 && top + page < r->list.count)
		canvas_put_glyph(c, a.row + a.rows - 1, a.col + a.cols - 1,
		    STYLE_FAINT, GLYPH_MORE);
}

void
action_rows_draw(const struct action_rows *r, struct canvas *c,
    const char *title)
{
	int rows = canvas_rows(c) - 2, cols = canvas_cols(c) - 4;
	struct area a = canvas_box(c, canvas_centre(c, rows,
	    cols < BOX_COLS ? cols : BOX_COLS), STYLE_FRAME, title);

	canvas_text(c, a.row, a.col, STYLE_KEY, "> ");
	draw_list(r, c, (struct area){ a.row + 1, a.col, a.rows - 1,
		a.cols });
	editor_draw(&r->box, c, (struct area){ a.row, a.col + 2, 1,
	    a.cols - 3 }, STYLE_FIELD, true);
}
