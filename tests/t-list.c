/* t-list.c - the selected row stays with its id. */
#include "base/mem.h"
#include "tui/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char *
id(const void *rows, size_t row)
{
	return ((const char *const *)rows)[row];
}

static void
act(struct list *l, enum action_id action, size_t page, const void *rows)
{
	assert_true(list_act(l, action_get(action), page, id, rows));
}

static void
a_refresh_moves_nobody(void **state)
{
	static const char *const before[] = { "a", "b", "c", "d" };
	static const char *const more[] = { "x", "y", "a", "b", "c" };
	static const char *const less[] = { "x", "y", "a", "d" };
	struct list l;

	(void)state;
	list_init(&l);
	list_restart(&l, 4, id, before);
	act(&l, ACTION_NEXT, 10, before);
	act(&l, ACTION_NEXT, 10, before);
	assert_string_equal(list_selected(&l), "c");
	list_reload(&l, 5, id, more);
	assert_string_equal(list_selected(&l), "c");
	assert_int_equal(l.at, 4);
	/* it is gone: what took its place, or the last */
	list_reload(&l, 4, id, less);
	assert_string_equal(list_selected(&l), "d");
	list_reload(&l, 0, id, less);
	assert_string_equal(list_selected(&l), "");
	assert_int_equal(l.at, 0);
	list_reload(&l, 4, id, before);
	assert_string_equal(list_selected(&l), "a");
	list_release(&l);
}

/* Another question: who chose a row keeps it, where it was on the screen. */
static void
a_chosen_row_is_followed(void **state)
{
	static const char *const before[] = { "a", "b", "c", "d" };
	static const char *const after[] = { "v", "w", "x", "c", "y", "z" };
	static const char *const gone[] = { "v", "w" };
	struct list l;

	(void)state;
	list_init(&l);
	list_restart(&l, 4, id, before);
	act(&l, ACTION_NEXT, 2, before);
	act(&l, ACTION_NEXT, 2, before);
	assert_int_equal(list_top(&l, 2), 1);
	assert_true(list_follow(&l, 6, id, after));
	assert_string_equal(list_selected(&l), "c");
	assert_int_equal(l.at, 3);
	assert_int_equal(list_top(&l, 2), 2);
	assert_false(list_follow(&l, 2, id, gone));
	assert_string_equal(list_selected(&l), "v");
	assert_false(list_follow(&l, 0, id, gone));
	assert_int_equal(l.at, 0);
	list_release(&l);
}

static void
moves_stop_at_the_ends(void **state)
{
	static const char *const rows[] = { "a", "b", "c", "d", "e", "f" };
	struct list l;

	(void)state;
	list_init(&l);
	list_restart(&l, 6, id, rows);
	act(&l, ACTION_PREVIOUS, 3, rows);
	assert_string_equal(list_selected(&l), "a");
	act(&l, ACTION_PAGE_NEXT, 3, rows);
	assert_string_equal(list_selected(&l), "c");
	act(&l, ACTION_LAST, 3, rows);
	assert_string_equal(list_selected(&l), "f");
	act(&l, ACTION_NEXT, 3, rows);
	assert_string_equal(list_selected(&l), "f");
	act(&l, ACTION_PAGE_PREVIOUS, 3, rows);
	assert_string_equal(list_selected(&l), "d");
	act(&l, ACTION_FIRST, 3, rows);
	assert_string_equal(list_selected(&l), "a");
	assert_false(list_act(&l, action_get(ACTION_QUIT), 3, id, rows));
	list_restart(&l, 0, id, rows);
	act(&l, ACTION_LAST, 3, rows);
	assert_int_equal(l.at, 0);
	list_release(&l);
}

static void
a_list_beside_something_leaps(void **state)
{
	static const char *const rows[] = { "a", "b", "c", "d", "e", "f",
		"g", "h", "i", "j", "k", "l", "m", "n" };
	struct list l;

	(void)state;
	list_init(&l);
	l.leaps = true;
	list_restart(&l, COUNT(rows), id, rows);
	for (int i = 0; i < 5; i++)
		act(&l, ACTION_NEXT, 6, rows);
	assert_int_equal(list_top(&l, 6), 0);
	act(&l, ACTION_NEXT, 6, rows);
	assert_int_equal(list_top(&l, 6), 3);
	for (int i = 0; i < 4; i++)
		act(&l, ACTION_PREVIOUS, 6, rows);
	assert_string_equal(list_selected(&l), "c");
	assert_int_equal(list_top(&l, 6), 0);
	act(&l, ACTION_LAST, 6, rows);
	assert_int_equal(list_top(&l, 6), 8);
	list_release(&l);
}

/* The selected row is in sight whatever the page is. */
static void
the_selected_row_is_shown(void **state)
{
	static const char *const rows[] = { "a", "b", "c", "d", "e", "f" };
	struct list l;

	(void)state;
	list_init(&l);
	list_restart(&l, 6, id, rows);
	for (size_t page = 1; page < 9; page++) {
		for (size_t row = 0; row < 6; row++) {
			size_t top;

			list_select(&l, row, id, rows);
			top = list_top(&l, page);
			assert_true(top <= row && row < top + page);
			assert_true(top == 0 || top + page <= 6);
		}
	}
	list_release(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refresh_moves_nobody),
		cmocka_unit_test(a_chosen_row_is_followed),
		cmocka_unit_test(moves_stop_at_the_ends),
		cmocka_unit_test(a_list_beside_something_leaps),
		cmocka_unit_test(the_selected_row_is_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
