/* t-form.c - the demand form, driven by keys. */
#include "fault-vfs.h"
#include "screen-world.h"

#include "base/clock.h"
#include "base/mem.h"
#include "app/learned.h"
#include "tui/form_view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

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

/* Wherever the disk has no room: it is said, and nothing typed is lost. */
static void
a_full_disk_keeps_everything(void **state)
{
	struct world *w = *state;

	fill(w);
	tui_tick(&w->tui);
	assert_int_equal(drafts_count(w), 1);
	go(w, "Content");
	type(w, "，孩子发烧");
	fault_arm(FAULT_FULL, 1);
	tui_tick(&w->tui);
	sees(w, "no space is left");
	sees(w, "孩子发烧");
	act(w, "submit");
	assert_true(fault_struck());
	sees(w, "no space is left");
	sees(w, "孩子发烧");
	act(w, "back");
	assert_int_equal(w->tui.layers, 2);	/* it stays */
	assert_int_equal(demands_count(w), 0);
	assert_int_equal(drafts_count(w), 1);
	fault_arm(FAULT_FULL, 0);
	tui_tick(&w->tui);
	sees(w, "saved 0 s ago");
	act(w, "submit");
	sees(w, "Submitted");
	act(w, "choose");
	assert_int_equal(demands_count(w), 1);
	assert_int_equal(drafts_count(w), 0);
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

/* A neighbour says the same thing in other words, from another phone. */
static void
neighbours_demand_is_shown(void **state)
{
	struct world *w = *state;

	fill(w);
	act(w, "submit");
	act(w, "choose");
	call_from(w, "13911110000");
	act(w, "log");
	go(w, "Content");
	type(w, "楼里暖气一直不热，冷得很");
	sees(w, "maybe the same");
	sees(w, "暖气不热");
	go(w, "District");
	type(w, "haidian");
	act(w, "choose");
	sees_not(w, "maybe the same");
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

/* What was looked up by number is no title. */
static void
numbers_are_no_titles(void **state)
{
	static const struct { const char *words, *phone, *title; } cases[] = {
		{ "13911112222", "13911112222", "" },
		{ "20261124-000001", "", "" },
		{ "暖气不热", "", "暖气不热" },
	};
	struct world *w = *state;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct form_start form = { .words = cases[i].words };
		const struct form_state *s;

		tui_open(&w->tui, &form_view, &form);
		tui_settle(&w->tui);
		s = w->tui.layer[w->tui.layers - 1].state;
		assert_string_equal(form_value(s, FORM_PHONE),
		    cases[i].phone);
		assert_string_equal(form_value(s, FORM_TITLE),
		    cases[i].title);
		act(w, "back");
	}
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

/* What an operator chose for some words is proposed for them the next time,
 * here at once and in another screen from the ledger. */
static void
topics_are_learned(void **state)
{
	struct world *w = *state;
	const char *topic;

	for (int i = 0; i < 3; i++) {
		fill(w);
		go(w, "Title");
		act(w, "clear");
		type(w, "猫咖猫毛飞进楼道");
		go(w, "Content");
		act(w, "clear");
		type(w, "猫咖猫毛飞进楼道");
		go(w, "Topic");
		type(w, "养犬");
		act(w, "choose");
		act(w, "submit");
		act(w, "choose");
	}
	for (int i = 0; i < 2; i++) {
		act(w, "log");
		go(w, "Content");
		type(w, "楼上猫咖的猫毛");
		topic = form_value(w->tui.layer[1].state, FORM_TOPIC);
		assert_string_equal(topic, "city.pet");
		sees(w, "猫咖");
		tui_finish(&w->tui, false);
		learned_free(w->app.learned);
		w->app.learned = NULL;
		start(w);
	}
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
		T(a_full_disk_keeps_everything),
		T(retry_is_the_same_demand),
		T(call_is_hung_on_an_open_demand),
		T(neighbours_demand_is_shown),
		T(pasted_text_is_read),
		T(huge_paste_is_cut),
		T(dates_are_read_beside),
		T(numbers_are_no_titles),
		T(undo_brings_text_back),
		T(topics_are_learned),
		T(emergency_is_referred),
		T(units_are_found_by_sound),
	};
#undef T

	fault_install();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
