/*
 * fts.h - the full-text table's tokenizer and its way to candidates.
 *
 * The tokenizer of the table "f" makes no tokens: the table is filled by its
 * terms (store/fts_load.h), and a term of a query stays as it is. So a term is
 * the same bytes wherever it comes from. A term of the title is in the index
 * a second time with FTS_TITLE before it.
 */
#ifndef STORE_FTS_H
#define STORE_FTS_H

#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

#define FTS_TITLE '\x01'

struct db;
struct fts;
struct sqlite3;

/* Registers both with a connection; @out ends after the connection. */
enum status fts_new(struct fts **out, struct db *db, struct err *err);
void fts_free(struct fts *f);				/* NULL is fine */

/* A term and what an entry gains by having it. */
struct fts_phrase {
	struct slice term;
	float weight;
	int64_t limit;			/* rows read at most */
};

struct fts_row {
	int64_t row;
	float score;
};

/* Appends the term, quoted for MATCH, to @out. */
void fts_quote(struct buf *out, struct slice term, bool title);

/*
 * Adds up the weights of the phrases an entry has and gives the best @limit
 * of @rows rows, best first, equal ones by row. @rows is the greatest row.
 * *@count is what was found. @stop is asked now and then and may be NULL.
 */
enum status fts_gather(struct fts *f, const struct fts_phrase *phrase,
    size_t phrases, int64_t rows, struct fts_row *out, size_t limit,
    size_t *count, bool (*stop)(void *arg), void *stop_arg, struct err *err);

#endif
