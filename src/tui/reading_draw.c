/*
 * reading_draw.c - the reading pane on the canvas.
 */
#include "tui/marked.h"
#include "tui/reading.h"
#include "tui/reading_shown.h"
#include "tui/wrap.h"

#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>

#define LEAD_ROWS 4			/* of the lead, when the pane is low */
#define LEAD_ROWS_HIGH 12

/* A line of the body: a part of a paragraph. */
struct body_line {
	size_t para, from, to;
};

struct reading_shown {
	struct wrap wrap;
	struct body_line *line;
	size_t lines, room;
	int cols;			/* laid out for; 0: stale */
	int page;
};

static const char *const tabs[READING_TABS] = {
	N_("Policy"), N_("Interpretation"), N_("Handling"),
};

struct reading_shown *
reading_shown_new(void)
{
	struct reading_shown *s = xcalloc(1, sizeof(*s));

	wrap_init(&s->wrap);
	s->page = 1;
	return s;
}

void
reading_shown_free(struct reading_shown *s)
{
	if (!s)
		return;
	wrap_release(&s->wrap);
	free(s->line);
	free(s);
}

void
reading_shown_stale(struct reading_shown *s)
{
	s->cols = 0;
}

int
reading_shown_most(const struct reading_shown *s)
{
	int over = (int)s->lines - s->page;

	return over > 0 ? over : 0;
}

int
reading_shown_page(const struct reading_shown *s)
{
	return s->page;
}

static struct slice
para_text(const struct reading *r, const struct para *p)
{
	return (struct slice){ buf_text(&r->text) + p->from, p->to - p->from };
}

static void
lay_out(const struct reading *r, int cols)
{
	struct reading_shown *s = r->shown;

	if (s->cols == cols)
		return;
	s->lines = 0;
	s->cols = cols;
	for (size_t p = r->head; p < r->paras; p++) {
		wrap_text(&s->wrap, para_text(r, &r->para[p]), cols);
		ARRAY_GROW(s->line, s->lines + s->wrap.count, s->room);
		for (size_t i = 0; i < s->wrap.count; i++)
			s->line[s->lines++] = (struct body_line){ p,
				s->wrap.line[i].from, s->wrap.line[i].to };
	}
}

/* The style at byte @at of a paragraph, and in *@to where the next begins. */
static unsigned
style_at(const struct reading *r, const struct para *p, size_t at,
    size_t *to)
{
	unsigned style = p->style;

	for (size_t i = p->set; i < p->set + p->sets; i++) {
		const struct markdown_span *s = &r->set[i];
		size_t edge = s->from > at ? s->from : s->to;

		if (edge > at && edge < *to)
			*to = edge;
		if (s->from > at)
			break;
		if (s->to > at)
			style = s->kind == MARKDOWN_LINK ? STYLE_LABEL :
			    STYLE_HEAD;
	}
	return p->lead ? p->style : style;
}

static void
part_put(const struct reading *r, struct canvas *c, int row, int col,
    int cols, const struct para *p, size_t from, size_t to)
{
	struct slice text = para_text(r, p);
	size_t next;
	int used = 0;

	for (; from < to && used < cols; from = next) {
		unsigned style;

		next = to;
		style = style_at(r, p, from, &next);
		used += marked_put(c, row, col + used, cols - used, style,
		    (struct slice){ text.text + from, next - from }, from,
		    r->marks.mark + p->mark, p->marks);
	}
}

/* A whole paragraph above the tabs, at most @rows; the rows it took. */
static int
head_put(const struct reading *r, struct canvas *c, int row, int rows,
    const struct para *p)
{
	int indent = p->lead ? 2 : 0, cols = canvas_cols(c) - 1 - indent, n;
	struct wrap w = WRAP_INIT;

	wrap_text(&w, para_text(r, p), cols > 1 ? cols : 1);
	n = (int)w.count < rows ? (int)w.count : rows;
	for (int i = 0; i < n; i++) {
		if (p->lead)
			canvas_put_glyph(c, row + i, 0, p->style, GLYPH_LEAD);
		part_put(r, c, row + i, indent, cols, p, w.line[i].from,
		    w.line[i].to);
	}
	if (n < (int)w.count)
		canvas_put_glyph(c, row + n - 1, canvas_cols(c) - 1,
		    STYLE_FAINT, GLYPH_ELLIPSIS);
	wrap_release(&w);
	return n;
}

static int
state_piece(struct canvas *c, int row, int col, unsigned style,
    const char *format, const char *value)
{
	if (!*value)
		return col;
	return col + canvas_printf(c, row, col, style, format, value) + 2;
}

/* State in force, dates, owner: one row. */
static void
state_put(const struct reading *r, struct canvas *c, int row)
{
	const struct entry *e = &r->entry;
	unsigned style = entry_force_live(r->force) ? STYLE_GOOD : STYLE_BAD;
	int col = 0;

	if (r->internal)
		col = state_piece(c, row, col, STYLE_BAD, "%s",
		    _("internal: not to be read out"));
	col = state_piece(c, row, col, style, "%s",
	    entry_force_title(r->force));
	col = state_piece(c, row, col, STYLE_PLAIN, _("from %s"),
	    entry_get(e, ENTRY_EFFECTIVE_ON));
	col = state_piece(c, row, col, STYLE_PLAIN, _("until %s"),
	    entry_get(e, ENTRY_VALID_TO));
	col = state_piece(c, row, col, STYLE_PLAIN, _("review %s"),
	    entry_get(e, ENTRY_REVIEW_DUE));
	state_piece(c, row, col, STYLE_PLAIN, "%s",
	    entry_get(e, ENTRY_OWNER_UNIT));
}

static void
tabs_put(const struct reading *r, struct canvas *c, int row, bool focus)
{
	struct buf text = BUF_INIT;
	int col = 0;

	for (int i = 0; i < READING_TABS; i++) {
		if (i == r->tab && focus)
			canvas_cursor(c, row, col);
		buf_reset(&text);
		buf_addf(&text, "[%d %s]", i + 1, _(tabs[i]));
		col += canvas_tab(c, row, col, STYLE_FAINT, STYLE_FOCUS |
		    STYLE_SELECTED, i == r->tab, buf_text(&text)) + 1;
	}
	buf_release(&text);
	if (r->shown->lines > (size_t)r->shown->page)
		canvas_printf(c, row, col + 1, STYLE_FAINT, "%d/%zu",
		    r->scroll + 1, r->shown->lines);
}

static void
body_put(const struct reading *r, struct canvas *c, int row, int rows)
{
	const struct reading_shown *s = r->shown;

	for (int i = 0; i < rows; i++) {
		size_t n = (size_t)r->scroll + (size_t)i;
		const struct body_line *l;

		if (n >= s->lines)
			break;
		l = &s->line[n];
		part_put(r, c, row + i, 0, canvas_cols(c), &r->para[l->para],
		    l->from, l->to);
	}
}

/* The first link, and how many more there are. */
static void
links_put(const struct reading *r, struct canvas *c, int row)
{
	const struct reading_link *l = &r->link[0];
	struct buf text = BUF_INIT;

	buf_addf(&text, _("%s: %s"), reading_link_words(l->kind), l->title);
	if (r->links > 1)
		buf_addf(&text, _(" (%zu links)"), r->links);
	canvas_put_cut(c, row, 0, canvas_cols(c), l->kind == READING_NEWER ?
	    STYLE_WARN : STYLE_FAINT, buf_slice(&text));
	buf_release(&text);
}

void
reading_draw(const struct reading *r, struct canvas *c, bool focus)
{
	int rows = canvas_rows(c), row;
	int lead = rows > 20 ? LEAD_ROWS_HIGH : LEAD_ROWS;

	if (!r->there || rows < 3)
		return;
	row = head_put(r, c, 0, rows > 12 ? 2 : 1, &r->para[0]);
	state_put(r, c, row++);
	if (r->links > 0 && row < rows)
		links_put(r, c, row++);
	row += head_put(r, c, row, rows - row < lead ? rows - row : lead,
	    &r->para[1]);
	if (row >= rows)
		return;
	r->shown->page = rows - row - 1 > 0 ? rows - row - 1 : 1;
	lay_out(r, canvas_cols(c) > 1 ? canvas_cols(c) : 1);
	tabs_put(r, c, row++, focus);
	body_put(r, c, row, rows - row);
}
