/*
 * kb_old.c - reads entries by the names of their columns. Knows neither
 * terms nor ranks; columns that no field has any more are left aside.
 */
#include "store/kb_old.h"

#include "base/mem.h"
#include "store/db.h"
#include "store/kb_foreign.h"
#include "store/kb_format.h"
#include "store/kb_generation.h"

#include <stdio.h>
#include <stdlib.h>

struct kb_old {
	struct db *db;
	int64_t generation;
};

static const struct db_sql sql_meta = { "read meta",
    "SELECT value FROM meta WHERE key = ?1" };
static const struct db_sql sql_entry = { "read an entry",
    "SELECT * FROM entry WHERE source_system = ?1 AND external_id = ?2" };
static const char sql_each[] =
    "SELECT * FROM entry WHERE source_system = ?1 ORDER BY external_id";
static const char sql_all[] = "SELECT * FROM entry ORDER BY row";

enum status
kb_old_open_at(struct kb_old **out, const char *dir, int64_t generation,
    struct err *err)
{
	struct kb_old *o = xcalloc(1, sizeof(*o));
	char *path = kb_path(dir, generation);
	enum status st = db_open(&o->db, path, DB_IMMUTABLE, err);

	o->generation = generation;
	free(path);
	if (st != ST_OK) {
		kb_old_close(o);
		o = NULL;
	}
	*out = o;
	return st;
}

enum status
kb_old_open(struct kb_old **out, const char *dir, struct err *err)
{
	int64_t generation;
	enum status st = kb_current(dir, &generation, err);

	*out = NULL;
	if (st != ST_OK || generation == 0)
		return st;
	return kb_old_open_at(out, dir, generation, err);
}

enum status
kb_old_open_foreign(struct kb_old **out, const char *path, struct err *err)
{
	struct kb_old *o = xcalloc(1, sizeof(*o));
	enum status st = kb_foreign_open(&o->db, path, err);

	if (st == ST_OK)
		o->generation = kb_old_number(o, KB_META_GENERATION);
	if (st == ST_OK && o->generation <= 0)
		st = fail(err, ST_INVALID, "it has no number");
	if (st != ST_OK) {
		kb_old_close(o);
		o = NULL;
	}
	*out = o;
	return st;
}

void
kb_old_close(struct kb_old *o)
{
	if (!o)
		return;
	db_close(o->db);
	free(o);
}

int64_t
kb_old_generation(const struct kb_old *o)
{
	return o->generation;
}

char *
kb_old_meta(struct kb_old *o, const char *key)
{
	struct stmt *s = db_stmt(o->db, &sql_meta);
	struct err unsaid = ERR_INIT;
	bool row = false;
	char *value;

	db_bind_text(s, 1, key);
	if (db_step(s, &row, &unsaid) != ST_OK || !row)
		return NULL;
	value = xstrdup(db_text(s, 0));
	db_reset(s);
	return value;
}

int64_t
kb_old_number(struct kb_old *o, const char *key)
{
	char *text = kb_old_meta(o, key);
	int64_t n = text ? strtoll(text, NULL, 10) : 0;

	free(text);
	return n;
}

static void
take_entry(struct stmt *s, struct entry *e)
{
	*e = (struct entry)ENTRY_INIT;
	for (int i = 0; i < db_columns(s); i++) {
		struct slice name = slice_of(db_column_name(s, i));
		enum entry_field f;

		if (db_is_null(s, i))
			continue;
		if (slice_is(name, "revision"))
			e->revision = db_int(s, i);
		if (slice_is(name, "brought"))
			snprintf(e->brought, sizeof(e->brought), "%s",
			    db_text(s, i));
		f = entry_field_find(name);
		if (f != ENTRY_FIELD_COUNT)
			entry_set(e, f, db_slice(s, i));
	}
}

/* Ends the statement. */
static enum status
each_row(struct stmt *s, enum status (*each)(void *arg, struct entry *e,
    struct err *err), void *arg, struct err *err)
{
	bool row = true;
	enum status st = ST_OK;

	while (st == ST_OK && row) {
		struct entry e;

		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			break;
		take_entry(s, &e);
		st = each(arg, &e, err);
		entry_release(&e);
	}
	db_drop(s);
	return st;
}

enum status
kb_old_each(struct kb_old *o, const char *source,
    enum status (*each)(void *arg, struct entry *e, struct err *err),
    void *arg, struct err *err)
{
	struct stmt *s = db_stmt_once(o->db, "read a source's entries",
	    sql_each);

	db_bind_text(s, 1, source);
	return each_row(s, each, arg, err);
}

enum status
kb_old_all(struct kb_old *o, enum status (*each)(void *arg, struct entry *e,
    struct err *err), void *arg, struct err *err)
{
	return each_row(db_stmt_once(o->db, "read all entries", sql_all),
	    each, arg, err);
}

enum status
kb_old_entry(struct kb_old *o, const char *source, const char *external_id,
    struct entry *out, struct err *err)
{
	struct stmt *s = db_stmt(o->db, &sql_entry);
	bool row;
	enum status st;

	*out = (struct entry)ENTRY_INIT;
	db_bind_text(s, 1, source);
	db_bind_text(s, 2, external_id);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st == ST_OK ? ST_NOT_FOUND : st;
	take_entry(s, out);
	db_reset(s);
	return ST_OK;
}
