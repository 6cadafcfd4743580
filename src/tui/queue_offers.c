/*
 * queue_offers.c - what may go on in the filter's line: names of columns, and
 * the values that a column has, found by text, pinyin and initials.
 */
#include "tui/queue_view.h"

#include "tui/choices_desk.h"

#include <stdio.h>
#include <string.h>

/* Spans that are asked for; any other may be typed. */
static const char *const spans[] = { "4h", "1d", "2d", "7d", "1wd" };

void
queue_offers_init(struct queue_offers *o)
{
	*o = (struct queue_offers){ .found = FOUND_INIT };
	for (int i = 0; i < NARROW_COUNT; i++)
		o->values[i] = (struct choices)CHOICES_INIT;
	o->columns = (struct choices)CHOICES_INIT;
}

void
queue_offers_release(struct queue_offers *o)
{
	for (int i = 0; i < NARROW_COUNT; i++)
		choices_release(&o->values[i]);
	choices_release(&o->columns);
	found_release(&o->found);
}

static void
states_fill(struct choices *c)
{
	for (int i = 0; i < DEMAND_STATE_COUNT; i++)
		choices_add(c, demand_state_code((enum demand_state)i),
		    demand_state_words((enum demand_state)i),
		    demand_state_code((enum demand_state)i));
}

static void
values_fill(struct choices *c, enum narrow_column column,
    const struct directory *d)
{
	switch (column) {
	case NARROW_UNIT:
		choices_units(c, d);
		break;
	case NARROW_TYPE:
		choices_types(c);
		break;
	case NARROW_STATE:
		states_fill(c);
		break;
	case NARROW_TOPIC:
		choices_topics(c, d);
		break;
	case NARROW_DISTRICT:
		choices_districts(c, d);
		break;
	case NARROW_DUE:
		for (size_t i = 0; i < sizeof(spans) / sizeof(*spans); i++)
			choices_add(c, spans[i], spans[i], "");
		break;
	default:
		break;
	}
}

static void
columns_fill(struct choices *c)
{
	for (int i = 0; i < NARROW_COUNT; i++) {
		enum narrow_column column = (enum narrow_column)i;
		char code[32];

		snprintf(code, sizeof(code), "%s%s", narrow_name(column),
		    column == NARROW_DUE ? "<" : ":");
		choices_add(c, code, code, narrow_name_chinese(column));
	}
}

/* The word before the cursor, which stands behind all text. */
static struct slice
last_word(const struct editor *line)
{
	struct slice text = editor_text(line);
	size_t from = text.bytes;

	if (line->at != text.bytes)
		return (struct slice){ NULL, 0 };
	while (from > 0 && text.text[from - 1] != ' ')
		from--;
	return (struct slice){ text.text + from, text.bytes - from };
}

void
queue_offers_find(struct queue_offers *o, const struct directory *d,
    const struct editor *line)
{
	struct slice word = last_word(line);

	o->found.count = 0;
	o->of = &o->columns;
	o->column = NARROW_COUNT;
	if (word.bytes == 0)
		return;
	if (narrow_column_take(&word, &o->column)) {
		o->of = &o->values[o->column];
		if (o->of->count == 0)
			values_fill(o->of, o->column, d);
	} else if (o->of->count == 0)
		columns_fill(o->of);
	o->from = editor_text(line).bytes - word.bytes;
	choices_find(o->of, word, &o->found);
}

size_t
queue_offers_count(const struct queue_offers *o)
{
	return o->found.count;
}

const char *
queue_offer(const struct queue_offers *o, size_t i)
{
	return o->of->choice[o->found.at[i]].label;
}

/* A value is one word: a label with blanks gives way to its code. */
bool
queue_offers_take(struct queue_offers *o, struct editor *line)
{
	const struct choice *c;
	struct buf text = BUF_INIT;

	if (o->found.count == 0)
		return false;
	c = &o->of->choice[o->found.at[0]];
	buf_add(&text, editor_text(line).text, o->from);
	buf_add_text(&text, strchr(c->label, ' ') ? c->code : c->label);
	if (o->column != NARROW_COUNT)
		buf_add_char(&text, ' ');
	editor_set(line, buf_slice(&text));
	buf_release(&text);
	return true;
}
