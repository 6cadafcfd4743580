/* t-note.c - the note after a call: kept, skipped, and in no one's way. */
#include "screen-world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define TITLE "Note after the call"

/* A call that submits a complaint, up to the end of the call. */
static void
call_of_complaint(struct world *w)
{
	call_from(w, PHONE);
	act(w, "log");
	fill(w);
	act(w, "submit");
	act(w, "back");
	act(w, "call-end");
}

/* How often the newest demand holds @text as a note. */
static size_t
notes(struct world *w, const char *text)
{
	struct demand_view v;
	struct demand d = { 0 };
	size_t count = 0;

	newest(w, &d);
	demand_view_init(&v);
	assert_int_equal(demand_open(&w->app, d.number, &v, &w->err), ST_OK);
	for (size_t i = 0; i < v.events.count; i++)
		if (strcmp(v.events.event[i].kind, "note") == 0 &&
		    strstr(v.events.event[i].text, text))
			count++;
	assert_int_equal(v.contacts.count, 0);
	demand_view_release(&v);
	demand_release(&d);
	return count;
}

static void
test_kept(void **state)
{
	struct world *w = *state;

	call_of_complaint(w);
	sees(w, TITLE);
	type(w, "wants a call in the evening");
	act(w, "newline");
	type(w, "second line");
	act(w, "choose");
	sees_not(w, TITLE);
	sees(w, "The note is kept with");
	assert_int_equal(notes(w, "wants a call in the evening"), 1);
	assert_int_equal(notes(w, "second line"), 1);
}

static void
test_skipped(void **state)
{
	struct world *w = *state;

	call_of_complaint(w);
	type(w, "never mind");
	act(w, "back");
	sees_not(w, TITLE);
	assert_int_equal(notes(w, ""), 0);
}

static void
test_nothing_typed(void **state)
{
	struct world *w = *state;

	call_of_complaint(w);
	act(w, "choose");
	sees_not(w, TITLE);
	assert_int_equal(notes(w, ""), 0);
}

static void
test_nothing_logged(void **state)
{
	struct world *w = *state;

	call_from(w, PHONE);
	act(w, "call-end");
	sees_not(w, TITLE);
}

static void
test_call_takes_place_of_empty(void **state)
{
	struct world *w = *state;

	call_of_complaint(w);
	assert_true(tui_pop(&w->tui, slice_of("13911112222")));
	sees_not(w, TITLE);
	sees(w, "139****2222");
	assert_int_equal(w->tui.layers, 1);
}

static void
test_call_waits_for_text(void **state)
{
	struct world *w = *state;

	call_of_complaint(w);
	type(w, "half");
	assert_false(tui_pop(&w->tui, slice_of("13911112222")));
	sees(w, TITLE);
	sees(w, "waiting: 139****2222");
	act(w, "choose");
	sees_not(w, TITLE);
	sees(w, "call 139****2222");
	assert_int_equal(notes(w, "half"), 1);
}

static void
test_next_call_keeps(void **state)
{
	struct world *w = *state;

	call_of_complaint(w);
	type(w, "typed");
	act(w, "call-begin");
	sees(w, "A call begins");
	sees_not(w, TITLE);
	assert_int_equal(notes(w, "typed"), 1);
}

static void
test_waiting_call_goes_first(void **state)
{
	struct world *w = *state;

	call_from(w, PHONE);
	act(w, "log");
	fill(w);
	act(w, "submit");
	act(w, "back");
	assert_false(tui_pop(&w->tui, slice_of("13911112222")));
	act(w, "call-end");
	sees_not(w, TITLE);
	sees(w, "call 139****2222");
}

static void
test_lost_line_keeps(void **state)
{
	struct world *w = *state;

	call_of_complaint(w);
	type(w, "cut off");
	tui_finish(&w->tui, true);
	start(w);
	assert_int_equal(notes(w, "cut off"), 1);
}

static void
test_other_roles_are_not_asked(void **state)
{
	struct world *w = *state;

	call_from(w, PHONE);
	act(w, "log");
	fill(w);
	act(w, "submit");
	act(w, "back");
	w->app.role = ROLE_SUPERVISOR;
	act(w, "call-end");
	sees_not(w, TITLE);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_kept),
		TEST(test_skipped),
		TEST(test_nothing_typed),
		TEST(test_nothing_logged),
		TEST(test_call_takes_place_of_empty),
		TEST(test_call_waits_for_text),
		TEST(test_next_call_keeps),
		TEST(test_waiting_call_goes_first),
		TEST(test_lost_line_keeps),
		TEST(test_other_roles_are_not_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
