/*
 * report.c - how long reports and the board take, in figures.
 *
 *	bench/ledger fill DIR DEMANDS
 *	bench/report grow DIR
 *	bench/report run DIR DATA FROM TO
 *
 * "grow" gives a filled ledger what reports count: types, orders with their
 * times, events, callbacks, extensions, exclusions, contacts, searches. "run"
 * prints the time of each report over [FROM, TO), the best of three, and its
 * processor time, which other work on the machine leaves alone.
 */
#include "app/app.h"
#include "app/board.h"
#include "app/directory.h"
#include "app/policy.h"
#include "app/report.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/ledger.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 3

static void
die(const struct err *err)
{
	fprintf(stderr, "bench: %s\n", err->text);
	exit(1);
}

/* Rows made by the database itself: for figures, not for proofs. */
static const char grow_sql[] =
    "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;"
    " PRAGMA cache_size = -400000; BEGIN; DROP TRIGGER event_follows;"
    " UPDATE demand SET type = CASE WHEN id / 4096 % 10 IN (1, 2, 3, 4, 5, 6)"
    " THEN 'consultation' WHEN id / 4096 % 10 = 7 THEN 'complaint'"
    " ELSE 'help_request' END, channel = 'phone', class = 'general',"
    " lead_unit = 'U-' || (id / 4096 % 300),"
    " content = 'a text of some length, as callers tell it to the desk';"
    " UPDATE demand SET state = 'answered', open = 0,"
    " answered_at = intake_at + 300000, closed_at = intake_at + 300000,"
    " entry_ids = 'K' || (id / 4096 % 5000)"
    " WHERE type = 'consultation';"
    " UPDATE demand SET dispatch_round = 1, handling_round = 1 +"
    " (id / 4096 % 17 = 0), dispatched_at = intake_at + 3600000,"
    " due_dispatch_at = intake_at + 86400000,"
    " due_sign_at = intake_at + 10800000,"
    " due_contact_at = intake_at + 90000000,"
    " due_report_at = intake_at + 608400000"
    " WHERE type <> 'consultation' AND state NOT IN ('registered',"
    " 'to_dispatch');"
    " UPDATE demand SET signed_at = dispatched_at + 3000000 +"
    " id / 4096 % 7000000, contacted_at = dispatched_at + 40000000,"
    " reported_at = dispatched_at + 500000000 + id / 4096 % 200000000,"
    " closed_at = dispatched_at + 800000000, open = 0, due_at = 0,"
    " callback_at = dispatched_at + 800000000, reached = 'yes'"
    " WHERE state = 'closed';"
    " INSERT INTO callback (demand, at, handling_round, agent, reached,"
    " contacted, solved, satisfied, text) SELECT id, callback_at,"
    " handling_round, 'wu', 'yes', 'yes',"
    " CASE id / 4096 % 4 WHEN 0 THEN 'no' WHEN 1 THEN 'partly' ELSE 'yes'"
    " END, CASE id / 4096 % 5 WHEN 0 THEN 'dissatisfied' ELSE 'satisfied'"
    " END, '' FROM demand WHERE state = 'closed';"
    " CREATE TEMP TABLE made AS SELECT d.id AS demand, k.n AS n,"
    " d.intake_at + k.n * 1000000 AS at, k.kind AS kind,"
    " d.lead_unit AS unit FROM demand d, (SELECT 1 AS n,"
    " 'submit' AS kind UNION ALL SELECT 2, 'dispatch' UNION ALL SELECT 3,"
    " 'sign' UNION ALL SELECT 4, 'contact' UNION ALL SELECT 5, 'report'"
    " UNION ALL SELECT 6, 'close') k WHERE d.dispatch_round > 0"
    " ORDER BY d.id, k.n;"
    " INSERT INTO event SELECT m.rowid + e.last, m.demand, m.n, m.at, 0,"
    " 'registered', 'dispatched', m.kind, 'a', 'operator', '', '', '',"
    " CASE m.kind WHEN 'dispatch' THEN '{\"lead\":\"' || m.unit || '\"}'"
    " ELSE '' END, NULL, zeroblob(32), zeroblob(32), zeroblob(32), 0"
    " FROM (SELECT max(id) AS last FROM event) e CROSS JOIN made m"
    " ORDER BY m.rowid;"
    " INSERT INTO sub (demand, kind, state, asked_at, decided_at, due_at,"
    " asked_by, decided_by, reason, text, data) SELECT id,"
    " CASE id / 4096 % 3 WHEN 0 THEN 'extension' WHEN 1 THEN 'exclusion'"
    " ELSE 'supervision' END, CASE id / 4096 % 3 WHEN 2 THEN 'open'"
    " ELSE 'granted' END, dispatched_at + 1000000, dispatched_at + 2000000,"
    " due_report_at, 'li', 'feng', 'force-majeure', '', '3' FROM demand"
    " WHERE dispatch_round > 0 AND id / 4096 % 29 = 0;"
    " INSERT INTO contact (demand, at, channel, operator, text, subject)"
    " SELECT id, intake_at + 7200000, 'phone', operator, 'urges', 0"
    " FROM demand WHERE id / 4096 % 23 = 0;"
    " INSERT INTO demand_entry SELECT entry_ids, id, answered_at, 'words'"
    " FROM demand WHERE entry_ids <> '';"
    " INSERT INTO search_log (at, kb_generation, hits, demand, operator,"
    " query, opened, used) SELECT intake_at, 1, id / 4096 % 9, 0, operator,"
    " 'words ' || (id / 4096 % 30000), CASE id / 4096 % 3 WHEN 0 THEN 'K1'"
    " ELSE '' END, '' FROM demand WHERE id / 4096 % 4 = 0;"
    " COMMIT; PRAGMA wal_checkpoint(TRUNCATE); ANALYZE;";

static void
grow(const char *dir)
{
	struct err err = ERR_INIT;
	char *path = file_join(dir, "ledger.db");
	int64_t start = clock_monotonic_us();
	struct db *db;

	if (db_open(&db, path, DB_WRITE, &err) != ST_OK ||
	    db_exec(db, "grow", grow_sql, &err) != ST_OK)
		die(&err);
	db_close(db);
	free(path);
	printf("grow in %.1f s\n",
	    (double)(clock_monotonic_us() - start) / 1e6);
}

static void
run_one(struct app *app, enum report_kind kind, int64_t from, int64_t to)
{
	struct err err = ERR_INIT;
	struct report r = REPORT_INIT;
	int64_t best = INT64_MAX, cpu = INT64_MAX;
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < ROUNDS; i++) {
		int64_t start = clock_monotonic_us(), us;
		int64_t begun = clock_cpu_us();

		st = report_run(app, kind, from, to, BY_COUNT, &r, &err);
		us = clock_monotonic_us() - start;
		best = us < best ? us : best;
		us = clock_cpu_us() - begun;
		cpu = us < cpu ? us : cpu;
	}
	if (st != ST_OK)
		printf("%-17s %s\n", report_code(kind), err.text);
	else
		printf("%-17s %9.1f ms %9.1f ms cpu %6zu rows\n",
		    report_code(kind), (double)best / 1000,
		    (double)cpu / 1000, r.count);
	report_release(&r);
}

static void
run_board(struct app *app)
{
	struct board b = BOARD_INIT;
	struct err err = ERR_INIT;
	int64_t best = INT64_MAX, rates;

	for (int i = 0; i < ROUNDS; i++) {
		int64_t start = clock_monotonic_us(), us;

		if (board_load(app, &b, &err) != ST_OK)
			die(&err);
		us = clock_monotonic_us() - start;
		best = us < best ? us : best;
	}
	rates = clock_monotonic_us();
	if (board_load_rates(app, &b, &err) != ST_OK)
		die(&err);
	rates = clock_monotonic_us() - rates;
	printf("board             %9.1f ms  and its rates %.1f ms\n",
	    (double)best / 1000, (double)rates / 1000);
	board_release(&b);
}

static void
run(const char *dir, const char *data, const char *from, const char *to)
{
	struct app app = APP_INIT;
	struct err err = ERR_INIT;
	int64_t first = 0, last = 0;

	app.person = "bench";
	app.role = ROLE_SUPERVISOR;
	app.data_dir = xstrdup(data);
	if (!clock_parse_date(slice_of(from), &first) ||
	    !clock_parse_date(slice_of(to), &last))
		fail(&err, ST_USAGE, "FROM and TO are dates");
	if (err.status || clock_init(&app.clock, &err) != ST_OK ||
	    policy_open(&app.policy, data, &err) != ST_OK ||
	    directory_open(&app.directory, data, &err) != ST_OK ||
	    ledger_open(&app.ledger, dir, NULL, &err) != ST_OK)
		die(&err);
	run_board(&app);
	for (int i = 0; i < REPORT_COUNT; i++)
		run_one(&app, (enum report_kind)i, clock_day_start(first),
		    clock_day_start(last));
	app_close(&app);
}

int
main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	if (argc > 2 && strcmp(what, "grow") == 0)
		grow(argv[2]);
	else if (argc > 5 && strcmp(what, "run") == 0)
		run(argv[2], argv[3], argv[4], argv[5]);
	else
		fprintf(stderr, "see the head of bench/report.c\n");
	return 0;
}
