/*
 * t-entry.c - fields, the state in force on a day, the hash of a content.
 */
#include "text/entry.h"

#include "base/clock.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
set(struct entry *e, enum entry_field f, const char *text)
{
	entry_set(e, f, slice_of(text));
}

static int64_t
day_of(const char *date)
{
	int64_t day;

	assert_true(clock_parse_date(slice_of(date), &day));
	return day;
}

static void
fields_are_set_cleared_and_found(void **state)
{
	struct entry e = ENTRY_INIT;

	(void)state;
	assert_string_equal(entry_get(&e, ENTRY_TITLE), "");
	set(&e, ENTRY_TITLE, "医保报销");
	assert_string_equal(entry_get(&e, ENTRY_TITLE), "医保报销");
	set(&e, ENTRY_TITLE, "");
	assert_null(e.field[ENTRY_TITLE]);
	for (int f = 0; f < ENTRY_FIELD_COUNT; f++)
		assert_int_equal(entry_field_find(slice_of(
		    entry_field_name((enum entry_field)f))), f);
	assert_int_equal(entry_field_find(slice_of("colour")),
	    ENTRY_FIELD_COUNT);
	entry_release(&e);
	entry_release(&e);		/* twice is fine */
}

static void
kinds_are_found_by_their_words(void **state)
{
	(void)state;
	for (int k = 0; k < ENTRY_KIND_COUNT; k++)
		assert_int_equal(entry_kind_find(slice_of(
		    entry_kind_word((enum entry_kind)k))), k);
	assert_int_equal(entry_kind_find(slice_of("QA")), ENTRY_KIND_COUNT);
}

/* effective, valid to, repealed on, superseded by, status, trial, on */
static const struct {
	const char *effective, *valid_to, *repealed, *superseded, *status,
	    *trial, *day;
	enum entry_force want;
} lives[] = {
	{ "", "", "", "", "", "", "2026-11-24", ENTRY_FORCE_IN_FORCE },
	{ "2026-11-24", "", "", "", "", "", "2026-11-23",
	  ENTRY_FORCE_NOT_YET },
	{ "2026-11-24", "", "", "", "", "", "2026-11-24",
	  ENTRY_FORCE_IN_FORCE },
	{ "", "2026-11-24", "", "", "", "", "2026-11-24",
	  ENTRY_FORCE_IN_FORCE },
	{ "", "2026-11-24", "", "", "", "", "2026-11-25",
	  ENTRY_FORCE_LAPSED },
	{ "", "", "2026-11-24", "", "", "", "2026-11-23",
	  ENTRY_FORCE_IN_FORCE },
	{ "", "", "2026-11-24", "", "", "", "2026-11-24",
	  ENTRY_FORCE_REPEALED },
	{ "", "", "", "P2", "", "", "2026-11-24", ENTRY_FORCE_REPEALED },
	{ "", "", "2027-01-01", "P2", "", "", "2026-11-24",
	  ENTRY_FORCE_IN_FORCE },
	{ "2020-01-01", "2021-01-01", "2020-06-01", "", "", "", "2026-01-01",
	  ENTRY_FORCE_REPEALED },
	{ "", "", "", "", "draft", "", "2026-11-24", ENTRY_FORCE_DRAFT },
	{ "", "", "", "", "in review", "", "2026-11-24", ENTRY_FORCE_DRAFT },
	{ "", "", "", "", "suspended", "", "2026-11-24",
	  ENTRY_FORCE_SUSPENDED },
	{ "", "", "", "", "withdrawn", "", "2026-11-24",
	  ENTRY_FORCE_LAPSED },
	{ "", "", "", "", "published", "", "2026-11-24",
	  ENTRY_FORCE_IN_FORCE },
	{ "", "", "", "", "partly repealed", "", "2026-11-24",
	  ENTRY_FORCE_PARTLY },
	{ "", "2025-01-01", "", "", "partly repealed", "", "2026-11-24",
	  ENTRY_FORCE_LAPSED },
	{ "", "", "", "", "", "yes", "2026-11-24", ENTRY_FORCE_TRIAL },
	{ "", "", "", "", "", "否", "2026-11-24", ENTRY_FORCE_IN_FORCE },
};

static void
force_follows_dates_and_status(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(lives); i++) {
		struct entry e = ENTRY_INIT;

		set(&e, ENTRY_EFFECTIVE_ON, lives[i].effective);
		set(&e, ENTRY_VALID_TO, lives[i].valid_to);
		set(&e, ENTRY_REPEALED_ON, lives[i].repealed);
		set(&e, ENTRY_SUPERSEDED_BY, lives[i].superseded);
		set(&e, ENTRY_STATUS, lives[i].status);
		set(&e, ENTRY_TRIAL, lives[i].trial);
		if (entry_force(&e, day_of(lives[i].day)) != lives[i].want)
			fail_msg("life %zu on %s is %d", i, lives[i].day,
			    entry_force(&e, day_of(lives[i].day)));
		entry_release(&e);
	}
}

static void
what_is_live(void **state)
{
	(void)state;
	assert_true(entry_force_live(ENTRY_FORCE_IN_FORCE));
	assert_true(entry_force_live(ENTRY_FORCE_TRIAL));
	assert_true(entry_force_live(ENTRY_FORCE_PARTLY));
	assert_false(entry_force_live(ENTRY_FORCE_NOT_YET));
	assert_false(entry_force_live(ENTRY_FORCE_REPEALED));
	assert_false(entry_force_live(ENTRY_FORCE_LAPSED));
	assert_false(entry_force_live(ENTRY_FORCE_DRAFT));
	assert_false(entry_force_live(ENTRY_FORCE_SUSPENDED));
}

static void
the_hash_is_of_the_content(void **state)
{
	struct entry a = ENTRY_INIT, b = ENTRY_INIT;
	char first[ENTRY_HASH_BYTES], second[ENTRY_HASH_BYTES];

	(void)state;
	set(&a, ENTRY_TITLE, "医保");
	set(&a, ENTRY_ENTRY_ID, "K2026-000001");
	set(&b, ENTRY_TITLE, "医保");
	b.revision = 7;
	entry_hash(&a, first);
	entry_hash(&b, second);
	assert_int_equal(strlen(first), ENTRY_HASH_BYTES - 1);
	assert_string_equal(first, second);
	set(&b, ENTRY_QUESTION, "怎么报销");
	entry_hash(&b, second);
	assert_string_not_equal(first, second);
	/* The same text in another field is another content. */
	set(&b, ENTRY_QUESTION, "");
	set(&b, ENTRY_TITLE, "");
	set(&b, ENTRY_QUESTION, "医保");
	entry_hash(&b, second);
	assert_string_not_equal(first, second);
	entry_release(&a);
	entry_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_set_cleared_and_found),
		cmocka_unit_test(kinds_are_found_by_their_words),
		cmocka_unit_test(force_follows_dates_and_status),
		cmocka_unit_test(what_is_live),
		cmocka_unit_test(the_hash_is_of_the_content),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
