/*
 * note.h - what was noticed about one record: line, field, level, reason.
 *
 * Readers and rules put notes into a sink; whoever made the sink counts,
 * groups and shows them.
 */
#ifndef TEXT_NOTE_H
#define TEXT_NOTE_H

#include <stdint.h>

/* An error stops the record; a warning goes to the work list. */
enum note_level { NOTE_WARNING, NOTE_ERROR };

struct note {
	int64_t line;			/* where the record starts, 1.. */
	enum note_level level;
	const char *rule;		/* "Q3", or a word: "date", "column" */
	const char *field;		/* its name in a feed; "" for all */
	const char *reason;		/* one line, in the user's language */
};

struct note_sink {
	/* The note and its strings live until @take returns. */
	void (*take)(void *arg, const struct note *note);
	void *arg;
	int64_t line;			/* of the record that is at hand */
	int64_t errors;			/* grows with every NOTE_ERROR */
};

/* @format is in the user's language already: wrap it in _(). */
void note_add(struct note_sink *sink, enum note_level level,
    const char *rule, const char *field, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
