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

static void
add_other(struct synonyms *out, const char *other)
{
	if (out->count < SYNONYMS_MAX)
		out->word[out->count++] = slice_of(other);
}

/* What else is said for the official word at @row, which stands for @typed. */
static void
add_siblings(struct synonyms *out, const char *official, struct slice typed)
{
	struct slice word = slice_of(official);
	uint32_t ch;

	for (size_t i = row_from(word, scan_at(word, 0, &ch));
	    i < table_synonyms && strcmp(table_synonym[i].word, official) <= 0;
	    i++)
		if (strcmp(table_synonym[i].word, official) == 0 &&
		    !slice_is(typed, table_synonym[i].other))
			add_other(out, table_synonym[i].other);
}

bool
synonyms_at(struct slice normal, struct synonyms *out)
{
	size_t first_bytes;
	const char *official = NULL;
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
		official = out->official ? table_synonym[i].other : NULL;
		add_other(out, table_synonym[i].other);
	}
	if (official)
		add_siblings(out, official,
		    (struct slice){ normal.text, out->bytes });
	return out->count > 0;
}
