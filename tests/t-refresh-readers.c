/*
 * t-refresh-readers.c - readers at work while the base is replaced under
 * them: no error, no answer of two generations, and soon all on the newest.
 */
#include "refresh-home.h"

#include "app/search.h"
#include "base/file.h"
#include "store/kb.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { READERS = 50, REFRESHES = 20, ENTRIES = 60, GIVE_UP_S = 600 };

/* Every title of generation n ends in "#n". */
static void
refresh(struct home *f, int generation)
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
read_on(struct home *f)
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
	struct home *f = *state;
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
		    fifty_readers_through_twenty_refreshes, home_set_up,
		    home_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
