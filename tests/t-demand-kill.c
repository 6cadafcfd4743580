/*
 * t-demand-kill.c - kill -9 at any moment of a demand's life: every step that
 * was acknowledged is there, and the next process goes on from it.
 */
#include "demand-world.h"

#include "base/clock.h"
#include "base/mem.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define KILLS 12
#define STEPS_MS_MAX 60

/* What the child has been told is on the disk. */
struct acknowledged {
	char number[DEMAND_NUMBER_BYTES];
	int64_t version;
	enum demand_state state;
};

static void
acknowledge(const struct world *w, int to)
{
	struct acknowledged a = { .version = w->made.version,
		.state = w->made.state };

	memcpy(a.number, w->made.number, sizeof(a.number));
	if (write(to, &a, sizeof(a)) != (ssize_t)sizeof(a))
		_exit(1);
}

static void
child_step(struct world *w, int to, const char *person, enum role role,
    enum move_event event, const char *const *pairs)
{
	if (step(w, person, role, event, pairs) != ST_OK)
		_exit(2);
	acknowledge(w, to);
}

/* Lives lives until it is killed. */
static void
child(struct world *w, int to)
{
	if (ledger_open(&w->app.ledger, w->dir, NULL, &w->err) != ST_OK)
		_exit(3);
	for (;;) {
		log_one(w);
		acknowledge(w, to);
		child_step(w, to, "chen", ROLE_OPERATOR, MOVE_SUBMIT,
		    NO_PAIRS);
		child_step(w, to, "wang", ROLE_DISPATCHER, MOVE_DISPATCH,
		    NO_PAIRS);
		child_step(w, to, "chen", ROLE_OPERATOR, MOVE_URGE,
		    PAIRS("text", "when?", "phone", "13812345678"));
		child_step(w, to, "li", ROLE_LIAISON, MOVE_SIGN, NO_PAIRS);
		child_step(w, to, "li", ROLE_LIAISON, MOVE_REPORT,
		    PAIRS("result", "solved", "text", "paid", "told-at",
		    "2026-11-24"));
		child_step(w, to, "sun", ROLE_SUPERVISOR, MOVE_ACCEPT_REPORT,
		    NO_PAIRS);
		child_step(w, to, "he", ROLE_CALLBACK, MOVE_CLOSE,
		    PAIRS(RATED));
	}
}

/* The last of each demand counts; older ones were true before. */
static void
must_be_there(struct world *w, const struct acknowledged *a)
{
	struct demand d;

	demand_init(&d);
	if (ledger_find(w->app.ledger, a->number, &d, &w->err) != ST_OK)
		fail_msg("%s was acknowledged: %s", a->number, w->err.text);
	if (d.version < a->version)
		fail_msg("version %lld of %s was acknowledged, %lld is there",
		    (long long)a->version, a->number, (long long)d.version);
	if (d.version == a->version)
		assert_int_equal(d.state, a->state);
	demand_release(&d);
}

static void
kill_once(struct world *w, int ms, int64_t *seen)
{
	struct timespec wait_for = { 0, ms * 1000000L };
	struct acknowledged a;
	int ends[2], status;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		child(w, ends[1]);
	}
	close(ends[1]);
	nanosleep(&wait_for, NULL);
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	if (ledger_open(&w->app.ledger, w->dir, NULL, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	while (read(ends[0], &a, sizeof(a)) == (ssize_t)sizeof(a)) {
		must_be_there(w, &a);
		++*seen;
	}
	close(ends[0]);
}

static void
every_acknowledged_step_is_there(void **state)
{
	struct world *w = *state;
	struct ledger_proof proof;
	int64_t seen = 0;

	for (int i = 0; i < KILLS; i++) {
		ledger_close(w->app.ledger);	/* the child has its own */
		w->app.ledger = NULL;
		kill_once(w, 5 + i * 37 % STEPS_MS_MAX, &seen);
		if (ledger_check(w->app.ledger, &proof, &w->err) != ST_OK)
			fail_msg("%s", w->err.text);
	}
	assert_true(seen > KILLS);
	assert_true(proof.events >= seen);
	/* and life goes on */
	dispatch_one(w);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    every_acknowledged_step_is_there, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
