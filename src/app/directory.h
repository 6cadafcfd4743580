/*
 * directory.h - places, units, topics and who handles what.
 *
 * Read once from the tables of the data folder: places.tsv, units.tsv,
 * topics.tsv, catalog.tsv and referrals.tsv. A table that names something
 * that is not there, or one thing twice, is refused with file, line and cause,
 * so that nothing handed out here leads nowhere. All strings live as long as
 * the directory.
 */
#ifndef APP_DIRECTORY_H
#define APP_DIRECTORY_H

#include "base/buf.h"
#include "base/err.h"
#include "store/ledger.h"

#include <stddef.h>

struct directory;

/* name, word in the table */
#define PLACE_KIND_LIST(X) \
	X(CITY,     "city") \
	X(DISTRICT, "district") \
	X(STREET,   "street") \
	X(TOWN,     "town") \
	X(TOWNSHIP, "township") \
	X(ZONE,     "zone")

enum place_kind {
#define X(name, word) PLACE_##name,
	PLACE_KIND_LIST(X)
#undef X
	PLACE_KIND_COUNT
};

struct place {
	const char *code, *parent, *name, *name_en;	/* "" when none */
	enum place_kind kind;
};

struct unit {
	const char *code, *name, *name_en;
	const char *short_names;		/* with commas between */
	const char *kind, *place;
};

struct topic {
	const char *code, *parent, *name, *name_en;
	const char *keywords;			/* with commas between */
	bool leaf;
};

/* One of the six kinds of matter that are not dispatched. */
struct referral {
	int code;				/* 1.. */
	const char *key, *name, *name_en, *channel, *say_zh, *say_en;
};

#define ROUTE_ASSIST_MAX 8

/* What the dispatch catalogue says of one matter. */
struct route {
	const char *lead;			/* a unit's or place's code */
	const char *assist[ROUTE_ASSIST_MAX];
	size_t assists;
	const char *copy_to;	/* a street leads: its district; else NULL */
	const char *class;		/* urgent, fast, general, complex */
	bool clear;				/* the duty is */
	const char *note;
	const char *version;			/* of the catalogue */
	int row;				/* its line in catalog.tsv */
};

enum status directory_open(struct directory **out, const char *dir,
    struct err *err);
void directory_close(struct directory *d);		/* NULL is fine */

/* By code; NULL when there is none. */
const struct place *directory_place(const struct directory *d,
    const char *code);
const struct unit *directory_unit(const struct directory *d,
    const char *code);
const struct topic *directory_topic(const struct directory *d,
    const char *code);
const struct referral *directory_referral(const struct directory *d,
    int code);
/* One of two names: the English one for an English user, if there is one. */
const char *directory_name(const char *name, const char *name_en);
/* In the user's language; of a unit or of the place that serves as one. NULL
 * when there is none. */
const char *directory_unit_name(const struct directory *d, const char *code);
/* Appends the names of codes with blanks between; a code that names nothing
 * stands for itself. */
void directory_unit_names(const struct directory *d, const char *codes,
    struct buf *out);

/* By number, in the order of the table; NULL behind the last. */
const struct place *directory_place_at(const struct directory *d, size_t i);
const struct unit *directory_unit_at(const struct directory *d, size_t i);
const struct topic *directory_topic_at(const struct directory *d, size_t i);
/* The @i-th below @parent; "" is above all. NULL behind the last. */
const struct place *directory_place_child(const struct directory *d,
    const char *parent, size_t i);
const struct topic *directory_topic_child(const struct directory *d,
    const char *parent, size_t i);

/* A code, a name, a short name, or either after 北京 ; NULL when none. */
const struct unit *directory_unit_find(const struct directory *d,
    struct slice text);
/* A code, or a name in Chinese or English. NULL when none. */
const struct topic *directory_topic_find(const struct directory *d,
    struct slice text);
/* Is @text the place's code, its name, or its name without 区, 街道, 镇 …? */
bool directory_place_is(const struct place *p, struct slice text);
/*
 * A place by what was typed, below @parent at any depth ("" for anywhere).
 * One that fits several is ST_INVALID and names them.
 */
enum status directory_place_find(const struct directory *d,
    struct slice text, const char *parent, const struct place **out,
    struct err *err);
/* Is @code @above, or below it? */
bool directory_place_within(const struct directory *d, const char *code,
    const char *above);

/* The leaf whose keywords stand in @text, longest in sum; NULL when none. */
const struct topic *directory_topic_propose(const struct directory *d,
    struct slice text);

/*
 * Who handles a matter: the first row of the topic that has the type.
 * @district and @street are codes or NULL; a street alone gives its district.
 * Where the catalogue says @street and none is known, the district leads;
 * where no place is known, the first assisting unit does, and the duty is
 * unclear. ST_NOT_FOUND says that the topic is no leaf, ST_INVALID that a
 * place is missing or wrong.
 */
enum status directory_route(const struct directory *d, const char *topic,
    enum demand_type type, const char *district, const char *street,
    struct route *out, struct err *err);
const char *directory_catalog_version(const struct directory *d);

#endif
