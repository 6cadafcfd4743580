/*
 * marked.c - text on the canvas with what matched set off.
 */
#include "tui/marked.h"

int
marked_put(struct canvas *c, int row, int col, int cols, unsigned style,
    struct slice part, size_t from, const struct mark *marks, size_t count)
{
	unsigned match = STYLE_MATCH | (style & STYLE_SELECTED);
	size_t at = 0, i = 0;
	int used = 0;

	while (at < part.bytes && used < cols) {
		size_t to = part.bytes;
		bool in = false;

		while (i < count && marks[i].to <= from + at)
			i++;
		if (i < count && marks[i].from <= from + at) {
			in = true;
			to = marks[i].to - from;
		} else if (i < count)
			to = marks[i].from - from;
		if (to > part.bytes)
			to = part.bytes;
		used += canvas_put(c, row, col + used, cols - used,
		    in ? match : style,
		    (struct slice){ part.text + at, to - at });
		at = to;
	}
	return used;
}
