/*
 * feed_generation.c - unpacks, opens, and writes entries as JSON lines.
 */
#include "app/feed_generation.h"

#include "app/feed_file.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/kb_build.h"
#include "store/kb_old.h"
#include "text/entry.h"

#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct feed_generation {
	char *path;
	struct kb_old *base;
	enum status (*each)(void *arg, struct slice line, struct err *err);
	void *arg;
};

/* The desk's own: they are given anew. */
static bool
is_given(enum entry_field f)
{
	return f == ENTRY_ENTRY_ID || f == ENTRY_SOURCE_SYSTEM;
}

static bool
is_link(enum entry_field f)
{
	return f == ENTRY_SUPERSEDES || f == ENTRY_SUPERSEDED_BY ||
	    f == ENTRY_IMPLEMENTS || f == ENTRY_TRANSLATION_OF;
}

static enum status
unpack_to(int to, const char *spool, const char *path, int fd,
    const struct feed_limits *limits, struct err *err)
{
	struct feed_file *from = NULL;
	struct slice bytes = { NULL, 0 };
	enum status st = feed_file_take(&from, path, fd, limits, err);

	if (st == ST_OK)
		st = feed_file_next(from, &bytes, err);
	while (st == ST_OK && bytes.bytes > 0) {
		st = file_put(to, bytes, spool, err);
		if (st == ST_OK)
			st = feed_file_next(from, &bytes, err);
	}
	feed_file_close(from);
	return st;
}

/* Under a name that the next refresh removes should this one be killed. */
static enum status
unpack(const char *spool, const char *path, int fd,
    const struct feed_limits *limits, struct err *err)
{
	int to;
	enum status st;

	unlink(spool);
	to = open(spool, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (to < 0) {
		if (fd >= 0)
			close(fd);
		return fail_errno(err, ST_IO, "cannot make %s", spool);
	}
	st = unpack_to(to, spool, path, fd, limits, err);
	close(to);
	return st;
}

/* Once it is open its name goes: nobody else can come at it. */
enum status
feed_generation_take(struct feed_generation **out, const char *path, int fd,
    const struct feed_limits *limits, const char *dir, struct err *err)
{
	struct feed_generation *g = xcalloc(1, sizeof(*g));
	char *spool = kb_spool_path(dir);
	enum status st = unpack(spool, path, fd, limits, err);

	g->path = xstrdup(path);
	if (st == ST_OK) {
		st = kb_old_open_foreign(&g->base, spool, err);
		if (st != ST_OK)
			fail_at(err, "%s", path);
	}
	unlink(spool);
	free(spool);
	if (st != ST_OK) {
		feed_generation_close(g);
		g = NULL;
	}
	*out = g;
	return st;
}

void
feed_generation_close(struct feed_generation *g)
{
	if (!g)
		return;
	kb_old_close(g->base);
	free(g->path);
	free(g);
}

int64_t
feed_generation_number(const struct feed_generation *g)
{
	return kb_old_generation(g->base);
}

int64_t
feed_generation_built_at(struct feed_generation *g)
{
	return kb_old_number(g->base, "built_at");
}

int64_t
feed_generation_entries(struct feed_generation *g)
{
	return kb_old_number(g->base, "entries");
}

static json_t *
named(const char *source, struct slice id)
{
	char *text = xasprintf("%s/%.*s", source, (int)id.bytes, id.text);
	json_t *out = json_string(text);

	free(text);
	return out;
}

/* A link names an entry of the same source, or else a document. */
static json_t *
link_json(struct feed_generation *g, const char *source, struct slice id)
{
	struct entry other;
	struct err unsaid = ERR_INIT;
	char *text = slice_dup(id);
	json_t *out;

	if (kb_old_entry(g->base, source, text, &other, &unsaid) == ST_OK)
		out = named(source, id);
	else
		out = json_string(text);
	entry_release(&other);
	free(text);
	return out;
}

static json_t *
list_json(struct feed_generation *g, const struct entry *e,
    enum entry_field f)
{
	struct slice all = slice_of(entry_get(e, f)), item;
	const char *source = entry_get(e, ENTRY_SOURCE_SYSTEM);
	json_t *list = json_array();
	bool whole = true;

	while (slice_line(&all, &item))
		whole &= json_array_append_new(list, is_link(f) ?
		    link_json(g, source, item) :
		    json_stringn(item.text, item.bytes)) == 0;
	if (whole)
		return list;
	json_decref(list);
	return NULL;
}

static json_t *
field_json(struct feed_generation *g, const struct entry *e,
    enum entry_field f)
{
	const char *source = entry_get(e, ENTRY_SOURCE_SYSTEM);
	struct slice text = slice_of(entry_get(e, f));

	if (f == ENTRY_EXTERNAL_ID)
		return named(source, text);
	if (entry_field_shape(f) == ENTRY_LIST)
		return list_json(g, e, f);
	return is_link(f) ? link_json(g, source, text) :
	    json_string(text.text);
}

static enum status
take_entry(void *arg, struct entry *e, struct err *err)
{
	struct feed_generation *g = arg;
	json_t *o = json_object();
	struct buf line = BUF_INIT;
	char *text;
	bool whole = true;
	enum status st = ST_OK;

	for (int i = 0; i < ENTRY_FIELD_COUNT; i++) {
		enum entry_field f = (enum entry_field)i;

		if (e->field[f] && !is_given(f))
			whole &= json_object_set_new(o, entry_field_name(f),
			    field_json(g, e, f)) == 0;
	}
	text = json_dumps(o, JSON_COMPACT);
	json_decref(o);
	if (!whole || !text)
		st = fail(err, ST_INVALID, "%s: an entry is not in UTF-8",
		    g->path);
	if (st == ST_OK) {
		buf_addf(&line, "%s\n", text);
		st = g->each(g->arg, buf_slice(&line), err);
	}
	buf_release(&line);
	free(text);
	return st;
}

enum status
feed_generation_each(struct feed_generation *g,
    enum status (*each)(void *arg, struct slice line, struct err *err),
    void *arg, struct err *err)
{
	enum status st;

	g->each = each;
	g->arg = arg;
	st = kb_old_all(g->base, take_entry, g, err);
	return st == ST_CORRUPT ? fail(err, ST_INVALID, "%s: it is damaged",
	    g->path) : st;
}
