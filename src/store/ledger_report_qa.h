/*
 * ledger_report_qa.h - demands to be reviewed, and what reviewers think.
 */
#ifndef STORE_LEDGER_REPORT_QA_H
#define STORE_LEDGER_REPORT_QA_H

#include "base/err.h"

#include <stdint.h>

struct ledger;

/* A demand that could be reviewed; borrowed until the call returns. */
struct qa_candidate {
	int64_t demand;
	const char *number, *type, *operator;
};

/* Those of [from, to), by time of call, that are not void. */
enum status ledger_qa_candidates(struct ledger *l, int64_t from, int64_t to,
    enum status (*each)(void *arg, const struct qa_candidate *c,
    struct err *err), void *arg, struct err *err);

/* What is scored, 1 (bad) to 5 (good): name, words. */
#define QA_MARK_LIST(X) \
	X(accuracy,     N_("accuracy")) \
	X(completeness, N_("completeness")) \
	X(form,         N_("form")) \
	X(tone,         N_("tone"))

enum qa_mark {
#define X(name, words) QA_##name,
	QA_MARK_LIST(X)
#undef X
	QA_MARKS
};

struct qa_score {
	int64_t demand, at;
	const char *reviewer, *note;
	int64_t mark[QA_MARKS];
};

/* Scores of demands of [from, to), by time of call: by number, then as they
 * were given. What @number and @s point to is borrowed. */
enum status ledger_qa_scores(struct ledger *l, int64_t from, int64_t to,
    enum status (*each)(void *arg, const char *number,
    const struct qa_score *s, struct err *err), void *arg, struct err *err);

/* The note is kept masked. ST_CONFLICT when the reviewer has scored it
 * already. */
enum status ledger_qa_score(struct ledger *l, const struct qa_score *s,
    struct err *err);

#endif
