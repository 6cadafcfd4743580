/*
 * search_hits.h - from ranked rows to hits with their texts and marks.
 */
#ifndef APP_SEARCH_HITS_H
#define APP_SEARCH_HITS_H

#include "app/search_plan.h"

struct found {
	int64_t row;
	double score;
	struct rank_score parts;
	float text, title;		/* their parts of the score */
	struct digest_head head;
	bool exact;
	bool live;
	bool out;			/* the wishes leave it out */
	uint8_t by;
	float place;			/* what the region added, */
	float prior;			/* and earlier answers */
	char *why;			/* owned; or NULL */
};

/* Appends hits for the first @count of @found, which are in order. */
enum status hits_fill(struct hits *h, struct kb *kb, const struct plan *p,
    const struct found *found, size_t count, const struct search_options *o,
    struct err *err);

#endif
