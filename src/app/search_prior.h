/*
 * search_prior.h - what earlier answers say for the entries of a search.
 *
 * A word of the query speaks for the entries that answered it before, for each
 * by its share of the answers; the weight of all words that speak for an entry
 * is its gain. A share is softened: few answers are little, and a word that
 * many entries have needs more of them. The counts: store/prior.h.
 */
#ifndef APP_SEARCH_PRIOR_H
#define APP_SEARCH_PRIOR_H

#include "app/search_plan.h"
#include "base/buf.h"

struct heard;

/* NULL when the base has learned nothing that the plan's words have. */
enum status heard_new(struct heard **out, struct kb *kb,
    const struct plan *p, const struct rank_weights *w, struct err *err);
void heard_free(struct heard *h);			/* NULL is fine */

/* What is added to an entry's score; 0 with @h NULL. */
float heard_gain(const struct heard *h, int64_t row);
/* The rows that gain most, which need have none of the words; at most @max
 * that gain enough to be looked at. Returns how many. */
size_t heard_rows(const struct heard *h, int64_t *row, size_t max);
/* Appends " + answered before 0.123 (6 answers of 4 operators)"; nothing
 * when the row gains nothing. */
enum status heard_explain(const struct heard *h, struct kb *kb, int64_t row,
    struct buf *out, struct err *err);

#endif
