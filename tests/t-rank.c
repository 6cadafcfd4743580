/*
 * t-rank.c - exact scores of digests.
 */
#include "text/rank.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ATOMS_MAX 100

/* An entry with these atoms as title and answer; each ends with 0. */
static void
make(struct buf *out, const uint32_t *title, const uint32_t *answer)
{
	buf_reset(out);
	for (int i = 0; i < DIGEST_PARTS; i++) {
		const uint32_t *atom = i == DIGEST_TITLE ? title :
		    i == DIGEST_ANSWER ? answer : NULL;
		size_t n = 0;

		while (atom && atom[n])
			n++;
		digest_put_part(out, atom, n, n);
	}
}

static struct rank_score
score(const struct rank_term *term, size_t terms, const uint32_t *title,
    const uint32_t *answer)
{
	struct buf digest = BUF_INIT;
	struct rank_weights w;
	struct rank_score out;
	struct rank *r;

	rank_weights_default(&w);
	r = rank_new(term, terms, 20, 5, &w);
	make(&digest, title, answer);
	assert_true(rank_score(r, buf_slice(&digest), &out));
	rank_free(r);
	buf_release(&digest);
	return out;
}

static const uint32_t none[] = { 0 };

static void
the_title_weighs_more(void **state)
{
	static const struct rank_term term[] = { { 1, 2, 5, 0, 0, 0 } };
	static const uint32_t has[] = { 1, 2, 3, 0 }, has_not[] = { 2, 1, 0 };
	struct rank_score in_title = score(term, 1, has, has_not);
	struct rank_score in_answer = score(term, 1, has_not, has);

	(void)state;
	assert_true(in_answer.text > 0 && in_answer.title <= 0);
	assert_true(in_title.title > 0);
	assert_true(score(term, 1, has_not, has_not).text <= 0);
}

static void
the_best_of_a_group_counts(void **state)
{
	static const struct rank_term one[] = { { 1, 0, 5, 0, 0, 0 } };
	static const struct rank_term same[] = { { 1, 0, 5, 0, 0, 0 },
		{ 2, 0, 4, 0, 0, 0 } };
	static const struct rank_term apart[] = { { 1, 0, 5, 0, 0, 0 },
		{ 2, 0, 4, 1, 0, 0 } };
	static const uint32_t text[] = { 1, 2, 0 };
	float single = score(one, 1, none, text).text;

	(void)state;
	assert_float_equal(score(same, 2, none, text).text, single, 1e-5f);
	assert_true(score(apart, 2, none, text).text > single);
}

/* A word that is 1 2 3, or 4 5 6: both together gain no more than one, and
 * parts of both do not add up to one. */
static void
the_best_way_of_a_word_counts(void **state)
{
	static const struct rank_term word[] = {
		{ 1, 2, 3, 0, 1, 0 }, { 2, 3, 3, 1, 1, 0 },
		{ 4, 5, 3, 2, 1, 1 }, { 5, 6, 3, 3, 1, 1 },
	};
	static const uint32_t typed[] = { 1, 2, 3, 9, 9, 9, 9, 0 };
	static const uint32_t other[] = { 9, 9, 9, 9, 4, 5, 6, 0 };
	static const uint32_t both[] = { 1, 2, 3, 9, 4, 5, 6, 0 };
	static const uint32_t parts[] = { 1, 2, 9, 9, 9, 4, 5, 0 };
	static const uint32_t part[] = { 1, 2, 9, 9, 9, 9, 9, 0 };
	float whole = score(word, 4, none, typed).text;

	(void)state;
	assert_float_equal(score(word, 4, none, other).text, whole, 1e-5f);
	assert_float_equal(score(word, 4, none, both).text, whole, 1e-5f);
	assert_float_equal(score(word, 4, none, parts).text,
	    score(word, 4, none, part).text, 1e-5f);
	assert_true(score(word, 4, none, part).text < whole);
	assert_float_equal(score(word, 4, both, none).title,
	    score(word, 4, other, none).title, 1e-5f);
}

static void
the_beginning_weighs_more(void **state)
{
	static const struct rank_term term[] = { { 1, 0, 5, 0, 0, 0 } };
	uint32_t early[ATOMS_MAX + 1] = { 0 }, late[ATOMS_MAX + 1] = { 0 };

	(void)state;
	for (size_t i = 0; i < ATOMS_MAX; i++)
		early[i] = late[i] = 9;
	early[0] = 1;
	late[ATOMS_MAX - 1] = 1;
	assert_true(score(term, 1, none, early).text >
	    score(term, 1, none, late).text);
}

static void
long_texts_gain_less(void **state)
{
	static const struct rank_term term[] = { { 1, 0, 5, 0, 0, 0 } };
	static const uint32_t brief[] = { 1, 9, 0 };
	uint32_t text[ATOMS_MAX + 1] = { 0 };

	(void)state;
	for (size_t i = 0; i < ATOMS_MAX; i++)
		text[i] = i ? 9 : 1;
	assert_true(score(term, 1, none, brief).text >
	    score(term, 1, none, text).text);
}

static void
rare_terms_weigh_more(void **state)
{
	(void)state;
	assert_true(rank_idf(1, 1000) > rank_idf(10, 1000));
	assert_true(rank_idf(1000, 1000) > 0);
}

static void
damage_is_told(void **state)
{
	static const struct rank_term term[] = { { 1, 0, 5, 0, 0, 0 } };
	static const uint32_t text[] = { 1, 300, 2, 0, 0, 0 };
	struct buf digest = BUF_INIT;
	struct rank_weights w;
	struct rank_score out;
	struct rank *r;

	(void)state;
	rank_weights_default(&w);
	r = rank_new(term, 1, 20, 5, &w);
	make(&digest, text, text);
	for (size_t n = 0; n < digest.bytes; n++)
		assert_false(rank_score(r, (struct slice){ digest.text, n },
		    &out));
	rank_free(r);
	buf_release(&digest);
}

static void
weights_have_names(void **state)
{
	struct rank_weights w;

	(void)state;
	rank_weights_default(&w);
	for (int i = 0; i < RANK_WEIGHTS; i++)
		assert_true(rank_weights_set(&w, slice_of(rank_weight_name(
		    (enum rank_weight)i)), 7));
	assert_false(rank_weights_set(&w, slice_of("no such"), 1));
	assert_float_equal(w.value[RANK_K1], 7, 1e-9);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_title_weighs_more),
		cmocka_unit_test(the_best_of_a_group_counts),
		cmocka_unit_test(the_best_way_of_a_word_counts),
		cmocka_unit_test(the_beginning_weighs_more),
		cmocka_unit_test(long_texts_gain_less),
		cmocka_unit_test(rare_terms_weigh_more),
		cmocka_unit_test(damage_is_told),
		cmocka_unit_test(weights_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
