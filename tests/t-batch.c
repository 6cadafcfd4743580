/*
 * t-batch.c - one step on several demands: all or none, and undone as long as
 * nobody has gone on.
 */
#include "demand-world.h"

#include "app/batch.h"
#include "base/clock.h"
#include "base/mem.h"
#include "store/ledger_batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MANY 3

struct some {
	char number[MANY][DEMAND_NUMBER_BYTES];
};

static void
some_to_dispatch(struct world *w, struct some *s)
{
	for (int i = 0; i < MANY; i++) {
		log_one(w);
		must(w, step(w, "chen", ROLE_OPERATOR, MOVE_SUBMIT, NO_PAIRS),
		    DEMAND_TO_DISPATCH);
		memcpy(s->number[i], w->made.number, DEMAND_NUMBER_BYTES);
	}
	act_as(w, "wang", ROLE_DISPATCHER);
}

static void
select_one(struct world *w, const char *number)
{
	memcpy(w->made.number, number, DEMAND_NUMBER_BYTES);
}

static void
batch_of(struct world *w, const struct some *s, struct batch *b)
{
	struct demand_view v;

	for (int i = 0; i < MANY; i++) {
		select_one(w, s->number[i]);
		open_view(w, &v);
		batch_add(b, s->number[i], v.demand.version);
		demand_view_release(&v);
	}
}

static enum demand_state
state_of(struct world *w, const char *number)
{
	enum demand_state state;
	struct demand_view v;

	select_one(w, number);
	open_view(w, &v);
	state = v.demand.state;
	demand_view_release(&v);
	return state;
}

static void
all_are(struct world *w, const struct some *s, enum demand_state state)
{
	for (int i = 0; i < MANY; i++)
		assert_int_equal(state_of(w, s->number[i]), state);
}

static void
refused(struct world *w, enum status st, enum status want, const char *says)
{
	assert_int_equal(st, want);
	if (!strstr(w->err.text, says))
		fail_msg("\"%s\" does not say \"%s\"", w->err.text, says);
}

static void
whole(struct world *w)
{
	struct ledger_proof proof;

	if (ledger_check(w->app.ledger, &proof, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
}

static void
dispatch_all(struct world *w, struct some *s, struct batch_made *made)
{
	struct batch b = BATCH_INIT;

	some_to_dispatch(w, s);
	batch_of(w, s, &b);
	if (batch_take(&w->app, &b, MOVE_DISPATCH, NULL, made, &w->err) !=
	    ST_OK)
		fail_msg("%s", w->err.text);
	batch_release(&b);
}

static void
all_are_taken_and_undone_together(void **state)
{
	struct world *w = *state;
	struct events events = EVENTS_INIT;
	struct batch_made made;
	size_t count = 0;
	struct some s;
	int64_t id = 0;

	dispatch_all(w, &s, &made);
	all_are(w, &s, DEMAND_DISPATCHED);
	assert_int_equal(made.count, MANY);
	assert_int_equal(made.undo_until, w->app.clock.stopped_at +
	    10 * CLOCK_MINUTE);
	assert_int_equal(ledger_batch(w->app.ledger, made.id, &events,
	    &w->err), ST_OK);
	assert_int_equal(events.count, MANY);
	assert_int_equal(events.event[0].id, made.id);
	events_release(&events);
	assert_int_equal(batch_last(&w->app, &id, &w->err), ST_OK);
	assert_int_equal(id, made.id);
	assert_int_equal(batch_undo(&w->app, id, false, &count, &w->err),
	    ST_OK);
	assert_int_equal(count, MANY);
	all_are(w, &s, DEMAND_TO_DISPATCH);
	refused(w, batch_last(&w->app, &id, &w->err), ST_NOT_FOUND,
	    "10 min");
	refused(w, batch_undo(&w->app, made.id, true, &count, &w->err),
	    ST_CONFLICT, "undone already");
	whole(w);
}

/* One that is not possible keeps all the others. */
static void
one_refused_refuses_all(void **state)
{
	struct world *w = *state;
	struct batch b = BATCH_INIT;
	size_t possible[MOVE_COUNT];
	struct batch_made made;
	struct some s;

	some_to_dispatch(w, &s);
	batch_of(w, &s, &b);
	select_one(w, s.number[1]);
	must(w, step(w, "chen", ROLE_OPERATOR, MOVE_WITHDRAW, PAIRS("words",
	    "solved", "identity-checked", "yes")), DEMAND_WITHDRAWN);
	act_as(w, "wang", ROLE_DISPATCHER);
	assert_int_equal(batch_steps(&w->app, &b, possible, &w->err), ST_OK);
	assert_int_equal(possible[MOVE_DISPATCH], MANY - 1);
	assert_int_equal(possible[MOVE_NOTE], 0);
	refused(w, batch_take(&w->app, &b, MOVE_DISPATCH, NULL, &made,
	    &w->err), ST_CONFLICT, "changed by chen");
	assert_non_null(strstr(w->err.text, s.number[1]));
	assert_int_equal(batch_possible(&b), MANY - 1);
	assert_int_equal(state_of(w, s.number[0]), DEMAND_TO_DISPATCH);
	batch_keep_possible(&b);
	assert_int_equal(batch_take(&w->app, &b, MOVE_DISPATCH, NULL, &made,
	    &w->err), ST_OK);
	assert_int_equal(made.count, MANY - 1);
	assert_int_equal(state_of(w, s.number[1]), DEMAND_WITHDRAWN);
	batch_release(&b);
	whole(w);
}

/* Who asks may not decide, of each demand by itself. */
static void
each_demand_has_its_own_guards(void **state)
{
	static const char *const askers[MANY] = { "li", "xu", "li" };
	struct world *w = *state;
	struct batch b = BATCH_INIT;
	struct move_fields f;
	struct batch_made made;
	struct some s;

	for (int i = 0; i < MANY; i++) {
		dispatch_one(w);
		memcpy(s.number[i], w->made.number, DEMAND_NUMBER_BYTES);
		must(w, step(w, askers[i], ROLE_LIAISON, MOVE_REQUEST_RETURN,
		    PAIRS("ground", "not-duty", "basis", "list")),
		    DEMAND_RETURN_REVIEW);
	}
	act_as(w, "xu", ROLE_REVIEWER);
	batch_of(w, &s, &b);
	fields_of(&f, PAIRS("reason", "not the law"));
	assert_int_equal(batch_look(&w->app, &b, MOVE_REJECT_RETURN, NULL,
	    &w->err), ST_OK);
	assert_true(b.item[0].possible && b.item[2].possible);
	assert_false(b.item[1].possible);
	assert_non_null(strstr(b.item[1].why, "who asked for the return"));
	refused(w, batch_take(&w->app, &b, MOVE_REJECT_RETURN, &f, &made,
	    &w->err), ST_DENIED, s.number[1]);
	batch_keep_possible(&b);
	assert_int_equal(batch_take(&w->app, &b, MOVE_REJECT_RETURN, &f,
	    &made, &w->err), ST_OK);
	assert_int_equal(state_of(w, s.number[0]), DEMAND_DISPATCHED);
	assert_int_equal(state_of(w, s.number[1]), DEMAND_RETURN_REVIEW);
	batch_release(&b);
}

static void
who_has_moved_on_stays(void **state)
{
	struct world *w = *state;
	struct batch b = BATCH_INIT;
	enum move_event event;
	struct batch_made made;
	size_t count = 0;
	struct some s;

	dispatch_all(w, &s, &made);
	select_one(w, s.number[1]);
	must(w, step(w, "li", ROLE_LIAISON, MOVE_SIGN, NO_PAIRS),
	    DEMAND_HANDLING);
	act_as(w, "wang", ROLE_DISPATCHER);
	assert_int_equal(batch_undo_look(&w->app, made.id, &b, &event,
	    &w->err), ST_OK);
	assert_int_equal(event, MOVE_DISPATCH);
	assert_int_equal(batch_possible(&b), MANY - 1);
	assert_non_null(strstr(b.item[1].why, "changed by li"));
	refused(w, batch_undo(&w->app, made.id, false, &count, &w->err),
	    ST_CONFLICT, "1 of 3 have moved on");
	batch_release(&b);
}

static void
the_rest_is_undone_when_asked(void **state)
{
	struct world *w = *state;
	struct batch_made made;
	size_t count = 0;
	struct some s;

	dispatch_all(w, &s, &made);
	select_one(w, s.number[1]);
	must(w, step(w, "li", ROLE_LIAISON, MOVE_SIGN, NO_PAIRS),
	    DEMAND_HANDLING);
	act_as(w, "wang", ROLE_DISPATCHER);
	refused(w, batch_undo(&w->app, made.id, false, &count, &w->err),
	    ST_CONFLICT, "1 of 3 have moved on");
	assert_int_equal(state_of(w, s.number[0]), DEMAND_DISPATCHED);
	assert_int_equal(batch_undo(&w->app, made.id, true, &count, &w->err),
	    ST_OK);
	assert_int_equal(count, MANY - 1);
	assert_int_equal(state_of(w, s.number[0]), DEMAND_TO_DISPATCH);
	assert_int_equal(state_of(w, s.number[1]), DEMAND_HANDLING);
	assert_int_equal(state_of(w, s.number[2]), DEMAND_TO_DISPATCH);
	whole(w);
}

static void
undoing_is_its_persons_and_in_time(void **state)
{
	struct world *w = *state;
	int64_t noon = w->app.clock.stopped_at;
	struct batch_made made;
	size_t count = 0;
	struct some s;

	dispatch_all(w, &s, &made);
	act_as(w, "wei", ROLE_DISPATCHER);
	refused(w, batch_undo(&w->app, made.id, false, &count, &w->err),
	    ST_DENIED, "wang took this step");
	act_as(w, "wang", ROLE_LIAISON);
	refused(w, batch_undo(&w->app, made.id, false, &count, &w->err),
	    ST_DENIED, "not a step of the role");
	act_as(w, "wang", ROLE_DISPATCHER);
	w->app.clock.stopped_at += 10 * CLOCK_MINUTE + 1;
	refused(w, batch_undo(&w->app, made.id, false, &count, &w->err),
	    ST_DENIED, "until 2026-11-24 09:22");
	refused(w, batch_undo(&w->app, 99999, false, &count, &w->err),
	    ST_NOT_FOUND, "99999");
	w->app.clock.stopped_at = noon;
	all_are(w, &s, DEMAND_DISPATCHED);
}

static void
what_cannot_be_undone_says_so(void **state)
{
	struct world *w = *state;
	struct batch b = BATCH_INIT;
	struct batch_made made;
	struct move_fields f;
	size_t count = 0;
	struct some s;

	some_to_dispatch(w, &s);
	batch_of(w, &s, &b);
	fields_of(&f, PAIRS("asked", UNIT, "opinion", "ours"));
	assert_int_equal(batch_take(&w->app, &b, MOVE_CONFER, &f, &made,
	    &w->err), ST_OK);
	assert_int_equal(made.undo_until, 0);
	refused(w, batch_undo(&w->app, made.id, false, &count, &w->err),
	    ST_DENIED, "cannot be undone");
	batch_release(&b);
	batch_of(w, &s, &b);
	act_as(w, "mei", ROLE_OPERATOR);
	fields_of(&f, PAIRS("text", "evenings"));
	refused(w, batch_take(&w->app, &b, MOVE_NOTE, &f, &made, &w->err),
	    ST_DENIED, "one demand at a time");
	batch_release(&b);
	for (int i = 0; i <= 200; i++) {
		char number[DEMAND_NUMBER_BYTES];

		snprintf(number, sizeof(number), "20261124-%06d", i);
		batch_add(&b, number, 0);
	}
	refused(w, batch_take(&w->app, &b, MOVE_NOTE, &f, &made, &w->err),
	    ST_INVALID, "at most 200");
	batch_release(&b);
	refused(w, batch_take(&w->app, &b, MOVE_NOTE, &f, &made, &w->err),
	    ST_INVALID, "no demand");
}

/* A return that was upheld, undone and then rejected goes back to the unit,
 * not to the dispatcher. */
static void
what_was_undone_leads_nowhere(void **state)
{
	struct world *w = *state;
	struct batch b = BATCH_INIT;
	struct batch_made made;
	struct move_fields f;
	size_t count = 0;

	handle_one(w);
	must(w, step(w, "li", ROLE_LIAISON, MOVE_REQUEST_RETURN,
	    PAIRS("ground", "not-duty", "basis", "list")),
	    DEMAND_RETURN_REVIEW);
	act_as(w, "xu", ROLE_REVIEWER);
	batch_add(&b, w->made.number, 0);
	fields_of(&f, PAIRS("reason", "right", "fault", "dispatch"));
	assert_int_equal(batch_take(&w->app, &b, MOVE_UPHOLD_RETURN, &f,
	    &made, &w->err), ST_OK);
	assert_int_equal(batch_undo(&w->app, made.id, false, &count,
	    &w->err), ST_OK);
	must(w, step(w, "xu", ROLE_REVIEWER, MOVE_REJECT_RETURN,
	    PAIRS("reason", "wrong")), DEMAND_HANDLING);
	batch_release(&b);
	whole(w);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(all_are_taken_and_undone_together),
		TEST(one_refused_refuses_all),
		TEST(each_demand_has_its_own_guards),
		TEST(who_has_moved_on_stays),
		TEST(the_rest_is_undone_when_asked),
		TEST(undoing_is_its_persons_and_in_time),
		TEST(what_cannot_be_undone_says_so),
		TEST(what_was_undone_leads_nowhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
