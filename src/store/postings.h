/*
 * postings.h - which rows have a term, for more terms and rows than memory
 * holds.
 *
 * What is added is sorted a few million at a time into a file, and read back
 * as one list in the order of the keys. Memory is the same for any number.
 */
#ifndef STORE_POSTINGS_H
#define STORE_POSTINGS_H

#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

#define POSTINGS_ROW_BITS 24
#define POSTINGS_KEY_BITS 40

struct postings;

/* Sorts @room at a time (16 bytes each); keys have at most @key_bits bits. */
enum status postings_new(struct postings **out, const char *dir, size_t room,
    unsigned key_bits, struct err *err);
void postings_free(struct postings *p);			/* NULL is fine */

/* Rows in ascending order, 1 to 2^24 - 1; the same again counts once. */
enum status postings_add(struct postings *p, uint64_t key, uint32_t row,
    struct err *err);

/* A term: its rows ascending, the first and then the distances, each packed
 * as SQLite packs numbers, most significant seven bits first. */
struct posting {
	uint64_t key;
	uint32_t count;
	struct slice rows;		/* until the next one */
};

/* Nothing is added after it. */
enum status postings_end(struct postings *p, struct err *err);
/* The next key's rows; *@more is false behind the last one. */
enum status postings_next(struct postings *p, struct posting *out, bool *more,
    struct err *err);

/* Packs and unpacks a number as SQLite does; the latter moves *@at. */
void posting_put(struct buf *out, uint32_t value);
uint32_t posting_take(const uint8_t **at);

#endif
