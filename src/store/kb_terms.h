/*
 * kb_terms.h - the rows of every term of a base that is being built, on their
 * way into the full-text table.
 *
 * Terms are given by the ranks of their characters or words (store/vocab.h).
 */
#ifndef STORE_KB_TERMS_H
#define STORE_KB_TERMS_H

#include "base/err.h"
#include "store/vocab.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct kb_terms;

/* Two characters that stand side by side. */
struct kb_pair {
	uint32_t a, b;			/* their numbers */
	uint32_t entries;
};

/* What does not fit in memory waits in a file in @dir. @v is numbered. */
enum status kb_terms_new(struct kb_terms **out, const struct vocab *v,
    const char *dir, struct err *err);
void kb_terms_free(struct kb_terms *t);			/* NULL is fine */

/* Rows come in ascending order; a term may come again. @b 0: @a alone. */
enum status kb_terms_chars(struct kb_terms *t, uint32_t a, uint32_t b,
    bool title, uint32_t row, struct err *err);
enum status kb_terms_word(struct kb_terms *t, uint32_t word, bool title,
    uint32_t row, struct err *err);

/*
 * Fills the full-text table of @db, in which @rows rows are. *@pairs are the
 * pairs that at least @entries entries have, ascending by their numbers; the
 * caller frees them, also after a failure.
 */
enum status kb_terms_write(struct kb_terms *t, struct db *db, uint32_t rows,
    uint32_t entries, struct kb_pair **pairs, size_t *count,
    struct err *err);

#endif
