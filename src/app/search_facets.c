/*
 * search_facets.c - how many of what was found are of each kind, unit, topic,
 * district, state and language.
 */
#include "app/search_filter.h"

#include "base/mem.h"
#include "store/kb.h"

#include <stdlib.h>
#include <string.h>

static void
facet_add(struct hits *h, enum query_field field, const char *value,
    size_t count)
{
	if (!*value)
		return;
	ARRAY_GROW(h->facet, h->facets + 1, h->facet_room);
	h->facet[h->facets++] = (struct hits_facet){
		field, texts_keep(&h->facet_texts, slice_of(value)), count
	};
}

static int
number_cmp(const void *va, const void *vb)
{
	const uint32_t *a = va, *b = vb;

	return (*a > *b) - (*a < *b);
}

/* How often each of @number is there. */
static void
count_numbers(struct hits *h, enum query_field field, const struct kb *kb,
    enum digest_facet facet, uint32_t *number, size_t count)
{
	size_t from = 0;

	if (count > 0)
		qsort(number, count, sizeof(*number), number_cmp);
	for (size_t i = 1; i <= count; i++) {
		if (i < count && number[i] == number[from])
			continue;
		facet_add(h, field, kb_facet(kb, facet, number[from]),
		    i - from);
		from = i;
	}
}

static void
count_kinds(struct hits *h, const struct found *found, size_t count)
{
	size_t of[ENTRY_KIND_COUNT] = { 0 }, live = 0;

	for (size_t i = 0; i < count; i++) {
		if (found[i].head.kind < ENTRY_KIND_COUNT)
			of[found[i].head.kind]++;
		live += found[i].live;
	}
	for (size_t k = 0; k < ENTRY_KIND_COUNT; k++)
		if (of[k] > 0)
			facet_add(h, QUERY_KIND,
			    entry_kind_word((enum entry_kind)k), of[k]);
	if (live > 0)
		facet_add(h, QUERY_FORCE, "yes", live);
	if (live < count)
		facet_add(h, QUERY_FORCE, "no", count - live);
}

/* By field, more first, then by value. */
static int
facet_cmp(const void *va, const void *vb)
{
	const struct hits_facet *a = va, *b = vb;

	if (a->field != b->field)
		return a->field < b->field ? -1 : 1;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return strcmp(a->value, b->value);
}

void
facets_count(struct hits *h, struct kb *kb, const struct found *found,
    size_t count)
{
	static const struct {
		enum query_field field;
		enum digest_facet facet;
	} rows[] = {
		{ QUERY_UNIT, DIGEST_UNIT }, { QUERY_TOPIC, DIGEST_TOPIC },
		{ QUERY_REGION, DIGEST_REGION }, { QUERY_LANG, DIGEST_LANG },
	};
	uint32_t *number = xcalloc(count + 1, sizeof(*number));

	count_kinds(h, found, count);
	for (size_t k = 0; k < COUNT(rows); k++) {
		for (size_t i = 0; i < count; i++)
			number[i] = found[i].head.facet[rows[k].facet];
		count_numbers(h, rows[k].field, kb, rows[k].facet, number,
		    count);
	}
	free(number);
	if (h->facets > 0)
		qsort(h->facet, h->facets, sizeof(*h->facet), facet_cmp);
}
