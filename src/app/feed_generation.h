/*
 * feed_generation.h - the base of another desk, read as a feed.
 *
 * The file is a generation that "refresh publish" gave out, gzip or not. It
 * is checked whole (store/kb_foreign.h) before its first entry is read, and
 * what is read are its entries alone, each as a line of JSON: records, rules
 * and limits are those of every other feed, and index and ranking are made
 * here.
 *
 * An external id is unique in its source only, so it gets that source's name
 * and a slash before it; what entries say of each other follows.
 */
#ifndef APP_FEED_GENERATION_H
#define APP_FEED_GENERATION_H

#include "app/feed_limits.h"
#include "base/buf.h"

struct feed_generation;

/* Reads @fd and closes it; when that is -1, opens @path. The base is unpacked
 * into @dir for as long as it is open. ST_INVALID says what is wrong. */
enum status feed_generation_take(struct feed_generation **out,
    const char *path, int fd, const struct feed_limits *limits,
    const char *dir, struct err *err);
void feed_generation_close(struct feed_generation *g);	/* NULL is fine */

int64_t feed_generation_number(const struct feed_generation *g);
int64_t feed_generation_built_at(struct feed_generation *g);	/* ms */
int64_t feed_generation_entries(struct feed_generation *g);

/* Every entry by its rank, as a line with its LF; other than ST_OK ends it. */
enum status feed_generation_each(struct feed_generation *g,
    enum status (*each)(void *arg, struct slice line, struct err *err),
    void *arg, struct err *err);

#endif
