/*
 * digest.c - packing and unpacking; knows no base and no query.
 */
#include "text/digest.h"

#include "base/clock.h"
#include "base/mem.h"

#include <limits.h>
#include <string.h>

static const uint8_t part_of[ENTRY_FIELD_COUNT] = {
	[ENTRY_TITLE] = DIGEST_TITLE + 1,
	[ENTRY_QUESTION] = DIGEST_QUESTION + 1,
	[ENTRY_KEYWORDS] = DIGEST_KEYS + 1,
	[ENTRY_SYNONYMS] = DIGEST_KEYS + 1,
	[ENTRY_LABELS] = DIGEST_KEYS + 1,
	[ENTRY_ANSWER_SHORT] = DIGEST_ANSWER + 1,
	[ENTRY_ANSWER_FULL] = DIGEST_ANSWER + 1,
	[ENTRY_ANSWER_PLAIN] = DIGEST_ANSWER + 1,
	[ENTRY_CAUTIONS] = DIGEST_ANSWER + 1,
	[ENTRY_DOC_TITLE] = DIGEST_REST + 1,
	[ENTRY_DOC_NUMBER] = DIGEST_REST + 1,
	[ENTRY_CLAUSE] = DIGEST_REST + 1,
	[ENTRY_CHAPTER] = DIGEST_REST + 1,
	[ENTRY_ISSUING_BODY] = DIGEST_REST + 1,
	[ENTRY_BASIS] = DIGEST_REST + 1,
	[ENTRY_APPLIES_TO] = DIGEST_REST + 1,
	[ENTRY_TOPIC] = DIGEST_REST + 1,
	[ENTRY_CONDITIONS] = DIGEST_REST + 1,
	[ENTRY_MATERIALS] = DIGEST_REST + 1,
	[ENTRY_PROCEDURE] = DIGEST_REST + 1,
	[ENTRY_TIME_LIMIT_LEGAL] = DIGEST_REST + 1,
	[ENTRY_TIME_LIMIT_PROMISED] = DIGEST_REST + 1,
	[ENTRY_FEE] = DIGEST_REST + 1,
	[ENTRY_OFFICE] = DIGEST_REST + 1,
	[ENTRY_HOURS] = DIGEST_REST + 1,
	[ENTRY_PHONE] = DIGEST_REST + 1,
	[ENTRY_ONLINE] = DIGEST_REST + 1,
	[ENTRY_BACKGROUND] = DIGEST_REST + 1,
	[ENTRY_OBJECTIVES] = DIGEST_REST + 1,
	[ENTRY_MAIN_POINTS] = DIGEST_REST + 1,
	[ENTRY_INNOVATIONS] = DIGEST_REST + 1,
	[ENTRY_KEYWORDS_NOTE] = DIGEST_REST + 1,
	[ENTRY_TERMS] = DIGEST_REST + 1,
	[ENTRY_SCOPE_NOTE] = DIGEST_REST + 1,
	[ENTRY_STANDARD] = DIGEST_REST + 1,
	[ENTRY_CAUTIONS_NOTE] = DIGEST_REST + 1,
	[ENTRY_DIFFERENCES] = DIGEST_REST + 1,
	[ENTRY_OWNER_UNIT] = DIGEST_REST + 1,
};

/* The dates on which an entry's state in force may turn. */
static const struct {
	enum entry_field field;
	int after;			/* days */
} turns[] = {
	{ ENTRY_EFFECTIVE_ON, 0 },
	{ ENTRY_VALID_TO, 1 },
	{ ENTRY_REPEALED_ON, 0 },
};

enum entry_field
digest_facet_field(enum digest_facet facet)
{
	static const enum entry_field fields[DIGEST_FACETS] = {
		[DIGEST_REGION] = ENTRY_REGION,
		[DIGEST_UNIT] = ENTRY_OWNER_UNIT,
		[DIGEST_TOPIC] = ENTRY_TOPIC,
		[DIGEST_LANG] = ENTRY_LANG,
	};

	return fields[facet];
}

enum digest_part
digest_part_of(enum entry_field f)
{
	return part_of[f] ? (enum digest_part)(part_of[f] - 1) : DIGEST_PARTS;
}

static size_t
turning_days(const struct entry *e, int64_t day[COUNT(turns)])
{
	size_t n = 0;

	for (size_t i = 0; i < COUNT(turns); i++) {
		const char *date = e->field[turns[i].field];
		int64_t at;
		size_t k = n;

		if (!date || !clock_parse_date(slice_of(date), &at))
			continue;
		at += turns[i].after;
		for (; k > 0 && day[k - 1] > at; k--)
			day[k] = day[k - 1];
		day[k] = at;
		n++;
	}
	return n;
}

void
digest_life(const struct entry *e, struct digest_head *head)
{
	int64_t day[COUNT(turns)], at;
	size_t n = turning_days(e, day);
	bool live = entry_force_live(entry_force(e, INT32_MIN));

	head->live_from = live ? DIGEST_DAY_NONE : DIGEST_DAY_EVER;
	head->live_to = live ? DIGEST_DAY_EVER : DIGEST_DAY_NONE;
	for (size_t i = 0; i < n; i++) {
		bool now = entry_force_live(entry_force(e, day[i]));

		if (now && !live) {
			head->live_from = (int32_t)day[i];
			head->live_to = DIGEST_DAY_EVER;
		} else if (!now && live) {
			head->live_to = (int32_t)day[i] - 1;
		}
		live = now;
	}
	head->effective = DIGEST_DAY_NONE;
	if (e->field[ENTRY_EFFECTIVE_ON] &&
	    clock_parse_date(slice_of(e->field[ENTRY_EFFECTIVE_ON]), &at))
		head->effective = (int32_t)at;
	else if (e->field[ENTRY_PUBLISHED_ON] &&
	    clock_parse_date(slice_of(e->field[ENTRY_PUBLISHED_ON]), &at))
		head->effective = (int32_t)at;
}

void
digest_put(struct buf *out, uint32_t value)
{
	while (value >= 0x80) {
		buf_add_char(out, (char)(value | 0x80));
		value >>= 7;
	}
	buf_add_char(out, (char)value);
}

static void
put_day(struct buf *out, int32_t day)
{
	digest_put(out, (uint32_t)day ^ 0x80000000u);
}

static bool
take_day(struct slice *s, int32_t *day)
{
	uint32_t v;

	if (!digest_take(s, &v))
		return false;
	*day = (int32_t)(v ^ 0x80000000u);
	return true;
}

void
digest_put_head(struct buf *out, const struct digest_head *head)
{
	buf_add_char(out, (char)(head->kind << 2 |
	    head->translated << 1 | head->internal));
	for (size_t i = 0; i < DIGEST_FACETS; i++)
		digest_put(out, head->facet[i]);
	put_day(out, head->live_from);
	put_day(out, head->live_to);
	put_day(out, head->effective);
}

void
digest_put_part(struct buf *out, const uint32_t *atoms, size_t count,
    size_t length)
{
	size_t bytes = 0;

	for (size_t i = 0; i < count; i++) {
		bytes++;
		for (uint32_t v = atoms[i]; v >= 0x80; v >>= 7)
			bytes++;
	}
	digest_put(out, (uint32_t)length);
	digest_put(out, (uint32_t)bytes);
	for (size_t i = 0; i < count; i++)
		digest_put(out, atoms[i]);
}

bool
digest_take(struct slice *s, uint32_t *value)
{
	uint32_t v = 0;
	unsigned shift = 0;

	for (size_t i = 0; i < s->bytes && shift < 35; i++, shift += 7) {
		uint8_t byte = (uint8_t)s->text[i];

		v |= (uint32_t)(byte & 0x7f) << shift;
		if (byte < 0x80) {
			*value = v;
			s->text += i + 1;
			s->bytes -= i + 1;
			return true;
		}
	}
	return false;
}

bool
digest_take_head(struct slice *s, struct digest_head *head)
{
	uint32_t flags;

	if (!digest_take(s, &flags))
		return false;
	for (size_t i = 0; i < DIGEST_FACETS; i++)
		if (!digest_take(s, &head->facet[i]))
			return false;
	head->kind = (uint8_t)(flags >> 2);
	head->translated = flags >> 1 & 1;
	head->internal = flags & 1;
	return take_day(s, &head->live_from) && take_day(s, &head->live_to) &&
	    take_day(s, &head->effective);
}

bool
digest_take_part(struct slice *s, struct slice *atoms, uint32_t *length)
{
	uint32_t bytes;

	if (!digest_take(s, length) || !digest_take(s, &bytes) ||
	    bytes > s->bytes)
		return false;
	*atoms = (struct slice){ s->text, bytes };
	s->text += bytes;
	s->bytes -= bytes;
	return true;
}

/* Whether @atoms begins with the numbers. */
static bool
begins_with(struct slice atoms, const uint32_t *atom, size_t count)
{
	uint32_t value;

	for (size_t i = 0; i < count; i++)
		if (!digest_take(&atoms, &value) || value != atom[i])
			return false;
	return true;
}

bool
digest_has(struct slice parts, const uint32_t *atom, size_t count)
{
	struct slice atoms;
	uint32_t length, value;

	while (count > 0 && digest_take_part(&parts, &atoms, &length))
		do
			if (begins_with(atoms, atom, count))
				return true;
		while (digest_take(&atoms, &value));
	return false;
}
