/*
 * canvas.h - a picture of the screen in memory: cells of graphemes and
 * styles, and where the cursor stands.
 *
 * Views paint on it and never see a terminal, so a test compares pictures.
 * Positions are rows and columns from 0, relative to the canvas' window (at
 * the start all of it); what falls outside is cut, never half a character.
 * Nothing scrolls. Text put here passes the cleaner by itself.
 */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include "base/buf.h"
#include "tui/theme.h"

#include <stdint.h>

/* A grapheme longer than this loses its last marks. */
#define CELL_BYTES 20

struct cell {
	char text[CELL_BYTES];		/* not ended; bytes 0: right half */
	uint8_t bytes;
	uint8_t cols;			/* 1 or 2; 0: right half of the left */
	uint8_t style;			/* enum style | STYLE_SELECTED */
};

struct area {
	int row, col, rows, cols;
};

/* Where a row of a list stands, for a click. */
struct target {
	struct area area;		/* of the canvas */
	size_t row;			/* of the list */
};

struct canvas {
	struct target *target;		/* the last one is on top */
	size_t targets, target_room;
	struct cell *cell;		/* rows * cols */
	int rows, cols;
	struct area window;		/* inside the canvas */
	int cursor_row, cursor_col;	/* of the canvas; -1: nowhere set */
	int mark_row, mark_col;		/* canvas_mark(); -1: nowhere */
	bool ascii;			/* frames and marks in ASCII */
	bool plain;			/* for a screen reader or a braille
					 * line: no frames, nothing beside or
					 * on top of anything */
};

void canvas_init(struct canvas *c);
void canvas_release(struct canvas *c);
/* Sets the size, blanks all, makes the window the whole, no cursor. */
void canvas_start(struct canvas *c, int rows, int cols);

/* Narrows the window to @area (relative to the present one, clipped to it)
 * and returns the present one for canvas_restore(). */
struct area canvas_window(struct canvas *c, struct area area);
void canvas_restore(struct canvas *c, struct area window);
int canvas_rows(const struct canvas *c);	/* of the window */
int canvas_cols(const struct canvas *c);

/* Puts text in at most @cols columns (less at the window's edge); returns the
 * columns used. Line feeds and tabs show as a blank. */
int canvas_put(struct canvas *c, int row, int col, int cols, unsigned style,
    struct slice text);
int canvas_text(struct canvas *c, int row, int col, unsigned style,
    const char *text);			/* to the window's edge */
/* printf to the window's edge. */
int canvas_printf(struct canvas *c, int row, int col, unsigned style,
    const char *format, ...) __attribute__((format(printf, 5, 6)));
/* As canvas_put(), and text that is cut ends in an ellipsis. */
int canvas_put_cut(struct canvas *c, int row, int col, int cols,
    unsigned style, struct slice text);
/* Puts text whose last column is @end - 1; returns the columns used. */
int canvas_put_right(struct canvas *c, int row, int end, int cols,
    unsigned style, struct slice text);

/* Blanks @area in @style. */
void canvas_fill(struct canvas *c, struct area area, unsigned style);
/* Changes the style of what is there; STYLE_SELECTED alone is added. */
void canvas_restyle(struct canvas *c, struct area area, unsigned style);
void canvas_rule(struct canvas *c, int row, int col, int cols,
    unsigned style);				/* horizontal */
void canvas_column(struct canvas *c, int row, int col, int rows,
    unsigned style);				/* vertical */
/* A frame with a title in its upper edge (or NULL), blank inside; returns the
 * area inside it. */
struct area canvas_box(struct canvas *c, struct area area, unsigned style,
    const char *title);

/* Two things fit side by side. */
bool canvas_beside(const struct canvas *c);
/* @rows x @cols in the middle of the window, less where it does not fit; all
 * of the window on a plain canvas. */
struct area canvas_centre(const struct canvas *c, int rows, int cols);

/* Frame pieces and marks with an ASCII twin. */
#define GLYPH_LIST(X) \
	X(RULE,      "─", "-") \
	X(COLUMN,    "│", "|") \
	X(TOP_LEFT,  "┌", "+") \
	X(TOP_RIGHT, "┐", "+") \
	X(LOW_LEFT,  "└", "+") \
	X(LOW_RIGHT, "┘", "+") \
	X(TEE_DOWN,  "┬", "+") \
	X(TEE_UP,    "┴", "+") \
	X(TEE_RIGHT, "├", "+") \
	X(TEE_LEFT,  "┤", "+") \
	X(SELECTED,  "▸", ">") \
	X(LEAD,      "┃", "|") \
	X(ELLIPSIS,  "…", "~") \
	X(MORE,      "↓", "v") \
	X(LESS,      "↑", "^") \
	X(LINK,      "→", ">") \
	X(YES,       "✓", "x")

enum glyph {
#define X(id, text, ascii) GLYPH_##id,
	GLYPH_LIST(X)
#undef X
	GLYPH_COUNT
};

const char *canvas_glyph(const struct canvas *c, enum glyph g);
int canvas_put_glyph(struct canvas *c, int row, int col, unsigned style,
    enum glyph g);

/* A tab's text; the one in force has the style @here and, where styles are
 * not seen, the mark of what is selected. Returns the columns used. */
int canvas_tab(struct canvas *c, int row, int col, unsigned style,
    unsigned here, bool in_force, const char *text);

/* A click in the area means row @row of what the view lists. */
void canvas_target(struct canvas *c, struct area area, size_t row);
/* Row @at of the window is row @row of a list: a click goes there; the
 * selected one has its mark, another style and the cursor. */
void canvas_list_row(struct canvas *c, int at, size_t row, bool selected);
/* Something covers what is below: no click goes there. */
void canvas_cover(struct canvas *c);
/* The row at a place of the canvas; false when there is none. */
bool canvas_target_at(const struct canvas *c, int row, int col,
    size_t *out);

/* The hardware cursor at the end of the frame; the last call wins. */
void canvas_cursor(struct canvas *c, int row, int col);
/* Where keys that move a selection have led to: every GLYPH_SELECTED does
 * this; the last one wins. */
void canvas_mark(struct canvas *c, int row, int col);
/* Puts the cursor there, if there is any. */
void canvas_cursor_mark(struct canvas *c);

/* The picture as lines of text, blanks at the ends cut; what golden screens
 * and --plain compare and print. */
void canvas_dump(const struct canvas *c, struct buf *out);
/* The same with the styles as a second block, a letter a cell. */
void canvas_dump_styles(const struct canvas *c, struct buf *out);

#endif
