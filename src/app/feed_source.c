/*
 * feed_source.c - where feeds come from. Knows settings and folders; opens no
 * feed.
 */
#include "app/feed_source.h"

#include "app/app.h"
#include "app/feed_http.h"
#include "base/file.h"
#include "base/mem.h"
#include "text/minisign.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SECTION "source "
#define NAME_BYTES_MAX 64

static const struct {
	const char *word;
	enum record_format format;
} formats[] = {
	{ "jsonl", RECORD_JSONL }, { "csv", RECORD_CSV },
	{ "policy", RECORD_POLICY },
};

void
feed_sources_release(struct feed_sources *s)
{
	for (size_t i = 0; i < s->count; i++) {
		free(s->item[i].name);
		free(s->item[i].path);
		free(s->item[i].owner_unit);
		free(s->item[i].key);
		free(s->item[i].ca_file);
	}
	free(s->item);
	*s = (struct feed_sources)FEED_SOURCES_INIT;
}

static struct feed_source *
add(struct feed_sources *s, const char *name)
{
	ARRAY_GROW(s->item, s->count + 1, s->room);
	s->item[s->count] = (struct feed_source){ .name = xstrdup(name),
		.missing_runs = -1 };
	return &s->item[s->count++];
}

const struct feed_source *
feed_sources_find(const struct feed_sources *s, const char *name)
{
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->item[i].name, name) == 0)
			return &s->item[i];
	return NULL;
}

static char *
resolve(const struct app *app, const char *path)
{
	return *path == '/' || strstr(path, "://") ? xstrdup(path) :
	    file_join(app->home, path);
}

static enum status
read_format(struct feed_source *source, const char *text, struct err *err)
{
	source->generation = strcmp(text, "generation") == 0;
	if (source->generation)
		return ST_OK;
	for (size_t i = 0; i < COUNT(formats); i++)
		if (strcmp(formats[i].word, text) == 0) {
			source->format = formats[i].format;
			return ST_OK;
		}
	return fail(err, ST_INVALID, "there is no format %s", text);
}

static enum status
read_runs(struct feed_source *source, const char *text, struct err *err)
{
	char *end;

	source->missing_runs = strtoll(text, &end, 10);
	if (end == text || *end || source->missing_runs < 1)
		return fail(err, ST_INVALID, "missing_runs = %s is no number "
		    "above 0", text);
	return ST_OK;
}

static enum status
read_signer(struct feed_source *source, const char *text, struct err *err)
{
	struct minisign_public key;

	free(source->key);
	source->key = xstrdup(text);
	return minisign_public_read(slice_of(text), &key, err);
}

static enum status
read_key(struct feed_source *source, const struct app *app,
    const struct config_item *item, struct err *err)
{
	if (strcmp(item->key, "path") == 0) {
		if (strstr(item->value, "://") && !feed_http_is(item->value))
			return fail(err, ST_INVALID, "%s is neither a path "
			    "nor an https:// address", item->value);
		free(source->path);
		source->path = resolve(app, item->value);
	} else if (strcmp(item->key, "owner_unit") == 0) {
		free(source->owner_unit);
		source->owner_unit = xstrdup(item->value);
	} else if (strcmp(item->key, "format") == 0) {
		return read_format(source, item->value, err);
	} else if (strcmp(item->key, "ca_file") == 0) {
		free(source->ca_file);
		source->ca_file = resolve(app, item->value);
	} else if (strcmp(item->key, "key") == 0) {
		return read_signer(source, item->value, err);
	} else if (strcmp(item->key, "missing_runs") == 0) {
		return read_runs(source, item->value, err);
	} else {
		return fail(err, ST_INVALID, "a source has no setting %s",
		    item->key);
	}
	return ST_OK;
}

static enum status
read_item(struct feed_sources *s, const struct app *app,
    const struct config_item *item, struct err *err)
{
	const char *name = item->section + strlen(SECTION);
	struct feed_source *source = NULL;
	enum status st;

	if (!*name || strlen(name) > NAME_BYTES_MAX)
		return fail(err, ST_INVALID, "line %d: a source's name has 1 "
		    "to %d bytes", item->line, NAME_BYTES_MAX);
	if (*name == '.' || strchr(name, '/'))
		return fail(err, ST_INVALID, "line %d: a source's name begins "
		    "with no dot and has no slash", item->line);
	for (size_t i = 0; i < s->count && !source; i++)
		if (strcmp(s->item[i].name, name) == 0)
			source = &s->item[i];
	if (!source)
		source = add(s, name);
	source->configured = true;
	st = read_key(source, app, item, err);
	if (st != ST_OK)
		fail_at(err, "[%s], line %d", item->section, item->line);
	return st;
}

static enum status
check_source(const struct feed_source *source, struct err *err)
{
	if (!source->path)
		return fail(err, ST_INVALID, "the source %s has no path",
		    source->name);
	if (source->generation && !source->key)
		return fail(err, ST_INVALID, "the source %s is a generation "
		    "and needs the key that it is signed with", source->name);
	return ST_OK;
}

enum status
feed_sources_configured(struct feed_sources *s, const struct app *app,
    struct err *err)
{
	const struct config *c = &app->config;
	enum status st = ST_OK;

	for (size_t i = 0; i < c->count && st == ST_OK; i++)
		if (strncmp(c->item[i].section, SECTION,
		    strlen(SECTION)) == 0)
			st = read_item(s, app, &c->item[i], err);
	for (size_t i = 0; i < s->count && st == ST_OK; i++)
		st = check_source(&s->item[i], err);
	if (st == ST_OK && !feed_sources_find(s, FEED_STARTER) &&
	    strcmp(config_get(c, "desk", "starter", "yes"), "no") != 0)
		feed_sources_starter(s, app);
	return st;
}

void
feed_sources_starter(struct feed_sources *s, const struct app *app)
{
	add(s, FEED_STARTER)->path = file_join(app->data_dir, FEED_STARTER);
}

enum status
feed_sources_file(struct feed_sources *s, const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	size_t bytes = strcspn(base, ".");
	char *name;
	enum status st = ST_OK;

	if (bytes == 0 || bytes > NAME_BYTES_MAX)
		return fail(err, ST_USAGE, "\"%s\" gives no source a name",
		    path);
	name = xstrndup(base, bytes);
	if (feed_sources_find(s, name))
		st = fail(err, ST_USAGE, "two files would be the source %s",
		    name);
	else
		add(s, name)->path = xstrdup(path);
	free(name);
	return st;
}

static int
path_cmp(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Documents count where they are asked for, and nothing else there. */
static bool
is_feed(const struct feed_source *source, int dir, const char *name)
{
	enum record_format format = record_format_of(name);
	struct stat st;

	return *name != '.' && format != RECORD_GUESS &&
	    (format == RECORD_POLICY) == (source->format == RECORD_POLICY) &&
	    fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode);
}

static enum status
list_folder(const struct feed_source *source, char ***list, size_t *count,
    struct err *err)
{
	const char *path = source->path;
	DIR *d = opendir(path);
	size_t room = 0;

	if (!d)
		return fail_errno(err, ST_IO, "cannot read the folder %s",
		    path);
	for (struct dirent *e = readdir(d); e; e = readdir(d)) {
		if (!is_feed(source, dirfd(d), e->d_name))
			continue;
		ARRAY_GROW(*list, *count + 1, room);
		(*list)[(*count)++] = file_join(path, e->d_name);
	}
	closedir(d);
	if (*count == 0)
		return fail(err, ST_NOT_FOUND, "there is no feed in the "
		    "folder %s", path);
	qsort(*list, *count, sizeof(**list), path_cmp);
	return ST_OK;
}

enum status
feed_source_files(const struct feed_source *source, char ***list,
    size_t *count, struct err *err)
{
	struct stat st;
	int flags = source->generation ? AT_SYMLINK_NOFOLLOW : 0;

	*list = NULL;
	*count = 0;
	if (fstatat(AT_FDCWD, source->path, &st, flags) != 0)
		return fail_errno(err, errno == ENOENT ? ST_NOT_FOUND :
		    ST_IO, "cannot read %s", source->path);
	if (source->generation && !S_ISREG(st.st_mode))
		return fail(err, ST_INVALID, "%s is no regular file, as a "
		    "generation has to be", source->path);
	if (S_ISDIR(st.st_mode))
		return list_folder(source, list, count, err);
	*list = xmalloc(sizeof(**list));
	**list = xstrdup(source->path);
	*count = 1;
	return ST_OK;
}
