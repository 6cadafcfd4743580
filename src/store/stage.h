/*
 * stage.h - entries of a base that is being built, waiting in a file until
 * all are there and their order is known.
 *
 * Memory holds 24 bytes and the id of each.
 */
#ifndef STORE_STAGE_H
#define STORE_STAGE_H

#include "base/err.h"
#include "text/entry.h"

#include <stdint.h>

struct stage;

enum status stage_new(struct stage **out, const char *dir, struct err *err);
void stage_free(struct stage *s);			/* NULL is fine */

/* @day is today: what is in force stands first. */
enum status stage_add(struct stage *s, const struct entry *e, int64_t day,
    struct err *err);
size_t stage_count(const struct stage *s);
/*
 * Puts them in their static rank: in force, kind, newer date, id. The order
 * of two entries never depends on the order they came in.
 */
void stage_sort(struct stage *s);
/* The entry at @at, 0.. in rank order; the caller releases it. */
enum status stage_get(struct stage *s, size_t at, struct entry *out,
    struct err *err);

#endif
