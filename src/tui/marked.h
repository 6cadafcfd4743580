/*
 * marked.h - text on the canvas with what matched set off.
 */
#ifndef TUI_MARKED_H
#define TUI_MARKED_H

#include "text/mark.h"
#include "tui/canvas.h"

/*
 * Puts @part of a longer text, of which it starts at byte @from and whose
 * @marks are of it, in @style, the marked stretches in STYLE_MATCH; a
 * STYLE_SELECTED of @style stays. Returns the columns used, at most @cols.
 */
int marked_put(struct canvas *c, int row, int col, int cols, unsigned style,
    struct slice part, size_t from, const struct mark *marks, size_t count);

#endif
