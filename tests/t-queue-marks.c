/* t-queue-marks.c - marked demands: kept, moved at once, undone. */
#include "screen-world.h"

#include "base/clock.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MANY 4

/* Four complaints that wait for the dispatcher, who looks at them. */
static void
desk(struct world *w)
{
	for (int i = 0; i < MANY; i++) {
		char title[32], phone[16];
		struct demand_made made = DEMAND_MADE_INIT;
		struct demand_input in = {
			.type = "complaint", .topic = "fund.deposit",
			.title = title, .content = "三个月没缴", .wish = "补缴",
			.claimant_phone = phone, .district = "110105",
			.step = { { .event = MOVE_SUBMIT } }, .steps = 1,
		};

		snprintf(title, sizeof(title), "公积金%d", i);
		snprintf(phone, sizeof(phone), "1380000000%d", i);
		if (demand_new(&w->app, &in, &made, &w->err) != ST_OK)
			fail_msg("%s", w->err.text);
		demand_made_release(&made);
	}
	w->app.person = "wang";
	w->app.role = ROLE_DISPATCHER;
	act(w, "queue");
	sees(w, "公积金0");
}

/* Somebody else takes a step with the demand of this day. */
static void
other_takes(struct world *w, const char *person, enum role role, int n,
    enum move_event event)
{
	char number[DEMAND_NUMBER_BYTES];
	struct demand_made made = DEMAND_MADE_INIT;
	struct app other = w->app;
	struct move_fields f = { 0 };

	if (event == MOVE_SEND_BACK)
		f.value[MOVE_FIELD_MISSING] = "哪里";
	snprintf(number, sizeof(number), "20261124-%06d", n);
	assert_int_equal(ledger_open(&other.ledger, w->dir, NULL, &w->err),
	    ST_OK);
	other.person = person;
	other.role = role;
	other.unit = "";
	if (demand_move(&other, number, 0, event, &f, &made, &w->err) !=
	    ST_OK)
		fail_msg("%s", w->err.text);
	ledger_close(other.ledger);
	demand_made_release(&made);
}

static void
tick(struct world *w)
{
	w->app.clock.stopped_at += 2 * CLOCK_SECOND;
	tui_tick(&w->tui);
	tui_settle(&w->tui);
}

static enum demand_state
state_of(struct world *w, int n)
{
	char number[DEMAND_NUMBER_BYTES];
	enum demand_state state;
	struct demand d;

	snprintf(number, sizeof(number), "20261124-%06d", n);
	demand_init(&d);
	assert_int_equal(ledger_find(w->app.ledger, number, &d, &w->err),
	    ST_OK);
	state = d.state;
	demand_release(&d);
	return state;
}

static void
dispatch_marked(struct world *w)
{
	act(w, "move");
	type(w, "dispatch");
	act(w, "pane-next");
	act(w, "submit");
}

/* By number, whatever becomes of the list. */
static void
marks_stay_with_their_demands(void **state)
{
	struct world *w = *state;

	desk(w);
	act(w, "next");
	act(w, "mark");
	act(w, "mark");
	sees(w, "2 marked");
	other_takes(w, "wei", ROLE_DISPATCHER, 1, MOVE_SEND_BACK);
	tick(w);
	sees_not(w, "公积金0");
	sees(w, "2 marked");
	sees_not(w, "not among these rows");
	act(w, "filter-next");
	sees(w, "2 marked, 2 not among these rows");
	act(w, "filter-previous");
	(void)shown(w, 30, 90);
	act(w, "first");
	act(w, "mark");
	sees(w, "1 marked");
	act(w, "mark-none");
	sees_not(w, "marked");
	act(w, "last");
	act(w, "mark");
	act(w, "first");
	act(w, "mark-range");
	sees(w, "3 marked");
	act(w, "mark-none");
	act(w, "mark-all");
	sees(w, "3 marked");
}

static void
all_or_none_is_dispatched(void **state)
{
	struct world *w = *state;

	desk(w);
	act(w, "mark-all");
	sees(w, "4 marked");
	dispatch_marked(w);
	sees(w, "taken with 4 demands");
	sees(w, "2026-11-24 09:22");
	sees_not(w, "4 marked");
	for (int i = 1; i <= MANY; i++)
		assert_int_equal(state_of(w, i), DEMAND_DISPATCHED);
	act(w, "undo");
	sees(w, "Undone with 4 demands");
	for (int i = 1; i <= MANY; i++)
		assert_int_equal(state_of(w, i), DEMAND_TO_DISPATCH);
	act(w, "undo");
	sees(w, "no step of several demands");
}

/* While the dialog is open: who and what is said, and then it is asked. */
static void
who_was_quicker_is_named(void **state)
{
	struct world *w = *state;

	desk(w);
	act(w, "mark-all");
	act(w, "move");
	type(w, "dispatch");
	act(w, "pane-next");
	other_takes(w, "wei", ROLE_DISPATCHER, 2, MOVE_SEND_BACK);
	act(w, "submit");
	sees(w, "changed by wei");
	sees(w, "not with 1");
	for (int i = 1; i <= MANY; i++)
		assert_int_not_equal(state_of(w, i), DEMAND_DISPATCHED);
	act(w, "submit");
	sees(w, "is missing");
	type(w, "n");
	act(w, "choose");
	act(w, "submit");
	sees(w, "then nothing is done");
	act(w, "refused");
	sees(w, "With these it is not possible:");
	sees(w, "With these it is:");
	sees(w, "send back to complete");
	act(w, "back");
	type(w, "y");
	act(w, "choose");
	act(w, "submit");
	sees(w, "taken with 3 demands");
	assert_int_equal(state_of(w, 2), DEMAND_REGISTERED);
	assert_int_equal(state_of(w, 4), DEMAND_DISPATCHED);
}

static void
the_rest_is_undone_when_confirmed(void **state)
{
	struct world *w = *state;

	desk(w);
	act(w, "mark-all");
	dispatch_marked(w);
	other_takes(w, "wei", ROLE_DISPATCHER, 3, MOVE_SIGN);
	act(w, "undo");
	sees(w, "1 of 4 have moved on since");
	sees(w, "changed by wei");
	sees(w, "sign for");
	act(w, "back");
	assert_int_equal(state_of(w, 1), DEMAND_DISPATCHED);
	act(w, "undo");
	act(w, "choose");
	sees(w, "Undone with 3 demands");
	assert_int_equal(state_of(w, 1), DEMAND_TO_DISPATCH);
	assert_int_equal(state_of(w, 3), DEMAND_HANDLING);
}

static void
nothing_possible_says_so(void **state)
{
	struct world *w = *state;

	desk(w);
	act(w, "mark");
	w->app.role = ROLE_AUDITOR;
	act(w, "move");
	sees(w, "no step is possible with any of the 1");
	act(w, "drafts");
	act(w, "mark-all");
	sees(w, "1 marked");
}

static void
every_size_draws(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 36, 120 }, { 30, 8 },
		{ 2, 1 }, { 1, 1 }, { 24, 99 }, { 60, 200 } };
	struct world *w = *state;

	desk(w);
	act(w, "mark-all");
	for (size_t i = 0; i < COUNT(sizes); i++)
		(void)shown(w, sizes[i][0], sizes[i][1]);
	act(w, "move");
	type(w, "dispatch");
	act(w, "pane-next");
	other_takes(w, "wei", ROLE_DISPATCHER, 2, MOVE_SEND_BACK);
	act(w, "submit");
	for (size_t i = 0; i < COUNT(sizes); i++)
		(void)shown(w, sizes[i][0], sizes[i][1]);
	act(w, "submit");
	type(w, "y");
	act(w, "choose");
	act(w, "submit");
	other_takes(w, "wei", ROLE_DISPATCHER, 3, MOVE_SIGN);
	act(w, "undo");
	for (size_t i = 0; i < COUNT(sizes); i++) {
		(void)shown(w, sizes[i][0], sizes[i][1]);
		act(w, "scroll-down");
	}
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		T(marks_stay_with_their_demands),
		T(all_or_none_is_dispatched),
		T(who_was_quicker_is_named),
		T(the_rest_is_undone_when_confirmed),
		T(nothing_possible_says_so),
		T(every_size_draws),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
