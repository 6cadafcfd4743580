/*
 * t-fts-load.c - a full-text table that is written in one piece is one that
 * FTS5 reads, and finds nothing wrong with.
 */
#include "store/fts_load.h"

#include "base/mem.h"
#include "store/db.h"
#include "store/postings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/* Term k is in every row that k + 1 divides: the first lists go over many
 * leaves, the last ones share one. */
enum { ROWS = 40000, TERMS = 3000 };

#define TABLE "CREATE VIRTUAL TABLE f USING fts5(t, content='', " \
	"columnsize=0, detail=none)"

struct world {
	char dir[32];
	char *path;
	struct db *db;
	struct err err;
};

#define OK(w, call) do { \
	if ((call) != ST_OK) \
		fail_msg("%s: %s", #call, (w)->err.text); \
} while (0)

static int
open_world(void **state)
{
	struct world *w = xcalloc(1, sizeof(*w));

	snprintf(w->dir, sizeof(w->dir), "/tmp/t-fts-load-XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	w->path = xasprintf("%s/f.db", w->dir);
	OK(w, db_open(&w->db, w->path, DB_BUILD, &w->err));
	OK(w, db_exec(w->db, "table", TABLE, &w->err));
	*state = w;
	return 0;
}

static int
close_world(void **state)
{
	struct world *w = *state;

	db_close(w->db);
	unlink(w->path);
	rmdir(w->dir);
	free(w->path);
	free(w);
	return 0;
}

static void
reopen(struct world *w)
{
	db_close(w->db);
	OK(w, db_open(&w->db, w->path, DB_WRITE, &w->err));
	OK(w, db_exec(w->db, "check", "INSERT INTO f(f) VALUES "
	    "('integrity-check')", &w->err));
}

static void
load(struct world *w, uint32_t terms)
{
	struct fts_load *l;

	OK(w, fts_load_new(&l, w->db, &w->err));
	for (uint32_t k = 0; k < terms; k++) {
		char *term = xasprintf("t%06u", k);
		struct buf rows = BUF_INIT;

		for (uint32_t i = 1; i <= ROWS / (k + 1); i++)
			posting_put(&rows, k + 1);
		OK(w, fts_load_term(l, slice_of(term), buf_slice(&rows),
		    &w->err));
		buf_release(&rows);
		free(term);
	}
	OK(w, fts_load_end(l, ROWS, &w->err));
	fts_load_free(l);
}

static void
expect(struct world *w, const char *match, int64_t step)
{
	char *sql = xasprintf("SELECT coalesce(sum(rowid), 0) FROM f WHERE f "
	    "MATCH '%s'", match);
	int64_t sum, n = ROWS / step;

	OK(w, db_number(w->db, sql, &sum, &w->err));
	if (sum != step * n * (n + 1) / 2)
		fail_msg("%s: %lld", match, (long long)sum);
	free(sql);
}

static void
every_term_has_its_rows(void **state)
{
	struct world *w = *state;

	load(w, TERMS);
	reopen(w);
	for (uint32_t k = 0; k < TERMS; k++) {
		char *term = xasprintf("t%06u", k);

		expect(w, term, k + 1);
		free(term);
	}
	expect(w, "t000002 AND t000004", 15);
	expect(w, "t000001 AND t000006 AND t000010", 154);
	expect(w, "t", ROWS + 1);
	expect(w, "t003000", ROWS + 1);
}

/* FTS5 goes on from what was loaded as from its own. */
static void
rows_can_be_added(void **state)
{
	struct world *w = *state;
	int64_t n;

	load(w, 2);
	reopen(w);
	OK(w, db_exec(w->db, "add", "INSERT INTO f(rowid, t) VALUES (50001, "
	    "'t000001 x'); INSERT INTO f(f) VALUES ('optimize')", &w->err));
	reopen(w);
	OK(w, db_number(w->db, "SELECT count(*) FROM f WHERE f MATCH "
	    "'t000001'", &n, &w->err));
	assert_int_equal(n, ROWS / 2 + 1);
}

static void
no_term_is_an_empty_table(void **state)
{
	struct world *w = *state;

	load(w, 0);
	reopen(w);
	expect(w, "t000000", ROWS + 1);
}

static void
another_format_is_refused(void **state)
{
	struct world *w = *state;
	struct fts_load *l;

	OK(w, db_exec(w->db, "version", "UPDATE f_config SET v = 5 WHERE k = "
	    "'version'", &w->err));
	assert_int_equal(fts_load_new(&l, w->db, &w->err), ST_FAILED);
	assert_null(l);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_world, close_world)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_term_has_its_rows),
		TEST(rows_can_be_added),
		TEST(no_term_is_an_empty_table),
		TEST(another_format_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
