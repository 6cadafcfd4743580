/*
 * handover_view.h - the state of the screen of the handover; between the
 * handover_view*.c files only.
 *
 * Figures that open their rows stand above the notes; both are one list.
 */
#ifndef TUI_HANDOVER_VIEW_H
#define TUI_HANDOVER_VIEW_H

#include "app/handover.h"
#include "tui/list.h"
#include "tui/view.h"
#include "tui/wrap.h"

/* What the drawing tells the next key: a cache. */
struct handover_shown {
	int page;			/* rows of the list */
	int lines, text_page;		/* of the note's text */
	struct wrap wrap;
};

struct handover_state {
	struct tui *t;
	struct app *app;
	struct shifts shifts;
	struct shift_time now, next;	/* ->shift NULL: none is on */
	struct handover_figures figures;
	struct handovers notes;
	struct list list;
	int scroll;			/* lines of the note */
	bool loaded;
	int64_t data_version, minute;	/* when it was read */
	struct handover_shown *shown;
};

/* The selected note, or NULL: a figure is selected. */
const struct handover *handover_selected(const struct handover_state *s);

/* handover_view_draw.c */
void handover_draw(const void *state, struct canvas *c);

/* Asks for the note; no argument. */
extern const struct view_ops handover_note_view;

#endif
