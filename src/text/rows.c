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

struct rows {
	const struct rows_reader *r;
	size_t row;
	char **value;			/* of this row, by field */
	enum status status;
	struct err *err;
	/* of CSV */
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
	if (blank)
		return;
	if (w->has_header)
		row_end(w);
	w->has_header = true;
}

static enum status
read_csv(struct rows *w, struct slice text, struct err *err)
{
	struct csv_parser p;
	size_t used;

	if (csv_init(&p, CSV_APPEND_NULL) != 0)
		return fail(err, ST_FAILED, "no memory");
	used = csv_parse(&p, text.text, text.bytes, csv_field, csv_row, w);
	if (used == text.bytes)
		csv_fini(&p, csv_field, csv_row, w);
	csv_free(&p);
	if (w->status == ST_OK && used != text.bytes)
		return fail(err, ST_INVALID, "it is not CSV behind row %zu",
		    w->row);
	return w->status;
}

static enum status
read_text(struct rows *w, struct slice text, struct err *err)
{
	struct slice rest = text, line;

	while (rest.bytes > 0 && strchr(" \t\r\n", *rest.text))
		rest = (struct slice){ rest.text + 1, rest.bytes - 1 };
	if (rest.bytes == 0 || *rest.text != '{')
		return read_csv(w, rest, err);
	while (w->status == ST_OK && slice_line(&rest, &line)) {
		if (slice_trim(line).bytes > 0)
			json_row(w, line);
	}
	return w->status;
}

enum status
rows_read(const struct rows_reader *r, struct slice bytes, struct err *err)
{
	struct rows w = { .r = r, .err = err };
	struct charset *charset = charset_new();
	struct buf text = BUF_INIT;
	enum status st;

	w.value = xcalloc(r->fields + 1, sizeof(*w.value));
	charset_feed(charset, bytes, &text);
	charset_end(charset, &text);
	charset_free(charset);
	st = read_text(&w, buf_slice(&text), err);
	for (size_t i = 0; i < r->fields; i++)
		free(w.value[i]);
	free(w.value);
	free(w.column);
	buf_release(&text);
	return st;
}
