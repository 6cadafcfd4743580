/*
 * t-keywords.c - whose words stand in a text, against looking for each.
 */
#include "app/keywords.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *word;
	uint32_t owner;
} words[] = {
	{ "暖气", 0 }, { "供暖", 0 }, { "暖", 1 }, { "wifi", 2 },
	{ "医保", 3 }, { "医保卡", 4 }, { "医", 5 }, { "a", 6 }, { "ab", 7 },
	{ "医保", 8 },
};

static const struct {
	const char *text;
	int owner;			/* -1: nobody's */
} cases[] = {
	{ "", -1 }, { "社区", -1 }, { "暖气不热", 0 }, { "暖", 1 },
	{ "供暖的暖气", 0 }, { "连不上wifi了", 2 }, { "医保报销", 3 },
	{ "医保卡", 4 }, { "看医生", 5 }, { "xab", 7 }, { "a", 6 },
	{ "医保医保医保卡", 4 },	/* a word counts once */
};

static void
the_longest_in_sum_has_it(void **state)
{
	struct keywords *k = keywords_new();

	(void)state;
	for (size_t i = 0; i < COUNT(words); i++)
		keywords_add(k, slice_of(words[i].word), words[i].owner);
	for (size_t i = 0; i < COUNT(cases); i++) {
		uint32_t owner = 99;
		bool any = keywords_best(k, slice_of(cases[i].text), &owner);

		assert_int_equal(any, cases[i].owner >= 0);
		if (any)
			assert_int_equal(owner, cases[i].owner);
	}
	keywords_free(k);
}

static uint32_t
step(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

static void
random_text(char *out, size_t most, uint32_t *seed)
{
	size_t n = 1 + step(seed) % most;

	for (size_t i = 0; i < n; i++)
		out[i] = (char)('a' + step(seed) % 3);
	out[n] = '\0';
}

static void
it_finds_what_looking_for_each_finds(void **state)
{
	enum { WORDS = 40, OWNERS = 7, TEXTS = 2000, MOST = 5 };
	struct keywords *k = keywords_new();
	char word[WORDS][MOST + 1], text[31];
	uint32_t seed = 7;

	(void)state;
	for (uint32_t i = 0; i < WORDS; i++) {
		random_text(word[i], MOST, &seed);
		keywords_add(k, slice_of(word[i]), i % OWNERS);
	}
	for (int t = 0; t < TEXTS; t++) {
		size_t weight[OWNERS] = { 0 }, best = 0;
		uint32_t owner = 0;

		random_text(text, 30, &seed);
		for (uint32_t i = 0; i < WORDS; i++)
			if (strstr(text, word[i]))
				weight[i % OWNERS] += strlen(word[i]);
		for (size_t i = 1; i < OWNERS; i++)
			if (weight[i] > weight[best])
				best = i;
		assert_int_equal(keywords_best(k, slice_of(text), &owner),
		    weight[best] > 0);
		assert_int_equal(owner, best);
	}
	keywords_free(k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_longest_in_sum_has_it),
		cmocka_unit_test(it_finds_what_looking_for_each_finds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
