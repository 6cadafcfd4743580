/*
 * ledger_subject.c - the claimants, each with a key of their own.
 *
 * What a demand knows of its claimant is sealed with the claimant's key, and
 * that under the site's. Destroying the one row that has the key makes the
 * data unreadable in every demand and contact, in every later copy too, while
 * no byte of a demand changes and the chain still holds.
 */
#include "store/ledger_part.h"

#include "base/mem.h"

enum sql { SQL_FIND, SQL_ADD, SQL_KEY, SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_FIND] = { "find a claimant by phone",
	    "SELECT id, key FROM subject WHERE phone_hash = $phone_hash" },
	[SQL_ADD] = { "add a claimant",
	    "INSERT INTO subject (made_at, erased_at, phone_hash)"
	    " VALUES ($at, 0, $phone_hash)" },
	[SQL_KEY] = { "give a claimant a key",
	    "UPDATE subject SET key = $key WHERE id = $id" },
};

const struct db_sql *
ledger_subject_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

enum status
subject_key(struct ledger *l, struct stmt *s, int column, struct vault **out,
    struct err *err)
{
	char label[LABEL_BYTES];

	*out = NULL;
	if (db_is_null(s, column + 1))
		return ST_OK;
	return vault_key_open(l->vault, db_slice(s, column + 1),
	    label_of(label, "subject", db_int(s, column), "key"), out, err);
}

void
subject_release(struct subject *s)
{
	vault_close(s->key);
	*s = (struct subject)SUBJECT_INIT;
}

/* The key is sealed under the row's number, which the database gives. */
static enum status
subject_make(struct ledger *l, const unsigned char *phone_hash, int64_t at,
    struct subject *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ADD]);
	struct buf key = BUF_INIT;
	char label[LABEL_BYTES];
	enum status st;

	db_bind_int(s, db_at(s, "$at"), at);
	if (phone_hash)
		db_bind_blob(s, db_at(s, "$phone_hash"), phone_hash,
		    VAULT_HASH_BYTES);
	st = db_run(s, err);
	if (st != ST_OK)
		return st;
	out->id = db_last_row(l->db);
	label_of(label, "subject", out->id, "key");
	vault_key_make(l->vault, &key, label);
	s = db_stmt(l->db, &sql[SQL_KEY]);
	db_bind_int(s, db_at(s, "$id"), out->id);
	db_bind_blob(s, db_at(s, "$key"), key.text, key.bytes);
	st = db_run(s, err);
	if (st == ST_OK)
		st = vault_key_open(l->vault, buf_slice(&key), label,
		    &out->key, err);
	buf_release(&key);
	return st;
}

enum status
subject_take(struct ledger *l, const char *phone, int64_t at,
    struct subject *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_FIND]);
	unsigned char hash[VAULT_HASH_BYTES];
	bool row;
	enum status st;

	if (!vault_hash_phone(l->vault, slice_of(phone), hash))
		return subject_make(l, NULL, at, out, err);
	db_bind_blob(s, db_at(s, "$phone_hash"), hash, sizeof(hash));
	st = db_step(s, &row, err);
	if (st == ST_OK && !row)
		return subject_make(l, hash, at, out, err);
	if (st == ST_OK) {
		out->id = db_int(s, 0);
		st = subject_key(l, s, 0, &out->key, err);
		db_reset(s);
	}
	return st;
}
