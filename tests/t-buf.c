/*
 * t-buf.c - text that grows, text that is cut up, and memory for both.
 */
#include "base/buf.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
an_empty_buffer_is_a_text(void **state)
{
	struct buf b = BUF_INIT;
	char *text;

	(void)state;
	assert_string_equal(buf_text(&b), "");
	assert_int_equal(buf_slice(&b).bytes, 0);
	assert_non_null(buf_slice(&b).text);
	buf_reset(&b);
	buf_cut(&b, 3);
	text = buf_detach(&b);
	assert_string_equal(text, "");
	free(text);
	buf_add(&b, NULL, 0);
	assert_string_equal(b.text, "");
	buf_release(&b);
	buf_release(&b);
}

static void
all_ways_to_add(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_add_text(&b, "热线");
	buf_add_char(&b, '=');
	buf_addf(&b, "%d%s", 12345, "!");
	buf_add_slice(&b, (struct slice){ "abc", 2 });
	buf_add(&b, "\0z", 2);
	assert_int_equal(b.bytes, 17);
	assert_memory_equal(b.text, "热线=12345!ab\0z", 18);
	buf_cut(&b, 6);
	assert_string_equal(buf_text(&b), "热线");
	buf_cut(&b, 7);			/* only ever shorter */
	assert_int_equal(b.bytes, 6);
	buf_release(&b);
}

/* Each length around the places where the memory grows. */
static void
formats_of_every_length(void **state)
{
	char want[601];

	(void)state;
	memset(want, 'x', sizeof(want));
	for (int n = 0; n < 600; n++) {
		struct buf b = BUF_INIT;

		buf_add_char(&b, 'a');
		buf_addf(&b, "%.*s", n, want);
		assert_int_equal(b.bytes, n + 1);
		assert_int_equal(strlen(b.text), n + 1);
		buf_release(&b);
	}
}

static void
a_reset_keeps_the_memory(void **state)
{
	struct buf b = BUF_INIT;
	const char *before;

	(void)state;
	buf_reserve(&b, 1000);
	assert_string_equal(b.text, "");
	before = b.text;
	for (int i = 0; i < 1000; i++)
		buf_add_char(&b, 'x');
	assert_ptr_equal(b.text, before);
	buf_reset(&b);
	assert_string_equal(buf_text(&b), "");
	assert_ptr_equal(b.text, before);
	buf_release(&b);
}

static void
slices_compare_by_bytes(void **state)
{
	static const struct {
		const char *a, *b;
		int want;
	} pairs[] = {
		{ "", "", 0 }, { NULL, "", 0 }, { "a", "", 1 },
		{ "a", "b", -1 }, { "ab", "a", 1 }, { "a", "ab", -1 },
		{ "保", "a", 1 }, { "医保", "医保", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct slice a = slice_of(pairs[i].a);
		struct slice b = slice_of(pairs[i].b);
		int c = slice_cmp(a, b);

		assert_int_equal((c > 0) - (c < 0), pairs[i].want);
		assert_int_equal(slice_equal(a, b), pairs[i].want == 0);
		assert_int_equal(slice_is(a, pairs[i].b), pairs[i].want == 0);
	}
}

static void
a_part_is_found_where_it_first_stands(void **state)
{
	static const struct {
		const char *in, *part;
		int at;
	} cases[] = {
		{ NULL, "a", -1 }, { "a", NULL, -1 }, { "a", "", -1 },
		{ "a", "ab", -1 }, { "ab", "b", 1 }, { "医保医保", "保", 3 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice s = slice_of(cases[i].in);
		const char *at = slice_find(s, slice_of(cases[i].part));

		assert_int_equal(at ? at - s.text : -1, cases[i].at);
	}
}

static void
trimming_takes_white_space(void **state)
{
	static const struct {
		const char *in, *want;
	} cases[] = {
		{ "", "" }, { " \t\r\n\v\f ", "" }, { "a", "a" },
		{ "  a b\t", "a b" }, { "　全角　", "　全角　" },
		{ " \xc2\xa0 ", "\xc2\xa0" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_true(slice_is(slice_trim(slice_of(cases[i].in)),
		    cases[i].want));
}

static void
words_are_taken_off_the_front(void **state)
{
	struct slice s = slice_of("  search\t <Enter>  打开 \n");

	(void)state;
	assert_true(slice_is(slice_word(&s), "search"));
	assert_true(slice_is(slice_word(&s), "<Enter>"));
	assert_true(slice_is(slice_word(&s), "打开"));
	assert_int_equal(slice_word(&s).bytes, 0);
	assert_int_equal(slice_word(&s).bytes, 0);
	assert_int_equal(s.bytes, 0);
}

/* The parts joined by |. */
static const char *
parts(struct buf *out, const char *in, bool lines)
{
	struct slice rest = slice_of(in), part;

	buf_reset(out);
	while (lines ? slice_line(&rest, &part) :
	    slice_until(&rest, ',', &part)) {
		buf_add_slice(out, part);
		buf_add_char(out, '|');
	}
	assert_int_equal(rest.bytes, 0);
	return buf_text(out);
}

static void
parts_and_lines(void **state)
{
	static const struct {
		const char *in;
		bool lines;
		const char *want;
	} cases[] = {
		{ "", false, "" },
		{ "a", false, "a|" },
		{ "a,b", false, "a|b|" },
		{ ",,b,", false, "||b|" },
		{ "", true, "" },
		{ "\n", true, "|" },
		{ "a\r\nb\n\nc", true, "a|b||c|" },
		{ "a\rb\r\n\r\n", true, "a\rb||" },
		{ "a\r", true, "a\r|" },	/* it is no line's end */
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(parts(&out, cases[i].in, cases[i].lines),
		    cases[i].want);
	buf_release(&out);
}

static void
copies_are_ended(void **state)
{
	char *text = slice_dup((struct slice){ "abc", 2 });
	char *none = slice_dup((struct slice){ NULL, 0 });

	(void)state;
	assert_string_equal(text, "ab");
	assert_string_equal(none, "");
	free(text);
	free(none);
}

static void
arrays_grow_by_halves(void **state)
{
	int *number = xmalloc(sizeof(*number));
	size_t room = 1, moves = 0;

	(void)state;
	for (size_t i = 0; i < 100000; i++) {
		size_t before = room;

		ARRAY_GROW(number, i + 1, room);
		number[i] = (int)i;
		moves += room != before;
	}
	assert_true(moves < 40);
	assert_int_equal(number[99999], 99999);
	free(number);
	assert_int_equal(mem_room(0, 1), 8);
	assert_int_equal(mem_room(8, 100), 100);
	assert_true(mem_room(SIZE_MAX - 1, SIZE_MAX) == SIZE_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_buffer_is_a_text),
		cmocka_unit_test(all_ways_to_add),
		cmocka_unit_test(formats_of_every_length),
		cmocka_unit_test(a_reset_keeps_the_memory),
		cmocka_unit_test(slices_compare_by_bytes),
		cmocka_unit_test(a_part_is_found_where_it_first_stands),
		cmocka_unit_test(trimming_takes_white_space),
		cmocka_unit_test(words_are_taken_off_the_front),
		cmocka_unit_test(parts_and_lines),
		cmocka_unit_test(copies_are_ended),
		cmocka_unit_test(arrays_grow_by_halves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
