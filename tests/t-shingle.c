/*
 * t-shingle.c - how alike texts are, and that like ones are found.
 */
#include "text/shingle.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* @percent of likeness, rounded down */
static const struct {
	const char *a, *b;
	int percent;
} cases[] = {
	{ "", "", 0 },
	{ "医保", "医保", 0 },			/* no shingle in it */
	{ "医保报销", "医保报销", 100 },
	{ "医保 报销。", "医保报销", 100 },
	{ "医保报销", "社保卡办理", 0 },
	{ "一二三四五六七八九", "一二三四五六七八", 83 },
	{ "一二三四一二三四", "一二三四", 25 },	/* a set, not a list */
};

static double
likeness(struct slice a, struct slice b)
{
	struct shingles x = SHINGLES_INIT, y = SHINGLES_INIT;
	double like;

	shingles_set(&x, b);		/* of two texts, the last one counts */
	shingles_set(&x, a);
	shingles_set(&y, b);
	like = shingles_likeness(&x, &y);
	shingles_release(&x);
	shingles_release(&y);
	return like;
}

static void
likeness_is_jaccard_of_shingles(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		double x = likeness(slice_of(cases[i].a),
		    slice_of(cases[i].b));

		assert_int_equal((int)(x * 100), cases[i].percent);
		assert_true(x == likeness(slice_of(cases[i].b),
		    slice_of(cases[i].a)));
	}
}

static bool
share_a_key(struct slice a, struct slice b)
{
	uint32_t x[SHINGLE_KEYS], y[SHINGLE_KEYS];

	assert_true(shingle_keys(a, x) && shingle_keys(b, y));
	for (int k = 0; k < SHINGLE_KEYS; k++)
		if (x[k] == y[k])
			return true;
	return false;
}

static uint32_t
step(uint32_t *seed)
{
	return *seed = *seed * 1664525u + 1013904223u;
}

/* A text of @chars random characters; each is another one @percent times. */
static void
make(struct buf *a, struct buf *b, int chars, int percent, uint32_t *seed)
{
	buf_reset(a);
	buf_reset(b);
	for (int i = 0; i < chars; i++) {
		uint32_t ch = 0x4e00 + (step(seed) >> 8) % 3000;

		utf8_put(a, ch);
		if ((step(seed) >> 8) % 1000 < (uint32_t)percent * 10)
			ch = 0x4e00 + (step(seed) >> 8) % 3000;
		utf8_put(b, ch);
	}
}

static void
like_texts_share_a_key(void **state)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	uint32_t seed = 12345;
	int like = 0, found = 0, unlike = 0, wrong = 0;

	(void)state;
	for (int i = 0; i < 600; i++) {
		double x;

		make(&a, &b, 60 + i, i % 3 == 0 ? 90 : 1, &seed);
		x = likeness(buf_slice(&a), buf_slice(&b));
		if (x >= 0.9) {
			like++;
			found += share_a_key(buf_slice(&a), buf_slice(&b));
		} else if (x < 0.1) {
			unlike++;
			wrong += share_a_key(buf_slice(&a), buf_slice(&b));
		}
	}
	assert_true(like > 300 && unlike > 150);
	assert_true(found * 1000 >= like * 995);
	assert_true(wrong * 100 <= unlike * 5);
	buf_release(&a);
	buf_release(&b);
}

static void
short_texts_have_no_keys(void **state)
{
	uint32_t key[SHINGLE_KEYS];

	(void)state;
	assert_false(shingle_keys(slice_of(""), key));
	assert_false(shingle_keys(slice_of("一二三四五六七八九十"), key));
	assert_true(shingle_keys(slice_of("一二三四五六七八九十甲乙丙丁戊"),
	    key));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(likeness_is_jaccard_of_shingles),
		cmocka_unit_test(like_texts_share_a_key),
		cmocka_unit_test(short_texts_have_no_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
