/*
 * ledger_phone.c - keep calls and hours of the phone system.
 *
 * A row that says nothing new is not written: the upsert asks whether
 * anything differs.
 */
#include "store/ledger_phone.h"
#include "store/ledger_part.h"

enum sql { SQL_CALL_HAS, SQL_CALL_PUT, SQL_HOUR_HAS, SQL_HOUR_PUT,
	SQL_COUNT };

#define CALL_COLUMNS "at, answered, wait_ms, talk_ms, after_ms, operator"
#define CALL_VALUES "$at, $answered, $wait_ms, $talk_ms, $after_ms, $operator"
#define HOUR_COLUMNS "offered, answered, within, short, wait_ms, talk_ms"
#define HOUR_VALUES "$offered, $answered, $within, $short, $wait_ms, $talk_ms"

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_CALL_HAS] = { "look for a call",
	    "SELECT 1 FROM phone_call WHERE id = $id" },
	[SQL_CALL_PUT] = { "keep a call",
	    "INSERT INTO phone_call (id, source, " CALL_COLUMNS ") VALUES"
	    " ($id, $source, " CALL_VALUES ") ON CONFLICT (id) DO UPDATE SET"
	    " (" CALL_COLUMNS ") = (" CALL_VALUES ")"
	    " WHERE (" CALL_COLUMNS ") IS NOT (" CALL_VALUES ")" },
	[SQL_HOUR_HAS] = { "look for an hour",
	    "SELECT 1 FROM phone_hour WHERE at = $at AND source = $source" },
	[SQL_HOUR_PUT] = { "keep an hour",
	    "INSERT INTO phone_hour (at, source, " HOUR_COLUMNS ") VALUES"
	    " ($at, $source, " HOUR_VALUES ") ON CONFLICT (at, source)"
	    " DO UPDATE SET (" HOUR_COLUMNS ") = (" HOUR_VALUES ")"
	    " WHERE (" HOUR_COLUMNS ") IS NOT (" HOUR_VALUES ")" },
};

const struct db_sql *
ledger_phone_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

/* Runs @s, and says what became of the row that was there or not. */
static enum status
put(struct ledger *l, struct stmt *s, bool was, struct phone_taken *taken,
    struct err *err)
{
	enum status st = db_run(s, err);

	if (st != ST_OK)
		return st;
	if (!was)
		taken->added++;
	else if (db_changes(l->db) > 0)
		taken->changed++;
	else
		taken->same++;
	return ST_OK;
}

static enum status
has(struct stmt *s, bool *out, struct err *err)
{
	int64_t one = 0;
	enum status st = db_one(s, &one, err);

	*out = st == ST_OK;
	return st == ST_NOT_FOUND ? ST_OK : st;
}

static enum status
put_call(struct ledger *l, const char *source, const struct phone_call *c,
    struct phone_taken *taken, struct err *err)
{
	unsigned char id[VAULT_HASH_BYTES];
	struct buf name = BUF_INIT;
	struct stmt *s = db_stmt(l->db, &sql[SQL_CALL_HAS]);
	bool was;
	enum status st;

	buf_addf(&name, "%s\n%s", source, c->name);
	vault_hash_name(l->vault, buf_slice(&name), id);
	buf_release(&name);
	db_bind_blob(s, db_at(s, "$id"), id, sizeof(id));
	st = has(s, &was, err);
	if (st != ST_OK)
		return st;
	s = db_stmt(l->db, &sql[SQL_CALL_PUT]);
	db_bind_blob(s, db_at(s, "$id"), id, sizeof(id));
	db_bind_text(s, db_at(s, "$source"), source);
#define X(kind, name) db_bind_##kind(s, db_at(s, "$" #name), c->name);
	X(int, at) X(int, answered) X(int, wait_ms) X(int, talk_ms)
	X(int, after_ms) X(text, operator)
#undef X
	return put(l, s, was, taken, err);
}

static enum status
put_hour(struct ledger *l, const char *source, const struct phone_hour *h,
    struct phone_taken *taken, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_HOUR_HAS]);
	bool was;
	enum status st;

	db_bind_int(s, db_at(s, "$at"), h->at);
	db_bind_text(s, db_at(s, "$source"), source);
	st = has(s, &was, err);
	if (st != ST_OK)
		return st;
	s = db_stmt(l->db, &sql[SQL_HOUR_PUT]);
	db_bind_text(s, db_at(s, "$source"), source);
	db_bind_int(s, db_at(s, "$short"), h->short_ones);
#define X(name) db_bind_int(s, db_at(s, "$" #name), h->name);
	X(at) X(offered) X(answered) X(within) X(wait_ms) X(talk_ms)
#undef X
	return put(l, s, was, taken, err);
}

enum status
ledger_phone_put(struct ledger *l, const char *source,
    const struct phone_row *rows, size_t count, struct phone_taken *taken,
    struct err *err)
{
	struct phone_taken fresh = *taken;
	enum status st = ledger_begin(l, err);

	if (st != ST_OK)
		return st;
	for (size_t i = 0; st == ST_OK && i < count; i++) {
		if (rows[i].call)
			st = put_call(l, source, rows[i].call, &fresh, err);
		else
			st = put_hour(l, source, rows[i].hour, &fresh, err);
	}
	st = ledger_end(l, st, err);
	if (st == ST_OK)
		*taken = fresh;
	return st;
}
