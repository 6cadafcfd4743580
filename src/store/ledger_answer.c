/*
 * ledger_answer.c - answers, newest first, and how many there are.
 */
#include "store/ledger_answer.h"

#include "base/mem.h"
#include "store/ledger_part.h"

enum sql { SQL_ANSWERS, SQL_ANSWER_COUNT, SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_ANSWERS] = { "read what answered",
	    "SELECT e.entry_id, d.operator,"
	    " CASE WHEN e.query = '' THEN d.title ELSE e.query END, e.at,"
	    " CASE WHEN d.subject = 0 THEN -d.id ELSE d.subject END"
	    " FROM demand_entry e CROSS JOIN demand d ON d.id = e.demand"
	    " WHERE e.at >= $from AND e.at < $to AND d.state = 'answered'"
	    " AND d.accepted = 1"
	    " ORDER BY e.at DESC, e.entry_id, e.demand LIMIT $limit" },
	[SQL_ANSWER_COUNT] = { "count answers",
	    "SELECT count(*) FROM demand_entry WHERE at >= $from"
	    " AND at < $to" },
};

const struct db_sql *
ledger_answer_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

enum status
ledger_answers(struct ledger *l, int64_t from, int64_t to, int64_t limit,
    enum status (*each)(void *arg, const struct answer *a,
    struct err *err), void *arg, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ANSWERS]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$from"), from);
	db_bind_int(s, db_at(s, "$to"), to);
	db_bind_int(s, db_at(s, "$limit"), limit);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct answer a = { db_text(s, 0), db_text(s, 1),
			db_text(s, 2), db_int(s, 3), db_int(s, 4) };

		st = each(arg, &a, err);
		if (st != ST_OK) {
			db_reset(s);
			return st;
		}
	}
	return st;
}

enum status
ledger_count_answers(struct ledger *l, int64_t from, int64_t to,
    int64_t *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ANSWER_COUNT]);

	db_bind_int(s, db_at(s, "$from"), from);
	db_bind_int(s, db_at(s, "$to"), to);
	return db_one(s, out, err);
}
