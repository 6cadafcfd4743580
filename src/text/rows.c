/*
 * rows.c - JSON lines or CSV to rows; see rows.h.
 */
#include "text/rows.h"

#include "base/intl.h"
#include "base/mem.h"
#include "text/charset.h"

#include <csv.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { ROW_BYTES_MAX = 16 << 20, BLOCK_BYTES = 64 << 10 };

enum form { FORM_UNTOLD, FORM_JSON, FORM_CSV };

struct rows {
	const struct rows_reader *r;
	struct charset *charset;
	enum form form;
	struct buf text;		/* not read yet */
	size_t row;
	char **value;			/* of this row, by field */
	enum status status;
	struct err *err;
	/* of CSV */
	struct csv_parser csv;
	size_t row_bytes;		/* fed since the last row's end */
	int *column;			/* field, or -1 */
	size_t columns, room, at;
	bool has_header;
};

static void
keep(struct rows *w, int field, struct slice text)
{
	if (field < 0 || slice_trim(text).bytes == 0 ||
	    memchr(text.text, '\0', text.bytes))
		return;
	free(w->value[field]);
	w->value[field] = slice_dup(text);
}

static void
row_end(struct rows *w)
{
	if (w->status == ST_OK)
		w->status = w->r->each(w->r->arg, ++w->row,
		    (const char *const *)w->value, w->err);
	for (size_t i = 0; i < w->r->fields; i++) {
		free(w->value[i]);
		w->value[i] = NULL;
	}
}

static void
json_keep(struct rows *w, int field, const json_t *value)
{
	char *number;

	if (json_is_number(value)) {
		number = json_dumps(value, JSON_ENCODE_ANY);
		keep(w, field, slice_of(number));
		free(number);
	} else if (json_is_boolean(value)) {
		keep(w, field, slice_of(json_is_true(value) ? "yes" : "no"));
	} else if (json_is_string(value)) {
		keep(w, field, slice_of(json_string_value(value)));
	}
}

static void
json_row(struct rows *w, struct slice line)
{
	json_error_t why;
	json_t *object = json_loadb(line.text, line.bytes,
	    JSON_REJECT_DUPLICATES, &why), *value;
	const char *key;

	if (json_is_object(object)) {
		json_object_foreach(object, key, value)
			json_keep(w, w->r->field(w->r->arg, slice_of(key)),
			    value);
		row_end(w);
	} else {
		w->r->bad(w->r->arg, ++w->row, object ?
		    _("it is not a JSON object") : why.text);
	}
	json_decref(object);
}

static void
csv_field(void *bytes, size_t n, void *arg)
{
	struct rows *w = arg;
	struct slice s = { n ? bytes : "", n };
	size_t at = w->at++;

	if (!w->has_header) {
		ARRAY_GROW(w->column, at + 1, w->room);
		w->column[at] = w->r->field(w->r->arg, s);
		w->columns = at + 1;
	} else if (at < w->columns) {
		keep(w, w->column[at], s);
	}
}

static void
csv_row(int end, void *arg)
{
	struct rows *w = arg;
	bool blank = w->at == 0;

	(void)end;
	w->at = 0;
	w->row_bytes = 0;
	if (blank)
		return;
	if (w->has_header)
		row_end(w);
	w->has_header = true;
}

static enum status
too_long(const struct rows *w, struct err *err)
{
	return fail(err, ST_INVALID, "the row behind row %zu has more than %d "
	    "bytes", w->row, ROW_BYTES_MAX);
}

static enum status
take_csv(struct rows *w, struct err *err)
{
	size_t bytes = w->text.bytes, used;

	w->row_bytes += bytes;
	used = csv_parse(&w->csv, buf_text(&w->text), bytes, csv_field,
	    csv_row, w);
	buf_reset(&w->text);
	if (w->status == ST_OK && used != bytes)
		return fail(err, ST_INVALID, "it is not CSV behind row %zu",
		    w->row);
	if (w->status == ST_OK && w->row_bytes > ROW_BYTES_MAX)
		return too_long(w, err);
	return w->status;
}

/* Whole lines; what follows the last of them waits. */
static enum status
take_json(struct rows *w, bool all, struct err *err)
{
	struct slice rest = buf_slice(&w->text), line;

	while (w->status == ST_OK && rest.bytes > 0 &&
	    (all || memchr(rest.text, '\n', rest.bytes)) &&
	    slice_line(&rest, &line))
		if (slice_trim(line).bytes > 0)
			json_row(w, line);
	if (rest.bytes > 0)
		memmove(w->text.text, rest.text, rest.bytes);
	buf_cut(&w->text, rest.bytes);
	if (w->status == ST_OK && rest.bytes > ROW_BYTES_MAX)
		return too_long(w, err);
	return w->status;
}

static enum status
take(struct rows *w, bool all, struct err *err)
{
	size_t blank = strspn(buf_text(&w->text), " \t\r\n");

	w->err = err;
	if (w->form == FORM_UNTOLD && blank < w->text.bytes) {
		memmove(w->text.text, w->text.text + blank,
		    w->text.bytes - blank);
		buf_cut(&w->text, w->text.bytes - blank);
		w->form = *w->text.text == '{' ? FORM_JSON : FORM_CSV;
	}
	if (w->form == FORM_UNTOLD)
		return ST_OK;
	return w->form == FORM_CSV ? take_csv(w, err) :
	    take_json(w, all, err);
}

struct rows *
rows_new(const struct rows_reader *r)
{
	struct rows *w = xcalloc(1, sizeof(*w));

	w->r = r;
	w->charset = charset_new();
	w->value = xcalloc(r->fields + 1, sizeof(*w->value));
	csv_init(&w->csv, CSV_APPEND_NULL);
	csv_set_blk_size(&w->csv, BLOCK_BYTES);	/* else long fields crawl */
	return w;
}

void
rows_free(struct rows *w)
{
	if (!w)
		return;
	for (size_t i = 0; i < w->r->fields; i++)
		free(w->value[i]);
	free(w->value);
	free(w->column);
	csv_free(&w->csv);
	charset_free(w->charset);
	buf_release(&w->text);
	free(w);
}

enum status
rows_feed(struct rows *w, struct slice bytes, struct err *err)
{
	charset_feed(w->charset, bytes, &w->text);
	return take(w, false, err);
}

enum status
rows_end(struct rows *w, struct err *err)
{
	enum status st;

	charset_end(w->charset, &w->text);
	st = take(w, true, err);
	if (st != ST_OK || w->form != FORM_CSV)
		return st;
	csv_fini(&w->csv, csv_field, csv_row, w);
	return w->status;
}

enum status
rows_read(const struct rows_reader *r, struct slice bytes, struct err *err)
{
	struct rows *w = rows_new(r);
	enum status st = rows_feed(w, bytes, err);

	if (st == ST_OK)
		st = rows_end(w, err);
	rows_free(w);
	return st;
}
