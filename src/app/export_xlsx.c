/*
 * export_xlsx.c - a sheet as a spreadsheet: typed columns under a header that
 * stays, and a second sheet with the definitions.
 */
#include "app/export_part.h"

#include "base/clock.h"
#include "base/intl.h"

#include <xlsxwriter.h>

#define NAME_WIDTH 16
#define TERM_WIDTH 30
#define MEANING_WIDTH 90

/* Text is written as text whatever it begins with. */
static void
put_cell(lxw_worksheet *w, lxw_row_t row, lxw_col_t col,
    const struct export_cell *c, lxw_format *times)
{
	struct civil civil;
	lxw_datetime at;

	switch (c->kind) {
	case CELL_TEXT:
		worksheet_write_string(w, row, col, c->text, NULL);
		break;
	case CELL_NUMBER:
		worksheet_write_number(w, row, col, c->number, NULL);
		break;
	case CELL_TIME:
		clock_civil(c->at, &civil);
		at = (lxw_datetime){ civil.year, civil.month, civil.day,
			civil.hour, civil.minute, civil.second };
		worksheet_write_datetime(w, row, col, &at, times);
		break;
	default:
		break;
	}
}

static void
put_rows(lxw_worksheet *w, const struct export_sheet *s, lxw_format *heads,
    lxw_format *times)
{
	lxw_row_t row = 0;

	for (size_t i = 0; i < s->columns; i++)
		worksheet_write_string(w, 0, (lxw_col_t)i, s->column[i],
		    heads);
	for (size_t i = 0; i < s->cells; i++) {
		size_t col = export_column_of(s, i);

		row += col == 0;
		put_cell(w, row, (lxw_col_t)col, &s->cell[i], times);
	}
	worksheet_freeze_panes(w, 1, 0);
	worksheet_set_column(w, 0, (lxw_col_t)s->columns, NAME_WIDTH, NULL);
}

static void
put_terms(lxw_worksheet *w, const struct export_sheet *s, lxw_format *heads)
{
	worksheet_write_string(w, 0, 0, s->title, heads);
	for (size_t i = 0; i + 1 < s->terms; i += 2) {
		lxw_row_t row = (lxw_row_t)(1 + i / 2);

		worksheet_write_string(w, row, 0, s->term[i], NULL);
		worksheet_write_string(w, row, 1, s->term[i + 1], NULL);
	}
	worksheet_set_column(w, 0, 0, TERM_WIDTH, NULL);
	worksheet_set_column(w, 1, 1, MEANING_WIDTH, NULL);
}

enum status
export_xlsx(const struct export_sheet *s, const char *path, struct err *err)
{
	lxw_workbook *book = workbook_new(path);
	lxw_format *heads, *times;
	lxw_worksheet *rows, *terms;
	lxw_error bad;

	if (!book)
		return fail(err, ST_IO, "%s cannot be made", path);
	heads = workbook_add_format(book);
	format_set_bold(heads);
	times = workbook_add_format(book);
	format_set_num_format(times, "yyyy-mm-dd hh:mm");
	rows = workbook_add_worksheet(book, _("Figures"));
	terms = workbook_add_worksheet(book, _("Definitions"));
	if (!rows || !terms) {
		workbook_close(book);
		return fail(err, ST_FAILED, "the spreadsheet cannot be made");
	}
	put_rows(rows, s, heads, times);
	put_terms(terms, s, heads);
	bad = workbook_close(book);
	return bad ? fail(err, ST_IO, "%s cannot be written: %s", path,
	    lxw_strerror(bad)) : ST_OK;
}
