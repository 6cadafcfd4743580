/* t-form.c - the demand form and the sheet, driven by keys. */
#include "app/app.h"
#include "app/demand.h"
#include "app/directory.h"
#include "app/learned.h"
#include "app/policy.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tui/tui_core.h"
#include "tui/views.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define PHONE "13812345678"

struct world {
	char dir[64];
	struct app app;
	struct tui tui;
	struct canvas canvas;
	struct buf picture, copied;
	struct err err;
};

static const char *
data_dir(void)
{
	const char *data = getenv("DESK12345_DATA");

	return data ? data : "data";
}

static void
wipe(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	while (d && (e = readdir(d)) != NULL) {
		char path[512];

		snprintf(path, sizeof(path), "%s/%s", dir, e->d_name);
		if (e->d_name[0] != '.')
			unlink(path);
	}
	if (d)
		closedir(d);
	rmdir(dir);
}

static void
copied(void *arg, struct slice text)
{
	struct world *w = arg;

	buf_reset(&w->copied);
	buf_add_slice(&w->copied, text);
}

static void
start(struct world *w)
{
	if (tui_start(&w->tui, &w->app, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	w->tui.copy = copied;
	w->tui.copy_arg = w;
	tui_settle(&w->tui);
}

static int
setup(void **state)
{
	struct world *w = xcalloc(1, sizeof(*w));
	const char *tmp = getenv("TMPDIR");

	unsetenv("LANGUAGE");
	snprintf(w->dir, sizeof(w->dir), "%.40s/form-XXXXXX",
	    tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(w->dir));
	assert_true(clock_parse_time(slice_of("2026-11-24 09:12"),
	    &w->app.clock.stopped_at));
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

static int
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
	wipe(w->dir);
	free(w);
	return 0;
}

static void
act(struct world *w, const char *name)
{
	const struct action *a = action_find(slice_of(name));

	assert_non_null(a);
	tui_act(&w->tui, a);
	tui_settle(&w->tui);
}

/* Keys, one character each. */
static void
type(struct world *w, const char *text)
{
	struct slice rest = slice_of(text);

	while (rest.bytes > 0)
		tui_key(&w->tui, (struct key){ utf8_next(&rest), 0 });
	tui_settle(&w->tui);
}

static const char *
shown(struct world *w, int rows, int cols)
{
	canvas_start(&w->canvas, rows, cols);
	tui_draw(&w->tui, &w->canvas);
	buf_reset(&w->picture);
	canvas_dump(&w->canvas, &w->picture);
	return buf_text(&w->picture);
}

static void
sees(struct world *w, const char *text)
{
	if (!strstr(shown(w, 36, 120), text))
		fail_msg("no \"%s\" in\n%s", text, buf_text(&w->picture));
}

static void
sees_not(struct world *w, const char *text)
{
	if (strstr(shown(w, 36, 120), text))
		fail_msg("\"%s\" in\n%s", text, buf_text(&w->picture));
}

static void
call_from(struct world *w, const char *phone)
{
	act(w, "call-begin");
	type(w, phone);
	act(w, "choose");
}

static size_t
demands_count(struct world *w)
{
	struct demand_filter f = { 0 };
	int64_t n = 0;

	assert_int_equal(ledger_count(w->app.ledger, &f, &n, &w->err),
	    ST_OK);
	return (size_t)n;
}

static size_t
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
static void
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
static void
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
static void
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

static void
submit_makes_one_demand(void **state)
{
	struct world *w = *state;
	struct demand d;

	fill(w);
	act(w, "submit");
	sees(w, "Submitted");
	sees(w, "2026-11-24 09:12 + ");
	assert_int_equal(demands_count(w), 1);
	newest(w, &d);
	assert_int_equal(d.state, DEMAND_TO_DISPATCH);
	assert_int_equal(d.type, DEMAND_COMPLAINT);
	assert_string_equal(d.title, "暖气不热");
	assert_string_equal(d.district, "110105");
	assert_string_equal(d.wish, "尽快修好");
	assert_true(*d.topic && *d.proposed_unit && *d.class);
	sees(w, d.number);
	act(w, "copy");
	assert_non_null(strstr(buf_text(&w->copied), d.number));
	demand_release(&d);
	act(w, "choose");
	assert_int_equal(w->tui.layers, 1);
	assert_int_equal(drafts_count(w), 0);
}

/* What the catalogue makes clear needs no dispatcher, if one wants. */
static void
clear_duty_goes_at_once(void **state)
{
	struct world *w = *state;
	struct demand d;

	fill(w);
	go(w, "At once");
	type(w, "yes");
	act(w, "choose");
	sees(w, ": clear");
	act(w, "submit");
	newest(w, &d);
	assert_int_equal(d.state, DEMAND_DISPATCHED);
	assert_string_equal(d.lead_unit, d.proposed_unit);
	sees(w, "2026-11-24 09:12 + 24 h = 2026-11-25 09:12");
	demand_release(&d);
}

static void
unclear_duty_does_not(void **state)
{
	struct world *w = *state;

	fill(w);
	go(w, "Unit");
	type(w, "市教委");
	act(w, "choose");
	go(w, "At once");
	type(w, "yes");
	act(w, "submit");
	sees(w, "a dispatcher decides");
	assert_int_equal(demands_count(w), 0);
}

static void
missing_is_said_beside(void **state)
{
	struct world *w = *state;

	act(w, "log");
	go(w, "Content");
	type(w, "投诉噪声扰民");
	act(w, "submit");
	sees(w, "is missing");
	sees(w, "who is missing");
	assert_int_equal(demands_count(w), 0);
	assert_int_equal(w->tui.layers, 2);
}

static void
consultation_is_registered(void **state)
{
	struct world *w = *state;
	struct demand d;

	call_from(w, PHONE);
	act(w, "log");
	go(w, "Title");
	type(w, "咨询公积金提取条件");
	act(w, "submit");
	newest(w, &d);
	assert_int_equal(d.state, DEMAND_REGISTERED);
	assert_int_equal(d.type, DEMAND_CONSULTATION);
	demand_release(&d);
}

static void
draft_is_kept_and_found(void **state)
{
	struct world *w = *state;
	struct drafts list = DRAFTS_INIT;
	struct form_start form = { 0 };

	fill(w);
	sees(w, "not saved yet");
	tui_tick(&w->tui);
	sees(w, "saved 0 s ago");
	assert_int_equal(drafts_count(w), 1);
	w->app.clock.stopped_at += 3 * CLOCK_SECOND;
	sees(w, "saved 3 s ago");
	tui_finish(&w->tui, true);	/* a lost line */
	start(w);
	assert_int_equal(ledger_drafts(w->app.ledger, "chen", &list,
	    &w->err), ST_OK);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.draft[0].title, "暖气不热");
	form.draft = list.draft[0].key;
	tui_open(&w->tui, &form_view, &form);
	tui_settle(&w->tui);
	drafts_release(&list);
	sees(w, "室温十五度");
	sees(w, "朝阳区");
	act(w, "submit");
	assert_int_equal(demands_count(w), 1);
	assert_int_equal(drafts_count(w), 0);
}

static void
lost_line_keeps_unsaved(void **state)
{
	struct world *w = *state;

	fill(w);
	assert_int_equal(drafts_count(w), 0);
	tui_finish(&w->tui, true);
	assert_int_equal(drafts_count(w), 1);
	start(w);
}

static void
esc_keeps_the_draft(void **state)
{
	struct world *w = *state;

	act(w, "log");
	act(w, "back");
	assert_int_equal(drafts_count(w), 0);	/* nothing was typed */
	act(w, "log");
	type(w, "漏水");
	act(w, "back");
	assert_int_equal(w->tui.layers, 1);
	assert_int_equal(drafts_count(w), 1);
}

/* The ledger's folder is made read only below the ledger: as a full disk. */
static void
failure_keeps_everything(void **state)
{
	struct world *w = *state;
	struct ledger *ledger = w->app.ledger;

	fill(w);
	w->app.ledger = NULL;
	act(w, "submit");
	sees(w, "no ledger is open");
	sees(w, "室温十五度");
	act(w, "back");
	assert_int_equal(w->tui.layers, 2);	/* it stays */
	w->app.ledger = ledger;
	act(w, "submit");
	act(w, "choose");
	assert_int_equal(demands_count(w), 1);
}

/* The demand was committed, but the operator never saw it. */
static void
retry_is_the_same_demand(void **state)
{
	struct world *w = *state;
	struct drafts list = DRAFTS_INIT;
	struct form_start form = { 0 };
	struct draft again;

	fill(w);
	act(w, "save");
	assert_int_equal(ledger_drafts(w->app.ledger, "chen", &list,
	    &w->err), ST_OK);
	again = list.draft[0];
	act(w, "submit");
	act(w, "choose");
	assert_int_equal(ledger_draft_save(w->app.ledger, &again, &w->err),
	    ST_OK);
	form.draft = again.key;
	tui_open(&w->tui, &form_view, &form);
	tui_settle(&w->tui);
	drafts_release(&list);
	act(w, "submit");
	sees(w, "there is one demand");
	assert_int_equal(demands_count(w), 1);
}

static void
call_is_hung_on_an_open_demand(void **state)
{
	struct world *w = *state;
	struct demand d;
	struct demand_view v;

	fill(w);
	act(w, "submit");
	act(w, "choose");
	act(w, "log");
	type(w, "暖气还是不热");
	sees(w, "maybe the same");
	act(w, "contact");
	sees(w, "note a repeat call");
	sees(w, "暖气还是不热");
	act(w, "submit");
	assert_int_equal(w->tui.layers, 1);
	assert_int_equal(demands_count(w), 1);
	assert_int_equal(drafts_count(w), 0);
	newest(w, &d);
	demand_view_init(&v);
	assert_int_equal(demand_open(&w->app, d.number, &v, &w->err), ST_OK);
	assert_int_equal(v.contacts.count, 1);
	demand_view_release(&v);
	demand_release(&d);
}

static void
conflict_keeps_the_text(void **state)
{
	struct world *w = *state;
	struct demand_made made = DEMAND_MADE_INIT;
	struct move_fields f = { 0 };
	struct demand d;

	fill(w);
	act(w, "submit");
	act(w, "move");			/* the sheet */
	newest(w, &d);
	sees(w, "What may be done now");
	act(w, "contact");
	type(w, "再次来电");
	f.value[MOVE_FIELD_TEXT] = "我也打了";
	w->app.person = "wang";
	assert_int_equal(demand_move(&w->app, d.number, 0, MOVE_URGE, &f,
	    &made, &w->err), ST_OK);
	w->app.person = "chen";
	act(w, "submit");
	sees(w, "was changed by wang");
	sees(w, "再次来电");
	act(w, "submit");
	sees_not(w, "was changed by wang");
	assert_int_equal(w->tui.layers, 2);
	sees(w, "再次来电");
	demand_made_release(&made);
	demand_release(&d);
}

static void
data_are_shown_for_a_reason(void **state)
{
	struct world *w = *state;
	struct accesses list = ACCESSES_INIT;

	fill(w);
	act(w, "submit");
	act(w, "move");
	sees(w, "138****5678");
	sees_not(w, PHONE);
	act(w, "reveal");
	act(w, "choose");
	sees(w, "only for a reason");
	type(w, "核对号码");
	act(w, "choose");
	sees(w, PHONE);
	assert_int_equal(ledger_accesses(w->app.ledger, 0, 10, &list,
	    &w->err), ST_OK);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.access[0].reason, "核对号码");
	accesses_release(&list);
}

static void
pasted_text_is_read(void **state)
{
	struct world *w = *state;

	act(w, "log");
	go(w, "Content");
	tui_paste(&w->tui, slice_of("姓名：张三\n电话：13911112222\n"
	    "地址：朝阳区三里屯街道工体北路4号\n身份证 11010519491231002X\n"
	    "反映楼道漏水\n"));
	tui_settle(&w->tui);
	assert_int_equal(w->tui.layers, 2);	/* no line feed submits */
	sees(w, "Read in the text");
	for (int i = 0; i < 6; i++)
		act(w, "take");
	sees_not(w, "Read in the text");
	go(w, "Phone");
	sees(w, "13911112222");
	sees(w, "张三");
	sees(w, "三里屯街道");
	sees(w, "工体北路4号");
	sees_not(w, "11010519491231002X");
}

static void
huge_paste_is_cut(void **state)
{
	struct world *w = *state;
	size_t bytes = 5 * 1024 * 1024;
	char *huge = xmalloc(bytes);

	for (size_t i = 0; i < bytes; i++)
		huge[i] = i % 60 == 59 ? '\n' : (char)('a' + i % 26);
	act(w, "log");
	go(w, "Content");
	tui_paste(&w->tui, (struct slice){ huge, bytes });
	tui_settle(&w->tui);
	sees(w, "0 left");
	tui_tick(&w->tui);
	sees(w, "saved 0 s ago");
	free(huge);
}

static void
dates_are_read_beside(void **state)
{
	struct world *w = *state;

	act(w, "log");
	go(w, "When");
	type(w, "昨天下午3点");
	sees(w, "= 2026-11-23 15:00");
	act(w, "clear");
	type(w, "+3");
	sees(w, "in the future");
	act(w, "clear");
	type(w, "每天晚上");
	sees(w, "kept as it was told");
}

static void
undo_brings_text_back(void **state)
{
	struct world *w = *state;

	act(w, "log");
	go(w, "Content");
	type(w, "漏水");
	act(w, "clear");
	sees_not(w, "漏水");
	act(w, "undo");
	sees(w, "漏水");
}

/* A matter that is not dispatched: what to say, and one key. */
static void
emergency_is_referred(void **state)
{
	struct world *w = *state;
	struct demand d;

	call_from(w, PHONE);
	act(w, "log");
	go(w, "Title");
	type(w, "煤气泄漏");
	go(w, "Refer to");
	type(w, "1");
	act(w, "choose");
	sees(w, "To be said");
	act(w, "submit");
	newest(w, &d);
	assert_int_equal(d.state, DEMAND_REFERRED);
	assert_string_equal(d.route, "1");
	demand_release(&d);
}

/* What was typed first counts, in whatever way. */
static void
units_are_found_by_sound(void **state)
{
	static const struct { const char *typed, *found; } cases[] = {
		{ "szfgjj", "市住房公积金管理中心" },
		{ "gongjijin", "市住房公积金管理中心" },
		{ "公积金", "市住房公积金管理中心" },
		{ "GONG jijin", "市住房公积金管理中心" },
		{ "chaoyangq", "朝阳区" }, { "医保局", "市医保局" },
	};
	struct world *w = *state;

	act(w, "log");
	go(w, "Unit");
	for (size_t i = 0; i < COUNT(cases); i++) {
		type(w, cases[i].typed);
		act(w, "choose");
		act(w, "pane-previous");
		sees(w, cases[i].found);
	}
}

static void
every_size_draws(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 36, 120 }, { 30, 8 },
		{ 2, 1 }, { 1, 1 }, { 24, 99 }, { 25, 100 }, { 60, 200 } };
	struct world *w = *state;
	static const char *const dialogs[] = { "contact", "reveal", "move" };

	fill(w);
	go(w, "Topic");
	type(w, " ");
	for (size_t i = 0; i < COUNT(sizes); i++)
		(void)shown(w, sizes[i][0], sizes[i][1]);
	act(w, "choose");
	act(w, "submit");
	for (size_t i = 0; i < COUNT(sizes); i++)
		(void)shown(w, sizes[i][0], sizes[i][1]);
	act(w, "move");
	for (size_t k = 0; k < COUNT(dialogs); k++) {
		act(w, dialogs[k]);
		for (size_t i = 0; i < COUNT(sizes); i++)
			(void)shown(w, sizes[i][0], sizes[i][1]);
		act(w, "back");
	}
	for (size_t i = 0; i < COUNT(sizes); i++) {
		(void)shown(w, sizes[i][0], sizes[i][1]);
		act(w, "last");
		act(w, "pane-next");
	}
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(submit_makes_one_demand),
		T(clear_duty_goes_at_once),
		T(unclear_duty_does_not),
		T(missing_is_said_beside),
		T(consultation_is_registered),
		T(draft_is_kept_and_found),
		T(lost_line_keeps_unsaved),
		T(esc_keeps_the_draft),
		T(failure_keeps_everything),
		T(retry_is_the_same_demand),
		T(call_is_hung_on_an_open_demand),
		T(conflict_keeps_the_text),
		T(data_are_shown_for_a_reason),
		T(pasted_text_is_read),
		T(huge_paste_is_cut),
		T(dates_are_read_beside),
		T(undo_brings_text_back),
		T(emergency_is_referred),
		T(units_are_found_by_sound),
		T(every_size_draws),
	};
#undef T

	return cmocka_run_group_tests(tests, NULL, NULL);
}
