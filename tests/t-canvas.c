/* t-canvas.c - cells, clipping, and pictures as text. */
#include "base/mem.h"
#include "base/utf8.h"
#include "tui/canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* What @c shows, its lines apart by "/". */
static void
assert_shows(const struct canvas *c, const char *want)
{
	struct buf out = BUF_INIT;

	canvas_dump(c, &out);
	for (size_t i = 0; i < out.bytes; i++)
		if (out.text[i] == '\n')
			out.text[i] = '/';
	assert_string_equal(buf_text(&out), want);
	buf_release(&out);
}

/* The right half of every wide cell belongs to the cell on its left. */
static void
assert_whole(const struct canvas *c)
{
	for (int row = 0; row < c->rows; row++) {
		for (int col = 0; col < c->cols; col++) {
			const struct cell *cell =
			    &c->cell[row * c->cols + col];

			if (cell->cols == 2)
				assert_true(col + 1 < c->cols &&
				    cell[1].cols == 0);
			if (cell->cols == 0)
				assert_true(col > 0 && cell[-1].cols == 2);
		}
	}
}

static const struct {
	int col, cols;
	const char *text, *want;
	int used;
} put_cases[] = {
	{ 0, 8, "abc", "abc/", 3 },
	{ 2, 8, "abc", "  abc/", 3 },
	{ 0, 8, "国税", "国税/", 4 },
	{ 0, 3, "国税", "国/", 2 },		/* never half a character */
	{ 7, 8, "国", "/", 0 },
	{ 7, 8, "ab", "       a/", 1 },
	{ -1, 8, "国a", " a/", 3 },		/* its left half is outside */
	{ -2, 8, "国a", "a/", 3 },
	{ 0, 8, "a\tb\nc", "a b c/", 5 },
	{ 0, 8, "a\033[31mb", "a\xef\xbf\xbd[31mb/", 7 },
	{ 0, 8, "e\xcc\x81z", "e\xcc\x81z/", 2 },
	{ 0, 8, "\xe2\x80\xae" "ab", "\xef\xbf\xbd" "ab/", 3 },
	{ 9, 3, "abc", "/", 0 },
};

static void
text_is_cut_and_cleaned(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c);
	for (size_t i = 0; i < COUNT(put_cases); i++) {
		canvas_start(&c, 1, 8);
		assert_int_equal(canvas_put(&c, 0, put_cases[i].col,
		    put_cases[i].cols, STYLE_PLAIN,
		    slice_of(put_cases[i].text)), put_cases[i].used);
		assert_shows(&c, put_cases[i].want);
		assert_whole(&c);
	}
	canvas_release(&c);
}

/* Painting over half of a wide character blanks its other half. */
static void
no_half_is_left(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c);
	canvas_start(&c, 1, 6);
	canvas_text(&c, 0, 0, STYLE_PLAIN, "国税局");
	canvas_text(&c, 0, 1, STYLE_PLAIN, "x");
	assert_shows(&c, " x税局/");
	canvas_text(&c, 0, 3, STYLE_PLAIN, "国");
	assert_shows(&c, " x 国/");
	assert_whole(&c);
	canvas_release(&c);
}

static void
windows_clip_and_shift(void **state)
{
	struct canvas c;
	struct area all;

	(void)state;
	canvas_init(&c);
	canvas_start(&c, 3, 6);
	all = canvas_window(&c, (struct area){ 1, 2, 9, 3 });
	assert_int_equal(canvas_rows(&c), 2);
	assert_int_equal(canvas_cols(&c), 3);
	canvas_text(&c, 0, 0, STYLE_PLAIN, "abcdef");
	canvas_text(&c, 1, -1, STYLE_PLAIN, "xyz");
	canvas_text(&c, 2, 0, STYLE_PLAIN, "below");
	canvas_text(&c, -1, 0, STYLE_PLAIN, "above");
	canvas_cursor(&c, 9, 9);
	assert_int_equal(c.cursor_row, 2);
	assert_int_equal(c.cursor_col, 4);
	canvas_restore(&c, all);
	assert_shows(&c, "/  abc/  yz/");
	canvas_release(&c);
}

static void
long_text_ends_in_an_ellipsis(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c);
	canvas_start(&c, 2, 7);
	canvas_put_cut(&c, 0, 0, 7, STYLE_PLAIN, slice_of("公积金提取"));
	canvas_put_right(&c, 1, 7, 4, STYLE_PLAIN, slice_of("局a"));
	assert_shows(&c, "公积金…/    局a/");
	c.ascii = true;
	canvas_start(&c, 2, 7);
	canvas_put_cut(&c, 0, 0, 4, STYLE_PLAIN, slice_of("abcdef"));
	canvas_put_cut(&c, 1, 0, 0, STYLE_PLAIN, slice_of("abcdef"));
	assert_shows(&c, "abc~//");
	canvas_release(&c);
}

static void
boxes_have_ascii_twins(void **state)
{
	struct canvas c;
	struct area a;

	(void)state;
	canvas_init(&c);
	canvas_start(&c, 3, 10);
	a = canvas_box(&c, (struct area){ 0, 0, 3, 10 }, STYLE_FRAME, "国");
	assert_int_equal(a.rows, 1);
	assert_int_equal(a.cols, 8);
	assert_shows(&c, "┌─ 国 ───┐/│        │/└────────┘/");
	c.ascii = true;
	canvas_start(&c, 3, 10);
	canvas_box(&c, (struct area){ 0, 0, 3, 10 }, STYLE_FRAME, NULL);
	assert_shows(&c, "+--------+/|        |/+--------+/");
	canvas_release(&c);
}

static void
styles_are_a_letter_each(void **state)
{
	struct canvas c;
	struct buf out = BUF_INIT;

	(void)state;
	canvas_init(&c);
	canvas_start(&c, 1, 4);
	canvas_text(&c, 0, 0, STYLE_BAD, "a");
	canvas_text(&c, 0, 1, STYLE_PLAIN, "国");
	canvas_restyle(&c, (struct area){ 0, 0, 1, 2 }, STYLE_SELECTED);
	canvas_dump_styles(&c, &out);
	assert_string_equal(buf_text(&out), "B*..\n");
	buf_release(&out);
	canvas_release(&c);
}

/* Whatever is painted wherever: no cell outside, no half character. */
static void
any_size_holds(void **state)
{
	static const char *const texts[] = { "", "a", "国", "国税局a",
		"e\xcc\x81\xcc\x81\xcc\x81", "👨‍👩‍👧‍👦", "\xff\xfe" };
	struct canvas c;

	(void)state;
	canvas_init(&c);
	for (int n = 0; n < 400; n++) {
		int rows = n % 5, cols = n / 5 % 7;

		canvas_start(&c, rows, cols);
		for (size_t i = 0; i < COUNT(texts); i++) {
			canvas_text(&c, n % 3 - 1, n % 4 - 1, STYLE_PLAIN,
			    texts[i]);
			canvas_box(&c, (struct area){ n % 2, n % 3, rows,
			    cols }, STYLE_FRAME, texts[i]);
			canvas_put_cut(&c, 0, n % 3, n % 5, STYLE_PLAIN,
			    slice_of(texts[i]));
		}
		canvas_fill(&c, (struct area){ 0, 1, 9, 1 }, STYLE_FIELD);
		canvas_cursor(&c, 3, 3);
		assert_whole(&c);
	}
	canvas_release(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_cut_and_cleaned),
		cmocka_unit_test(no_half_is_left),
		cmocka_unit_test(windows_clip_and_shift),
		cmocka_unit_test(long_text_ends_in_an_ellipsis),
		cmocka_unit_test(boxes_have_ascii_twins),
		cmocka_unit_test(styles_are_a_letter_each),
		cmocka_unit_test(any_size_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
