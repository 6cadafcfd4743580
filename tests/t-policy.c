/* t-policy.c - dated limits, working days, due times as sums. */
#include "folder.h"

#include "app/policy.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char limits[] =
    "[2022-01-01]\n"
    "feedback.general = 7 d\n"
    "feedback.fast = 24 h\n"
    "consult.followup = 3 wd\n"
    "extension.days = 10 d\n"
    "extension.max = 1\n"
    "warn.share = 20 %\n"
    "warn.before = 1 d\n"
    "bad.limit = soon\n"
    "[2025-07-01]\n"
    "feedback.general = 5 d\n"
    "[2026-01-01]\n"
    "day_rule = end_of_day\n"
    "[2026-06-01]\n"
    "day_rule = 24h_multiples\n"
    "feedback.calendar = working\n";

static const char calendar[] =
    "# from the notices\n"
    "date\tkind\tname\n"
    "2024-01-01\tholiday\tNew Year\n"
    "2025-01-01\tholiday\tNew Year\n"
    "2026-01-01\tholiday\tNew Year\n"
    "2026-10-01\tholiday\tNational Day\n"
    "2026-10-02\tholiday\tNational Day\n"
    "2026-10-05\tholiday\tNational Day\n"
    "2026-10-10\tworkday\tmade up\n"
    "2022-12-31\tholiday\tbelongs to the notice of 2023\n";

struct world {
	char dir[FOLDER_BYTES];
	struct policy *policy;
};

static void
put(const char *dir, const char *name, const char *text)
{
	char *path = file_join(dir, name);
	struct err err = ERR_INIT;

	assert_int_equal(file_write(path, slice_of(text), 0600, &err), ST_OK);
	free(path);
}

static int
setup(void **state)
{
	struct world *w = xcalloc(1, sizeof(*w));
	struct err err = ERR_INIT;

	folder_make(w->dir, "policy");
	put(w->dir, "limits.conf", limits);
	put(w->dir, "calendar.tsv", calendar);
	assert_int_equal(policy_open(&w->policy, w->dir, &err), ST_OK);
	*state = w;
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	policy_close(w->policy);
	folder_remove(w->dir);
	free(w);
	return 0;
}

static int64_t
at(const char *text)
{
	int64_t ms = 0;

	assert_true(clock_parse_time(slice_of(text), &ms));
	return ms;
}

static void
the_limit_of_the_day_holds(void **state)
{
	const struct world *w = *state;
	static const struct {
		const char *day, *key, *want;
	} cases[] = {
		{ "2021-12-31", "feedback.general", NULL },
		{ "2022-01-01", "feedback.general", "7 d" },
		{ "2025-06-30", "feedback.general", "7 d" },
		{ "2025-07-01", "feedback.general", "5 d" },
		{ "2026-11-24", "feedback.general", "5 d" },
		{ "2026-11-24", "feedback.fast", "24 h" },
		{ "2026-11-24", "no.such", NULL },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *have = policy_get(w->policy,
		    clock_day(at(cases[i].day)), cases[i].key);

		if (cases[i].want)
			assert_string_equal(have, cases[i].want);
		else
			assert_null(have);
	}
	assert_string_equal(policy_date(w->policy,
	    clock_day(at("2025-12-31"))), "2025-07-01");
}

static void
a_due_time_is_a_sum(void **state)
{
	const struct world *w = *state;
	static const struct {
		const char *from, *key, *want;
	} cases[] = {
		{ "2024-11-24 09:12", "feedback.general",
		    "2024-11-24 09:12 + 7 d = 2024-12-01 09:12" },
		{ "2024-02-28 09:12", "feedback.fast",
		    "2024-02-28 09:12 + 24 h = 2024-02-29 09:12" },
		/* Friday; Monday is the third working day with a weekend */
		{ "2025-03-06 17:00", "consult.followup",
		    "2025-03-06 17:00 + 3 wd = 2025-03-11 17:00" },
		{ "2026-02-03 09:12", "feedback.general",
		    "2026-02-03 09:12 + 5 d (to the end of the day) = "
		    "2026-02-08 23:59" },
		{ "2026-02-03 09:12", "feedback.fast",
		    "2026-02-03 09:12 + 24 h = 2026-02-04 09:12" },
		/* the holidays fall out, the made-up Saturday counts */
		{ "2026-09-30 10:00", "consult.followup",
		    "2026-09-30 10:00 + 3 wd = 2026-10-08 10:00" },
		{ "2026-09-30 10:00", "feedback.general",
		    "2026-09-30 10:00 + 5 wd = 2026-10-10 10:00" },
		{ "2026-10-10 10:00", "consult.followup",
		    "2026-10-10 10:00 + 3 wd = 2026-10-14 10:00" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf sum = BUF_INIT;
		struct err err = ERR_INIT;
		struct due due;

		assert_int_equal(due_start(w->policy, at(cases[i].from),
		    cases[i].key, &due, &err), ST_OK);
		due_sum(&due, &sum);
		assert_string_equal(buf_text(&sum), cases[i].want);
		buf_release(&sum);
	}
}

static void
a_kept_sum_gives_the_same_time(void **state)
{
	const struct world *w = *state;
	struct due due, again = { 0 };
	struct err err = ERR_INIT;
	struct span more = { 2, SPAN_WORKDAY };
	char spans[DUE_SPANS_BYTES];

	assert_int_equal(due_start(w->policy, at("2026-02-03 09:12"),
	    "feedback.general", &due, &err), ST_OK);
	assert_int_equal(due_extend(w->policy, &due, more, &err), ST_OK);
	assert_string_equal(due_spans(&due, spans), "5 d + 2 wd end_of_day");
	again.from = due.from;
	assert_int_equal(due_parse(&again, slice_of(spans), &err), ST_OK);
	assert_int_equal(due_compute(w->policy, &again, &err), ST_OK);
	assert_int_equal(again.at, due.at);
	assert_int_equal(due.at, at("2026-02-10 23:59"));
}

static void
what_is_no_sum_is_refused(void **state)
{
	static const char *const bad[] = { "", "7", "d", "7 x", "7 d +",
		"7 d + + 1 d", "-1 d", "7 d 8", "1234567890 d" };

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct due due = { 0 };
		struct err err = ERR_INIT;

		if (due_parse(&due, slice_of(bad[i]), &err) == ST_OK)
			fail_msg("\"%s\" was taken", bad[i]);
	}
}

static void
a_year_without_a_calendar_is_an_error(void **state)
{
	const struct world *w = *state;
	struct due due;
	struct err err = ERR_INIT;

	assert_int_equal(due_start(w->policy, at("2026-12-30 09:00"),
	    "consult.followup", &due, &err), ST_NOT_FOUND);
	assert_non_null(strstr(err.text, "2027"));
	/* a day of the year before in the next notice is no calendar */
	assert_int_equal(due_start(w->policy, at("2022-12-28 09:00"),
	    "consult.followup", &due, &err), ST_NOT_FOUND);
	assert_non_null(strstr(err.text, "2022"));
}

static void
a_missing_limit_is_named(void **state)
{
	const struct world *w = *state;
	struct due due;
	struct err err = ERR_INIT;
	int64_t n = 0;

	assert_int_equal(due_start(w->policy, at("2026-02-03"),
	    "feedback.unknown", &due, &err), ST_NOT_FOUND);
	assert_non_null(strstr(err.text, "feedback.unknown"));
	assert_int_equal(due_start(w->policy, at("2026-02-03"), "bad.limit",
	    &due, &err), ST_INVALID);
	assert_int_equal(policy_number(w->policy,
	    clock_day(at("2026-02-03")), "warn.share", &n, &err), ST_OK);
	assert_int_equal(n, 20);
}

static void
warnings_come_before_the_end(void **state)
{
	const struct world *w = *state;
	int64_t from = at("2024-11-01 00:00"), due = at("2024-11-08 00:00");
	static const struct {
		const char *now;
		enum due_light want;
	} cases[] = {
		{ "2024-11-01 00:00", DUE_GREEN },
		{ "2024-11-06 14:00", DUE_GREEN },
		{ "2024-11-06 15:00", DUE_YELLOW },
		{ "2024-11-08 00:00", DUE_YELLOW },
		{ "2024-11-08 00:01", DUE_RED },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(due_light(w->policy, from, due,
		    at(cases[i].now)), cases[i].want);
	/* a limit of one day is not yellow from its start */
	assert_int_equal(due_light(w->policy, from, from + CLOCK_DAY, from),
	    DUE_GREEN);
}

static void
a_bad_file_is_named_with_its_line(void **state)
{
	static const struct {
		const char *limits, *calendar, *want;
	} cases[] = {
		{ "[2022-01-01]\na = 1 d\n[soon]\nb = 1 d\n", "",
		    "limits.conf:4" },
		{ "[2022-01-01]\na = 1 d\n", "2026-02-30\tholiday\tx\n",
		    "calendar.tsv:1" },
		{ "[2022-01-01]\na = 1 d\n", "#\n2026-02-03\tfeast\tx\n",
		    "calendar.tsv:2" },
	};
	struct world *w = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct policy *p = NULL;
		struct err err = ERR_INIT;

		put(w->dir, "limits.conf", cases[i].limits);
		put(w->dir, "calendar.tsv", cases[i].calendar);
		assert_int_equal(policy_open(&p, w->dir, &err), ST_INVALID);
		assert_null(p);
		if (!strstr(err.text, cases[i].want))
			fail_msg("\"%s\" does not name %s", err.text,
			    cases[i].want);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_limit_of_the_day_holds,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(a_due_time_is_a_sum,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(
		    a_kept_sum_gives_the_same_time, setup, teardown),
		cmocka_unit_test(what_is_no_sum_is_refused),
		cmocka_unit_test_setup_teardown(
		    a_year_without_a_calendar_is_an_error, setup, teardown),
		cmocka_unit_test_setup_teardown(a_missing_limit_is_named,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(warnings_come_before_the_end,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(
		    a_bad_file_is_named_with_its_line, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
