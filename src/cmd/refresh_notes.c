/*
 * refresh_notes.c - everything the rules said, as a table for those who mend
 * it: refresh --notes FILE.
 *
 * CSV with a byte order mark, which spreadsheets open as it is. A cell that
 * would be a formula there gets a mark in front.
 */
#include "cmd/refresh_cmd.h"

#include "base/utf8.h"

#include <string.h>

static const char header[] = "\xef\xbb\xbf" "source,file,line,entry_id,level,"
    "rule,field,reason\n";

static void
put_cell(struct buf *out, const char *text, const char *end)
{
	struct buf clean = BUF_INIT;

	utf8_clean(&clean, slice_of(text), CLEAN_ONE_LINE);
	text = buf_text(&clean);
	buf_add_char(out, '"');
	if (*text && strchr("=+-@", *text))
		buf_add_char(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			buf_add_char(out, '"');
		buf_add_char(out, *text);
	}
	buf_addf(out, "\"%s", end);
	buf_release(&clean);
}

enum status
refresh_notes_open(struct refresh_notes *n, const char *path,
    struct err *err)
{
	*n = (struct refresh_notes){ fopen(path, "we"), BUF_INIT };
	if (!n->file)
		return fail_errno(err, ST_IO, "cannot write %s", path);
	fputs(header, n->file);
	return ST_OK;
}

void
refresh_notes_add(struct refresh_notes *n, const char *source,
    const struct refresh_note *note)
{
	bool record = note->line > 0;
	char line[24] = "";

	if (record)
		snprintf(line, sizeof(line), "%lld", (long long)note->line);
	buf_reset(&n->row);
	put_cell(&n->row, source, ",");
	put_cell(&n->row, record ? note->file : "", ",");
	put_cell(&n->row, line, ",");
	put_cell(&n->row, record ? "" : note->file, ",");
	put_cell(&n->row, note->level == NOTE_ERROR ? "error" : "warning",
	    ",");
	put_cell(&n->row, note->rule, ",");
	put_cell(&n->row, note->field, ",");
	put_cell(&n->row, note->reason, "\n");
	fputs(buf_text(&n->row), n->file);
}

enum status
refresh_notes_close(struct refresh_notes *n, const char *path,
    struct err *err)
{
	bool bad = n->file && ferror(n->file);

	buf_release(&n->row);
	if (n->file && fclose(n->file) != 0)
		bad = true;
	n->file = NULL;
	return bad ? fail(err, ST_FULL, "cannot write all of %s", path) :
	    ST_OK;
}
