/*
 * t-digest.c - the compact form of an entry goes there and back.
 */
#include "text/digest.h"

#include "base/clock.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
numbers_come_back(void **state)
{
	static const uint32_t value[] = { 0, 1, 127, 128, 16383, 16384,
		0x10ffff, UINT32_MAX };
	struct buf out = BUF_INIT;
	struct slice s;
	uint32_t got;

	(void)state;
	for (size_t i = 0; i < COUNT(value); i++)
		digest_put(&out, value[i]);
	s = buf_slice(&out);
	for (size_t i = 0; i < COUNT(value); i++) {
		assert_true(digest_take(&s, &got));
		assert_int_equal(got, value[i]);
	}
	assert_false(digest_take(&s, &got));
	buf_release(&out);
}

static void
heads_come_back(void **state)
{
	const struct digest_head head = {
		.facet = { 3, 700, 0, 1 }, .live_from = DIGEST_DAY_NONE,
		.live_to = 20700, .effective = -400, .kind = 7,
		.internal = true, .translated = true
	};
	struct digest_head got;
	struct buf out = BUF_INIT;
	struct slice s;

	(void)state;
	digest_put_head(&out, &head);
	s = buf_slice(&out);
	assert_true(digest_take_head(&s, &got));
	assert_int_equal(s.bytes, 0);
	assert_memory_equal(got.facet, head.facet, sizeof(head.facet));
	assert_int_equal(got.live_from, head.live_from);
	assert_int_equal(got.live_to, head.live_to);
	assert_int_equal(got.effective, head.effective);
	assert_int_equal(got.kind, head.kind);
	assert_true(got.internal && got.translated);
	for (size_t n = 0; n < out.bytes; n++) {
		s = (struct slice){ out.text, n };
		assert_false(digest_take_head(&s, &got));
	}
	buf_release(&out);
}

static void
numbers_side_by_side_are_found(void **state)
{
	static const uint32_t first[] = { 5, 6, 0, 300, 7 };
	static const uint32_t second[] = { 5, 5, 6, 8 };
	static const struct { uint32_t atom[3]; size_t count; bool has; }
	    cases[] = {
		{ { 5, 6 }, 2, true }, { { 6, 300 }, 2, false },
		{ { 6, 0, 300 }, 3, true }, { { 5, 6, 8 }, 3, true },
		{ { 7, 5 }, 2, false }, { { 8 }, 1, true },
		{ { 9 }, 1, false }, { { 8, 1 }, 2, false },
		{ { 0 }, 0, false },
	};
	struct buf out = BUF_INIT;

	(void)state;
	digest_put_part(&out, first, COUNT(first), 4);
	digest_put_part(&out, second, COUNT(second), 4);
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(digest_has(buf_slice(&out), cases[i].atom,
		    cases[i].count), cases[i].has);
	buf_release(&out);
}

static struct digest_head
life_of(const char *from, const char *to, const char *status)
{
	struct digest_head head = { 0 };
	struct entry e = ENTRY_INIT;

	entry_set(&e, ENTRY_EFFECTIVE_ON, slice_of(from));
	entry_set(&e, ENTRY_VALID_TO, slice_of(to));
	entry_set(&e, ENTRY_STATUS, slice_of(status));
	digest_life(&e, &head);
	entry_release(&e);
	return head;
}

static void
days_in_force_follow_dates(void **state)
{
	struct digest_head head = life_of("2024-01-01", "2024-12-31", "");
	int64_t day;

	(void)state;
	assert_true(clock_parse_date(slice_of("2024-01-01"), &day));
	assert_int_equal(head.live_from, day);
	assert_int_equal(head.effective, day);
	assert_true(clock_parse_date(slice_of("2024-12-31"), &day));
	assert_int_equal(head.live_to, day);
	head = life_of("", "", "");
	assert_true(head.live_from < 0 && head.live_to > 1000000);
	head = life_of("2024-01-01", "", "draft");
	assert_true(head.live_from > head.live_to);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_come_back),
		cmocka_unit_test(heads_come_back),
		cmocka_unit_test(numbers_side_by_side_are_found),
		cmocka_unit_test(days_in_force_follow_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
