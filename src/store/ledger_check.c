/*
 * ledger_check.c - is the ledger what it was?
 *
 * From the cheapest proof to the dearest: the file, the references, the two
 * chains, then each demand against its last event. The first row that is not
 * as it was is named. One picture of the file is looked at, however long it
 * takes; others write on meanwhile.
 */
#include "store/ledger_part.h"

#include "base/mem.h"

#include <string.h>

enum sql { SQL_INTEGRITY, SQL_FOREIGN, SQL_EVENTS, SQL_ACCESSES, SQL_DEMANDS,
	SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_INTEGRITY] = { "check the file", "PRAGMA integrity_check(1)" },
	[SQL_FOREIGN] = { "check the references",
	    "PRAGMA foreign_key_check" },
	[SQL_EVENTS] = { "check the events",
	    "SELECT " EVENT_COLUMNS " FROM event ORDER BY id" },
	[SQL_ACCESSES] = { "check the accesses",
	    "SELECT id, at, demand, actor, role, what, reason, before, hash"
	    " FROM access ORDER BY id" },
	[SQL_DEMANDS] = { "check the demands",
	    "SELECT d.*, e.id AS last_event, e.to_state AS last_state,"
	    " e.version AS last_version, e.row_hash AS last_hash"
	    " FROM demand d LEFT JOIN event e ON e.id ="
	    " (SELECT max(id) FROM event WHERE demand = d.id)"
	    " ORDER BY d.id" },
};

static enum status
check_file(struct ledger *l, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_INTEGRITY]);
	bool row;
	enum status st = db_step(s, &row, err);

	if (st != ST_OK || !row)
		return st;
	if (strcmp(db_text(s, 0), "ok") != 0)
		st = fail(err, ST_CORRUPT, "the ledger is damaged: %s",
		    db_text(s, 0));
	db_reset(s);
	return st;
}

static enum status
check_foreign(struct ledger *l, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_FOREIGN]);
	bool row;
	enum status st = db_step(s, &row, err);

	if (st == ST_OK && row) {
		st = fail(err, ST_CORRUPT, "row %lld of %s belongs to"
		    " nothing in %s", (long long)db_int(s, 1), db_text(s, 0),
		    db_text(s, 2));
		db_reset(s);
	}
	return st;
}

static enum status
check_event(const struct event *e, const unsigned char *row_hash,
    const unsigned char *before, int64_t last, struct err *err)
{
	unsigned char hash[LEDGER_HASH_BYTES];

	event_digest(e, row_hash, hash);
	if (e->id != last + 1)
		return fail(err, ST_CORRUPT, "event %lld is missing",
		    (long long)last + 1);
	if (memcmp(e->before, before, LEDGER_HASH_BYTES) != 0)
		return fail(err, ST_CORRUPT, "event %lld does not follow the"
		    " one before it", (long long)e->id);
	if (memcmp(e->hash, hash, LEDGER_HASH_BYTES) != 0)
		return fail(err, ST_CORRUPT, "event %lld was changed",
		    (long long)e->id);
	return ST_OK;
}

static enum status
check_event_row(struct stmt *s, struct ledger_proof *out, struct err *err)
{
	unsigned char row_hash[LEDGER_HASH_BYTES] = { 0 };
	struct slice stored = db_slice(s, EVENT_COLUMN_ROW_HASH);
	struct texts texts = TEXTS_INIT;
	struct event e;
	enum status st = event_load(s, &texts, &e, err);

	if (stored.bytes == sizeof(row_hash))
		memcpy(row_hash, stored.text, sizeof(row_hash));
	if (st == ST_OK)
		st = check_event(&e, row_hash, out->head, out->events, err);
	if (st == ST_OK) {
		memcpy(out->head, e.hash, LEDGER_HASH_BYTES);
		out->events++;
	}
	texts_release(&texts);
	return st;
}

static enum status
check_access_row(struct stmt *s, unsigned char head[LEDGER_HASH_BYTES],
    int64_t *count, struct err *err)
{
	unsigned char hash[LEDGER_HASH_BYTES];
	struct access a = {
		.id = db_int(s, 0),
		.at = db_int(s, 1),
		.demand = db_int(s, 2),
		.actor = db_text(s, 3),
		.role = db_text(s, 4),
		.what = db_text(s, 5),
		.reason = db_text(s, 6),
	};
	struct slice expected = { (const char *)hash, sizeof(hash) };

	access_digest(&a, head, hash);
	if (a.id != *count + 1)
		return fail(err, ST_CORRUPT, "access %lld is missing",
		    (long long)*count + 1);
	if (!slice_equal(db_slice(s, 8), expected))
		return fail(err, ST_CORRUPT, "access %lld was changed, or"
		    " does not follow the one before it", (long long)a.id);
	memcpy(head, hash, LEDGER_HASH_BYTES);
	++*count;
	return ST_OK;
}

enum { LAST_EVENT, LAST_STATE, LAST_VERSION, LAST_HASH, LAST_COLUMNS };

static int
column_of(struct stmt *s, const char *name)
{
	for (int i = 0; i < db_columns(s); i++) {
		if (strcmp(db_column_name(s, i), name) == 0)
			return i;
	}
	return 0;
}

static enum status
check_demand_row(struct stmt *s, struct err *err)
{
	int last = db_columns(s) - LAST_COLUMNS;
	const char *number = db_text(s, column_of(s, "number"));
	unsigned char hash[LEDGER_HASH_BYTES];
	struct slice expected = { (const char *)hash, sizeof(hash) };
	long long event = db_int(s, last + LAST_EVENT);

	row_digest(s, LAST_COLUMNS, hash);
	if (db_is_null(s, last + LAST_EVENT))
		return fail(err, ST_CORRUPT, "demand %s has no event",
		    number);
	if (!slice_equal(db_slice(s, last + LAST_STATE),
	    db_slice(s, column_of(s, "state"))))
		return fail(err, ST_CORRUPT, "demand %s is not in the state"
		    " its last event, %lld, led to", number, event);
	if (db_int(s, last + LAST_VERSION) !=
	    db_int(s, column_of(s, "version")))
		return fail(err, ST_CORRUPT, "demand %s has not the version"
		    " of its last event, %lld", number, event);
	if (!slice_equal(db_slice(s, last + LAST_HASH), expected))
		return fail(err, ST_CORRUPT, "demand %s was changed without"
		    " an event after %lld", number, event);
	return ST_OK;
}

static enum status
check_events(struct ledger *l, struct ledger_proof *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_EVENTS]);
	bool row;
	enum status st;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		st = check_event_row(s, out, err);
		if (st != ST_OK)
			break;
	}
	db_reset(s);
	return st;
}

static enum status
check_accesses(struct ledger *l, struct ledger_proof *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ACCESSES]);
	unsigned char head[LEDGER_HASH_BYTES] = { 0 };
	bool row;
	enum status st;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		st = check_access_row(s, head, &out->accesses, err);
		if (st != ST_OK)
			break;
	}
	db_reset(s);
	return st;
}

static enum status
check_demands(struct ledger *l, struct ledger_proof *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_DEMANDS]);
	bool row;
	enum status st;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		st = check_demand_row(s, err);
		if (st != ST_OK)
			break;
		out->demands++;
	}
	db_reset(s);
	return st;
}

enum status
ledger_check(struct ledger *l, struct ledger_proof *out, struct err *err)
{
	enum status st = db_begin_read(l->db, err);

	*out = (struct ledger_proof){ 0 };
	if (st != ST_OK)
		return st;
	st = check_file(l, err);
	if (st == ST_OK)
		st = check_foreign(l, err);
	if (st == ST_OK)
		st = check_events(l, out, err);
	if (st == ST_OK)
		st = check_accesses(l, out, err);
	if (st == ST_OK)
		st = check_demands(l, out, err);
	return db_end(l->db, st, err);
}
