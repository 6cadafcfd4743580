/*
 * normalize.h - one form for everything that is indexed or typed.
 *
 * Ill-formed bytes become U+FFFD; then NFKC, case folding, traditional to
 * simplified Han character by character, radicals to the characters they
 * look like; controls and white space, however many, become one blank, none
 * at either end; soft hyphens, zero-width characters and variation selectors
 * go. What comes out comes out again unchanged. Han and ASCII take one table
 * look-up a character; nothing is allocated once the buffers have grown.
 *
 * The tables are made when the program is built, from data/variants.tsv and
 * libunistring, so nothing depends on the machine that runs it.
 */
#ifndef TEXT_NORMALIZE_H
#define TEXT_NORMALIZE_H

#include "base/buf.h"

#include <stdint.h>

/* Owns its text and its map; reuse one for many texts. */
struct normal {
	struct buf text;
	uint32_t *at;		/* of each byte and of the end: the byte of
				 * the original where its character starts */
	size_t at_room;
	bool mapped;
};

#define NORMAL_INIT { BUF_INIT, NULL, 0, false }

void normal_init(struct normal *n);
void normal_release(struct normal *n);

/* Replaces what @n holds. @in is at most 2 GB and need not be UTF-8. With
 * @map the way back is kept too (four bytes a byte); indexing needs none. */
void normal_set(struct normal *n, struct slice in, bool map);
/* The bytes [*from, *to) of the normalised text, as bytes of the original;
 * whole characters there. Only when mapped. */
void normal_origin(const struct normal *n, size_t *from, size_t *to);

/* Appends the normalised text; no blank is put between it and what is
 * there. */
void normalize(struct buf *out, struct slice in);

#endif
