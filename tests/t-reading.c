/* t-reading.c - an entry to be read: its parts, tabs and links. */
#include "desk.h"

#include "app/search.h"
#include "base/clock.h"
#include "base/mem.h"
#include "store/kb.h"
#include "tui/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct world {
	struct desk desk;
	struct hits hits;
	struct reading reading;
};

static int
setup(void **state)
{
	static struct world w;

	desk_open(&w.desk);
	hits_init(&w.hits);
	reading_init(&w.reading);
	*state = &w;
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;

	reading_release(&w->reading);
	hits_release(&w->hits);
	desk_close(&w->desk);
	return 0;
}

/* Reads what the words find first. */
static void
read_first(struct world *w, const char *words)
{
	int64_t day = clock_day(clock_now(&w->desk.app.clock));
	struct search_options o = { .limit = 5, .day = day, .texts = true };
	struct err err = ERR_INIT;

	assert_int_equal(search_run(w->desk.app.kb, slice_of(words), &o,
	    &w->hits, &err), ST_OK);
	assert_true(w->hits.count > 0);
	assert_int_equal(reading_load(&w->reading, w->desk.app.kb,
	    &w->hits.hit[0], day, &err), ST_OK);
}

static void
draw(struct world *w, struct canvas *c, int rows, int cols, struct buf *out)
{
	canvas_start(c, rows, cols);
	reading_draw(&w->reading, c, true);
	buf_reset(out);
	canvas_dump(c, out);
}

static void
the_sentence_to_read_aloud_comes_first(void **state)
{
	struct world *w = *state;
	struct canvas c;
	struct buf out = BUF_INIT;
	char start[31];

	read_first(w, "110报警电话");
	assert_true(w->reading.there);
	snprintf(start, sizeof(start), "%.30s",
	    entry_get(&w->reading.entry, ENTRY_ANSWER_SHORT));
	assert_memory_equal(reading_lead(&w->reading).text, start, 30);
	canvas_init(&c);
	draw(w, &c, 20, 60, &out);
	assert_non_null(strstr(buf_text(&out), "┃"));
	assert_non_null(strstr(buf_text(&out), start));
	assert_true(strstr(buf_text(&out), start) <
	    strstr(buf_text(&out), "[1 "));
	buf_release(&out);
	canvas_release(&c);
}

static void
the_tab_stays_with_its_entry(void **state)
{
	struct world *w = *state;

	read_first(w, "110报警电话");
	reading_tab(&w->reading, 2);
	read_first(w, "110报警电话");
	assert_int_equal(w->reading.tab, 2);
	reading_tab(&w->reading, -1);
	assert_int_equal(w->reading.tab, 0);
	reading_tab(&w->reading, 1);
	read_first(w, "公积金提取");
	assert_int_equal(w->reading.tab, 0);
}

static void
markdown_is_read_without_its_signs(void **state)
{
	struct world *w = *state;
	struct reading *r = &w->reading;
	struct canvas c;
	struct buf out = BUF_INIT;

	read_first(w, "110报警电话");
	entry_set(&r->entry, ENTRY_ANSWER_SHORT,
	    slice_of("**先报警**，再等候。"));
	entry_set(&r->entry, ENTRY_ANSWER_FULL,
	    slice_of("## 何时拨打\n* 见[网站](https://a.cn)\n* 2*3*4"));
	reading_tab(r, 0);
	assert_true(slice_is(reading_lead(r), "先报警，再等候。"));
	canvas_init(&c);
	draw(w, &c, 24, 60, &out);
	assert_non_null(strstr(buf_text(&out), "\n何时拨打\n"
	    "- 见网站 (https://a.cn)\n- 2*3*4\n"));
	assert_null(strstr(buf_text(&out), "##"));
	buf_release(&out);
	canvas_release(&c);
}

static void
scrolling_ends_at_the_end(void **state)
{
	struct world *w = *state;
	struct canvas c;
	struct buf first = BUF_INIT, out = BUF_INIT;

	read_first(w, "110报警电话");
	canvas_init(&c);
	draw(w, &c, 8, 30, &first);
	reading_scroll(&w->reading, 100000);
	draw(w, &c, 8, 30, &out);
	assert_string_not_equal(buf_text(&first), buf_text(&out));
	assert_true(w->reading.scroll < 1000);
	reading_scroll(&w->reading, -100000);
	draw(w, &c, 8, 30, &out);
	assert_string_equal(buf_text(&first), buf_text(&out));
	buf_release(&first);
	buf_release(&out);
	canvas_release(&c);
}

static void
it_holds_at_any_size(void **state)
{
	struct world *w = *state;
	struct canvas c;
	struct buf out = BUF_INIT;

	read_first(w, "公积金提取");
	canvas_init(&c);
	for (int rows = 0; rows < 30; rows += 3)
		for (int cols = 0; cols < 90; cols += 7)
			draw(w, &c, rows, cols, &out);
	reading_clear(&w->reading);
	draw(w, &c, 10, 40, &out);
	buf_release(&out);
	canvas_release(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sentence_to_read_aloud_comes_first),
		cmocka_unit_test(the_tab_stays_with_its_entry),
		cmocka_unit_test(markdown_is_read_without_its_signs),
		cmocka_unit_test(scrolling_ends_at_the_end),
		cmocka_unit_test(it_holds_at_any_size),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
