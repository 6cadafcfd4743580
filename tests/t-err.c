/*
 * t-err.c - messages in one clean line, and what a status stands for.
 */
#include "base/err.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#undef fail			/* cmocka has one too */

static void
a_message_and_its_status(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(fail(&err, ST_INVALID, "the %s has %d", "row", 7),
	    ST_INVALID);
	assert_int_equal(err.status, ST_INVALID);
	assert_string_equal(err.text, "the row has 7");
	assert_int_equal(fail_at(&err, "%s:%d", "feed.csv", 12), ST_INVALID);
	assert_string_equal(err.text, "feed.csv:12: the row has 7");
	assert_int_equal(fail(&err, ST_IO, "%s again", err.text), ST_IO);
	assert_string_equal(err.text, "feed.csv:12: the row has 7 again");
}

static void
the_words_of_errno(void **state)
{
	static const struct {
		int number;
		enum status asked, want;
	} cases[] = {
		{ ENOENT, ST_NOT_FOUND, ST_NOT_FOUND },
		{ EACCES, ST_IO, ST_IO },
		{ ENOSPC, ST_IO, ST_FULL },
		{ EDQUOT, ST_CORRUPT, ST_FULL },
		{ EFBIG, ST_IO, ST_FULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct err err = ERR_INIT;

		errno = cases[i].number;
		assert_int_equal(fail_errno(&err, cases[i].asked, "no %s",
		    "x"), cases[i].want);
		assert_int_equal(errno, cases[i].number);
		assert_int_equal(err.status, cases[i].want);
		assert_memory_equal(err.text, "no x: ", 6);
		assert_string_equal(err.text + 6, strerror(cases[i].number));
	}
}

static void
a_message_is_clean(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	fail(&err, ST_IO, "cannot open %s", "a\nb\033]0;c\xff");
	assert_string_equal(err.text, "cannot open a\xef\xbf\xbd" "b\xef\xbf"
	    "\xbd]0;c\xef\xbf\xbd");
}

/* However the characters fall on the end. */
static void
a_long_message_ends_with_a_character(void **state)
{
	char blanks[8] = "";

	(void)state;
	for (size_t n = 0; n < 7; n++) {
		struct err err = ERR_INIT;
		struct buf many = BUF_INIT;

		buf_add_text(&many, blanks);
		while (many.bytes < 2 * ERR_TEXT_BYTES)
			buf_add_text(&many, "医é");
		fail(&err, ST_INVALID, "%s", buf_text(&many));
		assert_true(utf8_valid(slice_of(err.text)));
		assert_true(strlen(err.text) >= ERR_TEXT_BYTES - 4);
		assert_memory_equal(err.text, many.text, strlen(err.text));
		fail_at(&err, "%s", "feed.csv:1");
		assert_memory_equal(err.text, "feed.csv:1: ", 12);
		assert_true(utf8_valid(slice_of(err.text)));
		buf_release(&many);
		blanks[n] = ' ';
	}
}

static void
exit_codes_are_their_own(void **state)
{
	static const enum status all[] = {
#define X(name, code, words) ST_##name,
		STATUS_LIST(X)
#undef X
	};

	(void)state;
	assert_int_equal(status_exit_code(ST_OK), 0);
	assert_int_equal(status_exit_code(ST_USAGE), 2);
	for (size_t i = 0; i < COUNT(all); i++) {
		assert_true(*status_words(all[i]));
		for (size_t k = 0; k < i; k++)
			assert_int_not_equal(status_exit_code(all[i]),
			    status_exit_code(all[k]));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_and_its_status),
		cmocka_unit_test(the_words_of_errno),
		cmocka_unit_test(a_message_is_clean),
		cmocka_unit_test(a_long_message_ends_with_a_character),
		cmocka_unit_test(exit_codes_are_their_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
