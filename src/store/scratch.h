/*
 * scratch.h - a file for what is too much for memory and is read again before
 * the program ends.
 *
 * It has no name once it is open, so nothing is left behind, however the
 * program ends.
 */
#ifndef STORE_SCRATCH_H
#define STORE_SCRATCH_H

#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

struct scratch;

enum status scratch_new(struct scratch **out, const char *dir,
    struct err *err);
void scratch_free(struct scratch *s);			/* NULL is fine */

/* Where the next bytes will stand. */
int64_t scratch_bytes(const struct scratch *s);
enum status scratch_add(struct scratch *s, struct slice bytes,
    struct err *err);
/* Reads @bytes from @at on into @out; all must be there. */
enum status scratch_read(struct scratch *s, int64_t at, size_t bytes,
    void *out, struct err *err);

#endif
