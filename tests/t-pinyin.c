/*
 * t-pinyin.c - how characters sound, and what typed letters may mean.
 */
#include "text/pinyin.h"

#include "base/mem.h"
#include "text/normalize.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define SOUNDS_MAX 64

static const char *
spelled(const char *in, struct buf *out)
{
	uint16_t s[SOUNDS_MAX];
	struct buf normal = BUF_INIT;
	size_t n;

	buf_reset(out);
	normalize(&normal, slice_of(in));
	n = sounds_of_text(buf_slice(&normal), s, SOUNDS_MAX);
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_add_char(out, ' ');
		buf_add_text(out, sound_spelling(s[i]));
	}
	buf_release(&normal);
	return buf_text(out);
}

static void
words_decide_readings(void **state)
{
	static const struct { const char *in, *want; } cases[] = {
		{ "银行", "yin hang" }, { "行政", "xing zheng" },
		{ "重庆", "chong qing" }, { "重要", "zhong yao" },
		{ "长安街", "chang an jie" }, { "增长", "zeng zhang" },
		{ "还款", "huan kuan" }, { "还有", "hai you" },
		{ "会计", "kuai ji" }, { "社会计划", "she hui ji hua" },
		{ "便宜", "pian yi" }, { "便民", "bian min" },
		{ "调解", "tiao jie" }, { "调查", "diao cha" },
		{ "人参", "ren shen" }, { "个人参保", "ge ren can bao" },
		{ "参加", "can jia" }, { "供给", "gong ji" },
		{ "供应", "gong ying" }, { "处理", "chu li" },
		{ "地址", "di zhi" }, { "目的", "mu di" },
		{ "项目的", "xiang mu de" }, { "厦门", "xia men" },
		{ "长度", "chang du" }, { "重複", "chong fu" },
		{ "什刹海", "shi cha hai" }, { "劲松", "jing song" },
		{ "绿化", "lv hua" }, { "音乐", "yin yue" },
		{ "提取 a 公积金", "ti qu gong ji jin" }, { "abc", "" },
		{ "首都", "shou du" }, { "着火", "zhao huo" },
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(spelled(cases[i].in, &out), cases[i].want);
	buf_release(&out);
}

static void
initials_of_texts(void **state)
{
	static const struct { const char *in, *want; } cases[] = {
		{ "公积金", "gjj" }, { "bj落户", "bjlh" }, { "重庆", "cq" },
		{ "长安，街", "caj" }, { "", "" }, { "2023年", "2023n" }
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		buf_reset(&out);
		sounds_initials(&out, slice_of(cases[i].in));
		assert_string_equal(buf_text(&out), cases[i].want);
	}
	buf_release(&out);
}

static void
sounds_are_in_order(void **state)
{
	(void)state;
	for (uint16_t s = 1; s <= sound_count(); s++) {
		assert_int_equal(sound_find(slice_of(sound_spelling(s))), s);
		assert_int_equal(sound_family(sound_family(s)),
		    sound_family(s));
		assert_true(sound_family(s) <= s);
		if (s > 1)
			assert_true(strcmp(sound_spelling((uint16_t)(s - 1)),
			    sound_spelling(s)) < 0);
	}
	assert_string_equal(sound_spelling(0), "");
	assert_string_equal(sound_spelling((uint16_t)(sound_count() + 1)), "");
	assert_int_equal(sound_find(slice_of("")), 0);
	assert_int_equal(sound_find(slice_of("gon")), 0);
	assert_int_equal(sound_find(slice_of("lue")),
	    sound_find(slice_of("lve")));
}

static void
families_are_what_is_mixed_up(void **state)
{
	static const char *const same[][2] = {
		{ "zhang", "zan" }, { "shi", "si" }, { "ning", "lin" },
		{ "cheng", "cen" }, { "nan", "lan" },
	};
	static const char *const not_same[][2] = {
		{ "gong", "gon" }, { "hong", "hou" }, { "zhi", "shi" },
		{ "ban", "ben" }, { "guan", "gan" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(same); i++)
		assert_int_equal(sound_family(sound_find(
		    slice_of(same[i][0]))),
		    sound_family(sound_find(slice_of(same[i][1]))));
	for (size_t i = 0; i < COUNT(not_same); i++)
		assert_int_not_equal(sound_family(sound_find(
		    slice_of(not_same[i][0]))),
		    sound_family(sound_find(slice_of(not_same[i][1]))));
}

static uint32_t
key(const char *a, const char *b)
{
	return sound_key(sound_find(slice_of(a)), sound_find(slice_of(b)));
}

static bool
has_key(uint32_t a, uint32_t b, uint32_t want)
{
	uint32_t keys[SOUND_KEYS_MAX];
	size_t n = sound_pair_keys(a, b, keys);

	for (size_t i = 0; i < n; i++)
		if (keys[i] == want)
			return true;
	return false;
}

static void
keys_of_pairs(void **state)
{
	uint32_t keys[SOUND_KEYS_MAX];

	(void)state;
	/* 银行: the phrase first, the other reading after it. */
	assert_true(sound_pair_keys(0x94f6, 0x884c, keys) >= 2);
	assert_int_equal(keys[0], key("yin", "hang"));
	assert_true(has_key(0x94f6, 0x884c, key("yin", "xing")));
	/* 公积 has one. */
	assert_int_equal(sound_pair_keys(0x516c, 0x79ef, keys), 1);
	assert_int_equal(keys[0], key("gong", "ji"));
	assert_int_equal(sound_pair_keys('a', 0x79ef, keys), 0);
	assert_int_equal(sound_key_family(key("shi", "ning")),
	    sound_key_family(key("si", "lin")));
}

/* "gong ji j*", the ways parted by " | ". */
static const char *
ways(const char *letters, struct buf *out)
{
	struct sound_split split[SOUND_SPLITS_MAX];
	size_t n = sound_splits(slice_of(letters), split);

	buf_reset(out);
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_add_text(out, " | ");
		for (size_t k = 0; k < split[i].count; k++) {
			const struct sound_unit *u = split[i].unit + k;

			assert_true(u->lo && u->lo < u->hi);
			if (k)
				buf_add_char(out, ' ');
			for (size_t b = u->from; b < u->to; b++)
				if (letters[b] != ' ' && letters[b] != '\'')
					buf_add_char(out, letters[b]);
			if (u->kind != SOUND_WHOLE)
				buf_add_char(out, '*');
		}
	}
	return buf_text(out);
}

static void
letters_are_split(void **state)
{
	static const struct { const char *in, *want; } cases[] = {
		{ "gongjijin", "gong ji jin" },
		{ "gong ji jin", "gong ji jin" },
		{ "gongjij", "gong ji j*" },
		{ "gongj", "gong j*" },
		{ "gongjiji", "gong ji ji" },
		{ "xian", "xian | xi an" },
		{ "xi'an", "xi an" },
		{ "lvhua", "lv hua" },
		{ "nüer", "nü er | nüe r*" },
		{ "gongjj", "gong j* j*" },
		{ "gjj", "" },
		{ "wifi", "" },
		{ "", "" },
		{ "a1", "" },
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(ways(cases[i].in, &out), cases[i].want);
	buf_release(&out);
}

static void
long_letters_are_none(void **state)
{
	char letters[300];
	struct sound_split split[SOUND_SPLITS_MAX];

	(void)state;
	for (size_t n = 0; n < sizeof(letters); n++) {
		memset(letters, n % 2 ? 'a' : 'n', sizeof(letters));
		sound_splits((struct slice){ letters, n }, split);
		memset(letters, '\'', n);
		sound_splits((struct slice){ letters, sizeof(letters) },
		    split);
	}
}

static void
letters_that_are_initials(void **state)
{
	(void)state;
	assert_true(sound_all_initials(slice_of("gjj")));
	assert_true(sound_all_initials(slice_of("bj")));
	assert_false(sound_all_initials(slice_of("g")));
	assert_false(sound_all_initials(slice_of("gij")));
	assert_false(sound_all_initials(slice_of("g2")));
	assert_false(sound_all_initials(slice_of("")));
}

static void
words_fit_splits(void **state)
{
	static const uint32_t bank[] = { 0x94f6, 0x884c };
	struct sound_split split[SOUND_SPLITS_MAX];

	(void)state;
	assert_int_equal(sound_splits(slice_of("yinhang"), split), 1);
	assert_int_equal(sound_split_fits(split, bank, 2), 2);
	assert_int_equal(sound_split_fits(split, bank, 1), 0);
	assert_true(sound_splits(slice_of("yinxing"), split) > 0);
	assert_int_equal(sound_split_fits(split, bank, 2), 1);
	assert_true(sound_splits(slice_of("jinhang"), split) > 0);
	assert_int_equal(sound_split_fits(split, bank, 2), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_decide_readings),
		cmocka_unit_test(initials_of_texts),
		cmocka_unit_test(sounds_are_in_order),
		cmocka_unit_test(families_are_what_is_mixed_up),
		cmocka_unit_test(keys_of_pairs),
		cmocka_unit_test(letters_are_split),
		cmocka_unit_test(long_letters_are_none),
		cmocka_unit_test(letters_that_are_initials),
		cmocka_unit_test(words_fit_splits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
