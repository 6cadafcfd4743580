/*
 * refresh_known.c - a table of what is known, by hash.
 *
 * 128 bits of BLAKE2b stand for a source and external id, and for a content:
 * two that differ do not meet in this universe's feeds.
 */
#include "app/refresh_known.h"

#include "base/mem.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HASH_BYTES crypto_generichash_BYTES_MIN

struct item {
	unsigned char key[HASH_BYTES], content[HASH_BYTES];
	uint32_t revision, number;
	uint16_t year;
	bool seen;			/* in this run */
	bool stays;			/* as it was */
};

struct known {
	struct item *item;
	size_t count, room;
	uint32_t *slot;			/* item + 1; 0 is free */
	size_t slots;			/* a power of two */
	uint32_t last_number;
	int last_year;
	char id[32];
};

struct known *
known_new(void)
{
	struct known *k = xcalloc(1, sizeof(*k));

	k->slots = 1024;
	k->slot = xcalloc(k->slots, sizeof(*k->slot));
	return k;
}

void
known_free(struct known *k)
{
	if (!k)
		return;
	free(k->item);
	free(k->slot);
	free(k);
}

static bool
id_read(const char *id, int *year, uint32_t *number)
{
	unsigned int n;
	int end = 0;

	if (sscanf(id, "K%4d-%u%n", year, &n, &end) != 2 || id[end] != '\0')
		return false;
	*number = n;
	return *year > 0 && *year < 10000;
}

static void
id_write(struct known *k, int year, uint32_t number)
{
	snprintf(k->id, sizeof(k->id), "K%04d-%06u", year, number);
}

void
known_ids_from(struct known *k, const char *last, int year)
{
	int last_year;
	uint32_t number;

	k->last_year = year;
	k->last_number = 0;
	if (!id_read(last, &last_year, &number) || last_year < year)
		return;
	k->last_year = last_year;
	k->last_number = number;
}

const char *
known_last_id(struct known *k)
{
	id_write(k, k->last_year, k->last_number);
	return k->id;
}

static void
key_of(const struct entry *e, unsigned char key[HASH_BYTES])
{
	const char *source = entry_get(e, ENTRY_SOURCE_SYSTEM);
	const char *id = entry_get(e, ENTRY_EXTERNAL_ID);
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, HASH_BYTES);
	crypto_generichash_update(&state, (const unsigned char *)source,
	    strlen(source) + 1);
	crypto_generichash_update(&state, (const unsigned char *)id,
	    strlen(id));
	crypto_generichash_final(&state, key, HASH_BYTES);
}

static void
content_of(const struct entry *e, unsigned char content[HASH_BYTES])
{
	char hex[ENTRY_HASH_BYTES];

	if (!*e->brought)
		entry_hash(e, hex);
	sodium_hex2bin(content, HASH_BYTES, *e->brought ? e->brought : hex,
	    ENTRY_HASH_BYTES - 1, NULL, NULL, NULL);
}

/* The slot that has the key, or the free one where it belongs. */
static size_t
slot_of(const struct known *k, const unsigned char key[HASH_BYTES])
{
	uint64_t start;
	size_t at;

	memcpy(&start, key, sizeof(start));
	at = (size_t)start & (k->slots - 1);
	while (k->slot[at] &&
	    memcmp(k->item[k->slot[at] - 1].key, key, HASH_BYTES) != 0)
		at = (at + 1) & (k->slots - 1);
	return at;
}

static void
grow(struct known *k)
{
	if (k->count * 4 < k->slots * 3)
		return;
	free(k->slot);
	k->slots *= 2;
	k->slot = xcalloc(k->slots, sizeof(*k->slot));
	for (size_t i = 0; i < k->count; i++)
		k->slot[slot_of(k, k->item[i].key)] = (uint32_t)(i + 1);
}

static struct item *
put(struct known *k, const unsigned char key[HASH_BYTES])
{
	struct item *item;

	grow(k);
	ARRAY_GROW(k->item, k->count + 1, k->room);
	item = &k->item[k->count++];
	*item = (struct item){ .revision = 0 };
	memcpy(item->key, key, HASH_BYTES);
	k->slot[slot_of(k, key)] = (uint32_t)k->count;
	return item;
}

void
known_old(struct known *k, const struct entry *e)
{
	unsigned char key[HASH_BYTES];
	struct item *item;
	uint32_t number;
	int year;

	if (!id_read(entry_get(e, ENTRY_ENTRY_ID), &year, &number))
		return;
	key_of(e, key);
	if (k->slot[slot_of(k, key)])
		return;
	item = put(k, key);
	content_of(e, item->content);
	item->revision = (uint32_t)e->revision;
	item->year = (uint16_t)year;
	item->number = number;
}

static enum known_change
compare(struct known *k, struct item *item,
    const unsigned char content[HASH_BYTES])
{
	if (item->revision == 0) {
		item->revision = 1;
		item->year = (uint16_t)k->last_year;
		item->number = ++k->last_number;
		return KNOWN_ADDED;
	}
	if (memcmp(item->content, content, HASH_BYTES) == 0)
		return KNOWN_SAME;
	item->revision++;
	return KNOWN_CHANGED;
}

enum known_change
known_meet(struct known *k, struct entry *e)
{
	unsigned char key[HASH_BYTES], content[HASH_BYTES];
	struct item *item;
	enum known_change change;
	size_t at;

	key_of(e, key);
	if (!*e->brought)
		entry_hash(e, e->brought);
	content_of(e, content);
	at = slot_of(k, key);
	item = k->slot[at] ? &k->item[k->slot[at] - 1] : put(k, key);
	if (item->seen)
		return KNOWN_TWICE;
	item->seen = true;
	change = compare(k, item, content);
	id_write(k, item->year, item->number);
	entry_set(e, ENTRY_ENTRY_ID, slice_of(k->id));
	e->revision = item->revision;
	return change;
}

static struct item *
find(const struct known *k, const struct entry *e)
{
	unsigned char key[HASH_BYTES];
	size_t at;

	key_of(e, key);
	at = slot_of(k, key);
	return k->slot[at] ? &k->item[k->slot[at] - 1] : NULL;
}

bool
known_stay(struct known *k, const struct entry *e)
{
	struct item *item = find(k, e);

	if (!item || item->seen)
		return false;
	item->seen = item->stays = true;
	return true;
}

bool
known_stays(const struct known *k, const struct entry *e)
{
	const struct item *item = find(k, e);

	return item && item->stays;
}

bool
known_seen(const struct known *k, const struct entry *e)
{
	const struct item *item = find(k, e);

	return item && item->seen;
}
