/*
 * config_write.c - a section of an INI file in the place of another.
 *
 * The file is a person's own: it is gone through line by line, and what is
 * not the section's stays byte by byte.
 */
#include "base/config_write.h"

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { BYTES_MAX = 1 << 20, LINE_BYTES_MAX = 199, NAME_BYTES_MAX = 48 };

struct writing {
	const char *old, *name;
	const struct config_pair *pair;
	size_t pairs;
	struct buf out;
	bool inside, placed, found;
};

static bool
is_header(struct slice line, struct slice *name)
{
	const char *end;

	line = slice_trim(line);
	end = line.bytes > 0 && *line.text == '[' ?
	    memchr(line.text, ']', line.bytes) : NULL;
	if (!end)
		return false;
	*name = (struct slice){ line.text + 1,
		(size_t)(end - line.text) - 1 };
	return true;
}

static void
put_section(struct writing *w)
{
	w->placed = true;
	buf_addf(&w->out, "[%s]\n", w->name);
	for (size_t i = 0; i < w->pairs; i++)
		buf_addf(&w->out, "%s = %s\n", w->pair[i].key,
		    w->pair[i].value);
}

/* A line of the section that goes, or is written anew. */
static bool
is_replaced(const struct writing *w, struct slice line)
{
	const char *equals;
	struct slice key;

	line = slice_trim(line);
	if (line.bytes == 0 || *line.text == '#' || *line.text == ';')
		return false;
	if (!w->name)
		return true;
	equals = memchr(line.text, '=', line.bytes);
	if (!equals)
		equals = memchr(line.text, ':', line.bytes);
	if (!equals)
		return false;
	key = slice_trim((struct slice){ line.text,
	    (size_t)(equals - line.text) });
	for (size_t i = 0; i < w->pairs; i++)
		if (slice_is(key, w->pair[i].key))
			return true;
	return false;
}

static void
put_line(struct writing *w, struct slice line)
{
	struct slice name;

	if (is_header(line, &name)) {
		w->inside = w->old && slice_is(name, w->old);
		w->found = w->found || w->inside;
		if (w->inside && w->name && !w->placed)
			put_section(w);
		if (w->inside)
			return;
	} else if (w->inside && is_replaced(w, line))
		return;
	buf_add_slice(&w->out, line);
	buf_add_char(&w->out, '\n');
}

static enum status
check_value(const char *what, const char *text, size_t most, bool name,
    struct err *err)
{
	struct slice s = slice_of(text);

	if (s.bytes == 0 || slice_trim(s).bytes != s.bytes)
		return fail(err, ST_INVALID, "%s is empty or begins or ends "
		    "with a blank", what);
	if (strchr(text, '\n') || strchr(text, ';') ||
	    (name && (strchr(text, ']') || strchr(text, '['))))
		return fail(err, ST_INVALID, "%s has a character that the "
		    "settings cannot hold: %s", what, name ? "[ ] ;" : ";");
	if (s.bytes > most)
		return fail(err, ST_INVALID, "%s is too long for the settings",
		    what);
	return ST_OK;
}

static enum status
check_section(const char *name, const struct config_pair *pair, size_t pairs,
    struct err *err)
{
	enum status st = check_value(_("the name"), name, NAME_BYTES_MAX,
	    true, err);

	for (size_t i = 0; st == ST_OK && i < pairs; i++)
		st = check_value(pair[i].key, pair[i].value, LINE_BYTES_MAX -
		    strlen(pair[i].key) - 3, false, err);
	return st;
}

/* The file behind a link is written, not the link. */
static enum status
write_out(const char *path, struct slice text, struct err *err)
{
	char *real = realpath(path, NULL);
	char *dir = file_dir(real ? real : path);
	struct stat info;
	mode_t mode = stat(path, &info) == 0 ? info.st_mode & 0777 : 0600;
	enum status st = file_make_dir(dir, 0700, err);

	if (st == ST_OK)
		st = file_write(real ? real : path, text, mode, err);
	free(real);
	free(dir);
	return st;
}

enum status
config_write_section(const char *path, const char *old, const char *name,
    const struct config_pair *pair, size_t pairs, struct err *err)
{
	struct writing w = { .old = old, .name = name, .pair = pair,
		.pairs = pairs, .out = BUF_INIT };
	struct buf text = BUF_INIT;
	struct slice rest, line;
	enum status st = name ? check_section(name, pair, pairs, err) : ST_OK;

	if (st == ST_OK && file_exists(path))
		st = file_read(path, BYTES_MAX, &text, err);
	rest = buf_slice(&text);
	while (st == ST_OK && slice_line(&rest, &line))
		put_line(&w, line);
	if (st == ST_OK && !name && !w.found)
		st = fail(err, ST_NOT_FOUND, "[%s] is not in %s", old, path);
	if (st == ST_OK && name && !w.placed) {
		if (w.out.bytes > 0)
			buf_add_char(&w.out, '\n');
		put_section(&w);
	}
	if (st == ST_OK)
		st = write_out(path, buf_slice(&w.out), err);
	buf_release(&text);
	buf_release(&w.out);
	return st;
}

static void
item_free(struct config_item *item)
{
	free(item->section);
	free(item->key);
	free(item->value);
}

void
config_put_section(struct config *c, const char *old, const char *name,
    const struct config_pair *pair, size_t pairs)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->count; i++) {
		struct config_item *item = &c->item[i];

		if ((old && strcmp(item->section, old) == 0) ||
		    (name && strcmp(item->section, name) == 0))
			item_free(item);
		else
			c->item[kept++] = *item;
	}
	c->count = kept;
	for (size_t i = 0; name && i < pairs; i++) {
		ARRAY_GROW(c->item, c->count + 1, c->room);
		c->item[c->count++] = (struct config_item){
			.section = xstrdup(name), .key = xstrdup(pair[i].key),
			.value = xstrdup(pair[i].value) };
	}
}
