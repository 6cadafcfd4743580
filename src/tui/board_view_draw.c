/*
 * board_view_draw.c - the board on the canvas: two columns of panes, what
 * fits of each, the selected item always among it.
 *
 * Bars and sparklines are block characters, and where the terminal has none,
 * ASCII; a colour never says what a number or a mark does not.
 */
#include "tui/board_view.h"
#include "tui/report_view.h"

#include "app/app.h"
#include "app/directory.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/ledger.h"

#include <stdio.h>
#include <string.h>

#define CHART_ROWS_MAX 6
#define NUMBER_COLS 8
#define LEVELS 8
#define TALL_ROWS 30
#define NARROW_COLS 48

static bool
narrow(const struct canvas *c)
{
	return canvas_cols(c) < NARROW_COLS;
}

static int64_t
chart_top(const struct board_figures *f)
{
	int64_t most = 1;

	for (int i = 0; i < BOARD_HOURS; i++) {
		int64_t mean = f->hour_before[i] / BOARD_WEEKS;

		most = f->hour[i] > most ? f->hour[i] : most;
		most = mean > most ? mean : most;
	}
	return most;
}

/* A cell of a column that is @eighths high, @row cells above its foot. */
static const char *
column_cell(const struct canvas *c, int eighths, int row)
{
	static const char *const blocks[] = { " ", "▁", "▂", "▃", "▄", "▅",
		"▆", "▇", "█" };
	static const char *const ascii[] = { " ", ".", ".", ":", ":", "|",
		"|", "#", "#" };
	int left = eighths - row * LEVELS;

	left = left < 0 ? 0 : left > LEVELS ? LEVELS : left;
	return c->ascii ? ascii[left] : blocks[left];
}

static void
draw_columns(struct canvas *c, int foot, int rows, int col, int width,
    unsigned style, const int64_t *value, int64_t divide, int64_t most)
{
	for (int i = 0; i < BOARD_HOURS; i++) {
		int eighths = (int)(value[i] * rows * LEVELS / divide / most);

		if (eighths == 0 && value[i] > 0)
			eighths = 1;
		for (int r = 0; r < rows; r++)
			canvas_text(c, foot - r, col + i * width, style,
			    column_cell(c, eighths, r));
	}
}

/* Today's hours as columns over the mean of like weekdays. */
static void
draw_today(const struct board_state *s, struct canvas *c, bool selected)
{
	const struct board_figures *f = &s->board.figures;
	int rows = canvas_rows(c) - 3, width = canvas_cols(c) >= 54 ? 2 : 1;
	int64_t most = chart_top(f), before = 0;

	for (int i = 0; i < BOARD_HOURS; i++)
		before += f->hour_before[i];
	if (rows > CHART_ROWS_MAX)
		rows = CHART_ROWS_MAX;
	canvas_printf(c, 0, 1, selected ? STYLE_FOCUS : STYLE_HEAD,
	    narrow(c) ? _("%s: %lld, mean %.1f") :
	    _("%s: %lld, mean of like weekdays %.1f"),
	    board_pane_heading(BOARD_PANE_TODAY), (long long)f->today,
	    (double)before / BOARD_WEEKS);
	draw_columns(c, rows, rows, 7, width, STYLE_MATCH, f->hour, 1, most);
	canvas_printf(c, 1, 0, STYLE_FAINT, "%6lld", (long long)most);
	canvas_put_right(c, rows + 1, 6, 6, STYLE_FAINT,
	    slice_of(_("mean")));
	draw_columns(c, rows + 1, 1, 7, width, STYLE_FAINT, f->hour_before,
	    BOARD_WEEKS, most);
	for (int i = 0; i < BOARD_HOURS; i += 6)
		canvas_printf(c, rows + 2, 7 + i * width, STYLE_FAINT, "%02d",
		    i);
}

const char *
board_place(const struct board_state *s, const char *code)
{
	const struct place *p = directory_place(s->app->directory, code);

	if (!*code)
		return _("none");
	return p ? directory_name(p->name, p->name_en) : code;
}

const char *
board_label(const struct board_state *s, const struct board_item *i)
{
	const char *name = NULL;
	enum demand_type type;

	switch (i->pane) {
	case BOARD_PANE_TYPES:
		return demand_type_parse(slice_of(i->key), &type) ?
		    demand_type_words(type) : i->key;
	case BOARD_PANE_DISTRICTS:
		return board_place(s, i->key);
	case BOARD_PANE_OVERDUE:
		name = directory_unit_name(s->app->directory, i->key);
		return name ? name : i->key;
	case BOARD_PANE_RATES:
		if (i->at < s->board.rates.count)
			return s->board.rates.row[i->at].group;
		return _("being counted");
	case BOARD_PANE_DUE:
		return i->line ? _("callbacks due") :
		    _("reports due today");
	default:
		return i->key;
	}
}

static void
put_count(struct canvas *c, int row, int end, unsigned style, int64_t n)
{
	char text[32];

	snprintf(text, sizeof(text), "%lld", (long long)n);
	canvas_put_right(c, row, end, NUMBER_COLS, style, slice_of(text));
}

/* Label, bar, number; the bar is beside the first, which is the greatest. */
static void
draw_counted(const struct board_state *s, struct canvas *c, int row,
    const struct board_item *i, const struct board_counts *counts)
{
	int cols = canvas_cols(c), bar = cols / 3;
	int64_t n = counts->row[i->at].count, most = counts->row[0].count;

	canvas_put_cut(c, row, 2, cols - bar - NUMBER_COLS - 4, STYLE_PLAIN,
	    slice_of(board_label(s, i)));
	put_count(c, row, cols - bar - 2, STYLE_PLAIN, n);
	bar_draw(c, row, cols - bar - 1, bar, STYLE_MATCH,
	    most > 0 ? (double)n / (double)most : 0);
}

/* The ages as numbers under their heads. */
static void
draw_overdue(const struct board_state *s, struct canvas *c, int row,
    const struct board_item *i)
{
	const struct board_count *n = &s->board.figures.overdue.row[i->at];
	int end = canvas_cols(c) - 1;

	for (int a = BOARD_AGES - 1; a >= 0; a--) {
		if (narrow(c) && a > 0 && a < BOARD_AGES - 1)
			continue;
		put_count(c, row, end, a == BOARD_AGES - 1 && n->age[a] ?
		    STYLE_BAD : STYLE_PLAIN, n->age[a]);
		end -= 6;
	}
	put_count(c, row, end, STYLE_WARN, n->count);
	canvas_put_cut(c, row, 2, end - 9, STYLE_PLAIN,
	    slice_of(board_label(s, i)));
}

static void
draw_rate(const struct board_state *s, struct canvas *c, int row,
    const struct board_item *i)
{
	const struct report *r = &s->board.rates;
	int cols = canvas_cols(c), bar = cols / 4;
	char rate[REPORT_RATE_BYTES], up[REPORT_SUM_BYTES];
	char down[REPORT_SUM_BYTES];
	int label = narrow(c) ? cols / 2 : cols / 3;

	canvas_put_cut(c, row, 2, label, STYLE_PLAIN,
	    slice_of(board_label(s, i)));
	if (i->at >= r->count)
		return;
	canvas_printf(c, row, label + 3, report_ranks(r,
	    &r->row[i->at]) ? STYLE_PLAIN : STYLE_FAINT, "%s  %s/%s",
	    report_rate(r, &r->row[i->at], rate),
	    report_sum(r->row[i->at].up, up),
	    report_sum(r->row[i->at].down, down));
	if (!narrow(c) && report_ranks(r, &r->row[i->at]))
		bar_draw(c, row, cols - bar - 1, bar, STYLE_MATCH,
		    r->row[i->at].up / r->row[i->at].down);
}

static void
draw_surge(const struct board_state *s, struct canvas *c, int row,
    const struct board_item *i)
{
	const struct board_surge *g = &s->board.surge[i->at];
	const struct topic *t = directory_topic(s->app->directory,
	    g->category);

	canvas_printf(c, row, 2, STYLE_BAD, _("%s, %s: %lld, mean %.1f"),
	    t ? directory_name(t->name, t->name_en) : g->category,
	    board_place(s, g->district), (long long)g->count, g->mean);
}

static void
draw_gap(const struct board_state *s, struct canvas *c, int row,
    const struct board_item *i)
{
	const struct report_row *r = &s->board.gaps.row[i->at];
	int cols = canvas_cols(c);

	canvas_put_cut(c, row, 2, cols - 2 * NUMBER_COLS - 2, STYLE_PLAIN,
	    slice_of(r->label));
	put_count(c, row, cols - NUMBER_COLS - 1, STYLE_PLAIN, r->people);
	put_count(c, row, cols - 1, STYLE_FAINT, (int64_t)r->up);
}

static void
draw_base(const struct board_state *s, struct canvas *c, int row)
{
	char at[CLOCK_TEXT_BYTES];

	if (s->board.generation == 0)
		canvas_text(c, row, 2, STYLE_WARN,
		    _("no knowledge base is open"));
	else
		canvas_printf(c, row, 2, STYLE_PLAIN,
		    _("generation %lld of %s"),
		    (long long)s->board.generation,
		    clock_text(s->board.built_at, CLOCK_MINUTES, at));
}

static void
draw_item(const struct board_state *s, struct canvas *c, int row, size_t at)
{
	const struct board_figures *f = &s->board.figures;
	const struct board_item *i = &s->item[at];

	switch (i->pane) {
	case BOARD_PANE_TYPES:
		draw_counted(s, c, row, i, &f->types);
		break;
	case BOARD_PANE_DISTRICTS:
		draw_counted(s, c, row, i, &f->districts);
		break;
	case BOARD_PANE_OVERDUE:
		draw_overdue(s, c, row, i);
		break;
	case BOARD_PANE_RATES:
		draw_rate(s, c, row, i);
		break;
	case BOARD_PANE_SURGES:
		draw_surge(s, c, row, i);
		break;
	case BOARD_PANE_GAPS:
		draw_gap(s, c, row, i);
		break;
	case BOARD_PANE_BASE:
		draw_base(s, c, row);
		break;
	default:
		canvas_text(c, row, 2, STYLE_PLAIN, board_label(s, i));
		put_count(c, row, canvas_cols(c) - 1, STYLE_PLAIN,
		    i->line ? s->board.callbacks : f->due_today);
	}
	canvas_list_row(c, row, at, at == s->list.at);
}

/* What stands at the right of a heading. */
static void
draw_heading(const struct board_state *s, struct canvas *c,
    enum board_pane p)
{
	int end = canvas_cols(c) - 1;
	char text[64] = "";

	if (p == BOARD_PANE_OVERDUE && narrow(c))
		snprintf(text, sizeof(text), _("all  <1 d  >7 d"));
	else if (p == BOARD_PANE_OVERDUE)
		snprintf(text, sizeof(text), _("all  <1 d   3 d   7 d  >7 d"));
	else if (p == BOARD_PANE_GAPS && !narrow(c))
		snprintf(text, sizeof(text), _("operators  searches"));
	else if (p == BOARD_PANE_SURGES && s->board.surges == 0)
		snprintf(text, sizeof(text), "%s", _("none"));
	canvas_put_right(c, 0, end, end / 2 + 6, STYLE_FAINT,
	    slice_of(text));
	canvas_put_cut(c, 0, 1, end - utf8_cols(slice_of(text)) - 2,
	    STYLE_HEAD, slice_of(board_pane_heading(p)));
}

/* The items of @p from the first one in view, so that the selected shows. */
static void
draw_pane(const struct board_state *s, struct canvas *c, enum board_pane p)
{
	size_t first = 0, count = 0, page, skip = 0;

	while (first < s->items && s->item[first].pane != p)
		first++;
	while (first + count < s->items && s->item[first + count].pane == p)
		count++;
	if (p == BOARD_PANE_TODAY) {
		canvas_target(c, (struct area){ 0, 0, canvas_rows(c),
			canvas_cols(c) }, first);
		draw_today(s, c, s->items > 0 && s->list.at == first);
		if (s->items > 0 && s->list.at == first)
			canvas_cursor(c, 0, 1);
		return;
	}
	draw_heading(s, c, p);
	page = canvas_rows(c) > 1 ? (size_t)canvas_rows(c) - 1 : 0;
	if (s->list.at >= first + page && s->list.at < first + count)
		skip = s->list.at - first - page + 1;
	for (size_t i = 0; i < page && skip + i < count; i++)
		draw_item(s, c, 1 + (int)i, first + skip + i);
	if (skip + page < count)
		canvas_put_glyph(c, (int)page, canvas_cols(c) - 1,
		    STYLE_FAINT, GLYPH_MORE);
}

/* How many rows each pane has at the two sizes of a screen. */
static const struct {
	enum board_pane pane;
	bool right;
	int tall, low;
} places[] = {
	{ BOARD_PANE_TODAY, false, 9, 5 },
	{ BOARD_PANE_TYPES, false, 7, 6 },
	{ BOARD_PANE_DISTRICTS, false, 17, 10 },
	{ BOARD_PANE_DUE, true, 3, 3 },
	{ BOARD_PANE_OVERDUE, true, 12, 6 },
	{ BOARD_PANE_RATES, true, 4, 4 },
	{ BOARD_PANE_SURGES, true, 4, 2 },
	{ BOARD_PANE_GAPS, true, 8, 4 },
	{ BOARD_PANE_BASE, true, 2, 2 },
};

void
board_draw(const void *state, struct canvas *c)
{
	const struct board_state *s = state;
	int cols = canvas_cols(c), left = cols / 2, row[2] = { 0, 0 };
	bool tall = canvas_rows(c) >= TALL_ROWS;

	if (s->board.at == 0) {
		canvas_text(c, 1, 2, STYLE_FAINT, _("being counted"));
		return;
	}
	if (c->plain) {
		board_draw_plain(s, c);
		return;
	}
	canvas_column(c, 0, left, canvas_rows(c), STYLE_FRAME);
	for (size_t i = 0; i < COUNT(places); i++) {
		bool right = places[i].right;
		int rows = tall ? places[i].tall : places[i].low;
		struct area old = canvas_window(c, (struct area){ row[right],
			right ? left + 1 : 0, rows,
			right ? cols - left - 1 : left });

		if (canvas_rows(c) > 0)
			draw_pane(s, c, places[i].pane);
		canvas_restore(c, old);
		row[right] += rows;
	}
}
