/*
 * t-handover.c - which shift is on, what it hands over, and who takes it.
 */
#include "report-world.h"

#include "app/handover.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct world world;

static int
setup(void **state)
{
	world_open(&world, "2026-05-04 08:00");
	world_fill(&world, 200, 8, 14);
	world_read(&world);
	*state = &world;
	return 0;
}

static void
the_shift_that_is_on(void **state)
{
	static const struct {
		const char *at, *code, *from, *to;
	} cases[] = {
		{ "2026-11-24 08:00", "day", "2026-11-24 08:00",
		    "2026-11-24 16:00" },
		{ "2026-11-24 15:59:59", "day", "2026-11-24 08:00",
		    "2026-11-24 16:00" },
		{ "2026-11-24 16:00", "evening", "2026-11-24 16:00",
		    "2026-11-25 00:00" },
		{ "2026-11-25 00:00", "night", "2026-11-25 00:00",
		    "2026-11-25 08:00" },
	};
	struct world *w = *state;
	struct shifts s = SHIFTS_INIT;

	assert_int_equal(shifts_open(&s, w->app.data_dir, &w->err), ST_OK);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct shift_time t;

		assert_true(shifts_at(&s, world_at(cases[i].at), &t));
		assert_string_equal(t.shift->code, cases[i].code);
		assert_true(t.from == world_at(cases[i].from));
		assert_true(t.to == world_at(cases[i].to));
	}
	assert_string_equal(shift_name(&s, "gone"), "gone");
	shifts_close(&s);
}

#define HEAD "code\tfrom\tto\tname\tname_en\n"

static void
shifts_of_a_file(void **state)
{
	static const struct {
		const char *text, *at, *want;	/* code, "-" none, or error */
	} cases[] = {
		{ HEAD "n\t22:00\t06:00\tN\t\n", "2026-11-24 21:59", "-" },
		{ HEAD "n\t22:00\t06:00\tN\t\n", "2026-11-24 05:59", "n" },
		{ HEAD "n\t22:00\t06:00\tN\t\n", "2026-11-24 06:00", "-" },
		{ HEAD "a\t00:00\t00:00\tA\t\n", "2026-11-24 13:00", "a" },
		{ HEAD "a\t24:00\t06:00\tA\t\n", NULL, "shifts.tsv:2" },
		{ HEAD "a\t8:00\t06:00\tA\t\n", NULL, "08:00" },
		{ HEAD "a\t08:00\t06:00\t\t\n", NULL, "a name" },
		{ HEAD "a\t08:00\t09:00\tA\t\na\t09:00\t10:00\tB\t\n",
		    NULL, "twice" },
		{ HEAD, NULL, "1 to 24 shifts" },
	};
	struct world *w = *state;
	char *path = file_join(w->dir, "shifts.tsv");

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct shifts s = SHIFTS_INIT;
		struct shift_time t;
		struct err err = ERR_INIT;

		assert_int_equal(file_write(path, slice_of(cases[i].text),
		    0600, &err), ST_OK);
		if (!cases[i].at) {
			assert_int_not_equal(shifts_open(&s, w->dir, &err),
			    ST_OK);
			assert_non_null(strstr(err.text, cases[i].want));
			continue;
		}
		assert_int_equal(shifts_open(&s, w->dir, &err), ST_OK);
		assert_string_equal(shifts_at(&s, world_at(cases[i].at),
		    &t) ? t.shift->code : "-", cases[i].want);
		shifts_close(&s);
	}
	free(path);
}

/* Each figure counted demand by demand. */
static void
figures_are_what_is_open(void **state)
{
	struct world *w = *state;
	int64_t now = clock_now(&w->app.clock), until = now + 3 * CLOCK_DAY;
	int64_t overdue = 0, due = 0;
	struct handover_figures f;
	struct buf text = BUF_INIT;
	char want[64];

	for (size_t i = 0; i < w->count; i++) {
		const struct demand *d = &w->seen[i].demand;
		bool at_unit = d->state == DEMAND_DISPATCHED ||
		    d->state == DEMAND_HANDLING ||
		    d->state == DEMAND_RETURN_REVIEW;

		overdue += demand_state_open(d->state) && d->due_at > 0 &&
		    d->due_at < now;
		due += at_unit && d->due_report_at >= now &&
		    d->due_report_at < until;
	}
	assert_int_equal(handover_figures(&w->app, until, &f, &w->err),
	    ST_OK);
	assert_true(overdue > 0 && due > 0);
	assert_true(f.count[HANDOVER_OVERDUE] == overdue);
	assert_true(f.count[HANDOVER_DUE] == due);
	assert_true(f.count[HANDOVER_DRAFTS] == 0);
	assert_true(f.count[HANDOVER_HELD] == 0);
	assert_int_equal(handover_prefill(&w->app, &text, &w->err), ST_OK);
	snprintf(want, sizeof(want), "overdue: %d\n", (int)overdue);
	assert_non_null(strstr(buf_text(&text), want));
	assert_null(strstr(buf_text(&text), "my drafts"));
	buf_release(&text);
}

static int64_t
waiting(struct world *w, const char *person)
{
	int64_t n = -1;

	w->app.person = person;
	assert_int_equal(handover_waiting(&w->app, &n, &w->err), ST_OK);
	return n;
}

static void
a_note_is_taken_over_once_by_another(void **state)
{
	struct world *w = *state;
	struct handovers list = HANDOVERS_INIT;
	char *path = file_join(w->dir, "ledger.db");
	struct db *db;
	int64_t id = 0;

	w->app.clock.stopped_at = world_at("2026-07-01 15:50");
	w->app.role = ROLE_OPERATOR;
	w->app.person = "chen";
	assert_int_equal(handover_write(&w->app, " \n ", &id, &w->err),
	    ST_INVALID);
	if (handover_write(&w->app, "ring 13812345678 back\n", &id,
	    &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	assert_int_equal(waiting(w, "zhao"), 0);	/* it is still on */
	w->app.clock.stopped_at = world_at("2026-07-01 16:00");
	assert_int_equal(waiting(w, "zhao"), 1);
	assert_int_equal(waiting(w, "chen"), 0);
	assert_int_equal(handover_take(&w->app, id, &w->err), ST_DENIED);
	w->app.person = "zhao";
	w->app.role = ROLE_LIAISON;
	assert_int_equal(waiting(w, "zhao"), 0);
	assert_int_equal(handover_take(&w->app, id, &w->err), ST_DENIED);
	w->app.role = ROLE_OPERATOR;
	assert_int_equal(handover_take(&w->app, id + 1, &w->err),
	    ST_NOT_FOUND);
	assert_int_equal(handover_take(&w->app, id, &w->err), ST_OK);
	assert_int_equal(waiting(w, "zhao"), 0);
	w->app.person = "sun";
	assert_int_equal(handover_take(&w->app, id, &w->err), ST_CONFLICT);
	assert_non_null(strstr(w->err.text, "zhao"));
	assert_int_equal(ledger_handovers(w->app.ledger, 0, 5, &list,
	    &w->err), ST_OK);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.note[0].shift, "day");
	assert_string_equal(list.note[0].taken_by, "zhao");
	assert_null(strstr(list.note[0].text, "13812345678"));
	assert_int_equal(strncmp(list.note[0].text, "ring ", 5), 0);
	handovers_release(&list);
	assert_int_equal(db_open(&db, path, DB_WRITE, &w->err), ST_OK);
	assert_int_equal(db_exec(db, "spoil", "UPDATE handover SET text ="
	    " 'x'", &w->err), ST_DENIED);
	assert_int_equal(db_exec(db, "spoil", "DELETE FROM handover",
	    &w->err), ST_DENIED);
	db_close(db);
	free(path);
}

/* Both are on the record, which is a chain. */
static void
who_wrote_and_took_is_on_the_record(void **state)
{
	struct world *w = *state;
	struct accesses list = ACCESSES_INIT;

	assert_int_equal(ledger_accesses(w->app.ledger, 0, 2, &list,
	    &w->err), ST_OK);
	assert_string_equal(list.access[0].what, "handover-take");
	assert_string_equal(list.access[0].actor, "zhao");
	assert_string_equal(list.access[1].what, "handover-write");
	assert_string_equal(list.access[1].actor, "chen");
	accesses_release(&list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shift_that_is_on),
		cmocka_unit_test(shifts_of_a_file),
		cmocka_unit_test(figures_are_what_is_open),
		cmocka_unit_test(a_note_is_taken_over_once_by_another),
		cmocka_unit_test(who_wrote_and_took_is_on_the_record),
	};

	return cmocka_run_group_tests_name("handover", tests, setup,
	    world_end);
}
