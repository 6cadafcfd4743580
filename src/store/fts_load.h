/*
 * fts_load.h - fills an empty full-text table in one piece, term by term.
 *
 * FTS5 itself takes row after row, looks up each term of each, and merges
 * what it wrote before. Who has the rows of each term can write the table's one
 * segment as it is in the end. The format is version 4 of FTS5's, which is as
 * old as FTS5 and is described at the head of its fts5_index.c; its own
 * 'integrity-check' has to be run over what was written.
 */
#ifndef STORE_FTS_LOAD_H
#define STORE_FTS_LOAD_H

#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

struct db;
struct fts_load;

/* The table "f" of @db is there, empty, of one column, with detail=none and
 * without contents; nobody else uses it until the connection is closed. */
enum status fts_load_new(struct fts_load **out, struct db *db,
    struct err *err);
void fts_load_free(struct fts_load *l);			/* NULL is fine */

/* Terms ascend by their bytes; @rows as in struct posting, not empty. */
enum status fts_load_term(struct fts_load *l, struct slice term,
    struct slice rows, struct err *err);
/* @rows: of the table in all. */
enum status fts_load_end(struct fts_load *l, uint32_t rows, struct err *err);

#endif
