/*
 * keymap_read.c - the text of a keymap, line by line.
 *
 * The built-in maps go through this reader too; there is no other way to bind
 * a key, but for the two that are bound to keep a person from being locked
 * out.
 */
#include "tui/keymap.h"
#include "tui/keymap_texts.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEYMAP_BYTES_MAX (1024 * 1024)
#define KEYMAP_BINDINGS_MAX 4000
#define INCLUDE_DEPTH 8
#define CONTEXTS_IN_LINE CONTEXT_COUNT
#define WHERE_BYTES 128

struct reader {
	struct keymap *m;
	const char *dir;
	keymap_report *report;
	void *arg;
	struct err *err;		/* the first that was found */
	bool bad;
	int depth;
	int file, line;			/* being read */
};

static enum status read_text(struct reader *r, struct slice text,
    const char *name);

static const char *const statements[] = { "title", "include", "bind",
	"unbind" };

static const char *const shipped[] = { "default", "vi", "emacs", NULL };

const char *const *
keymap_names(void)
{
	return shipped;
}

static const char *
statement_nearest(struct slice word)
{
	size_t best = 0;

	for (size_t i = 1; i < COUNT(statements); i++)
		if (action_distance(word, slice_of(statements[i])) <
		    action_distance(word, slice_of(statements[best])))
			best = i;
	return statements[best];
}

static const char *
context_nearest(struct slice word)
{
	enum context best = CONTEXT_ANY;

	for (int c = 1; c < CONTEXT_COUNT; c++)
		if (action_distance(word, slice_of(context_name(c))) <
		    action_distance(word, slice_of(context_name(best))))
			best = (enum context)c;
	return context_name(best);
}

static enum status
contexts_parse(struct slice words, enum context *out, size_t *count,
    struct err *err)
{
	struct slice name;

	*count = 0;
	while (slice_until(&words, ',', &name)) {
		enum context c = context_find(name);

		if (c == CONTEXT_COUNT)
			return fail(err, ST_INVALID, "there is no context "
			    "\"%.*s\"; the nearest is \"%s\"",
			    (int)name.bytes, name.text,
			    context_nearest(name));
		if (*count == CONTEXTS_IN_LINE)
			return fail(err, ST_INVALID,
			    "there are too many contexts");
		out[(*count)++] = c;
	}
	return *count > 0 ? ST_OK :
	    fail(err, ST_INVALID, "a context is missing");
}

static enum status
keys_parse(struct slice text, struct binding *b, struct err *err)
{
	b->count = 0;
	if (text.bytes == 0)
		return fail(err, ST_INVALID, "a key is missing");
	while (text.bytes > 0) {
		if (b->count == KEYMAP_KEYS)
			return fail(err, ST_INVALID, "a sequence has at most "
			    "%d keys", KEYMAP_KEYS);
		if (key_parse(&text, &b->key[b->count], err) != ST_OK)
			return ST_INVALID;
		b->count++;
	}
	return ST_OK;
}

static struct binding *
binding_same(struct keymap *m, const struct binding *like)
{
	for (size_t i = 0; i < m->count; i++) {
		struct binding *b = &m->binding[i];
		size_t k = 0;

		if (b->context != like->context || b->count != like->count)
			continue;
		while (k < b->count && key_equal(b->key[k], like->key[k]))
			k++;
		if (k == b->count)
			return b;
	}
	return NULL;
}

/* Takes @b->description. */
static enum status
binding_take(struct reader *r, struct binding b, struct err *err)
{
	struct keymap *m = r->m;
	struct binding *same = binding_same(m, &b);
	char keys[KEYMAP_TEXT_BYTES];
	enum status st = ST_OK;

	b.file = r->file;
	b.line = r->line;
	if (same && same->file == b.file)
		st = fail(err, ST_INVALID, "%s in \"%s\" was bound in line "
		    "%d already", binding_keys(&b, keys),
		    context_name(b.context), same->line);
	else if (!same && m->count == KEYMAP_BINDINGS_MAX)
		st = fail(err, ST_INVALID, "there are too many bindings");
	if (st != ST_OK) {
		free(b.description);
		return st;
	}
	if (!same) {
		ARRAY_GROW(m->binding, m->count + 1, m->room);
		same = &m->binding[m->count++];
		same->description = NULL;
	}
	free(same->description);
	*same = b;
	return ST_OK;
}

/* '-- "text"' or '-- text'; the quotes are not part of it. */
static enum status
description_parse(struct slice rest, struct slice *out, struct err *err)
{
	struct slice dashes;

	rest = slice_trim(rest);
	*out = (struct slice){ NULL, 0 };
	if (rest.bytes == 0)
		return ST_OK;
	dashes = slice_word(&rest);
	if (!slice_is(dashes, "--"))
		return fail(err, ST_INVALID, "\"%.*s\" is too much; a "
		    "description begins with --", (int)dashes.bytes,
		    dashes.text);
	rest = slice_trim(rest);
	if (rest.bytes >= 2 && rest.text[0] == '"' &&
	    rest.text[rest.bytes - 1] == '"') {
		rest.text++;
		rest.bytes -= 2;
	}
	*out = rest;
	return ST_OK;
}

static enum status
action_parse(struct slice name, const struct action **out, struct err *err)
{
	*out = action_find(name);
	if (*out)
		return ST_OK;
	if (name.bytes == 0)
		return fail(err, ST_INVALID, "an action is missing");
	return fail(err, ST_INVALID, "there is no action \"%.*s\"; the "
	    "nearest is \"%s\"", (int)name.bytes, name.text,
	    action_nearest(name));
}

static enum status
line_bind(struct reader *r, struct slice rest, bool bind, struct err *err)
{
	struct slice contexts = slice_word(&rest), keys = slice_word(&rest);
	struct slice description = { NULL, 0 };
	enum context context[CONTEXTS_IN_LINE];
	struct binding b = { 0 };
	size_t count = 0;
	enum status st = contexts_parse(contexts, context, &count, err);

	if (st == ST_OK)
		st = keys_parse(keys, &b, err);
	if (st == ST_OK && bind)
		st = action_parse(slice_word(&rest), &b.action, err);
	if (st == ST_OK)
		st = description_parse(rest, &description, err);
	for (size_t i = 0; st == ST_OK && i < count; i++) {
		b.context = context[i];
		b.description = description.bytes > 0 ?
		    slice_dup(description) : NULL;
		st = binding_take(r, b, err);
	}
	return st;
}

static const char *
text_shipped(const char *name)
{
	for (size_t i = 0; keymap_texts[i].name; i++)
		if (!strcmp(keymap_texts[i].name, name))
			return keymap_texts[i].text;
	return NULL;
}

/* A file of the folder, a path, or what is compiled in. */
static enum status
source_find(const char *name, const char *dir, struct buf *out,
    struct err *err)
{
	bool path = strchr(name, '/') != NULL;
	char *file = path ? xstrdup(name) :
	    xasprintf("%s/%s.keymap", dir ? dir : "", name);
	const char *text = path ? NULL : text_shipped(name);
	enum status st = ST_OK;

	if (path || (dir && file_exists(file)))
		st = file_read(file, KEYMAP_BYTES_MAX, out, err);
	else if (text)
		buf_add_text(out, text);
	else
		st = fail(err, ST_NOT_FOUND, "there is no keymap \"%s\"",
		    name);
	free(file);
	return st;
}

/* A keymap that includes its own name means the shipped one. */
static bool
is_being_read(const struct reader *r, const char *file)
{
	return r->depth > 0 && !strcmp(r->m->file[r->file], file);
}

static enum status
read_named(struct reader *r, const char *name, struct err *err)
{
	struct buf text = BUF_INIT;
	char *file = strchr(name, '/') ? xstrdup(name) :
	    xasprintf("%s.keymap", name);
	enum status st = source_find(name, is_being_read(r, file) ? NULL :
	    r->dir, &text, err);

	if (st == ST_OK)
		read_text(r, buf_slice(&text), file);
	free(file);
	buf_release(&text);
	return st;
}

static enum status
line_include(struct reader *r, struct slice rest, struct err *err)
{
	char *name = slice_dup(slice_word(&rest));
	int file = r->file, line = r->line;
	enum status st;

	if (!*name)
		st = fail(err, ST_INVALID, "the keymap's name is missing");
	else if (r->depth == INCLUDE_DEPTH)
		st = fail(err, ST_INVALID, "keymaps include each other");
	else
		st = read_named(r, name, err);
	r->file = file;
	r->line = line;
	free(name);
	return st;
}

static enum status
line_read(struct reader *r, struct slice line, struct err *err)
{
	struct slice word = slice_word(&line);

	if (slice_is(word, "bind"))
		return line_bind(r, line, true, err);
	if (slice_is(word, "unbind"))
		return line_bind(r, line, false, err);
	if (slice_is(word, "include"))
		return line_include(r, line, err);
	if (!slice_is(word, "title"))
		return fail(err, ST_INVALID, "there is no statement "
		    "\"%.*s\"; the nearest is \"%s\"", (int)word.bytes,
		    word.text, statement_nearest(word));
	if (r->depth == 1) {
		free(r->m->title);
		r->m->title = slice_dup(slice_trim(line));
	}
	return ST_OK;
}

static void
tell(struct reader *r, const struct err *why)
{
	char where[WHERE_BYTES];

	snprintf(where, sizeof(where), "%s:%d", r->m->file[r->file], r->line);
	if (r->report)
		r->report(r->arg, where, why->text);
	if (!r->bad && r->err) {
		*r->err = *why;
		fail_at(r->err, "%s", where);
	}
	r->bad = true;
}

static enum status
read_text(struct reader *r, struct slice text, const char *name)
{
	struct keymap *m = r->m;
	struct slice line;

	ARRAY_GROW(m->file, m->files + 1, m->file_room);
	m->file[m->files] = xstrdup(name);
	r->file = (int)m->files++;
	r->depth++;
	for (r->line = 1; slice_line(&text, &line); r->line++) {
		struct err err = ERR_INIT;

		line = slice_trim(line);
		if (line.bytes == 0 || line.text[0] == '#')
			continue;
		if (!utf8_is_clean(line, CLEAN_LINES))
			fail(&err, ST_INVALID, "the line is not clean UTF-8");
		else
			line_read(r, line, &err);
		if (err.status != ST_OK)
			tell(r, &err);
	}
	r->depth--;
	return r->bad ? ST_INVALID : ST_OK;
}

/* In every context there is a key for @a, whatever the map says. */
static void
secure(struct keymap *m, enum action_id id, struct key key)
{
	const struct action *a = action_get(id);
	char keys[KEYMAP_TEXT_BYTES];

	for (int c = 0; c < CONTEXT_COUNT; c++) {
		struct binding b = { .context = (enum context)c,
			.key = { key }, .count = 1, .action = a };
		struct binding *same = binding_same(m, &b);

		if (*keymap_keys(m, b.context, a, keys))
			continue;
		if (same) {
			/* another one than in the round before */
			free(same->description); /* NOLINT(*-unix.Malloc) */
		} else {
			ARRAY_GROW(m->binding, m->count + 1, m->room);
			same = &m->binding[m->count++];
		}
		*same = b;
	}
}

/* Help may take <F1> from quit, which then gets its own. */
static enum status
finish(struct reader *r)
{
	secure(r->m, ACTION_QUIT, (struct key){ 'q', KEY_CTRL_BIT });
	secure(r->m, ACTION_HELP, (struct key){ K_F1, 0 });
	secure(r->m, ACTION_QUIT, (struct key){ 'q', KEY_CTRL_BIT });
	return r->bad ? ST_INVALID : ST_OK;
}

enum status
keymap_read(struct keymap *m, struct slice text, const char *name,
    const char *dir, keymap_report *report, void *arg, struct err *err)
{
	struct reader r = { .m = m, .dir = dir, .report = report, .arg = arg,
		.err = err };

	free(m->name);
	m->name = xstrdup(name);
	read_text(&r, text, name);
	return finish(&r);
}

enum status
keymap_load(struct keymap *m, const char *name, const char *dir,
    keymap_report *report, void *arg, struct err *err)
{
	struct reader r = { .m = m, .dir = dir, .report = report, .arg = arg,
		.err = err };
	enum status st;

	free(m->name);
	m->name = xstrdup(name);
	st = read_named(&r, name, err);
	if (st != ST_OK) {
		finish(&r);
		return st;
	}
	return finish(&r);
}
