/*
 * moves.c - the words of the moves and their fields, and the checks that need
 * the table alone.
 *
 * The table itself is move_table.c; what a row asks of the demand and does to
 * it is move_guards.c and move_effects.c.
 */
#include "app/moves.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

#define LINE_CHARS_MAX 400
#define BODY_CHARS_MAX 20000
#define DAYS_MAX 3650

static const struct {
	const char *code, *words;
} events[] = {
#define X(name, code, words) [MOVE_##name] = { code, words },
	MOVE_LIST(X)
#undef X
};

static const struct {
	const char *code, *words;
	enum field_kind kind;
} fields[] = {
#define X(name, code, kind, words) \
	[MOVE_FIELD_##name] = { code, words, FIELD_##kind },
	MOVE_FIELD_LIST(X)
#undef X
};

/* field, code, words */
#define CHOICE_LIST(X) \
	X(ROUTE, "1", N_("emergency: 110, 119, 120, 122")) \
	X(ROUTE, "2", N_("a statutory channel")) \
	X(ROUTE, "3", N_("in progress or finished, nothing new")) \
	X(ROUTE, "4", N_("secrets of the state or of others")) \
	X(ROUTE, "5", N_("outside the government's duties")) \
	X(ROUTE, "6", N_("against the law or good morals")) \
	X(CLASS, "urgent", N_("urgent")) \
	X(CLASS, "fast", N_("fast")) \
	X(CLASS, "general", N_("general")) \
	X(CLASS, "complex", N_("complex")) \
	X(GROUND, "not-duty", N_("not our duty")) \
	X(GROUND, "not-area", N_("not our area")) \
	X(GROUND, "unclear", N_("ownership unclear")) \
	X(GROUND, "duplicate", N_("duplicate")) \
	X(GROUND, "missing-data", N_("missing data")) \
	X(FAULT, "dispatch", N_("wrongly dispatched")) \
	X(FAULT, "unit", N_("the unit's own")) \
	X(RESULT, "solved", N_("solved")) \
	X(RESULT, "partly", N_("partly solved")) \
	X(RESULT, "explained", N_("explained")) \
	X(RESULT, "not-solved", N_("not solved")) \
	X(SOLVED, "yes", N_("yes")) \
	X(SOLVED, "partly", N_("partly")) \
	X(SOLVED, "no", N_("no")) \
	X(SATISFIED, "very-satisfied", N_("very satisfied")) \
	X(SATISFIED, "satisfied", N_("satisfied")) \
	X(SATISFIED, "basically", N_("basically satisfied")) \
	X(SATISFIED, "dissatisfied", N_("dissatisfied")) \
	X(SATISFIED, "very-dissatisfied", N_("very dissatisfied")) \
	X(SATISFIED, "not-rated", N_("not rated")) \
	X(VOID_KIND, "silent", N_("silent call")) \
	X(VOID_KIND, "test", N_("test")) \
	X(VOID_KIND, "nuisance", N_("nuisance")) \
	X(EXCLUDE_FOR, "unreasonable", N_("unreasonable demand")) \
	X(EXCLUDE_FOR, "outside-duty", N_("outside the unit's duties")) \
	X(EXCLUDE_FOR, "force-majeure", N_("force majeure")) \
	X(EXCLUDE_FOR, "duplicate", N_("duplicate of the same claimant"))

static const struct {
	enum move_field field;
	const char *code, *words;
} choices[] = {
#define X(field, code, words) { MOVE_FIELD_##field, code, words },
	CHOICE_LIST(X)
#undef X
};

const char *
move_code(enum move_event event)
{
	assert((size_t)event < COUNT(events));
	return events[event].code;
}

const char *
move_words(enum move_event event)
{
	assert((size_t)event < COUNT(events));
	return _(events[event].words);
}

bool
move_parse(struct slice code, enum move_event *event)
{
	for (size_t i = 0; i < COUNT(events); i++) {
		if (slice_is(code, events[i].code)) {
			*event = (enum move_event)i;
			return true;
		}
	}
	return false;
}

const char *
field_code(enum move_field field)
{
	assert((size_t)field < COUNT(fields));
	return fields[field].code;
}

const char *
field_words(enum move_field field)
{
	assert((size_t)field < COUNT(fields));
	return _(fields[field].words);
}

enum field_kind
field_kind(enum move_field field)
{
	assert((size_t)field < COUNT(fields));
	return fields[field].kind;
}

bool
field_parse(struct slice code, enum move_field *field)
{
	for (size_t i = 0; i < COUNT(fields); i++) {
		if (slice_is(code, fields[i].code)) {
			*field = (enum move_field)i;
			return true;
		}
	}
	return false;
}

const char *
field_choice(enum move_field field, size_t i)
{
	for (size_t at = 0; at < COUNT(choices); at++) {
		if (choices[at].field == field && i-- == 0)
			return choices[at].code;
	}
	return NULL;
}

const char *
field_choice_words(enum move_field field, const char *code)
{
	for (size_t at = 0; at < COUNT(choices); at++) {
		if (choices[at].field == field &&
		    strcmp(choices[at].code, code) == 0)
			return _(choices[at].words);
	}
	return code;
}

bool
field_is_personal(enum move_field field)
{
	return field == MOVE_FIELD_PHONE || field == MOVE_FIELD_NAME ||
	    field == MOVE_FIELD_PLACE;
}

const char *
field_value(const struct move_fields *f, enum move_field field)
{
	const char *value = f ? f->value[field] : NULL;

	return value ? value : "";
}

enum status
move_check_role(const struct move *m, enum role role, struct err *err)
{
	struct buf names = BUF_INIT;
	enum status st = ST_OK;

	if (m->roles & 1u << role)
		return ST_OK;
	for (int r = 0; r < ROLE_COUNT; r++) {
		if (m->roles & 1u << r)
			buf_addf(&names, "%s%s", names.bytes ? ", " : "",
			    role_words((enum role)r));
	}
	st = fail(err, ST_DENIED, "\"%s\" is not a step of the role \"%s\": "
	    "it is a step of: %s", move_words(m->event), role_words(role),
	    buf_text(&names));
	buf_release(&names);
	return st;
}

static enum status
check_choice(enum move_field field, const char *value, struct err *err)
{
	struct buf codes = BUF_INIT;
	enum status st = ST_OK;
	const char *code;

	for (size_t i = 0; (code = field_choice(field, i)) != NULL; i++) {
		if (strcmp(code, value) == 0)
			break;
		buf_addf(&codes, "%s%s", i ? ", " : "", code);
	}
	if (!code)
		st = fail(err, ST_INVALID, "%s (%s) can be: %s",
		    field_words(field), field_code(field), buf_text(&codes));
	buf_release(&codes);
	return st;
}

static bool
is_days(const char *value)
{
	int n = 0;

	if (!*value || strlen(value) > 4)
		return false;
	for (const char *p = value; *p; p++) {
		if (*p < '0' || *p > '9')
			return false;
		n = n * 10 + (*p - '0');
	}
	return n >= 1 && n <= DAYS_MAX;
}

static enum status
check_text(enum move_field field, const char *value, struct err *err)
{
	bool lines = field_kind(field) == FIELD_BODY;
	size_t max = lines ? BODY_CHARS_MAX : LINE_CHARS_MAX;
	struct slice s = slice_of(value);

	if (!utf8_valid(s))
		return fail(err, ST_INVALID, "%s (%s) is not UTF-8",
		    field_words(field), field_code(field));
	if (!utf8_is_clean(s, lines ? CLEAN_LINES : CLEAN_ONE_LINE))
		return fail(err, ST_INVALID, "%s (%s) has characters that "
		    "cannot be shown", field_words(field), field_code(field));
	if (utf8_chars(s) > max)
		return fail(err, ST_INVALID, "%s (%s) has %zu characters, %zu "
		    "are allowed", field_words(field), field_code(field),
		    utf8_chars(s), max);
	return ST_OK;
}

static enum status
check_field(enum move_field field, const char *value, struct err *err)
{
	int64_t at;

	switch (field_kind(field)) {
	case FIELD_CHOICE:
		return check_choice(field, value, err);
	case FIELD_YES_NO:
		if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
			return fail(err, ST_INVALID, "%s (%s) can be: yes, no",
			    field_words(field), field_code(field));
		return ST_OK;
	case FIELD_TIME:
		if (!clock_parse_time(slice_of(value), &at))
			return fail(err, ST_INVALID, "%s (%s) is not a time "
			    "such as 2026-11-24 09:12", field_words(field),
			    field_code(field));
		return ST_OK;
	case FIELD_DAYS:
		if (!is_days(value))
			return fail(err, ST_INVALID, "%s (%s) is not a number "
			    "of days", field_words(field), field_code(field));
		return ST_OK;
	default:
		return check_text(field, value, err);
	}
}

enum status
move_check_fields(const struct move *m, const struct move_fields *f,
    struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < MOVE_FIELD_COUNT; i++) {
		enum move_field field = (enum move_field)i;
		uint64_t bit = UINT64_C(1) << i;
		const char *value = field_value(f, field);

		if (*value && !((m->need | m->may) & bit))
			st = fail(err, ST_INVALID, "%s (%s) is not a field of "
			    "\"%s\"", field_words(field), field_code(field),
			    move_words(m->event));
		else if (*value)
			st = check_field(field, value, err);
		else if (m->need & bit)
			st = fail(err, ST_INVALID, "\"%s\" needs the field "
			    "\"%s\" (%s)", move_words(m->event),
			    field_words(field), field_code(field));
	}
	return st;
}
