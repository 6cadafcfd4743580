/*
 * feed_source.h - the sources of a run, and the files they are made of.
 *
 * A source is a section "[source NAME]" of the settings, or a file named on
 * the command line, or the starter of the data folder. Its path is a file or
 * a folder; of a folder every regular file with the name of a feed belongs to
 * it, hidden ones and links do not. A generation is one file, no link to one,
 * and always signed.
 */
#ifndef APP_FEED_SOURCE_H
#define APP_FEED_SOURCE_H

#include "base/err.h"
#include "text/record.h"

#include <stddef.h>
#include <stdint.h>

struct app;

#define FEED_STARTER "starter"

struct feed_source {
	char *name, *path;
	char *owner_unit;		/* for entries that name none */
	char *key;			/* signed with it; or NULL */
	char *ca_file;			/* for HTTPS; or NULL */
	enum record_format format;
	bool generation;		/* another desk's base */
	int64_t missing_runs;		/* -1: as in feed.conf */
	bool configured;		/* in the settings */
};

struct feed_sources {
	struct feed_source *item;
	size_t count, room;
};

#define FEED_SOURCES_INIT { 0 }

void feed_sources_release(struct feed_sources *s);

/* All sections of the settings, and the starter unless "starter = no" stands
 * under [desk]. A section that is wrong is ST_INVALID and named. */
enum status feed_sources_configured(struct feed_sources *s,
    const struct app *app, struct err *err);
/* The starter alone. */
void feed_sources_starter(struct feed_sources *s, const struct app *app);
/* A file by its name without folder and endings. */
enum status feed_sources_file(struct feed_sources *s, const char *path,
    struct err *err);
/* NULL when there is none of the name. */
const struct feed_source *feed_sources_find(const struct feed_sources *s,
    const char *name);

/* The paths of a source's files by name; the caller frees each and the list.
 * A path that is not there is ST_NOT_FOUND. */
enum status feed_source_files(const struct feed_source *source, char ***list,
    size_t *count, struct err *err);

#endif
