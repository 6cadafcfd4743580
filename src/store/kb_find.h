/*
 * kb_find.h - what a search asks of a generation: terms, lists, candidates,
 * digests. Ranking is not known here.
 *
 * Rows are static ranks: a smaller row is the better entry before anything
 * is asked.
 */
#ifndef STORE_KB_FIND_H
#define STORE_KB_FIND_H

#include "base/buf.h"
#include "base/err.h"
#include "store/fts.h"
#include "text/digest.h"

#include <stdint.h>

struct kb;

/* All questions between these two see one picture and break off with
 * ST_CANCELLED when @stop (may be NULL) says so. */
enum status kb_find_begin(struct kb *kb, bool (*stop)(void *arg), void *arg,
    struct err *err);
enum status kb_find_end(struct kb *kb, enum status st, struct err *err);

/* A term's atoms (see text/digest.h) and how many entries have it. A pair
 * that only one entry or none has counts 1; an unseen atom has number 0. */
struct kb_term {
	uint32_t a, b;			/* b 0: a single character or a word */
	int64_t entries;
};

/* A character, or two side by side when @b is not 0. */
enum status kb_term_chars(struct kb *kb, uint32_t a, uint32_t b,
    struct kb_term *out, struct err *err);
enum status kb_term_word(struct kb *kb, struct slice word,
    struct kb_term *out, struct err *err);
/* Appends at most @limit words of the base that begin with @start, those in
 * most entries first; parted by blanks. Adds to *@found. */
enum status kb_words_begin(struct kb *kb, struct slice start, size_t limit,
    size_t *found, struct buf *out, struct err *err);
/* Appends at most @limit words of the base that begin as @word does, the
 * longest common start first, then those in most entries; parted by blanks. */
enum status kb_words_near(struct kb *kb, struct slice word, size_t limit,
    struct buf *out, struct err *err);
/* The character with a number; 0 when there is none. */
uint32_t kb_char(const struct kb *kb, uint32_t number);

double kb_mean_length(const struct kb *kb);
double kb_mean_title_length(const struct kb *kb);
/* Numbers of a facet are from 0 to below this. */
size_t kb_facet_count(const struct kb *kb, enum digest_facet facet);
/* The text a facet's number stands for; "" when there is none. */
const char *kb_facet(const struct kb *kb, enum digest_facet facet,
    uint32_t number);

/* Rows that have the term (in the title), ascending, at most @limit. */
enum status kb_list(struct kb *kb, struct slice term, bool title,
    int64_t *row, size_t limit, size_t *count, struct err *err);
/* Stage one: see fts_gather(). */
enum status kb_candidates(struct kb *kb, const struct fts_phrase *phrase,
    size_t phrases, struct fts_row *out, size_t limit, size_t *count,
    bool (*stop)(void *arg), void *arg, struct err *err);
/* Rows whose title, question, id or document number is this normalized
 * text; a hash may err, so compare. */
enum status kb_named(struct kb *kb, struct slice normal, int64_t *row,
    size_t limit, size_t *count, struct err *err);
/* Lives until the next call. */
enum status kb_digest(struct kb *kb, int64_t row, struct slice *bytes,
    struct err *err);

#endif
