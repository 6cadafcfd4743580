/*
 * t-synonyms.c - the longest word, both ways.
 */
#include "text/synonyms.h"

#include "base/mem.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool
has(const struct synonyms *s, const char *word)
{
	for (size_t i = 0; i < s->count; i++)
		if (slice_is(s->word[i], word))
			return true;
	return false;
}

static void
both_ways(void **state)
{
	struct synonyms s;

	(void)state;
	assert_true(synonyms_at(slice_of("社保卡丢了"), &s));
	assert_int_equal(s.bytes, strlen("社保卡"));
	assert_true(s.official);
	assert_true(has(&s, "社会保障卡"));
	assert_true(synonyms_at(slice_of("社会保障卡丢了"), &s));
	assert_int_equal(s.bytes, strlen("社会保障卡"));
	assert_false(s.official);
	assert_true(has(&s, "社保卡"));
	assert_true(has(&s, "医保卡"));
}

/* Two words for one official word mean the same, too. */
static void
what_means_the_same(void **state)
{
	struct synonyms s;

	(void)state;
	assert_true(synonyms_at(slice_of("房本在哪办"), &s));
	assert_true(has(&s, "不动产权证书"));
	assert_true(has(&s, "房产证"));
	assert_false(has(&s, "房本"));
	assert_true(synonyms_at(slice_of("人社局"), &s));
	assert_true(has(&s, "人力资源和社会保障局"));
	assert_true(has(&s, "人力社保局"));
}

static void
the_longest_word(void **state)
{
	struct synonyms s;

	(void)state;
	assert_true(synonyms_at(slice_of("社保"), &s));
	assert_int_equal(s.bytes, strlen("社保"));
	assert_true(has(&s, "社会保险"));
}

static void
no_word(void **state)
{
	static const char *const none[] = { "", "社", "x", "龘龘",
		"\xe7\xa4" };
	struct synonyms s;

	(void)state;
	for (size_t i = 0; i < COUNT(none); i++) {
		assert_false(synonyms_at(slice_of(none[i]), &s));
		assert_int_equal(s.count, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ways),
		cmocka_unit_test(what_means_the_same),
		cmocka_unit_test(the_longest_word),
		cmocka_unit_test(no_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
