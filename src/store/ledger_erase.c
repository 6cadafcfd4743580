/*
 * ledger_erase.c - forget a claimant, and keep the ledger's proof; let go of
 * what is old.
 *
 * The claimant's key is destroyed, and with it all that was sealed under it,
 * in every demand and contact. What could still lead to the person goes too:
 * the hashes of the phone and the numbers in free text. Each demand that is
 * touched says so in an event, so that the chain holds and shows when.
 */
#include "store/ledger_apply.h"

#include "base/mem.h"
#include "store/mask.h"

#include <stdlib.h>

enum sql { SQL_SUBJECT, SQL_OPEN, SQL_TOUCHED, SQL_KEY, SQL_CONTACTS,
	SQL_ROW, SQL_ERASE, SQL_OLD, SQL_OLD_SEARCHES, SQL_OLD_DRAFTS,
	SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_SUBJECT] = { "find a demand's claimant",
	    "SELECT subject FROM demand WHERE id = $id AND erased = 0" },
	[SQL_OPEN] = { "find an open demand of the claimant",
	    "SELECT number FROM demand WHERE subject = $subject"
	    " AND subject <> 0 AND open = 1 LIMIT 1" },
	[SQL_TOUCHED] = { "find all that is known of a claimant",
	    "SELECT id FROM demand WHERE subject = $subject AND subject <> 0"
	    " UNION SELECT demand FROM contact WHERE subject = $subject"
	    " AND subject <> 0 ORDER BY 1" },
	[SQL_KEY] = { "destroy a claimant's key",
	    "UPDATE subject SET key = NULL, phone_hash = NULL,"
	    " erased_at = $at WHERE id = $subject" },
	[SQL_CONTACTS] = { "forget a claimant's contacts",
	    "UPDATE contact SET phone_hash = NULL WHERE subject = $subject"
	    " AND subject <> 0" },
	[SQL_ROW] = { "read what is forgotten of a demand",
	    "SELECT version, state, subject = $subject, title, content, wish"
	    " FROM demand WHERE id = $id" },
	[SQL_ERASE] = { "forget a demand's claimant",
	    "UPDATE demand SET version = $version, changed_at = $at,"
	    " erased = CASE WHEN $own = 1 THEN 1 ELSE erased END,"
	    " phone_hash = CASE WHEN $own = 1 THEN NULL"
	    " ELSE phone_hash END,"
	    " last4_hash = CASE WHEN $own = 1 THEN NULL"
	    " ELSE last4_hash END,"
	    " title = $title, content = $content, wish = $wish"
	    " WHERE id = $id" },
	[SQL_OLD] = { "find who can be forgotten",
	    "SELECT d.closed_at, d.id FROM demand d WHERE d.subject <> 0"
	    " AND d.erased = 0 AND d.open = 0 AND d.closed_at < $before"
	    " AND (d.closed_at, d.id) > ($after_at, $after)"
	    " AND NOT EXISTS (SELECT 1 FROM demand o"
	    " WHERE o.subject = d.subject AND o.subject <> 0"
	    " AND (o.open = 1 OR o.closed_at >= $before"
	    " OR (o.closed_at, o.id) > (d.closed_at, d.id)))"
	    " ORDER BY d.closed_at, d.id LIMIT $limit" },
	[SQL_OLD_SEARCHES] = { "drop old searches",
	    "DELETE FROM search_log WHERE id IN (SELECT id FROM search_log"
	    " WHERE at < $before ORDER BY at LIMIT $limit)" },
	[SQL_OLD_DRAFTS] = { "drop old drafts",
	    "DELETE FROM draft WHERE id IN (SELECT id FROM draft"
	    " WHERE saved_at < $before ORDER BY saved_at LIMIT $limit)" },
};

const struct db_sql *
ledger_erase_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

struct touched {
	int64_t *id;
	size_t count, room;
};

static enum status
subject_of(struct ledger *l, int64_t demand, int64_t *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_SUBJECT]);
	enum status st;

	*out = 0;
	db_bind_int(s, db_at(s, "$id"), demand);
	st = db_one(s, out, err);
	if (st == ST_NOT_FOUND || (st == ST_OK && *out == 0))
		return fail(err, ST_NOT_FOUND, "nothing is known of the "
		    "claimant any more");
	return st;
}

static enum status
none_open(struct ledger *l, int64_t subject, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_OPEN]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$subject"), subject);
	st = db_step(s, &row, err);
	if (st == ST_OK && row) {
		st = fail(err, ST_DENIED, "%s of the same claimant is still "
		    "open", db_text(s, 0));
		db_reset(s);
	}
	return st;
}

static enum status
find_touched(struct ledger *l, int64_t subject, struct touched *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_TOUCHED]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$subject"), subject);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		ARRAY_GROW(out->id, out->count + 1, out->room);
		out->id[out->count++] = db_int(s, 0);
	}
	return st;
}

static enum status
destroy(struct ledger *l, int64_t subject, int64_t at, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_KEY]);
	enum status st;

	db_bind_int(s, db_at(s, "$subject"), subject);
	db_bind_int(s, db_at(s, "$at"), at);
	st = db_run(s, err);
	if (st != ST_OK)
		return st;
	s = db_stmt(l->db, &sql[SQL_CONTACTS]);
	db_bind_int(s, db_at(s, "$subject"), subject);
	return db_run(s, err);
}

/* Fills @a from the row and leaves the texts as they shall be in @text. */
static enum status
read_row(struct ledger *l, int64_t subject, struct applying *a, bool *own,
    struct buf text[3], struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ROW]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), a->id);
	db_bind_int(s, db_at(s, "$subject"), subject);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	a->version = db_int(s, 0) + 1;
	if (!demand_state_parse(db_slice(s, 1), &a->from))
		st = fail(err, ST_CORRUPT, "a demand has no known state");
	*own = db_int(s, 2) != 0;
	for (int i = 0; i < 3; i++) {
		if (*own)
			mask_text(&text[i], db_slice(s, 3 + i));
		else
			buf_add_slice(&text[i], db_slice(s, 3 + i));
	}
	db_reset(s);
	return st;
}

static enum status
write_row(struct ledger *l, const struct applying *a, bool own,
    const struct buf text[3], struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ERASE]);

	db_bind_int(s, db_at(s, "$id"), a->id);
	db_bind_int(s, db_at(s, "$version"), a->version);
	db_bind_int(s, db_at(s, "$at"), a->at);
	db_bind_int(s, db_at(s, "$own"), own);
	db_bind_slice(s, db_at(s, "$title"), buf_slice(&text[0]));
	db_bind_slice(s, db_at(s, "$content"), buf_slice(&text[1]));
	db_bind_slice(s, db_at(s, "$wish"), buf_slice(&text[2]));
	return db_run(s, err);
}

static enum status
forget(struct ledger *l, int64_t subject, int64_t demand,
    const struct access *who, struct err *err)
{
	struct event e = { .kind = "erase", .actor = who->actor,
		.role = who->role, .at = who->at, .text = who->reason };
	struct change change = { .events = &e, .event_count = 1 };
	struct applying a = { .change = &change, .id = demand, .at = who->at,
		.request = "" };
	struct buf text[3] = { BUF_INIT, BUF_INIT, BUF_INIT };
	bool own = false;
	enum status st = read_row(l, subject, &a, &own, text, err);

	e.to = a.from;
	if (st == ST_OK)
		st = write_row(l, &a, own, text, err);
	if (st == ST_OK)
		st = apply_events(l, &a, err);
	for (size_t i = 0; i < COUNT(text); i++)
		buf_release(&text[i]);
	return st;
}

enum status
ledger_erase(struct ledger *l, const struct access *who, struct err *err)
{
	struct touched touched = { NULL, 0, 0 };
	int64_t subject = 0;
	enum status st = ledger_begin(l, err);

	if (st != ST_OK)
		return st;
	st = subject_of(l, who->demand, &subject, err);
	if (st == ST_OK)
		st = none_open(l, subject, err);
	if (st == ST_OK)
		st = access_add(l, who, NULL, err);
	if (st == ST_OK)
		st = find_touched(l, subject, &touched, err);
	if (st == ST_OK)
		st = destroy(l, subject, who->at, err);
	for (size_t i = 0; st == ST_OK && i < touched.count; i++)
		st = forget(l, subject, touched.id[i], who, err);
	free(touched.id);
	return ledger_end(l, st, err);
}

enum status
ledger_forgettable(struct ledger *l, int64_t before,
    const struct forgettable *after, struct forgettable *out, size_t room,
    size_t *count, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_OLD]);
	bool row;
	enum status st;

	*count = 0;
	db_bind_int(s, db_at(s, "$before"), before);
	db_bind_int(s, db_at(s, "$after_at"), after->closed_at);
	db_bind_int(s, db_at(s, "$after"), after->demand);
	db_bind_int(s, db_at(s, "$limit"), (int64_t)room);
	while ((st = db_step(s, &row, err)) == ST_OK && row)
		out[(*count)++] = (struct forgettable){ db_int(s, 1),
			db_int(s, 0) };
	return st;
}

static enum status
drop(struct ledger *l, enum sql which, int64_t before, int64_t limit,
    int64_t *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[which]);
	enum status st = ledger_begin(l, err);

	if (st != ST_OK)
		return st;
	db_bind_int(s, db_at(s, "$before"), before);
	db_bind_int(s, db_at(s, "$limit"), limit);
	st = db_run(s, err);
	*out = st == ST_OK ? db_changes(l->db) : 0;
	return ledger_end(l, st, err);
}

enum status
ledger_drop_searches(struct ledger *l, int64_t before, int64_t limit,
    int64_t *out, struct err *err)
{
	return drop(l, SQL_OLD_SEARCHES, before, limit, out, err);
}

enum status
ledger_drop_drafts(struct ledger *l, int64_t before, int64_t limit,
    int64_t *out, struct err *err)
{
	return drop(l, SQL_OLD_DRAFTS, before, limit, out, err);
}
