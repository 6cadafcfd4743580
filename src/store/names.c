/*
 * names.c - a list and a hash table over it.
 */
#include "store/names.h"

#include "base/mem.h"

#include <stdlib.h>

#define SLOTS_AT_FIRST 64

void
names_release(struct names *n)
{
	buf_release(&n->text);
	free(n->at);
	free(n->slot);
	*n = (struct names)NAMES_INIT;
}

/* The byte as it is kept. */
static char
kept(char c)
{
	return c == '\n' ? ' ' : c;
}

static uint32_t
hash_of(struct slice s)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < s.bytes; i++)
		h = (h ^ (uint8_t)kept(s.text[i])) * 16777619u;
	return h;
}

static bool
is_name(const struct names *n, uint32_t number, struct slice s)
{
	const char *name = n->text.text + n->at[number];

	for (size_t i = 0; i < s.bytes; i++)
		if (name[i] == '\n' || name[i] != kept(s.text[i]))
			return false;
	return name[s.bytes] == '\n';
}

static size_t
slot_of(const struct names *n, struct slice s)
{
	size_t at = hash_of(s) & (n->slots - 1);

	while (n->slot[at] && !is_name(n, n->slot[at] - 1, s))
		at = (at + 1) & (n->slots - 1);
	return at;
}

static void
slots_grow(struct names *n)
{
	n->slots = n->slots ? 2 * n->slots : SLOTS_AT_FIRST;
	free(n->slot);
	n->slot = xcalloc(n->slots, sizeof(*n->slot));
	for (size_t i = 0; i < n->count; i++) {
		const char *name = n->text.text + n->at[i];
		size_t bytes = 0;

		while (name[bytes] != '\n')
			bytes++;
		n->slot[slot_of(n, (struct slice){ name, bytes })] =
		    (uint32_t)i + 1;
	}
}

uint32_t
names_number(struct names *n, struct slice name)
{
	size_t at;

	if (2 * (n->count + 1) > n->slots)
		slots_grow(n);
	at = slot_of(n, name);
	if (n->slot[at])
		return n->slot[at] - 1;
	ARRAY_GROW(n->at, n->count + 1, n->room);
	n->at[n->count] = n->text.bytes;
	for (size_t i = 0; i < name.bytes; i++)
		buf_add_char(&n->text, kept(name.text[i]));
	buf_add_char(&n->text, '\n');
	n->slot[at] = (uint32_t)++n->count;
	return n->slot[at] - 1;
}

struct slice
names_text(const struct names *n, uint32_t number)
{
	struct slice rest = { n->text.text + n->at[number],
		n->text.bytes - n->at[number] }, name;

	slice_until(&rest, '\n', &name);
	return name;
}
