/*
 * export_html.c - a page to be printed: the table, its definitions, and a
 * chart in SVG; no script, nothing from elsewhere.
 */
#include "app/export_part.h"

#include "base/intl.h"
#include "base/utf8.h"

#include <string.h>

#define CHART_ROWS 24
#define CHART_BAR 420
#define CHART_LEFT 190
#define CHART_STEP 18

static const char head[] =
    "<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src"
    " 'none'; style-src 'unsafe-inline'\">\n"
    "<style>\n"
    "body { font: 11pt/1.4 sans-serif; margin: 2em; color: #000; }\n"
    "table { border-collapse: collapse; width: 100%; }\n"
    "th, td { border: 1px solid #999; padding: .2em .5em; }\n"
    "th { background: #eee; text-align: left; }\n"
    "td.n { text-align: right; font-variant-numeric: tabular-nums; }\n"
    "thead { display: table-header-group; }\n"
    "tr { break-inside: avoid; }\n"
    "dt { font-weight: bold; } svg { break-inside: avoid; }\n"
    "@page { margin: 18mm; }\n"
    "</style>\n";

static void
add_escaped(struct buf *out, const char *text)
{
	struct buf clean = BUF_INIT;

	utf8_clean(&clean, slice_of(text), CLEAN_LINES);
	for (const char *p = buf_text(&clean); *p; p++) {
		if (*p == '<')
			buf_add_text(out, "&lt;");
		else if (*p == '>')
			buf_add_text(out, "&gt;");
		else if (*p == '&')
			buf_add_text(out, "&amp;");
		else if (*p == '"')
			buf_add_text(out, "&quot;");
		else
			buf_add_char(out, *p);
	}
	buf_release(&clean);
}

static void
add_element(struct buf *out, const char *open, const char *text,
    const char *close)
{
	buf_add_text(out, open);
	add_escaped(out, text);
	buf_add_text(out, close);
}

static const struct export_cell *
cell_at(const struct export_sheet *s, size_t row, int column)
{
	return &s->cell[row * s->columns + (size_t)column];
}

/* A bar a row, as long as its number beside the greatest. */
static void
add_chart(const struct export_sheet *s, struct buf *out)
{
	size_t rows = export_rows(s), shown = 0;
	char text[EXPORT_CELL_BYTES];
	double most = 0;

	for (size_t i = 0; i < rows; i++) {
		double n = cell_at(s, i, s->chart)->number;

		most = n > most ? n : most;
	}
	rows = rows > CHART_ROWS ? CHART_ROWS : rows;
	if (most <= 0)
		return;
	buf_addf(out, "<svg role=\"img\" width=\"100%%\" viewBox=\"0 0 %d %d\""
	    " font-size=\"12\">\n", CHART_LEFT + CHART_BAR + 90,
	    (int)rows * CHART_STEP + 4);
	for (; shown < rows; shown++) {
		double n = cell_at(s, shown, s->chart)->number;
		int y = (int)shown * CHART_STEP;

		buf_addf(out, "<text x=\"%d\" y=\"%d\""
		    " text-anchor=\"end\">", CHART_LEFT - 6, y + 13);
		add_escaped(out, export_cell_text(cell_at(s, shown,
		    s->chart_label), text));
		buf_addf(out, "</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\""
		    " height=\"12\" fill=\"#555\"/>", CHART_LEFT, y + 3,
		    CHART_BAR * n / most);
		buf_addf(out, "<text x=\"%.1f\" y=\"%d\">%s</text>\n",
		    CHART_LEFT + 6 + CHART_BAR * n / most, y + 13,
		    export_cell_text(cell_at(s, shown, s->chart), text));
	}
	buf_add_text(out, "</svg>\n");
}

static void
add_table(const struct export_sheet *s, struct buf *out)
{
	char text[EXPORT_CELL_BYTES];

	buf_add_text(out, "<table>\n<thead><tr>");
	for (size_t i = 0; i < s->columns; i++)
		add_element(out, "<th>", s->column[i], "</th>");
	buf_add_text(out, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < s->cells; i++) {
		const struct export_cell *c = &s->cell[i];

		if (export_column_of(s, i) == 0)
			buf_add_text(out, "<tr>");
		add_element(out, c->kind == CELL_NUMBER ? "<td class=\"n\">" :
		    "<td>", export_cell_text(c, text), "</td>");
		if (export_column_of(s, i) == s->columns - 1)
			buf_add_text(out, "</tr>\n");
	}
	buf_add_text(out, "</tbody>\n</table>\n");
}

void
export_html(const struct export_sheet *s, struct buf *out)
{
	buf_addf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n",
	    intl_language() == LANGUAGE_EN ? "en" : "zh-CN");
	buf_add_text(out, head);
	add_element(out, "<title>", s->title, "</title>\n");
	add_element(out, "<h1>", s->title, "</h1>\n");
	if (s->chart >= 0)
		add_chart(s, out);
	add_table(s, out);
	if (s->terms > 0)
		buf_add_text(out, "<dl>\n");
	for (size_t i = 0; i + 1 < s->terms; i += 2) {
		add_element(out, "<dt>", s->term[i], "</dt>");
		add_element(out, "<dd>", s->term[i + 1], "</dd>\n");
	}
	if (s->terms > 0)
		buf_add_text(out, "</dl>\n");
	buf_add_text(out, "</html>\n");
}
