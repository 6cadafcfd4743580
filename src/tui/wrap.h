/*
 * wrap.h - where a text's screen lines begin and end.
 *
 * Soft breaks follow UAX #14, so Chinese breaks between characters, English
 * between words, and no closing mark begins a line. A word that is longer
 * than the line is broken between graphemes. Lines hold places in the text,
 * never copies of it: the reading pane draws them, the editor walks them.
 */
#ifndef TUI_WRAP_H
#define TUI_WRAP_H

#include "base/buf.h"

/*
 * Bytes from .. to are to be shown; blanks that hang over at a soft break and
 * the line feed of a hard one stand between to and the next line's from.
 */
struct wrap_line {
	size_t from, to;
	bool hard;		/* the text's own line ends here */
};

/* Owns its lines; they hold until the next wrap_text(). */
struct wrap {
	struct wrap_line *line;
	size_t count, room;
	char *breaks;		/* one per byte; kept for reuse */
	size_t breaks_room;
};

#define WRAP_INIT { NULL, 0, 0, NULL, 0 }

void wrap_init(struct wrap *w);
void wrap_reset(struct wrap *w);	/* empty, keeps its memory */
void wrap_release(struct wrap *w);

/*
 * Replaces the lines by those of @text, which is UTF-8, in @cols (at least 1)
 * columns. There is always one line; a text that ends with a line feed has an
 * empty last one.
 */
void wrap_text(struct wrap *w, struct slice text, int cols);

/* The line on which a cursor before byte @at stands. At a soft break that is
 * the later line. */
size_t wrap_line_at(const struct wrap *w, size_t at);

/* The columns before byte @at on its line, at most those of the line. */
int wrap_col_at(const struct wrap *w, struct slice text, size_t at);

/* The byte of line @i nearest below or at column @col, between graphemes. A
 * soft line's place behind its last grapheme belongs to the next line. */
size_t wrap_byte_at(const struct wrap *w, struct slice text, size_t i,
    int col);

#endif
