/*
 * catalog.c - reads the dispatch catalogue and finds the row of a matter.
 *
 * A row's lead and assisting units are codes, or @street and @district for
 * the place of the matter. Of the rows of a topic the first that has the
 * type holds, so the special rows stand above the general one.
 */
#include "app/catalog.h"

#include "app/table.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum column { TOPIC, TYPES, LEAD, ASSIST, CLASS, DUTY, NOTE, COLUMN_COUNT };

static const char *const columns[COLUMN_COUNT] = {
	"topic", "types", "lead", "assist", "class", "duty", "note",
};

static const char *const class_words[] = {
	"urgent", "fast", "general", "complex",
};

static const char *const type_words[] = {
#define X(name, code, words) [DEMAND_##name] = code,
	DEMAND_TYPE_LIST(X)
#undef X
};

#define ALL_TYPES ((1u << DEMAND_TYPE_COUNT) - 1)

struct entry_row {
	unsigned types;				/* bits */
	const char *assist[ROUTE_ASSIST_MAX];	/* codes or @ words */
	size_t assists;
};

struct catalog {
	struct table table;
	struct entry_row *row;			/* beside the table's */
	struct buf codes;			/* of assisting units */
	char *version;
};

static bool
is_place_word(const char *code)
{
	return strcmp(code, "@street") == 0 || strcmp(code, "@district") == 0;
}

static enum status
unit_check(const struct directory *d, const char *code, struct err *err)
{
	if (is_place_word(code) || directory_unit_name(d, code))
		return ST_OK;
	return fail(err, ST_INVALID, "there is no unit \"%s\"", code);
}

static enum status
types_read(const char *text, unsigned *types, struct err *err)
{
	struct slice rest = slice_of(text), word;

	*types = 0;
	while (table_word(&rest, &word)) {
		unsigned bit = slice_is(word, "any") ? ALL_TYPES : 0;

		for (size_t i = 0; i < COUNT(type_words); i++)
			if (slice_is(word, type_words[i]))
				bit = 1u << i;
		if (bit == 0)
			return fail(err, ST_INVALID, "\"%.*s\" is not a type "
			    "of demand", (int)word.bytes, word.text);
		*types |= bit;
	}
	if (*types == 0)
		return fail(err, ST_INVALID, "the types are missing");
	return ST_OK;
}

/* The codes of the assisting units stay where they are put: the table has
 * more room for them than they need. */
static enum status
assist_read(struct catalog *c, const struct directory *d, const char *text,
    struct entry_row *row, struct err *err)
{
	struct slice rest = slice_of(text), word;
	enum status st = ST_OK;

	while (st == ST_OK && table_word(&rest, &word)) {
		size_t at = c->codes.bytes;

		if (row->assists == ROUTE_ASSIST_MAX)
			return fail(err, ST_INVALID, "more than %d units "
			    "assist", ROUTE_ASSIST_MAX);
		buf_add_slice(&c->codes, word);
		buf_add_char(&c->codes, '\0');
		row->assist[row->assists++] = c->codes.text + at;
		st = unit_check(d, c->codes.text + at, err);
	}
	return st;
}

static enum status
row_check(const char *const *cell, const struct directory *d,
    struct err *err)
{
	const struct topic *topic = directory_topic(d, cell[TOPIC]);
	bool class_known = false;

	for (size_t i = 0; i < COUNT(class_words); i++)
		if (strcmp(cell[CLASS], class_words[i]) == 0)
			class_known = true;
	if (!topic || !topic->leaf)
		return fail(err, ST_INVALID, "\"%s\" is not a topic's leaf",
		    cell[TOPIC]);
	if (!class_known)
		return fail(err, ST_INVALID, "\"%s\" is not a class",
		    cell[CLASS]);
	if (strcmp(cell[DUTY], "clear") != 0 &&
	    strcmp(cell[DUTY], "unclear") != 0)
		return fail(err, ST_INVALID, "the duty \"%s\" is neither "
		    "clear nor unclear", cell[DUTY]);
	return unit_check(d, cell[LEAD], err);
}

static enum status
rows_read(struct catalog *c, const struct directory *d, struct err *err)
{
	enum status st = ST_OK;

	c->row = xcalloc(c->table.count + 1, sizeof(*c->row));
	buf_reserve(&c->codes, 2 * c->table.text.bytes + 1);
	for (size_t i = 0; st == ST_OK && i < c->table.count; i++) {
		const char *const *cell = c->table.row[i].cell;

		st = row_check(cell, d, err);
		if (st == ST_OK)
			st = types_read(cell[TYPES], &c->row[i].types, err);
		if (st == ST_OK)
			st = assist_read(c, d, cell[ASSIST], &c->row[i], err);
		if (st != ST_OK)
			table_fail_at(&c->table, i, err);
	}
	return st;
}

static enum status
leaves_check(const struct catalog *c, const struct directory *d,
    struct err *err)
{
	const struct topic *t;

	for (size_t i = 0; (t = directory_topic_at(d, i)) != NULL; i++) {
		unsigned types = t->leaf ? 0 : ALL_TYPES;

		for (size_t k = 0; k < c->table.count; k++)
			if (strcmp(c->table.row[k].cell[TOPIC], t->code) == 0)
				types |= c->row[k].types;
		if (types != ALL_TYPES)
			return fail(err, ST_INVALID, "%s: the topic \"%s\" "
			    "has no row for every type", c->table.path,
			    t->code);
	}
	return ST_OK;
}

/* "# version 2026.1, in force from 2026-01-01" */
static enum status
version_read(struct catalog *c, struct err *err)
{
	struct slice rest = slice_of(c->table.comment), word;

	word = slice_word(&rest);
	if (slice_is(word, "version") && table_word(&rest, &word)) {
		c->version = slice_dup(word);
		return ST_OK;
	}
	return fail(err, ST_INVALID, "%s: its first comment should be "
	    "\"# version …\"", c->table.path);
}

enum status
catalog_open(struct catalog **out, const char *path,
    const struct directory *d, struct err *err)
{
	struct catalog *c = xcalloc(1, sizeof(*c));
	enum status st;

	c->table = (struct table)TABLE_INIT;
	st = table_read(&c->table, path, columns, COLUMN_COUNT, err);
	if (st == ST_OK)
		st = version_read(c, err);
	if (st == ST_OK)
		st = rows_read(c, d, err);
	if (st == ST_OK)
		st = leaves_check(c, d, err);
	if (st == ST_OK)
		*out = c;
	else
		catalog_close(c);
	return st;
}

void
catalog_close(struct catalog *c)
{
	if (!c)
		return;
	table_release(&c->table);
	buf_release(&c->codes);
	free(c->row);
	free(c->version);
	free(c);
}

const char *
catalog_version(const struct catalog *c)
{
	return c->version;
}

/* The unit that @code stands for at this place, or NULL. */
static const char *
unit_at(const char *code, const char *district, const char *street)
{
	if (strcmp(code, "@street") == 0)
		return street ? street : district;
	if (strcmp(code, "@district") == 0)
		return district;
	return code;
}

static bool
route_has(const struct route *r, const char *code)
{
	for (size_t i = 0; i < r->assists; i++)
		if (strcmp(r->assist[i], code) == 0)
			return true;
	return strcmp(r->lead, code) == 0;
}

static enum status
route_fill(const struct catalog *c, size_t i, const char *district,
    const char *street, struct route *out, struct err *err)
{
	const char *const *cell = c->table.row[i].cell;
	const struct entry_row *row = &c->row[i];
	const char *unit;

	*out = (struct route){ .class = cell[CLASS], .note = cell[NOTE],
	    .version = c->version, .row = c->table.row[i].line,
	    .clear = strcmp(cell[DUTY], "clear") == 0 };
	out->lead = unit_at(cell[LEAD], district, street);
	if (out->lead && street && strcmp(out->lead, street) == 0)
		out->copy_to = district;
	for (size_t k = 0; k < row->assists; k++) {
		unit = unit_at(row->assist[k], district, street);
		if (!unit)
			continue;
		if (!out->lead) {
			out->lead = unit;
			out->clear = false;
		} else if (!route_has(out, unit)) {
			out->assist[out->assists++] = unit;
		}
	}
	if (!out->lead)
		return fail(err, ST_INVALID, "the catalogue sends \"%s\" to "
		    "the place of the matter: name the district",
		    cell[TOPIC]);
	return ST_OK;
}

enum status
catalog_route(const struct catalog *c, const char *topic,
    enum demand_type type, const char *district, const char *street,
    struct route *out, struct err *err)
{
	for (size_t i = 0; i < c->table.count; i++)
		if (strcmp(c->table.row[i].cell[TOPIC], topic) == 0 &&
		    (c->row[i].types & 1u << type))
			return route_fill(c, i, district, street, out, err);
	return fail(err, ST_NOT_FOUND, "the catalogue has no row for \"%s\"",
	    topic);
}
