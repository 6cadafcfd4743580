/* t-sheet.c - the sheet of a demand and its steps, driven by keys. */
#include "screen-world.h"

#include "base/clock.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
conflict_keeps_the_text(void **state)
{
	struct world *w = *state;
	struct demand_made made = DEMAND_MADE_INIT;
	struct move_fields f = { 0 };
	struct demand d;

	fill(w);
	act(w, "submit");
	act(w, "move");			/* the sheet */
	newest(w, &d);
	sees(w, "What may be done now");
	act(w, "contact");
	type(w, "再次来电");
	f.value[MOVE_FIELD_TEXT] = "我也打了";
	w->app.person = "wang";
	assert_int_equal(demand_move(&w->app, d.number, 0, MOVE_URGE, &f,
	    &made, &w->err), ST_OK);
	w->app.person = "chen";
	act(w, "submit");
	sees(w, "was changed by wang");
	sees(w, "再次来电");
	act(w, "submit");
	sees_not(w, "was changed by wang");
	assert_int_equal(w->tui.layers, 2);
	sees(w, "再次来电");
	demand_made_release(&made);
	demand_release(&d);
}

static void
data_are_shown_for_a_reason(void **state)
{
	struct world *w = *state;
	struct accesses list = ACCESSES_INIT;

	fill(w);
	act(w, "submit");
	act(w, "move");
	sees(w, "138****5678");
	sees_not(w, PHONE);
	act(w, "reveal");
	act(w, "choose");
	sees(w, "only for a reason");
	type(w, "核对号码");
	act(w, "choose");
	sees(w, PHONE);
	assert_int_equal(ledger_accesses(w->app.ledger, 0, 10, &list,
	    &w->err), ST_OK);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.access[0].reason, "核对号码");
	accesses_release(&list);
	sees_not(w, "Who saw");
	w->app.role = ROLE_SUPERVISOR;
	w->app.clock.stopped_at += CLOCK_MINUTE;
	tui_tick(&w->tui);
	tui_settle(&w->tui);
	sees(w, "Who saw");
	sees(w, "核对号码");
}

static void
every_size_draws(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 36, 120 }, { 30, 8 },
		{ 2, 1 }, { 1, 1 }, { 24, 99 }, { 25, 100 }, { 60, 200 } };
	struct world *w = *state;
	static const char *const dialogs[] = { "contact", "reveal", "move" };

	fill(w);
	go(w, "Topic");
	type(w, " ");
	for (size_t i = 0; i < COUNT(sizes); i++)
		(void)shown(w, sizes[i][0], sizes[i][1]);
	act(w, "choose");
	act(w, "submit");
	for (size_t i = 0; i < COUNT(sizes); i++)
		(void)shown(w, sizes[i][0], sizes[i][1]);
	act(w, "move");
	for (size_t k = 0; k < COUNT(dialogs); k++) {
		act(w, dialogs[k]);
		for (size_t i = 0; i < COUNT(sizes); i++)
			(void)shown(w, sizes[i][0], sizes[i][1]);
		act(w, "back");
	}
	for (size_t i = 0; i < COUNT(sizes); i++) {
		(void)shown(w, sizes[i][0], sizes[i][1]);
		act(w, "last");
		act(w, "pane-next");
	}
}

/* A step that somebody else took is there within a tick. */
static void
others_steps_are_read(void **state)
{
	struct world *w = *state;
	struct demand_made made = DEMAND_MADE_INIT;
	struct ledger *other = NULL;
	struct app app = w->app;
	struct move_fields f = { 0 };
	struct demand d;

	fill(w);
	act(w, "submit");
	act(w, "move");
	newest(w, &d);
	assert_int_equal(ledger_open(&other, w->dir, NULL, &w->err), ST_OK);
	app.ledger = other;
	app.person = "li";
	app.role = ROLE_DISPATCHER;
	assert_int_equal(demand_move(&app, d.number, 0, MOVE_DISPATCH, &f,
	    &made, &w->err), ST_OK);
	ledger_close(other);
	sees_not(w, "(dispatcher)");
	tui_tick(&w->tui);
	tui_settle(&w->tui);
	sees(w, "(dispatcher)");
	sees(w, "Lead unit");
	sees(w, "2026-11-24 09:12 + 24 h = 2026-11-25 09:12");
	demand_made_release(&made);
	demand_release(&d);
}

/* What is not this person's to do is shown with whose it is. */
static void
steps_say_whose_they_are(void **state)
{
	struct world *w = *state;

	fill(w);
	act(w, "submit");
	act(w, "move");
	sees(w, "by you");
	sees(w, "by: dispatcher");
	act(w, "move");
	type(w, "merge");
	sees(w, "there is no such");
	act(w, "back");
	assert_int_equal(w->tui.layers, 2);
}

/* The step needs what the table says, and is taken from the last slot. */
static void
steps_ask_for_their_fields(void **state)
{
	struct world *w = *state;
	struct demand d;

	fill(w);
	act(w, "submit");
	act(w, "move");
	act(w, "move");
	type(w, "withdraw");
	act(w, "choose");
	sees(w, "claimant's words*");
	sees(w, "identity checked*");
	act(w, "submit");
	sees(w, "is missing");
	type(w, "已经修好了");
	act(w, "pane-next");
	type(w, "yes");
	act(w, "choose");
	act(w, "submit");
	newest(w, &d);
	assert_int_equal(d.state, DEMAND_WITHDRAWN);
	assert_int_equal(w->tui.layers, 2);
	sees(w, "已经修好了");
	demand_release(&d);
}

/* A time that is proposed gives way to the first key. */
static void
proposed_times_give_way(void **state)
{
	struct world *w = *state;

	fill(w);
	act(w, "submit");
	w->app.role = ROLE_DISPATCHER;
	w->app.person = "li";
	act(w, "move");
	act(w, "move");
	type(w, "dispatch");
	act(w, "choose");
	act(w, "submit");
	act(w, "move");
	type(w, "more time");
	act(w, "choose");
	go(w, "time claimant");
	sees(w, "= 2026-11-24 09:12");
	type(w, "昨天10点");
	sees(w, "= 2026-11-23 10:00");
}

/* Several units are chosen one after another, and given back. */
static void
several_units_are_asked(void **state)
{
	struct world *w = *state;

	fill(w);
	act(w, "submit");
	w->app.role = ROLE_DISPATCHER;
	act(w, "move");
	act(w, "move");
	type(w, "conference");
	act(w, "choose");
	go(w, "units asked");
	type(w, "市教委");
	act(w, "choose");
	go(w, "units asked");
	type(w, "公积金");
	act(w, "choose");
	sees(w, "市教委 市住房公积金管理中心");
	go(w, "units asked");
	act(w, "erase-left");
	sees_not(w, "市住房公积金管理中心");
	sees(w, "市教委");
}

/* The master is chosen among those that may be the same. */
static void
masters_are_offered(void **state)
{
	struct world *w = *state;
	struct demand d;

	fill(w);
	act(w, "submit");
	act(w, "choose");
	fill(w);
	act(w, "submit");
	w->app.role = ROLE_DISPATCHER;
	w->app.person = "li";
	act(w, "move");
	act(w, "move");
	type(w, "merge");
	act(w, "choose");
	type(w, "暖气");
	act(w, "choose");
	type(w, "同一小区同一问题");
	act(w, "submit");
	newest(w, &d);
	assert_int_equal(d.state, DEMAND_MERGED);
	sees(w, "Merged into");
	sees(w, "20261124-000001");
	demand_release(&d);
	act(w, "back");
	tui_open(&w->tui, &sheet_view, "20261124-000001");
	tui_settle(&w->tui);
	sees(w, "Merged here");
	sees(w, "20261124-000002  暖气不热");
}

static void
text_for_the_claimant(void **state)
{
	struct world *w = *state;
	struct demand d;

	fill(w);
	act(w, "submit");
	act(w, "move");
	newest(w, &d);
	act(w, "copy");
	assert_non_null(strstr(buf_text(&w->copied), d.number));
	assert_null(strstr(buf_text(&w->copied), "5678"));
	demand_release(&d);
}

static void
none_of_that_number(void **state)
{
	struct world *w = *state;

	tui_open(&w->tui, &sheet_view, "20260101-000001");
	tui_settle(&w->tui);
	assert_int_equal(w->tui.layers, 1);
	sees(w, "20260101-000001");
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(conflict_keeps_the_text),
		T(data_are_shown_for_a_reason),
		T(others_steps_are_read),
		T(steps_say_whose_they_are),
		T(steps_ask_for_their_fields),
		T(proposed_times_give_way),
		T(several_units_are_asked),
		T(masters_are_offered),
		T(text_for_the_claimant),
		T(none_of_that_number),
		T(every_size_draws),
	};
#undef T

	return cmocka_run_group_tests(tests, NULL, NULL);
}
