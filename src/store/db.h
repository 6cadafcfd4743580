/*
 * db.h - the only way to the database: open, name a statement, bind, run.
 *
 * Knows SQL as text and SQLite's codes; knows no table. A statement is a row
 * of its module's table; it is prepared at first use and kept. A failure to
 * prepare or bind is remembered in the statement and told by db_run() or
 * db_step(), so that a caller checks once. Messages name the statement.
 *
 * Codes become: no space ST_FULL; a damaged file ST_CORRUPT; a broken
 * constraint ST_CONFLICT (unique) or ST_INVALID; a trigger's refusal
 * ST_DENIED; a lock ST_BUSY; a stop ST_CANCELLED; all else ST_IO.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

/* How long a lock is waited for. Others hold the file for the length of a
 * checkpoint at most; the gate keeps writers apart. */
#define DB_BUSY_MS 10000

struct db;
struct stmt;
struct sqlite3;

/* One statement: a name for messages, and its text with $names or ?1. The
 * address is the statement's identity, so it must be static. */
struct db_sql {
	const char *name;
	const char *text;
};

enum db_mode {
	DB_IMMUTABLE,	/* reads a file that never changes: no locks, no WAL */
	DB_READ,	/* reads beside writers */
	DB_WRITE,	/* a file that is there */
	DB_CREATE,	/* made with mode 0600 when it is not there */
	DB_BUILD,	/* a new file nobody else opens: no journal, no sync */
};

enum status db_open(struct db **out, const char *path, enum db_mode mode,
    struct err *err);
void db_close(struct db *db);				/* NULL is fine */
const char *db_path(const struct db *db);
/* For what has no words here: a tokenizer, a checkpoint. store/ only. */
struct sqlite3 *db_handle(struct db *db);
/* Turns the last code of db_handle() into a status and a message. */
enum status db_fail(struct db *db, const char *what, struct err *err);

/* Runs a text of ours with many statements: a schema, a pragma. */
enum status db_exec(struct db *db, const char *name, const char *text,
    struct err *err);
/* The one number a text of ours gives, such as a pragma's. */
enum status db_number(struct db *db, const char *text, int64_t *out,
    struct err *err);

/* Asked every few thousand steps; true breaks off with ST_CANCELLED. NULL
 * ends the asking. */
void db_watch(struct db *db, bool (*stop)(void *arg), void *arg);

/* Never NULL. Belongs to @db; one user of a statement at a time. */
struct stmt *db_stmt(struct db *db, const struct db_sql *sql);
/* For a text put together of constant parts: prepared now and not kept; end
 * it with db_drop(). @name lives as long as the statement. */
struct stmt *db_stmt_once(struct db *db, const char *name, const char *text);
void db_drop(struct stmt *s);				/* NULL is fine */

/* Bytes are borrowed until the statement has run. A NULL text binds NULL. */
void db_bind_null(struct stmt *s, int at);		/* 1.. */
void db_bind_int(struct stmt *s, int at, int64_t value);
void db_bind_real(struct stmt *s, int at, double value);
void db_bind_text(struct stmt *s, int at, const char *text);
void db_bind_slice(struct stmt *s, int at, struct slice text);
void db_bind_blob(struct stmt *s, int at, const void *bytes, size_t n);
/* The number of "$name" for the calls above; 0, and the statement fails when
 * it runs, when there is none. */
int db_at(struct stmt *s, const char *name);

/* Steps; *@row says whether there is a row to read. At the end, and on
 * failure, the statement is clean for its next use. */
enum status db_step(struct stmt *s, bool *row, struct err *err);
/* Steps to the end, whatever rows there are. */
enum status db_run(struct stmt *s, struct err *err);
/* Steps once for a number and ends; ST_NOT_FOUND without a message when there
 * is no row. */
enum status db_one(struct stmt *s, int64_t *out, struct err *err);
/* Leaves a statement before its end. */
void db_reset(struct stmt *s);

/* Of the row stepped to, 0.. . Texts and bytes live until the next step. */
int64_t db_int(struct stmt *s, int column);
double db_real(struct stmt *s, int column);
const char *db_text(struct stmt *s, int column);	/* NULL gives "" */
struct slice db_slice(struct stmt *s, int column);	/* text or bytes */
bool db_is_null(struct stmt *s, int column);
/* The row's shape, for what must take every column there is. */
int db_columns(struct stmt *s);
const char *db_column_name(struct stmt *s, int column);
bool db_is_int(struct stmt *s, int column);

/* Frames in the write-ahead log after this connection's last commit. */
int db_wal_pages(struct db *db);

int64_t db_changes(struct db *db);	/* rows of the last statement */
int64_t db_last_row(struct db *db);	/* rowid of the last insert */

/*
 * A transaction is a bracket. db_begin() is BEGIN IMMEDIATE; db_end() commits
 * on ST_OK, else rolls back and hands @st on. db_begin_read() keeps one
 * picture of the file over several reads; end it with db_end() too.
 */
enum status db_begin(struct db *db, struct err *err);
enum status db_begin_read(struct db *db, struct err *err);
enum status db_end(struct db *db, enum status st, struct err *err);

#endif
