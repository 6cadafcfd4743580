/*
 * vocab.c - an array of characters, an open-addressing table of words that
 * doubles; each remembers the last entry it was seen in, so that an entry
 * counts once.
 */
#include "store/vocab.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define CHARS 0x110000
#define WORDS_AT_FIRST (1u << 12)

struct char_row {
	uint32_t entries, last, times;
	struct vocab_place place;
};

struct word_row {
	size_t at;			/* in the arena */
	uint32_t bytes;
	uint32_t hash;
	uint32_t entries, last;
	struct vocab_place place;
};

struct vocab {
	uint32_t entry;
	struct char_row *chars;
	struct word_row *word;
	size_t words, word_room;
	uint32_t *word_at;		/* row + 1; 0 is free */
	size_t word_slots;
	struct buf arena;
	uint32_t *order;		/* characters, then words, by number */
	uint32_t *by_rank;		/* the same by rank */
	uint32_t char_count;
};

struct vocab *
vocab_new(void)
{
	struct vocab *v = xcalloc(1, sizeof(*v));

	v->chars = xcalloc(CHARS, sizeof(*v->chars));
	v->word_slots = WORDS_AT_FIRST;
	v->word_at = xcalloc(v->word_slots, sizeof(*v->word_at));
	return v;
}

void
vocab_free(struct vocab *v)
{
	if (!v)
		return;
	free(v->chars);
	free(v->word);
	free(v->word_at);
	free(v->order);
	free(v->by_rank);
	buf_release(&v->arena);
	free(v);
}

void
vocab_next_entry(struct vocab *v)
{
	v->entry++;
}

static uint32_t
word_hash(struct slice s)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < s.bytes; i++)
		h = (h ^ (uint8_t)s.text[i]) * 16777619u;
	return h;
}

static struct slice
word_text(const struct vocab *v, const struct word_row *w)
{
	return (struct slice){ v->arena.text + w->at, w->bytes };
}

static size_t
word_slot(const struct vocab *v, struct slice s, uint32_t hash)
{
	size_t at = hash & (v->word_slots - 1);

	for (; v->word_at[at]; at = (at + 1) & (v->word_slots - 1)) {
		const struct word_row *w = &v->word[v->word_at[at] - 1];

		if (w->hash == hash && slice_equal(word_text(v, w), s))
			break;
	}
	return at;
}

static void
words_grow(struct vocab *v)
{
	v->word_slots *= 2;
	free(v->word_at);
	v->word_at = xcalloc(v->word_slots, sizeof(*v->word_at));
	for (size_t i = 0; i < v->words; i++) {
		size_t at = v->word[i].hash & (v->word_slots - 1);

		while (v->word_at[at])
			at = (at + 1) & (v->word_slots - 1);
		v->word_at[at] = (uint32_t)i + 1;
	}
}

static void
count_word(struct vocab *v, struct slice s)
{
	uint32_t hash = word_hash(s);
	size_t at = word_slot(v, s, hash);
	struct word_row *w;

	if (!v->word_at[at]) {
		ARRAY_GROW(v->word, v->words + 1, v->word_room);
		v->word[v->words] = (struct word_row){
			.at = v->arena.bytes, .bytes = (uint32_t)s.bytes,
			.hash = hash
		};
		buf_add_slice(&v->arena, s);
		v->word_at[at] = (uint32_t)++v->words;
		w = &v->word[v->words - 1];
		if (2 * v->words > v->word_slots)
			words_grow(v);
	} else {
		w = &v->word[v->word_at[at] - 1];
	}
	if (w->last != v->entry) {
		w->last = v->entry;
		w->entries++;
	}
}

void
vocab_count(struct vocab *v, const struct token *t)
{
	struct char_row *c;

	switch (t->kind) {
	case TOKEN_PAIR:
		break;
	case TOKEN_CHAR:
		c = &v->chars[t->ch[0]];
		c->times++;
		if (c->last != v->entry) {
			c->last = v->entry;
			c->entries++;
		}
		break;
	default:
		count_word(v, t->text);
	}
}

/* Sort keys: more first, then the smaller id. */
static int
key_cmp(const void *va, const void *vb)
{
	uint64_t a = *(const uint64_t *)va, b = *(const uint64_t *)vb;

	return (a > b) - (a < b);
}

static uint64_t
sort_key(uint32_t times, uint32_t id)
{
	return (uint64_t)(UINT32_MAX - times) << 32 | id;
}

uint32_t
vocab_atoms(const struct vocab *v)
{
	return v->char_count + (uint32_t)v->words;
}

uint32_t
vocab_chars(const struct vocab *v)
{
	return v->char_count;
}

static int
text_cmp(const void *va, const void *vb, void *arg)
{
	const struct vocab *v = arg;

	return slice_cmp(word_text(v, &v->word[*(const uint32_t *)va]),
	    word_text(v, &v->word[*(const uint32_t *)vb]));
}

static void
rank_all(struct vocab *v)
{
	uint32_t n = 0, *words;

	v->by_rank = xmalloc((vocab_atoms(v) + 1) * sizeof(*v->by_rank));
	for (uint32_t ch = 1; ch < CHARS; ch++) {
		if (!v->chars[ch].times)
			continue;
		v->by_rank[n++] = ch;
		v->chars[ch].place.rank = n;
	}
	words = v->by_rank + n;
	for (uint32_t i = 0; i < v->words; i++)
		words[i] = i;
	if (v->words > 0)
		qsort_r(words, v->words, sizeof(*words), text_cmp, v);
	for (uint32_t i = 0; i < v->words; i++)
		v->word[words[i]].place.rank = i + 1;
}

void
vocab_number(struct vocab *v)
{
	uint64_t *key = NULL;
	size_t n = 0, room = 0;

	for (uint32_t ch = 1; ch < CHARS; ch++) {
		if (!v->chars[ch].times)
			continue;
		ARRAY_GROW(key, n + 1, room);
		key[n++] = sort_key(v->chars[ch].times, ch);
	}
	v->char_count = (uint32_t)n;
	ARRAY_GROW(key, n + v->words + 1, room);
	for (size_t i = 0; i < v->words; i++)
		key[n++] = sort_key(v->word[i].entries, (uint32_t)i);
	qsort(key, v->char_count, sizeof(*key), key_cmp);
	qsort(key + v->char_count, v->words, sizeof(*key), key_cmp);
	v->order = xmalloc((n + 1) * sizeof(*v->order));
	for (uint32_t i = 0; i < n; i++) {
		uint32_t id = (uint32_t)key[i];

		if (i < v->char_count)
			v->chars[id].place.number = i + 1;
		else
			v->word[id].place.number = i + 1;
		v->order[i] = id;
	}
	free(key);
	rank_all(v);
}

struct vocab_atom
vocab_atom(const struct vocab *v, uint32_t number)
{
	uint32_t id = v->order[number - 1];

	if (number <= v->char_count)
		return (struct vocab_atom){
			id, { NULL, 0 }, v->chars[id].entries
		};
	return (struct vocab_atom){
		0, word_text(v, &v->word[id]), v->word[id].entries
	};
}

struct vocab_place
vocab_char(const struct vocab *v, uint32_t ch)
{
	return v->chars[ch].place;
}

struct vocab_place
vocab_word(const struct vocab *v, struct slice word)
{
	size_t at = word_slot(v, word, word_hash(word));

	return v->word_at[at] ? v->word[v->word_at[at] - 1].place :
	    (struct vocab_place){ 0, 0 };
}

uint32_t
vocab_ranked_char(const struct vocab *v, uint32_t rank)
{
	return v->by_rank[rank - 1];
}

struct slice
vocab_ranked_word(const struct vocab *v, uint32_t rank)
{
	return word_text(v, &v->word[v->by_rank[v->char_count + rank - 1]]);
}
