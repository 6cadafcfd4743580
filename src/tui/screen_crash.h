/*
 * screen_crash.h - the terminal put back when the program cannot do it in
 * order: at a crash, and at exit() from anywhere.
 *
 * The one place of the program with a variable of its own: a signal handler
 * has nothing else to go by.
 */
#ifndef TUI_SCREEN_CRASH_H
#define TUI_SCREEN_CRASH_H

#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* Keeps the terminal's state of now and what puts it back; after
 * setupterm(), before anything is changed. */
void crash_prepare(void);
/* Sends the modes back that curses does not know of, and wipes the screen. */
void crash_restore(void);

#endif
