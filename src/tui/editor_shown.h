/*
 * editor_shown.h - how a field was last laid out; between editor.c and
 * editor_draw.c only. A cache: dropping it changes nothing but time.
 */
#ifndef TUI_EDITOR_SHOWN_H
#define TUI_EDITOR_SHOWN_H

#include "tui/editor.h"

struct editor_shown *editor_shown_new(void);
void editor_shown_free(struct editor_shown *s);		/* NULL is fine */
void editor_shown_stale(struct editor_shown *s);	/* the text changed */

/* The screen column the cursor stands in. */
int editor_shown_col(const struct editor *e);
/* The byte @by screen lines off the cursor's, at column @col; the text's ends
 * when there is no such line. */
size_t editor_shown_line(const struct editor *e, int by, int col);

#endif
