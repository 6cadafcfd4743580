/*
 * xlsx_sheet.c - rows and cells of a sheet to lines of CSV.
 */
#include "text/xlsx_read.h"

#include "base/clock.h"
#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Days from 1970-01-01 back to the day before the calendars' first. The one
 * of 1900 believes in its 29th of February. */
enum { DAY_ZERO_1900 = 25569, DAY_ZERO_1904 = 24107, LEAP_DAY_1900 = 60,
	COLUMNS_MAX = 16384, GAP_MAX = 1048576 };

#define EXACT_MAX 1e15
#define LINE_BREAK "\u2028"

/* "AB12" is column 27, from 0; -1 for what is no such name. */
static int
column_of(const char *name)
{
	int column = 0;

	if (!name)
		return -1;
	for (; *name >= 'A' && *name <= 'Z' && column < COLUMNS_MAX; name++)
		column = column * 26 + (*name - 'A' + 1);
	return column - 1;
}

static char
type_of(const char *type)
{
	static const struct {
		const char *word;
		char type;
	} types[] = {
		{ "s", 's' }, { "inlineStr", 'i' }, { "str", 't' },
		{ "b", 'b' }, { "e", 'e' }, { "d", 't' },
	};

	for (size_t i = 0; type && i < COUNT(types); i++)
		if (strcmp(type, types[i].word) == 0)
			return types[i].type;
	return 'n';
}

static void
cell_start(struct xlsx *x, const char **attributes)
{
	const char *style = xlsx_attribute(attributes, "s");
	int column = column_of(xlsx_attribute(attributes, "r"));

	x->cell_column = column >= 0 ? column : x->filled;
	x->cell_type = type_of(xlsx_attribute(attributes, "t"));
	x->cell_style = style ? strtoul(style, NULL, 10) : 0;
	buf_reset(&x->cell);
}

/* Rows that are not there are empty lines. */
static void
row_start(struct xlsx *x, const char **attributes)
{
	const char *number = xlsx_attribute(attributes, "r");
	int64_t row = number ? strtoll(number, NULL, 10) : x->line;

	buf_reset(&x->row);
	x->column = x->filled = 0;
	if (row > x->line + GAP_MAX) {
		fail(&x->err, ST_INVALID, "row %lld of the spreadsheet is too "
		    "far down", (long long)row);
		xlsx_stop(x, ST_INVALID);
		return;
	}
	for (; x->line < row; x->line++)
		buf_add_char(&x->row, '\n');
}

void
xlsx_sheet_start(struct xlsx *x, const char *name, const char **attributes)
{
	if (strcmp(name, "row") == 0)
		row_start(x, attributes);
	else if (strcmp(name, "c") == 0)
		cell_start(x, attributes);
	else if (strcmp(name, "rPh") == 0)
		x->in_ruby = true;
	else if (strcmp(name, "v") == 0)
		x->in_text = true;
	else if (strcmp(name, "t") == 0)
		x->in_text = !x->in_ruby;
}

/* Marks are doubled, line breaks kept for later. */
static void
put_quoted(struct buf *out, struct slice s)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < s.bytes; i++) {
		if (s.text[i] == '"')
			buf_add_text(out, "\"\"");
		else if (s.text[i] == '\n')
			buf_add_text(out, LINE_BREAK);
		else if (s.text[i] != '\r')
			buf_add_char(out, s.text[i]);
	}
	buf_add_char(out, '"');
}

static struct slice
shared(const struct xlsx *x, const char *index)
{
	size_t i = strtoul(index, NULL, 10);
	size_t from, to;

	if (i >= x->strings)
		return (struct slice){ "", 0 };
	from = x->string_at[i];
	to = i + 1 < x->strings ? x->string_at[i + 1] : x->texts.bytes;
	return (struct slice){ buf_text(&x->texts) + from, to - from };
}

static bool
put_date(struct xlsx *x, double serial)
{
	char text[CLOCK_TEXT_BYTES];
	int64_t day;

	if (!(serial >= 1 && serial <= 2958465))	/* nor NaN */
		return false;
	day = (int64_t)serial;
	if (!x->from_1904 && day < LEAP_DAY_1900)
		day++;
	day -= x->from_1904 ? DAY_ZERO_1904 : DAY_ZERO_1900;
	clock_text(clock_day_start(day), CLOCK_DATE, text);
	buf_addf(&x->row, "\"%s\"", text);
	return true;
}

/* A telephone number is 1.38E+10 in some files: whole ones in full. */
static void
put_number(struct xlsx *x)
{
	const char *text = buf_text(&x->cell);
	bool date = x->cell_style < x->styles &&
	    x->style_is_date[x->cell_style];
	char *end;
	double n = strtod(text, &end);

	if (*end || end == text) {
		put_quoted(&x->row, buf_slice(&x->cell));
		return;
	}
	if (date && put_date(x, n))
		return;
	if (fabs(n) < EXACT_MAX && n >= floor(n) && n <= floor(n))
		buf_addf(&x->row, "\"%.0f\"", n);
	else
		buf_addf(&x->row, "\"%.15g\"", n);
}

static void
put_commas(struct xlsx *x, int column)
{
	for (; x->column < column; x->column++)
		buf_add_char(&x->row, ',');
}

/* A text may be named by any number of cells. */
static bool
row_is_full(struct xlsx *x)
{
	if (x->row.bytes <= x->o->row_bytes_max + GAP_MAX)
		return false;
	fail(&x->err, ST_INVALID, "row %lld of the spreadsheet has more than "
	    "%zu bytes", (long long)x->line, x->o->row_bytes_max);
	xlsx_stop(x, ST_INVALID);
	return true;
}

static void
cell_end(struct xlsx *x)
{
	if (x->cell_column >= COLUMNS_MAX || x->cell_column < x->filled ||
	    row_is_full(x))
		return;
	put_commas(x, x->cell_column);
	x->filled = x->cell_column + 1;
	if (x->cell.bytes > 0) {
		if (x->cell_type == 's')
			put_quoted(&x->row, shared(x, buf_text(&x->cell)));
		else if (x->cell_type == 'n')
			put_number(x);
		else if (x->cell_type == 'b')
			put_quoted(&x->row, slice_of(*x->cell.text == '1' ?
			    "是" : "否"));
		else if (x->cell_type != 'e')
			put_quoted(&x->row, buf_slice(&x->cell));
	}
}

void
xlsx_sheet_end(struct xlsx *x, const char *name)
{
	enum status st;

	if (strcmp(name, "c") == 0)
		cell_end(x);
	if (strcmp(name, "row") != 0)
		return;
	x->width = x->filled > x->width ? x->filled : x->width;
	put_commas(x, x->width - 1);	/* empty cells are left out */
	buf_add_char(&x->row, '\n');
	x->line++;
	st = x->o->row(x->o->arg, buf_slice(&x->row), &x->err);
	buf_reset(&x->row);
	if (st != ST_OK)
		xlsx_stop(x, st);
}
