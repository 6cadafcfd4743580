/*
 * markdown.h - Markdown as departments write it, for reading aloud: headings,
 * bold, bullets, links and tables lose their signs and become plain lines
 * with stretches that are set off.
 *
 * Every line stays where it is; only signs go. Most texts are no Markdown,
 * and a text that merely has a star, a line under a word, "1. " or a masked
 * name in it is never touched: there must be a heading, a table, a web link
 * or something bold that no letter stands before.
 */
#ifndef TEXT_MARKDOWN_H
#define TEXT_MARKDOWN_H

#include "base/buf.h"

#define MARKDOWN_BYTES_MAX (256 << 10)	/* longer texts stay as they are */

enum markdown_kind { MARKDOWN_HEADING, MARKDOWN_STRONG, MARKDOWN_LINK };

struct markdown_span {
	enum markdown_kind kind;
	size_t from, to;		/* bytes of the text */
};

/* Bytes of what was read that go; @by stands in their place unless NUL. */
struct markdown_edit {
	size_t from, to;
	size_t gone;			/* by those before it */
	char by;
};

struct markdown {
	struct buf text;
	struct markdown_span *span;	/* by their beginning */
	size_t spans, span_room;
	struct markdown_edit *edit;	/* own */
	size_t edits, edit_room;
};

#define MARKDOWN_INIT { .text = BUF_INIT }

/* Replaces all. False when @in is no Markdown and is to be shown as it is;
 * then there are no spans and the text is @in's. */
bool markdown_read(struct markdown *m, struct slice in);
void markdown_release(struct markdown *m);	/* ready again */

#endif
