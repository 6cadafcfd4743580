/*
 * ledger_check.c - is the ledger what it was?
 *
 * From the cheapest proof to the dearest: the file, the references, the two
 * chains, the claimants' keys, then each demand with all that belongs to it
 * against its last event.
 * The first row that is not as it was is named. It is done in parts, each
 * under a picture of the file of its own, so that others write on meanwhile
 * and their log can be written back: a chain only grows at its end, and a
 * demand agrees with its last event in every picture.
 */
#include "store/ledger_part.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

#define PART_ROWS 2000

enum sql { SQL_TABLE, SQL_FOREIGN, SQL_EVENTS, SQL_ACCESSES, SQL_SUBJECTS,
	SQL_DEMANDS, SQL_WORDS, SQL_LISTS, SQL_UNITS, SQL_ENTRIES, SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_TABLE] = { "find the next table",
	    "SELECT name FROM sqlite_schema WHERE type = 'table'"
	    " AND sql NOT LIKE 'CREATE VIRTUAL%' AND name > $after"
	    " ORDER BY name LIMIT 1" },
	[SQL_FOREIGN] = { "check the references",
	    "PRAGMA foreign_key_check" },
	[SQL_EVENTS] = { "check the events",
	    "SELECT " EVENT_COLUMNS " FROM event WHERE id > $after"
	    " ORDER BY id LIMIT $limit" },
	[SQL_ACCESSES] = { "check the accesses",
	    "SELECT id, at, demand, actor, role, what, reason, before, hash"
	    " FROM access WHERE id > $after ORDER BY id LIMIT $limit" },
	[SQL_SUBJECTS] = { "check the claimants' keys",
	    "SELECT id, key, erased_at, (SELECT number FROM demand d"
	    " WHERE d.subject = s.id AND d.subject <> 0"
	    " AND d.phone_hash IS NOT s.phone_hash AND d.erased = 0 LIMIT 1)"
	    " FROM subject s WHERE id > $after ORDER BY id LIMIT $limit" },
	[SQL_DEMANDS] = { "check the demands",
	    "SELECT d.id, d.number, d.version, d.state, e.id, e.to_state,"
	    " e.version, e.row_hash"
	    " FROM demand d LEFT JOIN event e ON e.id ="
	    " (SELECT max(id) FROM event WHERE demand = d.id)"
	    " WHERE d.id > $after ORDER BY d.id LIMIT $limit" },
	[SQL_WORDS] = { "check a demand's words",
	    "SELECT coalesce((SELECT words FROM demand_words"
	    " WHERE rowid = demand.id), ''), title, content, wish"
	    " FROM demand WHERE id = $id" },
	[SQL_LISTS] = { "read a demand's units and entries",
	    "SELECT assist_units, copy_unit, entry_ids FROM demand"
	    " WHERE id = $id" },
	[SQL_UNITS] = { "check a demand's units",
	    "SELECT unit FROM demand_unit WHERE demand = $id" },
	[SQL_ENTRIES] = { "check a demand's entries",
	    "SELECT entry_id FROM demand_entry WHERE demand = $id" },
};

/* How far the proof has come. */
struct proving {
	struct ledger_proof *out;
	int64_t subject, demand;	/* the last that was looked at */
	struct buf table;
};

const struct db_sql *
ledger_check_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

/* SQLite names the database, then what is wrong, a line each. */
static struct slice
first_fault(struct slice says)
{
	struct slice line = says, rest = says;

	while (slice_line(&rest, &line) && line.bytes > 0 &&
	    *line.text == '*')
		continue;
	return line;
}

static enum status
check_file(struct ledger *l, const char *text, struct err *err)
{
	struct stmt *s = db_stmt_once(l->db, "check the file", text);
	bool row;
	enum status st = db_step(s, &row, err);

	if (st == ST_OK && row && strcmp(db_text(s, 0), "ok") != 0) {
		struct slice fault = first_fault(db_slice(s, 0));

		st = fail(err, ST_CORRUPT, "the ledger is damaged: %.*s",
		    (int)fault.bytes, fault.text);
	}
	db_drop(s);
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

static enum status
check_words(struct ledger *l, int64_t id, const char *number,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_WORDS]);
	struct buf words = BUF_INIT;
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), id);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	for (int i = 1; i <= 3; i++)
		words_of(&words, db_text(s, i));
	if (!slice_equal(db_slice(s, 0), buf_slice(&words)))
		st = fail(err, ST_CORRUPT, "demand %s is found by other words "
		    "than it has", number);
	buf_release(&words);
	db_reset(s);
	return st;
}

static bool
list_has(struct slice list, struct slice word)
{
	struct slice one;

	while ((one = slice_word(&list)).bytes > 0) {
		if (slice_equal(one, word))
			return true;
	}
	return false;
}

static size_t
list_count(struct slice list)
{
	struct slice before = { list.text, 0 }, one;
	const char *start = list.text;
	size_t n = 0;

	while ((one = slice_word(&list)).bytes > 0) {
		before.bytes = (size_t)(one.text - start);
		n += !list_has(before, one);
	}
	return n;
}

/* The rows under which a demand is found are those its own row makes. */
static enum status
check_rows(struct ledger *l, enum sql which, int64_t id, struct slice list,
    const char *number, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[which]);
	size_t rows = 0;
	bool row, right = true;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), id);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		right = right && list_has(list, db_slice(s, 0));
		rows++;
	}
	if (st == ST_OK && (!right || rows != list_count(list)))
		st = fail(err, ST_CORRUPT, which == SQL_UNITS ?
		    N_("demand %s is found under other units than it has") :
		    N_("demand %s is found under other entries than it has"),
		    number);
	return st;
}

static enum status
check_lists(struct ledger *l, int64_t id, const char *number,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_LISTS]);
	struct buf units = BUF_INIT, entries = BUF_INIT;
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), id);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	buf_addf(&units, "%s %s", db_text(s, 0), db_text(s, 1));
	buf_add_text(&entries, db_text(s, 2));
	db_reset(s);
	st = check_rows(l, SQL_UNITS, id, buf_slice(&units), number, err);
	if (st == ST_OK)
		st = check_rows(l, SQL_ENTRIES, id, buf_slice(&entries),
		    number, err);
	buf_release(&units);
	buf_release(&entries);
	return st;
}

/* Of one row of SQL_DEMANDS. */
struct demand_proof {
	int64_t id, version, event, event_version;
	enum demand_state state, event_state;
	char number[DEMAND_NUMBER_BYTES];
	unsigned char hash[LEDGER_HASH_BYTES];
};

static void
proof_load(struct stmt *s, struct demand_proof *p)
{
	struct slice hash = db_slice(s, 7);

	*p = (struct demand_proof){ .id = db_int(s, 0),
		.version = db_int(s, 2), .event = db_int(s, 4),
		.event_version = db_int(s, 6) };
	snprintf(p->number, sizeof(p->number), "%s", db_text(s, 1));
	if (!demand_state_parse(db_slice(s, 3), &p->state))
		p->state = DEMAND_STATE_COUNT;
	if (!demand_state_parse(db_slice(s, 5), &p->event_state))
		p->event_state = DEMAND_DRAFT;
	if (hash.bytes == LEDGER_HASH_BYTES)
		memcpy(p->hash, hash.text, LEDGER_HASH_BYTES);
}

static enum status
check_demand(struct ledger *l, const struct demand_proof *p, struct err *err)
{
	unsigned char hash[LEDGER_HASH_BYTES];
	long long event = p->event;
	enum status st;

	if (p->event == 0)
		return fail(err, ST_CORRUPT, "demand %s has no event",
		    p->number);
	if (p->event_state != p->state)
		return fail(err, ST_CORRUPT, "demand %s is not in the state"
		    " its last event, %lld, led to", p->number, event);
	if (p->event_version != p->version)
		return fail(err, ST_CORRUPT, "demand %s has not the version"
		    " of its last event, %lld", p->number, event);
	st = demand_digest(l, p->id, hash, err);
	if (st == ST_OK && memcmp(hash, p->hash, sizeof(hash)) != 0)
		st = fail(err, ST_CORRUPT, "demand %s was changed without"
		    " an event after %lld", p->number, event);
	if (st == ST_OK)
		st = check_words(l, p->id, p->number, err);
	if (st == ST_OK)
		st = check_lists(l, p->id, p->number, err);
	return st;
}

static enum status
check_events(struct ledger *l, struct proving *p, size_t *rows,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_EVENTS]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$after"), p->out->events);
	db_bind_int(s, db_at(s, "$limit"), PART_ROWS);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		++*rows;
		st = check_event_row(s, p->out, err);
		if (st != ST_OK)
			break;
	}
	db_reset(s);
	return st;
}

static enum status
check_accesses(struct ledger *l, struct proving *p, size_t *rows,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ACCESSES]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$after"), p->out->accesses);
	db_bind_int(s, db_at(s, "$limit"), PART_ROWS);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		++*rows;
		st = check_access_row(s, p->out->access_head, &p->out->accesses,
		    err);
		if (st != ST_OK)
			break;
	}
	db_reset(s);
	return st;
}

static enum status
check_demands(struct ledger *l, struct proving *p, size_t *rows,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_DEMANDS]);
	struct demand_proof demand;
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$after"), p->demand);
	db_bind_int(s, db_at(s, "$limit"), PART_ROWS);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		++*rows;
		proof_load(s, &demand);
		st = check_demand(l, &demand, err);
		if (st != ST_OK)
			break;
		p->demand = demand.id;
		p->out->demands++;
	}
	db_reset(s);
	return st;
}

/* Of one row of SQL_SUBJECTS. A key that does not open is data lost for good;
 * one that was destroyed on purpose says when. */
static enum status
check_subject(struct ledger *l, struct stmt *s, struct err *err)
{
	struct err why = ERR_INIT;
	struct vault *key;
	bool erased = db_int(s, 2) != 0;
	enum status st = subject_key(l, s, 0, &key, &why);

	if (st != ST_OK || (key == NULL) != erased)
		st = fail(err, ST_CORRUPT, "the key of claimant %lld was "
		    "changed", (long long)db_int(s, 0));
	else if (!erased && !db_is_null(s, 3))
		st = fail(err, ST_CORRUPT, "claimant %lld has not the phone "
		    "of demand %s", (long long)db_int(s, 0), db_text(s, 3));
	vault_close(key);
	return st;
}

static enum status
check_subjects(struct ledger *l, struct proving *p, size_t *rows,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_SUBJECTS]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$after"), p->subject);
	db_bind_int(s, db_at(s, "$limit"), PART_ROWS);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		++*rows;
		p->subject = db_int(s, 0);
		st = check_subject(l, s, err);
		if (st != ST_OK)
			break;
	}
	db_reset(s);
	return st;
}

/* Table by table: one picture of the file for all of them would keep the log
 * from being written back as long as it takes. */
static enum status
check_tables(struct ledger *l, struct proving *p, size_t *rows,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_TABLE]);
	struct buf text = BUF_INIT;
	bool row;
	enum status st;

	db_bind_text(s, db_at(s, "$after"), buf_text(&p->table));
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	++*rows;
	buf_reset(&p->table);
	buf_add_slice(&p->table, db_slice(s, 0));
	db_reset(s);
	buf_addf(&text, "PRAGMA integrity_check('%s')", buf_text(&p->table));
	st = check_file(l, buf_text(&text), err);
	buf_release(&text);
	return st;
}

static enum status
check_foreign(struct ledger *l, struct proving *p, size_t *rows,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_FOREIGN]);
	bool row;
	enum status st = db_step(s, &row, err);

	(void)p;
	*rows = 0;
	if (st == ST_OK && row) {
		st = fail(err, ST_CORRUPT, "row %lld of %s belongs to"
		    " nothing in %s", (long long)db_int(s, 1), db_text(s, 0),
		    db_text(s, 2));
		db_reset(s);
	}
	return st;
}

/* Part after part, each under a picture of its own, until it has no rows. */
static enum status
prove(struct ledger *l, struct proving *p, enum status (*part)(
    struct ledger *l, struct proving *p, size_t *rows, struct err *err),
    struct err *err)
{
	size_t rows = 1;
	enum status st = ST_OK;

	while (st == ST_OK && rows > 0) {
		rows = 0;
		st = db_begin_read(l->db, err);
		if (st == ST_OK)
			st = db_end(l->db, part(l, p, &rows, err), err);
	}
	return st;
}

enum status
ledger_check(struct ledger *l, struct ledger_proof *out, struct err *err)
{
	struct proving p = { .out = out, .table = BUF_INIT };
	enum status st;

	*out = (struct ledger_proof){ 0 };
	st = prove(l, &p, check_tables, err);
	if (st == ST_OK)
		st = prove(l, &p, check_foreign, err);
	if (st == ST_OK)
		st = prove(l, &p, check_events, err);
	if (st == ST_OK)
		st = prove(l, &p, check_accesses, err);
	if (st == ST_OK)
		st = prove(l, &p, check_subjects, err);
	if (st == ST_OK)
		st = prove(l, &p, check_demands, err);
	buf_release(&p.table);
	return st;
}
