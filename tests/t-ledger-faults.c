/*
 * t-ledger-faults.c - the disk fails at any write and any sync: what was
 * acknowledged is there, the draft is kept, the next save works, and a retry
 * makes one demand.
 */
#include "fault-vfs.h"

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

#include <linux/magic.h>
#include <sys/vfs.h>

#include <cmocka.h>

#define NOON INT64_C(1795492800000)	/* 2026-11-24 12:00 in Shanghai */

struct fixture {
	char dir[256];
	struct ledger *l;
	struct err err;
	int64_t kept;			/* acknowledged demands */
};

static void
must(struct fixture *f, enum status st, const char *what)
{
	if (st != ST_OK)
		fail_msg("%s: %s", what, f->err.text);
}

#define OK(f, call) must((f), (call), #call)

static int
set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));
	const char *tmp = getenv("TMPDIR");

	fault_install();
	snprintf(f->dir, sizeof(f->dir), "%s/t-faults.XXXXXX",
	    tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(f->dir));
	OK(f, ledger_open(&f->l, f->dir, NULL, &f->err));
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const names[] = { "ledger.db", "ledger.db-wal",
		"ledger.db-shm", "ledger.lock", "ledger.head", "site.key" };
	struct fixture *f = *state;

	fault_arm(FAULT_WRITE, 0);
	ledger_close(f->l);
	for (size_t i = 0; i < COUNT(names); i++) {
		char *path = file_join(f->dir, names[i]);

		unlink(path);
		free(path);
	}
	assert_int_equal(rmdir(f->dir), 0);
	free(f);
	return 0;
}

static enum status
save(struct fixture *f, const char *request, const char *draft,
    struct applied *made)
{
	struct event e = { .kind = "register", .actor = "chen", .at = NOON,
		.to = DEMAND_REGISTERED, .request_id = request };
	struct sub sub = { .kind = "urge", .state = "open" };
	struct contact contact = { .at = NOON, .phone = "13812345678" };
	struct demand d;
	struct change c = { .demand = &d, .events = &e, .event_count = 1,
		.personal = true, .sub = &sub, .subs = 1,
		.contact = &contact, .draft = draft };

	demand_init(&d);
	d.state = DEMAND_REGISTERED;
	d.request_id = request;
	d.title = "暖气不热";
	d.content = "打 13800138000 找我";
	d.claimant_name = "张三丰";
	d.claimant_phone = "13812345678";
	return ledger_apply(f->l, &c, made, &f->err);
}

static void
keep_draft(struct fixture *f, const char *key)
{
	struct draft d = { .key = key, .operator = "chen", .title = "t",
		.body = slice_of("what the caller said"), .saved_at = NOON };

	OK(f, ledger_draft_save(f->l, &d, &f->err));
}

static bool
has_draft(struct fixture *f, const char *key)
{
	struct drafts list = DRAFTS_INIT;
	struct err quiet = ERR_INIT;
	bool has = ledger_draft_get(f->l, "chen", key, &list, &quiet) ==
	    ST_OK && slice_is(list.draft[0].body, "what the caller said");

	drafts_release(&list);
	return has;
}

static void
must_be_whole(struct fixture *f)
{
	struct ledger_proof proof;

	OK(f, ledger_check(f->l, &proof, &f->err));
	assert_int_equal(proof.demands, f->kept);
}

/* One save on a disk that fails at the n-th call; false when it did not come
 * to that. */
static bool
save_on_bad_disk(struct fixture *f, enum fault fault, long nth, bool again)
{
	char request[64];
	struct applied made;
	enum status st;
	bool failed;

	snprintf(request, sizeof(request), "%d-%ld-%d", (int)fault, nth,
	    again);
	keep_draft(f, request);
	fault_arm(fault, nth);
	st = save(f, request, request, &made);
	failed = fault_struck();
	fault_arm(fault, 0);
	if (st != ST_OK && st != ST_IO && st != ST_FULL)
		fail_msg("%s: %s", request, f->err.text);
	if (st != ST_OK && fault == FAULT_FULL)
		assert_int_equal(st, ST_FULL);
	if (st == ST_OK)
		f->kept++;
	else
		assert_true(failed);
	assert_int_equal(has_draft(f, request), st != ST_OK);
	if (again) {			/* the process was killed after it */
		ledger_close(f->l);
		OK(f, ledger_open(&f->l, f->dir, NULL, &f->err));
	}
	must_be_whole(f);
	OK(f, save(f, request, request, &made));
	assert_int_equal(made.repeated, st == ST_OK);
	f->kept += st != ST_OK;
	assert_false(has_draft(f, request));
	must_be_whole(f);
	return failed;
}

static void
fail_everywhere(struct fixture *f, enum fault fault)
{
	long nth = 1, struck = 0;

	while (save_on_bad_disk(f, fault, nth, nth % 3 == 0) && nth < 500) {
		struck++;
		nth++;
	}
	assert_true(struck >= (fault == FAULT_SYNC ? 1 : 10));
	assert_true(nth < 500);		/* a save that is not hindered */
}

static void
a_write_that_fails(void **state)
{
	fail_everywhere(*state, FAULT_WRITE);
}

static void
a_disk_that_is_full(void **state)
{
	fail_everywhere(*state, FAULT_FULL);
}

static void
a_sync_that_fails(void **state)
{
	fail_everywhere(*state, FAULT_SYNC);
}

/* A draft too is whole or as before. */
static void
a_draft_on_a_full_disk_stays_as_it_was(void **state)
{
	struct fixture *f = *state;
	struct draft d = { .key = "k", .operator = "chen", .title = "t",
		.body = slice_of("another text"), .saved_at = NOON };

	keep_draft(f, "k");
	fault_arm(FAULT_FULL, 1);
	assert_int_equal(ledger_draft_save(f->l, &d, &f->err), ST_FULL);
	fault_arm(FAULT_FULL, 0);
	assert_true(has_draft(f, "k"));
	OK(f, ledger_draft_save(f->l, &d, &f->err));
}

static off_t
log_bytes(const struct fixture *f)
{
	struct stat info = { .st_size = 0 };
	char *path = file_join(f->dir, "ledger.db-wal");

	assert_int_equal(stat(path, &info), 0);
	free(path);
	return info.st_size;
}

static void
the_log_does_not_grow_without_end(void **state)
{
	struct fixture *f = *state;
	struct applied made;
	char request[32];

	for (int i = 0; i < 300; i++) {
		snprintf(request, sizeof(request), "r%d", i);
		OK(f, save(f, request, NULL, &made));
	}
	assert_true(log_bytes(f) < (8 << 20));
}

static void
a_lost_index_of_the_log_is_made_again(void **state)
{
	struct fixture *f = *state;
	char *path = file_join(f->dir, "ledger.db-shm");
	struct applied made;

	OK(f, save(f, "r", NULL, &made));
	f->kept = 1;
	ledger_close(f->l);
	f->l = NULL;
	unlink(path);
	free(path);
	OK(f, ledger_open(&f->l, f->dir, NULL, &f->err));
	must_be_whole(f);
}

/* What the linker puts before the system's call: see tests/local.mk. */
int __real_statfs(const char *path, struct statfs *out);
int __wrap_statfs(const char *path, struct statfs *out);
static bool on_nfs;

int
__wrap_statfs(const char *path, struct statfs *out)
{
	int result = __real_statfs(path, out);

	if (on_nfs && result == 0)
		out->f_type = NFS_SUPER_MAGIC;
	return result;
}

static void
a_network_file_system_is_refused(void **state)
{
	struct fixture *f = *state;
	struct ledger *other = NULL;

	on_nfs = true;
	assert_int_equal(ledger_open(&other, f->dir, NULL, &f->err),
	    ST_INVALID);
	on_nfs = false;
	assert_null(other);
	assert_non_null(strstr(f->err.text, "network file system"));
}

/* Somebody reads on and on: the log begins anew when they are done. */
static void
a_reader_that_stays_does_not_stop_writers(void **state)
{
	struct fixture *f = *state;
	char *path = file_join(f->dir, "ledger.db"), request[32];
	struct applied made;
	struct db *reader = NULL;
	off_t grown;
	int64_t n;

	OK(f, save(f, "first", NULL, &made));
	OK(f, db_open(&reader, path, DB_READ, &f->err));
	OK(f, db_begin_read(reader, &f->err));
	OK(f, db_number(reader, "SELECT count(*) FROM event", &n, &f->err));
	for (int i = 0; i < 200; i++) {
		snprintf(request, sizeof(request), "while-%d", i);
		OK(f, save(f, request, NULL, &made));
	}
	grown = log_bytes(f);
	OK(f, db_number(reader, "SELECT count(*) FROM event", &n, &f->err));
	assert_int_equal(n, 1);		/* its picture stays */
	OK(f, db_end(reader, ST_OK, &f->err));
	db_close(reader);
	for (int i = 0; i < 200; i++) {
		snprintf(request, sizeof(request), "after-%d", i);
		OK(f, save(f, request, NULL, &made));
	}
	assert_true(log_bytes(f) <= grown + (1 << 20));
	f->kept = 401;
	must_be_whole(f);
	free(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(a_write_that_fails),
		T(a_disk_that_is_full),
		T(a_sync_that_fails),
		T(a_draft_on_a_full_disk_stays_as_it_was),
		T(the_log_does_not_grow_without_end),
		T(a_lost_index_of_the_log_is_made_again),
		T(a_network_file_system_is_refused),
		T(a_reader_that_stays_does_not_stop_writers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
