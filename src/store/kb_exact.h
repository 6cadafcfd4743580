/*
 * kb_exact.h - what names an entry exactly, on its way into the table "exact"
 * of a base that is being built: ids, title, question, document number.
 */
#ifndef STORE_KB_EXACT_H
#define STORE_KB_EXACT_H

#include "base/err.h"
#include "text/entry.h"

#include <stdint.h>

struct db;
struct kb_exact;

/* What waits does so in a file in @dir. */
enum status kb_exact_new(struct kb_exact **out, const char *dir,
    struct err *err);
void kb_exact_free(struct kb_exact *x);			/* NULL is fine */

enum status kb_exact_add(struct kb_exact *x, uint32_t row,
    const struct entry *e, struct err *err);
/* All that were added, once. */
enum status kb_exact_write(struct kb_exact *x, struct db *db,
    struct err *err);

#endif
