/*
 * t-fts.c - candidates out of the full-text table.
 */
#include "store/fts.h"

#include "base/mem.h"
#include "store/db.h"
#include "store/fts_load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct world {
	char dir[32];
	char *path;
	struct db *db;
	struct fts *fts;
};

static void
load(struct world *w)
{
	static const struct { const char *term, *rows; } terms[] = {
		{ "*", "\3" }, { "a\"b", "\3" }, { "公积", "\1\1\2" },
		{ "提取", "\1\2\1" }, { "贷款", "\4" },
	};
	struct fts_load *l;
	struct err err = ERR_INIT;

	assert_int_equal(fts_load_new(&l, w->db, &err), ST_OK);
	for (size_t i = 0; i < COUNT(terms); i++)
		assert_int_equal(fts_load_term(l, slice_of(terms[i].term),
		    slice_of(terms[i].rows), &err), ST_OK);
	assert_int_equal(fts_load_end(l, 4, &err), ST_OK);
	fts_load_free(l);
}

static int
open_world(void **state)
{
	struct world *w = xcalloc(1, sizeof(*w));
	struct err err = ERR_INIT;

	snprintf(w->dir, sizeof(w->dir), "/tmp/t-fts-XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	w->path = xasprintf("%s/f.db", w->dir);
	assert_int_equal(db_open(&w->db, w->path, DB_BUILD, &err), ST_OK);
	assert_int_equal(fts_new(&w->fts, w->db, &err), ST_OK);
	assert_int_equal(db_exec(w->db, "table", "CREATE VIRTUAL TABLE f "
	    "USING fts5(t, content='', columnsize=0, detail=none, "
	    "tokenize='desk')", &err), ST_OK);
	load(w);
	db_close(w->db);
	fts_free(w->fts);
	assert_int_equal(db_open(&w->db, w->path, DB_READ, &err), ST_OK);
	assert_int_equal(fts_new(&w->fts, w->db, &err), ST_OK);
	*state = w;
	return 0;
}

static int
close_world(void **state)
{
	struct world *w = *state;

	db_close(w->db);
	fts_free(w->fts);
	unlink(w->path);
	rmdir(w->dir);
	free(w->path);
	free(w);
	return 0;
}

static bool
never(void *arg)
{
	(void)arg;
	return false;
}

static void
weights_add_up(void **state)
{
	struct world *w = *state;
	const struct fts_phrase phrase[] = {
		{ slice_of("贷款"), 3, 100 }, { slice_of("公积"), 2, 100 },
		{ slice_of("提取"), 1, 100 }, { slice_of("没有"), 9, 100 },
	};
	static const int64_t want[] = { 4, 1, 2, 3 };
	struct fts_row row[8];
	struct err err = ERR_INIT;
	size_t n;

	for (int round = 0; round < 2; round++) {
		assert_int_equal(fts_gather(w->fts, phrase, COUNT(phrase), 4,
		    row, 8, &n, never, NULL, &err), ST_OK);
		assert_int_equal(n, 4);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(row[i].row, want[i]);
		assert_float_equal(row[0].score, 6, 1e-6f);
	}
	assert_int_equal(fts_gather(w->fts, phrase, COUNT(phrase), 4, row, 2,
	    &n, NULL, NULL, &err), ST_OK);
	assert_int_equal(n, 2);
	assert_int_equal(row[1].row, 1);
}

static void
limits_are_kept(void **state)
{
	struct world *w = *state;
	const struct fts_phrase phrase[] = { { slice_of("公积"), 2, 1 } };
	struct fts_row row[8];
	struct err err = ERR_INIT;
	size_t n;

	assert_int_equal(fts_gather(w->fts, phrase, 1, 4, row, 8, &n, NULL,
	    NULL, &err), ST_OK);
	assert_int_equal(n, 1);
	assert_int_equal(row[0].row, 1);
	assert_int_equal(fts_gather(w->fts, phrase, 0, 4, row, 8, &n, NULL,
	    NULL, &err), ST_OK);
	assert_int_equal(n, 0);
}

static void
any_bytes_are_a_term(void **state)
{
	static const char *const terms[] = { "a\"b", "*" };
	struct world *w = *state;
	struct fts_row row[8];
	struct err err = ERR_INIT;
	size_t n;

	for (size_t i = 0; i < COUNT(terms); i++) {
		const struct fts_phrase p = { slice_of(terms[i]), 1, 10 };

		assert_int_equal(fts_gather(w->fts, &p, 1, 4, row, 8, &n,
		    NULL, NULL, &err), ST_OK);
		assert_int_equal(n, 1);
		assert_int_equal(row[0].row, 3);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weights_add_up),
		cmocka_unit_test(limits_are_kept),
		cmocka_unit_test(any_bytes_are_a_term),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
