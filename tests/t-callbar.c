/* t-callbar.c - the call that is going on. */
#include "desk.h"

#include "base/clock.h"
#include "base/mem.h"
#include "tui/callbar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define PHONE "13800005678"

static int
setup(void **state)
{
	static struct desk desk;

	desk_open(&desk);
	*state = &desk;
	return 0;
}

static int
teardown(void **state)
{
	desk_close(*state);
	return 0;
}

static void
assert_bar(const struct call *call, int64_t now, const char *want)
{
	struct canvas c;
	struct buf out = BUF_INIT;

	canvas_init(&c);
	canvas_start(&c, 1, 100);
	callbar_draw(call, &c, 0, now);
	canvas_dump(&c, &out);
	assert_string_equal(buf_text(&out), want);
	buf_release(&out);
	canvas_release(&c);
}

static void
begin(struct desk *d, struct call *call, const char *phone)
{
	struct err err = ERR_INIT;

	assert_int_equal(call_begin(call, &d->app, slice_of(phone),
	    clock_now(&d->app.clock), &err), ST_OK);
}

static void
numbers_are_masked(void **state)
{
	static const struct {
		const char *phone, *want;
	} cases[] = { { PHONE, "138****5678" }, { "01012345678",
		"010****5678" }, { "88881234", "****1234" }, { "110",
		"****" }, { "", "****" } };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char out[CALL_PHONE_BYTES];

		call_mask(slice_of(cases[i].phone), out);
		assert_string_equal(out, cases[i].want);
	}
}

static void
the_caller_is_known_again(void **state)
{
	struct desk *d = *state;
	int64_t now = clock_now(&d->app.clock);
	struct call call;
	char number[24];

	call_init(&call);
	assert_bar(&call, now, " no call\n");
	begin(d, &call, PHONE);
	assert_int_equal(call.opens, 0);
	assert_bar(&call, now, " call 138****5678   contact no. 1"
	    "                                                     "
	    "talking 00:00\n");
	desk_demand(d, "noise at night", PHONE, number);
	begin(d, &call, "138 0000-5678");	/* as people write it */
	assert_int_equal(call.opens, 1);
	assert_string_equal(call.open[0].id, number);
	assert_int_equal(call.before, 1);
	begin(d, &call, "+86 １３８0000５６７８");
	assert_int_equal(call.opens, 1);
	begin(d, &call, "13900001111");
	assert_int_equal(call.opens, 0);
	call_release(&call);
}

/* Nothing of the last call is left. */
static void
every_call_begins_clean(void **state)
{
	struct desk *d = *state;
	struct call call;
	unsigned serial;

	call_init(&call);
	begin(d, &call, PHONE);
	serial = call.serial;
	begin(d, &call, "");
	assert_int_not_equal(call.serial, serial);
	assert_true(call_going_on(&call));
	assert_string_equal(call.phone, "");
	assert_int_equal(call.opens, 0);
	assert_int_equal(call.before, 0);
	assert_bar(&call, clock_now(&d->app.clock) + 61000,
	    " call without a number"
	    "                                                                "
	    "talking 01:01\n");
	call_end(&call);
	assert_false(call_going_on(&call));
	call_release(&call);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_masked),
		cmocka_unit_test(the_caller_is_known_again),
		cmocka_unit_test(every_call_begins_clean),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
