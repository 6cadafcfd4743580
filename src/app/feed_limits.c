/*
 * feed_limits.c - reads the limits of a refresh. Knows names, no meanings.
 */
#include "app/feed_limits.h"

#include "base/buf.h"
#include "base/config.h"
#include "base/file.h"
#include "base/mem.h"

#include <errno.h>
#include <stdlib.h>

#define FILE_NAME "feed.conf"
#define OWN_SECTION "feed"

struct reading {
	const struct config *file, *settings;
	const char *path;
};

static enum status
number(const struct reading *r, const char *section, const char *key,
    int64_t *out, struct err *err)
{
	const char *text = config_get(r->settings, OWN_SECTION, key,
	    config_get(r->file, section, key, NULL));
	char *end;
	long long n;

	if (!text)
		return fail(err, ST_INVALID, "%s has no %s under [%s]",
		    r->path, key, section);
	errno = 0;
	n = strtoll(text, &end, 10);
	if (errno != 0 || end == text || *end || n < 0)
		return fail(err, ST_INVALID, "%s = %s is not a number", key,
		    text);
	*out = n;
	return ST_OK;
}

static enum status
read_record(const struct reading *r, struct record_limits *out,
    struct err *err)
{
	const struct { const char *key; size_t *at; } wanted[] = {
#define X(name) { #name, &out->name },
		RECORD_LIMIT_LIST(X)
#undef X
	};
	enum status st = ST_OK;

	for (size_t i = 0; i < COUNT(wanted) && st == ST_OK; i++) {
		int64_t n = 0;

		st = number(r, "record", wanted[i].key, &n, err);
		*wanted[i].at = (size_t)n;
	}
	return st;
}

static enum status
read_rest(const struct reading *r, struct feed_limits *out, struct err *err)
{
	const struct { const char *section, *key; int64_t *at; } wanted[] = {
#define X(name) { "validate", #name, &out->name },
		FEED_VALIDATE_LIST(X)
#undef X
#define X(name) { "refresh", #name, &out->name },
		FEED_REFRESH_LIST(X)
#undef X
#define X(name) { "learn", #name, &out->name },
		FEED_LEARN_LIST(X)
#undef X
	};
	enum status st = ST_OK;

	for (size_t i = 0; i < COUNT(wanted) && st == ST_OK; i++)
		st = number(r, wanted[i].section, wanted[i].key,
		    wanted[i].at, err);
	return st;
}

enum status
feed_limits_read(struct feed_limits *out, const char *data_dir,
    const struct config *settings, struct err *err)
{
	struct config file = CONFIG_INIT;
	char *path = file_join(data_dir, FILE_NAME);
	struct reading r = { &file, settings, path };
	enum status st = config_read(&file, path, err);

	if (st == ST_OK)
		st = read_record(&r, &out->record, err);
	if (st == ST_OK)
		st = read_rest(&r, out, err);
	config_release(&file);
	free(path);
	return st;
}
