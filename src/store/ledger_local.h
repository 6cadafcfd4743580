/*
 * ledger_local.h - knowledge entries that the desk writes itself.
 *
 * Which step is allowed to whom is app/'s; the ledger sees to it that nobody
 * overwrites another's version and that every step is told by an event.
 */
#ifndef STORE_LEDGER_LOCAL_H
#define STORE_LEDGER_LOCAL_H

#include "base/err.h"
#include "store/texts.h"

#include <stddef.h>
#include <stdint.h>

struct ledger;

struct local_entry {
	int64_t id;			/* 0: a new one */
	int64_t version;		/* that was read */
	int64_t changed_at;
	const char *status, *title, *body, *public, *editor, *origin;
};

struct local_entries {
	struct local_entry *entry;
	size_t count, room;
	struct texts texts;
};

#define LOCAL_ENTRIES_INIT { NULL, 0, 0, TEXTS_INIT }
void local_entries_release(struct local_entries *list);

/* What was done, by whom and why. */
struct local_step {
	const char *kind, *actor, *note;
	int64_t at;
};

/* Keeps the entry as it shall be, and the step; *@id is its number.
 * ST_CONFLICT when it was changed since it was read. */
enum status ledger_local_put(struct ledger *l, const struct local_entry *e,
    const struct local_step *step, int64_t *id, struct err *err);
/* Adds it to @out; ST_NOT_FOUND says so. */
enum status ledger_local_get(struct ledger *l, int64_t id,
    struct local_entries *out, struct err *err);
/* All of a status, or with NULL of all; newest first. */
enum status ledger_local_list(struct ledger *l, const char *status,
    struct local_entries *out, struct err *err);
/* Who did the newest step of @kind ("" when nobody); lives in @texts. */
enum status ledger_local_actor(struct ledger *l, int64_t id,
    const char *kind, struct texts *texts, const char **out,
    struct err *err);

#endif
