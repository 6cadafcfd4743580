/*
 * ledger_flag.h - what is not right with a knowledge entry, as a task for the
 * unit that owns it.
 *
 * A flag is kept as it was made; it is settled once, and stays. Which kinds
 * there are and how long a unit has is app/flag.h's.
 */
#ifndef STORE_LEDGER_FLAG_H
#define STORE_LEDGER_FLAG_H

#include "base/err.h"
#include "store/texts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ledger;

/* The numbers and the texts of a flag, as columns. @due is the sum of the due
 * time, @unit the owner as the entry names it. */
#define FLAG_INT_LIST(X) \
	X(at) X(due_at) X(settled_at) X(kb_generation)
#define FLAG_TEXT_LIST(X) \
	X(entry_id) X(title) X(unit) X(kind) X(text) X(due) X(actor) \
	X(settled_by) X(settled)

struct flag {
	int64_t id;
#define X(name) int64_t name;
	FLAG_INT_LIST(X)
#undef X
#define X(name) const char *name;
	FLAG_TEXT_LIST(X)
#undef X
};

struct flags {
	struct flag *flag;
	size_t count, room;
	struct texts texts;
};

#define FLAGS_INIT { NULL, 0, 0, TEXTS_INIT }
void flags_release(struct flags *list);

/* Keeps a flag, personal data in its text masked; *@id is its number. */
enum status ledger_flag_add(struct ledger *l, const struct flag *f,
    int64_t *id, struct err *err);
/* ST_NOT_FOUND, or ST_CONFLICT when it is settled already. */
enum status ledger_flag_settle(struct ledger *l, int64_t id,
    const char *actor, const char *text, int64_t at, struct err *err);
/* Adds it to @out. */
enum status ledger_flag_get(struct ledger *l, int64_t id, struct flags *out,
    struct err *err);
/* Adds the open ones, soonest due first; with @all also the settled ones,
 * behind them. */
enum status ledger_flag_list(struct ledger *l, bool all, struct flags *out,
    struct err *err);

#endif
