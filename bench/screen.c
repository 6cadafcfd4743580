/*
 * screen.c - how long a key takes, from the key to the finished picture.
 *
 * usage: screen HOME [COLSxROWS]
 *
 * Plays keys on a desk as the screen would, without a terminal: what is
 * measured is ours alone. "echo" is until the first picture has the key in
 * it, "rows" until the stores have answered and the picture shows it, "rest"
 * what comes after a pause between keys: the reading pane, the form's
 * suggestions. The desk needs a knowledge base; figures for queues want demands in it.
 */
#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tui/tui_core.h"

#include <stdio.h>
#include <stdlib.h>

#define SAMPLES 4096

struct bench {
	struct app app;
	struct tui t;
	struct canvas canvas;
	int rows, cols;
	int64_t echo[SAMPLES], whole[SAMPLES], rest[SAMPLES];
	size_t count;
};

static void
paint(struct bench *b)
{
	canvas_start(&b->canvas, b->rows, b->cols);
	tui_draw(&b->t, &b->canvas);
}

static void
key_timed(struct bench *b, struct key key)
{
	int64_t start = clock_monotonic_us(), echo, rows;

	tui_key(&b->t, key);
	paint(b);
	echo = clock_monotonic_us() - start;
	if (tui_due_in(&b->t, b->t.input_at) == 0) {
		while (tui_due_in(&b->t, b->t.input_at) == 0)
			tui_settle_due(&b->t, b->t.input_at);
		paint(b);
	}
	rows = clock_monotonic_us();
	if (tui_unsettled(&b->t)) {
		while (tui_unsettled(&b->t))
			tui_settle(&b->t);
		paint(b);
	}
	if (b->count == SAMPLES)
		return;
	b->echo[b->count] = echo;
	b->whole[b->count] = rows - start;
	b->rest[b->count++] = clock_monotonic_us() - rows;
}

static void
press(struct bench *b, const char *keys)
{
	struct slice s = slice_of(keys);
	struct err err = ERR_INIT;
	struct key key;

	while (s.bytes > 0 && key_parse(&s, &key, &err) == ST_OK)
		key_timed(b, key);
}

static int
int64_cmp(const void *va, const void *vb)
{
	int64_t a = *(const int64_t *)va, b = *(const int64_t *)vb;

	return (a > b) - (a < b);
}

static void
print(const char *what, int64_t *us, size_t count)
{
	qsort(us, count, sizeof(*us), int64_cmp);
	printf("  %s p50 %6.3f ms  p95 %6.3f  p99 %6.3f", what,
	    (double)us[count / 2] / 1000, (double)us[count * 95 / 100] / 1000,
	    (double)us[count * 99 / 100] / 1000);
}

/* @before is not measured; @keys are, @times over. */
static void
measure(struct bench *b, const char *name, const char *before,
    const char *keys, int times)
{
	press(b, before);
	b->count = 0;
	while (times-- > 0)
		press(b, keys);
	printf("%-22s %5zu keys", name, b->count);
	if (b->count > 0) {
		print("echo", b->echo, b->count);
		print("rows", b->whole, b->count);
		print("rest", b->rest, b->count);
	}
	putchar('\n');
	press(b, "<Esc><Esc><Esc><C-u>");
}

static void
measure_all(struct bench *b)
{
	measure(b, "search, pinyin", "", "gongjijin tiqu<C-u>", 20);
	measure(b, "search, initials", "", "gjjtq<C-u>", 40);
	measure(b, "search, Chinese", "",
	    "租房提取住房公积金需要什么材料<C-u>", 20);
	measure(b, "move in results", "公积金", "<Down>", 40);
	measure(b, "move in a queue", "<F3>", "<Down>", 1000);
	measure(b, "type in the form", "<F6><Tab><Tab><Tab>",
	    "abcdefghijklmnopqrst<BS><BS><BS><BS>", 20);
	measure(b, "filter help", "<F1>", "call<BS><BS><BS><BS>", 20);
}

int
main(int argc, char **argv)
{
	struct bench *b = xcalloc(1, sizeof(*b));
	struct app_options o = { .home = argc > 1 ? argv[1] : NULL };
	struct err err = ERR_INIT;
	enum status st;

	b->app = (struct app)APP_INIT;
	b->rows = 36;
	b->cols = 120;
	intl_init(NULL);
	if (argc > 2 && sscanf(argv[2], "%dx%d", &b->cols, &b->rows) != 2)
		st = fail(&err, ST_USAGE, "a size is COLSxROWS");
	else
		st = app_start(&b->app, &o, &err);
	if (st == ST_OK)
		st = app_need(&b->app, APP_TABLES | APP_KB | APP_LEDGER,
		    &err);
	if (st == ST_OK)
		st = tui_start(&b->t, &b->app, &err);
	if (st == ST_OK) {
		canvas_init(&b->canvas);
		measure_all(b);
		tui_finish(&b->t, false);
		canvas_release(&b->canvas);
	} else
		fprintf(stderr, "screen: %s\n", err.text);
	app_close(&b->app);
	free(b);
	return status_exit_code(st);
}
