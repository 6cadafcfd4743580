/*
 * feed_fetch.h - the files of a source: found, opened, proved, fingerprinted.
 *
 * Nothing is read as a feed before all files of its source have passed. Of a
 * signed file a copy that nobody else can reach is proved, and that copy is
 * read.
 *
 * A signature stands beside its file as FILE.minisig. Its trusted comment
 * says of which file it is ("file:", required), when it was made
 * ("timestamp:", required: it may not be older than the last one that was
 * taken in) and, if so, when it ends ("expires:").
 */
#ifndef APP_FEED_FETCH_H
#define APP_FEED_FETCH_H

#include "app/feed_limits.h"
#include "app/feed_source.h"

struct feed_fetched {
	char *path;
	int fd;				/* a proved copy; -1: open the path */
};

#define FEED_PRINT_BYTES 65		/* hex */

struct feed_fetch {
	struct feed_fetched *file;	/* by name */
	size_t count;
	char print[FEED_PRINT_BYTES];	/* of names and bytes */
	int64_t signed_at;		/* s; the newest signature's, or 0 */
};

#define FEED_FETCH_INIT { NULL, 0, "", 0 }

struct feed_fetch_options {
	const struct feed_limits *limits;
	const char *spool_dir;		/* for the copies */
	int64_t now;			/* ms */
	int64_t signed_at;		/* the newest that was taken in */
	const char *cache_dir;		/* for what comes by HTTPS */
};

/* ST_NOT_FOUND: the source is not there. ST_BUSY: a file is being written. */
enum status feed_fetch(const struct feed_source *source,
    const struct feed_fetch_options *o, struct feed_fetch *out,
    struct err *err);
void feed_fetch_release(struct feed_fetch *f);

#endif
