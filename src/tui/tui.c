/*
 * tui.c - the loop: input, then views, then a frame.
 *
 * All input that is there is taken before anything is searched or painted. A
 * frame with the new key goes out before the stores are asked, a second one
 * with what they said, and a third, once no key has come for a moment, with
 * what stands beside. Nothing is done while nothing happens, but for the
 * clock's tick.
 */
#include "tui/tui.h"
#include "tui/screen.h"
#include "tui/tui_core.h"

#include "app/app.h"
#include "app/pop.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

#define TICK_US INT64_C(1000000)

struct loop {
	struct tui t;
	struct screen *screen;
	struct canvas canvas;
	int64_t tick_at;		/* monotonic us of the next one */
	bool lost, mouse;
	struct pop *pop;		/* NULL: nobody listens */
};

static bool
loop_newer(void *arg)
{
	return screen_busy(arg);
}

static void
loop_copy(void *arg, struct slice text)
{
	screen_copy(arg, text);
}

static void
frame(struct loop *l)
{
	int rows, cols;

	if (!l->t.dirty)
		return;
	if (l->t.theme_new)
		screen_set_theme(l->screen, &l->t.theme);
	if (l->t.mouse != l->mouse)
		screen_set_mouse(l->screen, l->t.mouse);
	l->mouse = l->t.mouse;
	if (l->t.repaint || l->t.theme_new)
		screen_repaint(l->screen);
	l->t.repaint = l->t.theme_new = l->t.dirty = false;
	screen_size(l->screen, &rows, &cols);
	canvas_start(&l->canvas, rows, cols);
	tui_draw(&l->t, &l->canvas);
	screen_flush(l->screen, &l->canvas);
}

/* Milliseconds until something is due by itself. */
static int
patience(const struct loop *l)
{
	int64_t now = clock_monotonic_us(), left = l->tick_at - now;
	int64_t due = tui_due_in(&l->t, now);

	if (due < left)
		left = due;
	if (l->t.prefixes > 0) {
		int64_t shown = l->t.prefix_at + l->t.prefix_ms * 1000 - now;

		if (shown > 0 && shown < left)
			left = shown;
	}
	return left <= 0 ? 0 : (int)(left / 1000) + 1;
}

/* The telephone system announces a call. */
static void
call_take(struct loop *l)
{
	struct pop_call call;

	if (pop_take(l->pop, &call))
		pop_answer(l->pop, tui_pop(&l->t, slice_of(call.phone)) ?
		    "began" : "waits");
}

/* Where another screen of this person listens, this one does when that has
 * gone; that nobody announces calls is no reason to trouble anyone. */
static void
call_listen(struct loop *l)
{
	struct err quiet = ERR_INIT;

	if (!l->pop && pop_open(&l->pop, l->t.app->person, &quiet) == ST_OK)
		screen_watch(l->screen, pop_fd(l->pop));
}

static void
event_take(struct loop *l, enum screen_event event,
    const struct input *input)
{
	switch (event) {
	case SCREEN_INPUT:
		if (input->kind == INPUT_PASTE)
			tui_paste(&l->t, input->text);
		else if (input->kind == INPUT_MOUSE)
			tui_mouse(&l->t, &l->canvas, input->mouse);
		else if (input->kind == INPUT_KEY)
			tui_key(&l->t, input->key);
		break;
	case SCREEN_RESIZED:
	case SCREEN_CONTINUED:
		l->t.dirty = true;
		break;
	case SCREEN_WATCHED:
		call_take(l);
		break;
	case SCREEN_LOST:
		l->lost = l->t.quit = true;
		break;
	case SCREEN_TERMINATED:
		l->t.quit = true;
		break;
	case SCREEN_TIMEOUT:
		break;
	}
}

/* Takes all that is there; waits for the first up to @ms. */
static void
drain(struct loop *l, int ms)
{
	struct input input;
	enum screen_event event;

	do {
		event = screen_wait(l->screen, ms, &input);
		event_take(l, event, &input);
		ms = 0;
		if (l->t.suspend) {
			l->t.suspend = false;
			screen_suspend(l->screen);
			l->t.dirty = true;
		}
	} while (event != SCREEN_TIMEOUT && !l->t.quit &&
	    screen_busy(l->screen));
}

static void
ticks(struct loop *l)
{
	int64_t now = clock_monotonic_us();

	if (l->t.prefixes > 0 &&
	    now - l->t.prefix_at >= l->t.prefix_ms * 1000)
		l->t.dirty = true;
	if (now < l->tick_at)
		return;
	l->tick_at = now + TICK_US;
	call_listen(l);
	tui_tick(&l->t);
}

static void
loop_run(struct loop *l)
{
	frame(l);
	while (!l->t.quit) {
		int64_t now = clock_monotonic_us();

		if (tui_due_in(&l->t, now) == 0) {
			tui_settle_due(&l->t, now);
			if (!screen_busy(l->screen))
				frame(l);
		}
		drain(l, patience(l));
		ticks(l);
		if (!l->t.quit)
			frame(l);
	}
}

static void
frames_choose(struct loop *l)
{
	bool utf8 = intl_utf8();

	l->canvas.plain = l->t.plain;
	l->canvas.ascii = !utf8 || utf8_char_cols(0x2500) != 1;
	if (!utf8 && !*l->t.message)
		tui_say(&l->t, STYLE_WARN, _("The locale is not UTF-8, so "
		    "frames are plain; LANG=C.UTF-8 would do"));
}

enum status
tui_run(struct app *app, bool plain, struct err *err)
{
	struct loop *l = xcalloc(1, sizeof(*l));
	enum status st;

	canvas_init(&l->canvas);
	st = tui_start(&l->t, app, err);
	if (st == ST_OK && plain)
		tui_set_plain(&l->t);
	if (st == ST_OK) {
		frames_choose(l);
		st = screen_open(&l->screen, &l->t.theme, err);
	}
	if (st == ST_OK) {
		l->t.newer = loop_newer;
		l->t.copy = loop_copy;
		l->t.newer_arg = l->t.copy_arg = l->screen;
		l->t.theme_new = false;
		l->tick_at = clock_monotonic_us() + TICK_US;
		call_listen(l);
		loop_run(l);
	}
	tui_finish(&l->t, true);
	pop_close(l->pop);
	screen_close(l->screen);
	canvas_release(&l->canvas);
	free(l);
	return st;
}
