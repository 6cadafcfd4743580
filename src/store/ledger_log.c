/*
 * ledger_log.c - who saw what, and what was searched.
 *
 * Accesses are a chain of their own. Searches are no proof of anything: they
 * are counted, for gaps and for the ranking, and carry no personal data.
 */
#include "store/ledger_access.h"
#include "store/ledger_part.h"

#include "base/mem.h"
#include "store/mask.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum sql { SQL_ACCESS, SQL_LIST, SQL_LIST_ALL, SQL_GET,
	SQL_ABOUT, SQL_PERSONAL, SQL_RATE, SQL_SEARCH, SQL_GAPS, SQL_COUNT };

enum { PERSONAL_SUBJECT = 3 };		/* column of SQL_PERSONAL */

#define ACCESS_COLUMNS "id, at, demand, actor, role, what, reason"

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_ACCESS] = { "note an access",
	    "INSERT INTO access (id, at, demand, actor, role, what, reason,"
	    " before, hash) VALUES ($id, $at, $demand, $actor, $role, $what,"
	    " $reason, $before, $hash)" },
	[SQL_LIST] = { "read a demand's accesses",
	    "SELECT " ACCESS_COLUMNS " FROM access WHERE demand = $demand"
	    " ORDER BY id DESC LIMIT $limit" },
	[SQL_LIST_ALL] = { "read accesses",
	    "SELECT " ACCESS_COLUMNS " FROM access WHERE id > 0"
	    " ORDER BY id DESC LIMIT $limit" },
	[SQL_GET] = { "read an access",
	    "SELECT " ACCESS_COLUMNS " FROM access WHERE id = $id" },
	[SQL_ABOUT] = { "look for what names an access",
	    "SELECT EXISTS (SELECT 1 FROM access"
	    " WHERE substr(reason, 1, 1) = '#'"
	    " AND CAST(substr(reason, 2) AS INTEGER) = $id"
	    " AND what = $what)" },
	[SQL_PERSONAL] = { "read personal data",
	    "SELECT claimant_name, claimant_phone, place_detail, subject,"
	    " (SELECT key FROM subject WHERE id = demand.subject)"
	    " FROM demand WHERE id = $id" },
	[SQL_RATE] = { "count a person's accesses",
	    "SELECT count(*) FROM access WHERE actor = $actor"
	    " AND what = $what AND at >= $since" },
	[SQL_SEARCH] = { "note a search",
	    "INSERT INTO search_log (at, kb_generation, hits, demand,"
	    " operator, query, opened, used) VALUES ($at, $kb_generation,"
	    " $hits, $demand, $operator, $query, $opened, $used)" },
	[SQL_GAPS] = { "count what was not found",
	    "SELECT query, count(*), count(DISTINCT operator), max(hits),"
	    " max(at) FROM search_log WHERE at >= $from AND at < $to"
	    " AND used = '' AND (hits = 0 OR opened = '') AND query <> ''"
	    " GROUP BY query ORDER BY 3 DESC, 2 DESC, 1 LIMIT $limit" },
};

const struct db_sql *
ledger_log_sql(size_t *count)
{
	*count = SQL_COUNT;
	return sql;
}

void
accesses_release(struct accesses *list)
{
	free(list->access);
	texts_release(&list->texts);
	*list = (struct accesses)ACCESSES_INIT;
}

void
gaps_release(struct gaps *list)
{
	free(list->gap);
	texts_release(&list->texts);
	*list = (struct gaps)GAPS_INIT;
}

void
personal_release(struct personal *p)
{
	vault_wipe_text(p->claimant_name);
	vault_wipe_text(p->claimant_phone);
	vault_wipe_text(p->place_detail);
	*p = (struct personal){ NULL, NULL, NULL };
}

enum status
access_add(struct ledger *l, const struct access *who, int64_t *id,
    struct err *err)
{
	struct access a = *who;
	struct chain_end last = { .id = 0 };
	unsigned char hash[LEDGER_HASH_BYTES];
	struct stmt *s;
	enum status st = ledger_shown_check(who->reason, CLEAN_LINES,
	    "the reason", err);

	if (st == ST_OK)
		st = head_last(l, CHAIN_ACCESSES, &last, err);
	if (st != ST_OK)
		return st;
	a.id = last.id + 1;
	access_digest(&a, last.hash, hash);
	s = db_stmt(l->db, &sql[SQL_ACCESS]);
	db_bind_int(s, db_at(s, "$id"), a.id);
	db_bind_int(s, db_at(s, "$at"), a.at);
	db_bind_int(s, db_at(s, "$demand"), a.demand);
#define X(name) db_bind_text(s, db_at(s, "$" #name), a.name);
	X(actor) X(role) X(what) X(reason)
#undef X
	db_bind_blob(s, db_at(s, "$before"), last.hash, sizeof(last.hash));
	db_bind_blob(s, db_at(s, "$hash"), hash, sizeof(hash));
	head_move(l, CHAIN_ACCESSES, a.id, hash);
	if (id)
		*id = a.id;
	return db_run(s, err);
}

enum status
ledger_note_access(struct ledger *l, const struct access *who, int64_t *id,
    struct err *err)
{
	enum status st;

	if (!who->reason || !*who->reason)
		return fail(err, ST_INVALID, "personal data are shown for a"
		    " reason only; none is given");
	st = ledger_begin(l, err);
	if (st != ST_OK)
		return st;
	return ledger_end(l, access_add(l, who, id, err), err);
}

enum status
ledger_log_access(struct ledger *l, const struct access *who,
    struct err *err)
{
	return ledger_note_access(l, who, NULL, err);
}

static enum status
unseal_text(struct ledger *l, struct vault *key, struct stmt *s, int column,
    int64_t id, const char *name, char **out, struct err *err)
{
	char label[LABEL_BYTES];
	enum status st;

	buf_reset(&l->plain);
	st = row_unseal(key, s, column, label_of(label, "demand", id, name),
	    &l->plain, err);
	if (st == ST_OK)
		*out = slice_dup(buf_slice(&l->plain));
	if (l->plain.bytes > 0)
		sodium_memzero(l->plain.text, l->plain.bytes);
	return st;
}

enum status
personal_read(struct ledger *l, int64_t id, struct personal *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_PERSONAL]);
	struct vault *key = NULL;
	int column = 0;
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), id);
	st = db_step(s, &row, err);
	if (st == ST_OK && !row)
		st = fail(err, ST_NOT_FOUND, "there is no such demand");
	if (st == ST_OK)
		st = subject_key(l, s, PERSONAL_SUBJECT, &key, err);
#define X(name) \
	if (st == ST_OK) \
		st = unseal_text(l, key, s, column++, id, #name, &out->name, \
		    err);
	DEMAND_PERSONAL_LIST(X)
#undef X
	vault_close(key);
	db_reset(s);
	return st;
}

enum status
ledger_reveal(struct ledger *l, const struct access *who,
    struct personal *out, struct err *err)
{
	enum status st = ledger_log_access(l, who, err);

	*out = (struct personal){ NULL, NULL, NULL };
	if (st == ST_OK)
		st = personal_read(l, who->demand, out, err);
	if (st != ST_OK)
		personal_release(out);
	return st;
}

static enum status
read_accesses(struct stmt *s, struct accesses *out, struct err *err)
{
	struct texts *t = &out->texts;
	bool row;
	enum status st;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		ARRAY_GROW(out->access, out->count + 1, out->room);
		out->access[out->count++] = (struct access){
			.id = db_int(s, 0),
			.at = db_int(s, 1),
			.demand = db_int(s, 2),
			.actor = row_text(t, s, 3),
			.role = row_text(t, s, 4),
			.what = row_text(t, s, 5),
			.reason = row_text(t, s, 6),
		};
	}
	return st;
}

enum status
ledger_accesses(struct ledger *l, int64_t demand, size_t limit,
    struct accesses *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db,
	    &sql[demand ? SQL_LIST : SQL_LIST_ALL]);

	if (demand)
		db_bind_int(s, db_at(s, "$demand"), demand);
	db_bind_int(s, db_at(s, "$limit"), (int64_t)limit);
	return read_accesses(s, out, err);
}

enum status
ledger_access(struct ledger *l, int64_t id, struct accesses *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_GET]);

	db_bind_int(s, db_at(s, "$id"), id);
	return read_accesses(s, out, err);
}

enum status
ledger_access_named(struct ledger *l, int64_t id, const char *what,
    bool *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ABOUT]);
	int64_t found = 0;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), id);
	db_bind_text(s, db_at(s, "$what"), what);
	st = db_one(s, &found, err);
	*out = found != 0;
	return st;
}

enum status
ledger_count_accesses(struct ledger *l, const char *actor, const char *what,
    int64_t since, int64_t *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_RATE]);

	db_bind_text(s, db_at(s, "$actor"), actor);
	db_bind_text(s, db_at(s, "$what"), what);
	db_bind_int(s, db_at(s, "$since"), since);
	return db_one(s, out, err);
}

enum status
ledger_log_search(struct ledger *l, const struct search_log *log,
    struct err *err)
{
	struct buf masked = BUF_INIT;
	struct stmt *s;
	enum status st = ledger_text_check(log->query, "the question", err);

	if (st == ST_OK)
		st = ledger_begin(l, err);
	if (st != ST_OK)
		return st;
	mask_text(&masked, slice_of(log->query));
	s = db_stmt(l->db, &sql[SQL_SEARCH]);
	db_bind_int(s, db_at(s, "$at"), log->at);
	db_bind_int(s, db_at(s, "$kb_generation"), log->kb_generation);
	db_bind_int(s, db_at(s, "$hits"), log->hits);
	db_bind_int(s, db_at(s, "$demand"), log->demand);
	db_bind_text(s, db_at(s, "$operator"), log->operator);
	db_bind_text(s, db_at(s, "$query"), buf_text(&masked));
	db_bind_text(s, db_at(s, "$opened"), log->opened ? log->opened : "");
	db_bind_text(s, db_at(s, "$used"), log->used ? log->used : "");
	st = ledger_end(l, db_run(s, err), err);
	buf_release(&masked);
	return st;
}

enum status
ledger_gaps(struct ledger *l, int64_t from, int64_t to, size_t limit,
    struct gaps *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_GAPS]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$from"), from);
	db_bind_int(s, db_at(s, "$to"), to);
	db_bind_int(s, db_at(s, "$limit"), (int64_t)limit);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		ARRAY_GROW(out->gap, out->count + 1, out->room);
		out->gap[out->count++] = (struct gap){
			.query = row_text(&out->texts, s, 0),
			.searches = db_int(s, 1),
			.operators = db_int(s, 2),
			.hits = db_int(s, 3),
			.last_at = db_int(s, 4),
		};
	}
	return st;
}
