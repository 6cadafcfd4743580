/*
 * t-ledger-check.c - whoever edits the file is found, and the row is named.
 */
#include "base/file.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/ledger.h"

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
#define WRITE_BACK "PRAGMA wal_checkpoint(TRUNCATE)"
#define OFF(trigger) "DROP TRIGGER " #trigger ";"

struct fixture {
	char dir[256], path[300], key[300];
	struct ledger *l;
	struct err err;
};

static void
fill(struct fixture *f)
{
	struct event e = { .kind = "register", .actor = "chen", .at = NOON,
		.to = DEMAND_REGISTERED };
	struct sub sub = { .kind = "urge", .state = "open" };
	struct contact contact = { .at = NOON, .phone = "13812345678",
		.text = "again" };
	struct callback callback = { .at = NOON, .satisfied = "satisfied" };
	struct change c = { .events = &e, .event_count = 1 };
	struct access who = { .at = NOON, .actor = "li", .role = "auditor",
		.what = "export", .reason = "quarterly" };
	struct applied made = { 0 };
	struct demand d;

	demand_init(&d);
	d.state = DEMAND_REGISTERED;
	d.claimant_phone = "13812345678";
	d.title = "暖气不热";
	d.assist_units = "U-1 U-2";
	d.copy_unit = "U-1";
	d.entry_ids = "K1";
	c.demand = &d;
	for (int i = 0; i < 3; i++)
		assert_int_equal(ledger_apply(f->l, &c, &made, &f->err),
		    ST_OK);
	d.id = made.id;
	d.version = 1;
	d.state = e.to = DEMAND_TO_DISPATCH;
	e.kind = "submit";
	c.sub = &sub;
	c.subs = 1;
	c.contact = &contact;
	c.callback = &callback;
	assert_int_equal(ledger_apply(f->l, &c, &made, &f->err), ST_OK);
	for (int i = 0; i < 2; i++)
		assert_int_equal(ledger_log_access(f->l, &who, &f->err),
		    ST_OK);
}

static int
set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));
	const char *tmp = getenv("TMPDIR");

	snprintf(f->dir, sizeof(f->dir), "%s/t-check.XXXXXX",
	    tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->path, sizeof(f->path), "%s/ledger.db", f->dir);
	snprintf(f->key, sizeof(f->key), "%s/site.key", f->dir);
	umask(0);
	assert_int_equal(ledger_open(&f->l, f->dir, NULL, &f->err), ST_OK);
	fill(f);
	*state = f;
	return 0;
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
		snprintf(path, sizeof(path), "%s/%s", f->dir, names[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(f->dir), 0);
	free(f);
	return 0;
}

static enum status
edit_at(struct fixture *f, const char *path, const char *text)
{
	struct db *db;
	enum status st = db_open(&db, path, DB_WRITE, &f->err);

	assert_int_equal(st, ST_OK);
	st = db_exec(db, "edit", text, &f->err);
	db_close(db);
	return st;
}

static enum status
edit(struct fixture *f, const char *text)
{
	return edit_at(f, f->path, text);
}

static void
an_honest_ledger_is_proved(void **state)
{
	struct fixture *f = *state;
	struct ledger_proof proof;

	assert_int_equal(ledger_check(f->l, &proof, &f->err), ST_OK);
	assert_int_equal(proof.demands, 3);
	assert_int_equal(proof.events, 4);
	assert_int_equal(proof.accesses, 2);
}

static void
the_file_itself_refuses(void **state)
{
	struct fixture *f = *state;
	static const char *const edits[] = {
		"UPDATE event SET actor = 'x' WHERE id = 2",
		"DELETE FROM event WHERE id = 4",
		"INSERT OR REPLACE INTO event SELECT * FROM event WHERE"
		    " id = 2",
		"UPDATE access SET reason = 'x'",
		"DELETE FROM access",
		"DELETE FROM demand",
	};

	for (size_t i = 0; i < COUNT(edits); i++)
		assert_int_equal(edit(f, edits[i]), ST_DENIED);
	an_honest_ledger_is_proved(state);
}

static const struct { const char *edit, *said; } edits[] = {
	{ OFF(event_is_final) "UPDATE event SET actor = 'x' WHERE id = 2",
	    "event 2 was changed" },
	{ OFF(event_is_final) "UPDATE event SET at = at + 1 WHERE id = 3",
	    "event 3 was changed" },
	{ OFF(event_is_final) "UPDATE event SET reason = actor, actor = ''"
	    " WHERE id = 2", "event 2 was changed" },
	{ OFF(event_stays) "DELETE FROM event WHERE id = 2",
	    "event 2 is missing" },
	{ OFF(event_stays) "DELETE FROM event WHERE id = 4", "demand" },
	{ OFF(event_is_final) "UPDATE event SET id = 9 WHERE id = 2;"
	    " UPDATE event SET id = 2 WHERE id = 3;"
	    " UPDATE event SET id = 3 WHERE id = 9",
	    "event 2 does not follow" },
	{ OFF(event_is_final) "UPDATE event SET before = zeroblob(32)"
	    " WHERE id = 2", "event 2 does not follow" },
	{ OFF(event_is_final) "UPDATE event SET row_hash = zeroblob(32)"
	    " WHERE id = 2", "event 2 was changed" },
	{ "UPDATE demand SET title = 'x' WHERE number = '20261124-000002'",
	    "20261124-000002 was changed without" },
	{ "UPDATE demand SET claimant_phone = NULL", "was changed without" },
	{ "UPDATE demand SET state = 'closed' WHERE version = 2",
	    "20261124-000003 is not in the state" },
	{ "UPDATE demand SET version = 7 WHERE number = '20261124-000001'",
	    "20261124-000001 has not the version" },
	{ "UPDATE contact SET text = 'x'", "was changed without" },
	{ "UPDATE sub SET state = 'granted'", "was changed without" },
	{ "DELETE FROM sub", "was changed without" },
	{ "UPDATE callback SET satisfied = 'very-satisfied'",
	    "was changed without" },
	{ "INSERT INTO callback SELECT 9, demand, at, handling_round, agent,"
	    " reached, contacted, solved, satisfied, text FROM callback",
	    "was changed without" },
	{ "UPDATE demand_words SET words = 'x'", "other words" },
	{ "INSERT INTO demand_unit SELECT 'u', id FROM demand",
	    "other units" },
	{ "DELETE FROM demand_unit", "other units" },
	{ "UPDATE demand_entry SET entry_id = 'K2'", "other entries" },
	{ OFF(access_stays) "DELETE FROM access WHERE id = 1",
	    "access 1 is missing" },
	{ OFF(access_is_final) "UPDATE access SET reason = 'x' WHERE id = 2",
	    "access 2 was changed" },
	{ "UPDATE subject SET key = zeroblob(length(key))",
	    "the key of claimant 1 was changed" },
	{ "UPDATE subject SET key = NULL", "the key of claimant 1" },
	{ "UPDATE subject SET erased_at = 1", "the key of claimant 1" },
	{ "UPDATE subject SET phone_hash = zeroblob(32)",
	    "claimant 1 has not the phone of demand 20261124-000001" },
	{ "PRAGMA foreign_keys = OFF;"
	    " INSERT INTO demand_unit VALUES ('u', 77)", "demand_unit" },
	{ "INSERT INTO demand SELECT 5, 'n', 'r', version, changed_at, state,"
	    " type, open, confidential, anonymous, accepted, final, shelved,"
	    " master, dispatch_round, handling_round, kb_generation,"
	    " intake_at, registered_at, answered_at, dispatched_at,"
	    " signed_at, contacted_at, reported_at, callback_at, closed_at,"
	    " due_at, due_dispatch_at, due_sign_at, due_contact_at,"
	    " due_report_at, due_callback_at, topic, title, content, wish,"
	    " district, street, event_time, channel, class, proposed_unit,"
	    " complained_unit, lead_unit, assist_units, copy_unit,"
	    " catalogue_row, catalogue_version, policy, clocks, route, query,"
	    " answer, entry_ids, none_reason, result, report, reached,"
	    " contacted, solved, satisfied, operator, dispatcher,"
	    " 0, 0, NULL, NULL, NULL, NULL, NULL FROM demand"
	    " WHERE version = 2",
	    "demand n has no event" },
};

static void
an_edit_is_found(void **state)
{
	for (size_t i = 0; i < COUNT(edits); i++) {
		struct ledger_proof proof;
		struct fixture *f;

		set_up(state);
		f = *state;
		if (edit(f, edits[i].edit) != ST_OK)
			fail_msg("%s: %s", edits[i].edit, f->err.text);
		if (ledger_check(f->l, &proof, &f->err) != ST_CORRUPT ||
		    !strstr(f->err.text, edits[i].said))
			fail_msg("%s: %s", edits[i].edit, f->err.text);
		tear_down(state);
	}
}

/* Copies the file that is there under another name, or back. */
static void
copy(const char *from, const char *to)
{
	struct buf bytes = BUF_INIT;
	struct err err = ERR_INIT;

	assert_int_equal(file_read(from, 1 << 26, &bytes, &err), ST_OK);
	assert_int_equal(file_write(to, buf_slice(&bytes), 0600, &err),
	    ST_OK);
	buf_release(&bytes);
}

static void
close_ledger(struct fixture *f)
{
	ledger_close(f->l);
	f->l = NULL;
}

/* Removes the log and its index. */
static void
drop_log(const char *path)
{
	static const char *const ends[] = { "-wal", "-shm" };

	for (size_t i = 0; i < COUNT(ends); i++) {
		char *name = xasprintf("%s%s", path, ends[i]);

		unlink(name);
		free(name);
	}
}

static void
must_not_open(struct fixture *f, const char *said)
{
	assert_int_equal(ledger_open(&f->l, f->dir, NULL, &f->err),
	    ST_CORRUPT);
	if (!strstr(f->err.text, said))
		fail_msg("%s", f->err.text);
}

static void
an_older_copy_in_its_place_is_noticed(void **state)
{
	struct fixture *f = *state;
	char away[320];

	snprintf(away, sizeof(away), "%s.away", f->path);
	close_ledger(f);
	assert_int_equal(edit(f, WRITE_BACK), ST_OK);
	copy(f->path, away);
	assert_int_equal(ledger_open(&f->l, f->dir, NULL, &f->err), ST_OK);
	fill(f);
	close_ledger(f);
	copy(away, f->path);
	drop_log(f->path);
	unlink(away);
	must_not_open(f, "has lost events");
}

static void
a_ledger_without_its_log_is_noticed(void **state)
{
	struct fixture *f = *state;

	/* as after a kill: nobody has written the log back */
	close_ledger(f);
	drop_log(f->path);
	must_not_open(f, "has lost events");
}

/* SQLite would remove the log and begin anew. */
static void
a_log_without_its_ledger_stays(void **state)
{
	struct fixture *f = *state;
	char away[320], log[320], log_away[330];

	snprintf(away, sizeof(away), "%s.away", f->path);
	snprintf(log, sizeof(log), "%s-wal", f->path);
	snprintf(log_away, sizeof(log_away), "%s.away", log);
	copy(log, log_away);
	close_ledger(f);
	assert_int_equal(rename(f->path, away), 0);
	copy(log_away, log);
	must_not_open(f, "is gone, its log");
	must_not_open(f, "is gone, its log");
	assert_int_equal(rename(away, f->path), 0);
	assert_int_equal(unlink(log_away), 0);
	assert_int_equal(ledger_open(&f->l, f->dir, NULL, &f->err), ST_OK);
	an_honest_ledger_is_proved(state);
}

static void
a_cut_off_chain_is_noticed(void **state)
{
	struct fixture *f = *state;
	char head[320];

	assert_int_equal(edit(f, OFF(event_stays) "DELETE FROM event WHERE"
	    " id = 4; DELETE FROM contact; DELETE FROM sub; DELETE FROM"
	    " callback"), ST_OK);
	close_ledger(f);
	must_not_open(f, "has lost events: 4");
	/* whoever puts an older one there on purpose says so */
	snprintf(head, sizeof(head), "%s/ledger.head", f->dir);
	assert_int_equal(unlink(head), 0);
	assert_int_equal(ledger_open(&f->l, f->dir, NULL, &f->err), ST_OK);
}

static void
another_ledger_in_its_place_is_noticed(void **state)
{
	struct fixture *f = *state;
	struct ledger *other;
	char dir[320], path[400];

	snprintf(dir, sizeof(dir), "%s/other", f->dir);
	snprintf(path, sizeof(path), "%s/ledger.db", dir);
	assert_int_equal(ledger_open(&other, dir, f->key, &f->err), ST_OK);
	close_ledger(f);
	f->l = other;
	fill(f);
	close_ledger(f);
	assert_int_equal(edit_at(f, path, WRITE_BACK), ST_OK);
	copy(path, f->path);
	drop_log(f->path);
	drop_log(path);
	must_not_open(f, "is another one");
	unlink(path);
	snprintf(path, sizeof(path), "%s/ledger.lock", dir);
	unlink(path);
	snprintf(path, sizeof(path), "%s/ledger.head", dir);
	unlink(path);
	assert_int_equal(rmdir(dir), 0);
}

static void
a_sealed_value_from_another_row_is_found(void **state)
{
	struct fixture *f = *state;
	struct demand d;

	demand_init(&d);
	assert_int_equal(edit(f, "UPDATE demand SET claimant_phone = (SELECT"
	    " claimant_phone FROM demand WHERE number = '20261124-000001')"
	    " WHERE number = '20261124-000002'"), ST_OK);
	assert_int_equal(ledger_find(f->l, "20261124-000002", &d, &f->err),
	    ST_CORRUPT);
	demand_release(&d);
}

static void
a_ledger_opens_with_its_own_key_only(void **state)
{
	struct fixture *f = *state;
	struct ledger *l;
	char other[320];

	snprintf(other, sizeof(other), "%s.away", f->key);
	ledger_close(f->l);
	assert_int_equal(rename(f->key, other), 0);
	assert_int_equal(ledger_open(&l, f->dir, NULL, &f->err), ST_IO);
	assert_null(l);
	assert_int_equal(rename(other, f->key), 0);
	assert_int_equal(edit(f, "UPDATE meta SET value = '00'"), ST_OK);
	assert_int_equal(ledger_open(&l, f->dir, NULL, &f->err), ST_INVALID);
	f->l = NULL;
}

static void
other_files_are_refused(void **state)
{
	struct fixture *f = *state;
	struct ledger *l;

	ledger_close(f->l);
	f->l = NULL;
	assert_int_equal(edit(f, "PRAGMA user_version = 999"), ST_OK);
	assert_int_equal(ledger_open(&l, f->dir, NULL, &f->err), ST_INVALID);
	assert_non_null(strstr(f->err.text, "newer"));
	assert_int_equal(edit(f, "PRAGMA application_id = 7"), ST_OK);
	assert_int_equal(ledger_open(&l, f->dir, NULL, &f->err), ST_INVALID);
	assert_non_null(strstr(f->err.text, "not a ledger"));
}

static void
files_are_private(void **state)
{
	static const char *const names[] = { "ledger.db", "ledger.db-wal",
		"ledger.db-shm", "ledger.lock", "site.key",
		"ledger.head" };
	struct fixture *f = *state;
	struct stat info;
	char path[512];

	for (size_t i = 0; i < COUNT(names); i++) {
		snprintf(path, sizeof(path), "%s/%s", f->dir, names[i]);
		assert_int_equal(stat(path, &info), 0);
		assert_int_equal(info.st_mode & 0777, 0600);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(an_honest_ledger_is_proved),
		T(the_file_itself_refuses),
		cmocka_unit_test(an_edit_is_found),
		T(an_older_copy_in_its_place_is_noticed),
		T(a_ledger_without_its_log_is_noticed),
		T(a_log_without_its_ledger_stays),
		T(a_cut_off_chain_is_noticed),
		T(another_ledger_in_its_place_is_noticed),
		T(a_sealed_value_from_another_row_is_found),
		T(a_ledger_opens_with_its_own_key_only),
		T(other_files_are_refused),
		T(files_are_private),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
