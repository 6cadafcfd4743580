/*
 * t-refresh-readers.c - readers at work while the base is replaced under
 * them: no error, no answer of two generations, and soon all on the newest.
 */
#include "app/app.h"
#include "app/directory.h"
#include "app/policy.h"
#include "app/refresh.h"
#include "app/search.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/kb.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define NOON INT64_C(1795492800000)	/* 2026-11-24 12:00 in Shanghai */

enum { READERS = 50, REFRESHES = 20, ENTRIES = 60, GIVE_UP_S = 60 };

struct fixture {
	struct app app;
	struct err err;
	char *feed;
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
	const char *source = getenv("srcdir"), *tmp = getenv("TMPDIR");

	f->app = (struct app)APP_INIT;
	f->app.clock.stopped_at = NOON;
	f->app.home = xasprintf("%s/t-refresh-readers.XXXXXX",
	    tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(f->app.home));
	f->app.kb_dir = file_join(f->app.home, "kb");
	f->app.data_dir = xasprintf("%s/data", source ? source : ".");
	f->feed = file_join(f->app.home, "feed.jsonl");
	OK(f, directory_open(&f->app.directory, f->app.data_dir, &f->err));
	OK(f, policy_open(&f->app.policy, f->app.data_dir, &f->err));
	*state = f;
	return 0;
}

static void
clear(const char *path)
{
	DIR *d = opendir(path);

	for (struct dirent *e = d ? readdir(d) : NULL; e; e = readdir(d))
		unlinkat(dirfd(d), e->d_name, 0);
	if (d)
		closedir(d);
	rmdir(path);
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	directory_close(f->app.directory);
	policy_close(f->app.policy);
	clear(f->app.kb_dir);
	clear(f->app.home);
	free(f->app.home);
	free(f->app.kb_dir);
	free(f->app.data_dir);
	free(f->feed);
	free(f);
	return 0;
}

/* Every title of generation n ends in "#n". */
static void
refresh(struct fixture *f, int generation)
{
	const char *file = f->feed;
	const struct refresh_options o = { .file = &file, .files = 1 };
	struct refresh_report report = REFRESH_REPORT_INIT;
	struct buf text = BUF_INIT;

	for (int i = 0; i < ENTRIES; i++)
		buf_addf(&text, "{\"external_id\":\"q%d\",\"title\":\"医保问题"
		    "%d #%d\",\"answer_full\":\"带身份证到窗口办理。\"}\n", i,
		    i, generation);
	OK(f, file_write(f->feed, buf_slice(&text), 0644, &f->err));
	OK(f, refresh_run(&f->app, &o, &report, &f->err));
	assert_int_equal(report.generation, generation);
	refresh_report_release(&report);
	buf_release(&text);
}

/* The generation all hits are of; 0 when they are of several. */
static int64_t
generation_of(const struct hits *hits)
{
	int64_t all = 0;

	for (size_t i = 0; i < hits->count; i++) {
		const char *mark = strrchr(hits->hit[i].title, '#');
		int64_t one = mark ? strtoll(mark + 1, NULL, 10) : 0;

		if (one == 0 || (all > 0 && one != all))
			return 0;
		all = one;
	}
	return all;
}

/* Exit code 0: it saw the last generation, and never anything wrong. */
static int
read_on(struct fixture *f)
{
	const struct search_options o = { .limit = 40, .texts = true,
		.day = clock_day(NOON) };
	int64_t until = clock_monotonic_us() + GIVE_UP_S * INT64_C(1000000);
	int64_t seen = 0;
	struct hits hits;
	struct kb *kb;

	if (kb_open(&kb, f->app.kb_dir, &f->err) != ST_OK)
		return 1;
	hits_init(&hits);
	while (seen < 1 + REFRESHES && clock_monotonic_us() < until) {
		if (kb_follow(kb, NULL, &f->err) != ST_OK)
			return 2;
		if (search_run(kb, slice_of("医保问题"), &o, &hits,
		    &f->err) != ST_OK)
			return 3;
		seen = generation_of(&hits);
		if (hits.count == 0 || seen == 0 ||
		    seen != kb_generation(kb))
			return 4;
		usleep(20000);
	}
	hits_release(&hits);
	kb_close(kb);
	return seen == 1 + REFRESHES ? 0 : 5;
}

static void
fifty_readers_through_twenty_refreshes(void **state)
{
	struct fixture *f = *state;
	pid_t reader[READERS];

	refresh(f, 1);
	for (size_t i = 0; i < READERS; i++) {
		reader[i] = fork();
		if (reader[i] == 0)
			_exit(read_on(f));
	}
	for (int i = 0; i < REFRESHES; i++)
		refresh(f, 2 + i);
	for (size_t i = 0; i < READERS; i++) {
		int how;

		assert_int_equal(waitpid(reader[i], &how, 0), reader[i]);
		assert_true(WIFEXITED(how));
		assert_int_equal(WEXITSTATUS(how), 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    fifty_readers_through_twenty_refreshes, set_up,
		    tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
