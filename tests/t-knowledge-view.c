/*
 * t-knowledge-view.c - the screen of knowledge: who sees it, what its tabs
 * have, and an entry of the desk's own from a question to its publication.
 */
#include "desk.h"

#include "app/flag.h"
#include "app/knowledge.h"
#include "base/mem.h"
#include "store/kb.h"
#include "store/ledger.h"
#include "tui/tui_core.h"
#include "tui/views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define QUESTION "公积金能否养青蛙"

struct world {
	struct desk desk;
	struct tui t;
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
		settle(w);
	}
}

static bool
shows(const struct world *w, const char *text)
{
	struct buf out = BUF_INIT;
	struct canvas c;
	bool there;

	canvas_init(&c);
	canvas_start(&c, 36, 120);
	tui_draw(&w->t, &c);
	canvas_dump(&c, &out);
	canvas_release(&c);
	there = strstr(buf_text(&out), text) != NULL;
	buf_release(&out);
	return there;
}

static void
sees(const struct world *w, const char *text)
{
	if (!shows(w, text))
		fail_msg("\"%s\" is not shown; \"%s\"", text, w->t.message);
}

static const char *
top_name(const struct world *w)
{
	return w->t.layer[w->t.layers - 1].ops->name;
}

static int
setup(void **state)
{
	struct world *w = xcalloc(1, sizeof(*w));
	struct err err = ERR_INIT;

	desk_open(&w->desk);
	w->desk.app.role = ROLE_EDITOR;
	assert_int_equal(tui_start(&w->t, &w->desk.app, &err), ST_OK);
	*state = w;
	settle(w);
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	tui_finish(&w->t, false);
	desk_close(&w->desk);
	free(w);
	return 0;
}

static void
it_is_for_those_who_keep_the_base(void **state)
{
	struct world *w = *state;

	w->desk.app.role = ROLE_OPERATOR;
	press(w, "<A-8>");
	assert_string_equal(top_name(w), "search");
	w->desk.app.role = ROLE_SUPERVISOR;
	press(w, "<A-8>");
	assert_string_equal(top_name(w), "knowledge");
	press(w, "<Esc>");
	assert_string_equal(top_name(w), "search");
}

static void
a_flag_comes_and_is_settled(void **state)
{
	struct world *w = *state;
	struct flags list = FLAGS_INIT;
	struct err err = ERR_INIT;

	press(w, "公积金<F8>");
	assert_string_equal(top_name(w), "remark");
	press(w, "<Enter>");
	assert_string_equal(top_name(w), "remark");	/* no words */
	press(w, "<Down><Down>哪天起算<Enter>");
	assert_string_equal(top_name(w), "search");
	assert_int_equal(flag_list(&w->desk.app, false, &list, &err), ST_OK);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.flag[0].kind, "unclear");
	assert_string_equal(list.flag[0].actor, "chen");
	flags_release(&list);
	press(w, "<A-8><Tab>");
	sees(w, "unclear");
	press(w, "<Enter>");
	assert_string_equal(top_name(w), "page");
	sees(w, "哪天起算");
	press(w, "<Esc><F5>已注明<Enter>");
	assert_string_equal(top_name(w), "knowledge");
	assert_false(shows(w, "unclear"));
	assert_int_equal(flag_list(&w->desk.app, false, &list, &err), ST_OK);
	assert_int_equal(list.count, 0);
	flags_release(&list);
}

static void
entry_fill(struct world *w, int64_t id)
{
	struct err err = ERR_INIT;

	if (knowledge_set(&w->desk.app, id, "answer_short", "青蛙可以合租",
	    &err) != ST_OK || knowledge_set(&w->desk.app, id, "owner_unit",
	    "市住房城乡建设委", &err) != ST_OK)
		fail_msg("%s", err.text);
}

static void
status_is(struct world *w, int64_t id, const char *status)
{
	struct local_entries list = LOCAL_ENTRIES_INIT;
	struct err err = ERR_INIT;

	assert_int_equal(ledger_local_get(w->desk.app.ledger, id, &list,
	    &err), ST_OK);
	assert_string_equal(list.entry[0].status, status);
	local_entries_release(&list);
}

/* Who answers nobody is not led through a dialog that ends in a refusal: an
 * editor begins the entry, another role is told whose step it is. */
static void
who_does_not_answer_is_told(void **state)
{
	struct world *w = *state;
	struct local_entries list = LOCAL_ENTRIES_INIT;
	struct err err = ERR_INIT;

	w->desk.app.role = ROLE_EDITOR;
	press(w, "蛤蟆能否落户<F7>");
	assert_string_equal(top_name(w), "search");
	sees(w, "draft 1");
	press(w, "<C-u>公积金<Enter>");
	assert_string_equal(top_name(w), "search");
	sees(w, "it is a step of: operator");
	w->desk.app.role = ROLE_AUDITOR;
	press(w, "<F7>");
	assert_string_equal(top_name(w), "search");
	sees(w, "it is a step of: operator");
	assert_int_equal(ledger_local_list(w->desk.app.ledger, NULL, &list,
	    &err), ST_OK);
	assert_int_equal(list.count, 1);
	local_entries_release(&list);
}

static void
an_entry_goes_its_way(void **state)
{
	struct world *w = *state;
	int64_t before = kb_generation(w->desk.app.kb);

	w->desk.app.role = ROLE_OPERATOR;
	press(w, QUESTION "<F7><Enter><Esc><Esc>");
	w->desk.app.role = ROLE_EDITOR;
	press(w, "<A-8><Tab><Tab>");
	sees(w, QUESTION);
	press(w, "<F7><Tab>");
	sees(w, "draft");
	press(w, "<F5><Enter>");
	assert_string_equal(top_name(w), "remark");	/* it has no answer */
	entry_fill(w, 1);
	press(w, "<Enter>");
	assert_string_equal(top_name(w), "knowledge");
	status_is(w, 1, "in_review");
	press(w, "<F5><Down><Enter>");
	assert_string_equal(top_name(w), "remark");	/* the writer */
	status_is(w, 1, "in_review");
	w->desk.app.person = "sun";
	press(w, "<Enter>");
	assert_string_equal(top_name(w), "knowledge");
	status_is(w, 1, "published");
	sees(w, "published");
	assert_true(kb_generation(w->desk.app.kb) > before);
	press(w, "<Tab>");
	sees(w, "desk");
	sees(w, "added 1, changed 0, gone 0");
	press(w, "<Enter>");
	assert_string_equal(top_name(w), "page");
	press(w, "<Esc><End><Enter>");
	assert_string_equal(top_name(w), "entry");
	sees(w, "青蛙可以合租");
	press(w, "<Esc><S-Tab><F5>");
	sees(w, "suspend");
	press(w, "<Enter>");
	assert_string_equal(top_name(w), "remark");	/* say why */
	press(w, "待核实<Enter>");
	status_is(w, 1, "suspended");
}

static void
every_tab_holds_at_every_size(void **state)
{
	static const int rows[] = { 0, 1, 2, 3, 7, 24, 36, 70 };
	static const int cols[] = { 0, 1, 2, 5, 30, 80, 100, 121, 240 };
	struct world *w = *state;
	struct canvas c;

	press(w, "公积金<F8>错<Enter><A-8>");
	for (int tab = 0; tab < 5; tab++) {
		for (int open = 0; open < 3; open++) {
			canvas_init(&c);
			for (size_t i = 0; i < COUNT(rows) * COUNT(cols); i++) {
				canvas_start(&c, rows[i % COUNT(rows)],
				    cols[i / COUNT(rows)]);
				tui_draw(&w->t, &c);
			}
			canvas_release(&c);
			press(w, open == 0 ? "<Enter>" : open == 1 &&
			    strcmp(top_name(w), "knowledge") != 0 ?
			    "<PageDown>" : "<Down>");
		}
		while (strcmp(top_name(w), "knowledge") != 0)
			press(w, "<Esc>");
		press(w, "<Tab>");
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(it_is_for_those_who_keep_the_base),
		TEST(a_flag_comes_and_is_settled),
		TEST(an_entry_goes_its_way),
		TEST(who_does_not_answer_is_told),
		TEST(every_tab_holds_at_every_size),
	};

	return cmocka_run_group_tests_name("knowledge-view", tests, NULL,
	    NULL);
}
