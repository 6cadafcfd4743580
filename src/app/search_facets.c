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
count_one(struct hits *h, enum query_field field, const char *value)
{
	if (!*value)
		return;
	for (size_t i = 0; i < h->facets; i++)
		if (h->facet[i].field == field &&
		    strcmp(h->facet[i].value, value) == 0) {
			h->facet[i].count++;
			return;
		}
	ARRAY_GROW(h->facet, h->facets + 1, h->facet_room);
	h->facet[h->facets++] = (struct hits_facet){
		field, texts_keep(&h->facet_texts, slice_of(value)), 1
	};
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

	for (size_t i = 0; i < count; i++) {
		const struct digest_head *head = &found[i].head;

		if (head->kind < ENTRY_KIND_COUNT)
			count_one(h, QUERY_KIND,
			    entry_kind_word((enum entry_kind)head->kind));
		count_one(h, QUERY_FORCE, found[i].live ? "yes" : "no");
		for (size_t k = 0; k < COUNT(rows); k++)
			count_one(h, rows[k].field, kb_facet(kb,
			    rows[k].facet, head->facet[rows[k].facet]));
	}
	if (h->facets > 0)
		qsort(h->facet, h->facets, sizeof(*h->facet), facet_cmp);
}
