/*
 * search_terms.h - what a query becomes before anything is searched for.
 */
#ifndef APP_SEARCH_TERMS_H
#define APP_SEARCH_TERMS_H

#include "app/search.h"

struct search_term {
	struct slice text;		/* lives as long as the list */
	enum hit_by by;
	int64_t entries;		/* that have it */
	float weight;
	uint16_t group;			/* of those that mean the same */
	bool soft;			/* part of a polite opening */
	bool finds;			/* it fetches candidates */
};

struct search_terms {
	struct search_term *term;	/* by group, heavier first */
	size_t count, room;
	struct buf texts, normal;	/* the normalised query */
};

#define SEARCH_TERMS_INIT { NULL, 0, 0, BUF_INIT, BUF_INIT }

void search_terms_release(struct search_terms *t);
/* Replaces what @out holds. */
enum status search_terms(struct kb *kb, struct slice typed,
    struct search_terms *out, struct err *err);

const char *hit_by_word(enum hit_by by);	/* for JSON: "pinyin" */
const char *hit_by_title(enum hit_by by);	/* user's language; "" typed */

#endif
