/*
 * wrap.c - where a text's screen lines begin and end.
 *
 * Knows UAX #14 through libunistring and widths through utf8.h; knows nothing
 * of a screen.
 */
#include "tui/wrap.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <unilbrk.h>

void
wrap_init(struct wrap *w)
{
	*w = (struct wrap)WRAP_INIT;
}

void
wrap_reset(struct wrap *w)
{
	w->count = 0;
}

void
wrap_release(struct wrap *w)
{
	free(w->line);
	free(w->breaks);
	wrap_init(w);
}

static void
wrap_add(struct wrap *w, size_t from, size_t to, bool hard)
{
	ARRAY_GROW(w->line, w->count + 1, w->room);
	w->line[w->count++] = (struct wrap_line){ from, to, hard };
}

static bool
blank_at(struct slice text, size_t at)
{
	return text.text[at] == ' ' || text.text[at] == '\t';
}

/* The end of what is shown of from .. @to: without blanks at a soft break. */
static size_t
shown_end(struct slice text, size_t from, size_t to)
{
	while (to > from && blank_at(text, to - 1))
		to--;
	return to;
}

/*
 * Finds where the screen line from @from ends and the next begins, in a
 * paragraph that ends at @end. A blank never overflows; it hangs.
 */
static size_t
line_next(const struct wrap *w, struct slice text, size_t from, size_t end,
    int cols)
{
	size_t at = from, fit = from;
	int used = 0;

	while (at < end) {
		size_t next = utf8_grapheme_next(text, at);
		int wide = utf8_grapheme_cols(text, at);

		if (at > from && w->breaks[at] == UC_BREAK_POSSIBLE)
			fit = at;
		if (!blank_at(text, at) && used + wide > cols && at > from)
			return fit > from ? fit : at;
		used += wide;
		at = next;
	}
	return end;
}

static void
wrap_paragraph(struct wrap *w, struct slice text, size_t from, size_t end,
    int cols)
{
	size_t next = line_next(w, text, from, end, cols);

	while (next < end) {
		wrap_add(w, from, shown_end(text, from, next), false);
		from = next;
		next = line_next(w, text, from, end, cols);
	}
	wrap_add(w, from, end, true);
}

void
wrap_text(struct wrap *w, struct slice text, int cols)
{
	size_t from = 0;

	wrap_reset(w);
	ARRAY_GROW(w->breaks, text.bytes + 1, w->breaks_room);
	if (text.bytes > 0)
		u8_possible_linebreaks((const uint8_t *)text.text,
		    text.bytes, "UTF-8", w->breaks);
	for (size_t at = 0; at < text.bytes; at++) {
		if (text.text[at] != '\n')
			continue;
		wrap_paragraph(w, text, from, at, cols);
		from = at + 1;
	}
	wrap_paragraph(w, text, from, text.bytes, cols);
}

size_t
wrap_line_at(const struct wrap *w, size_t at)
{
	size_t low = 0, high = w->count;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (w->line[mid].from <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

int
wrap_col_at(const struct wrap *w, struct slice text, size_t at)
{
	const struct wrap_line *line = &w->line[wrap_line_at(w, at)];
	size_t to = at < line->to ? at : line->to;

	return utf8_cols((struct slice){ text.text + line->from,
	    to - line->from });
}

size_t
wrap_byte_at(const struct wrap *w, struct slice text, size_t i, int col)
{
	const struct wrap_line *line = &w->line[i];
	struct slice shown = { text.text + line->from, line->to - line->from };
	struct slice fit = utf8_fit(shown, col);

	if (fit.bytes == shown.bytes && !line->hard && i + 1 < w->count &&
	    line->to == w->line[i + 1].from && fit.bytes > 0)
		return line->from + utf8_grapheme_prev(shown, fit.bytes);
	return line->from + fit.bytes;
}
