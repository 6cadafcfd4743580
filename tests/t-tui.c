/* t-tui.c - the running screen without a terminal: stack, keys, pastes. */
#include "desk.h"

#include "app/demand.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tui/tui_core.h"
#include "tui/views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PHONE "13800005678"
#define BAD "\xef\xbf\xbd"		/* what the cleaner puts */

struct world {
	struct desk desk;
	struct tui t;
	char number[24];
};

static void
settle(struct world *w)
{
	for (int i = 0; i < 50 && tui_unsettled(&w->t); i++)
		tui_settle(&w->t);
	assert_false(tui_unsettled(&w->t));
}

static void
press(struct world *w, const char *keys)
{
	struct slice s = slice_of(keys);
	struct err err = ERR_INIT;
	struct key key;

	while (s.bytes > 0) {
		assert_int_equal(key_parse(&s, &key, &err), ST_OK);
		tui_key(&w->t, key);
	}
	settle(w);
}

/* A burst, as an input method commits a phrase: nobody is asked between. */
static void
burst(struct world *w, const char *text)
{
	struct slice s = slice_of(text);

	while (s.bytes > 0)
		tui_key(&w->t, (struct key){ utf8_next(&s), 0 });
}

static const char *
top_name(const struct world *w)
{
	return w->t.layer[w->t.layers - 1].ops->name;
}

static enum context
top_context(const struct world *w)
{
	const struct layer *l = &w->t.layer[w->t.layers - 1];

	return l->ops->context(l->state);
}

static void
shown(const struct world *w, struct buf *out)
{
	struct canvas c;

	canvas_init(&c);
	canvas_start(&c, 36, 120);
	tui_draw(&w->t, &c);
	buf_reset(out);
	canvas_dump(&c, out);
	canvas_release(&c);
}

static void
assert_shows(const struct world *w, const char *text)
{
	struct buf out = BUF_INIT;

	shown(w, &out);
	if (!strstr(buf_text(&out), text))
		print_error("\"%s\" is not in\n%s", text, buf_text(&out));
	assert_non_null(strstr(buf_text(&out), text));
	buf_release(&out);
}

static int
setup(void **state)
{
	static struct world w;
	struct err err = ERR_INIT;

	desk_open(&w.desk);
	desk_demand(&w.desk, "noise at night", PHONE, w.number);
	assert_int_equal(tui_start(&w.t, &w.desk.app, &err), ST_OK);
	*state = &w;
	settle(&w);
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	tui_finish(&w->t, false);
	desk_close(&w->desk);
	return 0;
}

/* Keys from the first screen to each screen and dialog, and its name. */
static const struct {
	const char *keys, *name;
} ways[] = {
	{ "", "search" },
	{ "公积金提取", "search" },
	{ "公积金<Tab><Tab>", "search" },
	{ "<F2>", "call" },
	{ "110报警电话<Enter>", "answer" },
	{ "没有<F7>", "answer" },
	{ "公积金<F8>", "remark" },
	{ "<F6>", "form" },
	{ "<F3>", "queue" },
	{ "<F3>/type:x", "queue" },
	{ "<F3><Enter>", "demand" },
	{ "<F3><F5>", NULL },
	{ "<F9>", "queue" },
	{ "<F1>", "help" },
	{ "<C-p>", "palette" },
	{ "<C-p>keymap<Enter>", "names" },
	{ "<F6><F1>", "help" },
};

static void
home(struct world *w)
{
	for (int i = 0; i < 40 && (w->t.layers > 1 || i < 4); i++)
		press(w, "<Esc>");
	press(w, "<C-u>");
	assert_int_equal(w->t.layers, 1);
}

static void
draw_at(struct world *w, int rows, int cols)
{
	const struct layer *l = &w->t.layer[w->t.layers - 1];
	struct canvas c;

	canvas_init(&c);
	canvas_start(&c, rows, cols);
	tui_draw(&w->t, &c);
	if (rows >= 24 && cols >= 80) {
		assert_in_range(c.cursor_row, 0, rows - 1);
		assert_in_range(c.cursor_col, 0, cols - 1);
		/* candidate windows cover the last row */
		if (context_typing(top_context(w)))
			assert_true(c.cursor_row < rows - 1);
	}
	canvas_start(&c, rows, cols);
	l->ops->draw(l->state, &c);
	canvas_release(&c);
}

static void
every_view_holds_at_every_size(void **state)
{
	static const int rows[] = { 0, 1, 2, 3, 7, 24, 36, 70 };
	static const int cols[] = { 0, 1, 2, 5, 30, 80, 100, 121, 240 };
	struct world *w = *state;

	for (size_t i = 0; i < COUNT(ways); i++) {
		home(w);
		press(w, ways[i].keys);
		if (ways[i].name)
			assert_string_equal(top_name(w), ways[i].name);
		for (size_t r = 0; r < COUNT(rows); r++)
			for (size_t c = 0; c < COUNT(cols); c++)
				draw_at(w, rows[r], cols[c]);
	}
	home(w);
}

static int64_t
demands(struct world *w)
{
	struct err err = ERR_INIT;
	int64_t n = 0;

	assert_int_equal(demand_queue_count(&w->desk.app, DEMAND_QUEUE_ALL,
	    &n, &err), ST_OK);
	return n;
}

/* Nothing that is pasted submits, opens, closes or moves anything. */
static void
a_paste_is_only_text(void **state)
{
	static const char paste[] = "第一行\n\n?/jq\033[A\n\x11\x1b\r\n";
	struct world *w = *state;
	int64_t before = demands(w);

	for (size_t i = 0; i < COUNT(ways); i++) {
		size_t layers;

		home(w);
		press(w, ways[i].keys);
		layers = w->t.layers;
		tui_paste(&w->t, slice_of(paste));
		settle(w);
		assert_int_equal(w->t.layers, layers);
		assert_false(w->t.quit);
		assert_int_equal(demands(w), before);
	}
	home(w);
}

/* In a text field every printable key is text, in every keymap. */
static void
every_printable_key_is_text(void **state)
{
	struct world *w = *state;
	char all[96];

	for (int i = 0; i < 94; i++)
		all[i] = (char)(i + '!');
	all[94] = '\0';
	for (const char *const *n = keymap_names(); *n; n++) {
		struct err err = ERR_INIT;

		home(w);
		assert_int_equal(tui_set_keymap(&w->t, *n, &err), ST_OK);
		burst(w, all);
		settle(w);
		assert_shows(w, all + 40);	/* the box's end */
		press(w, "<Home>");
		assert_shows(w, "> !\"#$%&'()*+,-./0123456789:;<=>?@ABC");
		tui_act(&w->t, action_get(ACTION_CLEAR));
		assert_int_equal(tui_set_keymap(&w->t, "default", &err),
		    ST_OK);
	}
	home(w);
}

static void
a_burst_ends_in_the_whole_query(void **state)
{
	struct world *w = *state;

	home(w);
	burst(w, "110报警电话");
	tui_key(&w->t, (struct key){ K_ENTER, 0 });
	settle(w);
	assert_string_equal(top_name(w), "answer");
	assert_shows(w, "110 公安报警电话");
	home(w);
}

static bool
busy(void *arg)
{
	int *times = arg;

	return (*times)-- > 0;
}

/* A search that a newer key has overtaken is asked again. */
static void
an_overtaken_search_comes_again(void **state)
{
	struct world *w = *state;
	int times = 3;

	home(w);
	w->t.newer = busy;
	w->t.newer_arg = &times;
	burst(w, "110报警电话");
	for (int i = 0; i < 50 && tui_unsettled(&w->t); i++)
		tui_settle(&w->t);
	w->t.newer = NULL;
	settle(w);
	assert_shows(w, "110 公安报警电话");
	home(w);
}

static void
help_and_palette_run_what_was_chosen(void **state)
{
	struct world *w = *state;

	home(w);
	press(w, "<F1>");
	assert_shows(w, "search box");
	burst(w, "queue");
	press(w, "<Enter>");
	assert_string_equal(top_name(w), "queue");
	press(w, "<C-p>");
	burst(w, "narrow");		/* a synonym */
	press(w, "<Enter>");
	assert_string_equal(top_name(w), "queue");
	assert_true(context_typing(top_context(w)));
	press(w, "<Esc><F1>");
	assert_shows(w, "Filter the list");
	press(w, "<F1>");		/* the same key closes it */
	assert_string_equal(top_name(w), "queue");
	home(w);
}

static void
keymaps_change_while_running(void **state)
{
	struct world *w = *state;
	struct err err = ERR_INIT;

	home(w);
	assert_int_equal(tui_set_keymap(&w->t, "nosuch", &err),
	    ST_NOT_FOUND);
	assert_string_equal(w->t.keymap.name, "default");
	assert_int_equal(tui_set_keymap(&w->t, "vi", &err), ST_OK);
	press(w, "<F3>gd");
	assert_shows(w, "Saved");
	press(w, "ZZ");
	assert_true(w->t.quit);
	w->t.quit = false;
	assert_int_equal(tui_set_keymap(&w->t, "default", &err), ST_OK);
	tui_act(&w->t, action_get(ACTION_KEYMAP));
	burst(w, "ema");
	press(w, "<Enter>");
	assert_string_equal(w->t.keymap.name, "emacs");
	assert_string_equal(top_name(w), "queue");
	tui_act(&w->t, action_get(ACTION_THEME));
	press(w, "<Down><Enter>");
	assert_string_equal(w->t.theme_name, "light");
	tui_act(&w->t, action_get(ACTION_THEME));
	press(w, "dark<Enter>");
	assert_string_equal(w->t.theme_name, "dark");
	assert_int_equal(tui_set_keymap(&w->t, "default", &err), ST_OK);
	home(w);
}

/* What another process writes shows within a tick and moves nobody. */
static void
others_changes_move_nobody(void **state)
{
	struct world *w = *state;
	struct app other = w->desk.app;
	struct desk second = { .app = other };
	struct err err = ERR_INIT;
	char number[24], title[40];

	home(w);
	for (int i = 0; i < 3; i++) {
		snprintf(title, sizeof(title), "demand %d", i);
		desk_demand(&w->desk, title, PHONE, number);
	}
	press(w, "<F3><Down><Down>");
	assert_int_equal(ledger_open(&second.app.ledger,
	    w->desk.app.ledger_dir, NULL, &err), ST_OK);
	second.app.clock.stopped_at -= 2 * CLOCK_DAY;	/* due earlier */
	desk_demand(&second, "from elsewhere", PHONE, number);
	ledger_close(second.app.ledger);
	assert_shows(w, "▸ 20261124-000003");
	tui_tick(&w->t);
	settle(w);
	assert_shows(w, "from elsewhere");
	assert_shows(w, "▸ 20261124-000003");
	home(w);
}

/* However much is opened over each other, it ends somewhere. */
static void
the_stack_is_bounded(void **state)
{
	struct world *w = *state;

	home(w);
	for (int i = 0; i < 3 * TUI_STACK; i++) {
		press(w, "<F3><Enter><F6>");
		assert_true(w->t.layers <= TUI_STACK);
	}
	home(w);
}

static void
settings(struct world *w, const char *text)
{
	char *path = file_join(w->desk.dir, "more.conf");
	struct err err = ERR_INIT;

	assert_int_equal(file_write(path, slice_of(text), 0600, &err),
	    ST_OK);
	assert_int_equal(config_read(&w->desk.app.config, path, &err), ST_OK);
	free(path);
}

/* Columns and views of the queues are the person's to choose. */
static void
queues_follow_the_settings(void **state)
{
	struct world *w = *state;

	home(w);
	settings(w, "[screen]\ncolumns = due topic title number\n"
	    "[view mine]\nqueue = all\nfilter = type:complaint\n");
	press(w, "<F3>");
	assert_shows(w, "  Due                   Topic            Title");
	assert_shows(w, "施工噪声");
	press(w, "<S-Tab><S-Tab>");
	assert_shows(w, "   mine\n");
	assert_shows(w, "type:complaint");
	press(w, "<Esc><Esc>");
	settings(w, "[screen]\ncolumns = due colour\n");
	press(w, "<F3>");
	assert_shows(w, "there is no column \"colour\"");
	assert_shows(w, "  Number          State");
	settings(w, "[screen]\ncolumns =\n");
	home(w);
}

static void
click_at(struct world *w, int row, int col)
{
	struct canvas c;

	canvas_init(&c);
	canvas_start(&c, 36, 120);
	tui_draw(&w->t, &c);
	tui_mouse(&w->t, &c, (struct mouse){ MOUSE_LEFT, row, col });
	canvas_release(&c);
	settle(w);
}

static void
click(struct world *w, int row)
{
	click_at(w, row, 10);
}

static void
click_on(struct world *w, const char *text)
{
	struct buf out = BUF_INIT;
	const char *at;
	int row = 0;

	shown(w, &out);
	at = strstr(buf_text(&out), text);
	assert_non_null(at);
	for (const char *p = buf_text(&out); p < at; p++)
		row += *p == '\n';
	while (at > buf_text(&out) && at[-1] != '\n')
		at--;
	click_at(w, row, utf8_cols((struct slice){ at,
	    (size_t)(strstr(at, text) - at) }));
	buf_release(&out);
}

static void
clicks_choose_figures(void **state)
{
	struct world *w = *state;

	home(w);
	w->t.mouse = true;
	press(w, "<F11>");
	click_on(w, "callbacks due");
	assert_shows(w, "▸ callbacks due");
	click_on(w, "callbacks due");
	assert_string_equal(top_name(w), "queue");
	press(w, "<Esc>");
	click_on(w, "Today by hour");
	click_on(w, "Today by hour");
	assert_string_equal(top_name(w), "report");
	press(w, "<A-0>");
	click_on(w, "Three rates");
	click_on(w, "Three rates");
	assert_string_equal(top_name(w), "report");
	home(w);
}

/* A click selects, another chooses; nothing is hit through a dialog. */
static void
clicks_choose_rows(void **state)
{
	struct canvas none;
	struct world *w = *state;

	home(w);
	press(w, "<F3><Home>");
	click(w, 6);
	assert_shows(w, "▸ 20261122-000001");	/* it is off */
	w->t.mouse = true;
	click(w, 6);
	assert_shows(w, "▸ 20261124-000001");
	click(w, 6);
	assert_string_equal(top_name(w), "demand");
	click_on(w, "by you");
	assert_string_equal(top_name(w), "move");
	press(w, "<Esc>");
	click(w, 6);
	assert_string_equal(top_name(w), "demand");
	press(w, "<Esc><F2>");
	click(w, 5);
	assert_string_equal(top_name(w), "call");
	press(w, "<Esc>");
	canvas_init(&none);
	tui_mouse(&w->t, &none, (struct mouse){ MOUSE_WHEEL_DOWN, 0, 0 });
	assert_shows(w, "▸ 20261124-000004");
	tui_mouse(&w->t, &none, (struct mouse){ MOUSE_WHEEL_UP, 0, 0 });
	assert_shows(w, "▸ 20261124-000001");
	home(w);
}

static void
take_copied(void *arg, struct slice text)
{
	buf_add_slice(arg, text);
}

static void
copied_text_is_clean(void **state)
{
	struct world *w = *state;
	struct buf got = BUF_INIT;

	w->t.copy = take_copied;
	w->t.copy_arg = &got;
	tui_copy(&w->t, slice_of("提取\033]52;c;eA==\a\n\033[2J\177a"));
	assert_string_equal(buf_text(&got), "提取" BAD "]52;c;eA==" BAD "\n"
	    BAD "[2J" BAD "a");
	w->t.copy = NULL;
	buf_release(&got);
}

static void
a_call_begins_with_a_clean_slate(void **state)
{
	struct world *w = *state;

	home(w);
	press(w, "公积金<F2>" PHONE "<Enter>");
	assert_shows(w, "call 138****5678");
	assert_shows(w, "Type words");
	home(w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_view_holds_at_every_size),
		cmocka_unit_test(a_paste_is_only_text),
		cmocka_unit_test(every_printable_key_is_text),
		cmocka_unit_test(a_burst_ends_in_the_whole_query),
		cmocka_unit_test(an_overtaken_search_comes_again),
		cmocka_unit_test(help_and_palette_run_what_was_chosen),
		cmocka_unit_test(keymaps_change_while_running),
		cmocka_unit_test(others_changes_move_nobody),
		cmocka_unit_test(the_stack_is_bounded),
		cmocka_unit_test(queues_follow_the_settings),
		cmocka_unit_test(clicks_choose_rows),
		cmocka_unit_test(clicks_choose_figures),
		cmocka_unit_test(copied_text_is_clean),
		cmocka_unit_test(a_call_begins_with_a_clean_slate),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
