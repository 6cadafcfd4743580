/*
 * search_yard.c - what else one would take: FTS5 as it comes.
 */
#include "search.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "text/normalize.h"
#include "text/tokens.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BEST 10

struct yard {
	sqlite3 *db;
	const char *name;
	bool trigrams;
};

static void
check(const struct yard *y, bool good)
{
	if (good)
		return;
	fprintf(stderr, "bench/search: %s: %s\n", y->name,
	    sqlite3_errmsg(y->db));
	exit(1);
}

static void
exec(const struct yard *y, const char *sql)
{
	check(y, sqlite3_exec(y->db, sql, NULL, NULL, NULL) == SQLITE_OK);
}

/* The pairs and words of a text, each in quotes with @between them. */
static void
add_pairs(struct buf *out, const char *text, const char *between)
{
	struct normal normal;
	struct tokens tokens;
	struct token t;
	size_t before = out->bytes;

	normal_init(&normal);
	normal_set(&normal, slice_of(text), false);
	tokens_start(&tokens, buf_slice(&normal.text));
	while (tokens_next(&tokens, &t)) {
		if (t.kind != TOKEN_PAIR && t.kind != TOKEN_WORD)
			continue;
		if (out->bytes > before)
			buf_add_text(out, between);
		buf_addf(out, "\"%.*s\"", (int)t.text.bytes, t.text.text);
	}
	normal_release(&normal);
}

/* The trigrams of a question, in quotes. */
static void
add_trigrams(struct buf *out, const char *text)
{
	size_t start[4] = { 0 }, n = 0;
	struct buf normal = BUF_INIT;

	normalize(&normal, slice_of(text));
	for (size_t i = 0; i <= normal.bytes; i++) {
		if (i < normal.bytes && ((normal.text[i] & 0xc0) == 0x80))
			continue;
		memmove(start, start + 1, 3 * sizeof(*start));
		start[3] = i;
		if (++n < 4 || memchr(normal.text + start[0], '"',
		    i - start[0]))
			continue;
		if (out->bytes > 0)
			buf_add_text(out, " OR ");
		buf_addf(out, "\"%.*s\"", (int)(i - start[0]),
		    normal.text + start[0]);
	}
	buf_release(&normal);
}

static void
row_text(struct buf *out, const struct entry *e)
{
	static const enum entry_field fields[] = { ENTRY_TITLE,
		ENTRY_QUESTION, ENTRY_ANSWER_SHORT, ENTRY_ANSWER_FULL };

	buf_reset(out);
	for (size_t i = 0; i < COUNT(fields); i++) {
		buf_add_text(out, entry_get(e, fields[i]));
		buf_add_char(out, '\n');
	}
}

static void
fill(struct yard *y, struct rows *r, size_t size)
{
	sqlite3_stmt *f, *id;
	struct buf text = BUF_INIT, terms = BUF_INIT;

	exec(y, y->trigrams ? "CREATE VIRTUAL TABLE f USING fts5(t, "
	    "content='', tokenize='trigram')" : "CREATE VIRTUAL TABLE f "
	    "USING fts5(t, content='', tokenize='unicode61')");
	exec(y, "CREATE TABLE id (row INTEGER PRIMARY KEY, id TEXT); BEGIN");
	check(y, sqlite3_prepare_v2(y->db, "INSERT INTO f (rowid, t) VALUES "
	    "(?1, ?2)", -1, &f, NULL) == SQLITE_OK);
	check(y, sqlite3_prepare_v2(y->db, "INSERT INTO id VALUES (?1, ?2)",
	    -1, &id, NULL) == SQLITE_OK);
	for (size_t i = 0; i < size; i++) {
		struct entry e;

		rows_get(r, i, &e);
		row_text(&text, &e);
		buf_reset(&terms);
		if (y->trigrams)
			normalize(&terms, buf_slice(&text));
		else
			add_pairs(&terms, buf_text(&text), " ");
		sqlite3_bind_int64(f, 1, (int64_t)i + 1);
		sqlite3_bind_text(f, 2, buf_text(&terms), -1, NULL);
		sqlite3_bind_int64(id, 1, (int64_t)i + 1);
		sqlite3_bind_text(id, 2, entry_get(&e, ENTRY_EXTERNAL_ID), -1,
		    NULL);
		check(y, sqlite3_step(f) == SQLITE_DONE);
		check(y, sqlite3_step(id) == SQLITE_DONE);
		sqlite3_reset(f);
		sqlite3_reset(id);
		entry_release(&e);
	}
	sqlite3_finalize(f);
	sqlite3_finalize(id);
	exec(y, "INSERT INTO f(f) VALUES ('optimize'); COMMIT");
	buf_release(&text);
	buf_release(&terms);
}

static struct result
answer(struct yard *y, sqlite3_stmt *s, const struct ask *a)
{
	struct result r = { a->kind, a->chars, 0, 0 };
	struct buf match = BUF_INIT;
	int64_t from = clock_cpu_us();
	int place = 0;

	if (y->trigrams)
		add_trigrams(&match, a->text);
	else
		add_pairs(&match, a->text, " OR ");
	if (match.bytes > 0) {
		sqlite3_bind_text(s, 1, match.text, -1, NULL);
		while (sqlite3_step(s) == SQLITE_ROW) {
			place++;
			if (!r.place && ask_wants(a, (const char *)
			    sqlite3_column_text(s, 0)))
				r.place = place;
		}
		sqlite3_reset(s);
	}
	r.us = clock_cpu_us() - from;
	buf_release(&match);
	return r;
}

static void
measure(struct yard *y, struct rows *r, size_t size, const struct asks *a,
    size_t step, const char *path)
{
	struct result *result = xcalloc(a->count / step + 1, sizeof(*result));
	int64_t from = clock_cpu_us(), us;
	sqlite3_stmt *s;
	struct stat file;
	size_t n = 0;

	check(y, sqlite3_open(path, &y->db) == SQLITE_OK);
	exec(y, "PRAGMA journal_mode = off; PRAGMA synchronous = off;"
	    "PRAGMA cache_size = -262144");
	fill(y, r, size);
	us = clock_cpu_us() - from;
	stat(path, &file);
	printf("%-16s %zu rows, %.0f a second, %.0f MB\n", y->name, size,
	    (double)size * 1e6 / (double)us, (double)file.st_size / 1e6);
	check(y, sqlite3_prepare_v2(y->db, "SELECT id FROM f JOIN id ON "
	    "id.row = f.rowid WHERE f MATCH ?1 ORDER BY bm25(f) LIMIT 10", -1,
	    &s, NULL) == SQLITE_OK);
	for (size_t i = 0; i < a->count; i += step)
		result[n++] = answer(y, s, &a->ask[i]);
	sqlite3_finalize(s);
	sqlite3_close(y->db);
	results_print(y->name, result, n);
	free(result);
}

void
yardsticks(struct rows *r, size_t size, const struct asks *a, size_t step,
    const char *dir)
{
	struct yard kinds[] = { { NULL, "FTS5 pairs", false },
		{ NULL, "FTS5 trigram", true } };

	for (size_t i = 0; i < COUNT(kinds); i++) {
		char *path = xasprintf("%s/yard.db", dir);

		unlink(path);
		measure(&kinds[i], r, size, a, step, path);
		unlink(path);
		free(path);
	}
}
