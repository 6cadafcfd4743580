/*
 * ledger_read.c - one demand, and what belongs to it.
 *
 * Every read is over when its function returns; nothing stays open while a
 * person looks at it.
 */
#include "store/ledger_part.h"

#include "base/clock.h"
#include "base/mem.h"
#include "store/mask.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum sql { SQL_BY_ID, SQL_BY_NUMBER, SQL_BY_REQUEST, SQL_EVENTS,
	SQL_EVENTS_AFTER, SQL_SUBS, SQL_CONTACTS, SQL_CALLBACKS,
	SQL_COUNT_OPEN, SQL_COUNT_UNIT, SQL_CALLER, SQL_CALLER_CONTACTS,
	SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_BY_ID] = { "find a demand by id",
	    "SELECT " DEMAND_COLUMNS " FROM demand d WHERE d.id = $key" },
	[SQL_BY_NUMBER] = { "find a demand by number",
	    "SELECT " DEMAND_COLUMNS " FROM demand d WHERE d.number = $key" },
	[SQL_BY_REQUEST] = { "find a demand by request id",
	    "SELECT " DEMAND_COLUMNS " FROM event e"
	    " JOIN demand d ON d.id = e.demand WHERE e.request_id = $key" },
	[SQL_EVENTS] = { "read a demand's events",
	    "SELECT " EVENT_COLUMNS " FROM event WHERE demand = $demand"
	    " ORDER BY id" },
	[SQL_EVENTS_AFTER] = { "read events",
	    "SELECT " EVENT_COLUMNS " FROM event WHERE id > $after"
	    " ORDER BY id LIMIT $limit" },
	[SQL_SUBS] = { "read a demand's sub-records",
	    "SELECT id, demand, asked_at, decided_at, due_at, kind, state,"
	    " asked_by, decided_by, reason, text, data FROM sub"
	    " WHERE demand = $demand ORDER BY id" },
	[SQL_CONTACTS] = { "read a demand's contacts",
	    "SELECT id, demand, at, channel, operator, text, phone, subject,"
	    " (SELECT key FROM subject WHERE id = contact.subject)"
	    " FROM contact WHERE demand = $demand ORDER BY id" },
	[SQL_CALLBACKS] = { "read a demand's callbacks",
	    "SELECT id, demand, at, handling_round, agent, reached,"
	    " contacted, solved, satisfied, text FROM callback"
	    " WHERE demand = $demand ORDER BY id" },
	[SQL_COUNT_OPEN] = { "count the open demands",
	    "SELECT state, count(*) FROM demand WHERE open = 1"
	    " GROUP BY state" },
	[SQL_COUNT_UNIT] = { "count a unit's open demands",
	    "SELECT state, count(*) FROM demand WHERE open = 1"
	    " AND lead_unit = $unit GROUP BY state" },
	[SQL_CALLER] = { "count a caller's demands",
	    "SELECT count(*), coalesce(sum(open), 0),"
	    " coalesce(max(registered_at), 0) FROM demand"
	    " WHERE phone_hash = $phone" },
	[SQL_CALLER_CONTACTS] = { "count a caller's contacts",
	    "SELECT count(*), coalesce(max(at), 0) FROM contact"
	    " WHERE phone_hash = $phone" },
};

const struct db_sql *
ledger_read_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

static enum status
demand_read(struct ledger *l, struct stmt *s, struct demand *out,
    const char *named, struct err *err)
{
	bool row;
	enum status st = db_step(s, &row, err);

	if (st != ST_OK)
		return st;
	if (!row)
		return fail(err, ST_NOT_FOUND, "there is no demand %s",
		    named);
	st = demand_load(l, s, out, err);
	db_reset(s);
	return st;
}

enum status
ledger_get(struct ledger *l, int64_t id, struct demand *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_BY_ID]);
	char named[24];

	snprintf(named, sizeof(named), "%" PRId64, id);
	db_bind_int(s, db_at(s, "$key"), id);
	return demand_read(l, s, out, named, err);
}

enum status
ledger_find(struct ledger *l, const char *number, struct demand *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_BY_NUMBER]);

	db_bind_text(s, db_at(s, "$key"), number);
	return demand_read(l, s, out, number, err);
}

enum status
ledger_find_request(struct ledger *l, const char *request_id,
    struct demand *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_BY_REQUEST]);

	db_bind_text(s, db_at(s, "$key"), request_id);
	return demand_read(l, s, out, request_id, err);
}

void
events_release(struct events *list)
{
	free(list->event);
	texts_release(&list->texts);
	*list = (struct events)EVENTS_INIT;
}

enum status
events_read(struct stmt *s, struct events *out, struct err *err)
{
	bool row;
	enum status st;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		ARRAY_GROW(out->event, out->count + 1, out->room);
		st = event_load(s, &out->texts, &out->event[out->count],
		    err);
		if (st != ST_OK) {
			db_reset(s);
			return st;
		}
		out->count++;
	}
	return st;
}

enum status
ledger_events(struct ledger *l, int64_t demand, struct events *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_EVENTS]);

	db_bind_int(s, db_at(s, "$demand"), demand);
	return events_read(s, out, err);
}

enum status
ledger_events_after(struct ledger *l, int64_t after, size_t limit,
    struct events *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_EVENTS_AFTER]);

	db_bind_int(s, db_at(s, "$after"), after);
	db_bind_int(s, db_at(s, "$limit"), (int64_t)limit);
	return events_read(s, out, err);
}

void
subs_release(struct subs *list)
{
	free(list->sub);
	texts_release(&list->texts);
	*list = (struct subs)SUBS_INIT;
}

enum status
ledger_subs(struct ledger *l, int64_t demand, struct subs *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_SUBS]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$demand"), demand);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct texts *t = &out->texts;

		ARRAY_GROW(out->sub, out->count + 1, out->room);
		out->sub[out->count++] = (struct sub){
			.id = db_int(s, 0),
			.demand = db_int(s, 1),
			.asked_at = db_int(s, 2),
			.decided_at = db_int(s, 3),
			.due_at = db_int(s, 4),
			.kind = row_text(t, s, 5),
			.state = row_text(t, s, 6),
			.asked_by = row_text(t, s, 7),
			.decided_by = row_text(t, s, 8),
			.reason = row_text(t, s, 9),
			.text = row_text(t, s, 10),
			.data = row_text(t, s, 11),
		};
	}
	return st;
}

void
contacts_release(struct contacts *list)
{
	free(list->contact);
	texts_release(&list->texts);
	*list = (struct contacts)CONTACTS_INIT;
}

static enum status
contact_load(struct ledger *l, struct stmt *s, struct contacts *out,
    struct err *err)
{
	struct contact *c = &out->contact[out->count];
	struct buf masked = BUF_INIT;
	struct vault *key = NULL;
	char label[LABEL_BYTES];
	enum status st;

	*c = (struct contact){
		.id = db_int(s, 0),
		.demand = db_int(s, 1),
		.at = db_int(s, 2),
		.channel = row_text(&out->texts, s, 3),
		.operator = row_text(&out->texts, s, 4),
		.text = row_text(&out->texts, s, 5),
	};
	buf_reset(&l->plain);
	st = subject_key(l, s, 7, &key, err);
	if (st == ST_OK)
		st = row_unseal(key, s, 6, label_of(label, "contact", c->id,
		    "phone"), &l->plain, err);
	vault_close(key);
	if (st == ST_OK) {
		mask_phone(&masked, buf_slice(&l->plain));
		c->phone = texts_keep(&out->texts, buf_slice(&masked));
		out->count++;
	}
	buf_release(&masked);
	return st;
}

enum status
ledger_contacts(struct ledger *l, int64_t demand, struct contacts *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_CONTACTS]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$demand"), demand);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		ARRAY_GROW(out->contact, out->count + 1, out->room);
		st = contact_load(l, s, out, err);
		if (st != ST_OK) {
			db_reset(s);
			return st;
		}
	}
	return st;
}

void
callbacks_release(struct callbacks *list)
{
	free(list->callback);
	texts_release(&list->texts);
	*list = (struct callbacks)CALLBACKS_INIT;
}

enum status
ledger_callbacks(struct ledger *l, int64_t demand, struct callbacks *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_CALLBACKS]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$demand"), demand);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct texts *t = &out->texts;

		ARRAY_GROW(out->callback, out->count + 1, out->room);
		out->callback[out->count++] = (struct callback){
			.id = db_int(s, 0),
			.demand = db_int(s, 1),
			.at = db_int(s, 2),
			.handling_round = db_int(s, 3),
			.agent = row_text(t, s, 4),
			.reached = row_text(t, s, 5),
			.contacted = row_text(t, s, 6),
			.solved = row_text(t, s, 7),
			.satisfied = row_text(t, s, 8),
			.text = row_text(t, s, 9),
		};
	}
	return st;
}

enum status
ledger_count_open(struct ledger *l, const char *unit,
    int64_t out[DEMAND_STATE_COUNT], struct err *err)
{
	struct stmt *s = db_stmt(l->db,
	    &sql[unit ? SQL_COUNT_UNIT : SQL_COUNT_OPEN]);
	enum demand_state state;
	bool row;
	enum status st;

	memset(out, 0, DEMAND_STATE_COUNT * sizeof(*out));
	if (unit)
		db_bind_text(s, db_at(s, "$unit"), unit);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (demand_state_parse(db_slice(s, 0), &state))
			out[state] = db_int(s, 1);
	}
	return st;
}

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

enum status
ledger_caller(struct ledger *l, const char *phone, struct caller *out,
    struct err *err)
{
	struct stmt *demands = db_stmt(l->db, &sql[SQL_CALLER]);
	struct stmt *contacts = db_stmt(l->db, &sql[SQL_CALLER_CONTACTS]);
	unsigned char hash[VAULT_HASH_BYTES];
	bool row;
	enum status st;

	*out = (struct caller){ 0 };
	if (!vault_hash_phone(l->vault, slice_of(phone), hash))
		return ST_OK;
	db_bind_blob(demands, db_at(demands, "$phone"), hash, sizeof(hash));
	st = db_step(demands, &row, err);
	if (st != ST_OK)
		return st;
	out->demands = db_int(demands, 0);
	out->open = db_int(demands, 1);
	out->last_at = db_int(demands, 2);
	db_reset(demands);
	db_bind_blob(contacts, db_at(contacts, "$phone"), hash, sizeof(hash));
	st = db_step(contacts, &row, err);
	if (st != ST_OK)
		return st;
	out->contacts = db_int(contacts, 0);
	out->last_at = later(out->last_at, db_int(contacts, 1));
	db_reset(contacts);
	return ST_OK;
}
