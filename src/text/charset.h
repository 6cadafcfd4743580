/*
 * charset.h - bytes of a feed in whatever encoding, to UTF-8.
 *
 * Told by content: a byte order mark decides; else bytes pass as ASCII until
 * the first that is not, and what follows it, up to 256 KiB, shows whether
 * it is UTF-8 or GB18030. Streaming: a call takes any cut of the bytes.
 * A byte that does not belong comes out as CHARSET_BAD, which is never UTF-8,
 * so that the record it is in can be named.
 */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include "base/buf.h"

#define CHARSET_BAD '\xff'

#define CHARSET_LIST(X) \
	X(ASCII,    "ASCII",    NULL) \
	X(UTF8,     "UTF-8",    NULL) \
	X(GB18030,  "GB18030",  "GB18030") \
	X(UTF16LE,  "UTF-16LE", "UTF-16LE") \
	X(UTF16BE,  "UTF-16BE", "UTF-16BE")

enum charset_kind {
#define X(id, name, iconv_name) CHARSET_##id,
	CHARSET_LIST(X)
#undef X
	CHARSET_COUNT
};

struct charset;

struct charset *charset_new(void);
void charset_free(struct charset *c);			/* NULL is fine */
/* Appends to @out what can be told so far. */
void charset_feed(struct charset *c, struct slice in, struct buf *out);
void charset_end(struct charset *c, struct buf *out);
enum charset_kind charset_kind(const struct charset *c);
const char *charset_name(enum charset_kind kind);

/* Guesses from the bytes alone; @s starts with one that is not ASCII. */
enum charset_kind charset_guess(struct slice s);

#endif
