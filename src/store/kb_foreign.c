/*
 * kb_foreign.c - checks a generation of another desk before it is read.
 *
 * What the schema has to be is asked of a base in memory that is made as any
 * other is, so it is not written down a second time.
 */
#include "store/kb_foreign.h"

#include "base/mem.h"
#include "store/db.h"
#include "store/fts.h"
#include "store/kb_format.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* SQLite's own header (its file format, 1.3). */
enum { HEADER_BYTES = 100, AT_PAGE_SIZE = 16, AT_VERSIONS = 18,
	AT_PAGES = 28, AT_ENCODING = 56, AT_USER_VERSION = 60,
	AT_APPLICATION = 68, ENCODING_UTF8 = 1 };

/* Of a row, and of a value in it: more than a record may have. */
enum { ROW_BYTES_MAX = 64 << 20 };

static const char sql_schema[] =
    "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name";

static uint32_t
number(const unsigned char *at, size_t bytes)
{
	uint32_t n = 0;

	while (bytes-- > 0)
		n = n << 8 | *at++;
	return n;
}

static enum status
check_header(const unsigned char head[HEADER_BYTES], int64_t bytes,
    struct err *err)
{
	int64_t page = number(head + AT_PAGE_SIZE, 2), want;

	want = (page == 1 ? 65536 : page) * number(head + AT_PAGES, 4);
	if (memcmp(head, "SQLite format 3", 16) != 0)
		return fail(err, ST_INVALID, "it is no SQLite file");
	if (number(head + AT_APPLICATION, 4) != KB_APPLICATION_ID)
		return fail(err, ST_INVALID, "it is no knowledge base");
	if (number(head + AT_USER_VERSION, 4) != 0)
		return fail(err, ST_INVALID, "it was made by another version "
		    "of this program (%s)", "user_version");
	if (number(head + AT_VERSIONS, 2) != 0x0101 ||
	    number(head + AT_ENCODING, 4) != ENCODING_UTF8)
		return fail(err, ST_INVALID, "it is no generation as this "
		    "program writes them");
	if (want != bytes)
		return fail(err, ST_INVALID, "it has %lld bytes and should "
		    "have %lld", (long long)bytes, (long long)want);
	return ST_OK;
}

static enum status
read_header(const char *path, struct err *err)
{
	unsigned char head[HEADER_BYTES];
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t n = fd < 0 ? -1 : read(fd, head, sizeof(head));
	bool sized = fd >= 0 && fstat(fd, &st) == 0;
	int code = errno;

	if (fd >= 0)
		close(fd);
	errno = code;
	if (n < 0 || !sized)
		return fail_errno(err, ST_IO, "cannot read %s", path);
	if (n < HEADER_BYTES)
		return fail(err, ST_INVALID, "it is no SQLite file");
	return check_header(head, st.st_size, err);
}

static enum status
harden(struct db *db, struct err *err)
{
	struct sqlite3 *handle = db_handle(db);

	sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, ROW_BYTES_MAX);
	sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
	return db_exec(db, "settings", "PRAGMA cell_size_check = ON;"
	    " PRAGMA mmap_size = 0; PRAGMA cache_size = -1024", err);
}

/* A base without entries, in memory; @fts ends after it. */
static enum status
make_ours(struct db **out, struct fts **fts, struct err *err)
{
	enum status st = db_open(out, ":memory:", DB_WRITE, err);

	if (st == ST_OK)
		st = fts_new(fts, *out, err);
	if (st == ST_OK)
		st = db_exec(*out, "make the tables", KB_SCHEMA
		    KB_SCHEMA_AFTER, err);
	return st;
}

/* The two lists are in one order, so the first difference says what it is. */
static enum status
compare_rows(struct stmt *ours, struct stmt *theirs, struct err *err)
{
	bool have = true, more = true;
	enum status st = ST_OK;

	while (st == ST_OK && have) {
		st = db_step(ours, &have, err);
		if (st == ST_OK)
			st = db_step(theirs, &more, err);
		if (st != ST_OK || (!have && !more))
			break;
		if (have && more && strcmp(db_text(ours, 0),
		    db_text(theirs, 0)) == 0 && strcmp(db_text(ours, 1),
		    db_text(theirs, 1)) == 0 && strcmp(db_text(ours, 2),
		    db_text(theirs, 2)) == 0)
			continue;
		st = fail(err, ST_INVALID, "its schema is not that of a "
		    "knowledge base of this version: it differs at the %s %s",
		    db_text(more ? theirs : ours, 0),
		    db_text(more ? theirs : ours, 1));
	}
	return st;
}

static enum status
check_schema(struct db *db, struct err *err)
{
	struct db *made = NULL;
	struct fts *fts = NULL;
	struct stmt *ours = NULL, *theirs = NULL;
	enum status st = make_ours(&made, &fts, err);

	if (st == ST_OK) {
		ours = db_stmt_once(made, "read our schema", sql_schema);
		theirs = db_stmt_once(db, "read its schema", sql_schema);
		st = compare_rows(ours, theirs, err);
	}
	db_drop(theirs);
	db_drop(ours);
	db_close(made);
	fts_free(fts);
	return st;
}

static enum status
check_pages(struct db *db, const char *text, struct err *err)
{
	struct stmt *s = db_stmt_once(db, "check its pages", text);
	bool row = false;
	enum status st = db_step(s, &row, err);

	if (st == ST_OK && (!row || strcmp(db_text(s, 0), "ok") != 0))
		st = fail(err, ST_INVALID, "it is damaged: %s", db_text(s, 0));
	db_drop(s);
	return st;
}

static enum status
check_meta(struct db *db, const char *key, const char *want, struct err *err)
{
	struct stmt *s = db_stmt_once(db, "read meta",
	    "SELECT value FROM meta WHERE key = ?1");
	bool row = false;
	enum status st;

	db_bind_text(s, 1, key);
	st = db_step(s, &row, err);
	if (st == ST_OK && (!row || strcmp(db_text(s, 0), want) != 0))
		st = fail(err, ST_INVALID, "it was made by another version of "
		    "this program (%s)", key);
	db_drop(s);
	return st;
}

static enum status
check_count(struct db *db, struct err *err)
{
	int64_t have = 0, said = 0;
	enum status st = db_number(db, "SELECT count(*) FROM entry NOT "
	    "INDEXED", &have, err);

	if (st == ST_OK)
		st = db_number(db, "SELECT coalesce(max(CAST(value AS "
		    "INTEGER)), -1) FROM meta WHERE key = '" KB_META_ENTRIES
		    "'", &said, err);
	if (st == ST_OK && have != said)
		st = fail(err, ST_INVALID, "it has %lld entries and should "
		    "have %lld", (long long)have, (long long)said);
	return st;
}

static enum status
check(struct db *db, struct err *err)
{
	enum status st = harden(db, err);

	if (st == ST_OK)
		st = check_schema(db, err);
	if (st == ST_OK)
		st = check_meta(db, KB_META_FORMAT, KB_FORMAT, err);
	if (st == ST_OK)
		st = check_meta(db, KB_META_FIELDS, KB_FIELDS, err);
	if (st == ST_OK)
		st = check_pages(db, "PRAGMA quick_check(meta)", err);
	if (st == ST_OK)
		st = check_pages(db, "PRAGMA quick_check(entry)", err);
	return st == ST_OK ? check_count(db, err) : st;
}

enum status
kb_foreign_open(struct db **out, const char *path, struct err *err)
{
	enum status st = read_header(path, err);

	*out = NULL;
	if (st == ST_OK)
		st = db_open(out, path, DB_IMMUTABLE, err);
	if (st == ST_OK)
		st = check(*out, err);
	if (st == ST_OK)
		return ST_OK;
	db_close(*out);
	*out = NULL;
	return st == ST_CORRUPT ? fail(err, ST_INVALID, "it is damaged") : st;
}
