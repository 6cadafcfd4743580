/*
 * ledger_report_qa.c - candidates for review, and scores.
 */
#include "store/ledger_report_qa.h"
#include "store/ledger_part.h"
#include "store/mask.h"

enum sql { SQL_CANDIDATES, SQL_SCORES, SQL_SCORE, SQL_COUNT };

#define X_NAME(name, words) ", " #name
#define X_VALUE(name, words) ", $" #name

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_CANDIDATES] = { "list what could be reviewed",
	    "SELECT id, number, type, operator FROM demand"
	    " WHERE intake_at >= $from AND intake_at < $to"
	    " AND state <> 'void'" },
	[SQL_SCORES] = { "list scores",
	    "SELECT d.number, q.demand, q.at, q.reviewer, q.note"
	    QA_MARK_LIST(X_NAME) " FROM demand d CROSS JOIN qa_score q"
	    " ON q.demand = d.id WHERE d.intake_at >= $from"
	    " AND d.intake_at < $to ORDER BY d.number, q.at, q.reviewer" },
	[SQL_SCORE] = { "keep a score",
	    "INSERT INTO qa_score (demand, reviewer, at, note"
	    QA_MARK_LIST(X_NAME) ") VALUES ($demand, $reviewer, $at, $note"
	    QA_MARK_LIST(X_VALUE) ")" },
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

enum status
ledger_qa_scores(struct ledger *l, int64_t from, int64_t to,
    enum status (*each)(void *arg, const char *number,
    const struct qa_score *s, struct err *err), void *arg, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_SCORES]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$from"), from);
	db_bind_int(s, db_at(s, "$to"), to);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct qa_score q = { db_int(s, 1), db_int(s, 2),
			db_text(s, 3), db_text(s, 4), { 0 } };

		for (int i = 0; i < QA_MARKS; i++)
			q.mark[i] = db_int(s, 5 + i);
		st = each(arg, db_text(s, 0), &q, err);
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
	X(int, demand) X(int, at) X(text, reviewer) X(text, note)
#undef X
#define X(name, words) \
	db_bind_int(s, db_at(s, "$" #name), q->mark[QA_##name]);
	QA_MARK_LIST(X)
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
	struct qa_score kept = *s;
	struct buf masked = BUF_INIT;
	enum status st = ledger_text_check(s->note, "the note", err);

	if (st == ST_OK)
		st = ledger_begin(l, err);
	if (st != ST_OK)
		return st;
	mask_text(&masked, slice_of(s->note));
	kept.note = buf_text(&masked);
	st = ledger_end(l, score_add(l, &kept, err), err);
	buf_release(&masked);
	return st;
}
