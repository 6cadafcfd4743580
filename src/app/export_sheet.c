/*
 * export_sheet.c - fill a sheet, and write it as CSV or JSON.
 */
#include "app/export_part.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <assert.h>
#include <csv.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uniconv.h>

static const char *const codes[] = {
#define X(name, code, end, words) [EXPORT_##name] = code,
	EXPORT_FORM_LIST(X)
#undef X
};

bool
export_form_parse(struct slice code, enum export_form *form)
{
	for (size_t i = 0; i < COUNT(codes); i++) {
		if (slice_is(code, codes[i])) {
			*form = (enum export_form)i;
			return true;
		}
	}
	return false;
}

void
export_sheet_release(struct export_sheet *s)
{
	free(s->column);
	free(s->cell);
	free(s->term);
	texts_release(&s->texts);
	*s = (struct export_sheet)EXPORT_SHEET_INIT;
}

static const char *
keep(struct export_sheet *s, const char *text)
{
	return texts_keep(&s->texts, slice_of(text ? text : ""));
}

void
export_title(struct export_sheet *s, const char *title)
{
	s->title = keep(s, title);
}

void
export_column(struct export_sheet *s, const char *name)
{
	ARRAY_GROW(s->column, s->columns + 1, s->column_room);
	s->column[s->columns++] = keep(s, name);
}

void
export_term(struct export_sheet *s, const char *word, const char *meaning)
{
	ARRAY_GROW(s->term, s->terms + 2, s->term_room);
	s->term[s->terms++] = keep(s, word);
	s->term[s->terms++] = keep(s, meaning);
}

static void
cell_add(struct export_sheet *s, struct export_cell cell)
{
	ARRAY_GROW(s->cell, s->cells + 1, s->cell_room);
	s->cell[s->cells++] = cell;
}

void
export_empty(struct export_sheet *s)
{
	cell_add(s, (struct export_cell){ .kind = CELL_EMPTY });
}

void
export_text(struct export_sheet *s, const char *text)
{
	cell_add(s, (struct export_cell){ .kind = CELL_TEXT,
	    .text = keep(s, text) });
}

void
export_number(struct export_sheet *s, double number)
{
	cell_add(s, (struct export_cell){ .kind = CELL_NUMBER,
	    .number = number });
}

void
export_time(struct export_sheet *s, int64_t at)
{
	cell_add(s, (struct export_cell){ .kind = at ? CELL_TIME :
	    CELL_EMPTY, .at = at });
}

size_t
export_column_of(const struct export_sheet *s, size_t i)
{
	return s->columns ? i % s->columns : 0;
}

size_t
export_rows(const struct export_sheet *s)
{
	return s->columns ? s->cells / s->columns : 0;
}

const char *
export_cell_text(const struct export_cell *c, char out[EXPORT_CELL_BYTES])
{
	switch (c->kind) {
	case CELL_TEXT:
		return c->text;
	case CELL_NUMBER:
		snprintf(out, EXPORT_CELL_BYTES, "%.10g", c->number);
		return out;
	case CELL_TIME:
		return clock_text(c->at, CLOCK_ISO, out);
	default:
		return "";
	}
}

/* What a spreadsheet would calculate. */
static bool
is_formula(const char *text)
{
	return *text && strchr("=+-@\t\r", *text);
}

static void
csv_cell(struct buf *out, const char *text, bool guard)
{
	struct buf guarded = BUF_INIT;
	struct slice s = slice_of(text);
	size_t most;

	if (guard && is_formula(text)) {
		buf_addf(&guarded, "'%s", text);
		s = buf_slice(&guarded);
	}
	most = csv_write(NULL, 0, s.text, s.bytes);
	buf_reserve(out, most);
	out->bytes += csv_write(out->text + out->bytes, most, s.text,
	    s.bytes);
	out->text[out->bytes] = '\0';
	buf_release(&guarded);
}

static void
write_csv(const struct export_sheet *s, struct buf *out)
{
	char text[EXPORT_CELL_BYTES];

	for (size_t i = 0; i < s->columns; i++) {
		buf_add_text(out, i ? "," : "");
		csv_cell(out, s->column[i], true);
	}
	for (size_t i = 0; i < s->cells; i++) {
		const struct export_cell *c = &s->cell[i];

		buf_add_text(out, export_column_of(s, i) ? "," : "\r\n");
		csv_cell(out, export_cell_text(c, text),
		    c->kind == CELL_TEXT);
	}
	buf_add_text(out, "\r\n");
}

/* What GB18030 lacks there is none of: it has all of Unicode. */
static enum status
to_gb18030(struct buf *out, struct err *err)
{
	size_t bytes = 0;
	char *gb = u8_conv_to_encoding("GB18030", iconveh_error,
	    (const uint8_t *)buf_text(out), out->bytes, NULL, NULL, &bytes);

	if (!gb)
		return fail_errno(err, ST_FAILED, "it cannot be written in "
		    "GB18030");
	buf_reset(out);
	buf_add(out, gb, bytes);
	free(gb);
	return ST_OK;
}

static json_t *
cell_json(const struct export_cell *c)
{
	char text[EXPORT_CELL_BYTES];

	if (c->kind == CELL_EMPTY)
		return json_null();
	if (c->kind == CELL_NUMBER && c->number == round(c->number))
		return json_integer((json_int_t)c->number);
	if (c->kind == CELL_NUMBER)
		return json_real(c->number);
	return json_string(export_cell_text(c, text));
}

static void
write_json(const struct export_sheet *s, struct buf *out)
{
	json_t *o = json_object(), *rows = json_array();
	json_t *terms = json_object(), *row = NULL;
	char *text;

	for (size_t i = 0; i < s->cells; i++) {
		if (export_column_of(s, i) == 0) {
			row = json_object();
			json_array_append_new(rows, row);
		}
		json_object_set_new(row, s->column[export_column_of(s, i)],
		    cell_json(&s->cell[i]));
	}
	for (size_t i = 0; i + 1 < s->terms; i += 2)
		json_object_set_new(terms, s->term[i],
		    json_string(s->term[i + 1]));
	json_object_set_new(o, "title", json_string(s->title));
	json_object_set_new(o, "definitions", terms);
	json_object_set_new(o, "rows", rows);
	text = json_dumps(o, JSON_COMPACT);
	buf_addf(out, "%s\n", text ? text : "{}");
	free(text);
	json_decref(o);
}

/* A cell's text, with what a table of Markdown would take for its own. */
static void
markdown_cell(struct buf *out, const char *text)
{
	struct buf clean = BUF_INIT;

	utf8_clean(&clean, slice_of(text), CLEAN_ONE_LINE);
	buf_add_text(out, " ");
	for (const char *p = buf_text(&clean); *p; p++) {
		if (strchr("\\|*_`<[", *p))
			buf_add_char(out, '\\');
		buf_add_char(out, *p);
	}
	buf_add_text(out, " |");
	buf_release(&clean);
}

static void
write_markdown(const struct export_sheet *s, struct buf *out)
{
	char text[EXPORT_CELL_BYTES];

	buf_addf(out, "# %s\n\n|", s->title);
	for (size_t i = 0; i < s->columns; i++)
		markdown_cell(out, s->column[i]);
	buf_add_text(out, "\n|");
	for (size_t i = 0; i < s->columns; i++)
		buf_add_text(out, " --- |");
	for (size_t i = 0; i < s->cells; i++) {
		buf_add_text(out, export_column_of(s, i) ? "" : "\n|");
		markdown_cell(out, export_cell_text(&s->cell[i], text));
	}
	buf_add_text(out, "\n\n");
	for (size_t i = 0; i + 1 < s->terms; i += 2)
		buf_addf(out, "* %s: %s\n", s->term[i], s->term[i + 1]);
}

enum status
export_write(const struct export_sheet *s, enum export_form form,
    struct buf *out, struct err *err)
{
	switch (form) {
	case EXPORT_JSON:
		write_json(s, out);
		return ST_OK;
	case EXPORT_MARKDOWN:
		write_markdown(s, out);
		return ST_OK;
	case EXPORT_HTML:
		export_html(s, out);
		return ST_OK;
	case EXPORT_XLSX:
		return fail(err, ST_USAGE, "a spreadsheet needs a file: "
		    "--out FILE");
	case EXPORT_CSV_BOM:
		buf_add_text(out, "\xef\xbb\xbf");
		write_csv(s, out);
		return ST_OK;
	default:
		write_csv(s, out);
		return form == EXPORT_CSV_GB ? to_gb18030(out, err) : ST_OK;
	}
}
