/*
 * queue_columns.c - a demand as a row: which columns, where, and what stands
 * in them.
 *
 * Without a choice in the settings the columns go by the width there is. A
 * light is a mark and a word beside its colour.
 */
#include "tui/queue_view.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdio.h>

#define DUE_BYTES 64
#define TITLE_COLS_MIN 16

static const struct {
	const char *name, *head;
	int cols, from;
} columns[] = {
#define X(id, name, head, cols, from) \
	[QUEUE_COLUMN_##id] = { name, head, cols, from },
	QUEUE_COLUMN_LIST(X)
#undef X
};

static bool
column_find(struct slice name, enum queue_column *out)
{
	for (size_t i = 0; i < COUNT(columns); i++) {
		if (slice_is(name, columns[i].name)) {
			*out = (enum queue_column)i;
			return true;
		}
	}
	return false;
}

enum status
queue_columns_read(struct queue_columns *q, const char *text,
    struct err *err)
{
	struct slice rest = slice_of(text), name;
	struct queue_columns chosen = { .chosen = true };

	q->chosen = false;
	q->count = 0;
	for (size_t i = 0; i < COUNT(columns); i++)
		q->which[q->count++] = (enum queue_column)i;
	for (name = slice_word(&rest); name.bytes > 0;
	    name = slice_word(&rest)) {
		if (chosen.count == QUEUE_COLUMN_COUNT)
			break;
		if (!column_find(name, &chosen.which[chosen.count++]))
			return fail(err, ST_INVALID, "columns: there is no "
			    "column \"%.*s\"", (int)name.bytes, name.text);
	}
	if (chosen.count > 0)
		*q = chosen;
	return ST_OK;
}

/* How a due time stands: a mark, a word and a colour. */
struct light {
	const char *mark, *words;
	unsigned style;
};

/* The clock's start is not in the row; the last change that set one is. */
static int64_t
clock_from(const struct demand *d)
{
	if (d->due_at == d->due_callback_at && d->reported_at)
		return d->reported_at;
	return d->dispatched_at ? d->dispatched_at : d->registered_at;
}

static struct light
light_of(const struct queue_state *s, const struct demand *d)
{
	static const struct light none = { " ", "", STYLE_PLAIN };

	if (!d->due_at || !demand_state_open(d->state) || !s->app->policy)
		return none;
	switch (due_light(s->app->policy, clock_from(d), d->due_at,
	    tui_now(s->t))) {
	case DUE_RED:
		return (struct light){ "!", _("overdue"), STYLE_BAD };
	case DUE_YELLOW:
		return (struct light){ "*", _("soon"), STYLE_WARN };
	case DUE_GREEN:
		break;
	}
	return none;
}

static void
draw_due(const struct queue_state *s, struct canvas *c, int row, int col,
    const struct demand *d)
{
	struct light light = light_of(s, d);
	char text[DUE_BYTES];
	struct civil due;

	if (!d->due_at)
		return;
	clock_civil(d->due_at, &due);
	snprintf(text, sizeof(text), "%s %02d-%02d %02d:%02d %s", light.mark,
	    due.month, due.day, due.hour, due.minute, light.words);
	canvas_put_cut(c, row, col, columns[QUEUE_COLUMN_DUE].cols, light.style,
	    slice_of(text));
}

static const char *
unit_of(const struct queue_state *s, const struct demand *d)
{
	const char *code = *d->lead_unit ? d->lead_unit : d->proposed_unit;
	const char *name = *code && s->app->directory ?
	    directory_unit_name(s->app->directory, code) : NULL;

	return name ? name : code;
}

static const char *
topic_of(const struct queue_state *s, const struct demand *d)
{
	const struct topic *topic = s->app->directory ?
	    directory_topic(s->app->directory, d->topic) : NULL;

	if (!topic)
		return d->topic;
	return intl_language() == LANGUAGE_EN && *topic->name_en ?
	    topic->name_en : topic->name;
}

static const char *
district_of(const struct queue_state *s, const struct demand *d)
{
	const struct place *place = s->app->directory ?
	    directory_place(s->app->directory, d->district) : NULL;

	return place ? place->name : d->district;
}

static const char *
text_of(const struct queue_state *s, enum queue_column which,
    const struct demand *d)
{
	switch (which) {
	case QUEUE_COLUMN_NUMBER:
		return d->number;
	case QUEUE_COLUMN_STATE:
		return demand_state_words(d->state);
	case QUEUE_COLUMN_TYPE:
		return demand_type_words(d->type);
	case QUEUE_COLUMN_UNIT:
		return unit_of(s, d);
	case QUEUE_COLUMN_TOPIC:
		return topic_of(s, d);
	case QUEUE_COLUMN_DISTRICT:
		return district_of(s, d);
	case QUEUE_COLUMN_OPERATOR:
		return d->operator;
	default:
		return d->title;
	}
}

static unsigned
style_of(enum queue_column which, unsigned style)
{
	if (which == QUEUE_COLUMN_TITLE)
		return style;
	if (which == QUEUE_COLUMN_NUMBER)
		return STYLE_KEY;
	return which == QUEUE_COLUMN_TYPE ? STYLE_FAINT : STYLE_PLAIN;
}

/* The columns that all but the title take at this width. */
static int
cols_fixed(const struct queue_columns *q, int wide)
{
	int cols = 0;

	for (size_t i = 0; i < q->count; i++)
		if (q->chosen || wide >= columns[q->which[i]].from)
			cols += columns[q->which[i]].cols + 1;
	return cols;
}

/*
 * Calls @each for the columns that there is room for, with the place of each.
 * The title has what the others leave.
 */
static void
columns_each(const struct queue_state *s, int wide,
    void (*each)(void *arg, enum queue_column which, int col, int cols),
    void *arg)
{
	const struct queue_columns *q = &s->columns;
	int col = 2, title = wide - 3 - cols_fixed(q, wide);

	if (title < TITLE_COLS_MIN)
		title = TITLE_COLS_MIN;
	for (size_t i = 0; i < q->count; i++) {
		enum queue_column which = q->which[i];
		int cols = columns[which].cols;

		if (!q->chosen && wide < columns[which].from)
			continue;
		if (which == QUEUE_COLUMN_TITLE)
			cols = title;
		if (col + cols > wide)
			cols = wide - col;
		if (cols <= 0)
			break;
		each(arg, which, col, cols);
		col += cols + 1;
	}
}

struct row_drawing {
	const struct queue_state *s;
	struct canvas *canvas;
	const struct demand *demand;
	int row;
	unsigned style;
};

static void
draw_cell(void *arg, enum queue_column which, int col, int cols)
{
	const struct row_drawing *r = arg;

	if (which == QUEUE_COLUMN_DUE)
		draw_due(r->s, r->canvas, r->row, col, r->demand);
	else
		canvas_put_cut(r->canvas, r->row, col, cols,
		    style_of(which, r->style),
		    slice_of(text_of(r->s, which, r->demand)));
}

void
queue_columns_draw(const struct queue_state *s, struct canvas *c, int row,
    const struct demand *d, unsigned style)
{
	struct row_drawing r = { s, c, d, row, style };

	columns_each(s, canvas_cols(c), draw_cell, &r);
}

static void
draw_head(void *arg, enum queue_column which, int col, int cols)
{
	const struct row_drawing *r = arg;

	canvas_put_cut(r->canvas, r->row, col, cols, STYLE_LABEL,
	    slice_of(_(columns[which].head)));
}

void
queue_columns_heads(const struct queue_state *s, struct canvas *c, int row)
{
	struct row_drawing r = { s, c, NULL, row, STYLE_LABEL };

	columns_each(s, canvas_cols(c), draw_head, &r);
}
