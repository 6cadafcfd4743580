/*
 * refresh_past.h - the generations that are kept: listed, compared, gone
 * back to.
 */
#ifndef APP_REFRESH_PAST_H
#define APP_REFRESH_PAST_H

#include "base/err.h"
#include "text/entry.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct app;

struct refresh_generation {
	int64_t generation, built_at, entries;
	bool current;
};

/* Ascending; the caller frees *@list. */
enum status refresh_list(const struct app *app,
    struct refresh_generation **list, size_t *count, struct err *err);

/*
 * Points the desk at @generation, or, when it is 0, at the one before that in
 * force; says in *@now which it is. A running refresh is ST_BUSY.
 */
enum status refresh_rollback(const struct app *app, int64_t generation,
    int64_t *now, struct err *err);

/* Calls @each for every entry that differs; @was is NULL for one that was
 * added, @is for one that is gone. By source and external id. */
enum status refresh_diff(const struct app *app, int64_t a, int64_t b,
    enum status (*each)(void *arg, const struct entry *was,
    const struct entry *is, struct err *err), void *arg, struct err *err);

#endif
