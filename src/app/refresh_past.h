/*
 * refresh_past.h - the generations that are kept: listed, compared, gone
 * back to.
 */
#ifndef APP_REFRESH_PAST_H
#define APP_REFRESH_PAST_H

#include "app/refresh.h"
#include "base/err.h"
#include "text/entry.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct app;

/* A source that was another desk's base. */
struct refresh_pulled {
	char *source;
	struct refresh_origin origin;
};

struct refresh_generation {
	int64_t generation, built_at, entries;
	bool current;
	struct refresh_pulled *pulled;
	size_t pulls, pull_room;
};

/* Ascending; end *@list with refresh_list_free(). */
enum status refresh_list(const struct app *app,
    struct refresh_generation **list, size_t *count, struct err *err);

void refresh_list_free(struct refresh_generation *list, size_t count);

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
