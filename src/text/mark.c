/*
 * mark.c - the part of a text that answers, and what in it matched.
 *
 * A text is normalised once, its tokens are looked up in a small hash table,
 * and passage.c chooses the sentences. Nothing is kept between texts but
 * memory.
 */
#include "text/mark.h"

#include "base/mem.h"
#include "text/mark_find.h"
#include "text/tokens.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS_FIRST 64
#define SINGLE_PART .8f			/* of the weightiest: says as much */

void
marker_init(struct marker *m)
{
	memset(m, 0, sizeof(*m));
	normal_init(&m->normal);
}

void
marker_reset(struct marker *m)
{
	if (m->slots)
		memset(m->slot, 0, m->slots * sizeof(*m->slot));
	m->used = m->groups = 0;
	m->longer = false;
	m->single = 0;
}

void
marker_release(struct marker *m)
{
	normal_release(&m->normal);
	free(m->slot);
	free(m->found);
	free(m->sentence);
	free(m->best);
	marker_init(m);
}

void
marks_release(struct marks *m)
{
	free(m->mark);
	*m = (struct marks){ NULL, 0, 0 };
}

/* FNV-1a over the bytes; one or two Han characters go by their numbers. */
static uint64_t
key_of(const struct token *token)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	if (token->ch[0])
		return (uint64_t)token->ch[0] << 32 | token->ch[1];
	for (size_t i = 0; i < token->text.bytes; i++)
		hash = (hash ^ (uint8_t)token->text.text[i]) *
		    UINT64_C(1099511628211);
	return hash | UINT64_C(1) << 63;
}

static size_t
slot_at(const struct marker *m, uint64_t key)
{
	size_t i = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 32) &
	    (m->slots - 1);

	while (m->slot[i].key && m->slot[i].key != key)
		i = (i + 1) & (m->slots - 1);
	return i;
}

static void
slots_grow(struct marker *m)
{
	struct marker_slot *old = m->slot;
	size_t count = m->slots;

	if ((m->used + 1) * 3 <= count)
		return;
	m->slots = count ? count * 2 : SLOTS_FIRST;
	m->slot = xcalloc(m->slots, sizeof(*m->slot));
	for (size_t i = 0; i < count; i++)
		if (old[i].key)
			m->slot[slot_at(m, old[i].key)] = old[i];
	free(old);
}

static void
add_token(struct marker *m, const struct token *token, float weight,
    uint16_t group)
{
	uint64_t key = key_of(token);
	struct marker_slot *slot;

	slots_grow(m);
	slot = &m->slot[slot_at(m, key)];
	if (!slot->key)
		m->used++;
	if (!slot->key || slot->weight < weight) {
		slot->weight = weight;
		slot->group = group;
	}
	slot->key = key;
	if (token->kind != TOKEN_CHAR)
		m->longer = true;
	else if (weight > m->single)
		m->single = weight;
}

void
marker_add_reading(struct marker *m, struct slice token, float weight,
    uint16_t group)
{
	struct tokens t;
	struct token part, only = { 0 };
	size_t count = 0;

	if (group >= m->groups) {
		m->groups = (size_t)group + 1;
		m->best = xrealloc(m->best, m->groups, sizeof(*m->best));
	}
	tokens_start(&t, token);
	while (tokens_next(&t, &part)) {
		if (part.kind == TOKEN_CHAR && !count++)
			only = part;
		if (part.kind != TOKEN_CHAR)
			add_token(m, &part, weight, group);
	}
	if (count == 1)
		add_token(m, &only, weight, group);
}

void
marker_add(struct marker *m, struct slice token, float weight)
{
	marker_add_reading(m, token, weight, 0);
}

void
marker_add_rare(struct marker *m, struct slice token, float weight)
{
	bool longer = m->longer;

	marker_add(m, token, weight);
	m->longer = longer;
}

/* The weight of the likeliest reading that the text has, for each group. */
static void
find_best(struct marker *m)
{
	for (size_t i = 0; i < m->groups; i++)
		m->best[i] = 0;
	for (size_t i = 0; i < m->founds; i++) {
		const struct marker_slot *s = &m->slot[m->found[i].slot];

		if (s->weight > m->best[s->group])
			m->best[s->group] = s->weight;
	}
}

void
mark_find(struct marker *m, struct slice text)
{
	struct tokens t;
	struct token token;

	normal_set(&m->normal, text, true);
	m->founds = 0;
	if (!m->used)
		return;
	tokens_start(&t, buf_slice(&m->normal.text));
	while (tokens_next(&t, &token)) {
		size_t i = slot_at(m, key_of(&token));

		if (!m->slot[i].key)
			continue;
		ARRAY_GROW(m->found, m->founds + 1, m->found_room);
		m->found[m->founds++] = (struct marker_found){
			.from = token.from, .to = token.to,
			.slot = (uint32_t)i,
			.single = token.kind == TOKEN_CHAR
		};
	}
	find_best(m);
}

/* A single character says little beside pairs, which it would be in. */
static bool
worth_marking(const struct marker *m, const struct marker_found *f)
{
	const struct marker_slot *s = &m->slot[f->slot];

	if (f->single && (m->longer ||
	    s->weight < SINGLE_PART * m->single))
		return false;
	return s->group == 0 || s->weight >= m->best[s->group];
}

static void
marks_add(struct marks *out, size_t first, uint32_t from, uint32_t to)
{
	struct mark *last = NULL;

	if (out->count > first)
		last = out->mark + out->count - 1;
	if (last && from <= last->to) {
		if (from < last->from)
			last->from = from;
		if (to > last->to)
			last->to = to;
		return;
	}
	ARRAY_GROW(out->mark, out->count + 1, out->room);
	out->mark[out->count++] = (struct mark){ from, to };
}

void
mark_within(const struct marker *m, size_t from, size_t to, struct marks *out)
{
	size_t first = out->count;

	for (size_t i = 0; i < m->founds; i++) {
		size_t a = m->found[i].from, b = m->found[i].to;

		normal_origin(&m->normal, &a, &b);
		if (a < from || b > to || !worth_marking(m, &m->found[i]))
			continue;
		while (out->count > first &&
		    out->mark[out->count - 1].from > a)
			out->count--;
		marks_add(out, first, (uint32_t)a, (uint32_t)b);
	}
}

size_t
marker_marks(struct marker *m, struct slice text, struct marks *out)
{
	size_t before = out->count;

	mark_find(m, text);
	mark_within(m, 0, text.bytes, out);
	return out->count - before;
}
