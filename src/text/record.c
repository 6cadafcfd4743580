/*
 * record.c - parts a feed's bytes into lines and hands them to their format.
 *
 * Knows lines and limits; the two formats know what stands in a line.
 */
#include "text/record.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/record_read.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { UNKNOWN_MAX = 50, UNKNOWN_CHARS = 60 };

struct record_reader {
	const struct record_options *o;
	enum record_format format;
	struct charset *charset;
	struct record_csv *csv;
	struct record_unknown unknown;
	struct note_sink sink;
	struct buf text;		/* UTF-8, not parted yet */
	int64_t line;			/* the number of the line in front */
	int64_t count;
	int64_t errors_before;		/* of sink.errors, at this record */
	bool sniffed, skipping, after_cr;
	enum status st;			/* what @each has said */
	struct err err;
};

/* What people drop into a folder of feeds by mistake. */
static const struct {
	const char *bytes;
	size_t count;
	const char *what;
} strangers[] = {
	{ "PK\3\4", 4, N_("a spreadsheet or an archive") },
	{ "\xd0\xcf\x11\xe0", 4, N_("an old spreadsheet") },
	{ "%PDF", 4, N_("a PDF") },
	{ "SQLite format", 13, N_("a database") },
};

static void
pass_note(void *arg, const struct note *note)
{
	struct record_reader *r = arg;

	r->o->note(r->o->arg, note);
}

static void
finish_record(struct record_reader *r, struct entry *e)
{
	bool bad = r->sink.errors > r->errors_before;

	r->count++;
	if (!bad) {
		record_finish(e, r->o->limits, &r->sink);
		bad = r->sink.errors > r->errors_before;
	}
	if (r->st == ST_OK)
		r->st = r->o->each(r->o->arg, e, r->sink.line, bad, &r->err);
	r->errors_before = r->sink.errors;
}

static void
take_csv_row(void *arg, struct entry *e)
{
	finish_record(arg, e);
}

struct record_reader *
record_reader_new(const struct record_options *o)
{
	struct record_reader *r = xcalloc(1, sizeof(*r));

	r->o = o;
	r->format = o->format;
	r->charset = charset_new();
	r->sink.take = pass_note;
	r->sink.arg = r;
	r->line = 1;
	r->csv = record_csv_new(o->limits, &r->unknown, &r->sink,
	    take_csv_row, r);
	return r;
}

void
record_reader_free(struct record_reader *r)
{
	if (!r)
		return;
	charset_free(r->charset);
	record_csv_free(r->csv);
	record_unknown_release(&r->unknown);
	buf_release(&r->text);
	free(r);
}

enum charset_kind
record_reader_charset(const struct record_reader *r)
{
	return charset_kind(r->charset);
}

enum record_format
record_reader_format(const struct record_reader *r)
{
	return r->format;
}

int64_t
record_reader_count(const struct record_reader *r)
{
	return r->count;
}

void
record_unknown_note(struct record_unknown *u, struct slice name,
    struct note_sink *sink)
{
	name = utf8_first(slice_trim(name), UNKNOWN_CHARS);
	for (size_t i = 0; i < u->count; i++)
		if (slice_is(name, u->name[i]))
			return;
	if (u->count == UNKNOWN_MAX)
		return;
	ARRAY_GROW(u->name, u->count + 1, u->room);
	u->name[u->count++] = slice_dup(name);
	note_add(sink, NOTE_WARNING, "unknown", u->name[u->count - 1],
	    _("there is no field of this name; it is left aside"));
}

void
record_unknown_release(struct record_unknown *u)
{
	for (size_t i = 0; i < u->count; i++)
		free(u->name[i]);
	free(u->name);
	*u = (struct record_unknown){ NULL, 0, 0 };
}

static void
take_json_line(struct record_reader *r, struct slice line)
{
	struct entry e = ENTRY_INIT;

	r->sink.line = r->line;
	if (slice_trim(line).bytes == 0)
		return;
	record_json_line(&e, line, r->o->limits, &r->unknown, &r->sink);
	finish_record(r, &e);
	entry_release(&e);
}

static void
skip_long_line(struct record_reader *r)
{
	struct entry none = ENTRY_INIT;

	r->sink.line = r->line;
	note_add(&r->sink, NOTE_ERROR, "limit", "",
	    _("the line has more than %zu bytes"), r->o->limits->line_bytes);
	finish_record(r, &none);
	entry_release(&none);
	r->skipping = true;
}

/* Whole lines off the front of the text; at the @last also what is left. */
static void
take_json(struct record_reader *r, bool last)
{
	struct slice all = buf_slice(&r->text), line;
	size_t used = 0;

	while (r->st == ST_OK && used < all.bytes) {
		const char *from = all.text + used;
		const char *lf = memchr(from, '\n', all.bytes - used);

		if (!lf && !last)
			break;
		line.text = from;
		line.bytes = lf ? (size_t)(lf - from) : all.bytes - used;
		if (!r->skipping && line.bytes > r->o->limits->line_bytes)
			skip_long_line(r);
		else if (!r->skipping)
			take_json_line(r, line);
		r->skipping = false;
		r->line++;
		used += line.bytes + (lf != NULL);
	}
	if (all.bytes - used > r->o->limits->line_bytes && !last) {
		if (!r->skipping)
			skip_long_line(r);
		used = all.bytes;
	}
	if (used > 0)
		memmove(r->text.text, r->text.text + used, all.bytes - used);
	buf_cut(&r->text, all.bytes - used);
}

/* A part is a line with its end: LF, CR LF, or CR alone. The LF of a CR LF
 * comes as a part of its own and starts no line. */
static enum status
take_csv(struct record_reader *r, bool last, struct err *err)
{
	struct slice all = buf_slice(&r->text);
	enum status st = ST_OK;

	while (st == ST_OK && r->st == ST_OK && all.bytes > 0) {
		struct slice part = { all.text, 0 };
		char end;

		while (part.bytes < all.bytes && all.text[part.bytes] != '\n' &&
		    all.text[part.bytes] != '\r')
			part.bytes++;
		if (part.bytes == all.bytes && !last &&
		    part.bytes <= r->o->limits->line_bytes)
			break;
		part.bytes += part.bytes < all.bytes;
		end = part.text[part.bytes - 1];
		if (part.bytes == 1 && end == '\n' && r->after_cr)
			r->line--;	/* still the line of the CR */
		st = record_csv_feed(r->csv, part, r->line, err);
		r->line += end == '\n' || end == '\r';
		r->after_cr = end == '\r';
		all.text += part.bytes;
		all.bytes -= part.bytes;
	}
	if (all.bytes > 0)
		memmove(r->text.text, all.text, all.bytes);
	buf_cut(&r->text, all.bytes);
	return st;
}

/* By the first characters: is it a feed, and of which format? */
static enum status
sniff(struct record_reader *r, struct err *err)
{
	struct slice s = slice_trim(buf_slice(&r->text));

	if (s.bytes == 0) {
		if (r->text.bytes <= r->o->limits->line_bytes)
			return ST_OK;
		return fail(err, ST_INVALID, "the file begins with more than "
		    "%zu blank bytes", r->o->limits->line_bytes);
	}
	r->sniffed = true;
	if (r->format == RECORD_GUESS)
		r->format = *s.text == '{' ? RECORD_JSONL : RECORD_CSV;
	if (*s.text == '[' && r->format != RECORD_POLICY)
		return fail(err, ST_INVALID, "the file is one JSON list; put "
		    "one object on each line instead");
	return ST_OK;
}

static enum status
refuse_strangers(struct slice bytes, struct err *err)
{
	for (size_t i = 0; i < COUNT(strangers); i++)
		if (bytes.bytes >= strangers[i].count &&
		    memcmp(bytes.text, strangers[i].bytes,
		    strangers[i].count) == 0)
			return fail(err, ST_INVALID, "this is %s; save the "
			    "table as CSV", _(strangers[i].what));
	return ST_OK;
}

static void
take_clause(void *arg, struct entry *e)
{
	finish_record(arg, e);
}

/* All of it at the end: what stands last may be the day it takes effect. */
static enum status
take_policy(struct record_reader *r, bool last, struct err *err)
{
	const struct record_document d = { r->o->limits, &r->sink,
		take_clause, r };
	size_t bad;

	if (r->text.bytes > r->o->limits->line_bytes)
		return fail(err, ST_INVALID, "the document has more than %zu "
		    "bytes", r->o->limits->line_bytes);
	if (!last)
		return ST_OK;
	bad = utf8_bad_at(buf_slice(&r->text));
	if (bad < r->text.bytes)
		return fail(err, ST_INVALID, "byte %zu of the document is no "
		    "character", bad + 1);
	return record_policy_read(buf_slice(&r->text), &d, err);
}

static enum status
take_text(struct record_reader *r, bool last, struct err *err)
{
	enum status st = r->sniffed ? ST_OK : sniff(r, err);

	if (st != ST_OK || !r->sniffed)
		return st;
	if (r->format == RECORD_JSONL)
		take_json(r, last);
	else if (r->format == RECORD_POLICY)
		st = take_policy(r, last, err);
	else
		st = take_csv(r, last, err);
	if (st == ST_OK && last && r->format == RECORD_CSV)
		st = record_csv_end(r->csv, err);
	if (r->st != ST_OK) {
		*err = r->err;
		return r->st;
	}
	return st;
}

enum status
record_reader_feed(struct record_reader *r, struct slice bytes,
    struct err *err)
{
	if (!r->sniffed && charset_kind(r->charset) == CHARSET_ASCII) {
		enum status st = refuse_strangers(bytes, err);

		if (st != ST_OK)
			return st;
	}
	charset_feed(r->charset, bytes, &r->text);
	return take_text(r, false, err);
}

enum status
record_reader_end(struct record_reader *r, struct err *err)
{
	charset_end(r->charset, &r->text);
	return take_text(r, true, err);
}

static bool
ends_with(const char *s, size_t bytes, const char *end)
{
	size_t n = strlen(end);

	return bytes > n && strncasecmp(s + bytes - n, end, n) == 0;
}

enum record_format
record_format_of(const char *path)
{
	static const struct {
		const char *end;
		enum record_format format;
	} ends[] = {
		{ ".jsonl", RECORD_JSONL }, { ".ndjson", RECORD_JSONL },
		{ ".json", RECORD_JSONL }, { ".csv", RECORD_CSV },
		{ ".tsv", RECORD_CSV }, { ".xlsx", RECORD_CSV },
		{ ".txt", RECORD_POLICY },
		{ ".html", RECORD_POLICY }, { ".htm", RECORD_POLICY },
	};
	size_t bytes = strlen(path);

	if (ends_with(path, bytes, ".gz"))
		bytes -= 3;
	for (size_t i = 0; i < COUNT(ends); i++)
		if (ends_with(path, bytes, ends[i].end))
			return ends[i].format;
	return RECORD_GUESS;
}
