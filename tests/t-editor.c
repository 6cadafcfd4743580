/* t-editor.c - a text field under every key. */
#include "base/mem.h"
#include "base/utf8.h"
#include "tui/editor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FAMILY "👨‍👩‍👧"
#define ACUTE "e\xcc\x81"

/* The text with "|" where the cursor stands. */
static void
assert_is(const struct editor *e, const char *want)
{
	struct slice s = editor_text(e);
	struct buf got = BUF_INIT;

	buf_add(&got, s.text, e->at);
	buf_add_char(&got, '|');
	buf_add(&got, s.text + e->at, s.bytes - e->at);
	assert_string_equal(buf_text(&got), want);
	buf_release(&got);
}

/* Actions apart by blanks. */
static void
act(struct editor *e, const char *actions)
{
	struct slice rest = slice_of(actions), one;

	for (one = slice_word(&rest); one.bytes > 0; one = slice_word(&rest)) {
		const struct action *a = action_find(one);

		assert_non_null(a);
		editor_act(e, a);
	}
}

static const struct {
	const char *text, *actions, *want;
} cases[] = {
	{ "", "left right erase-left erase-right kill-line undo redo", "|" },
	{ "国税", "left", "国|税" },
	{ "国税", "left left left", "|国税" },
	{ "a" FAMILY "b", "left left", "a|" FAMILY "b" },
	{ "a" FAMILY "b", "left erase-left", "a|b" },
	{ "x" ACUTE, "erase-left", "x|" },
	{ "one two", "word-left", "one |two" },
	{ "one two", "line-start word-right", "one |two" },
	{ "医保card", "word-left", "医保|card" },
	{ "医保，报销", "word-left word-left", "医保|，报销" },
	{ "one two", "erase-word-left", "one |" },
	{ "one two", "erase-word-left yank yank", "one twotwo|" },
	{ "abc", "line-start kill-line", "|" },
	{ "abc", "left kill-line yank", "abc|" },
	{ "abc", "left kill-start", "|c" },
	{ "abc", "clear", "|" },
	{ "abc", "clear undo", "abc|" },
	{ "abc", "clear undo redo", "|" },
	{ "abc", "line-start erase-right", "|bc" },
	{ "abc", "newline", "abc|" },		/* one line has no other */
};

static void
keys_edit_by_graphemes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct editor e;

		editor_init(&e, false, 0);
		editor_set(&e, slice_of(cases[i].text));
		act(&e, cases[i].actions);
		assert_is(&e, cases[i].want);
		editor_release(&e);
	}
}

static void
lines_move_by_what_is_shown(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, true, 0);
	editor_set(&e, slice_of("abcd\nx\nefgh"));
	act(&e, "line-up");
	assert_is(&e, "abcd\nx|\nefgh");
	act(&e, "line-up");		/* the column is remembered */
	assert_is(&e, "abcd|\nx\nefgh");
	act(&e, "line-up");
	assert_is(&e, "|abcd\nx\nefgh");
	act(&e, "line-down line-end newline");
	assert_is(&e, "abcd\nx\n|\nefgh");
	act(&e, "text-end kill-start");
	assert_is(&e, "abcd\nx\n\n|");
	editor_release(&e);
}

static void
typing_is_undone_by_words(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, false, 0);
	for (const char *c = "one two"; *c; c++)
		editor_type(&e, (struct slice){ c, 1 });
	act(&e, "undo");
	assert_is(&e, "one|");
	act(&e, "undo");
	assert_is(&e, "|");
	act(&e, "redo redo redo");
	assert_is(&e, "one two|");
	act(&e, "undo");
	editor_type(&e, slice_of("!"));
	act(&e, "redo");		/* another future is gone */
	assert_is(&e, "one!|");
	editor_release(&e);
}

/* A pasted newline is no Enter, and what is pasted is cleaned. */
static void
pastes_are_text(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, false, 0);
	editor_paste(&e, slice_of("一\n二\r\n"));
	assert_null(strchr(buf_text(&e.text), '\n'));
	act(&e, "clear");
	editor_paste(&e, slice_of("a\033[2Jb"));
	assert_is(&e, "a\xef\xbf\xbd[2Jb|");
	act(&e, "undo");		/* one step */
	assert_is(&e, "|");
	editor_release(&e);

	editor_init(&e, true, 0);
	editor_paste(&e, slice_of("一\n二"));
	assert_is(&e, "一\n二|");
	editor_release(&e);
}

static void
nothing_goes_beyond_the_limit(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, false, 3);
	assert_int_equal(editor_chars_left(&e), 3);
	assert_true(editor_type(&e, slice_of("国税")));
	assert_true(editor_paste(&e, slice_of("局长")));
	assert_is(&e, "国税局|");
	assert_false(editor_type(&e, slice_of("x")));
	assert_int_equal(editor_chars_left(&e), 0);
	editor_release(&e);
	editor_init(&e, false, 0);
	assert_true(editor_chars_left(&e) == SIZE_MAX);
	editor_release(&e);
}

/* The cursor is in the field whatever was typed and however wide it is. */
static void
the_cursor_is_in_sight(void **state)
{
	struct canvas c;
	struct editor e;

	(void)state;
	canvas_init(&c);
	for (int lines = 0; lines < 2; lines++) {
		editor_init(&e, lines != 0, 0);
		editor_set(&e, slice_of("住房公积金 withdrawal 提取条件 "
		    FAMILY "有哪些" ACUTE));
		for (int cols = 1; cols < 20; cols++) {
			for (int n = 0; n < 40; n++) {
				canvas_start(&c, 4, 24);
				editor_draw(&e, &c, (struct area){ 1, 2,
				    lines ? 3 : 1, cols }, STYLE_FIELD,
				    true);
				assert_in_range(c.cursor_row, 1,
				    lines ? 3 : 1);
				assert_in_range(c.cursor_col, 2, 2 + cols);
				act(&e, n < 30 ? "left" : "right");
			}
			act(&e, "text-end");
		}
		editor_release(&e);
	}
	canvas_release(&c);
}

static void
the_cursor_counts_cells(void **state)
{
	struct canvas c;
	struct editor e;

	(void)state;
	canvas_init(&c);
	canvas_start(&c, 1, 20);
	editor_init(&e, false, 0);
	editor_type(&e, slice_of("医保报销"));
	editor_draw(&e, &c, (struct area){ 0, 3, 1, 12 }, STYLE_FIELD, true);
	assert_int_equal(c.cursor_col, 3 + 8);
	act(&e, "left");
	editor_draw(&e, &c, (struct area){ 0, 3, 1, 12 }, STYLE_FIELD, true);
	assert_int_equal(c.cursor_col, 3 + 6);
	editor_release(&e);
	canvas_release(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_edit_by_graphemes),
		cmocka_unit_test(lines_move_by_what_is_shown),
		cmocka_unit_test(typing_is_undone_by_words),
		cmocka_unit_test(pastes_are_text),
		cmocka_unit_test(nothing_goes_beyond_the_limit),
		cmocka_unit_test(the_cursor_is_in_sight),
		cmocka_unit_test(the_cursor_counts_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
