/*
 * t-db.c - statements, brackets, and SQLite's codes as statuses.
 */
#include "base/mem.h"
#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum sql { SQL_ADD, SQL_ALL, SQL_COUNT_ALL, SQL_WRONG, SQL_COUNT };

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_ADD] = { "add a row", "INSERT INTO t (a, b) VALUES ($a, $b)" },
	[SQL_ALL] = { "read rows", "SELECT a, b FROM t ORDER BY a" },
	[SQL_COUNT_ALL] = { "count rows", "SELECT count(*) FROM t" },
	[SQL_WRONG] = { "a wrong one", "SELECT nothing FROM nowhere" },
};

struct fixture {
	char path[256];
	struct db *db;
	struct err err;
};

static int
set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));
	const char *tmp = getenv("TMPDIR");
	int fd;

	snprintf(f->path, sizeof(f->path), "%s/t-db %%#?.XXXXXX",
	    tmp ? tmp : "/tmp");
	fd = mkstemp(f->path);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(db_open(&f->db, f->path, DB_CREATE, &f->err), ST_OK);
	assert_int_equal(db_exec(f->db, "schema", "CREATE TABLE t"
	    " (a INTEGER PRIMARY KEY, b TEXT UNIQUE CHECK (b <> 'no'))"
	    " STRICT; CREATE TRIGGER stays BEFORE DELETE ON t"
	    " BEGIN SELECT RAISE(ABORT, 'it stays'); END;", &f->err), ST_OK);
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	db_close(f->db);
	assert_int_equal(unlink(f->path), 0);
	free(f);
	return 0;
}

static enum status
add(struct fixture *f, int64_t a, const char *b)
{
	struct stmt *s = db_stmt(f->db, &sql[SQL_ADD]);

	db_bind_int(s, db_at(s, "$a"), a);
	db_bind_text(s, db_at(s, "$b"), b);
	return db_run(s, &f->err);
}

static int64_t
count(struct fixture *f)
{
	int64_t n = -1;

	assert_int_equal(db_one(db_stmt(f->db, &sql[SQL_COUNT_ALL]), &n,
	    &f->err), ST_OK);
	return n;
}

static void
a_statement_is_kept_and_clean(void **state)
{
	struct fixture *f = *state;
	struct stmt *s = db_stmt(f->db, &sql[SQL_ALL]);
	bool row;

	assert_int_equal(add(f, 1, "一"), ST_OK);
	assert_int_equal(add(f, 2, NULL), ST_OK);
	for (int again = 0; again < 2; again++) {
		assert_ptr_equal(db_stmt(f->db, &sql[SQL_ALL]), s);
		assert_int_equal(db_step(s, &row, &f->err), ST_OK);
		assert_true(row);
		assert_int_equal(db_int(s, 0), 1);
		assert_string_equal(db_text(s, 1), "一");
		assert_int_equal(db_step(s, &row, &f->err), ST_OK);
		assert_true(db_is_null(s, 1));
		assert_string_equal(db_text(s, 1), "");
		assert_int_equal(db_step(s, &row, &f->err), ST_OK);
		assert_false(row);
	}
}

static void
a_failure_names_its_statement(void **state)
{
	struct fixture *f = *state;
	struct stmt *s = db_stmt(f->db, &sql[SQL_WRONG]);
	bool row;

	db_bind_int(s, 1, 1);
	assert_int_equal(db_step(s, &row, &f->err), ST_IO);
	assert_non_null(strstr(f->err.text, "a wrong one"));
	s = db_stmt(f->db, &sql[SQL_ADD]);
	db_bind_int(s, db_at(s, "$nowhere"), 1);
	assert_int_not_equal(db_run(s, &f->err), ST_OK);
	assert_non_null(strstr(f->err.text, "add a row"));
	assert_int_equal(add(f, 1, "x"), ST_OK);
}

static void
codes_become_statuses(void **state)
{
	struct fixture *f = *state;
	struct db *db;
	char path[300];
	FILE *file;

	assert_int_equal(add(f, 1, "x"), ST_OK);
	assert_int_equal(add(f, 1, "y"), ST_CONFLICT);
	assert_int_equal(add(f, 2, "x"), ST_CONFLICT);
	assert_int_equal(add(f, 3, "no"), ST_INVALID);
	assert_int_equal(db_exec(f->db, "remove", "DELETE FROM t", &f->err),
	    ST_DENIED);
	assert_int_equal(count(f), 1);
	assert_int_equal(db_exec(f->db, "limit",
	    "PRAGMA max_page_count = 3", &f->err), ST_OK);
	assert_int_equal(db_exec(f->db, "fill", "WITH RECURSIVE n (i) AS"
	    " (VALUES (10) UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
	    " INSERT INTO t SELECT i, 'row ' || i FROM n", &f->err), ST_FULL);
	assert_int_equal(count(f), 1);
	snprintf(path, sizeof(path), "%s.no", f->path);
	file = fopen(path, "w");
	assert_non_null(file);
	for (int i = 0; i < 1000; i++)
		fputs("this is not a database\n", file);
	fclose(file);
	assert_int_equal(db_open(&db, path, DB_READ, &f->err), ST_OK);
	assert_int_equal(db_exec(db, "read", "SELECT * FROM t", &f->err),
	    ST_CORRUPT);
	db_close(db);
	unlink(path);
	assert_int_equal(db_open(&db, path, DB_READ, &f->err), ST_IO);
	assert_null(db);
}

static void
a_bracket_commits_or_rolls_back(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(db_begin(f->db, &f->err), ST_OK);
	assert_int_equal(add(f, 1, "x"), ST_OK);
	assert_int_equal(db_end(f->db, ST_OK, &f->err), ST_OK);
	assert_int_equal(db_begin(f->db, &f->err), ST_OK);
	assert_int_equal(add(f, 2, "y"), ST_OK);
	assert_int_equal(db_end(f->db, ST_HELD, &f->err), ST_HELD);
	assert_int_equal(count(f), 1);
	assert_int_equal(db_begin(f->db, &f->err), ST_OK);
	assert_int_equal(db_end(f->db, ST_OK, &f->err), ST_OK);
}

static bool
stop_at_once(void *arg)
{
	++*(int *)arg;
	return true;
}

static void
a_long_statement_can_be_broken_off(void **state)
{
	static const char text[] = "WITH RECURSIVE n (i) AS (VALUES (1)"
	    " UNION ALL SELECT i + 1 FROM n WHERE i < 100000000)"
	    " SELECT count(*) FROM n";
	struct fixture *f = *state;
	int64_t n = 0;
	int asked = 0;

	db_watch(f->db, stop_at_once, &asked);
	assert_int_equal(db_number(f->db, text, &n, &f->err), ST_CANCELLED);
	assert_int_equal(asked, 1);
	db_watch(f->db, NULL, NULL);
	assert_int_equal(count(f), 0);
}

static void
files_are_private_and_readers_cannot_write(void **state)
{
	struct fixture *f = *state;
	struct stat info;
	struct db *db;

	assert_int_equal(stat(f->path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	assert_int_equal(db_open(&db, f->path, DB_IMMUTABLE, &f->err), ST_OK);
	assert_int_equal(db_exec(db, "write", "INSERT INTO t VALUES (9, '')",
	    &f->err), ST_DENIED);
	db_close(db);
	assert_int_equal(db_exec(f->db, "harm", "PRAGMA writable_schema = 1;"
	    " UPDATE sqlite_schema SET sql = '' WHERE name = 't'", &f->err),
	    ST_IO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(a_statement_is_kept_and_clean),
		T(a_failure_names_its_statement),
		T(codes_become_statuses),
		T(a_bracket_commits_or_rolls_back),
		T(a_long_statement_can_be_broken_off),
		T(files_are_private_and_readers_cannot_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
