/*
 * ledger_answer.h - which entry answered what: for the ranking of the next
 * knowledge base.
 */
#ifndef STORE_LEDGER_ANSWER_H
#define STORE_LEDGER_ANSWER_H

#include "base/err.h"

#include <stdint.h>

struct ledger;

/* Borrowed until the call returns. */
struct answer {
	const char *entry_id, *operator;
	const char *question;	/* the words searched, masked; or the title */
	int64_t at;
	int64_t claimant;	/* equal for the same; unlike anonymous ones */
};

/* Of the demands that are answered and whose callers took the answer, in
 * [from, to), the newest @limit; newest first. */
enum status ledger_answers(struct ledger *l, int64_t from, int64_t to,
    int64_t limit, enum status (*each)(void *arg, const struct answer *a,
    struct err *err), void *arg, struct err *err);
/* Answers given in [from, to), taken or not. */
enum status ledger_count_answers(struct ledger *l, int64_t from, int64_t to,
    int64_t *out, struct err *err);

#endif
