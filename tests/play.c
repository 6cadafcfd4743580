/*
 * play.c - plays a script of keys on the screens and prints what they show.
 *
 * usage: play HOME SCRIPT COLSxROWS
 *
 * The views run on a canvas, without a terminal; DESK12345_NOW stops the
 * clock. A line of a script is one of
 *	key KEYS	names as in keymaps: <F2>138<Enter>
 *	text WORDS	every character is a key
 *	paste TEXT	\n is a line feed
 *	wait MS		the clock goes on, and ticks
 *	size COLSxROWS	another window; "size" alone is the first one again
 *	keymap NAME	another keymap
 *	plain		from here on as for a screen reader
 *	pop PHONE	the telephone system announces a call
 *	show NAME	prints the picture
 *	styles NAME	prints the picture and its styles
 */
#include "app/app.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tui/tui_core.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCRIPT_BYTES 65536
#define SETTLES_MAX 100

struct play {
	struct app app;
	struct tui t;
	struct canvas canvas;
	int rows, cols, rows_first, cols_first;
};

static void
settle(struct play *p)
{
	for (int i = 0; i < SETTLES_MAX && tui_unsettled(&p->t); i++)
		tui_settle(&p->t);
}

static enum status
do_key(struct play *p, struct slice keys, struct err *err)
{
	struct key key;

	while (keys.bytes > 0) {
		if (key_parse(&keys, &key, err) != ST_OK)
			return ST_INVALID;
		tui_key(&p->t, key);
		settle(p);
	}
	return ST_OK;
}

/* A burst: the views are asked once for all of it. */
static enum status
do_text(struct play *p, struct slice text, struct err *err)
{
	(void)err;
	while (text.bytes > 0)
		tui_key(&p->t, (struct key){ utf8_next(&text), 0 });
	settle(p);
	return ST_OK;
}

static enum status
do_paste(struct play *p, struct slice text, struct err *err)
{
	struct buf whole = BUF_INIT;

	(void)err;
	for (size_t i = 0; i < text.bytes; i++) {
		bool feed = text.text[i] == '\\' && i + 1 < text.bytes &&
		    text.text[i + 1] == 'n';

		buf_add_char(&whole, feed ? '\n' : text.text[i]);
		i += feed;
	}
	tui_paste(&p->t, buf_slice(&whole));
	settle(p);
	buf_release(&whole);
	return ST_OK;
}

static enum status
do_wait(struct play *p, struct slice ms, struct err *err)
{
	char *text = slice_dup(ms);

	(void)err;
	p->app.clock.stopped_at += strtol(text, NULL, 10);
	p->t.prefix_at -= strtol(text, NULL, 10) * 1000;
	tui_tick(&p->t);
	settle(p);
	free(text);
	return ST_OK;
}

static enum status
do_size(struct play *p, struct slice size, struct err *err)
{
	char *text = slice_dup(size);
	enum status st = ST_OK;

	p->cols = p->cols_first;
	p->rows = p->rows_first;
	if (*text && sscanf(text, "%dx%d", &p->cols, &p->rows) != 2)
		st = fail(err, ST_INVALID, "a size is COLSxROWS");
	free(text);
	return st;
}

static enum status
do_plain(struct play *p, struct slice nothing, struct err *err)
{
	(void)nothing;
	(void)err;
	tui_set_plain(&p->t);
	p->canvas.plain = true;
	return ST_OK;
}

static enum status
do_pop(struct play *p, struct slice phone, struct err *err)
{
	(void)err;
	(void)tui_pop(&p->t, phone);
	settle(p);
	return ST_OK;
}

static enum status
do_keymap(struct play *p, struct slice name, struct err *err)
{
	char *text = slice_dup(name);
	enum status st = tui_set_keymap(&p->t, text, err);

	free(text);
	return st;
}

/* The digits before '.' and the one behind in "12.3 ms"; 0 when there are
 * none. */
static size_t
time_at(struct slice line, size_t *digits)
{
	for (size_t i = 4; i + 3 <= line.bytes; i++) {
		size_t from = i - 2;

		if (memcmp(line.text + i, " ms", 3) != 0 ||
		    line.text[i - 2] != '.')
			continue;
		while (from > 0 && line.text[from - 1] >= '0' &&
		    line.text[from - 1] <= '9')
			from--;
		*digits = i - 2 - from;
		return from;
	}
	return 0;
}

/* How long a search took is another time every time. */
static void
print_line(struct slice line)
{
	size_t digits = 0, at = time_at(line, &digits), gap = at;

	while (gap > 2 && memcmp(line.text + gap - 3, "   ", 3) != 0)
		gap--;
	if (at == 0 || digits == 0) {
		printf("%.*s\n", (int)line.bytes, line.text);
		return;
	}
	printf("%.*s%*s%.*s#.#%.*s\n", (int)gap, line.text,
	    (int)digits - 1, "", (int)(at - gap), line.text + gap,
	    (int)(line.bytes - at - digits - 2),
	    line.text + at + digits + 2);
}

static void
show(struct play *p, struct slice name, bool styles)
{
	struct buf out = BUF_INIT;
	struct slice rest, line;

	canvas_start(&p->canvas, p->rows, p->cols);
	tui_draw(&p->t, &p->canvas);
	canvas_dump(&p->canvas, &out);
	if (styles)
		canvas_dump_styles(&p->canvas, &out);
	printf("== %.*s, cursor in row %d, column %d\n", (int)name.bytes,
	    name.text, p->canvas.cursor_row, p->canvas.cursor_col);
	rest = buf_slice(&out);
	while (slice_line(&rest, &line))
		print_line(line);
	buf_release(&out);
}

static enum status
do_show(struct play *p, struct slice name, struct err *err)
{
	(void)err;
	show(p, name, false);
	return ST_OK;
}

static enum status
do_styles(struct play *p, struct slice name, struct err *err)
{
	(void)err;
	show(p, name, true);
	return ST_OK;
}

static const struct {
	const char *name;
	enum status (*run)(struct play *p, struct slice rest,
	    struct err *err);
} statements[] = {
	{ "key", do_key }, { "text", do_text }, { "paste", do_paste },
	{ "wait", do_wait }, { "size", do_size }, { "keymap", do_keymap },
	{ "pop", do_pop }, { "plain", do_plain },
	{ "show", do_show }, { "styles", do_styles },
};

static enum status
play_line(struct play *p, struct slice line, struct err *err)
{
	struct slice word = slice_word(&line);

	if (line.bytes > 0)		/* one blank; the others are text */
		line = (struct slice){ line.text + 1, line.bytes - 1 };
	if (word.bytes == 0 || word.text[0] == '#')
		return ST_OK;
	for (size_t i = 0; i < COUNT(statements); i++)
		if (slice_is(word, statements[i].name))
			return statements[i].run(p, line, err);
	return fail(err, ST_INVALID, "there is no statement \"%.*s\"",
	    (int)word.bytes, word.text);
}

static enum status
play_script(struct play *p, const char *path, struct err *err)
{
	struct buf script = BUF_INIT;
	struct slice rest, line;
	enum status st = file_read(path, SCRIPT_BYTES, &script, err);

	rest = buf_slice(&script);
	for (int n = 1; st == ST_OK && slice_line(&rest, &line); n++) {
		st = play_line(p, line, err);
		if (st != ST_OK)
			fail_at(err, "%s:%d", path, n);
	}
	buf_release(&script);
	return st;
}

int
main(int argc, char **argv)
{
	struct play p = { .app = APP_INIT };
	struct app_options o = { .person = NULL };
	struct err err = ERR_INIT;
	enum status st;

	if (argc != 4 || sscanf(argv[3], "%dx%d", &p.cols_first,
	    &p.rows_first) != 2) {
		fprintf(stderr, "usage: play HOME SCRIPT COLSxROWS\n");
		return 2;
	}
	intl_init(NULL);
	p.cols = p.cols_first;
	p.rows = p.rows_first;
	o.home = argv[1];
	canvas_init(&p.canvas);
	st = app_start(&p.app, &o, &err);
	if (st == ST_OK)
		st = app_need(&p.app, APP_TABLES | APP_KB_TRY | APP_LEDGER,
		    &err);
	if (st == ST_OK)
		st = tui_start(&p.t, &p.app, &err);
	if (st == ST_OK) {
		settle(&p);
		st = play_script(&p, argv[2], &err);
		tui_finish(&p.t, true);
	}
	if (st != ST_OK)
		fprintf(stderr, "play: %s\n", err.text);
	canvas_release(&p.canvas);
	app_close(&p.app);
	return status_exit_code(st);
}
