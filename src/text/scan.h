/*
 * scan.h - read a text character by character, fast; for text/ only.
 *
 * The same answers as utf8_next(), inline, for loops over whole bases.
 */
#ifndef TEXT_SCAN_H
#define TEXT_SCAN_H

#include "base/buf.h"

#include <stdint.h>

#define SCAN_BAD 0xfffd

static inline bool
scan_is_tail(uint8_t byte)
{
	return (byte & 0xc0) == 0x80;
}

/* Two and four bytes, and what is ill-formed. */
static inline size_t
scan_rare(const uint8_t *p, size_t left, uint32_t *ch)
{
	*ch = SCAN_BAD;
	if (p[0] >= 0xc2 && p[0] < 0xe0 && left >= 2 && scan_is_tail(p[1])) {
		*ch = (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
		return 2;
	}
	if (p[0] >= 0xf0 && p[0] < 0xf5 && left >= 4 &&
	    scan_is_tail(p[1]) && scan_is_tail(p[2]) && scan_is_tail(p[3])) {
		uint32_t c = (p[0] & 7u) << 18 | (p[1] & 0x3fu) << 12 |
		    (p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);

		if (c < 0x10000 || c > 0x10ffff)
			return 1;
		*ch = c;
		return 4;
	}
	return 1;
}

/* Reads the character at @p, of @left > 0 bytes; returns its bytes. A byte
 * that is ill-formed is SCAN_BAD and is taken alone. */
static inline size_t
scan_char(const uint8_t *p, size_t left, uint32_t *ch)
{
	if (p[0] < 0x80) {
		*ch = p[0];
		return 1;
	}
	if ((p[0] & 0xf0) == 0xe0 && left >= 3 && scan_is_tail(p[1]) &&
	    scan_is_tail(p[2])) {
		uint32_t c = (p[0] & 0xfu) << 12 | (p[1] & 0x3fu) << 6 |
		    (p[2] & 0x3fu);

		if (c >= 0x800 && (c < 0xd800 || c >= 0xe000)) {
			*ch = c;
			return 3;
		}
	}
	return scan_rare(p, left, ch);
}

/* Of the character at @at < s.bytes. */
static inline size_t
scan_at(struct slice s, size_t at, uint32_t *ch)
{
	return scan_char((const uint8_t *)s.text + at, s.bytes - at, ch);
}

/* Where the character before @at > 0 starts; @s is well-formed. */
static inline size_t
scan_back(struct slice s, size_t at)
{
	do
		at--;
	while (at > 0 && scan_is_tail((uint8_t)s.text[at]));
	return at;
}

#endif
