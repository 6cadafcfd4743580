/*
 * t-utf8.c - characters, graphemes, columns, and the cleaner.
 */
#include "base/utf8.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FLAG_CN "\xf0\x9f\x87\xa8\xf0\x9f\x87\xb3"
#define FAMILY "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9" \
    "\xe2\x80\x8d\xf0\x9f\x91\xa7"
#define THUMB "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd"	/* and a skin colour */
#define BAD "\xef\xbf\xbd"

/* Graphemes are parted by | in @cut. */
static const struct {
	const char *cut;
	int cols;
} texts[] = {
	{ "", 0 },
	{ "a|b", 2 },
	{ "医|保|a|报|销", 9 },
	{ "（|一|）|〔|１|〕|、|。", 16 },
	{ "é|e\xcc\x81|x", 3 },
	{ "国\xcc\x81|x", 3 },			/* a mark on a character */
	{ "a\xcc\x81\xcc\x82\xcc\x83|国", 3 },
	{ "か\xe3\x82\x99|x", 3 },
	{ "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab|x", 3 },	/* jamo */
	{ "한|국", 4 },
	{ FLAG_CN "|" FLAG_CN "|a", 5 },
	{ FLAG_CN "|\xf0\x9f\x87\xa8", 3 },	/* and half a flag */
	{ "国|" FLAG_CN "|" FLAG_CN "|" FLAG_CN, 8 },
	{ FAMILY "|a", 3 },
	{ "a|" FAMILY "|" THUMB "|国", 7 },
	{ "\r\n|x", 2 },
	{ "\n|\n|\t|x", 4 },
	{ "\x01|\x7f|\xc2\x85", 3 },		/* controls count 1 */
	{ "\x80|\x80|a", 3 },
	{ "\xe5|\x8c|a", 3 },			/* an end is missing */
	{ "\xf0|\x90|\x80|国", 5 },
	{ "ꀀ|𠀀", 4 },
	{ "　|㐀", 4 },
	{ "a\xe2\x80\x8d|b", 2 },		/* a joiner joins no letters */
};

/* @cut without the bars, and where they were. */
static struct slice
uncut(struct buf *out, const char *cut, bool *start)
{
	buf_reset(out);
	start[0] = true;
	for (const char *c = cut; *c; c++) {
		if (*c == '|') {
			start[out->bytes] = true;
			continue;
		}
		buf_add_char(out, *c);
		start[out->bytes] = false;
	}
	start[out->bytes] = true;
	return buf_slice(out);
}

static void
graphemes_forth_and_back(void **state)
{
	struct buf text = BUF_INIT;
	bool start[256];

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct slice s = uncut(&text, texts[i].cut, start);

		for (size_t at = 0; at < s.bytes; ) {
			size_t next = utf8_grapheme_next(s, at);

			if (next <= at || !start[next])
				fail_msg("%s at %zu", texts[i].cut, next);
			for (size_t k = at + 1; k < next; k++)
				assert_false(start[k]);
			assert_int_equal(utf8_grapheme_prev(s, next), at);
			at = next;
		}
		assert_int_equal(utf8_grapheme_prev(s, 0), 0);
		assert_int_equal(utf8_grapheme_next(s, s.bytes), s.bytes);
	}
	buf_release(&text);
}

static void
columns_add_up(void **state)
{
	struct buf text = BUF_INIT;
	bool start[256];

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct slice s = uncut(&text, texts[i].cut, start);
		int cols = 0;

		if (utf8_cols(s) != texts[i].cols)
			fail_msg("%s has %d", texts[i].cut, utf8_cols(s));
		for (size_t at = 0; at < s.bytes;
		    at = utf8_grapheme_next(s, at))
			cols += utf8_grapheme_cols(s, at);
		assert_int_equal(cols, texts[i].cols);
	}
	buf_release(&text);
}

/* For every width: it fits, it ends with a grapheme, no more would fit. */
static void
the_longest_start_that_fits(void **state)
{
	struct buf text = BUF_INIT;
	bool start[256];

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct slice s = uncut(&text, texts[i].cut, start);

		for (int cols = 0; cols <= texts[i].cols + 1; cols++) {
			struct slice fit = utf8_fit(s, cols);

			assert_ptr_equal(fit.text, s.text);
			assert_true(start[fit.bytes]);
			assert_true(utf8_cols(fit) <= cols);
			if (fit.bytes < s.bytes)
				assert_true(utf8_cols(fit) +
				    utf8_grapheme_cols(s, fit.bytes) > cols);
		}
		assert_int_equal(utf8_fit(s, -1).bytes, 0);
	}
	buf_release(&text);
}

/* The short way must not differ from the long one, whatever comes next. */
static void
neighbours_change_no_width(void **state)
{
	static const uint32_t next[] = {
		'a', 0x4e00, 0x3001, 0xff01, 0x301, 0x302a, 0x3099, 0xff9e,
		0x200d, 0xfe0f, 0x1f600, 0x1f1e8, 0x9fff, 0xa000, 0x0a,
	};
	struct buf text = BUF_INIT;

	(void)state;
	for (uint32_t ch = ' '; ch < 0x20000; ch++) {
		size_t i = ch % COUNT(next);
		int alone = utf8_char_cols(ch);
		size_t bytes;

		buf_reset(&text);
		utf8_put(&text, ch);
		bytes = text.bytes;
		if (utf8_cols(buf_slice(&text)) != alone)
			fail_msg("U+%04X", (unsigned)ch);
		utf8_put(&text, next[i]);
		if (utf8_grapheme_next(buf_slice(&text), 0) == bytes &&
		    utf8_cols(buf_slice(&text)) !=
		    alone + utf8_char_cols(next[i]))
			fail_msg("U+%04X U+%04X", (unsigned)ch,
			    (unsigned)next[i]);
	}
	buf_release(&text);
}

static void
ambiguous_characters_are_as_told(void **state)
{
	static const struct {
		uint32_t ch;
		int narrow, wide;
	} cases[] = {
		{ 'a', 1, 1 }, { 0x4e00, 2, 2 }, { 0x301, 0, 0 },
		{ 0xb7, 1, 2 }, { 0x2014, 1, 2 }, { 0x2018, 1, 2 },
		{ 0x201c, 1, 2 }, { 0x2026, 1, 2 }, { 0x2460, 1, 2 },
		{ 0x2500, 1, 2 }, { 0x25b2, 1, 2 }, { 0x3b1, 1, 2 },
		{ 0x434, 1, 2 }, { 0xe000, 1, 2 }, { 0xff71, 1, 1 },
		{ 0xad, 0, 0 }, { 0x1f600, 2, 2 }, { 0x07, 1, 1 },
		{ 0xf1, 1, 1 }, { 0x2713, 1, 1 }, { 0xe01, 1, 1 },
		{ 0xa0, 1, 1 }, { 0xa1, 1, 2 }, { 0x10fffd, 1, 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(utf8_char_cols(cases[i].ch),
		    cases[i].narrow);
	utf8_ambiguous_cols(2);
	for (size_t i = 0; i < COUNT(cases); i++)
		if (utf8_char_cols(cases[i].ch) != cases[i].wide)
			fail_msg("U+%04X", (unsigned)cases[i].ch);
	assert_int_equal(utf8_cols(slice_of("“医保”…")), 10);
	utf8_ambiguous_cols(1);
	assert_int_equal(utf8_cols(slice_of("“医保”…")), 7);
}

static void
ill_formed_bytes(void **state)
{
	static const struct {
		const char *in;
		size_t bad_at, chars;
	} cases[] = {
		{ "", 0, 0 }, { "医保", 6, 2 }, { "a\x80", 1, 2 },
		{ "\xc0\xaf", 0, 2 },		/* a slash, too long */
		{ "\xed\xa0\x80", 0, 3 },	/* half of a pair */
		{ "医\xf4\x90\x80\x80", 3, 5 },	/* past the last */
		{ "医\xe5\x8c", 3, 3 },
		{ "\xf0\x9f\x98\x80", 4, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice s = slice_of(cases[i].in);

		assert_int_equal(utf8_bad_at(s), cases[i].bad_at);
		assert_int_equal(utf8_valid(s), cases[i].bad_at == s.bytes);
		assert_int_equal(utf8_chars(s), cases[i].chars);
	}
}

static void
characters_in_and_out(void **state)
{
	struct buf out = BUF_INIT;
	struct slice rest;

	(void)state;
	for (uint32_t ch = 0; ch < 0x110000; ch += ch < 0x3000 ? 1 : 13) {
		bool half = ch >= 0xd800 && ch < 0xe000;

		buf_reset(&out);
		utf8_put(&out, ch);
		rest = buf_slice(&out);
		assert_int_equal(utf8_next(&rest),
		    half ? UTF8_REPLACEMENT : ch);
		assert_int_equal(rest.bytes, 0);
	}
	buf_reset(&out);
	utf8_put(&out, 0x110000);
	assert_string_equal(buf_text(&out), BAD);
	buf_release(&out);
	rest = utf8_first(slice_of("医a保"), 2);
	assert_int_equal(rest.bytes, 4);
	assert_int_equal(utf8_first(slice_of("医"), 9).bytes, 3);
}

static void
the_cleaner(void **state)
{
	static const struct {
		const char *in, *line, *lines;
	} cases[] = {
		{ "", "", "" },
		{ "医保 a", "医保 a", "医保 a" },
		{ "a\nb\tc\r", "a" BAD "b" BAD "c" BAD, "a\nb\tc" BAD },
		{ "\033[2J\x7f", BAD "[2J" BAD, BAD "[2J" BAD },
		{ "\xc2\x9b" "2J", BAD "2J", BAD "2J" },
		{ "\xe2\x80\xae国\xe2\x80\xac", BAD "国" BAD,
		    BAD "国" BAD },
		{ "\xe2\x81\xa6\xe2\x81\xa9", BAD BAD, BAD BAD },
		{ "\xe2\x80\x8e\xe2\x80\x8f\xd8\x9c", BAD BAD BAD,
		    BAD BAD BAD },
		{ "\xe2\x80\xa8\xe2\x80\xa9", BAD BAD, BAD BAD },
		{ "\xe5\x8c" "a\xff", BAD BAD "a" BAD, BAD BAD "a" BAD },
		{ BAD "é\xe2\x80\x8d", BAD "é\xe2\x80\x8d",
		    BAD "é\xe2\x80\x8d" },
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice in = slice_of(cases[i].in);

		buf_reset(&out);
		utf8_clean(&out, in, CLEAN_ONE_LINE);
		assert_string_equal(buf_text(&out), cases[i].line);
		assert_true(utf8_is_clean(buf_slice(&out), CLEAN_ONE_LINE));
		assert_int_equal(utf8_is_clean(in, CLEAN_ONE_LINE),
		    slice_is(in, cases[i].line));
		buf_reset(&out);
		utf8_clean(&out, in, CLEAN_LINES);
		assert_string_equal(buf_text(&out), cases[i].lines);
		assert_int_equal(utf8_is_clean(in, CLEAN_LINES),
		    slice_is(in, cases[i].lines));
	}
	assert_false(utf8_is_clean((struct slice){ "a\0", 2 }, CLEAN_LINES));
	buf_release(&out);
}

/* A long run of what never ends must not take time by its square. */
static void
long_runs_are_stepped_over(void **state)
{
	struct buf text = BUF_INIT;
	size_t at;

	(void)state;
	for (int i = 0; i < 20000; i++)
		buf_add_text(&text, "国");
	for (at = text.bytes; at > 0; at = utf8_grapheme_prev(
	    buf_slice(&text), at))
		assert_int_equal(at % 3, 0);
	buf_reset(&text);
	buf_add_char(&text, 'a');
	for (int i = 0; i < 20000; i++)
		buf_add_text(&text, "\xcc\x81");
	assert_int_equal(utf8_grapheme_next(buf_slice(&text), 0), text.bytes);
	assert_int_equal(utf8_grapheme_prev(buf_slice(&text), text.bytes), 0);
	assert_int_equal(utf8_cols(buf_slice(&text)), 1);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(graphemes_forth_and_back),
		cmocka_unit_test(columns_add_up),
		cmocka_unit_test(the_longest_start_that_fits),
		cmocka_unit_test(neighbours_change_no_width),
		cmocka_unit_test(ambiguous_characters_are_as_told),
		cmocka_unit_test(ill_formed_bytes),
		cmocka_unit_test(characters_in_and_out),
		cmocka_unit_test(the_cleaner),
		cmocka_unit_test(long_runs_are_stepped_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
