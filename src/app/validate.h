/*
 * validate.h - the quality rules of a knowledge entry, one by one.
 *
 * Each rule is a row: its number, the worst it can say, a function, its
 * words. An error stops the entry, a warning goes to the work list. Rules
 * here see one entry; those that compare entries (Q7, Q8 across a source,
 * Q19 to Q21) belong to the refresh.
 */
#ifndef APP_VALIDATE_H
#define APP_VALIDATE_H

#include "app/abbreviations.h"
#include "app/directory.h"
#include "text/entry.h"
#include "text/note.h"

struct validate {
	int64_t day;				/* today, see clock.h */
	const struct directory *directory;	/* NULL: topics pass unseen */
	const struct abbreviations *abbreviations; /* NULL: so do these */
	size_t title_chars_min;
	size_t short_chars;			/* of answer_short */
	size_t keyword_chars;
};

/* Looks a topic's name up and proposes one where there is none; says so. */
void validate_topic(struct entry *e, const struct validate *v,
    struct note_sink *sink);

/* Every rule in turn; false when one of them noted an error. */
bool validate_entry(const struct entry *e, const struct validate *v,
    struct note_sink *sink);

struct validate_rule {
	const char *id;
	enum note_level level;
	const char *words;			/* in the user's language */
};

/* The @i-th rule; false behind the last. */
bool validate_rule_at(size_t i, struct validate_rule *out);

#endif
