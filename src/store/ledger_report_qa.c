/*
 * ledger_report_qa.c - candidates for review, and scores.
 */
#include "store/ledger_report_qa.h"
#include "store/ledger_part.h"

enum sql { SQL_CANDIDATES, SQL_SCORE, SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_CANDIDATES] = { "list what could be reviewed",
	    "SELECT id, number, type, operator FROM demand"
	    " WHERE intake_at >= $from AND intake_at < $to"
	    " AND state <> 'void'" },
	[SQL_SCORE] = { "keep a score",
	    "INSERT INTO qa_score (demand, reviewer, at, accuracy,"
	    " completeness, form, tone, note) VALUES ($demand, $reviewer,"
	    " $at, $accuracy, $completeness, $form, $tone, $note)" },
};

enum status
ledger_qa_candidates(struct ledger *l, int64_t from, int64_t to,
    enum status (*each)(void *arg, const struct qa_candidate *c,
    struct err *err), void *arg, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_CANDIDATES]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$from"), from);
	db_bind_int(s, db_at(s, "$to"), to);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct qa_candidate c = { db_int(s, 0), db_text(s, 1),
			db_text(s, 2), db_text(s, 3) };

		st = each(arg, &c, err);
		if (st != ST_OK) {
			db_reset(s);
			return st;
		}
	}
	return st;
}

static enum status
score_add(struct ledger *l, const struct qa_score *q, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_SCORE]);
	enum status st;

#define X(kind, name) db_bind_##kind(s, db_at(s, "$" #name), q->name);
	X(int, demand) X(int, at) X(int, accuracy) X(int, completeness)
	X(int, form) X(int, tone) X(text, reviewer) X(text, note)
#undef X
	st = db_run(s, err);
	if (st == ST_CONFLICT)
		return fail(err, ST_CONFLICT, "%s has scored this demand "
		    "already", q->reviewer);
	return st;
}

enum status
ledger_qa_score(struct ledger *l, const struct qa_score *s, struct err *err)
{
	enum status st = ledger_text_check(s->note, "the note", err);

	if (st == ST_OK)
		st = ledger_begin(l, err);
	if (st != ST_OK)
		return st;
	return ledger_end(l, score_add(l, s, err), err);
}
