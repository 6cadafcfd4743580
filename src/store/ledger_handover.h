/*
 * ledger_handover.h - notes that a shift leaves for the next one.
 */
#ifndef STORE_LEDGER_HANDOVER_H
#define STORE_LEDGER_HANDOVER_H

#include "store/ledger.h"

/* When, in ms: written; the shift's time; taken over, 0: not yet. */
#define HANDOVER_INT_LIST(X) X(at) X(from_at) X(to_at) X(taken_at)
#define HANDOVER_TEXT_LIST(X) \
	X(shift)		/* its code */ \
	X(author) \
	X(text)			/* kept masked */ \
	X(taken_by)		/* or "" */

struct handover {
	int64_t id;			/* the ledger's */
#define X(name) int64_t name;
	HANDOVER_INT_LIST(X)
#undef X
#define X(name) const char *name;
	HANDOVER_TEXT_LIST(X)
#undef X
};

struct handovers {
	struct handover *note;
	size_t count, room;
	struct texts texts;
};

#define HANDOVERS_INIT { NULL, 0, 0, TEXTS_INIT }
void handovers_release(struct handovers *list);

/* @who is put on the record in the same transaction. */
enum status ledger_handover_add(struct ledger *l, const struct handover *h,
    const struct access *who, int64_t *id, struct err *err);
/* By @who, at their time. ST_CONFLICT names who was faster. */
enum status ledger_handover_take(struct ledger *l, int64_t id,
    const struct access *who, struct err *err);
/* Adds the newest @limit, newest first; with @id alone that one. */
enum status ledger_handovers(struct ledger *l, int64_t id, size_t limit,
    struct handovers *out, struct err *err);
/* How many wait for somebody else than @author: of shifts that ended in
 * [from, to]. */
enum status ledger_handovers_wait(struct ledger *l, const char *author,
    int64_t from, int64_t to, int64_t *out, struct err *err);

#endif
