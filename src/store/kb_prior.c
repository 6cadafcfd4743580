/*
 * kb_prior.c - entry ids become rows on the way in; one statement a question
 * on the way out.
 */
#include "store/kb_prior.h"

#include "base/mem.h"
#include "store/db.h"
#include "store/kb_file.h"
#include "store/kb_index.h"
#include "text/digest.h"

#include <stdlib.h>

static const struct db_sql sql_row = { "find an answer's entry",
    "SELECT row FROM entry WHERE entry_id = ?1" };
static const struct db_sql sql_add = { "add what answers say",
    "INSERT INTO prior (key, shares) VALUES (?1, ?2)" };
static const struct db_sql sql_add_entry = { "add how often it answered",
    "INSERT INTO prior_entry (row, answers, operators)"
    " VALUES (?1, ?2, ?3)" };
static const struct db_sql sql_word = { "look up what answers say",
    "SELECT shares FROM prior WHERE key = ?1" };
static const struct db_sql sql_entry = { "look up how often it answered",
    "SELECT answers, operators FROM prior_entry WHERE row = ?1" };

struct share {
	uint32_t row, weight;
};

struct writing {
	struct db *db;
	const struct prior *prior;
	uint32_t *row;			/* of each entry; 0: it is not there */
	struct share *share;
	size_t room;
	struct buf bytes;
	struct kb_prior_counts *out;
};

static enum status
find_rows(struct writing *w, struct err *err)
{
	size_t count = prior_entries(w->prior);
	enum status st = ST_OK;

	w->row = xcalloc(count + 1, sizeof(*w->row));
	for (size_t i = 0; i < count && st == ST_OK; i++) {
		struct stmt *s = db_stmt(w->db, &sql_row);
		int64_t row = 0;

		db_bind_slice(s, 1, prior_entry_id(w->prior, (uint32_t)i));
		st = db_one(s, &row, err);
		if (st == ST_NOT_FOUND)
			st = ST_OK;
		w->row[i] = (uint32_t)row;
	}
	return st;
}

static enum status
put_entry(struct writing *w, uint32_t entry, struct err *err)
{
	struct stmt *s = db_stmt(w->db, &sql_add_entry);
	struct prior_entry e = prior_entry(w->prior, entry);

	db_bind_int(s, 1, w->row[entry]);
	db_bind_int(s, 2, e.answers);
	db_bind_int(s, 3, e.operators);
	w->out->entries++;
	return db_run(s, err);
}

static int
row_cmp(const void *va, const void *vb)
{
	const struct share *a = va, *b = vb;

	return (a->row > b->row) - (a->row < b->row);
}

static void
pack(struct writing *w, const struct share *share, size_t n, uint32_t all)
{
	uint32_t before = 0;

	buf_reset(&w->bytes);
	digest_put(&w->bytes, all);
	for (size_t i = 0; i < n; i++) {
		digest_put(&w->bytes, share[i].row - before);
		digest_put(&w->bytes, share[i].weight);
		before = share[i].row;
	}
}

static enum status
put_word(struct writing *w, const struct prior_word *word, struct err *err)
{
	const struct prior_share *from = prior_shares(w->prior) + word->share;
	struct stmt *s = db_stmt(w->db, &sql_add);
	size_t n = 0;

	ARRAY_GROW(w->share, word->shares, w->room);
	for (size_t i = 0; i < word->shares; i++)
		if (w->row[from[i].entry])
			w->share[n++] = (struct share){ w->row[from[i].entry],
				from[i].weight };
	if (n == 0)
		return ST_OK;
	qsort(w->share, n, sizeof(*w->share), row_cmp);
	pack(w, w->share, n, word->weight);
	w->out->words++;
	w->out->pairs += (int64_t)n;
	db_bind_int(s, 1, (int64_t)word->key);
	db_bind_blob(s, 2, w->bytes.text, w->bytes.bytes);
	return db_run(s, err);
}

static enum status
put_count(struct writing *w, struct err *err)
{
	char *text = xasprintf("%lld", (long long)w->out->words);
	enum status st = kb_index_meta(w->db, KB_META_PRIOR, text, err);

	free(text);
	return st;
}

enum status
kb_prior_write(struct db *db, const struct prior *p,
    struct kb_prior_counts *out, struct err *err)
{
	struct writing w = { .db = db, .prior = p, .out = out };
	size_t words, entries = prior_entries(p);
	const struct prior_word *word = prior_words(p, &words);
	enum status st = find_rows(&w, err);

	*out = (struct kb_prior_counts){ 0, 0, 0 };
	for (size_t i = 0; i < words && st == ST_OK; i++)
		st = put_word(&w, &word[i], err);
	for (uint32_t i = 0; i < entries && st == ST_OK; i++)
		if (w.row[i])
			st = put_entry(&w, i, err);
	if (st == ST_OK)
		st = put_count(&w, err);
	free(w.row);
	free(w.share);
	buf_release(&w.bytes);
	return st;
}

bool
kb_has_prior(const struct kb *kb)
{
	return kb->file->prior_words > 0;
}

enum status
kb_prior(struct kb *kb, struct slice word, uint32_t *all,
    struct slice *shares, struct err *err)
{
	struct stmt *s = db_stmt(kb->file->db, &sql_word);
	bool row;
	enum status st;

	*shares = (struct slice){ NULL, 0 };
	db_reset(s);
	db_bind_int(s, 1, (int64_t)prior_key(word));
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	*shares = db_slice(s, 0);
	if (!digest_take(shares, all))
		*shares = (struct slice){ NULL, 0 };
	return ST_OK;
}

bool
kb_prior_take(struct slice *shares, int64_t *row, uint32_t *weight)
{
	uint32_t more;

	if (!digest_take(shares, &more) || !digest_take(shares, weight))
		return false;
	*row += more;
	return true;
}

enum status
kb_prior_entry(struct kb *kb, int64_t row, struct prior_entry *out,
    struct err *err)
{
	struct stmt *s = db_stmt(kb->file->db, &sql_entry);
	bool found;
	enum status st;

	*out = (struct prior_entry){ 0, 0 };
	db_bind_int(s, 1, row);
	st = db_step(s, &found, err);
	if (st == ST_OK && found) {
		out->answers = (uint32_t)db_int(s, 0);
		out->operators = (uint32_t)db_int(s, 1);
		db_reset(s);
	}
	return st;
}
