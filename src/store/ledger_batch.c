/*
 * ledger_batch.c - what was changed together, read again.
 */
#include "store/ledger_batch.h"
#include "store/ledger_part.h"

enum sql { SQL_BATCH, SQL_LAST_BATCH, SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_BATCH] = { "read a batch",
	    "SELECT " EVENT_COLUMNS " FROM event WHERE batch = $batch"
	    " AND batch > 0 ORDER BY id" },
	[SQL_LAST_BATCH] = { "find the last batch",
	    "SELECT coalesce(max(e.batch), 0) FROM event e"
	    " WHERE e.batch > 0 AND e.actor = $actor AND e.at >= $since"
	    " AND " EVENT_HOLDS("e") },
};

const struct db_sql *
ledger_batch_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

enum status
ledger_batch(struct ledger *l, int64_t batch, struct events *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_BATCH]);
	enum status st;

	db_bind_int(s, db_at(s, "$batch"), batch);
	st = events_read(s, out, err);
	if (st == ST_OK && out->count == 0)
		st = fail(err, ST_NOT_FOUND, "there is no batch %lld",
		    (long long)batch);
	return st;
}

enum status
ledger_last_batch(struct ledger *l, const char *actor, int64_t since,
    int64_t *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_LAST_BATCH]);

	db_bind_text(s, db_at(s, "$actor"), actor);
	db_bind_int(s, db_at(s, "$since"), since);
	return db_one(s, out, err);
}
