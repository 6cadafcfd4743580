/*
 * t-seal.c - a ledger that was made anew fits itself, and not its seals.
 */
#include "base/file.h"
#include "base/mem.h"
#include "store/ledger.h"
#include "store/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define NOON INT64_C(1795492800000)	/* 2026-11-24 12:00 in Shanghai */

struct fixture {
	char dir[256], seals[300];
	struct ledger *l;
	struct minisign_secret secret;
	struct minisign_public public;
	struct err err;
};

#define OK(f, call) do { \
	enum status status_ = (call); \
	if (status_ != ST_OK) \
		fail_msg("%s: %s", #call, (f)->err.text); \
} while (0)

static void
add(struct fixture *f, const char *actor)
{
	struct event e = { .kind = "register", .actor = actor, .at = NOON,
		.to = DEMAND_REGISTERED };
	struct demand d;
	struct change c = { .demand = &d, .events = &e, .event_count = 1 };
	struct applied made;

	demand_init(&d);
	d.state = DEMAND_REGISTERED;
	d.title = "a matter";
	OK(f, ledger_apply(f->l, &c, &made, &f->err));
}

static void
seal(struct fixture *f)
{
	struct ledger_proof ends;

	OK(f, ledger_ends(f->l, &ends, &f->err));
	OK(f, seal_add(f->seals, &f->secret, NOON, &ends, &f->err));
}

static int
set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));
	const char *tmp = getenv("TMPDIR");

	snprintf(f->dir, sizeof(f->dir), "%s/t-seal.XXXXXX",
	    tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->seals, sizeof(f->seals), "%s/seals", f->dir);
	minisign_make(&f->secret);
	minisign_public_of(&f->secret, &f->public);
	OK(f, ledger_open(&f->l, f->dir, NULL, &f->err));
	*state = f;
	return 0;
}

static void
drop_ledger(struct fixture *f)
{
	static const char *const names[] = { "ledger.db", "ledger.db-wal",
		"ledger.db-shm", "ledger.lock", "ledger.head" };

	ledger_close(f->l);
	f->l = NULL;
	for (size_t i = 0; i < COUNT(names); i++) {
		char *path = file_join(f->dir, names[i]);

		unlink(path);
		free(path);
	}
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;
	char *key = file_join(f->dir, "site.key");

	drop_ledger(f);
	unlink(key);
	free(key);
	unlink(f->seals);
	assert_int_equal(rmdir(f->dir), 0);
	free(f);
	return 0;
}

static enum status
compare(void *arg, const struct seal *s, struct err *err)
{
	struct fixture *f = arg;

	return ledger_had(f->l, &s->ends, err);
}

static void
must_hold(struct fixture *f)
{
	OK(f, seal_read(f->seals, &f->public, compare, f, &f->err));
}

static void
must_not_hold(struct fixture *f, const char *says)
{
	assert_int_equal(seal_read(f->seals, &f->public, compare, f,
	    &f->err), ST_CORRUPT);
	if (!strstr(f->err.text, says))
		fail_msg("\"%s\" does not say \"%s\"", f->err.text, says);
}

static void
a_ledger_that_grows_holds(void **state)
{
	struct fixture *f = *state;

	must_hold(f);			/* no seals, nothing to hold */
	seal(f);			/* of an empty one */
	add(f, "chen");
	seal(f);
	add(f, "chen");
	must_hold(f);
}

static void
a_ledger_made_anew_does_not_hold(void **state)
{
	struct fixture *f = *state;
	struct ledger_proof proof;

	add(f, "chen");
	add(f, "chen");
	seal(f);
	drop_ledger(f);
	OK(f, ledger_open(&f->l, f->dir, NULL, &f->err));
	must_not_hold(f, "has lost events");
	add(f, "chen");
	add(f, "wang");			/* it was chen */
	OK(f, ledger_check(f->l, &proof, &f->err));
	must_not_hold(f, "another one");
}

static void
edit(struct fixture *f, size_t at, char to)
{
	struct buf text = BUF_INIT;

	OK(f, file_read(f->seals, 1 << 20, &text, &f->err));
	assert_true(at < text.bytes);
	text.text[at] = to;
	OK(f, file_write(f->seals, buf_slice(&text), 0600, &f->err));
	buf_release(&text);
}

static void
a_seal_of_another_hand_is_refused(void **state)
{
	struct fixture *f = *state;
	struct minisign_public ours = f->public;

	add(f, "chen");
	seal(f);
	minisign_make(&f->secret);
	minisign_public_of(&f->secret, &f->public);
	must_not_hold(f, "seals:1: the seal is not of this key");
	f->public = ours;
	must_hold(f);
	edit(f, 9, '2');			/* its moment */
	must_not_hold(f, "was changed");
	edit(f, 0, 'x');
	must_not_hold(f, "seals:1: not a seal");
}

static void
drop_line(struct fixture *f, size_t which)
{
	struct buf text = BUF_INIT, rest = BUF_INIT;
	struct slice all, line;

	OK(f, file_read(f->seals, 1 << 20, &text, &f->err));
	all = buf_slice(&text);
	for (size_t i = 0; slice_line(&all, &line); i++) {
		if (i == which)
			continue;
		buf_add_slice(&rest, line);
		buf_add_char(&rest, '\n');
	}
	OK(f, file_write(f->seals, buf_slice(&rest), 0600, &f->err));
	buf_release(&text);
	buf_release(&rest);
}

static void
a_seal_cannot_be_taken_out(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 3; i++) {
		add(f, "chen");
		seal(f);
	}
	drop_line(f, 1);
	must_not_hold(f, "seals:2: a seal before this one is missing");
	/* and none is put behind one that is bad */
	assert_int_equal(seal_add(f->seals, &f->secret, NOON,
	    &(struct ledger_proof){ .events = 1 }, &f->err), ST_CORRUPT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(a_ledger_that_grows_holds),
		T(a_ledger_made_anew_does_not_hold),
		T(a_seal_of_another_hand_is_refused),
		T(a_seal_cannot_be_taken_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
