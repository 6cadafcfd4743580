/*
 * directory.c - reads the tables of places, units, topics and referrals.
 *
 * A few hundred rows each, read once and looked through from the front: the
 * slowest look-up takes microseconds, and the order is the file's. The
 * strings are the tables' own cells.
 */
#include "app/directory.h"

#include "app/catalog.h"
#include "app/keywords.h"
#include "app/table.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct directory {
	struct table places, units, topics, referrals;
	struct place *place;
	struct unit *unit;
	struct topic *topic;
	struct referral *referral;
	struct catalog *catalog;
	struct keywords *keywords;	/* of the topics that are leaves */
};

static const char *const place_columns[] = {
	"code", "parent", "kind", "name", "name_en",
};
static const char *const unit_columns[] = {
	"code", "name", "short_names", "kind", "place", "name_en",
};
static const char *const topic_columns[] = {
	"code", "parent", "name", "name_en", "keywords",
};
static const char *const referral_columns[] = {
	"code", "key", "name", "name_en", "channel", "say_zh", "say_en",
};

static const char *const kind_words[] = {
#define X(name, word) [PLACE_##name] = word,
	PLACE_KIND_LIST(X)
#undef X
};

static enum status
kind_read(const char *word, enum place_kind *kind, struct err *err)
{
	for (size_t i = 0; i < COUNT(kind_words); i++) {
		if (strcmp(word, kind_words[i]) == 0) {
			*kind = (enum place_kind)i;
			return ST_OK;
		}
	}
	return fail(err, ST_INVALID, "\"%s\" is not a kind of place", word);
}

/* The first column is the code: there, and there once. */
static enum status
codes_check(const struct table *t, struct err *err)
{
	for (size_t i = 0; i < t->count; i++) {
		const char *code = t->row[i].cell[0];

		if (!*code) {
			fail(err, ST_INVALID, "the code is missing");
			return table_fail_at(t, i, err);
		}
		for (size_t k = 0; k < i; k++) {
			if (strcmp(t->row[k].cell[0], code) != 0)
				continue;
			fail(err, ST_INVALID, "the code \"%s\" is there "
			    "already, in line %d", code, t->row[k].line);
			return table_fail_at(t, i, err);
		}
	}
	return ST_OK;
}

/* A parent stands above its children, so that there is no ring. */
static enum status
parents_check(const struct table *t, size_t column, struct err *err)
{
	for (size_t i = 0; i < t->count; i++) {
		const char *parent = t->row[i].cell[column];
		bool found = !*parent;

		for (size_t k = 0; k < i && !found; k++)
			found = strcmp(t->row[k].cell[0], parent) == 0;
		if (!found) {
			fail(err, ST_INVALID, "the parent \"%s\" does not "
			    "stand above it", parent);
			return table_fail_at(t, i, err);
		}
	}
	return ST_OK;
}

static enum status
table_open(struct table *t, const char *dir, const char *name,
    const char *const *column, size_t count, struct err *err)
{
	char *path = file_join(dir, name);
	enum status st = table_read(t, path, column, count, err);

	if (st == ST_OK)
		st = codes_check(t, err);
	free(path);
	return st;
}

static enum status
places_read(struct directory *d, const char *dir, struct err *err)
{
	struct table *t = &d->places;
	enum status st = table_open(t, dir, "places.tsv", place_columns,
	    COUNT(place_columns), err);

	if (st == ST_OK)
		st = parents_check(t, 1, err);
	d->place = xcalloc(t->count + 1, sizeof(*d->place));
	for (size_t i = 0; st == ST_OK && i < t->count; i++) {
		const char *const *c = t->row[i].cell;

		d->place[i] = (struct place){ .code = c[0], .parent = c[1],
		    .name = c[3], .name_en = c[4] };
		st = kind_read(c[2], &d->place[i].kind, err);
		if (st != ST_OK)
			table_fail_at(t, i, err);
	}
	return st;
}

static enum status
units_read(struct directory *d, const char *dir, struct err *err)
{
	struct table *t = &d->units;
	enum status st = table_open(t, dir, "units.tsv", unit_columns,
	    COUNT(unit_columns), err);

	d->unit = xcalloc(t->count + 1, sizeof(*d->unit));
	for (size_t i = 0; st == ST_OK && i < t->count; i++) {
		const char *const *c = t->row[i].cell;

		d->unit[i] = (struct unit){ .code = c[0], .name = c[1],
		    .short_names = c[2], .kind = c[3], .place = c[4],
		    .name_en = c[5] };
		if (directory_place(d, c[4]))
			continue;
		st = fail(err, ST_INVALID, "there is no place \"%s\"", c[4]);
		table_fail_at(t, i, err);
	}
	return st;
}

static enum status
topics_read(struct directory *d, const char *dir, struct err *err)
{
	struct table *t = &d->topics;
	enum status st = table_open(t, dir, "topics.tsv", topic_columns,
	    COUNT(topic_columns), err);

	if (st == ST_OK)
		st = parents_check(t, 1, err);
	d->topic = xcalloc(t->count + 1, sizeof(*d->topic));
	for (size_t i = 0; st == ST_OK && i < t->count; i++) {
		const char *const *c = t->row[i].cell;

		d->topic[i] = (struct topic){ .code = c[0], .parent = c[1],
		    .name = c[2], .name_en = c[3], .keywords = c[4],
		    .leaf = true };
		for (size_t k = 0; k < i; k++)
			if (strcmp(d->topic[k].code, c[1]) == 0)
				d->topic[k].leaf = false;
	}
	return st;
}

static enum status
referrals_read(struct directory *d, const char *dir, struct err *err)
{
	struct table *t = &d->referrals;
	enum status st = table_open(t, dir, "referrals.tsv",
	    referral_columns, COUNT(referral_columns), err);

	d->referral = xcalloc(t->count + 1, sizeof(*d->referral));
	for (size_t i = 0; st == ST_OK && i < t->count; i++) {
		const char *const *c = t->row[i].cell;

		d->referral[i] = (struct referral){ .code = *c[0] - '0',
		    .key = c[1], .name = c[2], .name_en = c[3],
		    .channel = c[4], .say_zh = c[5], .say_en = c[6] };
		if (*c[0] >= '1' && *c[0] <= '9' && !c[0][1])
			continue;
		st = fail(err, ST_INVALID, "the code \"%s\" is not one of "
		    "1 to 9", c[0]);
		table_fail_at(t, i, err);
	}
	return st;
}

static void
keywords_fill(struct directory *d)
{
	d->keywords = keywords_new();
	for (size_t i = 0; i < d->topics.count; i++) {
		struct slice rest = slice_of(d->topic[i].keywords), word;

		while (d->topic[i].leaf && table_word(&rest, &word))
			keywords_add(d->keywords, word, (uint32_t)i);
	}
}

enum status
directory_open(struct directory **out, const char *dir, struct err *err)
{
	struct directory *d = xcalloc(1, sizeof(*d));
	char *catalog = file_join(dir, "catalog.tsv");
	enum status st;

	d->places = d->units = d->topics = d->referrals =
	    (struct table)TABLE_INIT;
	st = places_read(d, dir, err);
	if (st == ST_OK)
		st = units_read(d, dir, err);
	if (st == ST_OK)
		st = topics_read(d, dir, err);
	if (st == ST_OK)
		st = referrals_read(d, dir, err);
	if (st == ST_OK)
		st = catalog_open(&d->catalog, catalog, d, err);
	free(catalog);
	if (st == ST_OK) {
		keywords_fill(d);
		*out = d;
	} else {
		directory_close(d);
	}
	return st;
}

void
directory_close(struct directory *d)
{
	if (!d)
		return;
	catalog_close(d->catalog);
	keywords_free(d->keywords);
	table_release(&d->places);
	table_release(&d->units);
	table_release(&d->topics);
	table_release(&d->referrals);
	free(d->place);
	free(d->unit);
	free(d->topic);
	free(d->referral);
	free(d);
}

/* The row that has the code, which is the first column of every table; or
 * t->count. */
static size_t
row_of(const struct table *t, struct slice code)
{
	size_t i = 0;

	while (i < t->count && !slice_is(code, t->row[i].cell[0]))
		i++;
	return i;
}

const struct place *
directory_place(const struct directory *d, const char *code)
{
	return directory_place_at(d, row_of(&d->places, slice_of(code)));
}

const struct unit *
directory_unit(const struct directory *d, const char *code)
{
	return directory_unit_at(d, row_of(&d->units, slice_of(code)));
}

const struct topic *
directory_topic(const struct directory *d, const char *code)
{
	return directory_topic_at(d, row_of(&d->topics, slice_of(code)));
}

const struct referral *
directory_referral(const struct directory *d, int code)
{
	for (size_t i = 0; i < d->referrals.count; i++)
		if (d->referral[i].code == code)
			return &d->referral[i];
	return NULL;
}

const char *
directory_name(const char *name, const char *name_en)
{
	return intl_language() == LANGUAGE_EN && *name_en ? name_en : name;
}

const char *
directory_unit_name(const struct directory *d, const char *code)
{
	const struct unit *unit = directory_unit(d, code);
	const struct place *place = directory_place(d, code);

	if (unit)
		return directory_name(unit->name, unit->name_en);
	return place ? directory_name(place->name, place->name_en) : NULL;
}

void
directory_unit_names(const struct directory *d, const char *codes,
    struct buf *out)
{
	struct slice rest = slice_of(codes), word;
	const char *apart = "";

	while ((word = slice_word(&rest)).bytes > 0) {
		char *code = slice_dup(word);
		const char *name = directory_unit_name(d, code);

		buf_addf(out, "%s%s", apart, name ? name : code);
		apart = ", ";
		free(code);
	}
}

const struct place *
directory_place_at(const struct directory *d, size_t i)
{
	return i < d->places.count ? &d->place[i] : NULL;
}

const struct unit *
directory_unit_at(const struct directory *d, size_t i)
{
	return i < d->units.count ? &d->unit[i] : NULL;
}

const struct topic *
directory_topic_at(const struct directory *d, size_t i)
{
	return i < d->topics.count ? &d->topic[i] : NULL;
}

/* The parent is the second column of places and topics. */
static size_t
child_of(const struct table *t, const char *parent, size_t i)
{
	size_t row = 0;

	for (; row < t->count; row++)
		if (strcmp(t->row[row].cell[1], parent) == 0 && i-- == 0)
			break;
	return row;
}

const struct place *
directory_place_child(const struct directory *d, const char *parent,
    size_t i)
{
	return directory_place_at(d, child_of(&d->places, parent, i));
}

const struct topic *
directory_topic_child(const struct directory *d, const char *parent,
    size_t i)
{
	return directory_topic_at(d, child_of(&d->topics, parent, i));
}

static bool
slice_skip(struct slice *s, const char *start)
{
	size_t bytes = strlen(start);

	if (s->bytes < bytes || memcmp(s->text, start, bytes) != 0)
		return false;
	s->text += bytes;
	s->bytes -= bytes;
	return true;
}

static bool
unit_is(const struct unit *u, struct slice text)
{
	struct slice rest = slice_of(u->short_names), word;

	if (slice_is(text, u->code) || slice_is(text, u->name))
		return true;
	while (table_word(&rest, &word))
		if (slice_equal(text, word))
			return true;
	return false;
}

const struct unit *
directory_unit_find(const struct directory *d, struct slice text)
{
	struct slice bare = slice_trim(text);

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < d->units.count; i++)
			if (unit_is(&d->unit[i], bare))
				return &d->unit[i];
		if (!slice_skip(&bare, "北京"))
			break;
	}
	return NULL;
}

const struct topic *
directory_topic_find(const struct directory *d, struct slice text)
{
	text = slice_trim(text);
	for (size_t i = 0; i < d->topics.count; i++)
		if (slice_is(text, d->topic[i].code) ||
		    slice_is(text, d->topic[i].name) ||
		    slice_is(text, d->topic[i].name_en))
			return &d->topic[i];
	return NULL;
}

bool
directory_place_is(const struct place *p, struct slice text)
{
	static const char *const kinds[] = {
		"", "市", "区", "街道", "地区", "镇", "乡", "民族乡", " District",
	};
	struct slice name = slice_of(p->name), name_en = slice_of(p->name_en);
	char *start = slice_dup(slice_trim(text));
	bool zh = *start && slice_skip(&name, start);
	bool en = *start && slice_skip(&name_en, start);
	bool is = strcmp(start, p->code) == 0;

	for (size_t i = 0; i < COUNT(kinds); i++)
		is = is || (zh && slice_is(name, kinds[i])) ||
		    (en && slice_is(name_en, kinds[i]));
	free(start);
	return is;
}

bool
directory_place_within(const struct directory *d, const char *code,
    const char *above)
{
	const struct place *p = directory_place(d, code);

	while (p && strcmp(p->code, above) != 0)
		p = directory_place(d, p->parent);
	return p || !*above;
}

enum status
directory_place_find(const struct directory *d, struct slice text,
    const char *parent, const struct place **out, struct err *err)
{
	struct buf names = BUF_INIT;
	size_t found = 0;
	enum status st = ST_OK;

	for (size_t i = 0; i < d->places.count; i++) {
		const struct place *p = &d->place[i], *above;

		if (!directory_place_is(p, text) ||
		    !directory_place_within(d, p->code, parent))
			continue;
		above = directory_place(d, p->parent);
		*out = p;
		buf_addf(&names, "%s%s%s (%s)", found++ ? ", " : "",
		    above ? above->name : "", p->name, p->code);
	}
	if (found == 0)
		st = fail(err, ST_NOT_FOUND, "there is no place \"%.*s\"",
		    (int)text.bytes, text.text);
	else if (found > 1)
		st = fail(err, ST_INVALID, "\"%.*s\" is more than one place: "
		    "%s", (int)text.bytes, text.text, buf_text(&names));
	buf_release(&names);
	return st;
}

const struct topic *
directory_topic_propose(const struct directory *d, struct slice text)
{
	uint32_t best = 0;

	return keywords_best(d->keywords, text, &best) ? &d->topic[best] :
	    NULL;
}

/* The district, or the one above the street; NULL when neither is given. */
static enum status
district_check(const struct directory *d, const char *district,
    const char *street, const struct place **out, struct err *err)
{
	const struct place *s = street ? directory_place(d, street) : NULL;

	*out = NULL;
	if (street && (!s || s->kind <= PLACE_DISTRICT))
		return fail(err, ST_INVALID, "there is no street or town "
		    "\"%s\"", street);
	if (district) {
		*out = directory_place(d, district);
		if (!*out || (*out)->kind != PLACE_DISTRICT)
			return fail(err, ST_INVALID, "there is no district "
			    "\"%s\"", district);
	}
	if (s && *out && strcmp(s->parent, district) != 0)
		return fail(err, ST_INVALID, "%s is not in %s", s->name,
		    (*out)->name);
	if (s && !*out)
		*out = directory_place(d, s->parent);
	return ST_OK;
}

enum status
directory_route(const struct directory *d, const char *topic,
    enum demand_type type, const char *district, const char *street,
    struct route *out, struct err *err)
{
	const struct topic *t = directory_topic(d, topic);
	const struct place *place = NULL, *s = NULL;
	enum status st;

	if (street && !*street)
		street = NULL;
	if (district && !*district)
		district = NULL;
	if (!t || !t->leaf)
		return fail(err, ST_NOT_FOUND, "\"%s\" is not a topic's leaf",
		    topic);
	st = district_check(d, district, street, &place, err);
	if (st != ST_OK)
		return st;
	s = street ? directory_place(d, street) : NULL;
	return catalog_route(d->catalog, t->code, type,
	    place ? place->code : NULL, s ? s->code : NULL, out, err);
}

const char *
directory_catalog_version(const struct directory *d)
{
	return catalog_version(d->catalog);
}
