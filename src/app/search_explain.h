/*
 * search_explain.h - what a query became, why a hit stands where it does, and
 * what to say when little or nothing was found.
 */
#ifndef APP_SEARCH_EXPLAIN_H
#define APP_SEARCH_EXPLAIN_H

#include "app/search_hits.h"

/* Appends the plan's terms, heaviest first, with weights and how they came. */
void explain_plan(struct buf *out, const struct plan *p);
/* Appends each feature's part of the score of the row @r scored last; @heard
 * is what heard_explain() says of it. */
void explain_found(struct buf *out, const struct plan *p,
    const struct rank *r, const struct found *f,
    const struct rank_weights *w, const char *heard);

/* Appends to @hits.tried what the user should know: that the text was cut,
 * what letters were read as, what comes nearest to what nothing has. */
enum status tell_tried(struct hits *hits, struct kb *kb,
    const struct query *q, const struct plan *p, struct err *err);

#endif
