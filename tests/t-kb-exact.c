/*
 * t-kb-exact.c - names come into their table once each, however many.
 */
#include "store/kb_exact.h"

#include "base/mem.h"
#include "store/db.h"
#include "store/kb_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { ENTRIES = 200000 };		/* more names than are sorted at once */

#define OK(call) do { \
	if ((call) != ST_OK) \
		fail_msg("%s: %s", #call, err.text); \
} while (0)

static int64_t
number(struct db *db, const char *sql)
{
	struct err err = ERR_INIT;
	int64_t n;

	OK(db_number(db, sql, &n, &err));
	return n;
}

/* Each has two names of its own, the second one twice; all have one. */
static void
add_all(struct kb_exact *x)
{
	struct err err = ERR_INIT;
	char id[32];

	for (uint32_t row = 1; row <= ENTRIES; row++) {
		struct entry e = ENTRY_INIT;

		snprintf(id, sizeof(id), "X-%u", row);
		entry_set(&e, ENTRY_EXTERNAL_ID, slice_of(id));
		snprintf(id, sizeof(id), "T-%u", row);
		entry_set(&e, ENTRY_TITLE, slice_of(id));
		entry_set(&e, ENTRY_QUESTION, slice_of(id));
		entry_set(&e, ENTRY_DOC_NUMBER, slice_of("京府发[2023]第1号"));
		OK(kb_exact_add(x, row, &e, &err));
		entry_release(&e);
	}
}

static void
every_name_leads_to_its_row(void **state)
{
	static const struct { const char *name; int64_t row; } names[] = {
		{ "x-1", 1 }, { "t-1", 1 }, { "x-131072", 131072 },
		{ "t-200000", ENTRIES }, { "x-200001", 0 },
	};
	char dir[] = "/tmp/t-kb-exact-XXXXXX";
	struct err err = ERR_INIT;
	struct kb_exact *x;
	struct db *db;
	char *path;

	(void)state;
	assert_non_null(mkdtemp(dir));
	path = xasprintf("%s/x.db", dir);
	OK(db_open(&db, path, DB_BUILD, &err));
	OK(db_exec(db, "table", "CREATE TABLE exact (hash INTEGER, row INTEGER,"
	    " PRIMARY KEY (hash, row)) WITHOUT ROWID; BEGIN", &err));
	OK(kb_exact_new(&x, dir, &err));
	add_all(x);
	OK(kb_exact_write(x, db, &err));
	kb_exact_free(x);
	assert_int_equal(number(db, "SELECT count(*) FROM exact"),
	    3 * ENTRIES);
	for (size_t i = 0; i < COUNT(names); i++) {
		char *sql = xasprintf("SELECT coalesce(sum(row), 0) FROM exact"
		    " WHERE hash = %lld", (long long)kb_exact_hash(slice_of(
		    names[i].name)));

		assert_int_equal(number(db, sql), names[i].row);
		free(sql);
	}
	db_close(db);
	unlink(path);
	free(path);
	rmdir(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_name_leads_to_its_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
