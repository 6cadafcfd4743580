/*
 * screen_paint.h - a canvas through curses; between screen.c and
 * screen_paint.c only.
 */
#ifndef TUI_SCREEN_PAINT_H
#define TUI_SCREEN_PAINT_H

#include "tui/canvas.h"
#include "tui/theme.h"

struct paint;

/* After newterm(). */
struct paint *paint_new(const struct theme *theme);
void paint_free(struct paint *p);			/* NULL is fine */
/* Forgets the last frame: all rows go to curses again. */
void paint_forget(struct paint *p);
void paint_canvas(struct paint *p, const struct canvas *c);

#endif
