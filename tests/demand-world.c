/*
 * demand-world.c - opens the desk, logs a complaint, takes it a few steps.
 */
#include "demand-world.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int64_t
at(const char *text)
{
	int64_t ms = 0;

	assert_true(clock_parse_time(slice_of(text), &ms));
	return ms;
}

static const char *
data_dir(void)
{
	static char path[4096];
	const char *source = getenv("srcdir");

	snprintf(path, sizeof(path), "%s/data", source ? source : ".");
	return path;
}

void
act_as(struct world *w, const char *person, enum role role)
{
	w->app.person = person;
	w->app.role = role;
	w->app.unit = role == ROLE_LIAISON ? UNIT : "";
}

int
setup(void **state)
{
	struct world *w = xcalloc(1, sizeof(*w));

	folder_make(w->dir, "demand");
	w->app.clock.stopped_at = at("2026-11-24 09:12");
	assert_int_equal(policy_open(&w->app.policy, data_dir(), &w->err),
	    ST_OK);
	assert_int_equal(directory_open(&w->app.directory, data_dir(),
	    &w->err), ST_OK);
	if (ledger_open(&w->app.ledger, w->dir, NULL, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	act_as(w, "chen", ROLE_OPERATOR);
	*state = w;
	return 0;
}

int
teardown(void **state)
{
	struct world *w = *state;

	demand_made_release(&w->made);
	ledger_close(w->app.ledger);
	directory_close(w->app.directory);
	policy_close(w->app.policy);
	folder_remove(w->dir);
	free(w);
	return 0;
}

struct demand_input
complaint(void)
{
	return (struct demand_input){
		.type = "complaint", .topic = "fund.deposit",
		.title = "the employer pays nothing in",
		.content = "three months without a deposit",
		.wish = "pay it in", .district = "110105",
		.claimant_name = "Zhang San",
		.claimant_phone = "13812345678",
	};
}

void
fields_of(struct move_fields *f, const char *const *pairs)
{
	enum move_field field;

	memset(f, 0, sizeof(*f));
	for (size_t i = 0; pairs[i]; i += 2) {
		assert_true(field_parse(slice_of(pairs[i]), &field));
		f->value[field] = pairs[i + 1];
	}
}

enum status
step(struct world *w, const char *person, enum role role,
    enum move_event event, const char *const *pairs)
{
	char number[DEMAND_NUMBER_BYTES];
	struct move_fields f;

	memcpy(number, w->made.number, sizeof(number));
	fields_of(&f, pairs);
	act_as(w, person, role);
	return demand_move(&w->app, number, 0, event, &f, &w->made, &w->err);
}

void
must(struct world *w, enum status st, enum demand_state want)
{
	if (st != ST_OK)
		fail_msg("%s", w->err.text);
	assert_int_equal(w->made.state, want);
}

void
must_refuse(struct world *w, const char *number, enum status st,
    enum status want, const char *says)
{
	if (st == ST_OK)
		fail_msg("it was taken; \"%s\" was expected", says);
	if (!strstr(w->err.text, says))
		fail_msg("\"%s\" does not say \"%s\"", w->err.text, says);
	assert_int_equal(st, want);
	memcpy(w->made.number, number, DEMAND_NUMBER_BYTES);
}

void
log_one(struct world *w)
{
	struct demand_input in = complaint();

	act_as(w, "chen", ROLE_OPERATOR);
	must(w, demand_new(&w->app, &in, &w->made, &w->err),
	    DEMAND_REGISTERED);
}

void
dispatch_one(struct world *w)
{
	log_one(w);
	must(w, step(w, "chen", ROLE_OPERATOR, MOVE_SUBMIT, NO_PAIRS),
	    DEMAND_TO_DISPATCH);
	must(w, step(w, "wang", ROLE_DISPATCHER, MOVE_DISPATCH, NO_PAIRS),
	    DEMAND_DISPATCHED);
}

void
handle_one(struct world *w)
{
	dispatch_one(w);
	must(w, step(w, "li", ROLE_LIAISON, MOVE_SIGN, NO_PAIRS),
	    DEMAND_HANDLING);
}

void
report_one(struct world *w)
{
	handle_one(w);
	must(w, step(w, "li", ROLE_LIAISON, MOVE_REPORT,
	    PAIRS("result", "solved", "text", "it was paid", "told-at",
	    "2026-11-24 09:00")), DEMAND_REPORTED);
}

void
to_callback(struct world *w)
{
	report_one(w);
	must(w, step(w, "sun", ROLE_SUPERVISOR, MOVE_ACCEPT_REPORT, NO_PAIRS),
	    DEMAND_TO_CALLBACK);
}

void
open_view(struct world *w, struct demand_view *v)
{
	char number[DEMAND_NUMBER_BYTES];

	memcpy(number, w->made.number, sizeof(number));
	demand_view_init(v);
	if (demand_open(&w->app, number, v, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
}
