/* t-monkey.c - thousands of actions in any order end in no wrong place. */
#include "screen-world.h"

#include "base/clock.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define STEPS 4000

/* xorshift; the same tale every time. */
static uint32_t
chance(uint32_t *seed, uint32_t of)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed % of;
}

static void
say_something(struct world *w, uint32_t *seed)
{
	static const char *const words[] = { "暖气不热", "a", " ", "13812345678",
		"投诉", "朝阳区三里屯街道5号", "昨天下午3点", "20261124-000001",
		"yes", "gjj", "1", "é👩‍👩‍👧x", "+3", "催办" };

	type(w, words[chance(seed, COUNT(words))]);
}

static void
paste_something(struct world *w, uint32_t *seed)
{
	static const char *const texts[] = { "姓名：张三\n电话：13911112222\n",
		"\x1b[31m\xff\xfe\r\n", "身份证11010519491231002X 漏水", "" };

	tui_paste(&w->tui, slice_of(texts[chance(seed, COUNT(texts))]));
	tui_settle(&w->tui);
}

static void
look(struct world *w, uint32_t *seed)
{
	static const int sizes[][2] = { { 24, 80 }, { 36, 120 }, { 30, 8 },
		{ 2, 1 }, { 40, 200 }, { 24, 100 } };
	size_t i = chance(seed, COUNT(sizes));

	(void)shown(w, sizes[i][0], sizes[i][1]);
	assert_in_range(w->canvas.cursor_row, 0, sizes[i][0] - 1);
	assert_in_range(w->canvas.cursor_col, 0, sizes[i][1] - 1);
}

static void
do_something(struct world *w, uint32_t *seed)
{
	const struct action *a = action_get((enum action_id)chance(seed,
	    ACTION_COUNT));

	if (a->verb == VERB_QUIT || a->verb == VERB_SUSPEND)
		return;
	tui_act(&w->tui, a);
	tui_settle(&w->tui);
}

static void
tick(struct world *w)
{
	w->app.clock.stopped_at += 7 * CLOCK_MINUTE;
	tui_tick(&w->tui);
	tui_settle(&w->tui);
}

/* Forms and sheets come up often, so that the walk is not all in the list. */
static void
any_order_of_actions(void **state)
{
	struct world *w = *state;
	struct ledger_proof proof;
	uint32_t seed = 20261124;

	fill(w);
	act(w, "submit");
	for (int i = 0; i < STEPS; i++) {
		switch (chance(&seed, 10)) {
		case 0:
		case 1:
			say_something(w, &seed);
			break;
		case 2:
			paste_something(w, &seed);
			break;
		case 3:
			look(w, &seed);
			break;
		case 4:
			tick(w);
			break;
		case 5:
			if (chance(&seed, 4) == 0)
				act(w, chance(&seed, 2) ? "log" : "move");
			break;
		default:
			do_something(w, &seed);
			break;
		}
		assert_in_range(w->tui.layers, 1, TUI_STACK);
	}
	assert_int_equal(ledger_check(w->app.ledger, &proof, &w->err),
	    ST_OK);
	assert_true(proof.demands >= 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(any_order_of_actions, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
