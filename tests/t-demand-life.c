/*
 * t-demand-life.c - every row of the table over a real ledger, and what lives
 * beside the state.
 *
 * A script takes a demand from its registration through steps; each step is
 * "person role event field=value ...", and a leading "!" says that it must be
 * refused. All scripts together must have taken every row of the table.
 */
#include "demand-world.h"

#include "app/batch.h"
#include "app/tick.h"
#include "base/clock.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOG "chen operator register"
#define SUBMIT LOG ";chen operator submit"
#define OUT SUBMIT ";wang dispatcher dispatch"
#define SIGNED OUT ";li liaison sign"
#define SENT SIGNED ";li liaison report result=solved text=paid " \
	"told-at=2026-11-24"
#define ACCEPTED SENT ";sun supervisor accept-report"
#define RATE "contacted=yes solved=yes satisfied=satisfied truthful=yes"
#define POOR "contacted=yes solved=no satisfied=dissatisfied truthful=no " \
	"reason=nothing"
#define CLOSED ACCEPTED ";he callback close " RATE
#define ASKED ";li liaison request-return ground=not-duty basis=list"
#define LATE ";+8d"

static const struct { const char *script, *end; } scripts[] = {
	/* first: no other demand of the claimant is open yet */
	{ CLOSED ";sun supervisor erase reason=asked"
	    ";!sun supervisor erase reason=again", "closed" },
	{ LOG ";chen operator answer answer=so none-found=new accepted=yes"
	    ";mei operator reopen facts=more", "registered" },
	{ LOG ";chen operator refer route=2 told=court"
	    ";sun supervisor reopen facts=more", "registered" },
	{ LOG ";sun supervisor void kind=test", "void" },
	{ LOG ";!chen operator refer route=1 told=119"
	    ";chen operator refer route=1 told=119 handed-at=2026-11-24",
	    "referred" },
	{ SUBMIT ";wang dispatcher send-back missing=place"
	    ";chen operator submit", "to_dispatch" },
	{ LOG ";!chen operator correct reason=x"
	    ";!chen operator correct reason=x topic=nowhere"
	    ";!chen operator correct reason=x district=Atlantis"
	    ";chen operator correct reason=misheard title=new "
	    "district=110101;chen operator submit", "to_dispatch" },
	{ SUBMIT ";wang dispatcher confer asked=U-GJJ opinion=ours",
	    "to_dispatch" },
	{ SIGNED ";li liaison contact at=2026-11-24 way=phone reached=yes",
	    "handling" },
	{ OUT ASKED ";!li reviewer uphold-return reason=x fault=dispatch"
	    ";!wang reviewer uphold-return reason=x fault=dispatch"
	    ";xu reviewer uphold-return reason=right fault=dispatch",
	    "to_dispatch" },
	{ SIGNED ASKED ";xu reviewer reject-return reason=wrong;!li liaison "
	    "request-return ground=not-duty basis=list", "handling" },
	{ OUT ";li liaison ask-extension days=3 reason=court told-at=2026-11-24"
	    ";!li officer grant-extension;ou officer grant-extension"
	    ";!li liaison ask-extension days=1 reason=x told-at=2026-11-24",
	    "dispatched" },
	{ OUT ";!li liaison ask-extension days=11 reason=x told-at=2026-11-24"
	    ";li liaison ask-extension days=3 reason=court told-at=2026-11-24"
	    ";!li liaison ask-extension days=3 reason=x told-at=2026-11-24"
	    ";ou officer refuse-extension reason=no"
	    ";li liaison sign;li liaison report result=partly text=x "
	    "told-at=2026-11-24", "reported" },
	{ SENT ";!li dispatcher reject-report reason=thin"
	    ";wang dispatcher reject-report reason=thin", "handling" },
	{ ACCEPTED ";he callback try-callback reached=no;+4h"
	    ";he callback try-callback reached=no;+4h"
	    ";!he callback unreached"
	    ";he callback try-callback reached=no;he callback unreached",
	    "closed" },
	{ ACCEPTED ";!chen callback close " RATE ";!li callback close " RATE
	    ";he callback close " RATE, "closed" },
	{ ACCEPTED ";he callback not-solved " POOR " remains=all", "handling" },
	{ SIGNED ";!he callback callback-overdue " RATE LATE
	    ";he callback callback-overdue " RATE
	    ";!he supervisor agree-close reason=x"
	    ";sun supervisor agree-close reason=said", "closed" },
	{ SIGNED LATE ";desk system deadline;!desk system deadline",
	    "handling" },
	{ CLOSED ";!sun supervisor reopen;mei operator ask-reopen facts=new"
	    ";!mei operator ask-reopen facts=again;!mei supervisor reopen"
	    ";sun supervisor reopen", "registered" },
	{ CLOSED ";mei operator ask-reopen facts=new"
	    ";sun supervisor refuse-reopen reason=known"
	    ";!sun supervisor reopen", "closed" },
	{ OUT ";!chen operator withdraw words=solved identity-checked=no"
	    ";chen operator withdraw words=solved identity-checked=yes",
	    "withdrawn" },
	{ OUT ";mei operator repeat-call text=when phone=13812345678",
	    "dispatched" },
	{ OUT ";!mei operator note;!li liaison note text=x"
	    ";mei operator note text=evenings", "dispatched" },
	{ SIGNED ";!li liaison answer-urge text=x"
	    ";mei operator urge text=when;li liaison answer-urge text=soon"
	    ";!li liaison answer-urge text=x", "handling" },
	{ SIGNED ";!ou officer end-supervision text=x"
	    ";!ou officer supervise due=2026-11-01 text=late"
	    ";ou officer supervise due=2026-11-30 text=look"
	    ";!ou officer supervise due=2026-11-30 text=again"
	    ";ou officer end-supervision text=done", "handling" },
	{ SIGNED ";li liaison ask-exclusion exclude-for=force-majeure "
	    "evidence=flood;!li reviewer grant-exclusion reason=x"
	    ";xu reviewer refuse-exclusion reason=no"
	    ";li liaison ask-exclusion exclude-for=duplicate evidence=same"
	    ";xu reviewer grant-exclusion reason=yes"
	    ";!li liaison ask-exclusion exclude-for=duplicate evidence=x",
	    "handling" },
	{ CLOSED ";+20d;!li liaison ask-exclusion exclude-for=duplicate "
	    "evidence=late", "closed" },
	{ SIGNED ";!sun supervisor end-shelving reason=x"
	    ";li liaison ask-shelving reason=law review-on=2027-01-10"
	    ";!li supervisor grant-shelving reason=x"
	    ";sun supervisor refuse-shelving reason=no"
	    ";li liaison ask-shelving reason=law review-on=2027-01-10"
	    ";sun supervisor grant-shelving reason=yes"
	    ";!li liaison ask-shelving reason=law review-on=2027-01-10"
	    ";sun supervisor end-shelving reason=solved", "handling" },
	{ CLOSED ";li liaison ask-appeal reason=unfair evidence=photo"
	    ";!li reviewer uphold-appeal reason=x"
	    ";xu reviewer uphold-appeal reason=right"
	    ";!li liaison ask-appeal reason=again evidence=photo", "closed" },
	{ CLOSED ";li liaison ask-appeal reason=unfair evidence=photo"
	    ";xu reviewer reject-appeal reason=wrong", "closed" },
	{ CLOSED ";+6d;!li liaison ask-appeal reason=late evidence=photo",
	    "closed" },
	{ OUT ";!sun supervisor lift-secrecy reason=x"
	    ";sun supervisor keep-secret reason=asked"
	    ";!mei operator keep-secret reason=x"
	    ";!sun supervisor lift-secrecy reason=x"
	    ";qi supervisor lift-secrecy reason=agreed", "dispatched" },
};

struct walk {
	struct world *w;
	bool taken[256];		/* rows of the table */
	bool undo;			/* each step once more, and undone */
	size_t undone;
	char text[2048];
};

static void
forward(struct world *w, const char *how)
{
	int64_t n = strtoll(how, NULL, 10);

	w->app.clock.stopped_at += n *
	    (strchr(how, 'd') ? CLOCK_DAY : CLOCK_HOUR);
}

static enum role
role_of(const char *code)
{
	enum role role = ROLE_COUNT;

	assert_true(role_parse(slice_of(code), &role));
	return role;
}

static void
note_row(struct walk *walk, enum demand_state from, enum move_event event)
{
	size_t count;
	const struct move *table = moves(&count);

	assert_true(count <= COUNT(walk->taken));
	for (size_t i = 0; i < count; i++) {
		if (table[i].event == event && table[i].from & 1u << from)
			walk->taken[i] = true;
	}
}

static void
same_demand(const struct demand *a, const struct demand *b,
    const char *script)
{
	if (a->state != b->state)
		fail_msg("state: %s", script);
#define X(name) \
	if (a->name != b->name) \
		fail_msg(#name ": %lld, %lld: %s", (long long)a->name, \
		    (long long)b->name, script);
	DEMAND_INT_LIST(X)
#undef X
#define X(name) \
	if (strcmp(a->name, b->name) != 0) \
		fail_msg(#name ": %s, %s: %s", a->name, b->name, script);
	DEMAND_TEXT_LIST(X)
	DEMAND_PERSONAL_LIST(X)
#undef X
}

/* But for those that the step began. */
static void
same_subs(const struct subs *a, const struct subs *b, const char *script)
{
	size_t kept = 0;

	for (size_t i = 0; i < b->count; i++) {
		const struct sub *s = &b->sub[i];

		if (i >= a->count && strcmp(s->state, "undone") == 0)
			continue;
		kept++;
		if (i >= a->count || strcmp(a->sub[i].state, s->state) != 0 ||
		    strcmp(a->sub[i].decided_by, s->decided_by) != 0 ||
		    strcmp(a->sub[i].text, s->text) != 0 ||
		    a->sub[i].decided_at != s->decided_at ||
		    a->sub[i].due_at != s->due_at)
			fail_msg("%s is %s: %s", s->kind, s->state, script);
	}
	assert_int_equal(kept, a->count);
}

/* What can be undone is as if it had never been. */
static void
take_and_undo(struct walk *walk, enum move_event event,
    const struct move_fields *f, const char *script)
{
	const struct move *m = move_find(walk->w->made.state, event);
	struct app *app = &walk->w->app;
	struct err *err = &walk->w->err;
	struct batch b = BATCH_INIT;
	struct batch_made made;
	struct demand_view before, after;
	size_t undone = 0;
	int64_t id = 0;

	if (!m || !(m->how & MOVE_UNDOES))
		return;
	open_view(walk->w, &before);
	batch_add(&b, walk->w->made.number, before.demand.version);
	if (batch_take(app, &b, event, f, &made, err) != ST_OK ||
	    batch_last(app, &id, err) != ST_OK ||
	    batch_undo(app, id, false, &undone, err) != ST_OK)
		fail_msg("%s: %s: %s", move_code(event), err->text, script);
	assert_int_equal(id, made.id);
	assert_int_equal(undone, 1);
	open_view(walk->w, &after);
	same_demand(&before.demand, &after.demand, script);
	same_subs(&before.subs, &after.subs, script);
	assert_int_equal(after.events.count, before.events.count + 2);
	walk->undone++;
	batch_release(&b);
	demand_view_release(&before);
	demand_view_release(&after);
}

/* "li liaison sign field=value ..." */
static void
take(struct walk *walk, char *line, const char *script)
{
	char *rest, *person = strtok_r(line, " ", &rest);
	bool refused = *person == '!';
	const char *role = strtok_r(NULL, " ", &rest), *pair;
	const char *pairs[32] = { NULL };
	enum demand_state from = walk->w->made.state;
	enum move_event event = MOVE_COUNT;
	struct move_fields fields;
	size_t n = 0;
	enum status st;

	assert_true(move_parse(slice_of(strtok_r(NULL, " ", &rest)), &event));
	if (event == MOVE_REGISTER) {
		log_one(walk->w);
		note_row(walk, DEMAND_DRAFT, event);
		return;
	}
	while ((pair = strtok_r(NULL, " ", &rest)) != NULL) {
		char *value = strchr(pair, '=');

		*value = '\0';
		pairs[n++] = pair;
		pairs[n++] = value + 1;
		assert_true(n + 1 < COUNT(pairs));
	}
	act_as(walk->w, person + refused, role_of(role));
	fields_of(&fields, pairs);
	if (walk->undo && !refused)
		take_and_undo(walk, event, &fields, script);
	st = step(walk->w, person + refused, role_of(role), event, pairs);
	if (refused && (st == ST_OK || !*walk->w->err.text))
		fail_msg("%s %s was taken: %s", person, move_code(event),
		    script);
	if (!refused && st != ST_OK)
		fail_msg("%s %s: %s: %s", person, move_code(event),
		    walk->w->err.text, script);
	if (!refused)
		note_row(walk, from, event);
}

static void
play(struct walk *walk, const char *script, const char *end)
{
	char *rest, *line;
	int64_t noon = walk->w->app.clock.stopped_at;

	snprintf(walk->text, sizeof(walk->text), "%s", script);
	for (line = strtok_r(walk->text, ";", &rest); line;
	    line = strtok_r(NULL, ";", &rest)) {
		if (*line == '+')
			forward(walk->w, line + 1);
		else
			take(walk, line, script);
	}
	if (strcmp(demand_state_code(walk->w->made.state), end) != 0)
		fail_msg("it ended as %s: %s",
		    demand_state_code(walk->w->made.state), script);
	walk->w->app.clock.stopped_at = noon;
}

static void
must_be_whole(struct world *w)
{
	struct ledger_proof proof;

	if (ledger_check(w->app.ledger, &proof, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
}

static int64_t
merged_waiting(struct world *w)
{
	int64_t n = -1;

	if (demand_queue_count(&w->app, DEMAND_QUEUE_MERGED, &n, &w->err) !=
	    ST_OK)
		fail_msg("%s", w->err.text);
	return n;
}

/* Merging takes two demands. */
static void
play_merges(struct walk *walk)
{
	struct world *w = walk->w;
	char master[DEMAND_NUMBER_BYTES], child[DEMAND_NUMBER_BYTES];

	handle_one(w);
	memcpy(master, w->made.number, sizeof(master));
	log_one(w);
	memcpy(child, w->made.number, sizeof(child));
	note_row(walk, w->made.state, MOVE_MERGE);
	must(w, step(w, "wang", ROLE_DISPATCHER, MOVE_MERGE, PAIRS("master",
	    master, "same-because", "the same employer")), DEMAND_MERGED);
	REFUSE(w, step(w, "he", ROLE_CALLBACK, MOVE_CALLBACK_MERGED,
	    PAIRS("reached", "no")), ST_DENIED, master);
	note_row(walk, DEMAND_MERGED, MOVE_UNMERGE);
	must(w, step(w, "sun", ROLE_SUPERVISOR, MOVE_UNMERGE,
	    PAIRS("reason", "another")), DEMAND_REGISTERED);
	must(w, step(w, "wang", ROLE_DISPATCHER, MOVE_MERGE, PAIRS("master",
	    master, "same-because", "the same after all")), DEMAND_MERGED);
	memcpy(w->made.number, master, sizeof(master));
	REFUSE(w, step(w, "chen", ROLE_OPERATOR, MOVE_WITHDRAW,
	    PAIRS("words", "x", "identity-checked", "yes")), ST_DENIED,
	    "merged into this one");
	must(w, step(w, "li", ROLE_LIAISON, MOVE_REPORT, PAIRS("result",
	    "solved", "text", "paid", "told-at", "2026-11-24")),
	    DEMAND_REPORTED);
	must(w, step(w, "sun", ROLE_SUPERVISOR, MOVE_ACCEPT_REPORT, NO_PAIRS),
	    DEMAND_TO_CALLBACK);
	memcpy(w->made.number, child, sizeof(child));
	note_row(walk, DEMAND_MERGED, MOVE_CALLBACK_MERGED);
	REFUSE(w, step(w, "he", ROLE_CALLBACK, MOVE_CALLBACK_MERGED,
	    PAIRS("reached", "yes")), ST_INVALID, "satisfied");
	assert_int_equal(merged_waiting(w), 1);
	must(w, step(w, "he", ROLE_CALLBACK, MOVE_CALLBACK_MERGED,
	    PAIRS("reached", "no")), DEMAND_MERGED);
	assert_int_equal(merged_waiting(w), 1);
	must(w, step(w, "he", ROLE_CALLBACK, MOVE_CALLBACK_MERGED,
	    PAIRS("reached", "yes", "contacted", "yes", "solved", "yes",
	    "satisfied", "satisfied")), DEMAND_MERGED);
	assert_int_equal(merged_waiting(w), 0);
}

static void
every_row_of_the_table_is_taken(void **state)
{
	struct walk walk = { .w = *state };
	size_t count;
	const struct move *table = moves(&count);

	for (size_t i = 0; i < COUNT(scripts); i++)
		play(&walk, scripts[i].script, scripts[i].end);
	play_merges(&walk);
	for (size_t i = 0; i < count; i++) {
		if (!walk.taken[i])
			fail_msg("no script takes row %zu, %s", i,
			    move_code(table[i].event));
	}
	must_be_whole(walk.w);
}

/* A step that was undone leaves no trace but the two events: the same scripts
 * come to the same ends. */
static void
every_row_that_says_so_is_undone(void **state)
{
	struct walk walk = { .w = *state, .undo = true };

	for (size_t i = 0; i < COUNT(scripts); i++)
		play(&walk, scripts[i].script, scripts[i].end);
	assert_true(walk.undone > 100);
	must_be_whole(walk.w);
}

/* One way into each state. */
static const char *const into[DEMAND_STATE_COUNT] = {
	[DEMAND_REGISTERED] = LOG,
	[DEMAND_ANSWERED] = LOG
	    ";chen operator answer answer=so none-found=new accepted=yes",
	[DEMAND_REFERRED] = LOG ";chen operator refer route=2 told=court",
	[DEMAND_TO_DISPATCH] = SUBMIT,
	[DEMAND_DISPATCHED] = OUT,
	[DEMAND_HANDLING] = SIGNED,
	[DEMAND_RETURN_REVIEW] = OUT ASKED,
	[DEMAND_REPORTED] = SENT,
	[DEMAND_TO_CALLBACK] = ACCEPTED,
	[DEMAND_CLOSED] = CLOSED,
	[DEMAND_WITHDRAWN] = OUT
	    ";chen operator withdraw words=no identity-checked=yes",
	[DEMAND_VOID] = LOG ";sun supervisor void kind=test",
};

static void
refuse_in(struct world *w, enum demand_state s, enum move_event event)
{
	size_t count;
	const struct move *table = moves(&count);
	enum role role = ROLE_OPERATOR;
	int64_t version = w->made.version;

	/* by somebody whose step it would be elsewhere */
	for (size_t i = 0; i < count; i++) {
		for (int r = 0; table[i].event == event && r < ROLE_COUNT; r++)
			if (table[i].roles & 1u << r)
				role = (enum role)r;
	}
	REFUSE(w, step(w, "yu", role, event, NO_PAIRS), ST_DENIED,
	    demand_state_words(s));
	if (w->made.version != version)
		fail_msg("%s changed it", move_code(event));
}

static void
every_other_pair_is_refused_and_changes_nothing(void **state)
{
	struct walk walk = { .w = *state };

	for (int s = 0; s < DEMAND_STATE_COUNT; s++) {
		if (!into[s])
			continue;
		play(&walk, into[s], demand_state_code((enum demand_state)s));
		for (int e = 0; e < MOVE_COUNT; e++) {
			if (!move_find((enum demand_state)s,
			    (enum move_event)e))
				refuse_in(walk.w, (enum demand_state)s,
				    (enum move_event)e);
		}
	}
	must_be_whole(walk.w);
}

static void
the_callback_falls_due_by_tick(void **state)
{
	struct world *w = *state;
	struct ticked done;
	struct demand_view v;
	bool more = true;

	handle_one(w);
	dispatch_one(w);
	w->app.clock.stopped_at += 8 * CLOCK_DAY;
	act_as(w, "cron", ROLE_ADMIN);
	assert_int_equal(tick_run(&w->app, 10, &done, &more, &w->err), ST_OK);
	assert_int_equal(done.deadlines, 2);
	assert_false(more);
	assert_int_equal(tick_run(&w->app, 10, &done, &more, &w->err), ST_OK);
	assert_int_equal(done.deadlines, 0);
	assert_string_equal(w->app.person, "cron");
	act_as(w, "sun", ROLE_SUPERVISOR);
	open_view(w, &v);
	assert_string_equal(v.events.event[3].kind, "deadline");
	assert_string_equal(v.events.event[3].role, "system");
	assert_int_equal(v.clock[v.clocks - 1].clock, DEMAND_CLOCK_CALLBACK);
	assert_int_equal(v.clock[v.clocks - 1].due.from,
	    v.demand.due_report_at);
	demand_view_release(&v);
	must_be_whole(w);
}

static void
old_claimants_are_forgotten_by_tick(void **state)
{
	struct walk walk = { .w = *state };
	struct world *w = walk.w;
	struct ticked done;
	struct demand_view v;
	bool more = true;

	play(&walk, CLOSED, "closed");
	w->app.clock.stopped_at += 1000 * CLOCK_DAY;
	play(&walk, LOG ";chen operator answer answer=so none-found=new "
	    "accepted=yes", "answered");
	w->app.clock.stopped_at += 200 * CLOCK_DAY;
	act_as(w, "cron", ROLE_ADMIN);
	/* the same claimant called again since: nothing is forgotten */
	assert_int_equal(tick_run(&w->app, 10, &done, &more, &w->err), ST_OK);
	assert_int_equal(done.claimants, 0);
	w->app.clock.stopped_at += 1000 * CLOCK_DAY;
	assert_int_equal(tick_run(&w->app, 10, &done, &more, &w->err), ST_OK);
	assert_int_equal(done.claimants, 1);
	act_as(w, "sun", ROLE_SUPERVISOR);
	open_view(w, &v);
	assert_true(v.demand.erased);
	assert_string_equal(v.demand.claimant_phone, "");
	demand_view_release(&v);
	must_be_whole(w);
}

static void
nobody_copies_callers_by_the_hundred(void **state)
{
	struct world *w = *state;
	struct personal p = { NULL, NULL, NULL };
	char number[DEMAND_NUMBER_BYTES];
	int shown = 0;

	dispatch_one(w);
	memcpy(number, w->made.number, sizeof(number));
	act_as(w, "wang", ROLE_DISPATCHER);
	while (shown < 100 && demand_reveal(&w->app, number, "to ring", &p,
	    &w->err) == ST_OK) {
		personal_release(&p);
		shown++;
	}
	assert_int_equal(shown, 30);
	assert_non_null(strstr(w->err.text, "within an hour"));
	w->app.clock.stopped_at += CLOCK_HOUR + 1;
	assert_int_equal(demand_reveal(&w->app, number, "to ring", &p,
	    &w->err), ST_OK);
	personal_release(&p);
}

static void
a_correction_says_what_stood_there(void **state)
{
	struct world *w = *state;
	struct personal p = { NULL, NULL, NULL };
	struct demand_view v;
	char number[DEMAND_NUMBER_BYTES];
	const char *data;

	dispatch_one(w);
	must(w, step(w, "chen", ROLE_OPERATOR, MOVE_CORRECT, PAIRS("reason",
	    "misheard", "title", "another title", "phone", "13900001111",
	    "place", "3号楼501")), DEMAND_DISPATCHED);
	memcpy(number, w->made.number, sizeof(number));
	open_view(w, &v);
	assert_string_equal(v.demand.title, "another title");
	assert_string_equal(v.demand.claimant_phone, "139****1111");
	data = v.events.event[v.events.count - 1].data;
	assert_non_null(strstr(data, "the employer pays nothing in"));
	assert_null(strstr(data, "13900001111"));
	assert_null(strstr(data, "501"));
	demand_view_release(&v);
	assert_int_equal(demand_reveal(&w->app, number, "to see", &p,
	    &w->err), ST_OK);
	assert_string_equal(p.claimant_name, "Zhang San");	/* kept */
	assert_string_equal(p.claimant_phone, "13900001111");
	assert_string_equal(p.place_detail, "3号楼501");
	personal_release(&p);
	must_be_whole(w);
}

/* A clock that was set back loses nothing and repeats no number. */
static void
a_clock_set_back_does_no_harm(void **state)
{
	struct world *w = *state;
	char first[DEMAND_NUMBER_BYTES];

	dispatch_one(w);
	memcpy(first, w->made.number, sizeof(first));
	w->app.clock.stopped_at -= 3 * CLOCK_HOUR;
	log_one(w);
	assert_true(strcmp(first, w->made.number) < 0);
	w->app.clock.stopped_at -= CLOCK_DAY;
	log_one(w);
	memcpy(w->made.number, first, sizeof(first));
	must(w, step(w, "li", ROLE_LIAISON, MOVE_SIGN, NO_PAIRS),
	    DEMAND_HANDLING);
	must_be_whole(w);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(every_row_of_the_table_is_taken),
		TEST(every_row_that_says_so_is_undone),
		TEST(every_other_pair_is_refused_and_changes_nothing),
		TEST(the_callback_falls_due_by_tick),
		TEST(old_claimants_are_forgotten_by_tick),
		TEST(nobody_copies_callers_by_the_hundred),
		TEST(a_correction_says_what_stood_there),
		TEST(a_clock_set_back_does_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
