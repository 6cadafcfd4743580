/*
 * ledger_belongs.c - the rows a change writes beside the demand's own.
 *
 * Index rows are written only when what they are made of has changed: most
 * moves leave the texts and the units alone.
 */
#include "store/ledger_apply.h"

#include "base/mem.h"
#include "store/mask.h"

#include <string.h>

enum sql { SQL_SUB_ADD, SQL_SUB_SET, SQL_CONTACT_ID, SQL_CONTACT,
	SQL_CALLBACK, SQL_UNITS_OFF, SQL_UNIT, SQL_ENTRIES_OFF, SQL_ENTRY,
	SQL_WORDS_OFF, SQL_WORDS, SQL_DRAFT, SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_SUB_ADD] = { "add a sub-record",
	    "INSERT INTO sub (demand, kind, state, asked_at, decided_at,"
	    " due_at, asked_by, decided_by, reason, text, data) VALUES"
	    " ($demand, $kind, $state, $asked_at, $decided_at, $due_at,"
	    " $asked_by, $decided_by, $reason, $text, $data)" },
	[SQL_SUB_SET] = { "change a sub-record",
	    "UPDATE sub SET kind = $kind, state = $state,"
	    " asked_at = $asked_at, decided_at = $decided_at,"
	    " due_at = $due_at, asked_by = $asked_by,"
	    " decided_by = $decided_by, reason = $reason, text = $text,"
	    " data = $data WHERE id = $id AND demand = $demand" },
	[SQL_CONTACT_ID] = { "find the last contact",
	    "SELECT coalesce(max(id), 0) FROM contact" },
	[SQL_CONTACT] = { "add a contact",
	    "INSERT INTO contact (id, demand, at, channel, operator, text,"
	    " subject, phone, phone_hash) VALUES ($id, $demand, $at,"
	    " $channel, $operator, $text, $subject, $phone, $phone_hash)" },
	[SQL_CALLBACK] = { "add a callback",
	    "INSERT INTO callback (demand, at, handling_round, agent,"
	    " reached, contacted, solved, satisfied, text) VALUES"
	    " ($demand, $at, $handling_round, $agent, $reached, $contacted,"
	    " $solved, $satisfied, $text)" },
	[SQL_UNITS_OFF] = { "take off a demand's units",
	    "DELETE FROM demand_unit WHERE demand = $demand" },
	[SQL_UNIT] = { "note a demand's unit",
	    "INSERT INTO demand_unit (unit, demand) VALUES ($unit, $demand)"
	    " ON CONFLICT DO NOTHING" },
	[SQL_ENTRIES_OFF] = { "take off a demand's entries",
	    "DELETE FROM demand_entry WHERE demand = $demand" },
	[SQL_ENTRY] = { "note a demand's entry",
	    "INSERT INTO demand_entry (entry_id, demand, at, query) VALUES"
	    " ($entry_id, $demand, $at, $query) ON CONFLICT DO NOTHING" },
	[SQL_WORDS_OFF] = { "take off a demand's words",
	    "DELETE FROM demand_words WHERE rowid = $demand" },
	[SQL_WORDS] = { "index a demand's words",
	    "INSERT INTO demand_words (rowid, words)"
	    " VALUES ($demand, $words)" },
	[SQL_DRAFT] = { "end a draft",
	    "DELETE FROM draft WHERE key = $key" },
};

const struct db_sql *
ledger_belongs_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

static const char *
text_or_empty(const char *text)
{
	return text ? text : "";
}

static enum status
write_sub(struct ledger *l, int64_t demand, const struct sub *sub,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db,
	    &sql[sub->id ? SQL_SUB_SET : SQL_SUB_ADD]);
	enum status st;

	if (sub->id)
		db_bind_int(s, db_at(s, "$id"), sub->id);
	db_bind_int(s, db_at(s, "$demand"), demand);
	db_bind_int(s, db_at(s, "$asked_at"), sub->asked_at);
	db_bind_int(s, db_at(s, "$decided_at"), sub->decided_at);
	db_bind_int(s, db_at(s, "$due_at"), sub->due_at);
#define X(name) db_bind_text(s, db_at(s, "$" #name), text_or_empty(sub->name));
	X(kind) X(state) X(asked_by) X(decided_by) X(reason) X(text) X(data)
#undef X
	st = db_run(s, err);
	if (st == ST_OK && db_changes(l->db) != 1)
		st = fail(err, ST_NOT_FOUND, "the demand has no such"
		    " sub-record");
	return st;
}

static enum status
write_contact(struct ledger *l, int64_t demand, const struct contact *c,
    struct err *err)
{
	struct slice phone = slice_of(c->phone);
	struct subject subject = SUBJECT_INIT;
	unsigned char hash[VAULT_HASH_BYTES];
	struct buf sealed = BUF_INIT;
	char label[LABEL_BYTES];
	struct stmt *s;
	int64_t id = 0;
	enum status st = db_one(db_stmt(l->db, &sql[SQL_CONTACT_ID]), &id,
	    err);

	if (st == ST_OK && phone.bytes > 0)
		st = subject_take(l, c->phone, c->at, &subject, err);
	if (st != ST_OK)
		return st;
	s = db_stmt(l->db, &sql[SQL_CONTACT]);
	db_bind_int(s, db_at(s, "$id"), ++id);
	db_bind_int(s, db_at(s, "$demand"), demand);
	db_bind_int(s, db_at(s, "$at"), c->at);
	db_bind_text(s, db_at(s, "$channel"), text_or_empty(c->channel));
	db_bind_text(s, db_at(s, "$operator"), text_or_empty(c->operator));
	db_bind_text(s, db_at(s, "$text"), text_or_empty(c->text));
	db_bind_int(s, db_at(s, "$subject"), subject.id);
	if (phone.bytes > 0) {
		vault_seal(subject.key, &sealed, phone, label_of(label,
		    "contact", id, "phone"));
		db_bind_blob(s, db_at(s, "$phone"), sealed.text,
		    sealed.bytes);
	}
	if (vault_hash_phone(l->vault, phone, hash))
		db_bind_blob(s, db_at(s, "$phone_hash"), hash, sizeof(hash));
	st = db_run(s, err);
	subject_release(&subject);
	buf_release(&sealed);
	return st;
}

static enum status
write_callback(struct ledger *l, int64_t demand, const struct callback *c,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_CALLBACK]);

	db_bind_int(s, db_at(s, "$demand"), demand);
	db_bind_int(s, db_at(s, "$at"), c->at);
	db_bind_int(s, db_at(s, "$handling_round"), c->handling_round);
#define X(name) db_bind_text(s, db_at(s, "$" #name), text_or_empty(c->name));
	X(agent) X(reached) X(contacted) X(solved) X(satisfied) X(text)
#undef X
	return db_run(s, err);
}

static enum status
run_of(struct ledger *l, enum sql which, int64_t demand, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[which]);

	db_bind_int(s, db_at(s, "$demand"), demand);
	return db_run(s, err);
}

static enum status
write_units(struct ledger *l, const struct applying *a, struct err *err)
{
	const struct demand *d = a->change->demand;
	struct slice rest = slice_of(d->assist_units);
	struct slice unit = slice_of(d->copy_unit);
	enum status st;

	if (strcmp(d->assist_units, a->old_assist_units) == 0 &&
	    strcmp(d->copy_unit, a->old_copy_unit) == 0)
		return ST_OK;
	st = run_of(l, SQL_UNITS_OFF, a->id, err);
	if (unit.bytes == 0)
		unit = slice_word(&rest);
	while (st == ST_OK && unit.bytes > 0) {
		struct stmt *s = db_stmt(l->db, &sql[SQL_UNIT]);

		db_bind_slice(s, db_at(s, "$unit"), unit);
		db_bind_int(s, db_at(s, "$demand"), a->id);
		st = db_run(s, err);
		unit = slice_word(&rest);
	}
	return st;
}

static enum status
write_entries(struct ledger *l, const struct applying *a, struct err *err)
{
	const struct demand *d = a->change->demand;
	struct slice entry, rest = slice_of(d->entry_ids);
	struct buf query = BUF_INIT;
	enum status st;

	if (strcmp(d->entry_ids, a->old_entry_ids) == 0)
		return ST_OK;
	mask_text(&query, slice_of(d->query));
	st = run_of(l, SQL_ENTRIES_OFF, a->id, err);
	while (st == ST_OK && (entry = slice_word(&rest)).bytes > 0) {
		struct stmt *s = db_stmt(l->db, &sql[SQL_ENTRY]);

		db_bind_slice(s, db_at(s, "$entry_id"), entry);
		db_bind_int(s, db_at(s, "$demand"), a->id);
		db_bind_int(s, db_at(s, "$at"), a->at);
		db_bind_text(s, db_at(s, "$query"), buf_text(&query));
		st = db_run(s, err);
	}
	buf_release(&query);
	return st;
}

static enum status
write_words(struct ledger *l, const struct applying *a, struct err *err)
{
	const struct demand *d = a->change->demand;
	struct stmt *s = db_stmt(l->db, &sql[SQL_WORDS]);
	struct buf words = BUF_INIT;
	enum status st = ST_OK;

	if (strcmp(d->title, a->old_title) == 0 &&
	    strcmp(d->content, a->old_content) == 0 &&
	    strcmp(d->wish, a->old_wish) == 0)
		return ST_OK;
	words_of(&words, d->title);
	words_of(&words, d->content);
	words_of(&words, d->wish);
	if (a->version > 1)
		st = run_of(l, SQL_WORDS_OFF, a->id, err);
	if (st == ST_OK) {
		db_bind_int(s, db_at(s, "$demand"), a->id);
		db_bind_text(s, db_at(s, "$words"), buf_text(&words));
		st = db_run(s, err);
	}
	buf_release(&words);
	return st;
}

static enum status
end_draft(struct ledger *l, const char *key, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_DRAFT]);

	db_bind_text(s, db_at(s, "$key"), key);
	return db_run(s, err);
}

enum status
apply_parts(struct ledger *l, const struct applying *a, struct err *err)
{
	const struct change *c = a->change;
	enum status st = write_units(l, a, err);

	if (st == ST_OK)
		st = write_entries(l, a, err);
	if (st == ST_OK)
		st = write_words(l, a, err);
	for (size_t i = 0; st == ST_OK && i < c->subs; i++)
		st = write_sub(l, a->id, &c->sub[i], err);
	if (st == ST_OK && c->contact)
		st = write_contact(l, a->id, c->contact, err);
	if (st == ST_OK && c->callback)
		st = write_callback(l, a->id, c->callback, err);
	if (st == ST_OK && c->draft)
		st = end_draft(l, c->draft, err);
	return st;
}
