/*
 * db_bracket.c - transactions, over the statements of db.c.
 */
#include "store/db.h"

#include <sqlite3.h>

static const struct db_sql sql_begin = { "begin", "BEGIN IMMEDIATE" };
static const struct db_sql sql_begin_read = { "begin reading", "BEGIN" };
static const struct db_sql sql_commit = { "commit", "COMMIT" };
static const struct db_sql sql_rollback = { "roll back", "ROLLBACK" };

enum status
db_begin(struct db *db, struct err *err)
{
	return db_run(db_stmt(db, &sql_begin), err);
}

enum status
db_begin_read(struct db *db, struct err *err)
{
	return db_run(db_stmt(db, &sql_begin_read), err);
}

enum status
db_end(struct db *db, enum status st, struct err *err)
{
	struct err unsaid = ERR_INIT;

	if (st == ST_OK)
		st = db_run(db_stmt(db, &sql_commit), err);
	/* SQLite itself has rolled back after some failures */
	if (st != ST_OK && !sqlite3_get_autocommit(db_handle(db)))
		db_run(db_stmt(db, &sql_rollback), &unsaid);
	return st;
}
