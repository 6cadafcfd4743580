/*
 * ledger_apply.c - a move, whole or not at all.
 *
 * One transaction holds the demand's row, its events in the chain, what
 * belongs to it and the end of its draft. Ids grow with time, so that the
 * newest are together and a second ledger's would not collide: milliseconds
 * since 2020, times 4,096, below 2^53 for readers of JSON.
 */
#include "store/ledger_apply.h"
#include "store/ledger_batch.h"

#include "base/clock.h"
#include "base/mem.h"

#include <assert.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define ID_EPOCH INT64_C(1577836800000)		/* 2020-01-01 */
#define ID_PER_MS 4096

#define X_NAME(name) ", " #name
#define X_VALUE(name) ", $" #name
#define X_SET(name) ", " #name " = $" #name

enum sql { SQL_REPEATED, SQL_OLD, SQL_LAST_CHANGE, SQL_LAST_ID, SQL_NUMBER,
	SQL_INSERT, SQL_UPDATE, SQL_PERSONAL, SQL_EVENT,
	SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_REPEATED] = { "find a request id",
	    "SELECT d.id, d.version, d.number, e.id FROM event e"
	    " JOIN demand d ON d.id = e.demand WHERE e.request_id = $key" },
	[SQL_OLD] = { "read a demand before its change",
	    "SELECT version, state, number, title, content, wish, entry_ids,"
	    " assist_units, copy_unit FROM demand WHERE id = $id" },
	[SQL_LAST_CHANGE] = { "read a demand's last change",
	    "SELECT actor, kind, at FROM event WHERE demand = $id"
	    " ORDER BY id DESC LIMIT 1" },
	[SQL_LAST_ID] = { "find the last demand",
	    "SELECT coalesce(max(id), 0) FROM demand" },
	[SQL_NUMBER] = { "give a number",
	    "INSERT INTO counter (day, last) VALUES ($day, 1)"
	    " ON CONFLICT (day) DO UPDATE SET last = last + 1"
	    " RETURNING last" },
	[SQL_INSERT] = { "add a demand",
	    "INSERT INTO demand (id, number, request_id, version, changed_at,"
	    " state, type, open" DEMAND_INT_LIST(X_NAME)
	    DEMAND_TEXT_LIST(X_NAME) ", erased, subject, claimant_name,"
	    " claimant_phone, place_detail, phone_hash, last4_hash)"
	    " VALUES ($id, $number, $request_id, $version, $changed_at,"
	    " $state, $type, $open" DEMAND_INT_LIST(X_VALUE)
	    DEMAND_TEXT_LIST(X_VALUE) ", 0, $subject, $claimant_name,"
	    " $claimant_phone, $place_detail, $phone_hash, $last4_hash)" },
	[SQL_UPDATE] = { "change a demand",
	    "UPDATE demand SET version = $version, changed_at = $changed_at,"
	    " state = $state, type = $type, open = $open"
	    DEMAND_INT_LIST(X_SET) DEMAND_TEXT_LIST(X_SET)
	    " WHERE id = $id" },
	[SQL_PERSONAL] = { "change a demand's personal data",
	    "UPDATE demand SET subject = $subject,"
	    " claimant_name = $claimant_name,"
	    " claimant_phone = $claimant_phone,"
	    " place_detail = $place_detail, phone_hash = $phone_hash,"
	    " last4_hash = $last4_hash WHERE id = $id" },
	[SQL_EVENT] = { "add an event",
	    "INSERT INTO event (id, demand, version, at, kb_generation,"
	    " from_state, to_state, kind, actor, role, on_behalf_of, reason,"
	    " text, data, request_id, row_hash, before, hash, batch)"
	    " VALUES ($id, $demand, $version, $at, $kb_generation,"
	    " $from_state, $to_state, $kind, $actor, $role, $on_behalf_of,"
	    " $reason, $text, $data, $request_id, $row_hash, $before,"
	    " $hash, $batch)" },
};

const struct db_sql *
ledger_apply_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

static enum status
texts_check(const struct change *c, struct err *err)
{
	const struct demand *d = c->demand;
	enum status st = ST_OK;

#define X(name) if (st == ST_OK) st = ledger_text_check(d->name, #name, err);
	DEMAND_TEXT_LIST(X)
	DEMAND_PERSONAL_LIST(X)
#undef X
	for (size_t i = 0; st == ST_OK && i < c->event_count; i++) {
		const struct event *e = &c->events[i];

#define X(name) if (st == ST_OK && e->name) \
	st = ledger_text_check(e->name, #name, err);
		EVENT_TEXT_LIST(X)
#undef X
	}
	return st;
}

/* The request id of the change: the first event's, or the new demand's. */
static const char *
request_of(const struct change *c)
{
	const char *id = c->events[0].request_id;

	if (id && *id)
		return id;
	return c->demand->id == 0 ? c->demand->request_id : "";
}

static enum status
find_repeated(struct ledger *l, const char *request, struct applied *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_REPEATED]);
	bool row;
	enum status st;

	if (!*request)
		return ST_OK;
	db_bind_text(s, db_at(s, "$key"), request);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	out->id = db_int(s, 0);
	out->version = db_int(s, 1);
	snprintf(out->number, sizeof(out->number), "%s", db_text(s, 2));
	out->event = db_int(s, 3);
	out->repeated = true;
	db_reset(s);
	return ST_OK;
}

static enum status
conflict(struct ledger *l, int64_t id, const char *number, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_LAST_CHANGE]);
	char at[CLOCK_TEXT_BYTES];
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), id);
	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (!row)
		return fail(err, ST_CORRUPT, "demand %s has no event",
		    number);
	st = fail(err, ST_CONFLICT, "%s was changed meanwhile: %s by %s at"
	    " %s", number, db_text(s, 1), db_text(s, 0),
	    clock_text(db_int(s, 2), CLOCK_MINUTES, at));
	db_reset(s);
	return st;
}

/* The row that is there, and whether it is the one that was read. */
static enum status
read_old(struct ledger *l, struct applying *a, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_OLD]);
	const struct demand *d = a->change->demand;
	struct texts *t = &a->texts;
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), d->id);
	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	if (!row)
		return fail(err, ST_NOT_FOUND, "there is no demand %s",
		    d->number);
	a->id = d->id;
	a->version = db_int(s, 0) + 1;
	demand_state_parse(db_slice(s, 1), &a->from);
	snprintf(a->number, sizeof(a->number), "%s", db_text(s, 2));
	a->old_title = row_text(t, s, 3);
	a->old_content = row_text(t, s, 4);
	a->old_wish = row_text(t, s, 5);
	a->old_entry_ids = row_text(t, s, 6);
	a->old_assist_units = row_text(t, s, 7);
	a->old_copy_unit = row_text(t, s, 8);
	db_reset(s);
	if (a->version != d->version + 1)
		return conflict(l, d->id, a->number, err);
	return ST_OK;
}

static enum status
give_id(struct ledger *l, struct applying *a, struct err *err)
{
	int64_t last, by_time = (a->at - ID_EPOCH) * ID_PER_MS;
	enum status st = db_one(db_stmt(l->db, &sql[SQL_LAST_ID]), &last,
	    err);

	if (st == ST_OK)
		a->id = by_time > last ? by_time : last + 1;
	return st;
}

static enum status
give_number(struct ledger *l, struct applying *a, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_NUMBER]);
	struct civil day;
	int64_t last = 0;
	enum status st;

	clock_civil(a->at, &day);
	db_bind_int(s, db_at(s, "$day"), clock_day(a->at));
	st = db_one(s, &last, err);
	snprintf(a->number, sizeof(a->number), "%04d%02d%02d-%06" PRId64,
	    day.year % 10000, day.month % 100, day.day % 100,
	    last % 10000000);
	return st;
}

static enum status
start_new(struct ledger *l, struct applying *a, struct err *err)
{
	enum status st = give_id(l, a, err);

	if (st == ST_OK)
		st = give_number(l, a, err);
	a->version = 1;
	a->from = DEMAND_DRAFT;
	a->old_title = a->old_content = a->old_wish = "";
	a->old_entry_ids = a->old_assist_units = a->old_copy_unit = "";
	if (!*a->request) {
		unsigned char bytes[16];

		randombytes_buf(bytes, sizeof(bytes));
		sodium_bin2hex(a->made_request, sizeof(a->made_request),
		    bytes, sizeof(bytes));
		a->request = a->made_request;
	}
	return st;
}

static void
bind_row(struct stmt *s, const struct applying *a)
{
	const struct demand *d = a->change->demand;

	db_bind_int(s, db_at(s, "$id"), a->id);
	db_bind_int(s, db_at(s, "$version"), a->version);
	db_bind_int(s, db_at(s, "$changed_at"), a->at);
	db_bind_text(s, db_at(s, "$state"), demand_state_code(d->state));
	db_bind_text(s, db_at(s, "$type"), demand_type_code(d->type));
	db_bind_int(s, db_at(s, "$open"), demand_state_open(d->state));
#define X(name) db_bind_int(s, db_at(s, "$" #name), d->name);
	DEMAND_INT_LIST(X)
#undef X
#define X(name) db_bind_text(s, db_at(s, "$" #name), d->name);
	DEMAND_TEXT_LIST(X)
#undef X
}

static const struct {
	const char *column, *bind;
	unsigned keep;
} personal[] = {
	{ "claimant_name", "$claimant_name", KEEP_NAME },
	{ "claimant_phone", "$claimant_phone", KEEP_PHONE },
	{ "place_detail", "$place_detail", KEEP_PLACE },
};

enum { PERSONAL_PHONE = 1 };		/* its place in personal[] */

struct sealed {
	struct subject subject;
	struct personal old;
	const char *text[COUNT(personal)];
	struct buf value[COUNT(personal)];
	unsigned char phone[VAULT_HASH_BYTES], last4[VAULT_HASH_BYTES];
};

#define SEALED_INIT { .value = { BUF_INIT, BUF_INIT, BUF_INIT } }

/* What shall be there: as the demand says, or as it is where it is kept. */
static enum status
sealed_texts(struct ledger *l, const struct applying *a,
    struct sealed *sealed, struct err *err)
{
	const struct demand *d = a->change->demand;
	const char *const said[] = { d->claimant_name, d->claimant_phone,
		d->place_detail };
	enum status st = ST_OK;

	if (a->change->keep)
		st = personal_read(l, a->id, &sealed->old, err);
	if (st == ST_OK) {
		const char *const old[] = { sealed->old.claimant_name,
			sealed->old.claimant_phone,
			sealed->old.place_detail };

		for (size_t i = 0; i < COUNT(personal); i++)
			sealed->text[i] = a->change->keep & personal[i].keep ?
			    (old[i] ? old[i] : "") : said[i];
	}
	return st;
}

/* The statement @s must not have been bound before: finding the subject may
 * take statements of its own. */
static enum status
bind_sealed(struct ledger *l, struct stmt *s, const struct applying *a,
    struct sealed *sealed, struct err *err)
{
	struct slice phone;
	char label[LABEL_BYTES];
	bool has = false;
	enum status st = sealed_texts(l, a, sealed, err);

	if (st != ST_OK)
		return st;
	phone = slice_of(sealed->text[PERSONAL_PHONE]);
	for (size_t i = 0; i < COUNT(personal); i++)
		has = has || *sealed->text[i];
	if (has)
		st = subject_take(l, sealed->text[PERSONAL_PHONE], a->at,
		    &sealed->subject, err);
	if (st != ST_OK)
		return st;
	db_bind_int(s, db_at(s, "$subject"), sealed->subject.id);
	for (size_t i = 0; i < COUNT(personal); i++) {
		struct buf *to = &sealed->value[i];

		if (!*sealed->text[i])
			continue;
		vault_seal(sealed->subject.key, to,
		    slice_of(sealed->text[i]), label_of(label, "demand",
		    a->id, personal[i].column));
		db_bind_blob(s, db_at(s, personal[i].bind), to->text,
		    to->bytes);
	}
	if (vault_hash_phone(l->vault, phone, sealed->phone))
		db_bind_blob(s, db_at(s, "$phone_hash"), sealed->phone,
		    VAULT_HASH_BYTES);
	if (vault_hash_last4(l->vault, phone, sealed->last4))
		db_bind_blob(s, db_at(s, "$last4_hash"), sealed->last4,
		    VAULT_HASH_BYTES);
	return ST_OK;
}

static void
sealed_release(struct sealed *sealed)
{
	for (size_t i = 0; i < COUNT(sealed->value); i++)
		buf_release(&sealed->value[i]);
	subject_release(&sealed->subject);
	personal_release(&sealed->old);
}

static enum status
insert_row(struct ledger *l, const struct applying *a, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_INSERT]);
	struct sealed sealed = SEALED_INIT;
	enum status st = bind_sealed(l, s, a, &sealed, err);

	if (st == ST_OK) {
		bind_row(s, a);
		db_bind_text(s, db_at(s, "$number"), a->number);
		db_bind_text(s, db_at(s, "$request_id"), a->request);
		st = db_run(s, err);
	}
	sealed_release(&sealed);
	return st;
}

static enum status
update_row(struct ledger *l, const struct applying *a, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_UPDATE]);
	struct sealed sealed = SEALED_INIT;
	enum status st;

	bind_row(s, a);
	st = db_run(s, err);
	if (st != ST_OK || !a->change->personal)
		return st;
	s = db_stmt(l->db, &sql[SQL_PERSONAL]);
	st = bind_sealed(l, s, a, &sealed, err);
	if (st == ST_OK) {
		db_bind_int(s, db_at(s, "$id"), a->id);
		st = db_run(s, err);
	}
	sealed_release(&sealed);
	return st;
}

static enum status
insert_event(struct ledger *l, const struct event *e,
    const unsigned char digest[LEDGER_HASH_BYTES], struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_EVENT]);

	db_bind_int(s, db_at(s, "$id"), e->id);
	db_bind_int(s, db_at(s, "$demand"), e->demand);
	db_bind_int(s, db_at(s, "$version"), e->version);
	db_bind_int(s, db_at(s, "$at"), e->at);
	db_bind_int(s, db_at(s, "$kb_generation"), e->kb_generation);
	db_bind_int(s, db_at(s, "$batch"), e->batch);
	db_bind_text(s, db_at(s, "$from_state"), demand_state_code(e->from));
	db_bind_text(s, db_at(s, "$to_state"), demand_state_code(e->to));
#define X(name) db_bind_text(s, db_at(s, "$" #name), e->name);
	EVENT_TEXT_LIST(X)
#undef X
	if (!*e->request_id)		/* UNIQUE knows no empty text */
		db_bind_null(s, db_at(s, "$request_id"));
	db_bind_blob(s, db_at(s, "$row_hash"), digest, LEDGER_HASH_BYTES);
	db_bind_blob(s, db_at(s, "$before"), e->before, LEDGER_HASH_BYTES);
	db_bind_blob(s, db_at(s, "$hash"), e->hash, LEDGER_HASH_BYTES);
	return db_run(s, err);
}

enum status
apply_events(struct ledger *l, struct applying *a, struct err *err)
{
	unsigned char digest[LEDGER_HASH_BYTES] = { 0 };
	struct chain_end last = { .id = 0 };
	enum demand_state from = a->from;
	enum status st = demand_digest(l, a->id, digest, err);

	if (st == ST_OK)
		st = head_last(l, CHAIN_EVENTS, &last, err);
	for (size_t i = 0; st == ST_OK && i < a->change->event_count; i++) {
		struct event e = a->change->events[i];

#define X(name) e.name = e.name ? e.name : "";
		EVENT_TEXT_LIST(X)
#undef X
		e.request_id = i == 0 ? a->request : "";
		e.id = ++last.id;
		e.demand = a->id;
		e.version = a->version;
		if (a->batch && *a->batch == 0)
			*a->batch = last.id;
		e.batch = a->batch ? *a->batch : 0;
		e.from = from;
		memcpy(e.before, last.hash, sizeof(last.hash));
		event_digest(&e, digest, e.hash);
		memcpy(last.hash, e.hash, sizeof(last.hash));
		from = e.to;
		st = insert_event(l, &e, digest, err);
	}
	a->event = last.id;
	head_move(l, CHAIN_EVENTS, last.id, last.hash);
	return st;
}

static enum status
apply_all(struct ledger *l, struct applying *a, struct err *err)
{
	bool fresh = a->change->demand->id == 0;
	enum status st = fresh ? start_new(l, a, err) : read_old(l, a, err);

	if (st == ST_OK)
		st = fresh ? insert_row(l, a, err) : update_row(l, a, err);
	if (st == ST_OK)
		st = apply_parts(l, a, err);
	if (st == ST_OK)
		st = apply_events(l, a, err);
	return st;
}

/* One change of the transaction that is open. */
static enum status
apply_one(struct ledger *l, const struct change *change, int64_t *batch,
    struct applied *out, struct err *err)
{
	const struct event *last = &change->events[change->event_count - 1];
	struct applying a = { .change = change, .at = last->at,
		.batch = batch };
	enum status st;

	assert(change->event_count > 0 && last->to == change->demand->state);
	*out = (struct applied){ 0 };
	a.request = request_of(change);
	st = find_repeated(l, a.request, out, err);
	if (st == ST_OK && !out->repeated)
		st = apply_all(l, &a, err);
	if (st == ST_OK && !out->repeated) {
		out->id = a.id;
		out->version = a.version;
		out->event = a.event;
		out->batch = batch ? *batch : 0;
		memcpy(out->number, a.number, sizeof(out->number));
	}
	texts_release(&a.texts);
	return st;
}

enum status
ledger_apply_all(struct ledger *l, const struct change *change, size_t count,
    bool batch, struct applied *out, struct err *err)
{
	int64_t id = 0;
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < count; i++)
		st = texts_check(&change[i], err);
	if (st == ST_OK)
		st = ledger_begin(l, err);
	if (st != ST_OK)
		return st;
	for (size_t i = 0; st == ST_OK && i < count; i++)
		st = apply_one(l, &change[i], batch ? &id : NULL, &out[i],
		    err);
	return ledger_end(l, st, err);
}

enum status
ledger_apply(struct ledger *l, const struct change *change,
    struct applied *out, struct err *err)
{
	return ledger_apply_all(l, change, 1, false, out, err);
}
