/* t-demand.c - the life of demands over a real ledger. */
#include "demand-world.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
a_consultation_is_answered_in_one_go(void **state)
{
	struct world *w = *state;
	struct demand_view v;
	struct demand_input in = {
		.type = "consultation", .title = "taking money out",
		.content = "may a tenant?", .anonymous = "yes",
		.steps = 1, .step = { { .event = MOVE_ANSWER } },
	};

	fields_of(&in.step[0].fields, PAIRS("answer", "yes", "none-found",
	    "nothing about tenants", "accepted", "yes"));
	must(w, demand_new(&w->app, &in, &w->made, &w->err),
	    DEMAND_ANSWERED);
	assert_int_equal(w->made.due_at, 0);
	open_view(w, &v);
	assert_int_equal(v.events.count, 2);
	assert_string_equal(v.events.event[0].kind, "register");
	assert_string_equal(v.events.event[1].kind, "answer");
	assert_int_equal(v.events.event[1].from, DEMAND_REGISTERED);
	assert_string_equal(v.demand.none_reason, "nothing about tenants");
	assert_int_equal(v.demand.accepted, 1);
	assert_int_equal(v.demand.closed_at, w->app.clock.stopped_at);
	demand_view_release(&v);
}

static void
an_open_consultation_has_a_time_to_be_answered(void **state)
{
	struct world *w = *state;
	struct demand_input in = {
		.type = "咨询", .title = "taking money out",
		.content = "may a tenant?", .anonymous = "yes",
	};

	must(w, demand_new(&w->app, &in, &w->made, &w->err),
	    DEMAND_REGISTERED);
	assert_string_equal(buf_text(&w->made.sum),
	    "2026-11-24 09:12 + 3 wd = 2026-11-27 09:12");
	/* no calendar yet: the call is kept, the reason is said */
	w->app.clock.stopped_at = at("2026-12-31 09:00");
	must(w, demand_new(&w->app, &in, &w->made, &w->err),
	    DEMAND_REGISTERED);
	assert_non_null(strstr(buf_text(&w->made.sum), "2027"));
}

static void
a_request_id_makes_one_demand(void **state)
{
	struct world *w = *state;
	struct demand_input in = complaint();
	char first[DEMAND_NUMBER_BYTES];
	struct demand_view v;
	int64_t all = 0;

	in.request_id = "call-1";
	in.shown = "20261123-000007";
	must(w, demand_new(&w->app, &in, &w->made, &w->err),
	    DEMAND_REGISTERED);
	assert_false(w->made.repeated);
	memcpy(first, w->made.number, sizeof(first));
	in.title = "sent again";
	must(w, demand_new(&w->app, &in, &w->made, &w->err),
	    DEMAND_REGISTERED);
	assert_true(w->made.repeated);
	assert_string_equal(w->made.number, first);
	assert_int_equal(demand_queue_count(&w->app, DEMAND_QUEUE_ALL, &all,
	    &w->err), ST_OK);
	assert_int_equal(all, 1);
	open_view(w, &v);		/* and what was shown is kept */
	assert_string_equal(v.events.event[0].data,
	    "{\"shown\":\"20261123-000007\"}");
	demand_view_release(&v);
}

static void
a_complaint_lives_from_log_to_close(void **state)
{
	struct world *w = *state;
	struct demand_view v;

	to_callback(w);
	assert_string_equal(buf_text(&w->made.sum),
	    "2026-12-01 09:12 + 3 d = 2026-12-04 09:12");
	must(w, step(w, "he", ROLE_CALLBACK, MOVE_CLOSE, PAIRS(RATED)),
	    DEMAND_CLOSED);
	open_view(w, &v);
	assert_int_equal(v.events.count, 7);
	assert_int_equal(v.callbacks.count, 1);
	assert_string_equal(v.demand.policy, "2022-01-01");
	assert_string_equal(v.demand.lead_unit, UNIT);
	assert_int_equal(v.demand.due_at, 0);
	for (size_t i = 0; i < v.clocks; i++)
		assert_true(v.clock[i].stopped_at != 0);
	demand_view_release(&v);
}

static void
the_limit_is_set_at_dispatch_as_a_sum(void **state)
{
	struct world *w = *state;

	dispatch_one(w);
	assert_string_equal(buf_text(&w->made.sum),
	    "2026-11-24 09:12 + 7 d = 2026-12-01 09:12");
	assert_int_equal(w->made.due_at, at("2026-12-01 09:12"));
}

static void
what_is_not_a_row_is_refused(void **state)
{
	struct world *w = *state;

	log_one(w);
	REFUSE(w, step(w, "li", ROLE_LIAISON, MOVE_SIGN, NO_PAIRS),
	    ST_DENIED, "registered");
	REFUSE(w, step(w, "wang", ROLE_DISPATCHER, MOVE_SUBMIT, NO_PAIRS),
	    ST_DENIED, "operator");
	REFUSE(w, step(w, "chen", ROLE_OPERATOR, MOVE_ANSWER,
	    PAIRS("answer", "so", "accepted", "yes")), ST_INVALID,
	    "none-found");
	REFUSE(w, step(w, "chen", ROLE_OPERATOR, MOVE_REFER,
	    PAIRS("route", "1", "told", "119")), ST_INVALID, "handed-at");
	REFUSE(w, step(w, "chen", ROLE_OPERATOR, MOVE_WITHDRAW,
	    PAIRS("words", "never mind", "identity-checked", "no")),
	    ST_DENIED, "identity");
}

static void
before_submitting_five_elements_are_asked_for(void **state)
{
	struct world *w = *state;
	struct demand_input in = complaint();

	in.wish = NULL;
	must(w, demand_new(&w->app, &in, &w->made, &w->err),
	    DEMAND_REGISTERED);
	REFUSE(w, step(w, "chen", ROLE_OPERATOR, MOVE_SUBMIT, NO_PAIRS),
	    ST_INVALID, "wish");
	must(w, step(w, "chen", ROLE_OPERATOR, MOVE_SUBMIT,
	    PAIRS("wish", "pay it in")), DEMAND_TO_DISPATCH);
}

static void
who_asks_may_not_approve(void **state)
{
	struct world *w = *state;

	handle_one(w);
	must(w, step(w, "li", ROLE_LIAISON, MOVE_ASK_EXTENSION,
	    PAIRS("days", "5", "reason", "an expert is asked", "told-at",
	    "2026-11-24 09:00")), DEMAND_HANDLING);
	REFUSE(w, step(w, "li", ROLE_OFFICER, MOVE_GRANT_EXTENSION,
	    NO_PAIRS), ST_DENIED, "who asked");
	must(w, step(w, "zhao", ROLE_OFFICER, MOVE_GRANT_EXTENSION, NO_PAIRS),
	    DEMAND_HANDLING);
	assert_string_equal(buf_text(&w->made.sum),
	    "2026-11-24 09:12 + 7 d + 5 d = 2026-12-06 09:12");
	REFUSE(w, step(w, "li", ROLE_LIAISON, MOVE_ASK_EXTENSION,
	    PAIRS("days", "5", "reason", "again", "told-at",
	    "2026-11-24 09:00")), ST_DENIED, "at most 1");
	must(w, step(w, "li", ROLE_LIAISON, MOVE_ASK_EXCLUSION,
	    PAIRS("exclude-for", "unreasonable", "evidence", "a letter")),
	    DEMAND_HANDLING);
	REFUSE(w, step(w, "li", ROLE_REVIEWER, MOVE_GRANT_EXCLUSION,
	    PAIRS("reason", "so be it")), ST_DENIED, "who asked");
}

static void
an_extension_has_its_limits(void **state)
{
	struct world *w = *state;

	handle_one(w);
	REFUSE(w, step(w, "li", ROLE_LIAISON, MOVE_ASK_EXTENSION,
	    PAIRS("days", "11", "reason", "long", "told-at",
	    "2026-11-24 09:00")), ST_DENIED, "10");
	w->app.clock.stopped_at = at("2026-12-01 09:13");
	REFUSE(w, step(w, "li", ROLE_LIAISON, MOVE_ASK_EXTENSION,
	    PAIRS("days", "5", "reason", "late", "told-at",
	    "2026-11-24 09:00")), ST_DENIED, "before");
}

static void
a_rejected_return_is_final(void **state)
{
	struct world *w = *state;

	handle_one(w);
	must(w, step(w, "li", ROLE_LIAISON, MOVE_REQUEST_RETURN,
	    PAIRS("ground", "not-duty", "basis", "list of duties, 7")),
	    DEMAND_RETURN_REVIEW);
	REFUSE(w, step(w, "wang", ROLE_REVIEWER, MOVE_REJECT_RETURN,
	    PAIRS("reason", "it is")), ST_DENIED, "dispatched");
	must(w, step(w, "qian", ROLE_REVIEWER, MOVE_REJECT_RETURN,
	    PAIRS("reason", "it is")), DEMAND_HANDLING);
	REFUSE(w, step(w, "li", ROLE_LIAISON, MOVE_REQUEST_RETURN,
	    PAIRS("ground", "not-duty", "basis", "list of duties, 7")),
	    ST_DENIED, "final");
}

static void
an_upheld_return_begins_a_new_round(void **state)
{
	struct world *w = *state;
	struct demand_view v;

	dispatch_one(w);
	must(w, step(w, "li", ROLE_LIAISON, MOVE_REQUEST_RETURN,
	    PAIRS("ground", "not-duty", "basis", "list of duties, 7")),
	    DEMAND_RETURN_REVIEW);
	must(w, step(w, "qian", ROLE_REVIEWER, MOVE_UPHOLD_RETURN,
	    PAIRS("reason", "right", "fault", "dispatch", "unit", "U-FGW")),
	    DEMAND_TO_DISPATCH);
	w->app.clock.stopped_at = at("2026-11-24 10:00");
	must(w, step(w, "wang", ROLE_DISPATCHER, MOVE_DISPATCH, NO_PAIRS),
	    DEMAND_DISPATCHED);
	open_view(w, &v);
	assert_int_equal(v.demand.dispatch_round, 2);
	assert_string_equal(v.demand.lead_unit, "U-FGW");
	assert_int_equal(v.demand.due_report_at, at("2026-12-01 10:00"));
	demand_view_release(&v);
	REFUSE(w, step(w, "li", ROLE_LIAISON, MOVE_SIGN, NO_PAIRS),
	    ST_DENIED, "U-FGW");
}

static void
a_return_is_asked_for_in_time(void **state)
{
	struct world *w = *state;

	dispatch_one(w);
	w->app.clock.stopped_at = at("2026-11-25 09:13");
	REFUSE(w, step(w, "li", ROLE_LIAISON, MOVE_REQUEST_RETURN,
	    PAIRS("ground", "not-duty", "basis", "list of duties, 7")),
	    ST_DENIED, "2026-11-25 09:12");
}

static void
nobody_calls_back_about_their_own_work(void **state)
{
	struct world *w = *state;

	to_callback(w);
	REFUSE(w, step(w, "chen", ROLE_CALLBACK, MOVE_CLOSE, PAIRS(RATED)),
	    ST_DENIED, "chen");
	REFUSE(w, step(w, "li", ROLE_CALLBACK, MOVE_CLOSE, PAIRS(RATED)),
	    ST_DENIED, "li");
	REFUSE(w, step(w, "he", ROLE_CALLBACK, MOVE_CLOSE,
	    PAIRS("contacted", "yes", "solved", "no", "satisfied",
	    "satisfied", "truthful", "yes")), ST_INVALID, "reason");
}

static void
a_report_is_checked_by_another(void **state)
{
	struct world *w = *state;
	struct demand_view v;

	report_one(w);
	REFUSE(w, step(w, "li", ROLE_DISPATCHER, MOVE_ACCEPT_REPORT,
	    NO_PAIRS), ST_DENIED, "reported");
	must(w, step(w, "wang", ROLE_DISPATCHER, MOVE_REJECT_REPORT,
	    PAIRS("reason", "says nothing")), DEMAND_HANDLING);
	open_view(w, &v);
	assert_int_equal(v.demand.handling_round, 2);
	assert_int_equal(v.demand.due_at, at("2026-12-01 09:12"));
	demand_view_release(&v);
}

static void
three_tries_before_not_reached(void **state)
{
	struct world *w = *state;
	struct demand_view v;

	to_callback(w);
	for (int i = 0; i < 3; i++) {
		REFUSE(w, step(w, "he", ROLE_CALLBACK, MOVE_UNREACHED,
		    NO_PAIRS), ST_DENIED, "of 3");
		must(w, step(w, "he", ROLE_CALLBACK, MOVE_TRY_CALLBACK,
		    PAIRS("reached", "no")), DEMAND_TO_CALLBACK);
		REFUSE(w, step(w, "he", ROLE_CALLBACK, MOVE_TRY_CALLBACK,
		    PAIRS("reached", "no")), ST_DENIED, i < 2 ?
		    "from 2026-11-24" : "3 tries");
		w->app.clock.stopped_at += 4 * CLOCK_HOUR;
	}
	must(w, step(w, "he", ROLE_CALLBACK, MOVE_UNREACHED, NO_PAIRS),
	    DEMAND_CLOSED);
	open_view(w, &v);
	assert_string_equal(v.demand.reached, "no");
	assert_string_equal(v.demand.satisfied, "");
	demand_view_release(&v);
}

static void
what_is_not_solved_is_done_again(void **state)
{
	struct world *w = *state;

	to_callback(w);
	w->app.clock.stopped_at = at("2026-12-02 10:00");
	must(w, step(w, "he", ROLE_CALLBACK, MOVE_NOT_SOLVED,
	    PAIRS("contacted", "yes", "solved", "no", "satisfied",
	    "dissatisfied", "truthful", "no", "remains", "all of it",
	    "reason", "nobody came")), DEMAND_HANDLING);
	assert_string_equal(buf_text(&w->made.sum),
	    "2026-12-02 10:00 + 7 d = 2026-12-09 10:00");
}

static int64_t
count_of(struct world *w, enum demand_queue q)
{
	struct demands list = DEMANDS_INIT;
	int64_t n = -1;

	if (demand_queue_count(&w->app, q, &n, &w->err) != ST_OK ||
	    demand_queue_list(&w->app, q, NULL, 50, &list, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	assert_int_equal(n, list.count);
	demands_release(&list);
	return n;
}

static void
the_callback_falls_due_with_the_limit(void **state)
{
	struct world *w = *state;

	handle_one(w);
	act_as(w, "he", ROLE_CALLBACK);
	assert_int_equal(count_of(w, DEMAND_QUEUE_CALLBACKS), 0);
	assert_int_equal(count_of(w, DEMAND_QUEUE_HANDLING), 1);
	w->app.clock.stopped_at = at("2026-11-24 12:00");
	assert_int_equal(count_of(w, DEMAND_QUEUE_DUE_SOON), 1);
	assert_int_equal(count_of(w, DEMAND_QUEUE_OVERDUE), 0);
	REFUSE(w, step(w, "he", ROLE_CALLBACK, MOVE_CALLBACK_OVERDUE,
	    PAIRS(RATED)), ST_DENIED, "2026-12-01 09:12");
	w->app.clock.stopped_at = at("2026-12-01 09:13");
	assert_int_equal(count_of(w, DEMAND_QUEUE_CALLBACKS), 1);
	assert_int_equal(count_of(w, DEMAND_QUEUE_OVERDUE), 1);
	assert_int_equal(count_of(w, DEMAND_QUEUE_DUE_SOON), 0);
	REFUSE(w, step(w, "sun", ROLE_SUPERVISOR, MOVE_AGREE_CLOSE,
	    PAIRS("reason", "so")), ST_DENIED, "callback");
	must(w, step(w, "he", ROLE_CALLBACK, MOVE_CALLBACK_OVERDUE,
	    PAIRS(RATED)), DEMAND_HANDLING);
	assert_int_equal(count_of(w, DEMAND_QUEUE_CALLBACKS), 0);
	must(w, step(w, "sun", ROLE_SUPERVISOR, MOVE_AGREE_CLOSE,
	    PAIRS("reason", "the claimant says so")), DEMAND_CLOSED);
}

static void
two_people_on_one_demand(void **state)
{
	struct world *w = *state;
	struct move_fields f = { { NULL } };
	struct demand_made other = DEMAND_MADE_INIT;
	int64_t seen;

	dispatch_one(w);
	seen = w->made.version;
	must(w, step(w, "li", ROLE_LIAISON, MOVE_SIGN, NO_PAIRS),
	    DEMAND_HANDLING);
	act_as(w, "mei", ROLE_LIAISON);
	assert_int_equal(demand_move(&w->app, w->made.number, seen, MOVE_SIGN,
	    &f, &other, &w->err), ST_CONFLICT);
	assert_non_null(strstr(w->err.text, "li"));
	assert_non_null(strstr(w->err.text, "2026-11-24 09:12"));
	demand_made_release(&other);
}

static void
a_unit_never_leads_on_a_tipoff_about_itself(void **state)
{
	struct world *w = *state;
	struct demand_input in = complaint();
	char tipoff[DEMAND_NUMBER_BYTES], master[DEMAND_NUMBER_BYTES];
	struct demand_view v;

	in.type = "tipoff";
	in.complained_unit = UNIT;
	must(w, demand_new(&w->app, &in, &w->made, &w->err),
	    DEMAND_REGISTERED);
	must(w, step(w, "chen", ROLE_OPERATOR, MOVE_SUBMIT, NO_PAIRS),
	    DEMAND_TO_DISPATCH);
	REFUSE(w, step(w, "wang", ROLE_DISPATCHER, MOVE_DISPATCH, NO_PAIRS),
	    ST_DENIED, "about itself");
	REFUSE(w, step(w, "wang", ROLE_DISPATCHER, MOVE_DISPATCH,
	    PAIRS("unit", "U-NONE")), ST_INVALID, "U-NONE");
	must(w, step(w, "wang", ROLE_DISPATCHER, MOVE_DISPATCH,
	    PAIRS("unit", "U-FGW")), DEMAND_DISPATCHED);
	/* by its name too */
	act_as(w, "chen", ROLE_OPERATOR);
	in.complained_unit = "市住房公积金管理中心";
	must(w, demand_new(&w->app, &in, &w->made, &w->err),
	    DEMAND_REGISTERED);
	must(w, step(w, "chen", ROLE_OPERATOR, MOVE_SUBMIT, NO_PAIRS),
	    DEMAND_TO_DISPATCH);
	REFUSE(w, step(w, "wang", ROLE_DISPATCHER, MOVE_DISPATCH, NO_PAIRS),
	    ST_DENIED, "about itself");
	REFUSE(w, step(w, "wang", ROLE_DISPATCHER, MOVE_DISPATCH,
	    PAIRS("unit", "U-FGW", "assist", "U-CGW " UNIT)), ST_DENIED,
	    "cannot assist");
	REFUSE(w, step(w, "wang", ROLE_DISPATCHER, MOVE_DISPATCH,
	    PAIRS("unit", "U-FGW", "assist", "U-NONE")), ST_INVALID,
	    "U-NONE");
	must(w, step(w, "wang", ROLE_DISPATCHER, MOVE_DISPATCH,
	    PAIRS("unit", "U-FGW")), DEMAND_DISPATCHED);
	memcpy(tipoff, w->made.number, sizeof(tipoff));
	/* nor by merging it into an order of that unit */
	dispatch_one(w);
	memcpy(master, w->made.number, sizeof(master));
	act_as(w, "chen", ROLE_OPERATOR);
	must(w, demand_new(&w->app, &in, &w->made, &w->err),
	    DEMAND_REGISTERED);
	REFUSE(w, step(w, "wang", ROLE_DISPATCHER, MOVE_MERGE, PAIRS("master",
	    master, "same-because", "same")), ST_DENIED, "cannot be merged");
	memcpy(w->made.number, tipoff, sizeof(tipoff));
	/* confidential unless said otherwise: the unit learns no claimant */
	act_as(w, "li", ROLE_LIAISON);
	w->app.unit = "U-FGW";
	open_view(w, &v);
	assert_int_equal(v.demand.confidential, 1);
	assert_string_equal(v.demand.claimant_phone, "");
	assert_string_equal(v.demand.claimant_name, "");
	demand_view_release(&v);
	act_as(w, "wang", ROLE_DISPATCHER);
	open_view(w, &v);
	assert_string_equal(v.demand.claimant_phone, "138****5678");
	demand_view_release(&v);
}

static void
a_unit_sees_its_own_orders(void **state)
{
	struct world *w = *state;
	struct demand_view v;

	dispatch_one(w);
	act_as(w, "li", ROLE_LIAISON);
	assert_int_equal(count_of(w, DEMAND_QUEUE_TO_SIGN), 1);
	w->app.unit = "U-FGW";
	assert_int_equal(count_of(w, DEMAND_QUEUE_TO_SIGN), 0);
	demand_view_init(&v);
	assert_int_equal(demand_open(&w->app, w->made.number, &v, &w->err),
	    ST_DENIED);
	demand_view_release(&v);
}

static void
a_dispatcher_records_for_a_unit(void **state)
{
	struct world *w = *state;
	struct demand_view v;

	dispatch_one(w);
	must(w, step(w, "wang", ROLE_DISPATCHER, MOVE_SIGN, NO_PAIRS),
	    DEMAND_HANDLING);
	open_view(w, &v);
	assert_string_equal(v.events.event[3].on_behalf_of, UNIT);
	assert_string_equal(v.events.event[3].actor, "wang");
	demand_view_release(&v);
}

static void
a_merged_demand_comes_back(void **state)
{
	struct world *w = *state;
	char master[DEMAND_NUMBER_BYTES];

	dispatch_one(w);
	memcpy(master, w->made.number, sizeof(master));
	dispatch_one(w);
	REFUSE(w, step(w, "wang", ROLE_DISPATCHER, MOVE_MERGE,
	    PAIRS("master", w->made.number, "same-because", "same")),
	    ST_INVALID, "itself");
	must(w, step(w, "wang", ROLE_DISPATCHER, MOVE_MERGE,
	    PAIRS("master", master, "same-because", "the same employer")),
	    DEMAND_MERGED);
	REFUSE(w, step(w, "wang", ROLE_SUPERVISOR, MOVE_UNMERGE,
	    PAIRS("reason", "no")), ST_DENIED, "merged");
	w->app.clock.stopped_at += CLOCK_HOUR;
	must(w, step(w, "sun", ROLE_SUPERVISOR, MOVE_UNMERGE,
	    PAIRS("reason", "another employer")), DEMAND_DISPATCHED);
	assert_string_equal(buf_text(&w->made.sum),
	    "2026-11-24 09:12 + 7 d = 2026-12-01 09:12");
}

static void
a_repeat_call_hangs_on_the_demand(void **state)
{
	struct world *w = *state;
	struct demand_view v;

	dispatch_one(w);
	must(w, step(w, "chen", ROLE_OPERATOR, MOVE_URGE,
	    PAIRS("text", "asks when", "phone", "13812345678")),
	    DEMAND_DISPATCHED);
	open_view(w, &v);
	assert_int_equal(v.contacts.count, 1);
	assert_string_equal(v.contacts.contact[0].phone, "138****5678");
	assert_int_equal(v.subs.count, 1);
	assert_string_equal(v.subs.sub[0].kind, "urge");
	for (size_t i = 0; i < v.events.count; i++)
		assert_null(strstr(v.events.event[i].data, "13812345678"));
	demand_view_release(&v);
	assert_int_equal(count_of(w, DEMAND_QUEUE_ALL), 1);
}

static void
options_say_what_this_person_may_do(void **state)
{
	struct world *w = *state;
	struct demand_view v;
	struct demand_option *o = NULL;
	size_t count = 0, allowed = 0;

	to_callback(w);
	act_as(w, "chen", ROLE_CALLBACK);	/* who logged it */
	open_view(w, &v);
	assert_int_equal(demand_options(&w->app, &v, &o, &count, &w->err),
	    ST_OK);
	assert_true(count > 5);
	for (size_t i = 0; i < count; i++) {
		assert_true(o[i].allowed == (*o[i].why == '\0'));
		allowed += o[i].allowed;
	}
	assert_int_equal(allowed, 0);
	free(o);
	act_as(w, "he", ROLE_CALLBACK);
	assert_int_equal(demand_options(&w->app, &v, &o, &count, &w->err),
	    ST_OK);
	for (size_t i = 0; i < count; i++) {
		if (o[i].move->event == MOVE_CLOSE)
			assert_true(o[i].allowed);
		allowed += o[i].allowed;
	}
	assert_int_equal(allowed, 3);	/* try, close, not solved */
	free(o);
	demand_view_release(&v);
}

static void
bad_input_is_named(void **state)
{
	struct world *w = *state;
	static const struct {
		enum demand_input_field field;
		const char *value, *says;
	} cases[] = {
		{ DEMAND_INPUT_type, "", "type" },
		{ DEMAND_INPUT_type, "prayer", "consultation" },
		{ DEMAND_INPUT_title, "", "title" },
		{ DEMAND_INPUT_title, "two\nlines", "title" },
		{ DEMAND_INPUT_content, " ", "content" },
		{ DEMAND_INPUT_content, "a\xc3", "UTF-8" },
		{ DEMAND_INPUT_content, "a\x1b[2J", "content" },
		{ DEMAND_INPUT_claimant_phone, "call me", "claimant_phone" },
		{ DEMAND_INPUT_claimant_phone, "12", "claimant_phone" },
		{ DEMAND_INPUT_district, "", "place" },
		{ DEMAND_INPUT_confidential, "perhaps", "confidential" },
		{ DEMAND_INPUT_class, "slow", "class" },
		{ DEMAND_INPUT_intake_at, "noon", "intake_at" },
		{ DEMAND_INPUT_intake_at, "2027-01-01", "intake_at" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct demand_input in = complaint();
		enum status st;

		*demand_input_at(&in, cases[i].field) = cases[i].value;
		st = demand_new(&w->app, &in, &w->made, &w->err);
		if (st != ST_INVALID)
			fail_msg("%s \"%s\" was taken",
			    demand_input_name(cases[i].field),
			    cases[i].value);
		if (!strstr(w->err.text, cases[i].says))
			fail_msg("\"%s\" does not say \"%s\"", w->err.text,
			    cases[i].says);
	}
}

static void
a_long_text_is_counted_in_characters(void **state)
{
	struct world *w = *state;
	struct demand_input in = complaint();
	struct buf title = BUF_INIT;

	for (int i = 0; i < 128; i++)
		buf_add_text(&title, "房");
	in.title = buf_text(&title);
	must(w, demand_new(&w->app, &in, &w->made, &w->err),
	    DEMAND_REGISTERED);
	buf_add_text(&title, "房");
	in.title = buf_text(&title);
	assert_int_equal(demand_new(&w->app, &in, &w->made, &w->err),
	    ST_INVALID);
	assert_non_null(strstr(w->err.text, "129"));
	buf_release(&title);
}

static void
a_place_nobody_knows_keeps_its_words(void **state)
{
	struct world *w = *state;
	struct demand_input in = complaint();
	struct demand_view v;

	in.district = "朝阳";
	in.street = "幸福大街";
	in.topic = "something of its own";
	must(w, demand_new(&w->app, &in, &w->made, &w->err),
	    DEMAND_REGISTERED);
	open_view(w, &v);
	assert_string_equal(v.demand.district, "110105");
	assert_string_equal(v.demand.street, "");
	assert_string_equal(v.demand.place_detail, "幸****");
	assert_non_null(strstr(v.events.event[0].data, "street_said"));
	assert_null(strstr(v.events.event[0].data, "幸福"));
	assert_non_null(strstr(v.events.event[0].data, "topic_said"));
	assert_true(*v.demand.topic);
	demand_view_release(&v);
}

static void
composed_and_decomposed_are_one(void **state)
{
	struct world *w = *state;
	struct demand_input in = complaint();
	struct demand_view v;

	in.title = "cafe\xcc\x81\r";
	must(w, demand_new(&w->app, &in, &w->made, &w->err),
	    DEMAND_REGISTERED);
	open_view(w, &v);
	assert_string_equal(v.demand.title, "caf\xc3\xa9");
	demand_view_release(&v);
}

static void
a_caller_is_known_again(void **state)
{
	struct world *w = *state;
	struct demand_input in = complaint();
	struct demands list = DEMANDS_INIT;

	dispatch_one(w);
	act_as(w, "chen", ROLE_OPERATOR);
	assert_int_equal(demand_of_caller(&w->app, "138-1234-5678", 10, &list,
	    &w->err), ST_OK);
	assert_int_equal(list.count, 1);
	demands_release(&list);
	assert_int_equal(demand_similar(&w->app, &in, 10, &list, &w->err),
	    ST_OK);
	assert_int_equal(list.count, 1);	/* by both ways, once */
	assert_string_equal(list.demand[0].claimant_phone, "138****5678");
	demands_release(&list);
	in.claimant_phone = "13900000000";
	assert_int_equal(demand_similar(&w->app, &in, 10, &list, &w->err),
	    ST_OK);
	assert_int_equal(list.count, 1);	/* by its matter */
	demands_release(&list);
}

static void
personal_data_are_shown_for_a_reason(void **state)
{
	struct world *w = *state;
	struct personal p = { NULL, NULL, NULL };
	struct accesses log = ACCESSES_INIT;

	dispatch_one(w);
	act_as(w, "wang", ROLE_DISPATCHER);
	assert_int_equal(demand_reveal(&w->app, w->made.number, "  ", &p,
	    &w->err), ST_INVALID);
	act_as(w, "bo", ROLE_AUDITOR);
	assert_int_equal(demand_reveal(&w->app, w->made.number, "to see", &p,
	    &w->err), ST_DENIED);
	act_as(w, "wang", ROLE_DISPATCHER);
	assert_int_equal(demand_reveal(&w->app, w->made.number,
	    "the number was cut", &p, &w->err), ST_OK);
	assert_string_equal(p.claimant_phone, "13812345678");
	personal_release(&p);
	assert_int_equal(ledger_accesses(w->app.ledger, 0, 10, &log,
	    &w->err), ST_OK);
	assert_int_equal(log.count, 1);
	assert_string_equal(log.access[0].actor, "wang");
	accesses_release(&log);
}

static void
the_ledger_proves_itself_after_all_this(void **state)
{
	struct world *w = *state;
	struct ledger_proof proof;

	to_callback(w);
	if (ledger_check(w->app.ledger, &proof, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	assert_int_equal(proof.demands, 1);
	assert_int_equal(proof.events, 6);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_consultation_is_answered_in_one_go),
		TEST(an_open_consultation_has_a_time_to_be_answered),
		TEST(a_request_id_makes_one_demand),
		TEST(a_complaint_lives_from_log_to_close),
		TEST(the_limit_is_set_at_dispatch_as_a_sum),
		TEST(what_is_not_a_row_is_refused),
		TEST(before_submitting_five_elements_are_asked_for),
		TEST(who_asks_may_not_approve),
		TEST(an_extension_has_its_limits),
		TEST(a_rejected_return_is_final),
		TEST(an_upheld_return_begins_a_new_round),
		TEST(a_return_is_asked_for_in_time),
		TEST(nobody_calls_back_about_their_own_work),
		TEST(a_report_is_checked_by_another),
		TEST(three_tries_before_not_reached),
		TEST(what_is_not_solved_is_done_again),
		TEST(the_callback_falls_due_with_the_limit),
		TEST(two_people_on_one_demand),
		TEST(a_unit_never_leads_on_a_tipoff_about_itself),
		TEST(a_unit_sees_its_own_orders),
		TEST(a_dispatcher_records_for_a_unit),
		TEST(a_merged_demand_comes_back),
		TEST(a_repeat_call_hangs_on_the_demand),
		TEST(options_say_what_this_person_may_do),
		TEST(bad_input_is_named),
		TEST(a_long_text_is_counted_in_characters),
		TEST(a_place_nobody_knows_keeps_its_words),
		TEST(composed_and_decomposed_are_one),
		TEST(a_caller_is_known_again),
		TEST(personal_data_are_shown_for_a_reason),
		TEST(the_ledger_proves_itself_after_all_this),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
