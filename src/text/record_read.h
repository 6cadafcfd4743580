/*
 * record_read.h - what the two formats share: for record*.c alone.
 */
#ifndef TEXT_RECORD_READ_H
#define TEXT_RECORD_READ_H

#include "text/record.h"

/* Names of columns or keys that no field has; each is said once. */
struct record_unknown {
	char **name;
	size_t count, room;
};

void record_unknown_note(struct record_unknown *u, struct slice name,
    struct note_sink *sink);
void record_unknown_release(struct record_unknown *u);

/* One line of JSON, without its LF, into @e. */
void record_json_line(struct entry *e, struct slice line,
    const struct record_limits *limits, struct record_unknown *unknown,
    struct note_sink *sink);

/* A whole document; @each takes what it gives, sink->line is where. */
struct record_document {
	const struct record_limits *limits;
	struct note_sink *sink;
	void (*each)(void *arg, struct entry *e);
	void *arg;
};

enum status record_policy_read(struct slice text,
    const struct record_document *d, struct err *err);

struct record_csv;

/* @row takes each row under the header; sink->line is where it starts. */
struct record_csv *record_csv_new(const struct record_limits *limits,
    struct record_unknown *unknown, struct note_sink *sink,
    void (*row)(void *arg, struct entry *e), void *arg);
void record_csv_free(struct record_csv *c);		/* NULL is fine */
/* @part is at most a line, with its end; @line is its number. */
enum status record_csv_feed(struct record_csv *c, struct slice part,
    int64_t line, struct err *err);
enum status record_csv_end(struct record_csv *c, struct err *err);

#endif
