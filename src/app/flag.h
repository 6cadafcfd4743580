/*
 * flag.h - say what is not right with a knowledge entry.
 *
 * Whoever reads an entry may flag it; that is a task for the unit that owns
 * the entry, with a due time from the limits. An editor, a supervisor or the
 * unit's liaison settles it by saying what was done.
 */
#ifndef APP_FLAG_H
#define APP_FLAG_H

#include "base/buf.h"
#include "base/err.h"
#include "store/ledger_flag.h"

#include <stdbool.h>
#include <stdint.h>

struct app;

/* name, code, limit (data/limits.conf), words */
#define FLAG_KIND_LIST(X) \
	X(WRONG,    "wrong",    "knowledge.flag_wrong", N_("wrong")) \
	X(OUTDATED, "outdated", "knowledge.flag_other", N_("outdated")) \
	X(UNCLEAR,  "unclear",  "knowledge.flag_other", N_("unclear")) \
	X(MISSING,  "missing",  "knowledge.flag_other", \
	    N_("something is missing"))

enum flag_kind {
#define X(name, code, limit, words) FLAG_##name,
	FLAG_KIND_LIST(X)
#undef X
	FLAG_KIND_COUNT
};

bool flag_kind_parse(struct slice code, enum flag_kind *kind);
const char *flag_kind_words(enum flag_kind kind);	/* user's language */
const char *flag_code_words(const char *code);		/* the same by code */

/* Flags the entry of the base with that id. Adds the flag to @out. */
enum status flag_new(struct app *app, const char *entry_id,
    enum flag_kind kind, const char *text, struct flags *out,
    struct err *err);
/* Says what was done. ST_DENIED says who may. */
enum status flag_settle(struct app *app, int64_t id, const char *text,
    struct err *err);
/* Adds the flags the person may see: a liaison those of the own unit. Open
 * ones, soonest due first; with @all then those that are settled. */
enum status flag_list(struct app *app, bool all, struct flags *out,
    struct err *err);
/* Appends "2026-11-24 09:12 + 1 wd = 2026-11-25 09:12". */
void flag_due_sum(const struct flag *f, struct buf *out);

#endif
