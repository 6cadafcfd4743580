/*
 * feed_file.h - the bytes of one feed file, unpacked when it is gzip.
 *
 * Told by content, not by name. What is no regular file is refused before it
 * is read; so is one that is too large, and one that grows too much.
 */
#ifndef APP_FEED_FILE_H
#define APP_FEED_FILE_H

#include "app/feed_limits.h"
#include "base/buf.h"

struct feed_file;

/* Opens a regular file that is not too large. */
enum status feed_file_regular(const char *path,
    const struct feed_limits *limits, int *fd, struct err *err);
/* Reads @fd and closes it; when that is -1, opens @path. */
enum status feed_file_take(struct feed_file **out, const char *path, int fd,
    const struct feed_limits *limits, struct err *err);
void feed_file_close(struct feed_file *f);		/* NULL is fine */

/* The next bytes; none at the end. They live until the next call. */
enum status feed_file_next(struct feed_file *f, struct slice *out,
    struct err *err);
int64_t feed_file_bytes(const struct feed_file *f);	/* as it lies there */
int64_t feed_file_done(const struct feed_file *f);	/* read of these */

#endif
