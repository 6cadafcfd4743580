/*
 * kb_index.h - the rows and derived tables of one entry after another, for
 * kb_build alone.
 *
 * First every entry is counted, in any order; then kb_index_terms() writes
 * the vocabularies; then every entry is written in rank order.
 */
#ifndef STORE_KB_INDEX_H
#define STORE_KB_INDEX_H

#include "base/err.h"
#include "text/entry.h"

#include <stdint.h>

struct db;
struct kb_index;

/* What waits does so in files in @dir. */
enum status kb_index_new(struct kb_index **out, struct db *db,
    const char *dir, struct err *err);
/* After @db is closed; NULL is fine. */
void kb_index_free(struct kb_index *x);

void kb_index_count(struct kb_index *x, const struct entry *e);
enum status kb_index_terms(struct kb_index *x, struct err *err);
enum status kb_index_entry(struct kb_index *x, uint32_t row,
    const struct entry *e, struct err *err);
/* The full-text table in one piece, pairs and sounds, regions, means. */
enum status kb_index_end(struct kb_index *x, struct err *err);

/* A pair for the meta table; the last value stays. */
enum status kb_index_meta(struct db *db, const char *key, const char *value,
    struct err *err);

#endif
