/*
 * flag.c - from a reader's remark to a task with a due time.
 */
#include "app/flag.h"

#include "app/app.h"
#include "app/directory.h"
#include "app/policy.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"
#include "store/ledger.h"
#include "text/entry.h"

#include <string.h>

static const struct {
	const char *code, *limit, *words;
} kinds[] = {
#define X(name, code, limit, words) [FLAG_##name] = { code, limit, words },
	FLAG_KIND_LIST(X)
#undef X
};

bool
flag_kind_parse(struct slice code, enum flag_kind *kind)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (slice_is(code, kinds[i].code)) {
			*kind = (enum flag_kind)i;
			return true;
		}
	}
	return false;
}

const char *
flag_kind_words(enum flag_kind kind)
{
	return _(kinds[kind].words);
}

const char *
flag_code_words(const char *code)
{
	enum flag_kind kind;

	return flag_kind_parse(slice_of(code), &kind) ?
	    flag_kind_words(kind) : code;
}

static enum status
flag_keep(struct app *app, const struct entry *e, struct flag *f,
    const char *limit, struct flags *out, struct err *err)
{
	char spans[DUE_SPANS_BYTES];
	struct due due;
	int64_t id;
	enum status st = due_start(app->policy, f->at, limit, &due, err);

	if (st != ST_OK)
		return st;
	f->due_at = due.at;
	f->due = due_spans(&due, spans);
	f->title = entry_get(e, ENTRY_TITLE);
	f->unit = entry_get(e, ENTRY_OWNER_UNIT);
	f->kb_generation = kb_generation(app->kb);
	st = ledger_flag_add(app->ledger, f, &id, err);
	return st == ST_OK ? ledger_flag_get(app->ledger, id, out, err) : st;
}

enum status
flag_new(struct app *app, const char *entry_id, enum flag_kind kind,
    const char *text, struct flags *out, struct err *err)
{
	struct flag f = { .at = clock_now(&app->clock), .entry_id = entry_id,
	    .kind = kinds[kind].code, .text = text, .actor = app->person };
	struct entry e = ENTRY_INIT;
	enum status st = ST_OK;

	if (slice_trim(slice_of(text)).bytes == 0)
		return fail(err, ST_INVALID, "say what is not right with "
		    "the entry");
	if (!app->ledger)
		return fail(err, ST_NOT_FOUND, "no ledger is open");
	if (!app->kb)
		st = app_need(app, APP_KB, err);
	if (st == ST_OK)
		st = kb_entry(app->kb, entry_id, &e, err);
	if (st == ST_OK)
		st = flag_keep(app, &e, &f, kinds[kind].limit, out, err);
	entry_release(&e);
	return st;
}

/* The entry names its owner in words, the person's unit is a code. */
static bool
is_own(const struct app *app, const struct flag *f)
{
	const struct unit *u;

	if (strcmp(f->unit, app->unit) == 0)
		return true;
	u = app->directory ? directory_unit_find(app->directory,
	    slice_of(f->unit)) : NULL;
	return u && strcmp(u->code, app->unit) == 0;
}

static enum status
may_settle(const struct app *app, const struct flag *f, struct err *err)
{
	if (app->role == ROLE_EDITOR || app->role == ROLE_SUPERVISOR ||
	    (app->role == ROLE_LIAISON && is_own(app, f)))
		return ST_OK;
	return fail(err, ST_DENIED, "flags are settled by: %s, %s, and the "
	    "%s of the unit", role_words(ROLE_EDITOR),
	    role_words(ROLE_SUPERVISOR), role_words(ROLE_LIAISON));
}

enum status
flag_settle(struct app *app, int64_t id, const char *text, struct err *err)
{
	struct flags list = FLAGS_INIT;
	enum status st = ST_OK;

	if (!text || slice_trim(slice_of(text)).bytes == 0)
		return fail(err, ST_INVALID, "say what was done");
	st = ledger_flag_get(app->ledger, id, &list, err);
	if (st == ST_OK)
		st = may_settle(app, &list.flag[0], err);
	if (st == ST_OK)
		st = ledger_flag_settle(app->ledger, id, app->person, text,
		    clock_now(&app->clock), err);
	flags_release(&list);
	return st;
}

enum status
flag_list(struct app *app, bool all, struct flags *out, struct err *err)
{
	size_t had = out->count, kept = had;
	enum status st = ledger_flag_list(app->ledger, all, out, err);

	if (app->role != ROLE_LIAISON)
		return st;
	for (size_t i = had; i < out->count; i++) {
		if (is_own(app, &out->flag[i]))
			out->flag[kept++] = out->flag[i];
	}
	out->count = kept;
	return st;
}

void
flag_due_sum(const struct flag *f, struct buf *out)
{
	struct due due = { .from = f->at, .at = f->due_at };
	struct err quiet = ERR_INIT;

	if (due_parse(&due, slice_of(f->due), &quiet) == ST_OK)
		due_sum(&due, out);
}
