/*
 * keywords.c - words in the order of their bytes, asked for by beginnings.
 */
#include "app/keywords.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct keyword {
	struct slice word;
	uint32_t owner;
	uint32_t text;			/* the last text it was seen in */
};

struct keywords {
	struct keyword *item;
	size_t count, room;
	bool sorted;
	size_t from[257];		/* by the first byte */
	size_t *weight;			/* by owner, in this text */
	uint32_t owners, texts;
};

struct keywords *
keywords_new(void)
{
	return xcalloc(1, sizeof(struct keywords));
}

void
keywords_free(struct keywords *k)
{
	if (!k)
		return;
	free(k->item);
	free(k->weight);
	free(k);
}

void
keywords_add(struct keywords *k, struct slice word, uint32_t owner)
{
	if (word.bytes == 0)
		return;
	ARRAY_GROW(k->item, k->count + 1, k->room);
	k->item[k->count++] = (struct keyword){ word, owner, 0 };
	k->owners = owner >= k->owners ? owner + 1 : k->owners;
	k->sorted = false;
}

static int
keyword_cmp(const void *va, const void *vb)
{
	const struct keyword *a = va, *b = vb;
	int order = slice_cmp(a->word, b->word);

	return order ? order : (a->owner > b->owner) - (a->owner < b->owner);
}

static void
sort(struct keywords *k)
{
	size_t at = 0;

	if (k->count > 0)
		qsort(k->item, k->count, sizeof(*k->item), keyword_cmp);
	for (size_t byte = 0; byte < 257; byte++) {
		while (at < k->count && (uint8_t)k->item[at].word.text[0] <
		    byte)
			at++;
		k->from[byte] = at;
	}
	free(k->weight);
	k->weight = xcalloc(k->owners + 1, sizeof(*k->weight));
	k->sorted = true;
}

/* The first word that is not less than the @bytes in front of @text. */
static size_t
lower(const struct keywords *k, const char *text, size_t bytes)
{
	size_t from = k->from[(uint8_t)*text];
	size_t to = k->from[(uint8_t)*text + 1];

	while (from < to) {
		size_t half = from + (to - from) / 2;

		if (slice_cmp(k->item[half].word,
		    (struct slice){ text, bytes }) < 0)
			from = half + 1;
		else
			to = half;
	}
	return from;
}

/* No word is shorter than its first character. */
static size_t
head_bytes(struct slice text)
{
	uint8_t first = (uint8_t)*text.text;
	size_t bytes = 3;

	if (first < 0x80)
		bytes = 1;
	else if (first < 0xe0)
		bytes = 2;
	return bytes < text.bytes ? bytes : text.bytes;
}

/* Counts the words that begin at the front of @rest. */
static void
count_at(struct keywords *k, struct slice rest)
{
	size_t end = k->from[(uint8_t)*rest.text + 1];
	size_t head = head_bytes(rest);

	for (size_t i = lower(k, rest.text, head); i < end; i++) {
		struct keyword *w = &k->item[i];
		size_t n = w->word.bytes < head ? w->word.bytes : head;

		if (memcmp(w->word.text, rest.text, n) > 0)
			break;
		if (w->text == k->texts || w->word.bytes > rest.bytes ||
		    memcmp(w->word.text, rest.text, w->word.bytes) != 0)
			continue;
		w->text = k->texts;
		k->weight[w->owner] += w->word.bytes;
	}
}

bool
keywords_best(struct keywords *k, struct slice text, uint32_t *owner)
{
	size_t most = 0;

	if (!k->sorted)
		sort(k);
	k->texts++;
	memset(k->weight, 0, k->owners * sizeof(*k->weight));
	for (size_t at = 0; at < text.bytes; at++)
		count_at(k, (struct slice){ text.text + at,
		    text.bytes - at });
	for (uint32_t i = 0; i < k->owners; i++)
		if (k->weight[i] > most) {
			most = k->weight[i];
			*owner = i;
		}
	return most > 0;
}
