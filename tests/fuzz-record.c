/*
 * fuzz-record.c - any bytes are a feed: in any cut, records and notes are
 * sound, and an entry that counts as good passes for one.
 *
 * The first byte says how the rest is cut and which format is asked for.
 */
#include "app/validate.h"
#include "base/utf8.h"
#include "text/record.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct record_limits limits = {
	.line_bytes = 2048, .title_chars = 128, .text_chars = 300,
	.body_chars = 1000, .list_chars = 300
};

struct seen {
	int64_t records, errors, last_line;
};

static void
check(bool truth)
{
	if (!truth)
		abort();
}

static void
take_note(void *arg, const struct note *note)
{
	struct seen *seen = arg;

	check(note->line >= 0 && note->rule && note->field);
	check(utf8_is_clean(slice_of(note->reason), CLEAN_ONE_LINE));
	seen->errors += note->level == NOTE_ERROR;
}

static enum status
take_record(void *arg, struct entry *e, int64_t line, bool bad,
    struct err *err)
{
	struct seen *seen = arg;
	struct validate rules = { .day = 20000, .title_chars_min = 2,
		.short_chars = 200, .keyword_chars = 20 };
	struct note_sink sink = { take_note, seen, line, 0 };

	(void)err;
	check(line >= seen->last_line);
	check(!bad || seen->errors > 0);
	seen->last_line = line;
	seen->records++;
	for (int f = 0; f < ENTRY_FIELD_COUNT; f++)
		if (e->field[f])
			check(utf8_valid(slice_of(e->field[f])));
	if (!bad)
		validate_entry(e, &rules, &sink);
	return ST_OK;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct seen seen = { 0, 0, 0 };
	struct record_options o = { .limits = &limits, .each = take_record,
		.arg = &seen, .note = take_note };
	struct record_reader *r;
	struct err err = ERR_INIT;
	enum status st = ST_OK;
	size_t cut;

	if (size == 0)
		return 0;
	cut = 1 + (data[0] >> 2);
	o.format = (enum record_format)(data[0] & 3);
	r = record_reader_new(&o);
	for (size_t at = 1; at < size && st == ST_OK; at += cut)
		st = record_reader_feed(r, (struct slice){
		    (const char *)data + at,
		    size - at < cut ? size - at : cut }, &err);
	if (st == ST_OK)
		st = record_reader_end(r, &err);
	check(st == ST_OK || (st == ST_INVALID && *err.text));
	check(record_reader_count(r) == seen.records);
	record_reader_free(r);
	return 0;
}
