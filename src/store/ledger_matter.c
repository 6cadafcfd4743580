/*
 * ledger_matter.c - what demands are about, without who made them.
 */
#include "store/ledger_part.h"

#include <stdint.h>

static const struct db_sql sql_matters = { "read what demands are about",
	"SELECT id, topic, title, substr(content, 1, 1000) FROM demand"
	" WHERE id < $before AND state <> $void ORDER BY id DESC"
	" LIMIT $limit" };

enum status
ledger_matters(struct ledger *l, int64_t before, size_t limit,
    enum status (*each)(void *arg, const struct matter *m, struct err *err),
    void *arg, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql_matters);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$before"), before ? before : INT64_MAX);
	db_bind_int(s, db_at(s, "$void"), DEMAND_VOID);
	db_bind_int(s, db_at(s, "$limit"), (int64_t)limit);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct matter m = { db_int(s, 0), db_text(s, 1),
			db_text(s, 2), db_text(s, 3) };

		st = each(arg, &m, err);
		if (st != ST_OK) {
			db_reset(s);
			return st;
		}
	}
	return st;
}
