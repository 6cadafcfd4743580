/*
 * ledger_draft.c - what an operator has begun and not sent.
 *
 * Title and body are sealed: a draft has the caller's words in it. A draft
 * that a demand came of goes in the transaction that commits the demand, not
 * here.
 */
#include "store/ledger_part.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

enum sql { SQL_SAVE, SQL_LIST, SQL_GET, SQL_REMOVE, SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_SAVE] = { "keep a draft",
	    "INSERT INTO draft (operator, key, saved_at, title, body)"
	    " VALUES ($operator, $key, $saved_at, $title, $body)"
	    " ON CONFLICT (operator, key) DO UPDATE SET"
	    " saved_at = excluded.saved_at, title = excluded.title,"
	    " body = excluded.body" },
	[SQL_LIST] = { "list drafts",
	    "SELECT key, operator, saved_at, title, body FROM draft"
	    " WHERE operator = $operator ORDER BY saved_at DESC, id DESC" },
	[SQL_GET] = { "read a draft",
	    "SELECT key, operator, saved_at, title, body FROM draft"
	    " WHERE operator = $operator AND key = $key" },
	[SQL_REMOVE] = { "remove a draft",
	    "DELETE FROM draft WHERE operator = $operator AND key = $key" },
};

const struct db_sql *
ledger_draft_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

void
drafts_release(struct drafts *list)
{
	free(list->draft);
	texts_release(&list->texts);
	*list = (struct drafts)DRAFTS_INIT;
}

static char *
draft_label(const char *operator, const char *key, const char *column)
{
	return xasprintf("draft %s %s %s", operator, key, column);
}

static void
draft_seal(struct ledger *l, const struct draft *d, const char *column,
    struct slice plain, struct buf *out)
{
	char *label = draft_label(d->operator, d->key, column);

	vault_seal(l->vault, out, plain, label);
	free(label);
}

enum status
ledger_draft_save(struct ledger *l, const struct draft *d, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_SAVE]);
	struct buf title = BUF_INIT, body = BUF_INIT;
	enum status st = ledger_begin(l, err);

	if (st != ST_OK)
		return st;
	draft_seal(l, d, "title", slice_of(d->title), &title);
	draft_seal(l, d, "body", d->body, &body);
	db_bind_text(s, db_at(s, "$operator"), d->operator);
	db_bind_text(s, db_at(s, "$key"), d->key);
	db_bind_int(s, db_at(s, "$saved_at"), d->saved_at);
	db_bind_blob(s, db_at(s, "$title"), title.text, title.bytes);
	db_bind_blob(s, db_at(s, "$body"), body.text, body.bytes);
	st = ledger_end(l, db_run(s, err), err);
	buf_release(&title);
	buf_release(&body);
	return st;
}

static enum status
draft_unseal(struct ledger *l, struct stmt *s, int at, const char *column,
    const struct draft *d, struct texts *t, struct slice *out,
    struct err *err)
{
	char *label = draft_label(d->operator, d->key, column);
	enum status st;

	buf_reset(&l->plain);
	st = row_unseal(l->vault, s, at, label, &l->plain, err);
	out->bytes = l->plain.bytes;
	out->text = texts_keep(t, buf_slice(&l->plain));
	free(label);
	return st;
}

static enum status
draft_load(struct ledger *l, struct stmt *s, struct drafts *out,
    struct err *err)
{
	struct draft d = {
		.key = row_text(&out->texts, s, 0),
		.operator = row_text(&out->texts, s, 1),
		.saved_at = db_int(s, 2),
	};
	struct slice title = { "", 0 };
	enum status st = draft_unseal(l, s, 3, "title", &d, &out->texts,
	    &title, err);

	if (st == ST_OK)
		st = draft_unseal(l, s, 4, "body", &d, &out->texts, &d.body,
		    err);
	if (st != ST_OK)
		return st;
	d.title = title.text;
	ARRAY_GROW(out->draft, out->count + 1, out->room);
	out->draft[out->count++] = d;
	return ST_OK;
}

static enum status
drafts_read(struct ledger *l, struct stmt *s, struct drafts *out,
    struct err *err)
{
	bool row;
	enum status st;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		st = draft_load(l, s, out, err);
		if (st != ST_OK) {
			db_reset(s);
			return st;
		}
	}
	return st;
}

enum status
ledger_drafts(struct ledger *l, const char *operator, struct drafts *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_LIST]);

	db_bind_text(s, db_at(s, "$operator"), operator);
	return drafts_read(l, s, out, err);
}

enum status
ledger_draft_get(struct ledger *l, const char *operator, const char *key,
    struct drafts *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_GET]);
	size_t before = out->count;
	enum status st;

	db_bind_text(s, db_at(s, "$operator"), operator);
	db_bind_text(s, db_at(s, "$key"), key);
	st = drafts_read(l, s, out, err);
	if (st == ST_OK && out->count == before)
		st = fail(err, ST_NOT_FOUND, "there is no draft %s", key);
	return st;
}

enum status
ledger_draft_remove(struct ledger *l, const char *operator, const char *key,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_REMOVE]);
	enum status st = ledger_begin(l, err);

	if (st != ST_OK)
		return st;
	db_bind_text(s, db_at(s, "$operator"), operator);
	db_bind_text(s, db_at(s, "$key"), key);
	return ledger_end(l, db_run(s, err), err);
}
