/*
 * kb.c - the base's folder: follows the link, reads entries.
 *
 * What a search needs of the file is in kb_find.c.
 */
#include "store/kb.h"

#include "base/mem.h"
#include "store/db.h"
#include "store/kb_file.h"
#include "store/kb_format.h"
#include "store/kb_generation.h"

#include <stdlib.h>

static enum status
open_current(const char *dir, int64_t *generation, struct kb_file **out,
    struct err *err)
{
	char *path;
	enum status st = kb_current(dir, generation, err);

	*out = NULL;
	if (st != ST_OK)
		return st;
	if (*generation == 0)
		return fail(err, ST_NOT_FOUND, "there is no knowledge base "
		    "in %s", dir);
	path = kb_path(dir, *generation);
	st = kb_file_open(out, path, err);
	free(path);
	return st;
}

enum status
kb_open(struct kb **out, const char *dir, struct err *err)
{
	struct kb_file *file;
	int64_t generation;
	enum status st = open_current(dir, &generation, &file, err);

	*out = NULL;
	if (st != ST_OK)
		return st;
	*out = xcalloc(1, sizeof(**out));
	(*out)->dir = xstrdup(dir);
	(*out)->file = file;
	return ST_OK;
}

enum status
kb_open_file(struct kb **out, const char *path, struct err *err)
{
	struct kb_file *file;
	enum status st = kb_file_open(&file, path, err);

	*out = NULL;
	if (st != ST_OK)
		return st;
	*out = xcalloc(1, sizeof(**out));
	(*out)->file = file;
	return ST_OK;
}

void
kb_close(struct kb *kb)
{
	if (!kb)
		return;
	kb_file_close(kb->file);
	free(kb->dir);
	free(kb);
}

enum status
kb_follow(struct kb *kb, bool *moved, struct err *err)
{
	struct kb_file *file;
	int64_t now = 0;
	enum status st;

	if (moved)
		*moved = false;
	if (!kb->dir)
		return ST_OK;
	st = kb_current(kb->dir, &now, err);
	if (st != ST_OK || now == 0 || now == kb->file->generation)
		return st;
	st = open_current(kb->dir, &now, &file, err);
	if (st != ST_OK)
		return st;
	kb_file_close(kb->file);
	kb->file = file;
	if (moved)
		*moved = true;
	return ST_OK;
}

int64_t
kb_generation(const struct kb *kb)
{
	return kb->file->generation;
}

int64_t
kb_count(const struct kb *kb)
{
	return kb->file->entries;
}

int64_t
kb_built_at(const struct kb *kb)
{
	return kb->file->built_at;
}

const char *
kb_meta(struct kb *kb, const char *key)
{
	return kb_file_meta(kb->file, key);
}

#define ALL_FIELDS(id, name, shape) ", \"" name "\""
#define SELECT_ENTRY \
	"SELECT revision" ENTRY_FIELD_LIST(ALL_FIELDS) " FROM entry "

static const struct db_sql sql_by_id = { "read an entry",
    SELECT_ENTRY "WHERE entry_id = ?1" };
static const struct db_sql sql_by_row = { "read an entry",
    SELECT_ENTRY "WHERE row = ?1" };
static const char sql_each[] =
    SELECT_ENTRY "ORDER BY external_id, source_system";
static const char sql_each_of[] =
    SELECT_ENTRY "WHERE source_system = ?1 ORDER BY external_id";

static void
take_entry(struct stmt *s, struct entry *e)
{
	*e = (struct entry)ENTRY_INIT;
	e->revision = db_int(s, 0);
	for (int f = 0; f < ENTRY_FIELD_COUNT; f++)
		if (!db_is_null(s, 1 + f))
			entry_set(e, (enum entry_field)f,
			    db_slice(s, 1 + f));
}

static enum status
read_entry(struct stmt *s, struct entry *out, bool *found, struct err *err)
{
	enum status st = db_step(s, found, err);

	if (st == ST_OK && *found) {
		take_entry(s, out);
		db_reset(s);
	}
	return st;
}

enum status
kb_entry(struct kb *kb, const char *entry_id, struct entry *out,
    struct err *err)
{
	struct stmt *s = db_stmt(kb->file->db, &sql_by_id);
	bool found;
	enum status st;

	db_bind_text(s, 1, entry_id);
	st = read_entry(s, out, &found, err);
	if (st == ST_OK && !found)
		st = fail(err, ST_NOT_FOUND, "there is no entry %s",
		    entry_id);
	return st;
}

enum status
kb_entry_row(struct kb *kb, int64_t row, struct entry *out, struct err *err)
{
	struct stmt *s = db_stmt(kb->file->db, &sql_by_row);
	bool found;
	enum status st;

	db_bind_int(s, 1, row);
	st = read_entry(s, out, &found, err);
	if (st == ST_OK && !found)
		st = fail(err, ST_NOT_FOUND, "there is no entry in row %lld",
		    (long long)row);
	return st;
}

/* The statement is of this call alone: @each may read the base, too. */
enum status
kb_each(struct kb *kb, const char *source,
    enum status (*each)(void *arg, const struct entry *e, struct err *err),
    void *arg, struct err *err)
{
	struct stmt *s = db_stmt_once(kb->file->db, "read all entries",
	    source ? sql_each_of : sql_each);
	bool row = true;
	enum status st = ST_OK;

	if (source)
		db_bind_text(s, 1, source);
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
