/* t-links.c - from an entry along its links, and back. */
#include "refresh-home.h"

#include "base/mem.h"
#include "store/kb.h"
#include "tui/tui_core.h"

#include <stdlib.h>
#include <string.h>

static const char feed[] =
    "{\"external_id\":\"L24\",\"kind\":\"policy_doc\",\"title\":\"住房公积金"
    "管理条例 第二十四条\",\"doc_title\":\"住房公积金管理条例\",\"clause\":"
    "\"第二十四条\",\"answer_full\":\"职工购买自住住房的，可以提取账户内的余"
    "额。\",\"issuing_body\":\"国务院\",\"doc_number\":\"国务院令第262号\","
    "\"region\":\"全国\",\"lang\":\"zh\"}\n"
    "{\"external_id\":\"A1\",\"kind\":\"qa\",\"title\":\"公积金怎么提取\","
    "\"question\":\"公积金怎么提取？\",\"answer_short\":\"购房可以提取。\","
    "\"answer_full\":\"购买自住住房可以提取。\",\"doc_title\":\"住房公积金管"
    "理条例\",\"clause\":\"第二十四条\",\"basis\":\"条例\",\"region\":\"北京市"
    "\",\"lang\":\"zh\"}\n"
    "{\"external_id\":\"A2\",\"kind\":\"qa\",\"title\":\"租房提取要什么材料\","
    "\"question\":\"租房提取要什么材料？\",\"answer_short\":\"租房合同。\","
    "\"answer_full\":\"租房合同和身份证。\",\"doc_title\":\"住房公积金管理条"
    "例\",\"clause\":\"第九十九条\",\"basis\":\"条例\",\"region\":\"北京市\","
    "\"lang\":\"zh\"}\n"
    "{\"external_id\":\"A1-en\",\"kind\":\"qa\",\"title\":"
    "\"When can savings be withdrawn\",\"question\":"
    "\"When can savings be withdrawn?\","
    "\"answer_short\":\"On buying a home.\",\"answer_full\":\"On buying a home."
    "\",\"translation_of\":\"A1\",\"basis\":\"regulation\",\"region\":\"北京市"
    "\",\"lang\":\"en\",\"doc_title\":\"住房公积金管理条例\",\"clause\":\"第二十"
    "四条\"}\n";

struct desk {
	struct home *home;
	struct tui t;
	struct canvas canvas;
	struct buf picture;
};

static int
setup(void **state)
{
	struct desk *d = xcalloc(1, sizeof(*d));
	const char *files[1];
	struct refresh_options o = { .file = files, .files = 1,
		.accept = true };

	home_set_up((void **)&d->home);
	home_write(d->home, d->home->feed, feed);
	files[0] = d->home->feed;
	OK(d->home, home_run(d->home, &o));
	OK(d->home, kb_open(&d->home->app.kb, d->home->app.kb_dir,
	    &d->home->err));
	OK(d->home, tui_start(&d->t, &d->home->app, &d->home->err));
	canvas_init(&d->canvas);
	tui_settle(&d->t);
	*state = d;
	return 0;
}

static int
teardown(void **state)
{
	struct desk *d = *state;

	tui_finish(&d->t, true);
	canvas_release(&d->canvas);
	buf_release(&d->picture);
	kb_close(d->home->app.kb);
	d->home->app.kb = NULL;
	home_tear_down((void **)&d->home);
	free(d);
	return 0;
}

static void
act(struct desk *d, const char *name)
{
	tui_act(&d->t, action_find(slice_of(name)));
	tui_settle(&d->t);
}

static void
ask(struct desk *d, const char *text)
{
	act(d, "clear");
	tui_paste(&d->t, slice_of(text));
	tui_settle(&d->t);
}

static void
sees(struct desk *d, const char *text)
{
	canvas_start(&d->canvas, 36, 120);
	tui_draw(&d->t, &d->canvas);
	buf_reset(&d->picture);
	canvas_dump(&d->canvas, &d->picture);
	if (!strstr(buf_text(&d->picture), text))
		fail_msg("no \"%s\" in\n%s", text, buf_text(&d->picture));
}

/* A clause is sought when somebody goes there, and Esc comes back. */
static void
to_the_clause_and_back(void **state)
{
	struct desk *d = *state;

	ask(d, "公积金怎么提取");
	sees(d, "Clause: 住房公积金管理条例 第二十四条");
	act(d, "follow");
	sees(d, "职工购买自住住房的");
	act(d, "back");
	sees(d, "Clause: 住房公积金管理条例 第二十四条");
}

static void
a_clause_that_is_not_there(void **state)
{
	struct desk *d = *state;

	ask(d, "租房提取要什么材料");
	act(d, "follow");
	sees(d, "is not in the knowledge base");
	sees(d, "租房合同");
}

/* More than one link is asked for; the way back has as many steps. */
static void
one_of_several(void **state)
{
	struct desk *d = *state;

	ask(d, "When can savings be withdrawn");
	sees(d, "Translation of: 公积金怎么提取 (2 links)");
	act(d, "follow");
	sees(d, "Clause: 住房公积金管理条例 第二十四条");
	act(d, "choose");
	sees(d, "购买自住住房可以提取。");
	act(d, "follow");
	sees(d, "职工购买自住住房的");
	act(d, "back");
	sees(d, "购买自住住房可以提取。");
	act(d, "back");
	sees(d, "On buying a home.");
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(to_the_clause_and_back),
		T(a_clause_that_is_not_there),
		T(one_of_several),
	};
#undef T

	return cmocka_run_group_tests(tests, NULL, NULL);
}
