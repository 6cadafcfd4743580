/*
 * fts.c - FTS5 through its C interface (fts5_api, tokenizer v1).
 *
 * Candidates are not found by bm25(), which would score every match and
 * tokenize it again: one auxiliary function walks each phrase's list of rows
 * itself and adds weights in an array, which costs a few nanoseconds a row.
 */
#include "store/fts.h"

#include "base/mem.h"
#include "store/db.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define STOP_ROWS 8192			/* between two questions to stop() */

struct fts {
	struct db *db;
	/* of the gathering at hand */
	const struct fts_phrase *phrase;
	size_t phrases;
	int64_t left;			/* rows of the phrase at hand */
	float weight;
	bool (*stop)(void *arg);
	void *stop_arg;
	unsigned asked;
	bool stopped;
	/* sums by row; all 0 between two gatherings */
	float *sum;
	int64_t rows;
	uint32_t *touched;
	size_t touches, touch_room;
};

static int
tokenizer_create(void *context, const char **args, int count,
    Fts5Tokenizer **out)
{
	(void)args;
	(void)count;
	*out = context;
	return SQLITE_OK;
}

static void
tokenizer_delete(Fts5Tokenizer *tokenizer)
{
	(void)tokenizer;
}

typedef int token_fn(void *context, int flags, const char *text, int bytes,
    int from, int to);

static int
tokenizer_run(Fts5Tokenizer *tokenizer, void *context, int flags,
    const char *text, int bytes, token_fn *put)
{
	(void)tokenizer;
	if (flags & FTS5_TOKENIZE_QUERY)
		return put(context, 0, text, bytes, 0, bytes);
	return SQLITE_MISUSE;
}

static int
gather_row(const Fts5ExtensionApi *api, Fts5Context *context, void *arg)
{
	struct fts *f = arg;
	int64_t row = api->xRowid(context);

	if (row <= 0 || row > f->rows)
		return SQLITE_CORRUPT_VTAB;
	if (f->sum[row] <= 0) {
		ARRAY_GROW(f->touched, f->touches + 1, f->touch_room);
		f->touched[f->touches++] = (uint32_t)row;
	}
	f->sum[row] += f->weight;
	if (f->stop && ++f->asked % STOP_ROWS == 0 && f->stop(f->stop_arg)) {
		f->stopped = true;
		return SQLITE_DONE;
	}
	return --f->left > 0 ? SQLITE_OK : SQLITE_DONE;
}

static void
gather(const Fts5ExtensionApi *api, Fts5Context *context,
    sqlite3_context *result, int count, sqlite3_value **values)
{
	struct fts *f = api->xUserData(context);
	int phrases = api->xPhraseCount(context), code = SQLITE_OK;

	(void)count;
	(void)values;
	for (int i = 0; i < phrases && (size_t)i < f->phrases; i++) {
		f->weight = f->phrase[i].weight;
		f->left = f->phrase[i].limit;
		if (f->stopped || f->left <= 0)
			continue;
		code = api->xQueryPhrase(context, i, f, gather_row);
		if (code != SQLITE_OK && code != SQLITE_DONE) {
			sqlite3_result_error_code(result, code);
			return;
		}
	}
	sqlite3_result_int(result, 1);
}

static enum status
api_of(struct db *db, fts5_api **out, struct err *err)
{
	sqlite3_stmt *s = NULL;
	struct sqlite3 *handle = db_handle(db);

	*out = NULL;
	if (sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &s, NULL) ==
	    SQLITE_OK) {
		sqlite3_bind_pointer(s, 1, out, "fts5_api_ptr", NULL);
		sqlite3_step(s);
	}
	sqlite3_finalize(s);
	if (!*out || (*out)->iVersion < 2)
		return fail(err, ST_FAILED, "this SQLite library was built "
		    "without FTS5");
	return ST_OK;
}

enum status
fts_new(struct fts **out, struct db *db, struct err *err)
{
	fts5_tokenizer tokenizer = {
		tokenizer_create, tokenizer_delete, tokenizer_run
	};
	fts5_api *api = NULL;
	struct fts *f = NULL;
	enum status st = api_of(db, &api, err);
	int code;

	if (st == ST_OK) {
		assert(api);
		f = xcalloc(1, sizeof(*f));
		f->db = db;
		code = api->xCreateTokenizer(api, "desk", f, &tokenizer,
		    NULL);
		if (code == SQLITE_OK)
			code = api->xCreateFunction(api, "gather", f, gather,
			    NULL);
		if (code != SQLITE_OK)
			st = db_fail(db, "full-text functions", err);
	}
	if (st != ST_OK) {
		fts_free(f);
		f = NULL;
	}
	*out = f;
	return st;
}

void
fts_free(struct fts *f)
{
	if (!f)
		return;
	free(f->sum);
	free(f->touched);
	free(f);
}

void
fts_quote(struct buf *out, struct slice term, bool title)
{
	buf_add_char(out, '"');
	if (title)
		buf_add_char(out, FTS_TITLE);
	for (size_t i = 0; i < term.bytes; i++) {
		if (term.text[i] == '"')
			buf_add_char(out, '"');
		buf_add_char(out, term.text[i]);
	}
	buf_add_char(out, '"');
}

static bool
row_worse(struct fts_row a, struct fts_row b)
{
	if (a.score < b.score || a.score > b.score)
		return a.score < b.score;
	return a.row > b.row;
}

/* The worst stands at the top of the heap. */
static void
heap_down(struct fts_row *heap, size_t count, size_t at)
{
	for (;;) {
		size_t least = at, kid = 2 * at + 1;
		struct fts_row held = heap[at];

		if (kid < count && row_worse(heap[kid], heap[least]))
			least = kid;
		if (kid + 1 < count && row_worse(heap[kid + 1], heap[least]))
			least = kid + 1;
		if (least == at)
			return;
		heap[at] = heap[least];
		heap[least] = held;
		at = least;
	}
}

static size_t
best_rows(const struct fts *f, struct fts_row *heap, size_t limit)
{
	size_t n = 0;

	for (size_t i = 0; i < f->touches; i++) {
		struct fts_row r = { f->touched[i], f->sum[f->touched[i]] };

		if (n < limit) {
			heap[n++] = r;
			if (n == limit)
				for (size_t k = n / 2; k-- > 0;)
					heap_down(heap, n, k);
		} else if (row_worse(heap[0], r)) {
			heap[0] = r;
			heap_down(heap, n, 0);
		}
	}
	return n;
}

static int
best_first(const void *va, const void *vb)
{
	const struct fts_row *a = va, *b = vb;

	if (row_worse(*b, *a))
		return -1;
	return row_worse(*a, *b);
}

static void
sums_clear(struct fts *f, int64_t rows)
{
	for (size_t i = 0; i < f->touches; i++)
		f->sum[f->touched[i]] = 0;
	f->touches = 0;
	if (rows != f->rows) {
		free(f->sum);
		f->sum = xcalloc((size_t)rows + 1, sizeof(*f->sum));
		f->rows = rows;
	}
}

static const struct db_sql sql_gather = { "gather candidates",
    "SELECT gather(f) FROM f WHERE f MATCH ?1 LIMIT 1" };

enum status
fts_gather(struct fts *f, const struct fts_phrase *phrase, size_t phrases,
    int64_t rows, struct fts_row *out, size_t limit, size_t *count,
    bool (*stop)(void *arg), void *stop_arg, struct err *err)
{
	struct stmt *s = db_stmt(f->db, &sql_gather);
	struct buf match = BUF_INIT;
	int64_t found;
	enum status st;

	*count = 0;
	if (phrases == 0 || limit == 0)
		return ST_OK;
	for (size_t i = 0; i < phrases; i++) {
		if (i > 0)
			buf_add_text(&match, " OR ");
		fts_quote(&match, phrase[i].term, false);
	}
	sums_clear(f, rows);
	f->phrase = phrase;
	f->phrases = phrases;
	f->stop = stop;
	f->stop_arg = stop_arg;
	f->stopped = false;
	db_bind_slice(s, 1, buf_slice(&match));
	st = db_one(s, &found, err);
	buf_release(&match);
	if (st == ST_NOT_FOUND)
		return ST_OK;
	if (st == ST_OK && f->stopped)
		st = fail(err, ST_CANCELLED, "broken off");
	if (st != ST_OK)
		return st;
	*count = best_rows(f, out, limit);
	qsort(out, *count, sizeof(*out), best_first);
	return ST_OK;
}
