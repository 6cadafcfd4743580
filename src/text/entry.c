/*
 * entry.c - the fields of a knowledge entry, its state in force, its hash.
 *
 * Knows the tables of entry.h and the calendar; knows nothing of feeds, of
 * quality rules or of storage.
 */
#include "text/entry.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

struct field_row {
	const char *name;
	enum entry_shape shape;
};

static const struct field_row fields[ENTRY_FIELD_COUNT] = {
#define X(id, name, shape) [ENTRY_##id] = { name, ENTRY_##shape },
	ENTRY_FIELD_LIST(X)
#undef X
};

struct word_row {
	const char *word;
	const char *title;		/* for the message catalogue */
};

static const struct word_row kinds[ENTRY_KIND_COUNT] = {
#define X(id, word, title) [ENTRY_KIND_##id] = { word, title },
	ENTRY_KIND_LIST(X)
#undef X
};

static const struct word_row forces[ENTRY_FORCE_COUNT] = {
#define X(id, word, title) [ENTRY_FORCE_##id] = { word, title },
	ENTRY_FORCE_LIST(X)
#undef X
};

/* Words of the field "status" that say more than the dates do. */
static const struct {
	const char *word;
	enum entry_force force;
} statuses[] = {
	{ "draft", ENTRY_FORCE_DRAFT },
	{ "in review", ENTRY_FORCE_DRAFT },
	{ "suspended", ENTRY_FORCE_SUSPENDED },
	{ "withdrawn", ENTRY_FORCE_LAPSED },
};

/* Words of the field "trial" that deny it. */
static const char *const denials[] = { "no", "false", "0", "否" };

void
entry_release(struct entry *e)
{
	for (size_t i = 0; i < ENTRY_FIELD_COUNT; i++)
		free(e->field[i]);
	*e = (struct entry)ENTRY_INIT;
}

void
entry_set(struct entry *e, enum entry_field f, struct slice text)
{
	char *copy = text.bytes > 0 ? slice_dup(text) : NULL;

	free(e->field[f]);
	e->field[f] = copy;
}

const char *
entry_get(const struct entry *e, enum entry_field f)
{
	return e->field[f] ? e->field[f] : "";
}

const char *
entry_field_name(enum entry_field f)
{
	return fields[f].name;
}

enum entry_shape
entry_field_shape(enum entry_field f)
{
	return fields[f].shape;
}

enum entry_field
entry_field_find(struct slice name)
{
	size_t i = 0;

	while (i < ENTRY_FIELD_COUNT && !slice_is(name, fields[i].name))
		i++;
	return (enum entry_field)i;
}

enum entry_kind
entry_kind_find(struct slice word)
{
	size_t i = 0;

	while (i < ENTRY_KIND_COUNT && !slice_is(word, kinds[i].word))
		i++;
	return (enum entry_kind)i;
}

const char *
entry_kind_word(enum entry_kind k)
{
	return kinds[k].word;
}

const char *
entry_kind_title(enum entry_kind k)
{
	return _(kinds[k].title);
}

static bool
has_day(const struct entry *e, enum entry_field f, int64_t *day)
{
	return e->field[f] && clock_parse_date(slice_of(e->field[f]), day);
}

static bool
is_trial(const struct entry *e)
{
	const char *said = entry_get(e, ENTRY_TRIAL);

	for (size_t i = 0; i < COUNT(denials); i++)
		if (strcmp(said, denials[i]) == 0)
			return false;
	return *said != '\0';
}

static enum entry_force
force_by_dates(const struct entry *e, int64_t day)
{
	int64_t date;

	if (has_day(e, ENTRY_REPEALED_ON, &date)) {
		if (date <= day)
			return ENTRY_FORCE_REPEALED;
	} else if (e->field[ENTRY_SUPERSEDED_BY]) {
		return ENTRY_FORCE_REPEALED;
	}
	if (has_day(e, ENTRY_EFFECTIVE_ON, &date) && date > day)
		return ENTRY_FORCE_NOT_YET;
	if (has_day(e, ENTRY_VALID_TO, &date) && date < day)
		return ENTRY_FORCE_LAPSED;
	if (strcmp(entry_get(e, ENTRY_STATUS), "partly repealed") == 0)
		return ENTRY_FORCE_PARTLY;
	return is_trial(e) ? ENTRY_FORCE_TRIAL : ENTRY_FORCE_IN_FORCE;
}

enum entry_force
entry_force(const struct entry *e, int64_t day)
{
	const char *status = entry_get(e, ENTRY_STATUS);

	for (size_t i = 0; i < COUNT(statuses); i++)
		if (strcmp(status, statuses[i].word) == 0)
			return statuses[i].force;
	return force_by_dates(e, day);
}

const char *
entry_force_word(enum entry_force f)
{
	return forces[f].word;
}

const char *
entry_force_title(enum entry_force f)
{
	return _(forces[f].title);
}

bool
entry_force_live(enum entry_force f)
{
	return f == ENTRY_FORCE_IN_FORCE || f == ENTRY_FORCE_TRIAL ||
	    f == ENTRY_FORCE_PARTLY;
}

/*
 * A field goes in by its name, so that a new row in the table leaves the
 * hashes of entries without it as they were. The NULs keep name and value
 * apart: a text has none.
 */
void
entry_hash(const struct entry *e, char out[ENTRY_HASH_BYTES])
{
	crypto_generichash_state state;
	unsigned char digest[crypto_generichash_BYTES_MIN];

	crypto_generichash_init(&state, NULL, 0, sizeof(digest));
	for (size_t i = 0; i < ENTRY_FIELD_COUNT; i++) {
		const char *name = fields[i].name, *value = e->field[i];

		if (!value || i == ENTRY_ENTRY_ID)
			continue;
		crypto_generichash_update(&state,
		    (const unsigned char *)name, strlen(name) + 1);
		crypto_generichash_update(&state,
		    (const unsigned char *)value, strlen(value) + 1);
	}
	crypto_generichash_final(&state, digest, sizeof(digest));
	sodium_bin2hex(out, ENTRY_HASH_BYTES, digest, sizeof(digest));
}
