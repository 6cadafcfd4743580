/* t-wrap.c - where a text's screen lines begin and end. */
#include "base/mem.h"
#include "tui/wrap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Lines are joined by | when soft and / when hard. */
static const struct {
	const char *text;
	int cols;
	const char *want;
} cases[] = {
	{ "", 10, "/" },
	{ "\n", 10, "//" },
	{ "ab", 10, "ab/" },
	{ "ab\ncd\n", 10, "ab/cd//" },
	{ "one two three", 7, "one two|three/" },
	{ "one two   three", 7, "one two|three/" },
	{ "one two ", 7, "one two /" },
	{ "abcdefghij", 4, "abcd|efgh|ij/" },
	{ "住房公积金提取", 6, "住房公|积金提|取/" },
	{ "住房公积金提取", 7, "住房公|积金提|取/" },
	/* No closing mark begins a line, no opening one ends it. */
	{ "住房公。积金", 6, "住房|公。积|金/" },
	{ "住房《公积金》", 6, "住房|《公积|金》/" },
	{ "医保 card 报销", 8, "医保|card 报|销/" },
	/* A wide character in one column still gets a line. */
	{ "住房", 1, "住|房/" },
	/* A letter and its mark stay together. */
	{ "e\xcc\x81" "e\xcc\x81", 1, "e\xcc\x81|e\xcc\x81/" },
};

static void
lines_of_text(void **state)
{
	struct wrap w = WRAP_INIT;
	struct buf got = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		wrap_text(&w, slice_of(cases[i].text), cases[i].cols);
		buf_reset(&got);
		for (size_t k = 0; k < w.count; k++) {
			buf_add(&got, cases[i].text + w.line[k].from,
			    w.line[k].to - w.line[k].from);
			buf_add_char(&got, w.line[k].hard ? '/' : '|');
		}
		assert_string_equal(buf_text(&got), cases[i].want);
	}
	buf_release(&got);
	wrap_release(&w);
}

static void
every_byte_has_a_place(void **state)
{
	const char *text = "住房公积金 provident fund。\n提取\n";
	struct wrap w = WRAP_INIT;

	(void)state;
	for (int cols = 1; cols < 24; cols++) {
		wrap_text(&w, slice_of(text), cols);
		assert_int_equal(w.line[0].from, 0);
		assert_int_equal(w.line[w.count - 1].to, strlen(text));
		for (size_t k = 0; k + 1 < w.count; k++) {
			assert_true(w.line[k].to <= w.line[k + 1].from);
			assert_int_equal(wrap_line_at(&w, w.line[k].from), k);
		}
	}
	wrap_release(&w);
}

static void
cursor_goes_up_and_down(void **state)
{
	struct slice text = slice_of("住房公积金\nabc");
	struct wrap w = WRAP_INIT;

	(void)state;
	wrap_text(&w, text, 6);
	assert_int_equal(w.count, 3);
	assert_int_equal(wrap_col_at(&w, text, 3), 2);
	assert_int_equal(wrap_line_at(&w, 9), 1);
	assert_int_equal(wrap_col_at(&w, text, 9), 0);
	/* Behind the last grapheme of a soft line is the next line. */
	assert_int_equal(wrap_byte_at(&w, text, 0, 6), 6);
	assert_int_equal(wrap_byte_at(&w, text, 0, 3), 3);
	assert_int_equal(wrap_byte_at(&w, text, 1, 60), 15);
	assert_int_equal(wrap_byte_at(&w, text, 2, 2), 18);
	wrap_release(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_of_text),
		cmocka_unit_test(every_byte_has_a_place),
		cmocka_unit_test(cursor_goes_up_and_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
