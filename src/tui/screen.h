/*
 * screen.h - the real terminal, through ncurses: a canvas goes out, keys come
 * in, and the terminal is put back whatever happens.
 *
 * The only file of the program that knows curses. Only what changed since the
 * last frame is sent. Signals set flags alone; a crash restores the terminal
 * with plain writes before the signal takes its course.
 */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include "base/err.h"
#include "tui/canvas.h"
#include "tui/keys.h"
#include "tui/theme.h"

struct screen;

enum status screen_open(struct screen **out, const struct theme *theme,
    struct err *err);
/* Puts the terminal back; NULL is fine. */
void screen_close(struct screen *s);
void screen_set_theme(struct screen *s, const struct theme *theme);

/* Buttons and the wheel come as input, and the terminal marks nothing. */
void screen_set_mouse(struct screen *s, bool on);

void screen_size(const struct screen *s, int *rows, int *cols);
/* Sends what differs from the last frame and leaves the cursor, visible,
 * where the canvas wants it. */
void screen_flush(struct screen *s, const struct canvas *c);
void screen_repaint(struct screen *s);	/* the next flush sends all */
/* Stops this process (Ctrl-Z) with the terminal put back; returns when it is
 * continued. */
void screen_suspend(struct screen *s);

enum screen_event {
	SCREEN_TIMEOUT,
	SCREEN_INPUT,			/* *input is a key, paste or click */
	SCREEN_RESIZED,
	SCREEN_CONTINUED,		/* after a stop: all was repainted */
	SCREEN_WATCHED,			/* the watched descriptor is ready */
	SCREEN_LOST,			/* hang-up or end of input */
	SCREEN_TERMINATED		/* SIGTERM, SIGINT */
};

/* Waits up to @ms (0: does not wait; below 0: for ever). */
enum screen_event screen_wait(struct screen *s, int ms, struct input *input);
/* Waits for @fd to be readable, too; -1: no more. */
void screen_watch(struct screen *s, int fd);
/* Input or a signal is waiting; cheap, for a search to ask. */
bool screen_busy(struct screen *s);

/* Hands text to the terminal's clipboard (OSC 52). */
void screen_copy(struct screen *s, struct slice text);

#endif
