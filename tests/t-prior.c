/*
 * t-prior.c - what is counted of answers, and what is not.
 */
#include "base/mem.h"
#include "store/prior.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TODAY 20000

static const struct prior_limits usual = { .day = TODAY, .half_days = 100,
	.claimants = 3, .operators = 2, .entries = 4 };

static bool
add(struct prior *p, const char *entry, const char *operator,
    const char *question, int64_t claimant, int64_t age)
{
	const struct prior_answer a = { entry, operator, slice_of(question),
		claimant, TODAY - age };

	return prior_add(p, &a);
}

static const struct prior_word *
word(const struct prior *p, const char *text)
{
	size_t n;
	const struct prior_word *list = prior_words(p, &n);

	for (size_t i = 0; i < n; i++) {
		assert_true(i == 0 || list[i - 1].key < list[i].key);
		if (list[i].key == prior_key(slice_of(text)))
			return &list[i];
	}
	return NULL;
}

/* The weight of an entry under a word, in eighths; 0 when it has none. */
static uint32_t
weight(const struct prior *p, const char *text, const char *entry)
{
	const struct prior_word *w = word(p, text);

	for (uint32_t i = 0; w && i < w->shares; i++) {
		const struct prior_share *s = prior_shares(p) + w->share + i;

		if (slice_is(prior_entry_id(p, s->entry), entry))
			return s->weight;
	}
	return 0;
}

static void
words_speak_for_entries(void **state)
{
	struct prior *p = prior_new(&usual);

	(void)state;
	add(p, "K1", "a", "公积金提取", 1, 0);
	add(p, "K1", "b", "提取公积金 gjj", 2, 0);
	add(p, "K2", "a", "公积金查询", 3, 0);
	prior_settle(p);
	assert_int_equal(weight(p, "公积", "K1"), 2 * PRIOR_UNIT);
	assert_int_equal(weight(p, "公积", "K2"), PRIOR_UNIT);
	assert_int_equal(word(p, "公积")->weight, 3 * PRIOR_UNIT);
	assert_int_equal(prior_entry(p, 0).answers, 2);
	assert_int_equal(prior_entry(p, 0).operators, 2);
	prior_free(p);
}

/* What few said stays in the ledger: a name, a place, a car's number. */
static void
rare_words_do_not_come_out(void **state)
{
	struct prior *p = prior_new(&usual);

	(void)state;
	add(p, "K1", "a", "张三丰 公积金", 1, 0);
	add(p, "K1", "b", "张三丰 公积金", 1, 0);	/* calls again, */
	add(p, "K1", "c", "张三丰 公积金", 1, 1);	/* and again */
	add(p, "K1", "a", "李四 公积金", 2, 0);
	add(p, "K1", "b", "王五 公积金", 3, 0);
	prior_settle(p);
	assert_null(word(p, "张三"));
	assert_null(word(p, "三丰"));
	assert_null(word(p, "李四"));
	assert_null(word(p, "公"));		/* no characters alone */
	assert_non_null(word(p, "公积"));
	prior_free(p);
}

static void
personal_data_leave_the_answer_out(void **state)
{
	struct prior *p = prior_new(&usual);

	(void)state;
	assert_false(add(p, "K1", "a", "请回 13812345678", 1, 0));
	assert_false(add(p, "K1", "a", "证件 11010519491231002X", 2, 0));
	assert_true(add(p, "K1", "a", "打 12345", 2, 0));
	prior_settle(p);
	assert_int_equal(prior_entry(p, 0).answers, 1);
	prior_free(p);
}

/* However often one operator says it, it is never more than two say. */
static void
one_operator_is_no_crowd(void **state)
{
	struct prior *p = prior_new(&usual);

	(void)state;
	for (int i = 0; i < 100; i++)
		add(p, "K9", "spam", "公积金", 100 + i, i % 5);
	for (int i = 0; i < 100; i++)	/* alone it says nothing at all */
		add(p, "K9", "spam", "夜宵", 100 + i, 0);
	add(p, "K1", "a", "公积金", 1, 0);
	add(p, "K1", "b", "公积金", 2, 0);
	add(p, "K1", "c", "公积金", 3, 0);
	prior_settle(p);
	assert_null(word(p, "夜宵"));
	assert_int_equal(weight(p, "公积", "K1"), 3 * PRIOR_UNIT);
	assert_true(weight(p, "公积", "K9") > PRIOR_UNIT);
	assert_true(weight(p, "公积", "K9") < 2 * PRIOR_UNIT);
	prior_free(p);
}

static void
a_day_counts_once_and_fades(void **state)
{
	struct prior *p = prior_new(&usual);

	(void)state;
	add(p, "K1", "a", "公积金", 1, 0);
	add(p, "K1", "a", "公积金", 2, 0);
	add(p, "K2", "b", "公积金", 3, 100);
	add(p, "K3", "b", "公积金", 3, 9999);
	prior_settle(p);
	assert_int_equal(weight(p, "公积", "K1"), PRIOR_UNIT);
	assert_int_equal(weight(p, "公积", "K2"), 5);	/* 2 * .5 / 1.5 */
	assert_int_equal(weight(p, "公积", "K3"), 0);
	prior_free(p);
}

static void
a_word_speaks_for_few(void **state)
{
	static const char *const entries[] = { "K1", "K2", "K3", "K4", "K5",
		"K6" };
	struct prior *p = prior_new(&usual);

	(void)state;
	for (size_t i = 0; i < COUNT(entries); i++)
		add(p, entries[i], i % 2 ? "a" : "b", "公积金", (int64_t)i,
		    (int64_t)(COUNT(entries) - i) * 50);
	prior_settle(p);
	assert_int_equal(word(p, "公积")->shares, 4);
	assert_int_equal(weight(p, "公积", "K1"), 0);
	assert_true(weight(p, "公积", "K6") > weight(p, "公积", "K5"));
	prior_free(p);
}

static void
nothing_said_is_nothing(void **state)
{
	struct prior *p = prior_new(&usual);
	size_t n = 1;

	(void)state;
	prior_settle(p);
	(void)prior_words(p, &n);
	assert_int_equal(n, 0);
	assert_int_equal(prior_entries(p), 0);
	prior_free(p);
	prior_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_speak_for_entries),
		cmocka_unit_test(rare_words_do_not_come_out),
		cmocka_unit_test(personal_data_leave_the_answer_out),
		cmocka_unit_test(one_operator_is_no_crowd),
		cmocka_unit_test(a_day_counts_once_and_fades),
		cmocka_unit_test(a_word_speaks_for_few),
		cmocka_unit_test(nothing_said_is_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
