/*
 * policy_text.h - a whole policy in plain text, cut into what can be cited.
 *
 * By articles (第…条) where there are two or more; else by parts (一、) and,
 * where a part has them, by their points (（一）). Chapters and sections go
 * with each clause. What stands above the first clause is looked through for
 * the title, the number and how it was passed; the whole text for the days on
 * which it takes effect and ends.
 */
#ifndef TEXT_POLICY_TEXT_H
#define TEXT_POLICY_TEXT_H

#include "base/buf.h"
#include "text/record_field.h"

#include <stdint.h>

struct policy_clause {
	struct slice part;		/* a point's: "二、"; else empty */
	struct slice label;		/* "第三条", "二、", "（一）" */
	struct slice chapter;		/* "第一章 总则"; may be empty */
	struct slice heading;		/* of a part; may be empty */
	struct slice text;		/* without the label */
	int64_t line;			/* where it begins, 1.. */
};

/* Slices are of the text that was read. */
struct policy_text {
	struct buf title;
	struct slice number, passed;
	char signed_on[RECORD_DATE_BYTES], effective_on[RECORD_DATE_BYTES];
	char valid_to[RECORD_DATE_BYTES];	/* each "" when not found */
	struct policy_clause *clause;
	size_t count, room;
};

#define POLICY_TEXT_INIT { 0 }

/* @text outlives @out. A text with nothing to cite has no clauses. */
void policy_text_read(struct policy_text *out, struct slice text);
void policy_text_release(struct policy_text *p);

#endif
