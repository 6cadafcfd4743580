/*
 * vocab.c - open-addressing tables that double; a term remembers the last
 * entry it was seen in, so that an entry counts once.
 */
#include "store/vocab.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define CHARS 0x110000
#define PAIRS_AT_FIRST (1u << 16)
#define WORDS_AT_FIRST (1u << 12)

struct pair_slot {
	uint64_t key;			/* 0 is free */
	uint32_t entries, last;
};

struct char_row {
	uint32_t entries, last, times, number;
};

struct word_row {
	size_t at;			/* in the arena */
	uint32_t bytes;
	uint32_t hash;
	uint32_t entries, last, number;
};

struct vocab {
	uint32_t entry;
	struct pair_slot *pair;
	size_t pairs, pair_room;	/* room is a power of two */
	struct char_row *chars;
	struct word_row *word;
	size_t words, word_room;
	uint32_t *word_at;		/* row + 1; 0 is free */
	size_t word_slots;
	struct buf arena;
	uint32_t *order;		/* char, or word + CHARS, by number */
	uint32_t char_count;
};

struct vocab *
vocab_new(void)
{
	struct vocab *v = xcalloc(1, sizeof(*v));

	v->pair_room = PAIRS_AT_FIRST;
	v->pair = xcalloc(v->pair_room, sizeof(*v->pair));
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
	free(v->pair);
	free(v->chars);
	free(v->word);
	free(v->word_at);
	free(v->order);
	buf_release(&v->arena);
	free(v);
}

void
vocab_next_entry(struct vocab *v)
{
	v->entry++;
}

static size_t
pair_at(const struct pair_slot *pair, size_t room, uint64_t key)
{
	uint64_t h = key * UINT64_C(0x9e3779b97f4a7c15);
	size_t at = (size_t)(h >> 20) & (room - 1);

	while (pair[at].key && pair[at].key != key)
		at = (at + 1) & (room - 1);
	return at;
}

static void
pairs_grow(struct vocab *v)
{
	size_t room = 2 * v->pair_room;
	struct pair_slot *bigger = xcalloc(room, sizeof(*bigger));

	for (size_t i = 0; i < v->pair_room; i++)
		if (v->pair[i].key)
			bigger[pair_at(bigger, room, v->pair[i].key)] =
			    v->pair[i];
	free(v->pair);
	v->pair = bigger;
	v->pair_room = room;
}

static void
count_pair(struct vocab *v, uint32_t a, uint32_t b)
{
	uint64_t key = (uint64_t)a << 21 | b;
	size_t at = pair_at(v->pair, v->pair_room, key);

	if (!v->pair[at].key) {
		v->pair[at].key = key;
		if (++v->pairs * 4 > v->pair_room * 3) {
			pairs_grow(v);
			at = pair_at(v->pair, v->pair_room, key);
		}
	}
	if (v->pair[at].last != v->entry) {
		v->pair[at].last = v->entry;
		v->pair[at].entries++;
	}
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
		count_pair(v, t->ch[0], t->ch[1]);
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
			v->chars[id].number = i + 1;
		else
			v->word[id].number = i + 1;
		v->order[i] = id;
	}
	free(key);
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

uint32_t
vocab_char_number(const struct vocab *v, uint32_t ch)
{
	return v->chars[ch].number;
}

uint32_t
vocab_word_number(const struct vocab *v, struct slice word)
{
	size_t at = word_slot(v, word, word_hash(word));

	return v->word_at[at] ? v->word[v->word_at[at] - 1].number : 0;
}

static int
pair_cmp(const void *va, const void *vb)
{
	const struct vocab_pair *p = va, *q = vb;

	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return (p->b > q->b) - (p->b < q->b);
}

struct vocab_pair *
vocab_take_pairs(struct vocab *v, uint32_t entries, size_t *count)
{
	struct vocab_pair *list = NULL;
	size_t n = 0, room = 0;

	for (size_t i = 0; i < v->pair_room; i++) {
		const struct pair_slot *p = &v->pair[i];

		if (!p->key || p->entries < entries)
			continue;
		ARRAY_GROW(list, n + 1, room);
		list[n++] = (struct vocab_pair){
			v->chars[p->key >> 21].number,
			v->chars[p->key & 0x1fffff].number, p->entries
		};
	}
	free(v->pair);
	v->pair_room = PAIRS_AT_FIRST;
	v->pair = xcalloc(v->pair_room, sizeof(*v->pair));
	v->pairs = 0;
	if (n > 0)
		qsort(list, n, sizeof(*list), pair_cmp);
	*count = n;
	return list;
}
