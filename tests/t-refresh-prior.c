/*
 * t-refresh-prior.c - a base that learns from the ledger: what it takes, what
 * it leaves, and when it does.
 */
#include "refresh-home.h"

#include "app/flag.h"
#include "app/search.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/kb.h"
#include "store/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define START (NOON - 30 * CLOCK_DAY)

/* What callers call things is not what entries call them. */
static const char *const titles[] = { "住房公积金提取", "居民养老助餐补贴",
	"燃气报修电话", "积分落户申报指南", "社会保障卡补办", "冬季供暖办法" };

static void
write_feed(struct home *f, size_t changed, const char *title)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < COUNT(titles); i++)
		buf_addf(&text, "{\"external_id\":\"q%zu\",\"title\":\"%s\","
		    "\"answer_full\":\"带身份证到窗口。\",\"owner_unit\":"
		    "\"市医保局\",\"basis\":\"某办法\"}\n", i + 1,
		    i + 1 == changed ? title : titles[i]);
	home_write(f, f->feed, buf_text(&text));
	buf_release(&text);
}

static void
refresh(struct home *f)
{
	const char *file = f->feed;
	const struct refresh_options o = { .file = &file, .files = 1,
		.accept = true };

	OK(f, home_run(f, &o));
}

/* The first base, and a ledger that is as old. */
static void
begin(struct home *f)
{
	f->app.clock.stopped_at = START;
	f->app.ledger_dir = file_join(f->app.home, "ledger");
	write_feed(f, 0, "");
	refresh(f);
	assert_false(f->report.learned.on);
	assert_false(file_exists(f->app.ledger_dir));
	OK(f, ledger_open(&f->app.ledger, f->app.ledger_dir, NULL, &f->err));
	f->app.clock.stopped_at = NOON;
}

static void
answer(struct home *f, const char *question, const char *entry,
    const char *operator, int64_t at)
{
	struct event e = { .kind = "answer", .role = "operator", .at = at,
		.to = DEMAND_ANSWERED, .actor = operator };
	struct demand d;
	struct change c = { .demand = &d, .events = &e, .event_count = 1 };
	struct applied made;
	static int n;
	char request[32];

	snprintf(request, sizeof(request), "r%d", ++n);
	demand_init(&d);
	e.request_id = d.request_id = request;
	d.type = DEMAND_CONSULTATION;
	d.state = DEMAND_ANSWERED;
	d.intake_at = d.registered_at = d.answered_at = at;
	d.title = "某事";
	d.query = question;
	d.entry_ids = entry;
	d.operator = operator;
	d.anonymous = d.accepted = 1;
	OK(f, ledger_apply(f->app.ledger, &c, &made, &f->err));
}

/* Callers ask for lunch, and are told of the subsidy. */
static void
answer_often(struct home *f, size_t times, int64_t at)
{
	static const char *const operators[] = { "chen", "li", "wang" };

	for (size_t i = 0; i < times; i++)
		answer(f, "食堂优惠", "K2026-000002",
		    operators[i % COUNT(operators)], at - (int64_t)i *
		    CLOCK_HOUR);
}

static void
more_settings(struct home *f, const char *more)
{
	char *text = xasprintf("[feed]\nlearn_least = 5\n%s", more);

	home_configure(f, text);
	free(text);
}

/* The place of an entry among what is found, 1.., and why; 0 when it is not
 * found. */
static size_t
place(struct home *f, const char *query, const char *entry, struct buf *why)
{
	const struct search_options o = { .limit = 10, .explain = true,
		.day = clock_day(NOON) };
	struct hits hits;
	struct kb *kb;
	size_t at = 0;

	hits_init(&hits);
	OK(f, kb_open(&kb, f->app.kb_dir, &f->err));
	OK(f, search_run(kb, slice_of(query), &o, &hits, &f->err));
	for (size_t i = 0; i < hits.count && at == 0; i++)
		if (strcmp(hits.hit[i].entry_id, entry) == 0) {
			at = i + 1;
			if (why)
				buf_add_text(why, hits.hit[i].why);
		}
	kb_close(kb);
	hits_release(&hits);
	return at;
}

static void
what_answered_is_found(void **state)
{
	struct home *f = *state;
	struct buf why = BUF_INIT;

	begin(f);
	assert_int_equal(place(f, "食堂优惠", "K2026-000002", NULL), 0);
	more_settings(f, "");
	answer_often(f, 6, NOON);
	refresh(f);
	assert_true(f->report.published);
	assert_true(f->report.learned.on);
	assert_int_equal(f->report.learned.answers, 6);
	assert_int_equal(f->report.learned.taken.pairs, 3);
	assert_int_equal(f->report.learned.taken.entries, 1);
	assert_int_equal(place(f, "食堂优惠", "K2026-000002", &why), 1);
	assert_non_null(strstr(buf_text(&why), "answered before"));
	assert_non_null(strstr(buf_text(&why), "6 answers of 3 operators"));
	assert_int_equal(place(f, "食堂在哪里", "K2026-000002", NULL), 1);
	buf_release(&why);
}

/* The text outweighs a few answers, though not all there are. */
static void
few_answers_overturn_nothing(void **state)
{
	struct home *f = *state;

	begin(f);
	more_settings(f, "learn_claimants = 1\nlearn_operators = 1\n");
	for (int i = 0; i < 9; i++)
		answer(f, "燃气报修电话", "K2026-000002", "spam",
		    NOON - i * CLOCK_DAY);
	refresh(f);
	assert_true(f->report.learned.taken.pairs > 0);
	assert_int_equal(place(f, "燃气报修电话", "K2026-000003", NULL), 1);
	assert_int_equal(place(f, "燃气报修", "K2026-000003", NULL), 1);
	assert_int_equal(place(f, "燃气报修", "K2026-000002", NULL), 2);
}

static void
a_few_new_answers_make_no_new_base(void **state)
{
	struct home *f = *state;

	begin(f);
	more_settings(f, "learn_percent = 50\n");
	answer_often(f, 4, NOON);
	refresh(f);
	assert_false(f->report.published);	/* fewer than learn_least */
	answer_often(f, 8, NOON - CLOCK_DAY);
	refresh(f);
	assert_true(f->report.published);
	refresh(f);
	assert_false(f->report.published);
	f->app.clock.stopped_at += CLOCK_DAY;
	answer_often(f, 5, NOON + CLOCK_DAY);
	refresh(f);
	assert_false(f->report.published);	/* than half of those before */
	answer_often(f, 1, NOON + CLOCK_DAY);
	refresh(f);
	assert_true(f->report.published);
	assert_int_equal(f->report.learned.answers, 18);
}

static void
it_can_be_turned_off(void **state)
{
	struct home *f = *state;

	begin(f);
	more_settings(f, "");
	answer_often(f, 6, NOON);
	refresh(f);
	more_settings(f, "[desk]\nlearning = no\n");
	refresh(f);
	assert_true(f->report.published);
	assert_false(f->report.learned.on);
	assert_int_equal(place(f, "食堂优惠", "K2026-000002", NULL), 0);
	refresh(f);
	assert_false(f->report.published);
	more_settings(f, "");
	refresh(f);
	assert_true(f->report.published);
	assert_int_equal(place(f, "食堂优惠", "K2026-000002", NULL), 1);
}

/* An id that means another matter loses what was said of the one before. */
static void
another_title_begins_anew(void **state)
{
	struct home *f = *state;

	begin(f);
	more_settings(f, "");
	answer_often(f, 6, NOON);
	refresh(f);
	f->app.clock.stopped_at += CLOCK_DAY;
	write_feed(f, 2, "居民养老助餐补贴标准");
	refresh(f);
	assert_int_equal(f->report.learned.answers, 6);
	write_feed(f, 2, "犬只登记");
	refresh(f);
	assert_int_equal(f->report.learned.answers, 0);
	assert_int_equal(f->report.learned.renamed, 6);
	assert_int_equal(place(f, "食堂优惠", "K2026-000002", NULL), 0);
	f->app.clock.stopped_at += CLOCK_DAY;
	answer_often(f, 6, f->app.clock.stopped_at);
	refresh(f);
	assert_true(f->report.published);
	assert_int_equal(f->report.learned.answers, 6);
	assert_int_equal(f->report.learned.renamed, 6);
}

/* A base that is begun anew gives its ids anew. */
static void
other_ids_are_other_entries(void **state)
{
	struct home *f = *state;
	char *moved = file_join(f->app.home, "kb.old");

	begin(f);
	more_settings(f, "");
	answer_often(f, 6, NOON - CLOCK_DAY);
	assert_int_equal(rename(f->app.kb_dir, moved), 0);
	refresh(f);
	assert_true(f->report.published);
	assert_int_equal(f->report.learned.answers, 0);
	free(moved);
}

/* Without a ledger nobody looks what becomes of titles; so no answer from
 * before counts, should one be put back. */
static void
without_a_ledger_nothing_was_answered(void **state)
{
	struct home *f = *state;
	struct ledger *l;

	begin(f);
	more_settings(f, "");
	answer_often(f, 6, NOON);
	l = f->app.ledger;
	f->app.ledger = NULL;
	f->app.ledger_dir[strlen(f->app.ledger_dir) - 1] = 'x';
	f->app.clock.stopped_at += CLOCK_DAY;
	write_feed(f, 2, "犬只登记");
	refresh(f);
	assert_true(f->report.published);
	assert_false(f->report.learned.on);
	f->app.ledger = l;
	write_feed(f, 3, "燃气报修的电话");
	refresh(f);
	assert_true(f->report.learned.on);
	assert_int_equal(f->report.learned.answers, 0);
	assert_int_equal(f->report.learned.renamed, 0);
}

static void
an_unreadable_ledger_is_said(void **state)
{
	struct home *f = *state;
	char *path;

	begin(f);
	more_settings(f, "");
	answer_often(f, 6, NOON);
	refresh(f);
	ledger_close(f->app.ledger);
	f->app.ledger = NULL;
	path = file_join(f->app.ledger_dir, "ledger.db");
	home_write(f, path, "rubbish, which is no file of a database at all");
	refresh(f);
	assert_false(f->report.published);
	assert_non_null(f->report.learned.why);
	write_feed(f, 1, "公积金怎么提取");
	refresh(f);
	assert_true(f->report.published);
	assert_non_null(f->report.learned.why);
	assert_false(f->report.learned.on);
	assert_int_equal(home_entries(f), COUNT(titles));
	free(path);
}

/* All that was learned, as one text. */
static char *
dump(struct home *f)
{
	static const char sql[] = "SELECT group_concat(key || ' ' || "
	    "hex(shares)) || (SELECT group_concat(row || ' ' || answers || "
	    "' ' || operators) FROM prior_entry) FROM prior";
	char *path = file_join(f->app.kb_dir, "current"), *text;
	struct db *db;
	struct stmt *s;
	bool row;

	OK(f, db_open(&db, path, DB_IMMUTABLE, &f->err));
	s = db_stmt_once(db, "dump", sql);
	OK(f, db_step(s, &row, &f->err));
	text = xstrdup(db_text(s, 0));
	db_drop(s);
	db_close(db);
	free(path);
	return text;
}

static void
the_same_answers_make_the_same_base(void **state)
{
	struct home *f = *state;
	char *first, *second;

	begin(f);
	more_settings(f, "learn_percent = 0\n[feed]\nlearn_least = 0\n");
	answer_often(f, 6, NOON);
	answer(f, "食堂优惠 张三", "K2026-000001", "chen", NOON);
	refresh(f);
	first = dump(f);
	refresh(f);
	assert_true(f->report.published);
	second = dump(f);
	assert_true(strlen(first) > 0);
	assert_string_equal(first, second);
	free(first);
	free(second);
}

static void
flags_are_on_the_work_list(void **state)
{
	struct home *f = *state;
	struct flags flags = FLAGS_INIT;
	const struct refresh_source *s;

	begin(f);
	f->app.person = "chen";
	OK(f, kb_open(&f->app.kb, f->app.kb_dir, &f->err));
	OK(f, flag_new(&f->app, "K2026-000003", FLAG_OUTDATED,
	    "张三说电话不通", &flags, &f->err));
	OK(f, flag_new(&f->app, "K2026-000004", FLAG_WRONG, "不是这样",
	    &flags, &f->err));
	kb_close(f->app.kb);
	f->app.kb = NULL;
	f->app.clock.stopped_at += 30 * CLOCK_DAY;
	refresh(f);
	assert_false(f->report.published);
	assert_int_equal(f->report.flags.open, 2);
	assert_int_equal(f->report.flags.overdue, 2);
	s = home_source(f, "feed");
	assert_int_equal(s->notes, 2);
	assert_string_equal(s->note[0].rule, "flag");
	assert_null(strstr(s->note[0].reason, "张三"));
	flags_release(&flags);
}

static int
tear_down(void **state)
{
	struct home *f = *state;

	ledger_close(f->app.ledger);
	free(f->app.ledger_dir);
	return home_tear_down(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, home_set_up, tear_down)
		T(what_answered_is_found),
		T(few_answers_overturn_nothing),
		T(a_few_new_answers_make_no_new_base),
		T(it_can_be_turned_off),
		T(another_title_begins_anew),
		T(other_ids_are_other_entries),
		T(without_a_ledger_nothing_was_answered),
		T(an_unreadable_ledger_is_said),
		T(the_same_answers_make_the_same_base),
		T(flags_are_on_the_work_list),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
