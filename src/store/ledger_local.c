/*
 * ledger_local.c - the desk's own entries in the ledger.
 */
#include "store/ledger_local.h"
#include "store/ledger_part.h"

#include "base/mem.h"

#include <stdlib.h>

enum sql { SQL_ADD, SQL_SET, SQL_EVENT, SQL_GET, SQL_LIST, SQL_LIST_ALL,
	SQL_ACTOR, SQL_COUNT };

#define COLUMNS "id, version, changed_at, status, title, body, public," \
	" editor, origin"

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_ADD] = { "add an entry",
	    "INSERT INTO local_entry (version, changed_at, status, title,"
	    " body, public, editor, origin) VALUES (1, $at, $status, $title,"
	    " $body, $public, $editor, $origin)" },
	[SQL_SET] = { "change an entry",
	    "UPDATE local_entry SET version = version + 1,"
	    " changed_at = $at, status = $status, title = $title,"
	    " body = $body, public = $public, editor = $editor,"
	    " origin = $origin WHERE id = $id AND version = $version" },
	[SQL_EVENT] = { "note a step of an entry",
	    "INSERT INTO local_event (entry, version, at, actor, kind, note,"
	    " body) VALUES ($id, $version, $at, $actor, $kind, $note,"
	    " $body)" },
	[SQL_GET] = { "read an entry",
	    "SELECT " COLUMNS " FROM local_entry WHERE id = $id" },
	[SQL_LIST] = { "list entries",
	    "SELECT " COLUMNS " FROM local_entry WHERE status = $status"
	    " ORDER BY id DESC" },
	[SQL_LIST_ALL] = { "list all entries",
	    "SELECT " COLUMNS " FROM local_entry ORDER BY id DESC" },
	[SQL_ACTOR] = { "find who did a step",
	    "SELECT actor FROM local_event WHERE entry = $id"
	    " AND kind = $kind ORDER BY id DESC LIMIT 1" },
};

void
local_entries_release(struct local_entries *list)
{
	free(list->entry);
	texts_release(&list->texts);
	*list = (struct local_entries)LOCAL_ENTRIES_INIT;
}

static enum status
read_entries(struct stmt *s, struct local_entries *out, struct err *err)
{
	struct texts *t = &out->texts;
	bool row;
	enum status st;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		ARRAY_GROW(out->entry, out->count + 1, out->room);
		out->entry[out->count++] = (struct local_entry){
			.id = db_int(s, 0),
			.version = db_int(s, 1),
			.changed_at = db_int(s, 2),
			.status = row_text(t, s, 3),
			.title = row_text(t, s, 4),
			.body = row_text(t, s, 5),
			.public = row_text(t, s, 6),
			.editor = row_text(t, s, 7),
			.origin = row_text(t, s, 8),
		};
	}
	return st;
}

static enum status
write_entry(struct ledger *l, const struct local_entry *e, int64_t at,
    int64_t *id, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[e->id ? SQL_SET : SQL_ADD]);
	enum status st;

	if (e->id) {
		db_bind_int(s, db_at(s, "$id"), e->id);
		db_bind_int(s, db_at(s, "$version"), e->version);
	}
	db_bind_int(s, db_at(s, "$at"), at);
#define X(name) db_bind_text(s, db_at(s, "$" #name), e->name);
	X(status) X(title) X(body) X(public) X(editor) X(origin)
#undef X
	st = db_run(s, err);
	if (st == ST_OK && e->id && db_changes(l->db) != 1)
		st = fail(err, ST_CONFLICT, "the entry %lld was changed "
		    "meanwhile; read it again", (long long)e->id);
	*id = e->id ? e->id : db_last_row(l->db);
	return st;
}

static enum status
write_step(struct ledger *l, const struct local_entry *e, int64_t id,
    const struct local_step *step, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_EVENT]);

	db_bind_int(s, db_at(s, "$id"), id);
	db_bind_int(s, db_at(s, "$version"), e->id ? e->version + 1 : 1);
	db_bind_int(s, db_at(s, "$at"), step->at);
	db_bind_text(s, db_at(s, "$actor"), step->actor);
	db_bind_text(s, db_at(s, "$kind"), step->kind);
	db_bind_text(s, db_at(s, "$note"), step->note);
	db_bind_text(s, db_at(s, "$body"), e->body);
	return db_run(s, err);
}

enum status
ledger_local_put(struct ledger *l, const struct local_entry *e,
    const struct local_step *step, int64_t *id, struct err *err)
{
	enum status st = ledger_text_check(e->body, "the entry", err);

	if (st == ST_OK)
		st = ledger_text_check(step->note, "the note", err);
	if (st == ST_OK)
		st = ledger_begin(l, err);
	if (st != ST_OK)
		return st;
	st = write_entry(l, e, step->at, id, err);
	if (st == ST_OK)
		st = write_step(l, e, *id, step, err);
	return ledger_end(l, st, err);
}

enum status
ledger_local_get(struct ledger *l, int64_t id, struct local_entries *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_GET]);
	size_t had = out->count;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), id);
	st = read_entries(s, out, err);
	if (st == ST_OK && out->count == had)
		st = fail(err, ST_NOT_FOUND, "there is no entry %lld of the "
		    "desk's own", (long long)id);
	return st;
}

enum status
ledger_local_list(struct ledger *l, const char *status,
    struct local_entries *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db,
	    &sql[status ? SQL_LIST : SQL_LIST_ALL]);

	if (status)
		db_bind_text(s, db_at(s, "$status"), status);
	return read_entries(s, out, err);
}

enum status
ledger_local_actor(struct ledger *l, int64_t id, const char *kind,
    struct texts *texts, const char **out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ACTOR]);
	bool row;
	enum status st;

	*out = "";
	db_bind_int(s, db_at(s, "$id"), id);
	db_bind_text(s, db_at(s, "$kind"), kind);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	*out = row_text(texts, s, 0);
	db_reset(s);
	return ST_OK;
}
