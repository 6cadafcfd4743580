/*
 * t-charset.c - the encoding of a feed is told by its content, however the
 * bytes are cut.
 */
#include "text/charset.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *in;
	size_t bytes;
	const char *want;
	enum charset_kind kind;
} cases[] = {
	{ "", 0, "", CHARSET_ASCII },
	{ "id,title\n", 9, "id,title\n", CHARSET_ASCII },
	{ "a", 1, "a", CHARSET_ASCII },
	{ "医保", 6, "医保", CHARSET_UTF8 },
	{ "\xef\xbb\xbf" "a,医", 8, "a,医", CHARSET_UTF8 },
	{ "\xef\xbb\xbf", 3, "", CHARSET_UTF8 },
	/* 医保 in GB18030, and after ASCII */
	{ "\xd2\xbd\xb1\xa3", 4, "医保", CHARSET_GB18030 },
	{ "id,\xd2\xbd\xb1\xa3\n", 8, "id,医保\n", CHARSET_GB18030 },
	/* four bytes: 㐀, and 𠮷 outside the basic plane */
	{ "\xd2\xbd\x81\x39\xee\x39\x95\x34\xb2\x35", 10, "医㐀𠮷",
	  CHARSET_GB18030 },
	{ "\xff\xfe\x3b\x53\x41\x00", 6, "医A", CHARSET_UTF16LE },
	{ "\xfe\xff\x53\x3b\x00\x41", 6, "医A", CHARSET_UTF16BE },
	/* a damaged character in a UTF-8 file does not make it GB18030 */
	{ "医保报销需要哪些材料医保报销需要哪些材料\xe5\x8c", 62,
	  "医保报销需要哪些材料医保报销需要哪些材料\xe5\x8c",
	  CHARSET_UTF8 },
};

/* In cuts of @cut bytes; 0 is all at once. */
static void
check(size_t i, size_t cut)
{
	struct charset *c = charset_new();
	struct buf out = BUF_INIT;

	for (size_t at = 0; at < cases[i].bytes; ) {
		size_t n = cut > 0 && cases[i].bytes - at > cut ? cut :
		    cases[i].bytes - at;

		charset_feed(c, (struct slice){ cases[i].in + at, n }, &out);
		at += n;
	}
	charset_end(c, &out);
	if (strcmp(buf_text(&out), cases[i].want) != 0 ||
	    charset_kind(c) != cases[i].kind)
		fail_msg("case %zu in cuts of %zu: \"%s\", %s", i, cut,
		    buf_text(&out), charset_name(charset_kind(c)));
	buf_release(&out);
	charset_free(c);
}

static void
content_decides_in_any_cut(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		for (size_t cut = 0; cut < 8; cut++)
			check(i, cut);
}

static void
a_byte_that_does_not_belong_is_marked(void **state)
{
	struct charset *c = charset_new();
	struct buf out = BUF_INIT;

	(void)state;
	charset_feed(c, slice_of("\xd2\xbd\xb1\xa3\xff,\xd2\xbd\n"), &out);
	charset_end(c, &out);
	assert_int_equal(charset_kind(c), CHARSET_GB18030);
	assert_non_null(strchr(buf_text(&out), CHARSET_BAD));
	assert_false(utf8_valid(buf_slice(&out)));
	assert_non_null(strstr(buf_text(&out), ",医\n"));
	buf_release(&out);
	charset_free(c);
}

/* ASCII for longer than is looked at does not decide. */
static void
a_late_character_still_decides(void **state)
{
	struct charset *c = charset_new();
	struct buf in = BUF_INIT, out = BUF_INIT;

	(void)state;
	for (int i = 0; i < 100000; i++)
		buf_add_text(&in, "abcd");
	buf_add_text(&in, "\xd2\xbd\xb1\xa3");
	charset_feed(c, buf_slice(&in), &out);
	charset_end(c, &out);
	assert_int_equal(charset_kind(c), CHARSET_GB18030);
	assert_string_equal(buf_text(&out) + 400000, "医保");
	buf_release(&in);
	buf_release(&out);
	charset_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(content_decides_in_any_cut),
		cmocka_unit_test(a_byte_that_does_not_belong_is_marked),
		cmocka_unit_test(a_late_character_still_decides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
