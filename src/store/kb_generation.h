/*
 * kb_generation.h - the names of generations in a base's folder. Listing,
 * pointing and pruning: store/kb_build.h.
 */
#ifndef STORE_KB_GENERATION_H
#define STORE_KB_GENERATION_H

#include "base/err.h"

#include <stdint.h>

#define KB_LINK "current"

/* Paths; the caller frees them. */
char *kb_path(const char *dir, int64_t generation);
char *kb_new_path(const char *dir, int64_t generation);	/* unpublished */

/* Syncs the file, gives it its name, swaps the link. */
enum status kb_publish(const char *dir, int64_t generation,
    const char *new_path, struct err *err);
/* Where the link points; 0 when there is none. */
enum status kb_current(const char *dir, int64_t *generation,
    struct err *err);

#endif
