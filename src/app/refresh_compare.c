/*
 * refresh_compare.c - what is kept of each entry, and equal titles.
 *
 * Equal is what has the same 64-bit hash; a note may err once in the life of
 * a desk, and a person looks at it.
 */
#include "app/refresh_compared.h"

#include "app/refresh_run.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define HASH_START UINT64_C(14695981039346656037)
#define HASH_TIMES UINT64_C(1099511628211)

/* What an entry says, and what is compared as its text. */
static const enum entry_field answers[] = {
	ENTRY_ANSWER_FULL, ENTRY_ANSWER_SHORT, ENTRY_CONDITIONS,
	ENTRY_MATERIALS, ENTRY_PROCEDURE, ENTRY_FEE, ENTRY_OFFICE,
	ENTRY_HOURS, ENTRY_PHONE, ENTRY_URL, ENTRY_ONLINE, ENTRY_ANSWER_PLAIN,
	ENTRY_TIME_LIMIT_LEGAL, ENTRY_TIME_LIMIT_PROMISED, ENTRY_BACKGROUND,
	ENTRY_OBJECTIVES, ENTRY_MAIN_POINTS, ENTRY_TERMS,
};
static const enum entry_field dates[] = {
	ENTRY_SIGNED_ON, ENTRY_PUBLISHED_ON, ENTRY_EFFECTIVE_ON,
	ENTRY_REVIEWED_ON,
};

struct compare *
compare_new(int64_t day)
{
	struct compare *c = xcalloc(1, sizeof(*c));

	c->day = day;
	c->slots = 256;
	c->document = xcalloc(c->slots, sizeof(*c->document));
	return c;
}

void
compare_free(struct compare *c)
{
	if (!c)
		return;
	free(c->item);
	free(c->key);
	free(c->pair);
	free(c->by_self);
	free(c->link);
	free(c->phone);
	free(c->document);
	buf_release(&c->texts);
	free(c);
}

/* The end counts, too, so that "a" + "bc" is not "ab" + "c". */
uint64_t
compared_hash(uint64_t start, const char *text)
{
	uint64_t h = start ? start : HASH_START;

	for (; *text; text++)
		h = (h ^ (uint8_t)*text) * HASH_TIMES;
	return (h ^ 0xff) * HASH_TIMES;
}

/* Blanks and line ends change no answer. */
static uint64_t
hash_unspaced(uint64_t h, const char *text)
{
	for (; *text; text++)
		if (*text != ' ' && *text != '\n' && *text != '\t')
			h = (h ^ (uint8_t)*text) * HASH_TIMES;
	return (h ^ 0xff) * HASH_TIMES;
}

static int32_t
newest_date(const struct entry *e)
{
	int64_t newest = 0, day;

	for (size_t i = 0; i < COUNT(dates); i++) {
		const char *date = entry_get(e, dates[i]);

		if (clock_parse_date(slice_of(date), &day) && day > newest)
			newest = day;
	}
	return (int32_t)newest;
}

static void
add_line(struct buf *out, const char *text)
{
	buf_add_text(out, text);
	buf_add_char(out, '\n');
}

void
compared_text(struct buf *out, const struct entry *e)
{
	add_line(out, entry_get(e, ENTRY_TITLE));
	add_line(out, entry_get(e, ENTRY_QUESTION));
	for (size_t i = 0; i < COUNT(answers); i++)
		if (e->field[answers[i]])
			add_line(out, e->field[answers[i]]);
}

void
compare_add(struct compare *c, const struct entry *e, size_t source)
{
	enum entry_force force = entry_force(e, c->day);
	struct compared item = {
		.self = compared_hash(compared_hash(0, entry_get(e,
		    ENTRY_SOURCE_SYSTEM)), entry_get(e, ENTRY_EXTERNAL_ID)),
		.title = compared_hash(compared_hash(hash_unspaced(HASH_START,
		    entry_get(e, ENTRY_TITLE)), entry_get(e, ENTRY_REGION)),
		    entry_get(e, ENTRY_LANG)),
		.answer = HASH_START, .source = (uint32_t)source,
		.id = (uint32_t)c->texts.bytes, .newest = newest_date(e),
		.live = entry_force_live(force),
		.repealed = force == ENTRY_FORCE_REPEALED
	};
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < COUNT(answers); i++)
		item.answer = hash_unspaced(item.answer,
		    entry_get(e, answers[i]));
	buf_add_text(&c->texts, entry_get(e, ENTRY_ENTRY_ID));
	buf_add_char(&c->texts, '\0');
	ARRAY_GROW(c->item, c->count + 1, c->room);
	ARRAY_GROW(c->key, c->count + 1, c->key_room);
	if (item.live) {
		compared_text(&text, e);
		item.keyed = shingle_keys(buf_slice(&text), c->key[c->count]);
		buf_release(&text);
	}
	c->item[c->count] = item;
	links_add(c, e, &c->item[c->count]);
	phones_add(c, e);
	c->count++;
}

struct compared *
compared_find(const struct compare *c, uint64_t self)
{
	size_t from = 0, to = c->count;

	while (from < to) {
		size_t half = from + (to - from) / 2;

		if (c->item[c->by_self[half]].self < self)
			from = half + 1;
		else
			to = half;
	}
	return from < c->count && c->item[c->by_self[from]].self == self ?
	    &c->item[c->by_self[from]] : NULL;
}

void
compared_note(const struct note_taker *notes, const struct compare *c,
    const struct compared *about, enum note_level level,
    const char *rule, enum entry_field f, const char *format, ...)
{
	struct buf reason = BUF_INIT;
	va_list ap;

	va_start(ap, format);
	buf_addv(&reason, format, ap);
	va_end(ap);
	report_note(notes, about->source, &(struct note){ 0, level,
	    rule, entry_field_name(f), buf_text(&reason) },
	    c->texts.text + about->id);
	buf_release(&reason);
}

/* One of the orders that the items are looked at in. */
static struct order {
	uint32_t at;
	uint64_t key;
	int32_t newest;
} *
order_new(const struct compare *c, bool by_title)
{
	struct order *order = xmalloc((c->count + 1) * sizeof(*order));

	for (size_t i = 0; i < c->count; i++)
		order[i] = (struct order){ (uint32_t)i, by_title ?
		    c->item[i].title : c->item[i].self, c->item[i].newest };
	return order;
}

/* Newer dates first; then by id, which is the same every night. */
static int
order_cmp(const void *va, const void *vb, void *arg)
{
	const struct order *a = va, *b = vb;
	const struct compare *c = arg;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (a->newest != b->newest)
		return a->newest > b->newest ? -1 : 1;
	return strcmp(c->texts.text + c->item[a->at].id,
	    c->texts.text + c->item[b->at].id);
}

static void
sort_by_self(struct compare *c)
{
	struct order *order = order_new(c, false);

	qsort_r(order, c->count, sizeof(*order), order_cmp, c);
	c->by_self = xmalloc((c->count + 1) * sizeof(*c->by_self));
	for (size_t i = 0; i < c->count; i++)
		c->by_self[i] = order[i].at;
	free(order);
}

/* @newer and @older have one title. */
static void
settle_pair(struct compare *c, struct compared *newer,
    struct compared *older, const struct note_taker *notes)
{
	const char *ids = c->texts.text;

	if (newer->answer != older->answer) {
		compared_note(notes, c, newer, NOTE_WARNING, "Q7",
		    ENTRY_TITLE, _("%s has the same title and another "
		    "answer"), ids + older->id);
		compared_note(notes, c, older, NOTE_WARNING, "Q7",
		    ENTRY_TITLE, _("%s has the same title and another "
		    "answer"), ids + newer->id);
		return;
	}
	compared_note(notes, c, older, NOTE_WARNING, "Q7", ENTRY_TITLE,
	    _("%s says the same; this one gives way"), ids + newer->id);
	older->twin = newer->id + 1;
}

/* Each is held against the newest of its title. */
static void
settle_titles(struct compare *c, const struct note_taker *notes)
{
	struct order *order = order_new(c, true);
	struct compared *first = NULL;

	qsort_r(order, c->count, sizeof(*order), order_cmp, c);
	for (size_t i = 0; i < c->count; i++) {
		struct compared *item = &c->item[order[i].at];

		if (!item->live)
			continue;
		if (first && first->title == item->title)
			settle_pair(c, first, item, notes);
		else
			first = item;
	}
	free(order);
}

void
compare_settle(struct compare *c, const struct note_taker *notes)
{
	if (c->count == 0)
		return;
	sort_by_self(c);
	links_settle(c, notes);
	settle_titles(c, notes);
	phones_settle(c, notes);
	alike_settle(c);
}

void
compare_apply(const struct compare *c, struct entry *e)
{
	const struct compared *item = compared_find(c,
	    compared_hash(compared_hash(0, entry_get(e,
	    ENTRY_SOURCE_SYSTEM)), entry_get(e, ENTRY_EXTERNAL_ID)));

	if (!item)
		return;
	if (item->suspended)
		entry_set(e, ENTRY_STATUS, slice_of("suspended"));
	if (e->field[ENTRY_SUPERSEDED_BY])
		return;
	if (item->by > 0)
		entry_set(e, ENTRY_SUPERSEDED_BY,
		    slice_of(c->texts.text + c->link[item->by - 1].id));
	else if (item->twin > 0)
		entry_set(e, ENTRY_SUPERSEDED_BY,
		    slice_of(c->texts.text + item->twin - 1));
}

int64_t
compare_until(const struct compare *c)
{
	return c->until;
}
