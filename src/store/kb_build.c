/*
 * kb_build.c - the course of a build: stage, count, rank, write, check.
 *
 * What the tables hold is kb_index's; where the file ends up is
 * kb_generation's.
 */
#include "store/kb_build.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/fts.h"
#include "store/kb_format.h"
#include "store/kb_generation.h"
#include "store/kb_index.h"
#include "store/postings.h"
#include "store/stage.h"
#include "text/tokens.h"

#include <stdlib.h>
#include <unistd.h>

#define PROGRESS_ENTRIES 256
#define KB_ENTRIES_MAX ((1 << POSTINGS_ROW_BITS) - 1)

struct kb_build {
	char *dir;
	char *path;			/* the unpublished file */
	int64_t generation;
	int64_t now;
	void (*progress)(void *arg, int64_t done, int64_t all);
	void *progress_arg;
	struct db *db;
	struct kb_index *index;
	struct stage *stage;
	const struct prior *prior;	/* or NULL */
	struct kb_prior_counts *taken;
	bool finished, published;
};

static enum status
check_generation(const struct kb_build_options *o, struct err *err)
{
	int64_t *list = NULL, current;
	size_t n = 0;
	enum status st = kb_generations(o->dir, &list, &n, &current, err);

	if (st == ST_OK && (o->generation <= 0 ||
	    (n > 0 && list[n - 1] >= o->generation)))
		st = fail(err, ST_CONFLICT, "generation %lld is not above "
		    "those in %s", (long long)o->generation, o->dir);
	free(list);
	return st;
}

static enum status
put_number(struct kb_build *b, const char *key, int64_t value,
    struct err *err)
{
	char *text = xasprintf("%lld", (long long)value);
	enum status st = kb_index_meta(b->db, key, text, err);

	free(text);
	return st;
}

static enum status
put_identity(struct kb_build *b, struct err *err)
{
	enum status st = kb_index_meta(b->db, KB_META_FORMAT, KB_FORMAT, err);

	if (st == ST_OK)
		st = kb_index_meta(b->db, KB_META_TOKENS, tokens_version(),
		    err);
	if (st == ST_OK)
		st = kb_index_meta(b->db, KB_META_FIELDS, KB_FIELDS, err);
	if (st == ST_OK)
		st = put_number(b, KB_META_GENERATION, b->generation, err);
	if (st == ST_OK)
		st = put_number(b, KB_META_BUILT_AT, b->now, err);
	return st;
}

static enum status
open_file(struct kb_build *b, struct err *err)
{
	enum status st = db_open(&b->db, b->path, DB_BUILD, err);

	if (st != ST_OK)
		return st;
	st = kb_index_new(&b->index, b->db, b->dir, err);
	if (st == ST_OK)
		st = db_begin(b->db, err);
	return st == ST_OK ? put_identity(b, err) : st;
}

enum status
kb_build_new(struct kb_build **out, const struct kb_build_options *o,
    struct err *err)
{
	struct kb_build *b = NULL;
	enum status st = file_make_dir(o->dir, 0755, err);

	if (st == ST_OK)
		st = check_generation(o, err);
	if (st == ST_OK) {
		b = xcalloc(1, sizeof(*b));
		b->dir = xstrdup(o->dir);
		b->generation = o->generation;
		b->now = o->now;
		b->progress = o->progress;
		b->progress_arg = o->progress_arg;
		b->path = kb_new_path(o->dir, o->generation);
		st = stage_new(&b->stage, o->dir, err);
	}
	if (st == ST_OK)
		st = open_file(b, err);
	if (st != ST_OK) {
		kb_build_free(b);
		b = NULL;
	}
	*out = b;
	return st;
}

void
kb_build_free(struct kb_build *b)
{
	if (!b)
		return;
	db_close(b->db);
	kb_index_free(b->index);
	stage_free(b->stage);
	if (!b->published && b->path)
		unlink(b->path);
	free(b->path);
	free(b->dir);
	free(b);
}

enum status
kb_build_add(struct kb_build *b, const struct entry *e, struct err *err)
{
	if (stage_count(b->stage) == KB_ENTRIES_MAX)
		return fail(err, ST_FULL, "a base has room for %d entries",
		    KB_ENTRIES_MAX);
	kb_index_count(b->index, e);
	return stage_add(b->stage, e, clock_day(b->now), err);
}

enum status
kb_build_meta(struct kb_build *b, const char *key, const char *value,
    struct err *err)
{
	return kb_index_meta(b->db, key, value, err);
}

void
kb_build_prior(struct kb_build *b, const struct prior *prior,
    struct kb_prior_counts *taken)
{
	b->prior = prior;
	b->taken = taken;
}

static enum status
write_entries(struct kb_build *b, struct err *err)
{
	int64_t all = (int64_t)stage_count(b->stage);
	enum status st = ST_OK;

	for (int64_t i = 0; i < all && st == ST_OK; i++) {
		struct entry e = ENTRY_INIT;

		st = stage_get(b->stage, (size_t)i, &e, err);
		if (st == ST_OK)
			st = kb_index_entry(b->index, (uint32_t)i + 1, &e,
			    err);
		entry_release(&e);
		if (b->progress && i % PROGRESS_ENTRIES == 0)
			b->progress(b->progress_arg, i, all);
	}
	if (st == ST_OK && b->progress)
		b->progress(b->progress_arg, all, all);
	return st;
}

static enum status
check_text(struct db *db, const char *sql, const char *want, struct err *err)
{
	struct stmt *s = db_stmt_once(db, "self-check", sql);
	bool row = false;
	enum status st = db_step(s, &row, err);

	if (st == ST_OK && !(row && slice_is(db_slice(s, 0), want)))
		st = fail(err, ST_CORRUPT, "the new base did not pass its "
		    "check (%s)", row ? db_text(s, 0) : "");
	db_drop(s);
	return st;
}

static enum status
check_count(struct db *db, const char *sql, int64_t want, struct err *err)
{
	int64_t have;
	enum status st = db_number(db, sql, &have, err);

	if (st == ST_OK && have != want)
		st = fail(err, ST_CORRUPT, "the new base has %lld entries, "
		    "%lld were given", (long long)have, (long long)want);
	return st;
}

/* By a connection that knows nothing but the file. */
static enum status
self_check(struct kb_build *b, struct err *err)
{
	int64_t entries = (int64_t)stage_count(b->stage);
	struct fts *fts = NULL;
	struct db *db;
	enum status st = db_open(&db, b->path, DB_WRITE, err);

	if (st != ST_OK)
		return st;
	st = fts_new(&fts, db, err);
	if (st == ST_OK)
		st = check_count(db, "SELECT count(*) FROM entry", entries,
		    err);
	if (st == ST_OK)
		st = check_count(db, "SELECT count(*) FROM digest", entries,
		    err);
	if (st == ST_OK)
		st = check_text(db, "PRAGMA integrity_check", "ok", err);
	if (st == ST_OK)
		st = db_exec(db, "check the full-text table",
		    "INSERT INTO f(f) VALUES ('integrity-check')", err);
	db_close(db);
	fts_free(fts);
	return st;
}

static enum status
write_all(struct kb_build *b, struct err *err)
{
	enum status st = put_number(b, KB_META_ENTRIES,
	    (int64_t)stage_count(b->stage), err);

	if (st == ST_OK)
		st = kb_index_terms(b->index, err);
	if (st == ST_OK)
		st = write_entries(b, err);
	if (st == ST_OK)
		st = kb_index_end(b->index, err);
	if (st == ST_OK && b->prior)
		st = kb_prior_write(b->db, b->prior, b->taken, err);
	return db_end(b->db, st, err);
}

enum status
kb_build_finish(struct kb_build *b, struct err *err)
{
	enum status st;

	stage_sort(b->stage);
	st = write_all(b, err);
	db_close(b->db);
	b->db = NULL;
	kb_index_free(b->index);
	b->index = NULL;
	if (st == ST_OK)
		st = self_check(b, err);
	b->finished = st == ST_OK;
	return st;
}

const char *
kb_build_path(const struct kb_build *b)
{
	return b->path;
}

enum status
kb_build_publish(struct kb_build *b, struct err *err)
{
	enum status st;

	if (!b->finished)
		return fail(err, ST_USAGE, "the base is not finished");
	st = kb_publish(b->dir, b->generation, b->path, err);
	b->published = st == ST_OK;
	return st;
}
