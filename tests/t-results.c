/* t-results.c - the search screen's rows and what stands beside them. */
#include "desk.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tui/facets.h"
#include "tui/search_view.h"
#include "tui/tui_core.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct world {
	struct desk desk;
	struct tui t;
	struct canvas canvas;
};

static struct search_state *
screen(const struct world *w)
{
	return w->t.layer[0].state;
}

static void
settle(struct world *w)
{
	for (int i = 0; i < 50 && tui_unsettled(&w->t); i++)
		tui_settle(&w->t);
	assert_false(tui_unsettled(&w->t));
	canvas_start(&w->canvas, 36, 120);
	tui_draw(&w->t, &w->canvas);
}

static void
act(struct world *w, enum action_id action)
{
	tui_act(&w->t, action_get(action));
}

static void
type(struct world *w, const char *text)
{
	struct slice s = slice_of(text);

	while (s.bytes > 0)
		tui_key(&w->t, (struct key){ utf8_next(&s), 0 });
}

static void
ask(struct world *w, const char *text)
{
	act(w, ACTION_BACK);
	act(w, ACTION_CLEAR);
	settle(w);
	type(w, text);
	settle(w);
}

static const char *
selected(const struct world *w)
{
	return list_selected(&screen(w)->list);
}

static const char *
read_now(const struct world *w)
{
	return entry_get(&screen(w)->reading.entry, ENTRY_ENTRY_ID);
}

static int
setup(void **state)
{
	static struct world w;
	struct err err = ERR_INIT;

	desk_open(&w.desk);
	assert_int_equal(tui_start(&w.t, &w.desk.app, &err), ST_OK);
	canvas_init(&w.canvas);
	*state = &w;
	settle(&w);
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	tui_finish(&w->t, false);
	canvas_release(&w->canvas);
	desk_close(&w->desk);
	return 0;
}

static void
a_chosen_row_stays(void **state)
{
	struct world *w = *state;
	struct list *list = &screen(w)->list;
	struct buf id = BUF_INIT;
	size_t row;

	ask(w, "公积金");
	for (int i = 0; i < 3; i++)
		act(w, ACTION_NEXT);
	settle(w);
	buf_add_text(&id, selected(w));
	row = list->at - list_top(list, 33);
	type(w, "提");
	settle(w);
	assert_string_equal(selected(w), buf_text(&id));
	if (list->at >= row)
		assert_int_equal(list->at - list_top(list, 33), row);
	type(w, "取");
	settle(w);
	assert_string_equal(selected(w), buf_text(&id));
	assert_string_equal(read_now(w), buf_text(&id));
	/* it is no longer found: the best is selected again */
	ask(w, "110");
	assert_int_equal(list->at, 0);
	buf_release(&id);
}

static void
the_best_is_selected_where_nobody_chose(void **state)
{
	struct world *w = *state;

	ask(w, "公积金");
	type(w, "提取");
	settle(w);
	assert_int_equal(screen(w)->list.at, 0);
	assert_string_equal(read_now(w), selected(w));
}

/* What is new comes where it belongs, and nothing passes it. */
static void
rows_do_not_dance(void **state)
{
	struct hit old[] = { { .entry_id = "a" }, { .entry_id = "b" },
		{ .entry_id = "c" }, { .entry_id = "z" } };
	struct hit now[] = { { .entry_id = "c", .score = 1 },
		{ .entry_id = "n", .score = .999 },
		{ .entry_id = "b", .score = .998 },
		{ .entry_id = "a", .score = .99 },
		{ .entry_id = "d", .score = .9 },
		{ .entry_id = "z", .score = .9 } };
	struct hits before = { .hit = old, .count = COUNT(old), .live = 4 };
	struct hits after = { .hit = now, .count = COUNT(now), .live = 5 };
	static const char *const want[] = { "c", "n", "a", "b", "d", "z" };

	(void)state;
	hits_steady(&after, &before);
	for (size_t i = 0; i < COUNT(want); i++)
		assert_string_equal(after.hit[i].entry_id, want[i]);
}

/* The order of the old rows comes back when little changed, and only then. */
static void
little_changes_no_order(void **state)
{
	struct hit old[] = { { .entry_id = "a" }, { .entry_id = "b" } };
	struct hit now[] = { { .entry_id = "b", .score = 1 },
		{ .entry_id = "a", .score = .995 } };
	struct hits before = { .hit = old, .count = 2, .live = 2 };
	struct hits after = { .hit = now, .count = 2, .live = 2 };

	(void)state;
	hits_steady(&after, &before);
	assert_string_equal(after.hit[0].entry_id, "a");
	after.hit[0] = (struct hit){ .entry_id = "b", .score = 1 };
	after.hit[1] = (struct hit){ .entry_id = "a", .score = .9 };
	hits_steady(&after, &before);
	assert_string_equal(after.hit[0].entry_id, "b");
	after.hit[1].score = .995;
	after.live = 1;			/* never above the line */
	hits_steady(&after, &before);
	assert_string_equal(after.hit[0].entry_id, "b");
}

static bool
always(void *arg)
{
	(void)arg;
	return true;
}

/* A search that is broken off takes no rows away. */
static void
rows_stay_until_others_come(void **state)
{
	struct world *w = *state;
	size_t rows;

	ask(w, "公积金");
	rows = screen(w)->hits.count;
	assert_true(rows > 3);
	w->t.newer = always;
	type(w, "提取需要什么材料");
	tui_settle(&w->t);
	assert_int_equal(screen(w)->hits.count, rows);
	assert_true(tui_unsettled(&w->t));
	w->t.newer = NULL;
	settle(w);
	assert_string_equal(buf_text(&screen(w)->asked),
	    "公积金提取需要什么材料");
}

static void
the_pane_waits_for_a_pause(void **state)
{
	struct world *w = *state;
	int64_t at;

	ask(w, "公积金");
	tui_key(&w->t, (struct key){ K_DOWN, 0 });
	at = w->t.input_at;
	tui_settle_due(&w->t, at);
	assert_string_not_equal(read_now(w), selected(w));
	assert_int_equal(tui_due_in(&w->t, at), TUI_PAUSE_US);
	tui_settle_due(&w->t, at + TUI_PAUSE_US);
	assert_string_equal(read_now(w), selected(w));
	assert_true(tui_due_in(&w->t, at) == INT64_MAX);
}

/* What is done with the pane is done with the selected entry. */
static void
keys_on_the_pane_wait_for_nothing(void **state)
{
	struct world *w = *state;

	ask(w, "公积金");
	act(w, ACTION_NEXT);
	act(w, ACTION_TAB_HANDLING);
	assert_string_equal(read_now(w), selected(w));
	settle(w);
	assert_string_equal(read_now(w), selected(w));
	assert_int_equal(screen(w)->reading.tab, 2);
}

static void
the_same_entry_is_read_on(void **state)
{
	struct world *w = *state;
	struct buf id = BUF_INIT;

	ask(w, "公积金提取");
	act(w, ACTION_NEXT);
	act(w, ACTION_TAB_HANDLING);
	settle(w);
	buf_add_text(&id, read_now(w));
	type(w, "条件");
	settle(w);
	assert_string_equal(read_now(w), buf_text(&id));
	assert_int_equal(screen(w)->reading.tab, 2);
	buf_release(&id);
}

static void
click(struct world *w, const struct target *t)
{
	w->t.mouse = true;
	tui_mouse(&w->t, &w->canvas, (struct mouse){ MOUSE_LEFT,
	    t->area.row, t->area.col });
	settle(w);
}

/* The first place on the picture that stands for row @row. */
static const struct target *
target_of(const struct world *w, size_t row)
{
	for (size_t i = 0; i < w->canvas.targets; i++)
		if (w->canvas.target[i].row == row)
			return &w->canvas.target[i];
	fail_msg("row %zu is not on the picture", row);
	return NULL;
}

static void
assert_box(const struct world *w, const char *text)
{
	char *box = slice_dup(editor_text(&screen(w)->box));

	assert_string_equal(box, text);
	free(box);
}

static void
facets_stand_beside_the_rows(void **state)
{
	struct world *w = *state;
	const struct hits *h = &screen(w)->hits;
	size_t kind;
	char *filter, *box;

	ask(w, "公积金");
	assert_true(h->facets > 0);
	assert_int_equal(h->facet[0].field, QUERY_KIND);
	kind = h->facet[0].count;
	assert_true(kind < h->found);
	filter = facet_filter(&w->desk.app, &h->facet[0]);
	box = xasprintf("公积金 %s ", filter);
	click(w, target_of(w, h->count));
	assert_box(w, box);
	free(filter);
	free(box);
	assert_int_equal(h->found, kind);
	assert_int_equal(h->facet[0].count, kind);
}

static void
two_letters_offer_words(void **state)
{
	struct world *w = *state;
	const struct hits *h = &screen(w)->hits;

	ask(w, "gj投诉");
	assert_memory_equal(buf_text(&h->choices), "公交 ",
	    strlen("公交 "));
	click(w, target_of(w, h->count + h->facets));
	assert_box(w, "公交投诉");
	assert_int_equal(h->choices.bytes, 0);
	ask(w, "gjj");
	assert_int_equal(h->choices.bytes, 0);
	ask(w, "gj");
	act(w, ACTION_NARROW);
	settle(w);
	act(w, ACTION_CHOOSE);
	settle(w);
	assert_box(w, "公交");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_chosen_row_stays),
		cmocka_unit_test(the_best_is_selected_where_nobody_chose),
		cmocka_unit_test(rows_do_not_dance),
		cmocka_unit_test(little_changes_no_order),
		cmocka_unit_test(rows_stay_until_others_come),
		cmocka_unit_test(the_pane_waits_for_a_pause),
		cmocka_unit_test(keys_on_the_pane_wait_for_nothing),
		cmocka_unit_test(the_same_entry_is_read_on),
		cmocka_unit_test(facets_stand_beside_the_rows),
		cmocka_unit_test(two_letters_offer_words),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
