/*
 * rows.h - rows of any number to measure with, made of real ones.
 */
#ifndef BENCH_ROWS_H
#define BENCH_ROWS_H

#include "base/err.h"
#include "text/entry.h"

#include <stddef.h>
#include <stdint.h>

struct rows {
	struct entry *entry;
	size_t count, room;
	size_t first;			/* those of the first feed */
	uint64_t seed;
};

/* Reads a feed's entries; those that cannot be read are left out. */
void rows_read(struct rows *r, const char *path);
/* The @i-th row of a base of any size: the first feed's, the other feeds' in
 * a random order that is always the same, then such as are made of the title
 * of one, and halves of the answers of two others. The caller releases it. */
void rows_get(struct rows *r, size_t i, struct entry *out);
/* The first @count rows as a feed of JSON lines. */
void rows_write(struct rows *r, size_t count, const char *path);
void rows_release(struct rows *r);

#endif
