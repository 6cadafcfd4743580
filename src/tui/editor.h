/*
 * editor.h - a text field: one line or several, edited by graphemes.
 *
 * Holds the text, the cursor, what was cut, and the way back. Text given to
 * it passes the cleaner; a field of one line turns line feeds into blanks, so
 * that a paste never submits. Nothing is inserted beyond the limit.
 */
#ifndef TUI_EDITOR_H
#define TUI_EDITOR_H

#include "base/buf.h"
#include "tui/action.h"
#include "tui/canvas.h"

struct editor_step;
struct editor_shown;

struct editor {
	struct buf text;		/* UTF-8 */
	size_t at;			/* the cursor, in bytes */
	size_t chars_max;		/* 0: no limit */
	bool lines;			/* may hold line feeds */
	struct buf cut;			/* what kill took, for yank */
	struct editor_step *step;	/* undo: oldest first */
	size_t steps, step_room, undone;
	bool typing;			/* the last step may grow */
	int goal;			/* column kept by moves up and down */
	struct editor_shown *shown;	/* a cache: how it was last drawn */
};

void editor_init(struct editor *e, bool lines, size_t chars_max);
void editor_release(struct editor *e);

/* Replaces all; the cursor goes to the end; forgets the way back. */
void editor_set(struct editor *e, struct slice text);
struct slice editor_text(const struct editor *e);	/* until a change */
bool editor_empty(const struct editor *e);
size_t editor_chars_left(const struct editor *e); /* SIZE_MAX: no limit */

/* Both return whether the text changed. Typed text may be several characters
 * (an input method commits a phrase); a paste is one step of undo. */
bool editor_type(struct editor *e, struct slice text);
bool editor_paste(struct editor *e, struct slice text);

/* Carries out an editing action. */
enum edited { EDITED_NOT_MINE, EDITED_MOVED, EDITED_TEXT };
enum edited editor_act(struct editor *e, const struct action *a);

/* Screen lines the text takes at @cols (lines), at least 1. */
int editor_rows(const struct editor *e, int cols);

/* Paints the field into the area, blank behind the text in @style, so that
 * the cursor is in sight; with @focus sets the canvas' cursor there. */
void editor_draw(const struct editor *e, struct canvas *c, struct area area,
    unsigned style, bool focus);

#endif
