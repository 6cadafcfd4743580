/*
 * report-world.c - make a ledger by chance: demands through the use cases of
 * the desk, with a stopped clock that goes on between the steps.
 *
 * A step is any row of the table of moves; what the guards refuse is let go.
 */
#include "report-world.h"

#include "app/batch.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CALLERS 12
#define NEW_ONES 40

static const char *const topics[] = { "fund.deposit", "social.pension",
	"social.card", "medical.reimburse", "hotline.other" };
static const char *const districts[] = { "110105", "110108", "110101" };
static const char *const units[] = { "U-GJJ", "U-RSJ", "110105" };
static const char *const channels[] = { "phone", "web" };
static const char *const queries[] = { "deposit", "old age", "nothing" };

int64_t
world_at(const char *text)
{
	int64_t ms = 0;

	assert_true(clock_parse_time(slice_of(text), &ms));
	return ms;
}

/* splitmix64, so that a seed gives the same ledger everywhere */
uint32_t
world_chance(struct world *w, uint32_t n)
{
	uint64_t z = w->seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return (uint32_t)((z ^ z >> 31) % n);
}

static const char *
pick(struct world *w, const char *const *list, size_t count)
{
	return list[world_chance(w, (uint32_t)count)];
}

#define PICK(w, list) pick((w), (list), COUNT(list))

static const char *
data_dir(void)
{
	static char path[4096];
	const char *source = getenv("srcdir");

	snprintf(path, sizeof(path), "%s/data", source ? source : ".");
	return path;
}

void
world_open(struct world *w, const char *start)
{

	memset(w, 0, sizeof(*w));
	folder_make(w->dir, "report");
	w->seed = 7;
	w->app = (struct app)APP_INIT;
	w->app.person = "sun";
	w->app.unit = "";
	w->app.role = ROLE_SUPERVISOR;
	w->app.data_dir = xstrdup(data_dir());
	w->app.clock.stopped_at = world_at(start);
	if (policy_open(&w->app.policy, data_dir(), &w->err) != ST_OK ||
	    directory_open(&w->app.directory, data_dir(), &w->err) != ST_OK ||
	    ledger_open(&w->app.ledger, w->dir, NULL, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
}

/* A file of the data beside the ledger, with @more behind it. */
static void
data_with(struct world *w, const char *name, const char *more)
{
	char *from = file_join(w->app.data_dir, name);
	char *to = file_join(w->dir, name);
	struct buf text = BUF_INIT;

	assert_int_equal(file_read(from, 1 << 20, &text, &w->err), ST_OK);
	buf_add_text(&text, more);
	assert_int_equal(file_write(to, buf_slice(&text), 0600, &w->err),
	    ST_OK);
	buf_release(&text);
	free(from);
	free(to);
}

struct policy *
world_policy(struct world *w, const char *more)
{
	struct policy *p;

	data_with(w, "limits.conf", more);
	data_with(w, "calendar.tsv", "");
	if (policy_open(&p, w->dir, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	return p;
}

static void
forget(struct world *w)
{
	for (size_t i = 0; i < w->count; i++) {
		struct seen *s = &w->seen[i];

		demand_release(&s->demand);
		events_release(&s->events);
		subs_release(&s->subs);
		contacts_release(&s->contacts);
		callbacks_release(&s->callbacks);
	}
	w->count = 0;
}

void
world_close(struct world *w)
{
	forget(w);
	free(w->seen);
	free(w->made);
	free(w->search);
	free(w->access);
	free(w->call);
	free(w->hour);
	ledger_close(w->app.ledger);
	directory_close(w->app.directory);
	policy_close(w->app.policy);
	free(w->app.data_dir);
	folder_remove(w->dir);
}

int
world_end(void **state)
{
	world_close(*state);
	return 0;
}

static void
act_as(struct world *w, enum role role, const struct demand *d)
{
	static const char *const people[ROLE_COUNT][2] = {
		[ROLE_OPERATOR] = { "chen", "zhao" },
		[ROLE_DISPATCHER] = { "wang", "qian" },
		[ROLE_REVIEWER] = { "feng", "lu" },
		[ROLE_LIAISON] = { "li", "zhou" },
		[ROLE_CALLBACK] = { "wu", "zheng" },
		[ROLE_OFFICER] = { "jiang", "shen" },
		[ROLE_SUPERVISOR] = { "sun", "han" },
	};
	const char *name = people[role][world_chance(w, 2)];

	w->app.role = role;
	w->app.person = name ? name : "sun";
	w->app.unit = role == ROLE_LIAISON && d ? d->lead_unit : "";
}

struct texts_of {
	char now[CLOCK_TEXT_BYTES], later[CLOCK_TEXT_BYTES];
	char master[DEMAND_NUMBER_BYTES];
};

static int64_t
id_by_chance(struct world *w)
{
	return w->made[world_chance(w, (uint32_t)w->mades)].id;
}

static void
demand_number(struct world *w, int64_t id, char *out)
{
	struct demand d;

	demand_init(&d);
	if (ledger_get(w->app.ledger, id, &d, &w->err) == ST_OK)
		memcpy(out, d.number, DEMAND_NUMBER_BYTES);
	demand_release(&d);
}

static const char *
value_of(struct world *w, enum move_field f, struct texts_of *t)
{
	int64_t now = w->app.clock.stopped_at;
	size_t n = 0;

	switch (field_kind(f)) {
	case FIELD_YES_NO:
		n = f == MOVE_FIELD_REACHED ? 3 : 1;
		return world_chance(w, 4) >= n ? "yes" : "no";
	case FIELD_CHOICE:
		while (field_choice(f, n))
			n++;
		return field_choice(f, world_chance(w, (uint32_t)n));
	case FIELD_TIME:
		clock_text(now, CLOCK_ISO, t->now);
		clock_text(now + 2 * CLOCK_DAY, CLOCK_ISO, t->later);
		return f == MOVE_FIELD_DUE || f == MOVE_FIELD_REVIEW_ON ?
		    t->later : t->now;
	case FIELD_UNIT:
		return PICK(w, units);
	case FIELD_UNITS:
		return "U-RSJ";
	case FIELD_DAYS:
		return "3";
	case FIELD_DEMAND:
		demand_number(w, id_by_chance(w), t->master);
		return t->master;
	default:
		return f == MOVE_FIELD_QUERY ? PICK(w, queries) : "words";
	}
}

/* What is needed, and now and then what may be said. Fields that others
 * forbid or that need a knowledge base are left out. */
static void
fields_by_chance(struct world *w, const struct move *m,
    struct move_fields *f, struct texts_of *t)
{
	memset(f, 0, sizeof(*f));
	for (int i = 0; i < MOVE_FIELD_COUNT; i++) {
		enum move_field field = (enum move_field)i;
		uint64_t bit = UINT64_C(1) << i;
		bool often = field == MOVE_FIELD_NONE_FOUND ||
		    field == MOVE_FIELD_REASON ||
		    field == MOVE_FIELD_HANDED_AT;

		if (field == MOVE_FIELD_ENTRIES || field == MOVE_FIELD_LAPSED)
			continue;
		if ((m->need & bit) || ((m->may & bit) &&
		    (often || world_chance(w, 3) == 0)))
			f->value[i] = value_of(w, field, t);
	}
}

#define WEIGHT_MAX 12

/* What leads on is likelier than what ends or only notes something. */
static uint32_t
weight_of(enum move_event event)
{
	switch (event) {
	case MOVE_SUBMIT:
	case MOVE_DISPATCH:
	case MOVE_SIGN:
	case MOVE_ACCEPT_REPORT:
	case MOVE_TRY_CALLBACK:
	case MOVE_UNREACHED:
		return WEIGHT_MAX;
	case MOVE_REPORT:
	case MOVE_CALLBACK_OVERDUE:
	case MOVE_ASK_EXTENSION:
	case MOVE_GRANT_EXTENSION:
	case MOVE_ASK_EXCLUSION:
	case MOVE_GRANT_EXCLUSION:
	case MOVE_REFUSE_EXCLUSION:
	case MOVE_REJECT_RETURN:
	case MOVE_UPHOLD_RETURN:
	case MOVE_REQUEST_RETURN:
		return 6;
	case MOVE_ANSWER:
	case MOVE_REFER:
	case MOVE_CONTACT:
	case MOVE_REJECT_REPORT:
	case MOVE_NOT_SOLVED:
	case MOVE_SUPERVISE:
	case MOVE_END_SUPERVISION:
		return 4;
	case MOVE_CLOSE:
		return 2;
	case MOVE_ERASE:		/* callers would not be known again */
		return 0;
	default:
		return 1;
	}
}

static const struct move *
move_by_chance(struct world *w, enum demand_state state)
{
	size_t count;
	const struct move *all = moves(&count);

	for (int i = 0; i < 1000; i++) {
		const struct move *m = &all[world_chance(w, (uint32_t)count)];

		if ((m->from & 1u << state) &&
		    world_chance(w, WEIGHT_MAX) < weight_of(m->event))
			return m;
	}
	return NULL;
}

static enum role
role_by_chance(struct world *w, const struct move *m)
{
	enum role role;

	do
		role = (enum role)world_chance(w, ROLE_COUNT);
	while (!(m->roles & 1u << role));
	return role;
}

#define TRIES 3			/* what is refused is tried again */

/* A step that is undone counts nowhere. */
static void
batch_by_chance(struct world *w, const char *number, enum move_event event,
    const struct move_fields *f)
{
	struct batch b = BATCH_INIT;
	struct batch_made made;
	size_t count = 0;

	batch_add(&b, number, 0);
	if (batch_take(&w->app, &b, event, f, &made, &w->err) == ST_OK) {
		if (batch_undo(&w->app, made.id, false, &count, &w->err) !=
		    ST_OK)
			fail_msg("%s", w->err.text);
		w->undone++;
	}
	batch_release(&b);
}

static void
step_by_chance(struct world *w, int64_t id)
{
	struct demand_made made = DEMAND_MADE_INIT;
	struct texts_of t;
	struct move_fields f;
	struct demand d;
	const struct move *m;

	demand_init(&d);
	assert_int_equal(ledger_get(w->app.ledger, id, &d, &w->err), ST_OK);
	for (int i = 0; i < TRIES; i++) {
		if (!demand_state_open(d.state) && world_chance(w, 4))
			break;
		m = move_by_chance(w, d.state);
		if (!m)
			break;
		fields_by_chance(w, m, &f, &t);
		act_as(w, role_by_chance(w, m), &d);
		if (m->how & MOVE_UNDOES && world_chance(w, 3) == 0)
			batch_by_chance(w, d.number, m->event, &f);
		if (demand_move(&w->app, d.number, 0, m->event, &f, &made,
		    &w->err) == ST_OK)
			break;
	}
	demand_made_release(&made);
	demand_release(&d);
}

static void
made_add(struct world *w, int64_t id, int phone)
{
	ARRAY_GROW(w->made, w->mades + 1, w->made_room);
	w->made[w->mades++] = (struct made){ id, phone };
}

static void
log_by_chance(struct world *w)
{
	static const char *const types[] = { "consultation", "consultation",
		"help_request", "complaint", "tipoff", "suggestion",
		"commendation" };
	static const char *const contents[] = { "short",
		"three months without a deposit, and nobody answers" };
	struct demand_made made = DEMAND_MADE_INIT;
	int caller = (int)world_chance(w, CALLERS);
	char phone[16], since[CLOCK_TEXT_BYTES];
	struct demand_input in = {
		.type = PICK(w, types), .topic = PICK(w, topics),
		.title = "a matter", .content = PICK(w, contents),
		.wish = "help", .district = PICK(w, districts),
		.channel = PICK(w, channels), .claimant_name = "Zhang San",
		.claimant_phone = phone, .intake_at = since,
	};

	snprintf(phone, sizeof(phone), "138%08d", 12345670 + caller);
	clock_text(w->app.clock.stopped_at - world_chance(w, 600) *
	    CLOCK_SECOND, CLOCK_ISO, since);
	if (caller < 2) {
		in.claimant_phone = "";
		in.anonymous = "yes";
		caller = -1;
	}
	if (strcmp(in.type, "consultation") == 0 && world_chance(w, 3) == 0)
		in.district = "";
	act_as(w, ROLE_OPERATOR, NULL);
	if (demand_new(&w->app, &in, &made, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	made_add(w, made.id, caller);
	demand_made_release(&made);
}

/* An answer from entries, as with a knowledge base open. */
static void
answer_with_entry(struct world *w)
{
	static const char *const lists[] = { "K1", "K2", "K1 K2" };
	int64_t now = w->app.clock.stopped_at;
	struct demand d;
	struct event e[2];
	struct change change = { .demand = &d, .events = e, .event_count = 2,
	    .personal = true };
	struct applied out;

	demand_init(&d);
	d.state = DEMAND_ANSWERED;
	d.type = DEMAND_CONSULTATION;
	d.intake_at = now - 2 * CLOCK_HOUR * world_chance(w, 2);
	d.registered_at = d.answered_at = d.closed_at = now;
	d.topic = "fund.deposit";
	d.title = "entry";
	d.channel = "phone";
	d.entry_ids = PICK(w, lists);
	d.query = "deposit";
	d.operator = "chen";
	for (size_t i = 0; i < 2; i++)
		e[i] = (struct event){ .at = now, .kind = i ? "answer" :
		    "register", .to = i ? DEMAND_ANSWERED : DEMAND_REGISTERED,
		    .actor = "chen", .role = "operator", .on_behalf_of = "",
		    .reason = "", .text = "", .data = "", .request_id = "" };
	if (world_chance(w, 2))
		e[1].data = "{\"lapsed-reason\":\"asked for\"}";
	if (ledger_apply(w->app.ledger, &change, &out, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	made_add(w, out.id, -1);
}

static void
search_by_chance(struct world *w)
{
	static const char *const people[] = { "chen", "zhao" };
	struct search_log s = {
		.at = w->app.clock.stopped_at,
		.hits = world_chance(w, 2) * 5,
		.operator = PICK(w, people), .query = PICK(w, queries),
		.opened = "", .used = "",
	};

	if (s.hits && world_chance(w, 2))
		s.opened = "K1";
	if (s.hits && *s.opened && world_chance(w, 2))
		s.used = "K1";
	assert_int_equal(ledger_log_search(w->app.ledger, &s, &w->err),
	    ST_OK);
	ARRAY_GROW(w->search, w->searches + 1, w->search_room);
	w->search[w->searches++] = s;
}

static void
access_by_chance(struct world *w)
{
	static const char *const whats[] = { "reveal", "export", "print" };
	static const char *const people[] = { "sun", "wu" };
	struct access a = {
		.at = w->app.clock.stopped_at,
		.demand = id_by_chance(w),
		.actor = PICK(w, people), .role = "supervisor",
		.what = PICK(w, whats), .reason = "asked for",
	};

	assert_int_equal(ledger_log_access(w->app.ledger, &a, &w->err),
	    ST_OK);
	ARRAY_GROW(w->access, w->accesses + 1, w->access_room);
	w->access[w->accesses++] = a;
}

/* Work is mostly on what is new. */
static int64_t
work_by_chance(struct world *w)
{
	uint32_t all = (uint32_t)w->mades;
	uint32_t new = all < NEW_ONES ? all : NEW_ONES;

	if (world_chance(w, 4) == 0)
		return id_by_chance(w);
	return w->made[all - 1 - world_chance(w, new)].id;
}

void
world_fill(struct world *w, size_t count, size_t steps, int days)
{
	size_t all = count * steps;
	int64_t tick = days * CLOCK_DAY / (int64_t)all;

	for (size_t i = 0; i < all; i++) {
		w->app.clock.stopped_at += tick / 2 +
		    world_chance(w, (uint32_t)tick);
		if (i % steps == 0)
			log_by_chance(w);
		if (i % (steps * 10) == 1)
			answer_with_entry(w);
		if (i % (steps * 2) == 2)
			search_by_chance(w);
		if (i % (steps * 8) == 3)
			access_by_chance(w);
		step_by_chance(w, work_by_chance(w));
	}
	w->app.person = "sun";
	w->app.role = ROLE_SUPERVISOR;
	w->app.unit = "";
}

/* Takes out what was undone, with what undid it: the reports are of what
 * holds. */
static void
drop_undone(struct seen *s)
{
	size_t events = 0, subs = 0;

	for (size_t i = 0; i < s->events.count; i++) {
		const struct event *e = &s->events.event[i];

		if (strcmp(e->kind, "undo") == 0)
			events--;
		else
			s->events.event[events++] = *e;
	}
	s->events.count = events;
	for (size_t i = 0; i < s->subs.count; i++) {
		if (strcmp(s->subs.sub[i].state, "undone") != 0)
			s->subs.sub[subs++] = s->subs.sub[i];
	}
	s->subs.count = subs;
}

void
world_read(struct world *w)
{
	forget(w);
	ARRAY_GROW(w->seen, w->mades, w->room);
	for (size_t i = 0; i < w->mades; i++) {
		struct seen *s = &w->seen[w->count++];
		int64_t id = w->made[i].id;
		struct ledger *l = w->app.ledger;

		*s = (struct seen){ .events = EVENTS_INIT,
			.subs = SUBS_INIT, .contacts = CONTACTS_INIT,
			.callbacks = CALLBACKS_INIT,
			.phone = w->made[i].phone };
		demand_init(&s->demand);
		if (ledger_get(l, id, &s->demand, &w->err) != ST_OK ||
		    ledger_events(l, id, &s->events, &w->err) != ST_OK ||
		    ledger_subs(l, id, &s->subs, &w->err) != ST_OK ||
		    ledger_contacts(l, id, &s->contacts, &w->err) != ST_OK ||
		    ledger_callbacks(l, id, &s->callbacks, &w->err) != ST_OK)
			fail_msg("%s", w->err.text);
		drop_undone(s);
	}
}

const struct seen *
world_seen(const struct world *w, int64_t id)
{
	for (size_t i = 0; i < w->count; i++) {
		if (w->seen[i].demand.id == id)
			return &w->seen[i];
	}
	fail_msg("no demand has the id");
	return NULL;
}
