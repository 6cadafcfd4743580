/*
 * screen_out.h - a frame leaves in one piece.
 *
 * Curses writes to the terminal whenever it moves the cursor, some fifty
 * times a frame: over a network that is a packet each, and the eye sees half
 * frames. While a frame is held its bytes gather in memory; between screen.c
 * and screen_out.c only.
 */
#ifndef TUI_SCREEN_OUT_H
#define TUI_SCREEN_OUT_H

#include <stdio.h>

struct outlet;

struct outlet *out_open(void);			/* NULL: no descriptors left */
void out_close(struct outlet *o);		/* NULL is fine */
/* What curses writes to; it is the terminal but while a frame is held. */
FILE *out_file(struct outlet *o);

void out_hold(struct outlet *o);
void out_send(struct outlet *o);

#endif
