/*
 * search_filter.h - which candidates a query's wishes leave, and how many
 * there are of each kind, unit, topic, district, state and language.
 */
#ifndef APP_SEARCH_FILTER_H
#define APP_SEARCH_FILTER_H

#include "app/search_hits.h"

struct filter;

/* NULL when the query has no wishes. */
struct filter *filter_new(struct kb *kb, const struct query *q,
    const struct search_options *o);
void filter_free(struct filter *f);			/* NULL is fine */

/* @parts is the digest behind its head. */
bool filter_takes(const struct filter *f, const struct found *found,
    struct slice parts);
/* Counts the facets of @found into @hits. */
void facets_count(struct hits *hits, struct kb *kb,
    const struct found *found, size_t count);

#endif
