/*
 * table.c - reads tab-separated rows.
 *
 * The text is read once and cut in place: a cell is a pointer into it.
 */
#include "app/table.h"

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define TABLE_BYTES_MAX (16 << 20)
#define FILE_COLUMNS_MAX 32

/* Where in a line of the file the wanted columns are. */
struct layout {
	const char *const *column;
	size_t count;			/* wanted */
	size_t at[TABLE_COLUMNS_MAX];
	size_t in_file;			/* 0: the header is still to come */
};

static enum status
header_read(struct layout *lay, struct slice line, struct err *err)
{
	struct slice rest = line, name;
	bool found[TABLE_COLUMNS_MAX] = { false };

	while (slice_until(&rest, '\t', &name)) {
		for (size_t i = 0; i < lay->count; i++) {
			if (!slice_is(slice_trim(name), lay->column[i]))
				continue;
			found[i] = true;
			lay->at[i] = lay->in_file;
		}
		lay->in_file++;
	}
	for (size_t i = 0; i < lay->count; i++)
		if (!found[i])
			return fail(err, ST_INVALID, "the column \"%s\" is "
			    "missing", lay->column[i]);
	if (lay->in_file > FILE_COLUMNS_MAX)
		return fail(err, ST_INVALID, "it has %zu columns, %d are "
		    "allowed", lay->in_file, FILE_COLUMNS_MAX);
	return ST_OK;
}

/* Cuts the line into cells, in place. */
static enum status
row_read(struct table *t, const struct layout *lay, struct slice line,
    int number, struct err *err)
{
	char *file_cell[FILE_COLUMNS_MAX];
	struct table_row row = { .line = number };
	struct slice rest = line, cell;
	bool open_end = line.text[line.bytes - 1] == '\t';
	size_t n = 0;

	for (; n < lay->in_file && slice_until(&rest, '\t', &cell); n++) {
		cell = slice_trim(cell);
		if (!utf8_is_clean(cell, CLEAN_ONE_LINE))
			return fail(err, ST_INVALID, "cell %zu has a control "
			    "character or is not UTF-8", n + 1);
		file_cell[n] = t->text.text + (cell.text - t->text.text);
		file_cell[n][cell.bytes] = '\0';
	}
	if (n == lay->in_file - 1 && open_end)
		file_cell[n++] = t->text.text + t->text.bytes;
	if (n != lay->in_file || rest.bytes > 0)
		return fail(err, ST_INVALID, n < lay->in_file ?
		    N_("it has fewer cells than the header") :
		    N_("it has more cells than the header"));
	for (size_t i = 0; i < lay->count; i++)
		row.cell[i] = file_cell[lay->at[i]];
	ARRAY_GROW(t->row, t->count + 1, t->room);
	t->row[t->count++] = row;
	return ST_OK;
}

static void
comment_read(struct table *t, struct slice line)
{
	struct slice words;

	if (*t->comment)
		return;
	words = slice_trim((struct slice){ line.text + 1, line.bytes - 1 });
	t->text.text[words.text + words.bytes - t->text.text] = '\0';
	t->comment = words.text;
}

static enum status
line_read(struct table *t, struct layout *lay, struct slice line, int number,
    struct err *err)
{
	if (slice_trim(line).bytes == 0)
		return ST_OK;
	if (line.text[0] == '#') {
		comment_read(t, line);
		return ST_OK;
	}
	if (lay->in_file == 0)
		return header_read(lay, line, err);
	return row_read(t, lay, line, number, err);
}

enum status
table_read(struct table *t, const char *path, const char *const *column,
    size_t count, struct err *err)
{
	struct layout lay = { .column = column, .count = count };
	enum status st = file_read(path, TABLE_BYTES_MAX, &t->text, err);
	struct slice rest = buf_slice(&t->text), line;

	t->path = xstrdup(path);
	for (int n = 1; st == ST_OK && slice_line(&rest, &line); n++) {
		st = line_read(t, &lay, line, n, err);
		if (st != ST_OK)
			fail_at(err, "%s:%d", path, n);
	}
	if (st == ST_OK && lay.in_file == 0)
		st = fail(err, ST_INVALID, "%s: it names no columns", path);
	return st;
}

void
table_release(struct table *t)
{
	free(t->path);
	buf_release(&t->text);
	free(t->row);
	*t = (struct table)TABLE_INIT;
}

enum status
table_fail_at(const struct table *t, size_t row, struct err *err)
{
	return fail_at(err, "%s:%d", t->path, t->row[row].line);
}

bool
table_word(struct slice *cell, struct slice *word)
{
	do {
		if (!slice_until(cell, ',', word))
			return false;
		*word = slice_trim(*word);
	} while (word->bytes == 0);
	return true;
}
