/*
 * ledger_handover.c - handover notes in the ledger.
 */
#include "store/ledger_handover.h"
#include "store/ledger_part.h"

#include "base/mem.h"
#include "store/mask.h"

#include <stdlib.h>

enum sql { SQL_ADD, SQL_TAKE, SQL_GET, SQL_LIST, SQL_WAIT, SQL_COUNT };

#define X_NAME(name) ", " #name
#define X_VALUE(name) ", $" #name
#define SELECT_NOTE "SELECT id" HANDOVER_INT_LIST(X_NAME) \
	HANDOVER_TEXT_LIST(X_NAME) " FROM handover"

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_ADD] = { "keep a handover note",
	    "INSERT INTO handover (id" HANDOVER_INT_LIST(X_NAME)
	    HANDOVER_TEXT_LIST(X_NAME) ") VALUES (NULL"
	    HANDOVER_INT_LIST(X_VALUE) HANDOVER_TEXT_LIST(X_VALUE) ")" },
	[SQL_TAKE] = { "take a handover note over",
	    "UPDATE handover SET taken_at = $at, taken_by = $actor"
	    " WHERE id = $id AND taken_at = 0" },
	[SQL_GET] = { "read a handover note", SELECT_NOTE " WHERE id = $id" },
	[SQL_LIST] = { "list handover notes",
	    SELECT_NOTE " WHERE id > 0 ORDER BY id DESC LIMIT $limit" },
	[SQL_WAIT] = { "count handover notes that wait",
	    "SELECT count(*) FROM handover WHERE taken_at = 0"
	    " AND to_at >= $from AND to_at <= $to AND author <> $author" },
};

const struct db_sql *
ledger_handover_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

void
handovers_release(struct handovers *list)
{
	free(list->note);
	texts_release(&list->texts);
	*list = (struct handovers)HANDOVERS_INIT;
}

static enum status
write_note(struct ledger *l, const struct handover *h, int64_t *id,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ADD]);
	enum status st;

#define X(name) db_bind_int(s, db_at(s, "$" #name), h->name);
	HANDOVER_INT_LIST(X)
#undef X
#define X(name) db_bind_text(s, db_at(s, "$" #name), h->name ? h->name : "");
	HANDOVER_TEXT_LIST(X)
#undef X
	st = db_run(s, err);
	*id = db_last_row(l->db);
	return st;
}

enum status
ledger_handover_add(struct ledger *l, const struct handover *h,
    const struct access *who, int64_t *id, struct err *err)
{
	struct handover kept = *h;
	struct buf masked = BUF_INIT;
	enum status st = ledger_shown_check(h->text, CLEAN_LINES, "the text",
	    err);

	if (st == ST_OK)
		st = ledger_begin(l, err);
	if (st != ST_OK)
		return st;
	mask_text(&masked, slice_of(h->text));
	kept.text = buf_text(&masked);
	st = write_note(l, &kept, id, err);
	if (st == ST_OK)
		st = access_add(l, who, NULL, err);
	st = ledger_end(l, st, err);
	buf_release(&masked);
	return st;
}

enum status
ledger_handovers(struct ledger *l, int64_t id, size_t limit,
    struct handovers *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[id ? SQL_GET : SQL_LIST]);
	bool row;
	enum status st;

	if (id)
		db_bind_int(s, db_at(s, "$id"), id);
	else
		db_bind_int(s, db_at(s, "$limit"), (int64_t)limit);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct handover *h;
		int column = 0;

		ARRAY_GROW(out->note, out->count + 1, out->room);
		h = &out->note[out->count++];
		h->id = db_int(s, column++);
#define X(name) h->name = db_int(s, column++);
		HANDOVER_INT_LIST(X)
#undef X
#define X(name) h->name = row_text(&out->texts, s, column++);
		HANDOVER_TEXT_LIST(X)
#undef X
	}
	return st;
}

static enum status
take(struct ledger *l, int64_t id, const struct access *who, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_TAKE]);
	struct handovers there = HANDOVERS_INIT;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), id);
	db_bind_int(s, db_at(s, "$at"), who->at);
	db_bind_text(s, db_at(s, "$actor"), who->actor);
	st = db_run(s, err);
	if (st == ST_OK && db_changes(l->db) == 1)
		return access_add(l, who, NULL, err);
	if (st == ST_OK)
		st = ledger_handovers(l, id, 1, &there, err);
	if (st == ST_OK && there.count == 0)
		st = fail(err, ST_NOT_FOUND, "there is no handover note %lld",
		    (long long)id);
	else if (st == ST_OK)
		st = fail(err, ST_CONFLICT, "the handover note %lld was taken "
		    "over by %s", (long long)id, there.note[0].taken_by);
	handovers_release(&there);
	return st;
}

enum status
ledger_handover_take(struct ledger *l, int64_t id, const struct access *who,
    struct err *err)
{
	enum status st = ledger_begin(l, err);

	if (st != ST_OK)
		return st;
	return ledger_end(l, take(l, id, who, err), err);
}

enum status
ledger_handovers_wait(struct ledger *l, const char *author, int64_t from,
    int64_t to, int64_t *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_WAIT]);

	db_bind_text(s, db_at(s, "$author"), author);
	db_bind_int(s, db_at(s, "$from"), from);
	db_bind_int(s, db_at(s, "$to"), to);
	return db_one(s, out, err);
}
