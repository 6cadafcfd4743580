/* t-theme.c - every theme is whole, and colour is extra. */
#include "base/mem.h"
#include "tui/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static bool
has_colour(const struct theme *t)
{
	for (unsigned i = 0; i < STYLE_COUNT; i++)
		if (t->look[i].fg != COLOUR_DEFAULT ||
		    t->look[i].bg != COLOUR_DEFAULT)
			return true;
	return t->selected.fg != COLOUR_DEFAULT ||
	    t->selected.bg != COLOUR_DEFAULT;
}

static bool
look_equal(struct look a, struct look b)
{
	return a.fg == b.fg && a.bg == b.bg && a.bits == b.bits;
}

/* A selected cell never looks like one that is not. */
static void
selection_is_seen_in_every_theme(void **state)
{
	(void)state;
	for (const char *const *n = theme_names(); *n; n++) {
		for (int plain = 0; plain < 2; plain++) {
			struct err err = ERR_INIT;
			struct theme t;

			assert_int_equal(theme_get(&t, *n, plain, &err),
			    ST_OK);
			assert_false(look_equal(theme_look(&t, STYLE_PLAIN),
			    theme_look(&t, STYLE_PLAIN | STYLE_SELECTED)));
			assert_false(look_equal(theme_look(&t, STYLE_PLAIN),
			    theme_look(&t, STYLE_TITLE)));
			assert_int_equal(has_colour(&t), !plain &&
			    strcmp(*n, "none") != 0);
		}
	}
}

static const struct {
	const char *text, *why;
} bad[] = {
	{ "titel red default", "t:1: there is no style \"titel\"" },
	{ "# ok\n\nbad red", "t:3: a style needs two colours" },
	{ "bad pink default", "t:1: a style needs two colours" },
	{ "bad bright- default", "t:1: a style needs two colours" },
	{ "bad red default blink", "t:1: there is no attribute \"blink\"" },
};

static void
bad_lines_are_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct err err = ERR_INIT;
		struct theme t = { .colour = true };

		assert_int_equal(theme_parse(&t, slice_of(bad[i].text), "t",
		    &err), ST_INVALID);
		assert_memory_equal(err.text, bad[i].why,
		    strlen(bad[i].why));
	}
}

static void
lines_change_one_style(void **state)
{
	struct err err = ERR_INIT;
	struct theme t;

	(void)state;
	assert_int_equal(theme_get(&t, "none", false, &err), ST_OK);
	assert_int_equal(theme_parse(&t, slice_of(
	    "bad bright-red black bold underline\n"), "t", &err), ST_OK);
	assert_int_equal(t.look[STYLE_BAD].fg, COLOUR_RED + COLOUR_BRIGHT);
	assert_int_equal(t.look[STYLE_BAD].bg, COLOUR_BLACK);
	assert_int_equal(t.look[STYLE_BAD].bits, LOOK_BOLD |
	    LOOK_UNDERLINE);
	assert_int_equal(t.look[STYLE_GOOD].fg, COLOUR_DEFAULT);
	assert_int_equal(theme_get(&t, "nosuch", false, &err),
	    ST_NOT_FOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(selection_is_seen_in_every_theme),
		cmocka_unit_test(bad_lines_are_named),
		cmocka_unit_test(lines_change_one_style),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
