/*
 * synonyms.c - what callers say, and what documents call it.
 */
#include "text/synonyms.h"

#include "text/scan.h"
#include "text/tables.h"

#include <string.h>

/* The first row whose first character is not below that of @s. */
static size_t
row_from(struct slice s, size_t first_bytes)
{
	size_t lo = 0, hi = table_synonyms;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (strncmp(table_synonym[middle].word, s.text,
		    first_bytes) < 0)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

bool
synonyms_at(struct slice normal, struct synonyms *out)
{
	size_t first_bytes;
	uint32_t ch;

	*out = (struct synonyms){ .bytes = 0 };
	if (!normal.bytes)
		return false;
	first_bytes = scan_at(normal, 0, &ch);
	for (size_t i = row_from(normal, first_bytes); i < table_synonyms &&
	    !strncmp(table_synonym[i].word, normal.text, first_bytes); i++) {
		struct slice word = slice_of(table_synonym[i].word);

		if (word.bytes < out->bytes || word.bytes > normal.bytes ||
		    memcmp(word.text, normal.text, word.bytes) != 0)
			continue;
		if (word.bytes > out->bytes)
			out->count = 0;
		out->bytes = word.bytes;
		out->official = table_synonym[i].official;
		if (out->count < SYNONYMS_MAX)
			out->word[out->count++] =
			    slice_of(table_synonym[i].other);
	}
	return out->count > 0;
}
