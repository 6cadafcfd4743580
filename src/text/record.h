/*
 * record.h - the bytes of a feed file, to entries.
 *
 * JSON lines, CSV (comma, semicolon or tab), or a policy document, in any
 * encoding that charset.h knows and in cuts of any size: memory is bounded by
 * the limits, whatever the file. A record that cannot be read is noted with
 * its line and the next one goes on; a file that cannot be understood at all
 * is ST_INVALID. What is in a field and how it may be written:
 * desk12345-feed(5).
 */
#ifndef TEXT_RECORD_H
#define TEXT_RECORD_H

#include "text/charset.h"
#include "text/entry.h"
#include "text/note.h"
#include "text/record_field.h"

/* GUESS tells by the first character: { begins JSON lines. POLICY is one
 * whole document, text or HTML, as long as a line may be. */
enum record_format { RECORD_GUESS, RECORD_JSONL, RECORD_CSV, RECORD_POLICY };

struct record_reader;

struct record_options {
	enum record_format format;
	const struct record_limits *limits;
	/*
	 * Each record in order; @line is where it starts. @bad says that an
	 * error was noted: the entry may be incomplete and is not to be
	 * used. Other than ST_OK stops the reader with that status.
	 */
	enum status (*each)(void *arg, struct entry *e, int64_t line,
	    bool bad, struct err *err);
	void *arg;			/* for @each and @note */
	void (*note)(void *arg, const struct note *note);
};

/* What @o points to lives as long as the reader. */
struct record_reader *record_reader_new(const struct record_options *o);
void record_reader_free(struct record_reader *r);	/* NULL is fine */

enum status record_reader_feed(struct record_reader *r, struct slice bytes,
    struct err *err);
/* Once, after the last byte. */
enum status record_reader_end(struct record_reader *r, struct err *err);

/* What was told so far, for the report. */
enum charset_kind record_reader_charset(const struct record_reader *r);
enum record_format record_reader_format(const struct record_reader *r);
int64_t record_reader_count(const struct record_reader *r);

/* By the file's name, ".gz" left aside; GUESS when it says nothing. */
enum record_format record_format_of(const char *path);

#endif
