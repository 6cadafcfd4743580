/*
 * t-kb-build.c - generations: built, published, followed, undone, pruned.
 */
#include "base/mem.h"
#include "base/file.h"
#include "store/db.h"
#include "store/kb.h"
#include "store/kb_build.h"
#include "store/kb_find.h"
#include "store/kb_format.h"
#include "store/kb_old.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define NOON INT64_C(1795492800000)	/* 2026-11-24 12:00 in Shanghai */

struct fixture {
	char dir[256];
	struct err err;
};

#define OK(f, call) do { \
	enum status status_ = (call); \
	if (status_ != ST_OK) \
		fail_msg("%s: %s", #call, (f)->err.text); \
} while (0)

static int
set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));
	const char *tmp = getenv("TMPDIR");

	snprintf(f->dir, sizeof(f->dir), "%s/t-kb-build.XXXXXX",
	    tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(f->dir));
	*state = f;
	return 0;
}

/* How many names of @start are in the folder; removes them when @clear. */
static int
names(const struct fixture *f, const char *start, bool clear)
{
	DIR *d = opendir(f->dir);
	int n = 0;

	assert_non_null(d);
	for (struct dirent *e = readdir(d); e; e = readdir(d)) {
		if (strcmp(e->d_name, ".") == 0 ||
		    strcmp(e->d_name, "..") == 0 ||
		    strncmp(e->d_name, start, strlen(start)) != 0)
			continue;
		n++;
		if (clear)
			unlinkat(dirfd(d), e->d_name, 0);
	}
	closedir(d);
	return n;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	names(f, "", true);
	assert_int_equal(rmdir(f->dir), 0);
	free(f);
	return 0;
}

static void
add(struct fixture *f, struct kb_build *b, int number, const char *title)
{
	struct entry e = ENTRY_INIT;
	char id[32], external[32];

	snprintf(id, sizeof(id), "K2026-%06d", number);
	snprintf(external, sizeof(external), "q%d", number);
	entry_set(&e, ENTRY_ENTRY_ID, slice_of(id));
	entry_set(&e, ENTRY_SOURCE_SYSTEM, slice_of("test"));
	entry_set(&e, ENTRY_EXTERNAL_ID, slice_of(external));
	entry_set(&e, ENTRY_KIND, slice_of("qa"));
	entry_set(&e, ENTRY_TITLE, slice_of(title));
	entry_set(&e, ENTRY_ANSWER_FULL, slice_of("去窗口办理。"));
	e.revision = number;
	OK(f, kb_build_add(b, &e, &f->err));
	entry_release(&e);
}

static struct kb_build *
begin(struct fixture *f, int64_t generation)
{
	const struct kb_build_options o = { .dir = f->dir,
		.generation = generation, .now = NOON };
	struct kb_build *b;

	OK(f, kb_build_new(&b, &o, &f->err));
	return b;
}

/* A generation of @entries with its number in every title. */
static void
publish(struct fixture *f, int64_t generation, int entries)
{
	struct kb_build *b = begin(f, generation);
	char title[64];

	for (int i = entries; i > 0; i--) {
		snprintf(title, sizeof(title), "第%lld次医保问题%d",
		    (long long)generation, i);
		add(f, b, i, title);
	}
	OK(f, kb_build_meta(b, "sources",
	    "[{\"name\":\"test\",\"entries\":1}]", &f->err));
	OK(f, kb_build_finish(b, &f->err));
	OK(f, kb_build_publish(b, &f->err));
	kb_build_free(b);
}

static void
what_goes_in_comes_out(void **state)
{
	struct fixture *f = *state;
	struct entry e = ENTRY_INIT;
	struct kb *kb;

	assert_int_equal(kb_open(&kb, f->dir, &f->err), ST_NOT_FOUND);
	publish(f, 1, 30);
	OK(f, kb_open(&kb, f->dir, &f->err));
	assert_int_equal(kb_generation(kb), 1);
	assert_int_equal(kb_count(kb), 30);
	assert_int_equal(kb_built_at(kb), NOON);
	OK(f, kb_entry(kb, "K2026-000007", &e, &f->err));
	assert_string_equal(entry_get(&e, ENTRY_TITLE), "第1次医保问题7");
	assert_string_equal(entry_get(&e, ENTRY_EXTERNAL_ID), "q7");
	assert_int_equal(e.revision, 7);
	assert_null(e.field[ENTRY_QUESTION]);
	entry_release(&e);
	assert_int_equal(kb_entry(kb, "K2026-000031", &e, &f->err),
	    ST_NOT_FOUND);
	assert_int_equal(names(f, ".", false), 0);
	kb_close(kb);
}

static void
the_order_of_adding_does_not_matter(void **state)
{
	struct fixture *f = *state;
	struct kb_build *b;
	struct kb *one, *two;

	publish(f, 1, 9);
	b = begin(f, 2);
	for (int i = 1; i <= 9; i++) {
		char title[64];

		snprintf(title, sizeof(title), "第1次医保问题%d", i);
		add(f, b, i, title);
	}
	OK(f, kb_build_finish(b, &f->err));
	OK(f, kb_open_file(&two, kb_build_path(b), &f->err));
	OK(f, kb_open(&one, f->dir, &f->err));
	for (int64_t row = 1; row <= 9; row++) {
		struct entry x, y;

		OK(f, kb_entry_row(one, row, &x, &f->err));
		OK(f, kb_entry_row(two, row, &y, &f->err));
		assert_string_equal(entry_get(&x, ENTRY_ENTRY_ID),
		    entry_get(&y, ENTRY_ENTRY_ID));
		entry_release(&x);
		entry_release(&y);
	}
	kb_close(one);
	kb_close(two);
	kb_build_free(b);
	assert_int_equal(names(f, ".", false), 0);
}

static void
a_reader_follows_the_link(void **state)
{
	struct fixture *f = *state;
	struct kb *kb;
	bool moved;

	publish(f, 1, 3);
	OK(f, kb_open(&kb, f->dir, &f->err));
	OK(f, kb_follow(kb, &moved, &f->err));
	assert_false(moved);
	publish(f, 2, 4);
	assert_int_equal(kb_count(kb), 3);
	OK(f, kb_follow(kb, &moved, &f->err));
	assert_true(moved);
	assert_int_equal(kb_generation(kb), 2);
	assert_int_equal(kb_count(kb), 4);
	OK(f, kb_point(f->dir, 1, &f->err));
	OK(f, kb_follow(kb, &moved, &f->err));
	assert_true(moved);
	assert_int_equal(kb_generation(kb), 1);
	assert_int_equal(kb_point(f->dir, 9, &f->err), ST_NOT_FOUND);
	kb_close(kb);
}

static void
a_pruned_generation_serves_who_has_it_open(void **state)
{
	struct fixture *f = *state;
	struct entry e = ENTRY_INIT;
	struct kb *kb;

	publish(f, 1, 3);
	OK(f, kb_open(&kb, f->dir, &f->err));
	publish(f, 2, 3);
	OK(f, kb_prune(f->dir, 1, &f->err));
	assert_int_equal(names(f, "kb-", false), 1);
	OK(f, kb_entry(kb, "K2026-000002", &e, &f->err));
	entry_release(&e);
	OK(f, kb_follow(kb, NULL, &f->err));
	assert_int_equal(kb_generation(kb), 2);
	kb_close(kb);
}

static void
pruning_spares_the_current_one(void **state)
{
	struct fixture *f = *state;
	int64_t *list, current;
	size_t count;

	for (int i = 1; i <= 5; i++)
		publish(f, i, 1);
	OK(f, kb_point(f->dir, 2, &f->err));
	OK(f, kb_prune(f->dir, 2, &f->err));
	OK(f, kb_generations(f->dir, &list, &count, &current, &f->err));
	assert_int_equal(count, 3);
	assert_int_equal(list[0], 2);
	assert_int_equal(list[1], 4);
	assert_int_equal(list[2], 5);
	assert_int_equal(current, 2);
	free(list);
}

static void
generations_only_rise(void **state)
{
	struct fixture *f = *state;
	const struct kb_build_options same = { .dir = f->dir,
		.generation = 3, .now = NOON };
	struct kb_build *b;

	publish(f, 3, 1);
	assert_int_equal(kb_build_new(&b, &same, &f->err), ST_CONFLICT);
	assert_null(b);
}

static void
an_unpublished_build_leaves_nothing(void **state)
{
	struct fixture *f = *state;
	struct kb_build *b;
	struct kb *kb;

	publish(f, 1, 2);
	b = begin(f, 2);
	add(f, b, 1, "医保");
	assert_int_equal(names(f, ".kb-", false), 1);
	assert_int_equal(kb_build_publish(b, &f->err), ST_USAGE);
	kb_build_free(b);
	assert_int_equal(names(f, ".", false), 0);
	OK(f, kb_open(&kb, f->dir, &f->err));
	assert_int_equal(kb_generation(kb), 1);
	kb_close(kb);
}

static void
what_a_killed_build_left_is_removed(void **state)
{
	struct fixture *f = *state;
	pid_t child = fork();
	int how;

	if (child == 0) {
		struct kb_build *b = begin(f, 1);

		add(f, b, 1, "医保");
		_exit(0);		/* as kill -9 does: no cleanup */
	}
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_int_equal(names(f, ".kb-", false), 1);
	OK(f, kb_prune(f->dir, 7, &f->err));
	assert_int_equal(names(f, ".", false), 0);
}

static void
twins_are_refused(void **state)
{
	struct fixture *f = *state;
	struct kb_build *b = begin(f, 1);

	add(f, b, 1, "医保");
	add(f, b, 1, "社保");
	assert_int_equal(kb_build_finish(b, &f->err), ST_CONFLICT);
	kb_build_free(b);
	assert_int_equal(names(f, "kb-", false), 0);
}

static void
spoil(struct fixture *f, const char *sql)
{
	char *path = file_join(f->dir, "kb-1.db");
	struct db *db;

	OK(f, db_open(&db, path, DB_WRITE, &f->err));
	OK(f, db_exec(db, "spoil", sql, &f->err));
	db_close(db);
	free(path);
}

static enum status
count_one(void *arg, struct entry *e, struct err *err)
{
	int *n = arg;

	(void)e;
	(void)err;
	++*n;
	return ST_OK;
}

/* A search refuses what another version made; its entries can be carried. */
static void
another_version_is_refused_aloud(void **state)
{
	struct fixture *f = *state;
	struct kb_old *old;
	struct kb *kb;
	char *sources;
	int n = 0;

	publish(f, 1, 3);
	spoil(f, "UPDATE meta SET value = 'x' WHERE key = '" KB_META_TOKENS
	    "'; ALTER TABLE entry ADD COLUMN colour TEXT");
	assert_int_equal(kb_open(&kb, f->dir, &f->err), ST_INVALID);
	assert_non_null(strstr(f->err.text, "another version"));
	OK(f, kb_old_open(&old, f->dir, &f->err));
	sources = kb_old_meta(old, "sources");
	assert_string_equal(sources, "[{\"name\":\"test\",\"entries\":1}]");
	free(sources);
	OK(f, kb_old_each(old, "test", count_one, &n, &f->err));
	assert_int_equal(n, 3);
	kb_old_close(old);
}

static void
no_base_is_no_error_for_the_next_one(void **state)
{
	struct fixture *f = *state;
	struct kb_old *old;

	OK(f, kb_old_open(&old, f->dir, &f->err));
	assert_null(old);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(what_goes_in_comes_out),
		TEST(the_order_of_adding_does_not_matter),
		TEST(a_reader_follows_the_link),
		TEST(a_pruned_generation_serves_who_has_it_open),
		TEST(pruning_spares_the_current_one),
		TEST(generations_only_rise),
		TEST(an_unpublished_build_leaves_nothing),
		TEST(what_a_killed_build_left_is_removed),
		TEST(twins_are_refused),
		TEST(another_version_is_refused_aloud),
		TEST(no_base_is_no_error_for_the_next_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
