/* t-bayes.c - classes by the words of texts whose class is known. */
#include "base/mem.h"
#include "text/bayes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct bayes *
taught(void)
{
	static const struct { const char *class, *text; } lessons[] = {
		{ "heat", "供热,暖气不热,暖气漏水" },
		{ "noise", "噪声扰民,夜间施工" },
		{ "fund", "公积金提取,租房提取公积金" },
	};
	struct bayes *b = bayes_new();

	for (size_t i = 0; i < COUNT(lessons); i++)
		bayes_learn(b, lessons[i].class, slice_of(lessons[i].text),
		    1);
	return b;
}

static void
words_decide(void **state)
{
	static const struct { const char *text, *class; } cases[] = {
		{ "我家的暖气一直不热", "heat" },
		{ "楼下夜间施工", "noise" },
		{ "提取公积金要什么材料", "fund" },
		{ "没有一个词学过", NULL },
		{ "", NULL },
	};
	struct bayes *b = taught();
	struct buf words = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int percent = 0;
		const char *class = bayes_guess(b, slice_of(cases[i].text),
		    &percent, &words);

		if (!cases[i].class) {
			assert_null(class);
			continue;
		}
		assert_non_null(class);
		assert_string_equal(class, cases[i].class);
		assert_in_range(percent, 34, 100);
	}
	buf_release(&words);
	bayes_free(b);
}

static void
it_says_why(void **state)
{
	struct bayes *b = taught();
	struct buf words = BUF_INIT;
	int percent;

	(void)state;
	assert_non_null(bayes_guess(b, slice_of("请问提取公积金的材料"),
	    &percent, &words));
	assert_string_equal(buf_text(&words), "提取公积金");
	buf_release(&words);
	bayes_free(b);
}

/* What was logged outweighs what the key words say. */
static void
it_learns(void **state)
{
	struct bayes *b = taught();
	struct buf words = BUF_INIT;
	int before, after;

	(void)state;
	assert_string_equal(bayes_guess(b, slice_of("暖气片噪声"), &before,
	    &words), "heat");
	for (int i = 0; i < 5; i++)
		bayes_learn(b, "noise", slice_of("暖气片有噪声"), 1);
	assert_string_equal(bayes_guess(b, slice_of("暖气片噪声"), &after,
	    &words), "noise");
	assert_in_range(after, 50, 100);
	buf_release(&words);
	bayes_free(b);
}

static void
tables_grow(void **state)
{
	struct bayes *b = bayes_new();
	struct buf text = BUF_INIT, words = BUF_INIT;
	int percent;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		buf_reset(&text);
		buf_addf(&text, "word%d", i);
		bayes_learn(b, i % 2 ? "odd" : "even", buf_slice(&text), 1);
	}
	assert_string_equal(bayes_guess(b, slice_of("word17 word4999 word2"),
	    &percent, &words), "odd");
	buf_release(&text);
	buf_release(&words);
	bayes_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_decide),
		cmocka_unit_test(it_says_why),
		cmocka_unit_test(it_learns),
		cmocka_unit_test(tables_grow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
