/*
 * t-query.c - what was typed, taken apart.
 */
#include "text/query.h"

#include "base/mem.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* "医 医保* 保", a star for soft terms, a number for those that came often. */
static const char *
terms(struct query *q, const char *in, struct buf *out)
{
	buf_reset(out);
	query_parse(q, slice_of(in));
	for (size_t i = 0; i < q->terms; i++) {
		if (i)
			buf_add_char(out, ' ');
		buf_add_slice(out, q->term[i].text);
		if (q->term[i].soft)
			buf_add_char(out, '*');
		if (q->term[i].times > 1)
			buf_add_char(out, (char)('0' + q->term[i].times));
	}
	return buf_text(out);
}

static void
terms_of_queries(void **state)
{
	static const struct { const char *in, *want; } cases[] = {
		{ "", "" }, { "  ，。", "" },
		{ "医保", "医 医保 保" },
		{ "请问医保", "请* 请问* 问* 问医 医 医保 保" },
		{ "医保医保", "医2 医保2 保2 保医" },
		{ "醫保 ＧＪＪ", "医 医保 保 gjj" },
		{ "的目的", "的*2 的目 目 目的" },
		{ "第11条", "第11条 第 11 条" },
	};
	struct query q;
	struct buf out = BUF_INIT;

	(void)state;
	query_init(&q);
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(terms(&q, cases[i].in, &out),
		    cases[i].want);
	query_release(&q);
	buf_release(&out);
}

static void
exact_things(void **state)
{
	static const struct {
		const char *in;
		enum query_exact_kind kind;
		const char *want;
	} cases[] = {
		{ "K2026-000123", QUERY_ENTRY_ID, "K2026-000123" },
		{ "看 k2026-123 吧", QUERY_ENTRY_ID, "K2026-000123" },
		{ "k2026000123", QUERY_ENTRY_ID, "K2026-000123" },
		{ "京政办发[2023]1号", QUERY_DOC_NUMBER,
		    "京政办发〔2023〕1号" },
		{ "京政办发2023年1号", QUERY_DOC_NUMBER,
		    "京政办发〔2023〕1号" },
		{ "条例第十一条", QUERY_ARTICLE, "第11条" },
	};
	static const char *const none[] = {
		"公积金", "k2026", "ak2026-000123", "k2026-1234567",
		"2023年1号", "十一条"
	};
	struct query q;

	(void)state;
	query_init(&q);
	for (size_t i = 0; i < COUNT(cases); i++) {
		query_parse(&q, slice_of(cases[i].in));
		assert_int_equal(q.exacts, 1);
		assert_int_equal(q.exact->kind, cases[i].kind);
		assert_true(slice_is(q.exact->text, cases[i].want));
		assert_true(q.exact->from < q.exact->to);
		assert_true(q.exact->to <= q.normal.text.bytes);
	}
	for (size_t i = 0; i < COUNT(none); i++) {
		query_parse(&q, slice_of(none[i]));
		assert_int_equal(q.exacts, 0);
	}
	query_release(&q);
}

static void
runs_of_letters(void **state)
{
	/* The runs with their ways; i for initials, a point for the last. */
	static const struct { const char *in, *want; } cases[] = {
		{ "gongjijin", "gongjijin:1." },
		{ "gongjijin tiqu", "gongjijin:1 tiqu:1." },
		{ "gong ji jin", "gong ji jin:1." },
		{ "gong ji j", "gong ji j:1." },
		{ "xi'an", "xi'an:1." },
		{ "gjj提取", "gjj:0i" },
		{ "bj落户 shebao", "bj:0i shebao:1." },
		{ "wifi", "" }, { "医保", "" }, { "A5", "" },
	};
	struct query q;
	struct buf out = BUF_INIT;

	(void)state;
	query_init(&q);
	for (size_t i = 0; i < COUNT(cases); i++) {
		query_parse(&q, slice_of(cases[i].in));
		buf_reset(&out);
		for (size_t k = 0; k < q.sounds; k++) {
			if (k)
				buf_add_char(&out, ' ');
			buf_add_slice(&out, q.sound[k].letters);
			buf_addf(&out, ":%d%s%s", q.sound[k].splits,
			    q.sound[k].initials ? "i" : "",
			    q.sound[k].last ? "." : "");
		}
		assert_string_equal(buf_text(&out), cases[i].want);
	}
	query_release(&q);
	buf_release(&out);
}

static void
a_long_query_is_cut(void **state)
{
	struct buf in = BUF_INIT;
	struct query q;

	(void)state;
	query_init(&q);
	for (int i = 0; i < 3000; i++)
		buf_addf(&in, "第%d条", i);
	query_parse(&q, buf_slice(&in));
	assert_true(q.cut);
	assert_int_equal(q.chars, QUERY_CHARS_MAX);
	assert_true(q.exacts > 500);
	for (size_t i = 0; i < q.exacts; i++)
		assert_memory_equal(q.exact[i].text.text, "第", 3);
	query_parse(&q, slice_of("医保"));
	assert_false(q.cut);
	assert_int_equal(q.terms, 3);
	query_release(&q);
	buf_release(&in);
}

static void
stop_words_are_the_longest(void **state)
{
	(void)state;
	assert_int_equal(query_stop_bytes(slice_of("怎么办理居住证")),
	    strlen("怎么办理"));
	assert_int_equal(query_stop_bytes(slice_of("请问")), 6);
	assert_int_equal(query_stop_bytes(slice_of("医保")), 0);
	assert_int_equal(query_stop_bytes(slice_of("")), 0);
	assert_int_equal(query_stop_bytes((struct slice){ "请问", 3 }), 3);
	assert_int_equal(query_stop_bytes(slice_of("how to pay")), 3);
	assert_int_equal(query_stop_bytes(slice_of("however")), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terms_of_queries),
		cmocka_unit_test(exact_things),
		cmocka_unit_test(runs_of_letters),
		cmocka_unit_test(a_long_query_is_cut),
		cmocka_unit_test(stop_words_are_the_longest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
