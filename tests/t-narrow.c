/* t-narrow.c - the words that narrow a queue. */
#include "app/app.h"
#include "app/directory.h"
#include "app/narrow.h"
#include "app/policy.h"
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOW "2026-11-24T09:00:00+08:00"

static int
setup(void **state)
{
	static struct app app = APP_INIT;
	const char *data = getenv("DESK12345_DATA");
	struct err err = ERR_INIT;

	assert_true(clock_parse_time(slice_of(NOW), &app.clock.stopped_at));
	assert_int_equal(directory_open(&app.directory, data ? data : "data",
	    &err), ST_OK);
	assert_int_equal(policy_open(&app.policy, data ? data : "data",
	    &err), ST_OK);
	*state = &app;
	return 0;
}

static int
teardown(void **state)
{
	struct app *app = *state;

	directory_close(app->directory);
	policy_close(app->policy);
	return 0;
}

static const char *
text_or(const char *text)
{
	return text ? text : "-";
}

#define TYPE(id) (1u << DEMAND_##id)

static const struct {
	const char *in;
	uint32_t types, states;
	const char *unit, *topic, *district, *text;
} cases[] = {
	{ "", 0, 0, "-", "-", "-", "-" },
	{ "漏水  屋顶", 0, 0, "-", "-", "-", "漏水 屋顶" },
	{ "type:complaint", TYPE(COMPLAINT), 0, "-", "-", "-", "-" },
	{ "类型:com", TYPE(COMPLAINT) | TYPE(COMMENDATION), 0, "-", "-", "-",
	    "-" },
	{ "state:handling", 0, TYPE(HANDLING), "-", "-", "-", "-" },
	{ "unit:朝阳", 0, 0, "110105", "-", "-", "-" },
	{ "单位：朝阳区", 0, 0, "110105", "-", "-", "-" },
	{ "district:朝阳 漏水", 0, 0, "-", "-", "110105", "漏水" },
	{ "topic:noise.construction", 0, 0, "-", "noise.construction", "-",
	    "-" },
	{ "主题:施工噪声", 0, 0, "-", "noise.construction", "-", "-" },
	/* what is only begun asks for nothing */
	{ "type: unit:", 0, 0, "-", "-", "-", "-" },
	/* no column: words like any other */
	{ "http://a", 0, 0, "-", "-", "-", "http://a" },
};

static void
words_become_a_filter(void **state)
{
	struct narrow n = NARROW_INIT;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct err err = ERR_INIT;

		assert_int_equal(narrow_parse(*state, slice_of(cases[i].in),
		    &n, &err), ST_OK);
		assert_int_equal(n.filter.types, cases[i].types);
		assert_int_equal(n.filter.states, cases[i].states);
		assert_string_equal(text_or(n.filter.unit), cases[i].unit);
		assert_string_equal(text_or(n.filter.topic), cases[i].topic);
		assert_string_equal(text_or(n.filter.district),
		    cases[i].district);
		assert_string_equal(text_or(n.filter.text), cases[i].text);
	}
	narrow_release(&n);
}

static const struct {
	const char *in, *due;
} spans[] = {
	{ "due<4h", "2026-11-24 13:00" },
	{ "due<1d", "2026-11-25 09:00" },
	{ "到期＜2d", "2026-11-26 09:00" },
	{ "due:30min", "2026-11-24 09:30" },
};

static void
due_is_reckoned_from_now(void **state)
{
	struct narrow n = NARROW_INIT;
	char text[CLOCK_TEXT_BYTES];

	for (size_t i = 0; i < sizeof(spans) / sizeof(*spans); i++) {
		struct err err = ERR_INIT;

		assert_int_equal(narrow_parse(*state, slice_of(spans[i].in),
		    &n, &err), ST_OK);
		assert_string_equal(clock_text(n.filter.due_before,
		    CLOCK_MINUTES, text), spans[i].due);
	}
	narrow_release(&n);
}

/* A wrong word is named; the others hold. */
static void
bad_words_are_named(void **state)
{
	static const char *const bad[] = { "type:xyz", "unit:月球", "due<soon",
		"state:9", "topic:?", "district:建外街道", "due<99999999999999d" };
	struct narrow n = NARROW_INIT;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct err err = ERR_INIT;
		char line[128];

		snprintf(line, sizeof(line), "漏水 %s state:closed", bad[i]);
		assert_int_equal(narrow_parse(*state, slice_of(line), &n,
		    &err), ST_INVALID);
		assert_true(*err.text);
		assert_string_equal(n.filter.text, "漏水");
		if (i != 3)
			assert_int_equal(n.filter.states, TYPE(CLOSED));
	}
	narrow_release(&n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_become_a_filter),
		cmocka_unit_test(due_is_reckoned_from_now),
		cmocka_unit_test(bad_words_are_named),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
