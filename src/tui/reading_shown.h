/*
 * reading_shown.h - how the pane was last laid out; between reading.c and
 * reading_draw.c only. A cache: dropping it changes nothing but time.
 */
#ifndef TUI_READING_SHOWN_H
#define TUI_READING_SHOWN_H

struct reading_shown;

struct reading_shown *reading_shown_new(void);
void reading_shown_free(struct reading_shown *s);	/* NULL is fine */
void reading_shown_stale(struct reading_shown *s);
/* How far one can scroll; lines in sight. */
int reading_shown_most(const struct reading_shown *s);
int reading_shown_page(const struct reading_shown *s);

#endif
