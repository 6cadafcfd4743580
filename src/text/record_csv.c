/*
 * record_csv.c - rows of CSV to entries, by the names in the header.
 *
 * libcsv knows the quotes; this file knows lines, columns and what goes wrong
 * in practice: "sep=;" or a title in front, a row that has slipped by a column,
 * a quote that nobody closed. A slipped row would put an answer under a wrong
 * question, so it is refused; so
 * are rows that a stray quotation mark has run together.
 */
#include "text/record_read.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Rows above the header: what the table is called, as of when. */
enum { TITLE_ROWS_MAX = 5 };

struct column {
	enum entry_field field;		/* ENTRY_FIELD_COUNT: left aside */
};

struct record_csv {
	const struct record_limits *limits;
	struct record_unknown *unknown;
	struct note_sink *sink;
	void (*row)(void *arg, struct entry *e);
	void *arg;

	struct csv_parser parser;
	bool header_seen, header_bad, delimiter_known;
	int title_rows;
	bool in_row;
	int64_t row_line, line;
	enum quote { QUOTE_BEFORE, QUOTE_OUT, QUOTE_IN, QUOTE_ENDS } quote;
	bool stray;			/* a mark inside a quoted cell */
	size_t row_bytes;
	struct buf cells;		/* of this row, one behind another */
	size_t *end;			/* where each cell ends */
	size_t count, room;
	struct column *column;
	size_t columns, column_room;
};

static void *
csv_room(void *p, size_t bytes)
{
	return xrealloc(p, bytes, 1);
}

struct record_csv *
record_csv_new(const struct record_limits *limits,
    struct record_unknown *unknown, struct note_sink *sink,
    void (*row)(void *arg, struct entry *e), void *arg)
{
	struct record_csv *c = xcalloc(1, sizeof(*c));

	c->limits = limits;
	c->unknown = unknown;
	c->sink = sink;
	c->row = row;
	c->arg = arg;
	csv_init(&c->parser, 0);
	csv_set_realloc_func(&c->parser, csv_room);
	return c;
}

void
record_csv_free(struct record_csv *c)
{
	if (!c)
		return;
	csv_free(&c->parser);
	buf_release(&c->cells);
	free(c->end);
	free(c->column);
	free(c);
}

static struct slice
cell(const struct record_csv *c, size_t i)
{
	size_t from = i > 0 ? c->end[i - 1] : 0;

	return (struct slice){ buf_text(&c->cells) + from, c->end[i] - from };
}

static void
take_cell(void *text, size_t bytes, void *arg)
{
	struct record_csv *c = arg;

	buf_add(&c->cells, text, bytes);
	ARRAY_GROW(c->end, c->count + 1, c->room);
	c->end[c->count++] = c->cells.bytes;
}

static bool
has_column(const struct record_csv *c, enum entry_field f)
{
	for (size_t i = 0; i < c->columns; i++)
		if (c->column[i].field == f)
			return true;
	return false;
}

static size_t
known_names(const struct record_csv *c)
{
	size_t known = 0;

	for (size_t i = 0; i < c->count; i++)
		known += record_name_find(cell(c, i)) != ENTRY_FIELD_COUNT;
	return known;
}

/* A title over the table is passed over; after so many there is no header. */
static bool
is_title(struct record_csv *c)
{
	struct slice text = slice_trim(buf_slice(&c->cells));

	if (known_names(c) >= 2)
		return false;
	c->header_bad = ++c->title_rows > TITLE_ROWS_MAX;
	if (!c->header_bad && text.bytes > 0)
		note_add(c->sink, NOTE_WARNING, "column", "", _("\"%.*s\" "
		    "stands above the header and is passed over"),
		    (int)utf8_first(text, 40).bytes, text.text);
	return true;
}

static void
read_header(struct record_csv *c)
{
	for (size_t i = 0; i < c->count; i++) {
		struct slice name = cell(c, i);
		enum entry_field f = record_name_find(name);

		if (f == ENTRY_FIELD_COUNT) {
			if (slice_trim(name).bytes > 0)
				record_unknown_note(c->unknown, name,
				    c->sink);
		} else if (has_column(c, f)) {
			note_add(c->sink, NOTE_WARNING, "column",
			    entry_field_name(f), _("the column \"%.*s\" means "
			    "the same as one before it and is left aside"),
			    (int)utf8_first(name, 40).bytes, name.text);
			f = ENTRY_FIELD_COUNT;
		}
		ARRAY_GROW(c->column, c->columns + 1, c->column_room);
		c->column[c->columns++] = (struct column){ f };
	}
	c->header_seen = true;
}

static bool
row_is_empty(const struct record_csv *c)
{
	return slice_trim(buf_slice(&c->cells)).bytes == 0;
}

/* Cells beyond the header's, when they hold something, mean a slipped row;
 * so does a row that ends early. */
static void
check_width(struct record_csv *c)
{
	size_t used = c->count;

	while (used > c->columns && slice_trim(cell(c, used - 1)).bytes == 0)
		used--;
	if (used > c->columns)
		note_add(c->sink, NOTE_ERROR, "column", "",
		    _("the row has %zu cells, the header has %zu"), used,
		    c->columns);
	else if (c->count < c->columns)
		note_add(c->sink, NOTE_WARNING, "column", "",
		    _("the row has only %zu cells, the header has %zu"),
		    c->count, c->columns);
}

static void
read_row(struct record_csv *c)
{
	struct entry e = ENTRY_INIT;

	check_width(c);
	if (c->stray && c->line > c->row_line)
		note_add(c->sink, NOTE_ERROR, "quote", "",
		    _("a quotation mark inside a cell has run lines %lld to "
		    "%lld together"), (long long)c->row_line,
		    (long long)c->line);
	for (size_t i = 0; i < c->count && i < c->columns; i++)
		if (c->column[i].field != ENTRY_FIELD_COUNT)
			record_field_set(&e, c->column[i].field, cell(c, i),
			    RECORD_WRITTEN, c->limits, c->sink);
	c->row(c->arg, &e);
	entry_release(&e);
}

static void
take_row(int end, void *arg)
{
	struct record_csv *c = arg;

	(void)end;
	c->sink->line = c->row_line;
	if (!c->header_seen) {
		if (!is_title(c))
			read_header(c);
	} else if (!row_is_empty(c)) {
		read_row(c);
	}
	buf_reset(&c->cells);
	c->count = 0;
	c->in_row = c->stray = false;
	c->row_bytes = 0;
}

/* The one of tab, semicolon and comma that stands most in the header. */
static unsigned char
guess_delimiter(struct slice line)
{
	static const char marks[] = { ',', '\t', ';' };
	size_t most = 0;
	char best = ',';
	bool quoted = false;

	for (size_t m = 0; m < COUNT(marks); m++) {
		size_t n = 0;

		for (size_t i = 0; i < line.bytes; i++) {
			quoted ^= line.text[i] == '"';
			n += !quoted && line.text[i] == marks[m];
		}
		quoted = false;
		if (n > most) {
			most = n;
			best = marks[m];
		}
	}
	return (unsigned char)best;
}

/* True when the line is spent: "sep=;", or nothing in front of a header. */
static bool
before_header(struct record_csv *c, struct slice part)
{
	struct slice line = slice_trim(part);

	if (line.bytes == 0)
		return true;
	if (line.bytes <= 5 && line.bytes >= 4 &&
	    strncasecmp(line.text, "sep=", 4) == 0) {
		csv_set_delim(&c->parser, line.bytes == 5 ?
		    (unsigned char)line.text[4] : '\t');
		c->delimiter_known = true;
		return true;
	}
	if (!c->delimiter_known)
		csv_set_delim(&c->parser, guess_delimiter(part));
	return false;
}

static enum status
open_quote(const struct record_csv *c, struct err *err)
{
	return fail(err, ST_INVALID, "the row that begins at line %lld does "
	    "not end; is a quotation mark left open there?",
	    (long long)c->row_line);
}

/* Where a quotation mark stands, as libcsv sees it and does not say. */
static enum quote
quote_after(enum quote q, char ch, char delimiter, bool *stray)
{
	if (q == QUOTE_IN)
		return ch == '"' ? QUOTE_ENDS : QUOTE_IN;
	if (ch == delimiter || ch == '\n' || ch == '\r')
		return QUOTE_BEFORE;
	if (q == QUOTE_OUT || ch == ' ' || ch == '\t')
		return q;
	if (q == QUOTE_BEFORE)
		return ch == '"' ? QUOTE_IN : QUOTE_OUT;
	*stray = *stray || ch != '"';
	return QUOTE_IN;
}

static void
quotes_follow(struct record_csv *c, struct slice part)
{
	char delimiter = (char)csv_get_delim(&c->parser);

	for (size_t i = 0; i < part.bytes; i++)
		c->quote = quote_after(c->quote, part.text[i], delimiter,
		    &c->stray);
}

enum status
record_csv_feed(struct record_csv *c, struct slice part, int64_t line,
    struct err *err)
{
	if (!c->header_seen && !c->in_row && before_header(c, part))
		return ST_OK;
	if (!c->in_row && slice_trim(part).bytes > 0) {
		c->in_row = true;
		c->row_line = line;
	}
	c->row_bytes += part.bytes;
	c->line = line;
	quotes_follow(c, part);
	if (csv_parse(&c->parser, part.text, part.bytes, take_cell, take_row,
	    c) != part.bytes)
		return fail(err, ST_INVALID, "line %lld cannot be read as "
		    "CSV", (long long)line);
	if (c->header_bad)
		return fail(err, ST_INVALID, "there is no header with the "
		    "names of the columns up to line %lld",
		    (long long)c->row_line);
	if (c->row_bytes > c->limits->line_bytes)
		return open_quote(c, err);
	return ST_OK;
}

/* Strict only now: a stray quotation mark inside a cell is put up with. */
enum status
record_csv_end(struct record_csv *c, struct err *err)
{
	csv_set_opts(&c->parser, CSV_STRICT | CSV_STRICT_FINI);
	if (csv_fini(&c->parser, take_cell, take_row, c) != 0)
		return open_quote(c, err);
	if (c->header_bad || !c->header_seen)
		return fail(err, ST_INVALID, "there is no header with the "
		    "names of the columns");
	return ST_OK;
}
