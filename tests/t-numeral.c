/*
 * t-numeral.c - numbers in Chinese go there and back.
 */
#include "text/numeral.h"

#include "base/mem.h"
#include "text/tokens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
numbers_as_people_write_them(void **state)
{
	static const struct { uint32_t value; const char *want; } cases[] = {
		{ 0, "零" }, { 3, "三" }, { 10, "十" }, { 15, "十五" },
		{ 20, "二十" }, { 42, "四十二" }, { 100, "一百" },
		{ 103, "一百零三" }, { 110, "一百一十" }, { 1001, "一千零一" },
		{ 2010, "二千零一十" }, { 10000, "一万" },
		{ 100500, "十万零五百" }, { 12345, "一万二千三百四十五" },
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		buf_reset(&out);
		numeral_put(&out, cases[i].value);
		assert_string_equal(buf_text(&out), cases[i].want);
	}
	buf_release(&out);
}

static void
they_are_read_back(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	for (uint32_t i = 0; i < 30000; i++) {
		struct slice s;
		uint32_t value;

		buf_reset(&out);
		numeral_put(&out, i);
		s = buf_slice(&out);
		assert_true(number_take(&s, &value));
		assert_int_equal(value, i);
		assert_int_equal(s.bytes, 0);
	}
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_as_people_write_them),
		cmocka_unit_test(they_are_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
