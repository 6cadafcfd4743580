/*
 * t-postings.c - rows of keys come back sorted, whatever the memory allows.
 */
#include "store/postings.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { KEYS = 500, ROWS = 2000, A_ROW = 30 };

#define OK(call) do { \
	if ((call) != ST_OK) \
		fail_msg("%s: %s", #call, err.text); \
} while (0)

/* The last key is as large as may be. */
static uint64_t
key_of(unsigned k)
{
	return k == KEYS - 1 ? (UINT64_C(1) << POSTINGS_KEY_BITS) - 1 :
	    (uint64_t)k * k * 977;
}

static bool has[KEYS][ROWS + 1];

/* Frequent keys and rare ones; many come twice in a row. */
static void
add_all(struct postings *p)
{
	struct err err = ERR_INIT;
	uint32_t seed = 12345;

	memset(has, 0, sizeof(has));
	for (uint32_t row = 1; row <= ROWS; row++)
		for (int i = 0; i < A_ROW; i++) {
			unsigned k;

			seed = seed * 1664525 + 1013904223;
			k = (seed >> 8) % KEYS;
			k = i % 2 ? k : k % 5;
			has[k][row] = true;
			OK(postings_add(p, key_of(k), row, &err));
		}
}

static void
expect(const struct posting *p, unsigned k)
{
	const uint8_t *at = (const uint8_t *)p->rows.text;
	const uint8_t *end = at + p->rows.bytes;
	uint32_t row = 0, count = 0;

	assert_true(p->key == key_of(k));
	for (uint32_t i = 1; i <= ROWS; i++) {
		if (!has[k][i])
			continue;
		assert_true(at < end);
		row += posting_take(&at);
		assert_int_equal(row, i);
		count++;
	}
	assert_true(at == end);
	assert_int_equal(p->count, count);
}

static void
all_come_back(size_t room)
{
	struct postings *p;
	struct posting one;
	struct err err = ERR_INIT;
	unsigned k = 0;
	bool more;

	OK(postings_new(&p, "/tmp", room, POSTINGS_KEY_BITS, &err));
	add_all(p);
	OK(postings_end(p, &err));
	for (;; k++) {
		OK(postings_next(p, &one, &more, &err));
		if (!more)
			break;
		expect(&one, k);
	}
	assert_int_equal(k, KEYS);
	postings_free(p);
}

static void
runs_of_any_length_are_merged(void **state)
{
	(void)state;
	all_come_back(1 << 20);
	all_come_back(ROWS * A_ROW);
	all_come_back(997);
	all_come_back(7);
}

static void
nothing_is_nothing(void **state)
{
	struct postings *p;
	struct posting one;
	struct err err = ERR_INIT;
	bool more = true;

	(void)state;
	OK(postings_new(&p, "/tmp", 10, 8, &err));
	OK(postings_end(p, &err));
	OK(postings_next(p, &one, &more, &err));
	assert_false(more);
	postings_free(p);
	assert_int_equal(postings_new(&p, "/nowhere", 10, 8, &err), ST_IO);
}

static void
numbers_are_packed_as_in_a_table(void **state)
{
	static const uint32_t numbers[] = { 0, 1, 127, 128, 16383, 16384,
		2097151, 2097152, 268435455, 268435456, UINT32_MAX };
	static const size_t bytes[] = { 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5 };
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		const uint8_t *at;

		buf_reset(&out);
		posting_put(&out, numbers[i]);
		assert_int_equal(out.bytes, bytes[i]);
		at = (const uint8_t *)out.text;
		assert_int_equal(posting_take(&at), numbers[i]);
		assert_ptr_equal(at, out.text + bytes[i]);
	}
	buf_reset(&out);
	posting_put(&out, 300);
	assert_memory_equal(out.text, "\x82\x2c", 2);
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_of_any_length_are_merged),
		cmocka_unit_test(nothing_is_nothing),
		cmocka_unit_test(numbers_are_packed_as_in_a_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
