/*
 * feed_state.h - what is remembered of sources from run to run: how often
 * one was missing, and when the signature that was taken in last was made.
 *
 * Kept as sources.json beside the base, and not in it: it changes when
 * nothing is published, and going back to an earlier generation must not
 * make an old signature good again.
 */
#ifndef APP_FEED_STATE_H
#define APP_FEED_STATE_H

#include "base/err.h"

#include <stdint.h>

struct feed_state;

/* No file is a state of nothing; one that cannot be read is said. */
enum status feed_state_read(struct feed_state **out, const char *dir,
    struct err *err);
/* Writes it if it changed. */
enum status feed_state_write(struct feed_state *s, struct err *err);
void feed_state_free(struct feed_state *s);		/* NULL is fine */

#define FEED_STATE_MISSING "missing"	/* runs, one after another */
#define FEED_STATE_SIGNED "signed_at"	/* s */

/* 0 for what was never said. */
int64_t feed_state_get(const struct feed_state *s, const char *source,
    const char *key);
void feed_state_set(struct feed_state *s, const char *source,
    const char *key, int64_t value);

#endif
