/*
 * t-clock.c - civil time at UTC+8, forth and back.
 */
#include "base/clock.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	int64_t at;
	const char *iso;
	int weekday;
} moments[] = {
	{ 0, "1970-01-01T08:00:00+08:00", 4 },
	{ -1, "1970-01-01T07:59:59+08:00", 4 },
	{ -8 * CLOCK_HOUR, "1970-01-01T00:00:00+08:00", 4 },
	{ -8 * CLOCK_HOUR - 1, "1969-12-31T23:59:59+08:00", 3 },
	{ 951753600000, "2000-02-29T00:00:00+08:00", 2 },
	{ 1709222399000, "2024-02-29T23:59:59+08:00", 4 },
	{ 1772294400000, "2026-03-01T00:00:00+08:00", 7 },
	{ 1795482760000, "2026-11-24T09:12:40+08:00", 2 },
	{ 4107513599999, "2100-02-28T23:59:59+08:00", 7 },
	{ 4107513600000, "2100-03-01T00:00:00+08:00", 1 },
	{ 253402271999999, "9999-12-31T23:59:59+08:00", 5 },
};

static void
moments_have_their_texts(void **state)
{
	char text[CLOCK_TEXT_BYTES];

	(void)state;
	for (size_t i = 0; i < COUNT(moments); i++) {
		struct civil c;
		int64_t back;

		assert_string_equal(clock_text(moments[i].at, CLOCK_ISO,
		    text), moments[i].iso);
		clock_civil(moments[i].at, &c);
		assert_int_equal(c.weekday, moments[i].weekday);
		assert_true(clock_at(&c) == moments[i].at);
		assert_true(clock_parse_time(slice_of(text), &back));
		assert_true(back == moments[i].at - c.ms);
	}
	assert_string_equal(clock_text(1795482760000, CLOCK_DATE, text),
	    "2026-11-24");
	assert_string_equal(clock_text(1795482760000, CLOCK_MINUTES, text),
	    "2026-11-24 09:12");
}

/* Each day follows the one before, over two cycles of the calendar. */
static void
every_day_follows(void **state)
{
	struct civil before;
	int months = 0;

	(void)state;
	clock_civil(clock_day_start(-150000), &before);
	for (int64_t day = -149999; day < 150000; day++) {
		struct civil c;

		clock_civil(clock_day_start(day), &c);
		assert_int_equal(c.weekday, before.weekday % 7 + 1);
		if (c.month == before.month) {
			assert_int_equal(c.day, before.day + 1);
		} else {
			assert_int_equal(c.day, 1);
			assert_int_equal(c.month, before.month % 12 + 1);
			assert_true(before.day >= 28);
			months++;
		}
		assert_int_equal(c.year, before.year + (c.month == 1 &&
		    before.month == 12));
		assert_int_equal(c.hour + c.minute + c.second + c.ms, 0);
		assert_true(clock_day(clock_at(&c)) == day);
		assert_true(clock_day(clock_at(&c) - 1) == day - 1);
		before = c;
	}
	assert_int_equal(months, 9857);
}

static void
dates_that_are_and_are_not(void **state)
{
	static const struct {
		const char *in;
		int64_t day;		/* -1: none */
	} cases[] = {
		{ "1970-01-01", 0 }, { "2026-11-24", 20781 },
		{ "2024-02-29", 19782 }, { "2026-02-29", -1 },
		{ "2100-02-29", -1 }, { "2000-02-29", 11016 },
		{ "2026-04-31", -1 }, { "2026-13-01", -1 },
		{ "2026-00-10", -1 }, { "2026-01-00", -1 },
		{ "0000-01-01", -1 }, { "2026-1-1", -1 },
		{ "2026/01/01", -1 }, { "2026-01-01 ", -1 },
		{ " 2026-01-01", -1 }, { "2026-01-0a", -1 }, { "", -1 },
		{ "２０２６-01-01", -1 }, { "+026-01-01", -1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t day = -2;
		bool is = clock_parse_date(slice_of(cases[i].in), &day);

		if (is != (cases[i].day >= 0) ||
		    day != (is ? cases[i].day : -2))
			fail_msg("%s", cases[i].in);
	}
}

static void
times_with_and_without_offsets(void **state)
{
	static const struct {
		const char *in;
		const char *want;	/* NULL: no time */
		int ms;
	} cases[] = {
		{ "2026-11-24", "2026-11-24T00:00:00+08:00", 0 },
		{ "2026-11-24 09:12", "2026-11-24T09:12:00+08:00", 0 },
		{ "2026-11-24T09:12:40", "2026-11-24T09:12:40+08:00", 0 },
		{ "2026-11-24T20:12:40Z", "2026-11-25T04:12:40+08:00", 0 },
		{ "2026-11-24T09:12+08:00", "2026-11-24T09:12:00+08:00", 0 },
		{ "2026-11-24T09:12-05:30", "2026-11-24T22:42:00+08:00", 0 },
		{ "2026-11-24T09:12:40.5Z", "2026-11-24T17:12:40+08:00", 500 },
		{ "2026-11-24T09:12:40.123456", "2026-11-24T09:12:40+08:00",
		    123 },
		{ "2026-11-24T", NULL, 0 },
		{ "2026-11-24Z", NULL, 0 },
		{ "2026-11-24T9:12", NULL, 0 },
		{ "2026-11-24T24:00", NULL, 0 },
		{ "2026-11-24T23:60", NULL, 0 },
		{ "2026-11-24T23:59:60", NULL, 0 },
		{ "2026-11-24T23:59:", NULL, 0 },
		{ "2026-11-24T23:59:59.", NULL, 0 },
		{ "2026-11-24T09:12+8", NULL, 0 },
		{ "2026-11-24T09:12+15:00", NULL, 0 },
		{ "2026-11-24T09:12 Z", NULL, 0 },
		{ "2026-02-30T09:12", NULL, 0 },
		{ "09:12", NULL, 0 },
	};
	char text[CLOCK_TEXT_BYTES];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t at = -7;
		struct civil c;

		if (!clock_parse_time(slice_of(cases[i].in), &at)) {
			if (cases[i].want)
				fail_msg("%s", cases[i].in);
			assert_true(at == -7);
			continue;
		}
		if (!cases[i].want)
			fail_msg("%s", cases[i].in);
		assert_string_equal(clock_text(at, CLOCK_ISO, text),
		    cases[i].want);
		clock_civil(at, &c);
		assert_int_equal(c.ms, cases[i].ms);
	}
}

static void
no_zone_acts(void **state)
{
	char text[CLOCK_TEXT_BYTES];

	(void)state;
	setenv("TZ", "America/New_York", 1);
	assert_string_equal(clock_text(0, CLOCK_MINUTES, text),
	    "1970-01-01 08:00");
	unsetenv("TZ");
}

static void
a_clock_runs_or_stands(void **state)
{
	struct clock c;
	struct err err = ERR_INIT;
	int64_t monotonic = clock_monotonic_us(), cpu = clock_cpu_us();

	(void)state;
	setenv("DESK12345_NOW", "2026-11-24T09:12:40+08:00", 1);
	assert_int_equal(clock_init(&c, &err), ST_OK);
	assert_true(clock_now(&c) == 1795482760000);
	setenv("DESK12345_NOW", "yesterday", 1);
	assert_int_equal(clock_init(&c, &err), ST_USAGE);
	assert_non_null(strstr(err.text, "yesterday"));
	setenv("DESK12345_NOW", "", 1);
	assert_int_equal(clock_init(&c, &err), ST_OK);
	assert_int_equal(c.stopped_at, 0);
	unsetenv("DESK12345_NOW");
	assert_int_equal(clock_init(&c, &err), ST_OK);
	assert_true(clock_now(&c) > 1704067200000);	/* 2024 */
	assert_true(clock_monotonic_us() >= monotonic);
	assert_true(clock_cpu_us() >= cpu);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moments_have_their_texts),
		cmocka_unit_test(every_day_follows),
		cmocka_unit_test(dates_that_are_and_are_not),
		cmocka_unit_test(times_with_and_without_offsets),
		cmocka_unit_test(no_zone_acts),
		cmocka_unit_test(a_clock_runs_or_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
