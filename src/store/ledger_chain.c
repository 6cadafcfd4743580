/*
 * ledger_chain.c - the bytes that are hashed, and the hashes.
 *
 * A value is its name, then itself, each with its length before it; a number
 * is its decimal digits. Empty values are left out, so that a column that a
 * later schema adds does not change the hash of what was there before.
 */
#include "store/ledger_part.h"

#include <stdio.h>

enum sql { SQL_DEMAND, SQL_SUBS, SQL_CONTACTS, SQL_CALLBACKS, SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_DEMAND] = { "read a demand's row",
	    "SELECT * FROM demand WHERE id = $id" },
	[SQL_SUBS] = { "read its sub-records' rows",
	    "SELECT * FROM sub WHERE demand = $id ORDER BY id" },
	[SQL_CONTACTS] = { "read its contacts' rows",
	    "SELECT * FROM contact WHERE demand = $id ORDER BY id" },
	[SQL_CALLBACKS] = { "read its callbacks' rows",
	    "SELECT * FROM callback WHERE demand = $id ORDER BY id" },
};

static const char *const tables[SQL_COUNT] = {
	[SQL_DEMAND] = "demand",
	[SQL_SUBS] = "sub",
	[SQL_CONTACTS] = "contact",
	[SQL_CALLBACKS] = "callback",
};

const struct db_sql *
ledger_chain_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

static void
canon_bytes(struct buf *out, struct slice s)
{
	unsigned char size[8];

	for (int i = 0; i < 8; i++)
		size[i] = (unsigned char)((uint64_t)s.bytes >> (56 - 8 * i));
	buf_add(out, size, sizeof(size));
	buf_add_slice(out, s);
}

static void
canon_slice(struct buf *out, const char *name, struct slice value)
{
	if (value.bytes == 0)
		return;
	canon_bytes(out, slice_of(name));
	canon_bytes(out, value);
}

static void
canon_text(struct buf *out, const char *name, const char *value)
{
	canon_slice(out, name, slice_of(value));
}

static void
canon_int(struct buf *out, const char *name, int64_t value)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%lld", (long long)value);
	if (value != 0)
		canon_text(out, name, digits);
}

static void
canon_hash(struct buf *out, const char *name, const unsigned char *hash)
{
	canon_slice(out, name, (struct slice){ (const char *)hash,
	    LEDGER_HASH_BYTES });
}

static void
canon_end(struct buf *canon, unsigned char out[LEDGER_HASH_BYTES])
{
	vault_hash_plain(buf_slice(canon), out);
	buf_release(canon);
}

void
row_digest(struct stmt *s, const char *table,
    unsigned char out[LEDGER_HASH_BYTES])
{
	struct buf canon = BUF_INIT;

	canon_bytes(&canon, slice_of(table));
	for (int i = 0; i < db_columns(s); i++) {
		if (db_is_int(s, i))
			canon_int(&canon, db_column_name(s, i), db_int(s, i));
		else
			canon_slice(&canon, db_column_name(s, i),
			    db_slice(s, i));
	}
	canon_end(&canon, out);
}

/* Adds the hashes of all rows the statement gives. */
static enum status
rows_digest(struct ledger *l, enum sql which, int64_t demand,
    struct buf *canon, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[which]);
	unsigned char hash[LEDGER_HASH_BYTES];
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), demand);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		row_digest(s, tables[which], hash);
		canon_hash(canon, tables[which], hash);
	}
	return st;
}

enum status
demand_digest(struct ledger *l, int64_t id,
    unsigned char out[LEDGER_HASH_BYTES], struct err *err)
{
	struct buf canon = BUF_INIT;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < SQL_COUNT; i++)
		st = rows_digest(l, (enum sql)i, id, &canon, err);
	canon_end(&canon, out);
	return st;
}

void
event_digest(const struct event *e,
    const unsigned char row_hash[LEDGER_HASH_BYTES],
    unsigned char out[LEDGER_HASH_BYTES])
{
	struct buf canon = BUF_INIT;

	canon_bytes(&canon, slice_of("event"));
	canon_int(&canon, "id", e->id);
	canon_int(&canon, "demand", e->demand);
	canon_int(&canon, "version", e->version);
	canon_int(&canon, "at", e->at);
	canon_int(&canon, "kb_generation", e->kb_generation);
	canon_int(&canon, "batch", e->batch);
	canon_text(&canon, "from", demand_state_code(e->from));
	canon_text(&canon, "to", demand_state_code(e->to));
#define X(name) canon_text(&canon, #name, e->name);
	EVENT_TEXT_LIST(X)
#undef X
	canon_hash(&canon, "row_hash", row_hash);
	canon_hash(&canon, "before", e->before);
	canon_end(&canon, out);
}

void
access_digest(const struct access *a,
    const unsigned char before[LEDGER_HASH_BYTES],
    unsigned char out[LEDGER_HASH_BYTES])
{
	struct buf canon = BUF_INIT;

	canon_bytes(&canon, slice_of("access"));
	canon_int(&canon, "id", a->id);
	canon_int(&canon, "at", a->at);
	canon_int(&canon, "demand", a->demand);
	canon_text(&canon, "actor", a->actor);
	canon_text(&canon, "role", a->role);
	canon_text(&canon, "what", a->what);
	canon_text(&canon, "reason", a->reason);
	canon_hash(&canon, "before", before);
	canon_end(&canon, out);
}
