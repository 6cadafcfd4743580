/*
 * db.c - SQLite behind store/db.h.
 *
 * Statements are found again by the address of their row in a small hash
 * table that doubles; a process uses some dozens. sqlite3_step stands in one
 * function.
 */
#include "store/db.h"

#include "base/mem.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DB_WATCH_STEPS 2000

struct stmt {
	struct db *db;
	const struct db_sql *sql;	/* NULL when not kept */
	const char *name;
	sqlite3_stmt *handle;		/* NULL when it does not prepare */
	int code;			/* the first failure before running */
	bool misnamed;
};

struct db {
	sqlite3 *handle;
	char *path;
	struct stmt **kept;		/* by address, open addressing */
	size_t count, room;		/* room is a power of two or 0 */
	bool (*stop)(void *arg);
	void *stop_arg;
	int wal_pages;
};

static bool
errno_is_full(int code)
{
	return code == ENOSPC || code == EDQUOT || code == EFBIG;
}

/* A commit that fails leaves its cause in errno alone; who runs a statement
 * clears that first. */
static bool
cause_is_full(sqlite3 *handle)
{
	return errno_is_full(errno) ||
	    errno_is_full(sqlite3_system_errno(handle));
}

static enum status
code_status(sqlite3 *handle, int code)
{
	switch (code) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return ST_CONFLICT;
	case SQLITE_CONSTRAINT_TRIGGER:
		return ST_DENIED;
	case SQLITE_IOERR_SHMSIZE:
		return ST_FULL;
	}
	switch (code & 0xff) {
	case SQLITE_FULL:
		return ST_FULL;
	case SQLITE_IOERR:
		return cause_is_full(handle) ? ST_FULL : ST_IO;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return ST_CORRUPT;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ST_BUSY;
	case SQLITE_INTERRUPT:
		return ST_CANCELLED;
	case SQLITE_CONSTRAINT:
	case SQLITE_TOOBIG:
	case SQLITE_MISMATCH:
		return ST_INVALID;
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_READONLY:
		return ST_DENIED;
	default:
		return ST_IO;
	}
}

static enum status
code_fail(sqlite3 *handle, int code, const char *path, const char *what,
    const char *words, struct err *err)
{
	enum status st = code_status(handle, code);

	switch (st) {
	case ST_FULL:
		return fail(err, st, "no space is left for %s (%s)", path,
		    what);
	case ST_CORRUPT:
		return fail(err, st, "%s is damaged (%s: %s)", path, what,
		    words);
	case ST_CANCELLED:
		return fail(err, st, "broken off");
	default:
		return fail(err, st, "%s: %s: %s (%d)", path, what, words,
		    code);
	}
}

enum status
db_fail(struct db *db, const char *what, struct err *err)
{
	return code_fail(db->handle, sqlite3_extended_errcode(db->handle),
	    db->path, what, sqlite3_errmsg(db->handle), err);
}

/* SQLite's URI: its own special characters must not act. */
static void
uri_put(struct buf *uri, const char *path)
{
	buf_add_text(uri, "file:");
	for (; *path; path++) {
		if (strchr("%?#", *path))
			buf_addf(uri, "%%%02X", (unsigned char)*path);
		else
			buf_add_char(uri, *path);
	}
}

static enum status
open_handle(struct db *db, enum db_mode mode, struct err *err)
{
	int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
	    SQLITE_OPEN_EXRESCODE;
	struct buf uri = BUF_INIT;
	int code;

	if (mode == DB_IMMUTABLE || mode == DB_READ)
		flags |= SQLITE_OPEN_READONLY;
	else
		flags |= SQLITE_OPEN_READWRITE;
	uri_put(&uri, db->path);
	if (mode == DB_IMMUTABLE)
		buf_add_text(&uri, "?immutable=1");
	code = sqlite3_open_v2(buf_text(&uri), &db->handle, flags, NULL);
	buf_release(&uri);
	if (code == SQLITE_OK)
		return ST_OK;
	return code_fail(db->handle, code, db->path, "open",
	    db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(code),
	    err);
}

/* SQLite would make the file with the umask's rights and follow a link. */
static enum status
file_make(const char *path, enum db_mode mode, struct err *err)
{
	int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
	int fd = open(path, mode == DB_BUILD ? flags | O_EXCL : flags, 0600);

	if (fd < 0)
		return fail_errno(err, ST_IO, "cannot make %s", path);
	if (fchmod(fd, mode == DB_BUILD ? 0644 : 0600) != 0) {
		int code = errno;

		close(fd);
		errno = code;
		return fail_errno(err, ST_IO, "cannot set the rights of %s",
		    path);
	}
	close(fd);
	return ST_OK;
}

static int
wal_grew(void *arg, sqlite3 *handle, const char *name, int pages)
{
	struct db *db = arg;

	(void)handle;
	(void)name;
	db->wal_pages = pages;
	return SQLITE_OK;
}

static enum status
options_set(struct db *db, enum db_mode mode, struct err *err)
{
	enum status st = ST_OK;

	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0,
	    NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
	    NULL);
	sqlite3_busy_timeout(db->handle, DB_BUSY_MS);
	sqlite3_wal_hook(db->handle, wal_grew, db);
	if (mode == DB_BUILD)
		st = db_exec(db, "build options", "PRAGMA journal_mode = OFF;"
		    " PRAGMA synchronous = OFF;"
		    " PRAGMA locking_mode = EXCLUSIVE;", err);
	/* Last: once defensive, SQLite keeps its journal whatever is said. Who
	 * builds writes FTS5's tables, too (store/fts_load.h). */
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE,
	    mode != DB_BUILD, NULL);
	return st;
}

enum status
db_open(struct db **out, const char *path, enum db_mode mode, struct err *err)
{
	struct db *db = xcalloc(1, sizeof(*db));
	enum status st = ST_OK;

	db->path = xstrdup(path);
	if (mode == DB_CREATE || mode == DB_BUILD)
		st = file_make(path, mode, err);
	if (st == ST_OK)
		st = open_handle(db, mode, err);
	if (st == ST_OK)
		st = options_set(db, mode, err);
	if (st != ST_OK) {
		db_close(db);
		db = NULL;
	}
	*out = db;
	return st;
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	for (size_t i = 0; i < db->room; i++) {
		if (!db->kept[i])
			continue;
		sqlite3_finalize(db->kept[i]->handle);
		free(db->kept[i]);
	}
	free(db->kept);
	sqlite3_close(db->handle);
	free(db->path);
	free(db);
}

const char *
db_path(const struct db *db)
{
	return db->path;
}

struct sqlite3 *
db_handle(struct db *db)
{
	return db->handle;
}

enum status
db_exec(struct db *db, const char *name, const char *text, struct err *err)
{
	int code = sqlite3_exec(db->handle, text, NULL, NULL, NULL);

	return code == SQLITE_OK ? ST_OK : db_fail(db, name, err);
}

enum status
db_number(struct db *db, const char *text, int64_t *out, struct err *err)
{
	struct stmt *s = db_stmt_once(db, text, text);
	enum status st = db_one(s, out, err);

	db_drop(s);
	return st;
}

static int
watch_ask(void *arg)
{
	struct db *db = arg;

	return db->stop(db->stop_arg);
}

void
db_watch(struct db *db, bool (*stop)(void *arg), void *arg)
{
	db->stop = stop;
	db->stop_arg = arg;
	sqlite3_progress_handler(db->handle, DB_WATCH_STEPS,
	    stop ? watch_ask : NULL, db);
}

static struct stmt *
stmt_new(struct db *db, const struct db_sql *sql, const char *name,
    const char *text)
{
	struct stmt *s = xcalloc(1, sizeof(*s));

	s->db = db;
	s->sql = sql;
	s->name = name;
	s->code = sqlite3_prepare_v3(db->handle, text, -1,
	    sql ? SQLITE_PREPARE_PERSISTENT : 0, &s->handle, NULL);
	return s;
}

static size_t
kept_at(const struct db *db, const struct db_sql *sql)
{
	uint64_t hash = (uint64_t)(uintptr_t)sql * UINT64_C(0x9e3779b97f4a7c15);
	size_t at = (size_t)(hash >> 32) & (db->room - 1);

	while (db->kept[at] && db->kept[at]->sql != sql)
		at = (at + 1) & (db->room - 1);
	return at;
}

static void
kept_grow(struct db *db)
{
	struct stmt **old = db->kept;
	size_t old_room = db->room;

	db->room = old_room ? 2 * old_room : 64;
	db->kept = xcalloc(db->room, sizeof(struct stmt *));
	for (size_t i = 0; i < old_room; i++) {
		if (old[i])
			db->kept[kept_at(db, old[i]->sql)] = old[i];
	}
	free(old);
}

struct stmt *
db_stmt(struct db *db, const struct db_sql *sql)
{
	size_t at;

	if (2 * (db->count + 1) > db->room)
		kept_grow(db);
	at = kept_at(db, sql);
	if (db->kept[at] && !db->kept[at]->handle) {	/* try it anew */
		free(db->kept[at]);
		db->kept[at] = stmt_new(db, sql, sql->name, sql->text);
	} else if (!db->kept[at]) {
		db->kept[at] = stmt_new(db, sql, sql->name, sql->text);
		db->count++;
	}
	return db->kept[at];
}

struct stmt *
db_stmt_once(struct db *db, const char *name, const char *text)
{
	return stmt_new(db, NULL, name, text);
}

void
db_drop(struct stmt *s)
{
	if (!s)
		return;
	assert(!s->sql);
	sqlite3_finalize(s->handle);
	free(s);
}

static void
bound(struct stmt *s, int code)
{
	if (s->code == SQLITE_OK)
		s->code = code;
}

void
db_bind_null(struct stmt *s, int at)
{
	if (s->handle)
		bound(s, sqlite3_bind_null(s->handle, at));
}

void
db_bind_int(struct stmt *s, int at, int64_t value)
{
	if (s->handle)
		bound(s, sqlite3_bind_int64(s->handle, at, value));
}

void
db_bind_real(struct stmt *s, int at, double value)
{
	if (s->handle)
		bound(s, sqlite3_bind_double(s->handle, at, value));
}

void
db_bind_text(struct stmt *s, int at, const char *text)
{
	if (text)
		db_bind_slice(s, at, slice_of(text));
	else
		db_bind_null(s, at);
}

void
db_bind_slice(struct stmt *s, int at, struct slice text)
{
	const char *start = text.text ? text.text : "";

	if (s->handle)
		bound(s, sqlite3_bind_text64(s->handle, at, start, text.bytes,
		    SQLITE_STATIC, SQLITE_UTF8));
}

void
db_bind_blob(struct stmt *s, int at, const void *bytes, size_t n)
{
	if (s->handle)
		bound(s, sqlite3_bind_blob64(s->handle, at,
		    bytes ? bytes : "", n, SQLITE_STATIC));
}

int
db_at(struct stmt *s, const char *name)
{
	int at = 0;

	if (s->handle)
		at = sqlite3_bind_parameter_index(s->handle, name);
	if (at == 0 && s->handle)
		s->misnamed = true;
	return at;
}

void
db_reset(struct stmt *s)
{
	s->misnamed = false;
	if (!s->handle)
		return;
	s->code = SQLITE_OK;
	sqlite3_reset(s->handle);
	sqlite3_clear_bindings(s->handle);
}

static enum status
step_fail(struct stmt *s, int code, struct err *err)
{
	const char *words = s->misnamed ? "a parameter has no such name" :
	    sqlite3_errmsg(s->db->handle);
	enum status st;

	if (!s->handle && code == SQLITE_OK)
		code = SQLITE_MISUSE;		/* an empty text */
	st = code_fail(s->db->handle, code, s->db->path, s->name, words, err);
	db_reset(s);
	return st;
}

enum status
db_step(struct stmt *s, bool *row, struct err *err)
{
	int code;

	*row = false;
	if (!s->handle || s->code != SQLITE_OK || s->misnamed)
		return step_fail(s, s->code, err);
	errno = 0;
	code = sqlite3_step(s->handle);
	if (code == SQLITE_ROW) {
		*row = true;
		return ST_OK;
	}
	if (code != SQLITE_DONE)
		return step_fail(s, code, err);
	db_reset(s);
	return ST_OK;
}

enum status
db_run(struct stmt *s, struct err *err)
{
	bool row = true;
	enum status st = ST_OK;

	while (st == ST_OK && row)
		st = db_step(s, &row, err);
	return st;
}

enum status
db_one(struct stmt *s, int64_t *out, struct err *err)
{
	bool row;
	enum status st = db_step(s, &row, err);

	if (st != ST_OK)
		return st;
	if (!row)
		return ST_NOT_FOUND;
	*out = db_int(s, 0);
	db_reset(s);
	return ST_OK;
}

int64_t
db_int(struct stmt *s, int column)
{
	return sqlite3_column_int64(s->handle, column);
}

double
db_real(struct stmt *s, int column)
{
	return sqlite3_column_double(s->handle, column);
}

const char *
db_text(struct stmt *s, int column)
{
	const void *text = sqlite3_column_text(s->handle, column);

	return text ? text : "";
}

struct slice
db_slice(struct stmt *s, int column)
{
	const void *bytes = sqlite3_column_blob(s->handle, column);
	int n = sqlite3_column_bytes(s->handle, column);

	return (struct slice){ bytes ? bytes : "", (size_t)n };
}

bool
db_is_null(struct stmt *s, int column)
{
	return sqlite3_column_type(s->handle, column) == SQLITE_NULL;
}

int
db_columns(struct stmt *s)
{
	return sqlite3_column_count(s->handle);
}

const char *
db_column_name(struct stmt *s, int column)
{
	return sqlite3_column_name(s->handle, column);
}

bool
db_is_int(struct stmt *s, int column)
{
	return sqlite3_column_type(s->handle, column) == SQLITE_INTEGER;
}

int
db_wal_pages(struct db *db)
{
	return db->wal_pages;
}

int64_t
db_changes(struct db *db)
{
	return sqlite3_changes64(db->handle);
}

int64_t
db_last_row(struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}
