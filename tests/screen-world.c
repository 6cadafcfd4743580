/*
 * screen-world.c - a desk in a folder of its own, and what a person does at
 * its screen.
 */
#include "screen-world.h"

#include "app/directory.h"
#include "app/learned.h"
#include "app/policy.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *
data_dir(void)
{
	const char *data = getenv("DESK12345_DATA");

	return data ? data : "data";
}

static void
copied(void *arg, struct slice text)
{
	struct world *w = arg;

	buf_reset(&w->copied);
	buf_add_slice(&w->copied, text);
}

void
start(struct world *w)
{
	if (tui_start(&w->tui, &w->app, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	w->tui.copy = copied;
	w->tui.copy_arg = w;
	tui_settle(&w->tui);
}

int
setup(void **state)
{
	struct world *w = xcalloc(1, sizeof(*w));

	unsetenv("LANGUAGE");
	folder_make(w->dir, "form");
	assert_true(clock_parse_time(slice_of("2026-11-24 09:12"),
	    &w->app.clock.stopped_at));
	w->app.data_dir = xstrdup(data_dir());
	assert_int_equal(policy_open(&w->app.policy, data_dir(), &w->err),
	    ST_OK);
	assert_int_equal(directory_open(&w->app.directory, data_dir(),
	    &w->err), ST_OK);
	if (ledger_open(&w->app.ledger, w->dir, NULL, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	w->app.person = "chen";
	w->app.role = ROLE_OPERATOR;
	w->app.unit = "";
	canvas_init(&w->canvas);
	start(w);
	*state = w;
	return 0;
}

int
teardown(void **state)
{
	struct world *w = *state;

	tui_finish(&w->tui, true);
	canvas_release(&w->canvas);
	buf_release(&w->picture);
	buf_release(&w->copied);
	learned_free(w->app.learned);
	ledger_close(w->app.ledger);
	directory_close(w->app.directory);
	policy_close(w->app.policy);
	free(w->app.data_dir);
	folder_remove(w->dir);
	free(w);
	return 0;
}

void
act(struct world *w, const char *name)
{
	const struct action *a = action_find(slice_of(name));

	assert_non_null(a);
	tui_act(&w->tui, a);
	tui_settle(&w->tui);
}

/* Keys, one character each. */
void
type(struct world *w, const char *text)
{
	struct slice rest = slice_of(text);

	while (rest.bytes > 0)
		tui_key(&w->tui, (struct key){ utf8_next(&rest), 0 });
	tui_settle(&w->tui);
}

const char *
shown(struct world *w, int rows, int cols)
{
	canvas_start(&w->canvas, rows, cols);
	tui_draw(&w->tui, &w->canvas);
	buf_reset(&w->picture);
	canvas_dump(&w->canvas, &w->picture);
	return buf_text(&w->picture);
}

void
sees(struct world *w, const char *text)
{
	if (!strstr(shown(w, 36, 120), text))
		fail_msg("no \"%s\" in\n%s", text, buf_text(&w->picture));
}

void
sees_not(struct world *w, const char *text)
{
	if (strstr(shown(w, 36, 120), text))
		fail_msg("\"%s\" in\n%s", text, buf_text(&w->picture));
}

void
call_from(struct world *w, const char *phone)
{
	act(w, "call-begin");
	type(w, phone);
	act(w, "choose");
}

size_t
demands_count(struct world *w)
{
	struct demand_filter f = { 0 };
	int64_t n = 0;

	assert_int_equal(ledger_count(w->app.ledger, &f, &n, &w->err),
	    ST_OK);
	return (size_t)n;
}

size_t
drafts_count(struct world *w)
{
	struct drafts list = DRAFTS_INIT;
	size_t n;

	assert_int_equal(ledger_drafts(w->app.ledger, "chen", &list,
	    &w->err), ST_OK);
	n = list.count;
	drafts_release(&list);
	return n;
}

/* The newest demand; the caller releases it. */
void
newest(struct world *w, struct demand *d)
{
	struct demands list = DEMANDS_INIT;
	struct demand_filter f = { .limit = 1, .order = DEMANDS_NEWEST };

	assert_int_equal(ledger_list(w->app.ledger, &f, &list, &w->err),
	    ST_OK);
	assert_int_equal(list.count, 1);
	demand_init(d);
	assert_int_equal(ledger_get(w->app.ledger, list.demand[0].id, d,
	    &w->err), ST_OK);
	demands_release(&list);
}

/* Goes to the slot with this label, by Tab. */
void
go(struct world *w, const char *label)
{
	for (int i = 0; i < 20; i++) {
		struct cell *cell;
		const char *row;
		char *text;
		int at;

		(void)shown(w, 36, 120);
		at = w->canvas.cursor_row;
		cell = &w->canvas.cell[at * w->canvas.cols];
		text = xcalloc(1, (size_t)w->canvas.cols * CELL_BYTES);
		for (int c = 0; c < w->canvas.cols; c++)
			if (cell[c].style == STYLE_FOCUS)
				strncat(text, cell[c].text, cell[c].bytes);
		row = strstr(text, label);
		free(text);
		if (row)
			return;
		act(w, "pane-next");
	}
	fail_msg("there is no slot \"%s\" in\n%s", label,
	    buf_text(&w->picture));
}

/* A complaint that can be submitted. */
void
fill(struct world *w)
{
	call_from(w, PHONE);
	act(w, "log");
	go(w, "Title");
	type(w, "暖气不热");
	go(w, "Content");
	type(w, "投诉物业，家里暖气不热，室温十五度");
	go(w, "Wish");
	type(w, "尽快修好");
	go(w, "District");
	type(w, "cyq");
	act(w, "pane-next");
	go(w, "Place");
	type(w, "三里屯路8号");
}
