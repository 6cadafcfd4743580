/*
 * synonyms.h - what callers say, and what documents call it.
 *
 * From data/synonyms.tsv, compiled in. Both directions are there: a query
 * with the colloquial word is read as if the official one stood beside it,
 * and the other way round, since citizens' own letters are searched too.
 */
#ifndef TEXT_SYNONYMS_H
#define TEXT_SYNONYMS_H

#include "base/buf.h"

#define SYNONYMS_MAX 8

struct synonyms {
	size_t bytes;			/* of the word that stands there */
	struct slice word[SYNONYMS_MAX];	/* live for ever */
	size_t count;
	bool official;			/* the words are the official ones */
};

/* The longest word that @normal begins with and that has others; false and
 * count 0 when there is none. */
bool synonyms_at(struct slice normal, struct synonyms *out);

#endif
