/*
 * t-normalize.c - one form for all texts, and the way back to the original.
 */
#include "text/normalize.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *in, *want;
} cases[] = {
	{ "", "" },
	{ "医保报销", "医保报销" },
	{ "ＷＩＦＩ密碼", "wifi密码" },
	{ "國務院辦公廳關於個人所得稅", "国务院办公厅关于个人所得税" },
	{ "著作權 乾隆 後來 裏面", "著作权 干隆 后来 里面" },
	{ "  a\t\n　b  ", "a b" },
	{ " \n\t ", "" },
	{ "（一）〔2023〕１號", "(一)〔2023〕1号" },
	{ "㈠①½", "(一)11⁄2" },
	{ "A\xcc\x8a", "å" },			/* A, ring above */
	{ "\xe2\x84\xab", "å" },		/* the Angstrom sign */
	{ "e\xcc\x81\xcc\xa3", "ẹ\xcc\x81" },	/* marks are put in order */
	{ "ｶﾞｷﾞ", "ガギ" },
	{ "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "한" },
	{ "Straße", "strasse" },
	{ "北\xe2\x80\x8b京\xef\xbb\xbf", "北京" },	/* zero width, BOM */
	{ "a\xe2\x80\x8d\xcc\x81", "á" },
	{ "\xe2\xbb\x94\xe2\xbe\xa6", "门金" },	/* radicals */
	{ "北\x80京", "北\xef\xbf\xbd京" },
	{ "\xe5\x8c", "\xef\xbf\xbd\xef\xbf\xbd" },
	{ "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
	{ "\xcc\x81x", "\xcc\x81x" },		/* a mark on nothing */
	{ "a\x01\x02z", "a z" },
};

static void
normal_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = BUF_INIT;

		normalize(&out, slice_of(cases[i].in));
		assert_string_equal(buf_text(&out), cases[i].want);
		buf_release(&out);
	}
}

static void
normalizing_twice_changes_nothing(void **state)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		buf_reset(&once);
		buf_reset(&twice);
		normalize(&once, slice_of(cases[i].in));
		normalize(&twice, buf_slice(&once));
		assert_string_equal(buf_text(&twice), buf_text(&once));
	}
	buf_release(&once);
	buf_release(&twice);
}

/* Every character alone, and behind a letter. */
static void
every_character_is_stable(void **state)
{
	struct buf in = BUF_INIT, once = BUF_INIT, twice = BUF_INIT;

	(void)state;
	for (uint32_t ch = 1; ch < 0x110000; ch++) {
		if (ch >= 0xd800 && ch < 0xe000)
			continue;
		for (int with = 0; with < 2; with++) {
			buf_reset(&in);
			buf_reset(&once);
			buf_reset(&twice);
			if (with)
				buf_add_char(&in, 'o');
			utf8_put(&in, ch);
			normalize(&once, buf_slice(&in));
			normalize(&twice, buf_slice(&once));
			if (strcmp(buf_text(&once), buf_text(&twice)))
				fail_msg("U+%04X", (unsigned)ch);
			assert_true(utf8_valid(buf_slice(&once)));
		}
	}
	buf_release(&in);
	buf_release(&once);
	buf_release(&twice);
}

static void
the_way_back(void **state)
{
	static const struct {
		const char *in;
		const char *part;	/* of the normalised text */
		const char *want;	/* of the original */
	} ways[] = {
		{ "关于Ｇ公積金　　的", "公积金", "公積金" },
		{ "关于Ｇ公積金　　的", "g", "Ｇ" },
		{ "x  \n 的 y", "的", "的" },
		{ "x  \n 的 y", " 的", "  \n 的" },
		{ "①㈠二", "(一)", "㈠" },
		{ "①㈠二", "一", "㈠" },
		{ "xA\xcc\x8ay", "å", "A\xcc\x8a" },
		{ "\x80 公\xe2\x80\x8b积", "公积", "公\xe2\x80\x8b积" },
	};
	struct normal n = NORMAL_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(ways); i++) {
		const char *at;
		size_t from, to;

		normal_set(&n, slice_of(ways[i].in), true);
		at = strstr(buf_text(&n.text), ways[i].part);
		assert_non_null(at);
		from = (size_t)(at - n.text.text);
		to = from + strlen(ways[i].part);
		normal_origin(&n, &from, &to);
		assert_int_equal(to - from, strlen(ways[i].want));
		assert_memory_equal(ways[i].in + from, ways[i].want,
		    to - from);
	}
	normal_release(&n);
}

static void
the_map_ascends(void **state)
{
	struct normal n = NORMAL_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		normal_set(&n, slice_of(cases[i].in), true);
		for (size_t k = 0; k < n.text.bytes; k++)
			assert_true(n.at[k] <= n.at[k + 1]);
		assert_true(n.at[n.text.bytes] <= strlen(cases[i].in));
	}
	normal_release(&n);
}

static void
a_buffer_is_reused(void **state)
{
	struct normal n = NORMAL_INIT;
	struct buf many = BUF_INIT;

	(void)state;
	for (int i = 0; i < 3000; i++)
		buf_add_text(&many, "\xef\xb7\xba");	/* 3 bytes give 33 */
	normal_set(&n, buf_slice(&many), true);
	assert_true(n.text.bytes > 50000);
	normal_set(&n, slice_of("医"), false);
	assert_string_equal(buf_text(&n.text), "医");
	normal_release(&n);
	buf_release(&many);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(normal_forms),
		cmocka_unit_test(normalizing_twice_changes_nothing),
		cmocka_unit_test(every_character_is_stable),
		cmocka_unit_test(the_way_back),
		cmocka_unit_test(the_map_ascends),
		cmocka_unit_test(a_buffer_is_reused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
