/*
 * report_view_draw.c - a report on the canvas: definition above, rows below,
 * each with its two numbers, its rate and what is not in it.
 */
#include "tui/report_view.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "tui/wrap.h"

#include <stdio.h>
#include <string.h>

#define ROW_TITLE 0
#define ROW_DEFINITION 1
#define ROWS_DEFINITION 3
#define ROW_HEADS 4
#define ROWS_ABOVE 5
#define NUMBER_COLS 9
#define RATE_COLS 18
#define SIDE_COLS 8
#define TIME_COLS 12
#define BAR_COLS 16
#define WIDE_COLS 110

static const char *const part_words[PART_COUNT] = {
	[PART_UP] = N_("counted"), [PART_DOWN] = N_("counted over"),
	[PART_OUT] = N_("left out"), [PART_SOON] = N_("not mature"),
};

void
bar_draw(struct canvas *c, int row, int col, int cols, unsigned style,
    double share)
{
	static const char *const parts[] = { "", "▏", "▎", "▍", "▌", "▋", "▊",
		"▉" };
	int eighths = (int)(share * cols * 8 + 0.5);

	if (c->plain)			/* the number says it */
		return;
	if (eighths == 0 && share > 0)
		eighths = 1;
	if (eighths > cols * 8)
		eighths = cols * 8;
	for (int i = 0; i < eighths / 8; i++)
		canvas_text(c, row, col + i, style, c->ascii ? "#" : "█");
	if (eighths % 8 && !c->ascii)
		canvas_text(c, row, col + eighths / 8, style,
		    parts[eighths % 8]);
	else if (eighths % 8 >= 4 || (eighths > 0 && eighths < 8))
		canvas_text(c, row, col + eighths / 8, style, "#");
}

static void
draw_title(const struct report_state *s, struct canvas *c)
{
	char from[CLOCK_TEXT_BYTES], to[CLOCK_TEXT_BYTES];
	enum report_kind kind = s->start.kind;
	struct buf how = BUF_INIT;
	int col = 1;

	col += canvas_text(c, ROW_TITLE, col, STYLE_HEAD,
	    report_title(kind)) + 2;
	col += canvas_printf(c, ROW_TITLE, col, STYLE_KEY, "[%s, %s)",
	    clock_text(s->start.from, CLOCK_DATE, from),
	    clock_text(s->start.to, CLOCK_DATE, to)) + 1;
	buf_addf(&how, "%s  %s  %s", period_words(s->period),
	    report_basis(kind), figure_by_words(s->start.by));
	canvas_put_cut(c, ROW_TITLE, col, canvas_cols(c) - col, STYLE_FAINT,
	    buf_slice(&how));
	buf_release(&how);
}

/* Puts @text from @row on, at most @rows of them; returns the rows used. */
static int
draw_wrapped(struct canvas *c, int row, int rows, unsigned style,
    const char *text)
{
	int cols = canvas_cols(c) - 2, used = 0;
	struct wrap w = WRAP_INIT;

	wrap_text(&w, slice_of(text), cols > 1 ? cols : 1);
	for (size_t i = 0; i < w.count && used < rows; i++)
		canvas_put(c, row + used++, 1, cols, style, (struct slice){
		    text + w.line[i].from, w.line[i].to - w.line[i].from });
	wrap_release(&w);
	return used;
}

void
report_definition_draw(struct canvas *c, int row, int rows,
    const char *text)
{
	draw_wrapped(c, row, rows, STYLE_PLAIN, text);
}

static void
draw_definition(const struct report_state *s, struct canvas *c)
{
	const struct report *r = &s->report;
	int row = ROW_DEFINITION;
	int end = row + ROWS_DEFINITION;
	struct report_line l;

	row += draw_wrapped(c, row, r->note.bytes ? 2 : 3, STYLE_PLAIN,
	    report_definition(s->start.kind));
	if (r->note.bytes > 0 && row < end)
		row += draw_wrapped(c, row, end - row, STYLE_WARN,
		    buf_text(&r->note));
	if (row < end && s->list.at < r->count && report_line(s->start.kind,
	    r->row[s->list.at].line, &l))
		canvas_printf(c, row, 1, STYLE_FAINT, "%s = %s%s%s", l.label,
		    l.over, l.under ? " / " : "", l.under ? l.under : "");
}

/* Where the columns of numbers begin, from the right. */
struct columns {
	int label, up, down, rate, out, soon, time, bar, end;
};

static struct columns
columns_of(const struct report_state *s, const struct canvas *c)
{
	struct columns k = { .label = 2, .end = canvas_cols(c) - 1 };
	int at = k.end;
	bool wide = canvas_cols(c) >= WIDE_COLS;

	k.bar = at -= wide ? BAR_COLS + 1 : 0;
	k.time = at -= wide ? 2 * TIME_COLS : 0;
	k.soon = at -= report_not_mature(s->start.kind) ? SIDE_COLS : 0;
	k.out = at -= report_left_out(s->start.kind) ? SIDE_COLS : 0;
	k.rate = at -= RATE_COLS;
	k.down = at -= NUMBER_COLS;
	k.up = at - NUMBER_COLS;
	return k;
}

static void
put_number(struct canvas *c, int row, int end, int cols, unsigned style,
    double number)
{
	char text[REPORT_SUM_BYTES];

	canvas_put_right(c, row, end, cols, style,
	    slice_of(report_sum(number, text)));
}

static void
draw_heads(const struct report_state *s, struct canvas *c,
    const struct columns *k)
{
	const struct {
		int end, cols;
		const char *text;
		enum figure_part part;
	} heads[] = {
		{ k->down, NUMBER_COLS, N_("count"), PART_UP },
		{ k->rate, NUMBER_COLS, N_("of"), PART_DOWN },
		{ k->soon, k->soon - k->out, N_("out"), PART_OUT },
		{ k->time, k->time - k->soon, N_("ahead"), PART_SOON },
	};

	canvas_printf(c, ROW_HEADS, 1, STYLE_LABEL, _("Enter lists: %s"),
	    _(part_words[s->part]));
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		if (heads[i].cols > 0)
			canvas_put_right(c, ROW_HEADS, heads[i].end,
			    heads[i].cols, heads[i].part == s->part ?
			    STYLE_FOCUS : STYLE_LABEL,
			    slice_of(_(heads[i].text)));
	}
	canvas_text(c, ROW_HEADS, k->rate + 2, STYLE_LABEL, _("rate"));
	if (k->bar > k->time)
		canvas_put_right(c, ROW_HEADS, k->bar - 1, 2 * TIME_COLS,
		    STYLE_LABEL, slice_of(_("median, 90 %")));
}

static double
greatest(const struct report *r, int line)
{
	double most = 0;

	for (size_t i = 0; i < r->count; i++) {
		if (r->row[i].line == line && !r->row[i].total &&
		    r->row[i].up > most)
			most = r->row[i].up;
	}
	return most;
}

/* A rate fills its bar by itself, a count beside the greatest. */
static double
share_of(const struct report *r, const struct report_row *row)
{
	double most;

	if (row->form == REPORT_FORM_RATE)
		return row->down > 0 ? row->up / row->down : 0;
	most = greatest(r, row->line);
	return !row->total && most > 0 ? row->up / most : 0;
}

static void
draw_row(const struct report_state *s, struct canvas *c,
    const struct columns *k, int at, const struct report_row *row)
{
	const struct report *r = &s->report;
	char rate[REPORT_RATE_BYTES], a[REPORT_TIME_BYTES];
	char b[REPORT_TIME_BYTES];
	struct buf label = BUF_INIT;
	unsigned style = row->total ? STYLE_HEAD : STYLE_PLAIN;

	if (row->correction)
		buf_addf(&label, "    %s", _("correction"));
	else if (row->total)
		buf_addf(&label, "%s", row->group);
	else
		buf_addf(&label, "  %s", row->label);
	canvas_put_cut(c, at, k->label, k->up - k->label - 1, style,
	    buf_slice(&label));
	if (!row->shown)
		put_number(c, at, k->down, NUMBER_COLS, style, row->up);
	if (row->form != REPORT_FORM_COUNT && !row->shown)
		put_number(c, at, k->rate, NUMBER_COLS, style, row->down);
	canvas_put_cut(c, at, k->rate + 2, RATE_COLS - 2,
	    report_ranks(r, row) ? style : STYLE_FAINT,
	    slice_of(report_rate(r, row, rate)));
	if (k->soon > k->out)
		put_number(c, at, k->soon, SIDE_COLS, STYLE_FAINT,
		    (double)row->out);
	if (k->time > k->soon)
		put_number(c, at, k->time, SIDE_COLS, STYLE_FAINT,
		    (double)row->soon);
	if (k->bar > k->time && row->timed > 0) {
		struct buf text = BUF_INIT;

		buf_addf(&text, "%s, %s", report_time(row->median, a),
		    report_time(row->p90, b));
		canvas_put_right(c, at, k->bar - 1, 2 * TIME_COLS - 1,
		    STYLE_FAINT, buf_slice(&text));
		buf_release(&text);
	}
	if (k->bar > k->time && row->people > 0) {
		buf_reset(&label);
		buf_addf(&label, _("%lld operators"),
		    (long long)row->people);
		canvas_put_right(c, at, k->bar - 1, 2 * TIME_COLS - 1,
		    STYLE_FAINT, buf_slice(&label));
	}
	if (k->bar < k->end)
		bar_draw(c, at, k->bar, BAR_COLS, STYLE_MATCH,
		    share_of(r, row));
	buf_release(&label);
}

void
report_draw(const void *state, struct canvas *c)
{
	const struct report_state *s = state;
	const struct report *r = &s->report;
	struct columns k = columns_of(s, c);
	size_t page, top;

	s->shown->page = canvas_rows(c) - ROWS_ABOVE;
	page = s->shown->page > 0 ? (size_t)s->shown->page : 0;
	draw_title(s, c);
	draw_definition(s, c);
	draw_heads(s, c, &k);
	if (s->loaded && r->count == 0)
		canvas_text(c, ROWS_ABOVE, 2, STYLE_FAINT,
		    r->note.bytes ? buf_text(&r->note) : _("nothing to show"));
	top = list_top(&s->list, page);
	for (size_t i = top; i < r->count && i < top + page; i++) {
		int at = ROWS_ABOVE + (int)(i - top);

		draw_row(s, c, &k, at, &r->row[i]);
		canvas_list_row(c, at, i, i == s->list.at);
	}
}
