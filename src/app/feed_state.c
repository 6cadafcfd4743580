/*
 * feed_state.c - one JSON object a source, in one small file.
 */
#include "app/feed_state.h"

#include "base/file.h"
#include "base/mem.h"

#include <jansson.h>
#include <stdlib.h>

#define FILE_NAME "sources.json"

enum { FILE_BYTES_MAX = 4 << 20 };

struct feed_state {
	char *path;
	json_t *all;
	bool changed;
};

enum status
feed_state_read(struct feed_state **out, const char *dir, struct err *err)
{
	struct feed_state *s = xcalloc(1, sizeof(*s));
	struct buf text = BUF_INIT;
	enum status st = ST_OK;

	s->path = file_join(dir, FILE_NAME);
	if (file_exists(s->path)) {
		st = file_read(s->path, FILE_BYTES_MAX, &text, err);
		s->all = json_loadb(buf_text(&text), text.bytes, 0, NULL);
		if (st == ST_OK && !json_is_object(s->all))
			st = fail(err, ST_CORRUPT, "%s is damaged; remove it "
			    "if no source is signed", s->path);
	} else {
		s->all = json_object();
	}
	buf_release(&text);
	if (st != ST_OK) {
		feed_state_free(s);
		s = NULL;
	}
	*out = s;
	return st;
}

enum status
feed_state_write(struct feed_state *s, struct err *err)
{
	char *text;
	enum status st;

	if (!s->changed)
		return ST_OK;
	text = json_dumps(s->all, JSON_COMPACT | JSON_SORT_KEYS);
	st = file_write(s->path, slice_of(text), 0644, err);
	free(text);
	s->changed = st != ST_OK;
	return st;
}

void
feed_state_free(struct feed_state *s)
{
	if (!s)
		return;
	json_decref(s->all);
	free(s->path);
	free(s);
}

int64_t
feed_state_get(const struct feed_state *s, const char *source,
    const char *key)
{
	return json_integer_value(json_object_get(json_object_get(s->all,
	    source), key));
}

void
feed_state_set(struct feed_state *s, const char *source, const char *key,
    int64_t value)
{
	json_t *one = json_object_get(s->all, source);

	if (feed_state_get(s, source, key) == value)
		return;
	s->changed = true;
	if (!one) {
		one = json_object();
		json_object_set_new(s->all, source, one);
	}
	json_object_set_new(one, key, json_integer(value));
}
