/*
 * t-tokens.c - what texts are cut into.
 */
#include "text/tokens.h"

#include "base/mem.h"
#include "text/normalize.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Extra tokens have a star. */
static const struct {
	const char *in, *want;
} cases[] = {
	{ "", "" },
	{ "医保报销", "医 医保 保 保报 报 报销 销" },
	{ "WIFI密码", "wifi 密 密码 码" },
	{ "医，保", "医 保" },
	{ "医 保", "医 保" },
	{ "3.5万", "3 5 万" },
	{ "カード", "カ カー ー ード ド" },
	{ "第十一条", "*第11条 第 第十 十 十一 一 一条 条" },
	{ "第11条", "*第11条 第 11 条" },
	{ "第 11 条", "*第11条 第 11 条" },
	{ "第一百零三条", "*第103条 第 第一 一 一百 百 百零 零 零三 三 三条 条" },
	{ "第24条之一", "*第24条之1 第 24 条 条之 之 之一 一" },
	{ "第5条之规", "*第5条 第 5 条 条之 之 之规 规" },
	{ "第五号", "第 第五 五 五号 号" },
	{ "二〇二三年", "*2023 二 二〇 〇 〇二 二 二三 三 三年 年" },
	{ "二○二三年", "*2023 二 二 二三 三 三年 年" },
	{ "一二三四五年", "一 一二 二 二三 三 三四 四 四五 五 五年 年" },
	{ "京发〔2023〕1号", "京 京发 发 *京发〔2023〕1号 2023 1 号" },
	{ "京发[2023]第1号", "京 京发 发 *京发〔2023〕1号 2023 第 1 号" },
	{ "京发 【2023】 1 号", "京 京发 发 *京发〔2023〕1号 2023 1 号" },
	{ "京发（二〇二三）一号", "京 京发 发 *京发〔2023〕1号 二 二〇 〇 "
	    "〇二 二 二三 三 一 一号 号" },
	{ "京发〖2023〗1号", "京 京发 发 *京发〔2023〕1号 2023 1 号" },
	{ "见京发〔2023〕1号", "见 见京 京 京发 发 *京发〔2023〕1号 2023 1 号" },
	{ "〔2023〕1号", "2023 1 号" },
	{ "京发〔23〕1号", "京 京发 发 23 1 号" },
	{ "国令第7号", "国 国令 令 令第 *国令第7号 第 7 号" },
	{ "北\x80京", "北 京" },
};

static const char *
joined(const char *in, struct buf *out)
{
	struct buf normal = BUF_INIT;
	struct tokens t;
	struct token token;

	buf_reset(out);
	normalize(&normal, slice_of(in));
	tokens_start(&t, buf_slice(&normal));
	while (tokens_next(&t, &token)) {
		if (out->bytes)
			buf_add_char(out, ' ');
		if (token.text.text == t.form)
			buf_add_char(out, '*');
		buf_add_slice(out, token.text);
	}
	buf_release(&normal);
	return buf_text(out);
}

static void
tokens_of_texts(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(joined(cases[i].in, &out), cases[i].want);
	buf_release(&out);
}

/* Every character that is no punctuation lies in a token, tokens ascend, and
 * a plain token's text is what stands there. */
static void
tokens_cover_the_text(void **state)
{
	struct buf normal = BUF_INIT, seen = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct tokens t;
		struct token token;
		size_t last = 0;

		buf_reset(&normal);
		buf_reset(&seen);
		normalize(&normal, slice_of(cases[i].in));
		tokens_start(&t, buf_slice(&normal));
		while (tokens_next(&t, &token)) {
			assert_true(token.from < token.to);
			assert_true(token.to <= normal.bytes);
			if (token.text.text == t.form)
				continue;
			assert_true(token.text.text ==
			    normal.text + token.from);
			assert_int_equal(token.text.bytes,
			    token.to - token.from);
			if (token.kind == TOKEN_PAIR) {
				assert_int_equal(token.to, last +
				    (token.to - token.from) / 2);
				continue;
			}
			assert_true(token.from >= last);
			last = token.to;
			buf_add_slice(&seen, token.text);
		}
		for (size_t k = 0; k < normal.bytes; k++)
			if (normal.text[k] >= 'a' && normal.text[k] <= 'z')
				assert_non_null(strchr(buf_text(&seen),
				    normal.text[k]));
	}
	buf_release(&normal);
	buf_release(&seen);
}

static void
characters_are_told(void **state)
{
	struct tokens t;
	struct token token;

	(void)state;
	tokens_start(&t, slice_of("医保a"));
	assert_true(tokens_next(&t, &token));
	assert_int_equal(token.kind, TOKEN_CHAR);
	assert_int_equal(token.ch[0], 0x533b);
	assert_int_equal(token.ch[1], 0);
	assert_true(tokens_next(&t, &token));
	assert_int_equal(token.kind, TOKEN_PAIR);
	assert_int_equal(token.ch[0], 0x533b);
	assert_int_equal(token.ch[1], 0x4fdd);
	assert_true(tokens_next(&t, &token));
	assert_true(tokens_next(&t, &token));
	assert_int_equal(token.kind, TOKEN_WORD);
	assert_int_equal(token.ch[0], 0);
	assert_false(tokens_next(&t, &token));
	assert_false(tokens_next(&t, &token));
}

static void
a_long_word_is_cut(void **state)
{
	struct buf word = BUF_INIT;
	struct tokens t;
	struct token token;
	size_t sum = 0, count = 0;

	(void)state;
	for (int i = 0; i < 50; i++)
		buf_add_text(&word, "aé");
	tokens_start(&t, buf_slice(&word));
	while (tokens_next(&t, &token)) {
		assert_true(token.text.bytes <= TOKEN_BYTES);
		sum += token.text.bytes;
		count++;
	}
	assert_int_equal(sum, word.bytes);
	assert_int_equal(count, 3);
	buf_release(&word);
}

static void
document_numbers_have_one_form(void **state)
{
	static const char *const same[] = {
		"京政办发〔2023〕1号", "京政办发[2023]1号",
		"京政办发(2023)第1号", "京政办发（２０２３）１号",
		"京政办发【2023】1号", "京政办发〖2023年〗1号",
		"京政办发2023年1号", "京政办发2023 1号", "京政办发 2023-1",
		"京政辦發〔2023〕1號", "根据京政办发〔2023〕1号",
		" 京政办发〔2023〕 1 号 ", "京政办发〔2023〕1",
	};
	static const char *const none[] = {
		"", "京政办发", "2023年1号", "公积金2023年1号", "第11条",
		"京政办发〔2023〕", "京政办发〔1023〕1号",
		"京政办发〔2023〕1号文件精神", "关于〔2023〕"
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(same); i++) {
		buf_reset(&out);
		if (!doc_number_form(&out, slice_of(same[i])))
			fail_msg("%s", same[i]);
		assert_string_equal(buf_text(&out), "京政办发〔2023〕1号");
	}
	for (size_t i = 0; i < COUNT(none); i++) {
		buf_reset(&out);
		if (doc_number_form(&out, slice_of(none[i])))
			fail_msg("%s", none[i]);
		assert_int_equal(out.bytes, 0);
	}
	buf_release(&out);
}

static void
numbers_are_read(void **state)
{
	static const struct {
		const char *in;
		uint32_t want;
		const char *rest;
	} numbers[] = {
		{ "0", 0, "" }, { "11条", 11, "条" }, { "十", 10, "" },
		{ "十一", 11, "" }, { "二十", 20, "" },
		{ "二十四条", 24, "条" }, { "一百零三", 103, "" },
		{ "一百一十", 110, "" }, { "两千", 2000, "" },
		{ "一千零九", 1009, "" }, { "二〇二三", 2023, "" },
		{ "三万五千", 35000, "" }, { "十二万", 120000, "" },
		{ "一亿零五", 100000005, "" },
		{ "999999999x", 999999999, "x" },
	};
	static const char *const none[] = { "", "x", "条", "9999999999",
		"九九九九九九九九九九", "十亿亿", "万亿万亿" };

	(void)state;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		struct slice s = slice_of(numbers[i].in);
		uint32_t value = 1;

		if (!number_take(&s, &value))
			fail_msg("%s", numbers[i].in);
		assert_int_equal(value, numbers[i].want);
		assert_true(slice_is(s, numbers[i].rest));
	}
	for (size_t i = 0; i < COUNT(none); i++) {
		struct slice s = slice_of(none[i]);
		uint32_t value;

		assert_false(number_take(&s, &value));
		assert_int_equal(s.bytes, strlen(none[i]));
	}
}

static void
the_version_names_rules_and_tables(void **state)
{
	(void)state;
	assert_int_equal(strlen(tokens_version()), 18);
	assert_int_equal(tokens_version()[1], '-');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_of_texts),
		cmocka_unit_test(tokens_cover_the_text),
		cmocka_unit_test(characters_are_told),
		cmocka_unit_test(a_long_word_is_cut),
		cmocka_unit_test(document_numbers_have_one_form),
		cmocka_unit_test(numbers_are_read),
		cmocka_unit_test(the_version_names_rules_and_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
