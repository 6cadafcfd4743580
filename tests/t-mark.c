/*
 * t-mark.c - what matched, and the part of a text that answers.
 */
#include "text/mark.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/tokens.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void
add_query(struct marker *m, const char *query)
{
	struct slice rest = slice_of(query), word;

	marker_reset(m);
	while ((word = slice_word(&rest)).bytes) {
		struct tokens t;
		struct token token;

		tokens_start(&t, word);
		while (tokens_next(&t, &token))
			marker_add(m, token.text, 1);
	}
}

/* The text with its marks in brackets. */
static const char *
shown(struct slice text, const struct marks *marks, struct buf *out)
{
	size_t at = 0;

	buf_reset(out);
	for (size_t i = 0; i < marks->count; i++) {
		const struct mark *k = marks->mark + i;

		assert_true(k->from >= at && k->from < k->to);
		assert_true(k->to <= text.bytes);
		buf_add(out, text.text + at, k->from - at);
		buf_add_char(out, '<');
		buf_add(out, text.text + k->from, k->to - k->from);
		buf_add_char(out, '>');
		at = k->to;
	}
	buf_add(out, text.text + at, text.bytes - at);
	return buf_text(out);
}

static void
marks_of_texts(void **state)
{
	static const struct { const char *query, *text, *want; } cases[] = {
		{ "公积金", "提取住房公积金的规定", "提取住房<公积金>的规定" },
		{ "公积金", "關於住房公積金", "關於住房<公積金>" },
		{ "公积金提取", "提取公积金", "<提取公积金>" },
		{ "公积金", "公共和积分", "公共和积分" },
		{ "金", "黄金和金", "黄<金>和<金>" },
		{ "wifi", "用ＷＩＦＩ上网", "用<ＷＩＦＩ>上网" },
		{ "第11条", "见第十一条。", "见<第十一条>。" },
		{ "公积金", "", "" },
		{ "", "公积金", "公积金" },
		{ "公积金", "\x80公积金\x80", "\x80<公积金>\x80" },
		{ "医保", "医\xe2\x80\x8b保", "<医\xe2\x80\x8b保>" },
		{ "京发〔2023〕1号", "见京发(2023)1号", "见<京发(2023)1号>" },
	};
	struct marker m;
	struct marks marks = { 0 };
	struct buf out = BUF_INIT;

	(void)state;
	marker_init(&m);
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t n;

		add_query(&m, cases[i].query);
		marks.count = 0;
		n = marker_marks(&m, slice_of(cases[i].text), &marks);
		assert_int_equal(n, marks.count);
		assert_string_equal(shown(slice_of(cases[i].text), &marks,
		    &out), cases[i].want);
	}
	marker_release(&m);
	marks_release(&marks);
	buf_release(&out);
}

/* Readings of the same letters: the likeliest that the text has is marked. */
static void
marks_of_readings(void **state)
{
	static const struct { const char *text, *want; } cases[] = {
		{ "国家的公交", "国家的<公交>" },
		{ "国家的桥", "<国家>的桥" },
		{ "公交站点", "<公交站点>" },
	};
	struct marker m;
	struct marks marks = { 0 };
	struct buf out = BUF_INIT;

	(void)state;
	marker_init(&m);
	marker_add_reading(&m, slice_of("公交"), 3, 1);
	marker_add_reading(&m, slice_of("国家"), 2, 1);
	marker_add_reading(&m, slice_of("站点"), 1, 2);
	for (size_t i = 0; i < COUNT(cases); i++) {
		marks.count = 0;
		marker_marks(&m, slice_of(cases[i].text), &marks);
		assert_string_equal(shown(slice_of(cases[i].text), &marks,
		    &out), cases[i].want);
	}
	marker_release(&m);
	marks_release(&marks);
	buf_release(&out);
}

/* Characters alone are marked where nothing known is longer, and of them only
 * those that say as much as the best one. */
static void
marks_of_single_characters(void **state)
{
	struct marker m;
	struct marks marks = { 0 };
	struct buf out = BUF_INIT;
	struct slice text = slice_of("养狗的狗");

	(void)state;
	marker_init(&m);
	marker_add(&m, slice_of("狗"), 6);
	marker_add(&m, slice_of("养"), 2);
	marker_add_rare(&m, slice_of("狗证"), 9);
	marker_marks(&m, text, &marks);
	assert_string_equal(shown(text, &marks, &out), "养<狗>的<狗>");
	marker_add(&m, slice_of("养猫"), 3);
	marks.count = 0;
	marker_marks(&m, text, &marks);
	assert_string_equal(shown(text, &marks, &out), "养狗的狗");
	marker_release(&m);
	marks_release(&marks);
	buf_release(&out);
}

static void
passages_of_texts(void **state)
{
	static const struct {
		const char *query, *text;
		size_t chars;
		const char *want;
	} cases[] = {
		{ "提取", "第一句。第二句说提取。第三句。", 9,
		    "…第二句说<提取>。…" },
		{ "提取", "第一句。第二句说提取。第三句。", 80,
		    "第一句。第二句说<提取>。第三句。" },
		{ "提取 条件", "提取一。别的话。提取条件。提取二。", 8,
		    "…<提取条件>。…" },
		{ "提取", "第一句！！！第二句“说提取。”第三句。", 14,
		    "…第二句“说<提取>。”…" },
		{ "没有", "第一句。第二句。第三句。", 8, "第一句。…" },
		{ "提取", "一\n二\t\t提取\n三", 80, "一 二 <提取> 三" },
		{ "提取", "", 80, "" },
		{ "提取", "\n\n", 80, "" },
		{ "提取", "这里是很长很长很长的一句没有停顿的话关于提取的办法等等",
		    12, "…<提取>的办法等等" },
		{ "提取", "a\x1b[31m提取", 80, "a\xef\xbf\xbd[31m<提取>" },
	};
	struct marker m;
	struct marks marks = { 0 };
	struct buf line = BUF_INIT, out = BUF_INIT;

	(void)state;
	marker_init(&m);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice got;

		add_query(&m, cases[i].query);
		marks.count = 0;
		buf_reset(&line);
		buf_add_text(&line, "before");
		marker_passage(&m, slice_of(cases[i].text), cases[i].chars,
		    &line, &marks);
		got = (struct slice){ line.text + 6, line.bytes - 6 };
		assert_string_equal(shown(got, &marks, &out), cases[i].want);
		assert_true(utf8_chars(got) <= cases[i].chars);
	}
	marker_release(&m);
	marks_release(&marks);
	buf_release(&line);
	buf_release(&out);
}

static void
longer_words_count_by_their_pairs(void **state)
{
	struct marker m;
	struct marks marks = { 0 };
	struct buf out = BUF_INIT;
	const char *text = "住房公积金和积金";

	(void)state;
	marker_init(&m);
	marker_add(&m, slice_of("公积金"), 1);
	marker_marks(&m, slice_of(text), &marks);
	assert_string_equal(shown(slice_of(text), &marks, &out),
	    "住房<公积金>和<积金>");
	marker_reset(&m);
	marks.count = 0;
	assert_int_equal(marker_marks(&m, slice_of(text), &marks), 0);
	marker_release(&m);
	marks_release(&marks);
	buf_release(&out);
}

/* More tokens than the table starts with, and a text of them. */
static void
many_tokens(void **state)
{
	struct marker m;
	struct marks marks = { 0 };
	struct buf text = BUF_INIT;
	char word[16];

	(void)state;
	marker_init(&m);
	for (int i = 0; i < 1000; i++) {
		snprintf(word, sizeof(word), "w%d", i);
		marker_add(&m, slice_of(word), 1);
		buf_addf(&text, "%s x%d。", word, i);
	}
	assert_int_equal(marker_marks(&m, buf_slice(&text), &marks), 1000);
	marker_release(&m);
	marks_release(&marks);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_of_texts),
		cmocka_unit_test(marks_of_readings),
		cmocka_unit_test(marks_of_single_characters),
		cmocka_unit_test(passages_of_texts),
		cmocka_unit_test(longer_words_count_by_their_pairs),
		cmocka_unit_test(many_tokens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
