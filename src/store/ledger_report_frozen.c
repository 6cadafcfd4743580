/*
 * ledger_report_frozen.c - close a month, read it, prove it.
 */
#include "store/ledger_report_frozen.h"
#include "store/ledger_part.h"

#include "base/clock.h"
#include "base/mem.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

enum sql { SQL_ADD, SQL_FIGURE_ADD, SQL_FIND, SQL_FIGURES, SQL_LAST,
	SQL_ALL, SQL_ALL_FIGURES, SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_ADD] = { "close a month",
	    "INSERT INTO frozen (id, from_at, to_at, at, actor, figures,"
	    " before, hash) VALUES ($id, $from, $to, $at, $actor, $figures,"
	    " $before, $hash)" },
	[SQL_FIGURE_ADD] = { "close a figure",
	    "INSERT INTO frozen_figure (frozen, report, split, line, key, up,"
	    " down, out, soon) VALUES ($id, $report, $split, $line, $key,"
	    " $up, $down, $out, $soon)" },
	[SQL_FIND] = { "find a closed month",
	    "SELECT id, from_at, to_at, at, figures, before, hash FROM frozen"
	    " WHERE from_at = $from AND to_at = $to" },
	[SQL_FIGURES] = { "read closed figures",
	    "SELECT line, key, up, down, out, soon FROM frozen_figure"
	    " WHERE frozen = $id AND report = $report AND split = $split"
	    " ORDER BY line, key" },
	[SQL_LAST] = { "read the last closed month",
	    "SELECT id, hash FROM frozen ORDER BY id DESC LIMIT 1" },
	[SQL_ALL] = { "read closed months",
	    "SELECT id, from_at, to_at, at, figures, before, hash, actor"
	    " FROM frozen WHERE id > $id ORDER BY id LIMIT 1" },
	[SQL_ALL_FIGURES] = { "read a month's figures",
	    "SELECT report, split, line, key, up, down, out, soon"
	    " FROM frozen_figure WHERE frozen = $id"
	    " ORDER BY report, split, line, key" },
};

static void
take_hash(struct stmt *s, int column, unsigned char out[FROZEN_HASH_BYTES])
{
	struct slice bytes = db_slice(s, column);

	memset(out, 0, FROZEN_HASH_BYTES);
	if (bytes.bytes == FROZEN_HASH_BYTES)
		memcpy(out, bytes.text, FROZEN_HASH_BYTES);
}

static void
load(struct stmt *s, struct frozen *out)
{
	*out = (struct frozen){ .id = db_int(s, 0), .from = db_int(s, 1),
		.to = db_int(s, 2), .at = db_int(s, 3), .actor = "",
		.figures = db_int(s, 4) };
	take_hash(s, 5, out->before);
	take_hash(s, 6, out->hash);
}

/* The month and its figures as they lie in the file, in their order. */
static enum status
digest(struct ledger *l, const struct frozen *f, int64_t *figures,
    unsigned char out[FROZEN_HASH_BYTES], struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ALL_FIGURES]);
	crypto_generichash_state state;
	struct buf line = BUF_INIT;
	bool row;
	enum status st;

	crypto_generichash_init(&state, NULL, 0, FROZEN_HASH_BYTES);
	buf_addf(&line, "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %s\n",
	    f->id, f->from, f->to, f->at, f->actor);
	buf_add(&line, f->before, FROZEN_HASH_BYTES);
	*figures = 0;
	db_bind_int(s, db_at(s, "$id"), f->id);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		crypto_generichash_update(&state,
		    (const unsigned char *)line.text, line.bytes);
		buf_reset(&line);
		buf_addf(&line, "%s\t%s\t%" PRId64 "\t%s\t%.17g\t%.17g\t%"
		    PRId64 "\t%" PRId64 "\n", db_text(s, 0), db_text(s, 1),
		    db_int(s, 2), db_text(s, 3), db_real(s, 4), db_real(s, 5),
		    db_int(s, 6), db_int(s, 7));
		(*figures)++;
	}
	crypto_generichash_update(&state, (const unsigned char *)line.text,
	    line.bytes);
	crypto_generichash_final(&state, out, FROZEN_HASH_BYTES);
	buf_release(&line);
	return st;
}

static enum status
add_report(struct ledger *l, int64_t id, const struct frozen_report *r,
    int64_t *figures, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < r->figures->count; i++) {
		const struct figure *f = &r->figures->figure[i];
		struct stmt *s = db_stmt(l->db, &sql[SQL_FIGURE_ADD]);

		db_bind_int(s, db_at(s, "$id"), id);
		db_bind_text(s, db_at(s, "$report"), r->report);
		db_bind_text(s, db_at(s, "$split"), r->split);
		db_bind_text(s, db_at(s, "$key"), f->key);
#define X(kind, name) db_bind_##kind(s, db_at(s, "$" #name), f->name);
		X(int, line) X(real, up) X(real, down) X(int, out) X(int, soon)
#undef X
		st = db_run(s, err);
		(*figures)++;
	}
	return st;
}

static enum status
add_month(struct ledger *l, const struct frozen *f, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ADD]);
	enum status st;

#define X(name) db_bind_int(s, db_at(s, "$" #name), f->name);
	X(id) X(from) X(to) X(at) X(figures)
#undef X
	db_bind_text(s, db_at(s, "$actor"), f->actor);
	db_bind_blob(s, db_at(s, "$before"), f->before, FROZEN_HASH_BYTES);
	db_bind_blob(s, db_at(s, "$hash"), f->hash, FROZEN_HASH_BYTES);
	st = db_run(s, err);
	if (st == ST_CONFLICT)
		return fail(err, ST_CONFLICT, "the month is closed already");
	return st;
}

static enum status
last(struct ledger *l, struct frozen *f, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_LAST]);
	bool row;
	enum status st = db_step(s, &row, err);

	f->id = 1;
	memset(f->before, 0, sizeof(f->before));
	if (st != ST_OK || !row)
		return st;
	f->id = db_int(s, 0) + 1;
	take_hash(s, 1, f->before);
	db_reset(s);
	return ST_OK;
}

/* References are looked at when all is in: figures first, for their hash. */
static enum status
freeze(struct ledger *l, struct frozen f, const struct frozen_report *reports,
    size_t count, struct err *err)
{
	int64_t figures = 0;
	enum status st = db_exec(l->db, "wait with references",
	    "PRAGMA defer_foreign_keys = ON", err);

	if (st == ST_OK)
		st = last(l, &f, err);
	for (size_t i = 0; st == ST_OK && i < count; i++)
		st = add_report(l, f.id, &reports[i], &f.figures, err);
	if (st == ST_OK)
		st = digest(l, &f, &figures, f.hash, err);
	return st == ST_OK ? add_month(l, &f, err) : st;
}

enum status
ledger_freeze(struct ledger *l, const struct frozen *f,
    const struct frozen_report *reports, size_t count, struct err *err)
{
	enum status st = ledger_begin(l, err);

	if (st != ST_OK)
		return st;
	return ledger_end(l, freeze(l, *f, reports, count, err), err);
}

enum status
ledger_frozen(struct ledger *l, int64_t from, int64_t to, struct frozen *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_FIND]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$from"), from);
	db_bind_int(s, db_at(s, "$to"), to);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st == ST_OK ? ST_NOT_FOUND : st;
	load(s, out);
	db_reset(s);
	return ST_OK;
}

enum status
ledger_frozen_figures(struct ledger *l, int64_t id, const char *report,
    const char *split, struct figures *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_FIGURES]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), id);
	db_bind_text(s, db_at(s, "$report"), report);
	db_bind_text(s, db_at(s, "$split"), split);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		ARRAY_GROW(out->figure, out->count + 1, out->room);
		out->figure[out->count++] = (struct figure){
			.line = (int)db_int(s, 0),
			.key = row_text(&out->texts, s, 1),
			.up = db_real(s, 2), .down = db_real(s, 3),
			.out = db_int(s, 4), .soon = db_int(s, 5),
		};
	}
	return st;
}

/* The next month behind @f->id; ST_NOT_FOUND at the end. */
static enum status
next(struct ledger *l, struct frozen *f, struct texts *texts,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_ALL]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$id"), f->id);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st == ST_OK ? ST_NOT_FOUND : st;
	load(s, f);
	f->actor = row_text(texts, s, 7);
	db_reset(s);
	return ST_OK;
}

static enum status
check_month(struct ledger *l, const struct frozen *f,
    const unsigned char before[FROZEN_HASH_BYTES], struct err *err)
{
	unsigned char hash[FROZEN_HASH_BYTES];
	char from[CLOCK_TEXT_BYTES];
	int64_t figures;
	enum status st = digest(l, f, &figures, hash, err);

	if (st == ST_OK && (figures != f->figures ||
	    memcmp(hash, f->hash, sizeof(hash)) != 0 ||
	    memcmp(before, f->before, sizeof(hash)) != 0))
		st = fail(err, ST_CORRUPT, "the month closed from %s on is "
		    "not as it was", clock_text(f->from, CLOCK_DATE, from));
	return st;
}

enum status
ledger_check_frozen(struct ledger *l, int64_t *months, struct err *err)
{
	unsigned char before[FROZEN_HASH_BYTES] = { 0 };
	struct texts texts = TEXTS_INIT;
	struct frozen f = { .id = 0 };
	enum status st;

	*months = 0;
	while ((st = next(l, &f, &texts, err)) == ST_OK) {
		st = check_month(l, &f, before, err);
		if (st != ST_OK)
			break;
		memcpy(before, f.hash, sizeof(before));
		(*months)++;
	}
	texts_release(&texts);
	return st == ST_NOT_FOUND ? ST_OK : st;
}
