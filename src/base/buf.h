/*
 * buf.h - text that grows, and text that is not ours to end.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Borrowed bytes; not ended by NUL. */
struct slice {
	const char *text;
	size_t bytes;
};

/* Owned bytes; text[bytes] is NUL once anything was added. */
struct buf {
	char *text;
	size_t bytes;
	size_t room;
};

#define BUF_INIT { NULL, 0, 0 }

void buf_init(struct buf *b);
void buf_reset(struct buf *b);		/* empty, keeps its memory */
void buf_release(struct buf *b);

void buf_reserve(struct buf *b, size_t more);	/* room for @more and NUL */
void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_add_char(struct buf *b, char c);
void buf_add_text(struct buf *b, const char *s);
void buf_add_slice(struct buf *b, struct slice s);
void buf_addf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buf_addv(struct buf *b, const char *format, va_list ap)
    __attribute__((format(printf, 2, 0)));
void buf_cut(struct buf *b, size_t bytes);	/* keeps the first @bytes */

/* "" when nothing was added; lives until the next change. */
const char *buf_text(const struct buf *b);
struct slice buf_slice(const struct buf *b);
/* Hands the memory over; the caller frees it. Never NULL. */
char *buf_detach(struct buf *b);

struct slice slice_of(const char *s);		/* NULL gives an empty one */
bool slice_equal(struct slice a, struct slice b);
bool slice_is(struct slice s, const char *text);
int slice_cmp(struct slice a, struct slice b);	/* by bytes */
/* Where @part first stands in @s: NULL if nowhere, and for an empty part. */
const char *slice_find(struct slice s, struct slice part);
struct slice slice_trim(struct slice s);	/* ASCII white space */
/* Takes the next blank-separated word off the front; empty at the end. */
struct slice slice_word(struct slice *s);
/* Takes all up to @end off the front, and @end too; false at the end. */
bool slice_until(struct slice *s, char end, struct slice *part);
/* Takes the next line off the front, without its LF or CR LF. */
bool slice_line(struct slice *s, struct slice *line);
char *slice_dup(struct slice s);		/* the caller frees it */

#endif
