/*
 * t-ledger-plans.c - every statement of the ledger goes by an index.
 *
 * The lists are put together of parts, so all pairs of parts are looked at,
 * in both orders, as rows and as counts.
 */
#include "base/file.h"
#include "base/mem.h"
#include "store/ledger_part.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define BIT(name) (UINT32_C(1) << DEMAND_##name)

static const struct demand_filter parts[] = {
	{ .states = BIT(HANDLING) },
	{ .states = BIT(CLOSED) },
	{ .states = BIT(HANDLING) | BIT(REPORTED) },
	{ .states = BIT(CLOSED) | BIT(REPORTED) },
	{ .types = 2 },
	{ .types = 6 },
	{ .unit = "u" },
	{ .assist = "u" },
	{ .topic = "t" },
	{ .district = "d" },
	{ .operator = "o" },
	{ .phone = "13812345678" },
	{ .last4 = "5678" },
	{ .text = "暖气" },
	{ .entry_id = "K1" },
	{ .master = 1 },
	{ .merged_tries = 3 },
	{ .due_before = 9 },
	{ .report_due_before = 9 },
	{ .report_due_before = 9, .uncalled = true },
	{ .sub_kind = "extension", .sub_state = "asked" },
	{ .from = 1 },
	{ .to = 9 },
	{ .from = 1, .to = 9 },
	{ .limit = 7 },
};

static struct demand_filter
both(const struct demand_filter *a, const struct demand_filter *b)
{
	struct demand_filter f = *a;

	f.states |= b->states;
	f.types |= b->types;
	f.unit = f.unit ? f.unit : b->unit;
	f.assist = f.assist ? f.assist : b->assist;
	f.topic = f.topic ? f.topic : b->topic;
	f.district = f.district ? f.district : b->district;
	f.operator = f.operator ? f.operator : b->operator;
	f.phone = f.phone ? f.phone : b->phone;
	f.last4 = f.last4 ? f.last4 : b->last4;
	f.text = f.text ? f.text : b->text;
	f.entry_id = f.entry_id ? f.entry_id : b->entry_id;
	f.sub_kind = f.sub_kind ? f.sub_kind : b->sub_kind;
	f.sub_state = f.sub_state ? f.sub_state : b->sub_state;
	f.master |= b->master;
	f.merged_tries |= b->merged_tries;
	f.due_before |= b->due_before;
	f.report_due_before |= b->report_due_before;
	f.uncalled |= b->uncalled;
	f.from |= b->from;
	f.to |= b->to;
	return f;
}

static int
set_up(void **state)
{
	char dir[256];
	const char *tmp = getenv("TMPDIR");
	struct ledger *l;
	struct err err = ERR_INIT;

	snprintf(dir, sizeof(dir), "%s/t-plans.XXXXXX", tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(dir));
	assert_int_equal(ledger_open(&l, dir, NULL, &err), ST_OK);
	*state = l;
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const names[] = { "ledger.db", "ledger.db-wal",
		"ledger.db-shm", "ledger.lock", "site.key",
		"ledger.head" };
	struct ledger *l = *state;
	char *dir = file_dir(db_path(l->db));

	ledger_close(l);
	for (size_t i = 0; i < COUNT(names); i++) {
		char *path = file_join(dir, names[i]);

		unlink(path);
		free(path);
	}
	assert_int_equal(rmdir(dir), 0);
	free(dir);
	return 0;
}

/* A table or an index gone through from end to end. The full-text index and
 * constant rows are not tables; demand_queue holds the open ones alone. */
static bool
is_scan(const char *line)
{
	return strncmp(line, "SCAN ", 5) == 0 &&
	    !strstr(line, "VIRTUAL TABLE") &&
	    !strstr(line, "CONSTANT ROW") &&
	    !strstr(line, "COVERING INDEX demand_queue");
}

static void
look_at(struct ledger *l, const char *text, bool may_sort)
{
	struct buf explain = BUF_INIT;
	struct err err = ERR_INIT;
	struct stmt *s;
	bool row;

	buf_addf(&explain, "EXPLAIN QUERY PLAN %s", text);
	s = db_stmt_once(l->db, "plan", buf_text(&explain));
	for (;;) {
		if (db_step(s, &row, &err) != ST_OK)
			fail_msg("%s", err.text);
		if (!row)
			break;
		if (is_scan(db_text(s, 3)))
			fail_msg("%s: %s", db_text(s, 3), text);
		if (!may_sort && strstr(db_text(s, 3), "ORDER BY"))
			fail_msg("%s: %s", db_text(s, 3), text);
	}
	db_drop(s);
	buf_release(&explain);
}

static void
look_at_list(struct ledger *l, const struct demand_filter *f,
    enum list_kind kind, enum tally_by by, bool may_sort)
{
	struct buf text = BUF_INIT;

	list_compose(&text, f, kind, by);
	look_at(l, buf_text(&text), may_sort);
	buf_release(&text);
}

static void
lists_go_by_an_index(void **state)
{
	for (size_t i = 0; i < COUNT(parts); i++) {
		for (size_t k = i; k < COUNT(parts); k++) {
			struct demand_filter f = both(&parts[i], &parts[k]);

			look_at_list(*state, &f, LIST_ROWS, 0, true);
			look_at_list(*state, &f, LIST_COUNT, 0, true);
			look_at_list(*state, &f, LIST_TALLY, TALLY_TOPIC,
			    true);
			f.order = DEMANDS_DUE;
			look_at_list(*state, &f, LIST_ROWS, 0, true);
			look_at_list(*state, &f, LIST_COUNT, 0, true);
			f.order = DEMANDS_ASKED;
			look_at_list(*state, &f, LIST_ROWS, 0, true);
		}
	}
}

/* The first page of a long queue costs a page, not the queue. */
static void
queues_are_not_sorted(void **state)
{
	static const struct demand_filter queues[] = {
		{ .limit = 7 },
		{ .states = BIT(CLOSED) },
		{ .states = BIT(HANDLING) },
		{ .operator = "o" },
		{ .operator = "o", .states = BIT(HANDLING) },
		{ .unit = "u" },
		{ .topic = "t" },
		{ .district = "d" },
		{ .text = "暖气" },
		{ .phone = "13812345678" },
		{ .merged_tries = 3 },
		{ .order = DEMANDS_ASKED, .sub_kind = "extension",
		    .sub_state = "asked" },
		{ .order = DEMANDS_ASKED, .sub_kind = "extension",
		    .sub_state = "asked", .unit = "u" },
		{ .order = DEMANDS_DUE },
		{ .order = DEMANDS_DUE, .states = BIT(HANDLING) },
		{ .order = DEMANDS_DUE, .due_before = 9 },
		{ .order = DEMANDS_DUE, .unit = "u" },
		{ .order = DEMANDS_DUE, .unit = "u",
		    .states = BIT(HANDLING) },
		{ .order = DEMANDS_DUE,
		    .states = BIT(HANDLING) | BIT(DISPATCHED) },
	};

	for (size_t i = 0; i < COUNT(queues); i++)
		look_at_list(*state, &queues[i], LIST_ROWS, 0, false);
}

static void
other_statements_go_by_an_index(void **state)
{
	const struct db_sql *(*const tables[])(size_t *) = {
		ledger_read_sql, ledger_apply_sql, ledger_batch_sql,
		ledger_belongs_sql,
		ledger_draft_sql, ledger_log_sql, ledger_chain_sql,
		ledger_head_sql, ledger_subject_sql, ledger_erase_sql,
		ledger_person_sql, ledger_phone_sql, ledger_answer_sql,
		ledger_handover_sql,
	};
	size_t count;

	for (size_t i = 0; i < COUNT(tables); i++) {
		const struct db_sql *sql = tables[i](&count);

		for (size_t k = 0; k < count; k++)
			look_at(*state, sql[k].text, true);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_go_by_an_index),
		cmocka_unit_test(queues_are_not_sorted),
		cmocka_unit_test(other_statements_go_by_an_index),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
