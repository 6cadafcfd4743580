/*
 * t-circles.c - arrows that go round are found, in chains of any length.
 */
#include "text/circles.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Arrows as "ab bc"; a star for each that is in a circle, or a dot. */
static const struct {
	const char *arrows, *want;
} cases[] = {
	{ "", "" },
	{ "ab", "." },
	{ "ab bc ca", "***" },
	{ "ab ba", "**" },
	{ "aa", "." },
	{ "ab bc ca cd de", "***.." },
	{ "xa ab ba", ".**" },
	{ "ab ab ba", "***" },
	{ "ab ba bc cd dc", "*****" },	/* between two circles, too */
	{ "ab bc ac", "..." },
	{ "aa ab ba", ".**" },
};

static void
what_goes_round_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arrow arrow[8];
		char got[9] = "";
		size_t n = 0;

		for (const char *p = cases[i].arrows; *p; p += p[2] ? 3 : 2)
			arrow[n++] = (struct arrow){ (uint64_t)p[0],
				(uint64_t)p[1], false };
		circles_find(arrow, n);
		for (size_t k = 0; k < n; k++)
			got[k] = arrow[k].circle ? '*' : '.';
		assert_string_equal(got, cases[i].want);
	}
}

/* As long as a feed may be, in the worst of orders. */
static void
long_chains_take_no_time(void **state)
{
	enum { LONG = 200000 };
	struct arrow *arrow = xcalloc(LONG + 1, sizeof(*arrow));

	(void)state;
	for (size_t i = 0; i < LONG; i++) {
		uint64_t at = (i * 7919) % LONG;

		arrow[i] = (struct arrow){ at, at + 1, false };
	}
	circles_find(arrow, LONG);
	for (size_t i = 0; i < LONG; i++)
		assert_false(arrow[i].circle);
	arrow[LONG] = (struct arrow){ LONG, 0, false };
	circles_find(arrow, LONG + 1);
	for (size_t i = 0; i <= LONG; i++)
		assert_true(arrow[i].circle);
	free(arrow);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_goes_round_is_found),
		cmocka_unit_test(long_chains_take_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
