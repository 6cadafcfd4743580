/*
 * t-ledger.c - the ledger: what is kept, what is refused, what is found.
 */
#include "base/mem.h"
#include "store/db.h"
#include "store/ledger.h"
#include "store/ledger_answer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define NOON INT64_C(1795492800000)	/* 2026-11-24 12:00 in Shanghai */

struct fixture {
	char dir[256];
	struct ledger *l;
	struct err err;
};

#define OK(f, call) do { \
	enum status status_ = (call); \
	if (status_ != ST_OK) \
		fail_msg("%s: %s", #call, (f)->err.text); \
} while (0)

static int
set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));
	const char *tmp = getenv("TMPDIR");

	snprintf(f->dir, sizeof(f->dir), "%s/t-ledger.XXXXXX",
	    tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(f->dir));
	OK(f, ledger_open(&f->l, f->dir, NULL, &f->err));
	*state = f;
	return 0;
}

static void
path_of(const struct fixture *f, const char *name, char out[512])
{
	snprintf(out, 512, "%s/%s", f->dir, name);
}

static int
tear_down(void **state)
{
	static const char *const names[] = { "ledger.db", "ledger.db-wal",
		"ledger.db-shm", "ledger.lock", "site.key",
		"ledger.head" };
	struct fixture *f = *state;
	char path[512];

	ledger_close(f->l);
	for (size_t i = 0; i < COUNT(names); i++) {
		path_of(f, names[i], path);
		unlink(path);
	}
	assert_int_equal(rmdir(f->dir), 0);
	free(f);
	return 0;
}

static void
sample(struct demand *d)
{
	demand_init(d);
	d->type = DEMAND_HELP_REQUEST;
	d->state = DEMAND_TO_DISPATCH;
	d->topic = "heating";
	d->title = "暖气不热";
	d->content = "家里暖气不热，打 13800138000 联系";
	d->wish = "尽快修好";
	d->district = "110105";
	d->operator = "chen";
	d->claimant_name = "张三丰";
	d->claimant_phone = "138 1234 5678";
	d->place_detail = "东大桥路8号院3号楼2单元501";
	d->intake_at = NOON;
	d->registered_at = NOON;
	d->due_at = NOON + 3600000;
}

/* One event that leads to the demand's state. */
static enum status
apply(struct fixture *f, const struct demand *d, const char *kind,
    const char *request, struct applied *out)
{
	struct event e = { .kind = kind, .actor = "chen", .role = "operator",
		.at = NOON, .to = d->state, .request_id = request };
	struct change c = { .demand = d, .events = &e, .event_count = 1 };

	return ledger_apply(f->l, &c, out, &f->err);
}

static int64_t
add(struct fixture *f, const struct demand *d)
{
	struct applied made;

	OK(f, apply(f, d, "register", NULL, &made));
	return made.id;
}

static void
a_demand_comes_back_masked(void **state)
{
	struct fixture *f = *state;
	struct demand d, got;
	struct applied made;

	sample(&d);
	demand_init(&got);
	OK(f, apply(f, &d, "register", "r1", &made));
	assert_string_equal(made.number, "20261124-000001");
	assert_int_equal(made.version, 1);
	assert_false(made.repeated);
	OK(f, ledger_find(f->l, made.number, &got, &f->err));
	assert_int_equal(got.id, made.id);
	assert_int_equal(got.state, DEMAND_TO_DISPATCH);
	assert_int_equal(got.type, DEMAND_HELP_REQUEST);
	assert_string_equal(got.title, "暖气不热");
	assert_string_equal(got.claimant_name, "张**");
	assert_string_equal(got.claimant_phone, "138****5678");
	assert_string_equal(got.place_detail, "东大桥路****");
	assert_int_equal(got.due_at, d.due_at);
	demand_release(&got);
	assert_int_equal(ledger_find(f->l, "20261124-000002", &got, &f->err),
	    ST_NOT_FOUND);
	assert_non_null(strstr(f->err.text, "20261124-000002"));
}

static void
the_file_has_no_personal_data(void **state)
{
	struct fixture *f = *state;
	static const char *const never[] = { "张三丰", "13812345678",
		"138 1234 5678", "2单元501", "draft words" };
	static char bytes[1 << 20];
	struct demand d;
	char path[512];
	struct draft draft = { "k", "chen", "draft words 1",
		{ "draft words 2", 13 }, NOON };

	sample(&d);
	add(f, &d);
	OK(f, ledger_draft_save(f->l, &draft, &f->err));
	for (int i = 0; i < 2; i++) {
		FILE *file;
		size_t n;

		path_of(f, i ? "ledger.db" : "ledger.db-wal", path);
		file = fopen(path, "rb");
		assert_non_null(file);
		n = fread(bytes, 1, sizeof(bytes), file);
		fclose(file);
		for (size_t k = 0; k < COUNT(never); k++)
			assert_null(memmem(bytes, n, never[k],
			    strlen(never[k])));
	}
}

static void
the_same_request_is_the_same_demand(void **state)
{
	struct fixture *f = *state;
	struct demand d;
	struct applied first, again;
	int64_t count;

	sample(&d);
	OK(f, apply(f, &d, "register", "r1", &first));
	d.title = "another";
	OK(f, apply(f, &d, "register", "r1", &again));
	assert_true(again.repeated);
	assert_int_equal(again.id, first.id);
	assert_string_equal(again.number, first.number);
	OK(f, ledger_count(f->l, &(struct demand_filter){ 0 }, &count,
	    &f->err));
	assert_int_equal(count, 1);
}

static void
the_second_of_two_is_told(void **state)
{
	struct fixture *f = *state;
	struct demand d, mine, theirs;
	struct applied made;

	sample(&d);
	demand_init(&mine);
	demand_init(&theirs);
	OK(f, ledger_get(f->l, add(f, &d), &mine, &f->err));
	OK(f, ledger_get(f->l, mine.id, &theirs, &f->err));
	theirs.state = DEMAND_DISPATCHED;
	theirs.lead_unit = "district-110105";
	OK(f, apply(f, &theirs, "dispatch", NULL, &made));
	assert_int_equal(made.version, 2);
	mine.title = "changed";
	assert_int_equal(apply(f, &mine, "send-back", NULL, &made),
	    ST_CONFLICT);
	assert_non_null(strstr(f->err.text, "dispatch by chen"));
	OK(f, ledger_get(f->l, mine.id, &theirs, &f->err));
	assert_string_equal(theirs.title, "暖气不热");
	assert_string_equal(theirs.claimant_phone, "138****5678");
	demand_release(&mine);
	demand_release(&theirs);
}

static void
events_tell_the_story(void **state)
{
	struct fixture *f = *state;
	struct event two[] = {
		{ .kind = "register", .actor = "chen", .at = NOON,
		    .to = DEMAND_REGISTERED, .request_id = "r" },
		{ .kind = "answer", .actor = "chen", .at = NOON + 5,
		    .to = DEMAND_ANSWERED, .text = "可以" },
	};
	struct change c = { .events = two, .event_count = 2 };
	struct events events = EVENTS_INIT;
	struct demand d;
	struct applied made;

	sample(&d);
	d.state = DEMAND_ANSWERED;
	d.entry_ids = "K2026-000001 K2026-000002";
	c.demand = &d;
	OK(f, ledger_apply(f->l, &c, &made, &f->err));
	assert_int_equal(made.event, 2);
	OK(f, ledger_events(f->l, made.id, &events, &f->err));
	assert_int_equal(events.count, 2);
	assert_int_equal(events.event[0].from, DEMAND_DRAFT);
	assert_int_equal(events.event[1].from, DEMAND_REGISTERED);
	assert_int_equal(events.event[1].to, DEMAND_ANSWERED);
	assert_string_equal(events.event[1].text, "可以");
	assert_memory_equal(events.event[1].before, events.event[0].hash,
	    LEDGER_HASH_BYTES);
	events_release(&events);
}

static void
whole_data_need_a_reason_and_leave_a_record(void **state)
{
	struct fixture *f = *state;
	struct access who = { .at = NOON, .actor = "li", .role = "unit",
		.what = "reveal", .reason = "" };
	struct accesses seen = ACCESSES_INIT;
	struct personal p;
	struct demand d;

	sample(&d);
	who.demand = add(f, &d);
	assert_int_equal(ledger_reveal(f->l, &who, &p, &f->err), ST_INVALID);
	assert_null(p.claimant_phone);
	who.reason = "上门前联系";
	OK(f, ledger_reveal(f->l, &who, &p, &f->err));
	assert_string_equal(p.claimant_phone, "138 1234 5678");
	assert_string_equal(p.claimant_name, "张三丰");
	assert_string_equal(p.place_detail, "东大桥路8号院3号楼2单元501");
	personal_release(&p);
	OK(f, ledger_accesses(f->l, who.demand, 10, &seen, &f->err));
	assert_int_equal(seen.count, 1);
	assert_string_equal(seen.access[0].reason, "上门前联系");
	accesses_release(&seen);
}

static void
personal_data_change_only_when_said(void **state)
{
	struct fixture *f = *state;
	struct access who = { .at = NOON, .actor = "li", .role = "unit",
		.what = "reveal", .reason = "r" };
	struct event e = { .kind = "correct", .actor = "chen", .at = NOON,
		.to = DEMAND_TO_DISPATCH };
	struct change c = { .events = &e, .event_count = 1,
		.personal = true };
	struct personal p;
	struct demand d, got;
	struct applied made;
	int64_t n;

	sample(&d);
	demand_init(&got);
	OK(f, ledger_get(f->l, add(f, &d), &got, &f->err));
	got.claimant_phone = "01087654321";
	c.demand = &got;
	OK(f, ledger_apply(f->l, &c, &made, &f->err));
	OK(f, ledger_count(f->l, &(struct demand_filter){
	    .phone = "010-87654321" }, &n, &f->err));
	assert_int_equal(n, 1);
	OK(f, ledger_count(f->l, &(struct demand_filter){
	    .phone = "13812345678" }, &n, &f->err));
	assert_int_equal(n, 0);
	who.demand = got.id;
	OK(f, ledger_reveal(f->l, &who, &p, &f->err));
	assert_string_equal(p.claimant_phone, "01087654321");
	personal_release(&p);
	demand_release(&got);
}

/* Six demands: states, units, times and texts differ. */
static void
fill(struct fixture *f)
{
	static const struct {
		enum demand_state state;
		const char *unit, *assist, *topic, *title, *phone;
		int64_t due;
	} rows[] = {
		{ DEMAND_TO_DISPATCH, "", "", "heating", "暖气不热",
		    "13812345678", NOON + 60 },
		{ DEMAND_DISPATCHED, "u1", "u2 u3", "heating", "暖气漏水",
		    "13812345678", NOON + 50 },
		{ DEMAND_HANDLING, "u1", "", "noise", "施工噪音 wifi",
		    "13912345678", NOON + 40 },
		{ DEMAND_CLOSED, "u2", "u1", "noise", "夜间施工",
		    "01087654321", 0 },
		{ DEMAND_ANSWERED, "", "", "fund", "公积金提取",
		    "13812345678", 0 },
		{ DEMAND_REGISTERED, "", "", "fund", "医保报销比例", "",
		    NOON + 10 },
	};
	struct demand d;

	for (size_t i = 0; i < COUNT(rows); i++) {
		sample(&d);
		d.state = rows[i].state;
		d.lead_unit = rows[i].unit;
		d.assist_units = rows[i].assist;
		d.topic = rows[i].topic;
		d.title = rows[i].title;
		d.claimant_phone = rows[i].phone;
		d.due_at = rows[i].due;
		d.content = i == 4 ? "K" : "";
		d.wish = "";
		d.entry_ids = i == 4 ? "K1 K2" : "";
		d.query = i == 4 ? "gjj" : "";
		d.intake_at = NOON + (int64_t)i * 3600000;
		add(f, &d);
	}
}

#define BIT(name) (UINT32_C(1) << DEMAND_##name)

static const struct {
	const char *name;
	struct demand_filter filter;
	const char *want;		/* sequence numbers in order */
} lists[] = {
	{ "all", { 0 }, "654321" },
	{ "one state", { .states = BIT(HANDLING) }, "3" },
	{ "open and closed", { .states = BIT(CLOSED) | BIT(HANDLING) },
	    "43" },
	{ "two open ones", { .states = BIT(DISPATCHED) | BIT(HANDLING) },
	    "32" },
	{ "due order", { .order = DEMANDS_DUE }, "6321" },
	{ "due order of a state", { .order = DEMANDS_DUE,
	    .states = BIT(DISPATCHED) }, "2" },
	{ "due order of a unit", { .order = DEMANDS_DUE, .unit = "u1" },
	    "32" },
	{ "due before", { .due_before = NOON + 45 }, "63" },
	{ "unit", { .unit = "u1" }, "32" },
	{ "assists", { .assist = "u1" }, "4" },
	{ "assists, of a list", { .assist = "u3" }, "2" },
	{ "topic", { .topic = "noise" }, "43" },
	{ "topic and unit", { .topic = "noise", .unit = "u1" }, "3" },
	{ "phone", { .phone = "+86 138-1234-5678" }, "521" },
	{ "phone and state", { .phone = "13812345678",
	    .states = BIT(DISPATCHED) }, "2" },
	{ "no phone at all", { .phone = "none" }, "" },
	{ "last four", { .last4 = "5678" }, "5321" },
	{ "a pair of characters", { .text = "暖气" }, "21" },
	{ "a sentence", { .text = "夜间施工" }, "4" },
	{ "one character", { .text = "水" }, "2" },
	{ "the start of a word", { .text = "WIF" }, "3" },
	{ "two words", { .text = "施工 wifi" }, "3" },
	{ "only marks", { .text = "、\" * (" }, "" },
	{ "text and unit", { .text = "施工", .unit = "u2" }, "4" },
	{ "text and assist", { .text = "暖气", .assist = "u2" }, "2" },
	{ "entry", { .entry_id = "K2" }, "5" },
	{ "intake", { .from = NOON + 3600000, .to = NOON + 3 * 3600000 },
	    "32" },
	{ "type", { .types = 1u << DEMAND_CONSULTATION }, "" },
	{ "page", { .limit = 2 }, "65" },
};

static void
listed(struct fixture *f, const struct demand_filter *filter, char *out)
{
	struct demands list = DEMANDS_INIT;

	OK(f, ledger_list(f->l, filter, &list, &f->err));
	for (size_t i = 0; i < list.count; i++) {
		const char *number = list.demand[i].number;

		*out++ = number[strlen(number) - 1];
	}
	*out = '\0';
	demands_release(&list);
}

static void
lists_find_what_is_asked(void **state)
{
	struct fixture *f = *state;
	char got[32];
	int64_t n;

	fill(f);
	for (size_t i = 0; i < COUNT(lists); i++) {
		listed(f, &lists[i].filter, got);
		if (strcmp(got, lists[i].want) != 0)
			fail_msg("%s: %s, not %s", lists[i].name, got,
			    lists[i].want);
		OK(f, ledger_count(f->l, &lists[i].filter, &n, &f->err));
		if (!lists[i].filter.limit)
			assert_int_equal(n, strlen(lists[i].want));
	}
}

static void
pages_go_on_where_the_last_ended(void **state)
{
	struct fixture *f = *state;
	struct demand_filter filter = { .limit = 2 };
	struct demands list = DEMANDS_INIT;

	fill(f);
	for (int order = 0; order < 2; order++) {
		size_t pages = 0;

		filter.order = order ? DEMANDS_DUE : DEMANDS_NEWEST;
		filter.after_id = filter.after_due = 0;
		do {
			OK(f, ledger_list(f->l, &filter, &list, &f->err));
			filter.after_id = list.demand[list.count - 1].id;
			filter.after_due =
			    list.demand[list.count - 1].due_at;
			pages++;
		} while (list.more);
		assert_int_equal(list.count, order ? 4 : 6);
		assert_int_equal(pages, order ? 2 : 3);
		demands_release(&list);
	}
}

static void
counts_and_callers(void **state)
{
	struct fixture *f = *state;
	int64_t open[DEMAND_STATE_COUNT];
	struct caller caller;
	struct tally tally = TALLY_INIT;

	fill(f);
	OK(f, ledger_count_open(f->l, NULL, open, &f->err));
	assert_int_equal(open[DEMAND_TO_DISPATCH], 1);
	assert_int_equal(open[DEMAND_HANDLING], 1);
	assert_int_equal(open[DEMAND_CLOSED], 0);
	OK(f, ledger_count_open(f->l, "u1", open, &f->err));
	assert_int_equal(open[DEMAND_TO_DISPATCH], 0);
	assert_int_equal(open[DEMAND_DISPATCHED], 1);
	OK(f, ledger_caller(f->l, "138 1234 5678", &caller, &f->err));
	assert_int_equal(caller.demands, 3);
	assert_int_equal(caller.open, 2);
	assert_int_equal(caller.last_at, NOON);
	OK(f, ledger_tally(f->l, &(struct demand_filter){ 0 }, TALLY_TOPIC,
	    &tally, &f->err));
	assert_int_equal(tally.count, 3);
	assert_string_equal(tally.row[0].key, "fund");
	assert_int_equal(tally.row[0].count, 2);
	tally_release(&tally);
	OK(f, ledger_tally(f->l, &(struct demand_filter){ 0 }, TALLY_DAY,
	    &tally, &f->err));
	assert_int_equal(tally.count, 1);
	assert_string_equal(tally.row[0].key, "2026-11-24");
	tally_release(&tally);
}

static void
a_number_starts_anew_each_day(void **state)
{
	struct fixture *f = *state;
	static const struct { int64_t at; const char *want; } cases[] = {
		{ NOON, "20261124-000001" },
		{ NOON + 43199999, "20261124-000002" },
		{ NOON + 43200000, "20261125-000001" },
		{ NOON, "20261124-000003" },	/* the clock went back */
	};
	struct event e = { .kind = "register", .actor = "chen" };
	struct change c = { .events = &e, .event_count = 1 };
	struct applied made, last = { 0 };
	struct demand d;

	sample(&d);
	e.to = d.state;
	c.demand = &d;
	for (size_t i = 0; i < COUNT(cases); i++) {
		e.at = cases[i].at;
		OK(f, ledger_apply(f->l, &c, &made, &f->err));
		assert_string_equal(made.number, cases[i].want);
		assert_true(made.id > last.id);
		assert_true(made.id < INT64_C(1) << 53);
		last = made;
	}
}

static void
drafts_are_kept_and_end_with_their_demand(void **state)
{
	struct fixture *f = *state;
	struct draft d = { "k1", "chen", "暖气", { "a\0b", 3 }, NOON };
	struct event e = { .kind = "register", .actor = "chen", .at = NOON,
		.to = DEMAND_TO_DISPATCH };
	struct change c = { .events = &e, .event_count = 1, .draft = "k1" };
	struct drafts drafts = DRAFTS_INIT;
	struct applied made;
	struct demand demand;

	OK(f, ledger_draft_save(f->l, &d, &f->err));
	d.title = "暖气不热";
	d.saved_at++;
	OK(f, ledger_draft_save(f->l, &d, &f->err));
	d.key = "k2";
	d.saved_at++;
	OK(f, ledger_draft_save(f->l, &d, &f->err));
	OK(f, ledger_drafts(f->l, "chen", &drafts, &f->err));
	assert_int_equal(drafts.count, 2);
	assert_string_equal(drafts.draft[0].key, "k2");
	assert_string_equal(drafts.draft[1].title, "暖气不热");
	assert_int_equal(drafts.draft[1].body.bytes, 3);
	assert_memory_equal(drafts.draft[1].body.text, "a\0b", 3);
	drafts_release(&drafts);
	assert_int_equal(ledger_draft_get(f->l, "li", "k1", &drafts,
	    &f->err), ST_NOT_FOUND);
	sample(&demand);
	c.demand = &demand;
	OK(f, ledger_apply(f->l, &c, &made, &f->err));
	assert_int_equal(ledger_draft_get(f->l, "chen", "k1", &drafts,
	    &f->err), ST_NOT_FOUND);
	OK(f, ledger_draft_remove(f->l, "chen", "k2", &f->err));
	OK(f, ledger_draft_remove(f->l, "chen", "k2", &f->err));
	OK(f, ledger_drafts(f->l, "chen", &drafts, &f->err));
	assert_int_equal(drafts.count, 0);
}

static void
what_belongs_to_a_demand(void **state)
{
	struct fixture *f = *state;
	struct sub sub = { .kind = "extension", .state = "asked",
		.asked_by = "li", .asked_at = NOON, .reason = "雨" };
	struct contact contact = { .at = NOON, .operator = "chen",
		.phone = "13912345678", .text = "再次来电" };
	struct callback callback = { .at = NOON, .agent = "wu",
		.solved = "yes", .handling_round = 1 };
	struct event e = { .kind = "x", .actor = "chen", .at = NOON,
		.to = DEMAND_TO_DISPATCH };
	struct change c = { .events = &e, .event_count = 1, .sub = &sub,
		.subs = 1, .contact = &contact, .callback = &callback };
	struct subs subs = SUBS_INIT;
	struct contacts contacts = CONTACTS_INIT;
	struct callbacks callbacks = CALLBACKS_INIT;
	struct applied made;
	struct demand d;
	int64_t n;

	sample(&d);
	c.demand = &d;
	OK(f, ledger_apply(f->l, &c, &made, &f->err));
	OK(f, ledger_subs(f->l, made.id, &subs, &f->err));
	assert_int_equal(subs.count, 1);
	sub.id = subs.sub[0].id;
	sub.state = "granted";
	d.id = made.id;
	d.version = made.version;
	c.contact = NULL;
	c.callback = NULL;
	OK(f, ledger_apply(f->l, &c, &made, &f->err));
	subs_release(&subs);
	OK(f, ledger_subs(f->l, made.id, &subs, &f->err));
	assert_int_equal(subs.count, 1);
	assert_string_equal(subs.sub[0].state, "granted");
	OK(f, ledger_contacts(f->l, made.id, &contacts, &f->err));
	assert_int_equal(contacts.count, 1);
	assert_string_equal(contacts.contact[0].phone, "139****5678");
	OK(f, ledger_callbacks(f->l, made.id, &callbacks, &f->err));
	assert_int_equal(callbacks.count, 1);
	assert_string_equal(callbacks.callback[0].solved, "yes");
	OK(f, ledger_count(f->l, &(struct demand_filter){
	    .sub_kind = "extension", .sub_state = "granted" }, &n, &f->err));
	assert_int_equal(n, 1);
	subs_release(&subs);
	contacts_release(&contacts);
	callbacks_release(&callbacks);
}

static void
a_change_is_whole_or_not_there(void **state)
{
	struct fixture *f = *state;
	struct sub sub = { .id = 99, .kind = "extension", .state = "x" };
	struct draft draft = { "k1", "chen", "t", { "b", 1 }, NOON };
	struct event e = { .kind = "x", .actor = "chen", .at = NOON,
		.to = DEMAND_TO_DISPATCH };
	struct change c = { .events = &e, .event_count = 1, .sub = &sub,
		.subs = 1, .draft = "k1" };
	struct drafts drafts = DRAFTS_INIT;
	struct ledger_proof proof;
	struct applied made;
	struct demand d;

	OK(f, ledger_draft_save(f->l, &draft, &f->err));
	sample(&d);
	c.demand = &d;
	assert_int_equal(ledger_apply(f->l, &c, &made, &f->err),
	    ST_NOT_FOUND);
	OK(f, ledger_draft_get(f->l, "chen", "k1", &drafts, &f->err));
	OK(f, ledger_check(f->l, &proof, &f->err));
	assert_int_equal(proof.demands, 0);
	assert_int_equal(proof.events, 0);
	d.title = "\xff";
	c.subs = 0;
	assert_int_equal(ledger_apply(f->l, &c, &made, &f->err), ST_INVALID);
	drafts_release(&drafts);
}

static void
searches_feed_gaps(void **state)
{
	struct fixture *f = *state;
	struct search_log logs[] = {
		{ .at = NOON, .operator = "a", .query = "充电桩 13812345678" },
		{ .at = NOON, .operator = "b", .query = "充电桩 13912345678" },
		{ .at = NOON, .operator = "a", .query = "社保", .hits = 9 },
		{ .at = NOON, .operator = "a", .query = "医保", .hits = 9,
		    .used = "K1" },
		{ .at = NOON + 100, .operator = "a", .query = "later" },
	};
	struct gaps gaps = GAPS_INIT;

	for (size_t i = 0; i < COUNT(logs); i++)
		OK(f, ledger_log_search(f->l, &logs[i], &f->err));
	OK(f, ledger_gaps(f->l, NOON, NOON + 100, 10, &gaps, &f->err));
	assert_int_equal(gaps.count, 2);
	assert_string_equal(gaps.gap[0].query, "充电桩 ****");
	assert_int_equal(gaps.gap[0].operators, 2);
	assert_string_equal(gaps.gap[1].query, "社保");
	gaps_release(&gaps);
}

struct told {
	size_t count;
	int64_t claimant;		/* of the one before */
};

/* Newest first, of one moment by entry: K1 of both, then K2. */
static enum status
take_answer(void *arg, const struct answer *a, struct err *err)
{
	static const char *const entry[] = { "K1", "K1", "K2" };
	struct told *told = arg;
	size_t at = told->count++ % COUNT(entry);

	(void)err;
	assert_string_equal(a->entry_id, entry[at]);
	assert_string_equal(a->operator, "chen");
	assert_string_equal(a->question, at == 1 ? "暖气不热" :
	    "怎么提取 ****");
	if (at == 1)
		assert_int_not_equal(a->claimant, told->claimant);
	told->claimant = a->claimant;
	return ST_OK;
}

static void
answers_say_who_asked_what(void **state)
{
	struct fixture *f = *state;
	struct told told = { 0, 0 };
	int64_t count;
	struct demand d;

	fill(f);
	OK(f, ledger_answers(f->l, 0, NOON + 1, 9, take_answer, &told,
	    &f->err));
	assert_int_equal(told.count, 0);	/* the caller did not take it */
	sample(&d);
	d.state = DEMAND_ANSWERED;
	d.accepted = 1;
	d.entry_ids = "K1 K2";
	d.query = "怎么提取 13812345678";
	add(f, &d);
	d.claimant_phone = "";
	d.claimant_name = d.place_detail = "";
	d.entry_ids = "K1";
	d.query = "";
	add(f, &d);
	OK(f, ledger_answers(f->l, 0, NOON + 1, 9, take_answer, &told,
	    &f->err));
	assert_int_equal(told.count, 3);
	OK(f, ledger_answers(f->l, 0, NOON + 1, 1, take_answer, &told,
	    &f->err));
	assert_int_equal(told.count, 4);
	OK(f, ledger_answers(f->l, NOON + 1, NOON + 9, 9, take_answer, &told,
	    &f->err));
	assert_int_equal(told.count, 4);
	OK(f, ledger_count_answers(f->l, 0, NOON + 1, &count, &f->err));
	assert_int_equal(count, 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(a_demand_comes_back_masked),
		T(the_file_has_no_personal_data),
		T(the_same_request_is_the_same_demand),
		T(the_second_of_two_is_told),
		T(events_tell_the_story),
		T(whole_data_need_a_reason_and_leave_a_record),
		T(personal_data_change_only_when_said),
		T(lists_find_what_is_asked),
		T(pages_go_on_where_the_last_ended),
		T(counts_and_callers),
		T(a_number_starts_anew_each_day),
		T(drafts_are_kept_and_end_with_their_demand),
		T(what_belongs_to_a_demand),
		T(a_change_is_whole_or_not_there),
		T(searches_feed_gaps),
		T(answers_say_who_asked_what),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
