/*
 * ledger_flag.c - flags of knowledge entries in the ledger.
 */
#include "store/ledger_flag.h"
#include "store/ledger_part.h"

#include "base/mem.h"
#include "store/mask.h"

#include <stdlib.h>

enum sql { SQL_ADD, SQL_SETTLE, SQL_GET, SQL_OPEN, SQL_ALL, SQL_COUNT };

#define X_NAME(name) ", " #name
#define X_VALUE(name) ", $" #name
#define SELECT_FLAG "SELECT id" FLAG_INT_LIST(X_NAME) \
	FLAG_TEXT_LIST(X_NAME) " FROM flag"

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_ADD] = { "flag an entry",
	    "INSERT INTO flag (id" FLAG_INT_LIST(X_NAME)
	    FLAG_TEXT_LIST(X_NAME) ") VALUES (NULL" FLAG_INT_LIST(X_VALUE)
	    FLAG_TEXT_LIST(X_VALUE) ")" },
	[SQL_SETTLE] = { "settle a flag",
	    "UPDATE flag SET settled_at = $at, settled_by = $actor,"
	    " settled = $text WHERE id = $id AND settled_at = 0" },
	[SQL_GET] = { "read a flag", SELECT_FLAG " WHERE id = $id" },
	[SQL_OPEN] = { "list open flags",
	    SELECT_FLAG " WHERE settled_at = 0 ORDER BY due_at, id" },
	[SQL_ALL] = { "list all flags",
	    SELECT_FLAG " ORDER BY settled_at, due_at, id" },
};

void
flags_release(struct flags *list)
{
	free(list->flag);
	texts_release(&list->texts);
	*list = (struct flags)FLAGS_INIT;
}

static enum status
read_flags(struct stmt *s, struct flags *out, struct err *err)
{
	bool row;
	enum status st;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct flag *f;
		int column = 0;

		ARRAY_GROW(out->flag, out->count + 1, out->room);
		f = &out->flag[out->count++];
		f->id = db_int(s, column++);
#define X(name) f->name = db_int(s, column++);
		FLAG_INT_LIST(X)
#undef X
#define X(name) f->name = row_text(&out->texts, s, column++);
		FLAG_TEXT_LIST(X)
#undef X
	}
	return st;
}

static enum status
write_flag(struct ledger *l, const struct flag *f, int64_t *id,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ADD]);
	enum status st;

#define X(name) db_bind_int(s, db_at(s, "$" #name), f->name);
	FLAG_INT_LIST(X)
#undef X
#define X(name) db_bind_text(s, db_at(s, "$" #name), f->name ? f->name : "");
	FLAG_TEXT_LIST(X)
#undef X
	st = db_run(s, err);
	*id = db_last_row(l->db);
	return st;
}

enum status
ledger_flag_add(struct ledger *l, const struct flag *f, int64_t *id,
    struct err *err)
{
	struct flag kept = *f;
	struct buf masked = BUF_INIT;
	enum status st = ledger_text_check(f->text, "the text", err);

	if (st == ST_OK)
		st = ledger_begin(l, err);
	if (st != ST_OK)
		return st;
	mask_text(&masked, slice_of(f->text));
	kept.text = buf_text(&masked);
	st = ledger_end(l, write_flag(l, &kept, id, err), err);
	buf_release(&masked);
	return st;
}

enum status
ledger_flag_get(struct ledger *l, int64_t id, struct flags *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_GET]);
	size_t had = out->count;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), id);
	st = read_flags(s, out, err);
	if (st == ST_OK && out->count == had)
		st = fail(err, ST_NOT_FOUND, "there is no flag %lld",
		    (long long)id);
	return st;
}

static enum status
settle(struct ledger *l, int64_t id, const char *actor, const char *text,
    int64_t at, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_SETTLE]);
	struct flags there = FLAGS_INIT;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), id);
	db_bind_int(s, db_at(s, "$at"), at);
	db_bind_text(s, db_at(s, "$actor"), actor);
	db_bind_text(s, db_at(s, "$text"), text);
	st = db_run(s, err);
	if (st != ST_OK || db_changes(l->db) == 1)
		return st;
	st = ledger_flag_get(l, id, &there, err);
	if (st == ST_OK)
		st = fail(err, ST_CONFLICT, "the flag %lld was settled by %s",
		    (long long)id, there.flag[0].settled_by);
	flags_release(&there);
	return st;
}

enum status
ledger_flag_settle(struct ledger *l, int64_t id, const char *actor,
    const char *text, int64_t at, struct err *err)
{
	struct buf masked = BUF_INIT;
	enum status st = ledger_text_check(text, "the text", err);

	if (st == ST_OK)
		st = ledger_begin(l, err);
	if (st != ST_OK)
		return st;
	mask_text(&masked, slice_of(text));
	st = ledger_end(l, settle(l, id, actor, buf_text(&masked), at, err),
	    err);
	buf_release(&masked);
	return st;
}

enum status
ledger_flag_list(struct ledger *l, bool all, struct flags *out,
    struct err *err)
{
	return read_flags(db_stmt(l->db, &sql[all ? SQL_ALL : SQL_OPEN]),
	    out, err);
}
