/*
 * keymap.c - bindings, and what keys mean in a context.
 *
 * Knows no syntax; that is keymap_read.c. A context asks itself, its parent
 * and so on up to "*"; the first that knows the keys, whole or as a start,
 * decides.
 */
#include "tui/keymap.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
keymap_init(struct keymap *m)
{
	*m = (struct keymap){ 0 };
}

void
keymap_release(struct keymap *m)
{
	for (size_t i = 0; i < m->count; i++)
		free(m->binding[i].description);
	for (size_t i = 0; i < m->files; i++)
		free(m->file[i]);
	free(m->binding);
	free(m->file);
	free(m->name);
	free(m->title);
	keymap_init(m);
}

/* Do the first @count keys of @b equal @keys? */
static bool
starts_with(const struct binding *b, const struct key *keys, size_t count)
{
	if (b->count < count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!key_equal(key_twin(b->key[i]), key_twin(keys[i])))
			return false;
	return true;
}

static bool
is_text(enum context context, const struct key *keys, size_t count)
{
	return count > 0 && context_typing(context) && key_printable(keys[0]);
}

static enum keymap_found
find_here(const struct keymap *m, enum context context,
    const struct key *keys, size_t count, const struct binding **out)
{
	enum keymap_found found = KEYMAP_NOTHING;

	for (size_t i = 0; i < m->count; i++) {
		const struct binding *b = &m->binding[i];

		if (b->context != context || !starts_with(b, keys, count))
			continue;
		if (b->count == count) {
			*out = b;
			return KEYMAP_BOUND;
		}
		if (b->action)
			found = KEYMAP_PREFIX;
	}
	return found;
}

enum keymap_found
keymap_find(const struct keymap *m, enum context context,
    const struct key *keys, size_t count, const struct binding **out)
{
	enum keymap_found found = KEYMAP_NOTHING;

	if (is_text(context, keys, count))
		return KEYMAP_NOTHING;
	for (;;) {
		found = find_here(m, context, keys, count, out);
		if (found != KEYMAP_NOTHING || context == CONTEXT_ANY)
			break;
		context = context_parent(context);
	}
	if (found == KEYMAP_BOUND && !(*out)->action)
		return KEYMAP_NOTHING;
	return found;
}

/* It is what its keys mean in @context: nothing nearer is bound to them. */
static bool
holds(const struct keymap *m, enum context context, const struct binding *b)
{
	const struct binding *found;

	return b->action && keymap_find(m, context, b->key, b->count,
	    &found) == KEYMAP_BOUND && found == b;
}

void
keymap_each(const struct keymap *m, enum context context,
    const struct key *keys, size_t count,
    void (*each)(void *arg, const struct binding *b), void *arg)
{
	enum context at = context;

	for (;;) {
		for (size_t i = 0; i < m->count; i++) {
			const struct binding *b = &m->binding[i];

			if (b->context == at &&
			    starts_with(b, keys, count) &&
			    holds(m, context, b))
				each(arg, b);
		}
		if (at == CONTEXT_ANY)
			return;
		at = context_parent(at);
	}
}

/* The hints of every frame ask this, so only the action's own bindings are
 * looked up. */
const char *
keymap_keys(const struct keymap *m, enum context context,
    const struct action *a, char out[KEYMAP_TEXT_BYTES])
{
	enum context at = context;

	for (;;) {
		for (size_t i = 0; i < m->count; i++) {
			const struct binding *b = &m->binding[i];

			if (b->context == at && b->action == a &&
			    holds(m, context, b))
				return binding_keys(b, out);
		}
		if (at == CONTEXT_ANY)
			break;
		at = context_parent(at);
	}
	*out = '\0';
	return out;
}

struct slice
keys_short(const char *keys)
{
	struct slice s = slice_of(keys);

	if (s.bytes > 2 && s.text[0] == '<' &&
	    memchr(s.text, '>', s.bytes) == s.text + s.bytes - 1) {
		s.text++;
		s.bytes -= 2;
	}
	return s;
}

const char *
binding_keys(const struct binding *b, char out[KEYMAP_TEXT_BYTES])
{
	char name[KEY_NAME_BYTES];
	size_t used = 0;

	*out = '\0';
	for (size_t i = 0; i < b->count; i++) {
		size_t n = strlen(key_text(b->key[i], name));

		memcpy(out + used, name, n + 1);
		used += n;
	}
	return out;
}

const char *
binding_title(const struct binding *b)
{
	if (b->description)
		return b->description;
	return b->action ? action_title(b->action) : "";
}

static void
print_binding(const struct binding *b, struct buf *out)
{
	char keys[KEYMAP_TEXT_BYTES];

	buf_addf(out, "%-8s %-10s %-14s", b->action ? "bind" : "unbind",
	    context_name(b->context), binding_keys(b, keys));
	if (b->action)
		buf_addf(out, " %s", b->action->name);
	if (b->description)
		buf_addf(out, "  -- \"%s\"", b->description);
	while (out->text[out->bytes - 1] == ' ')
		buf_cut(out, out->bytes - 1);
	buf_add_char(out, '\n');
}

void
keymap_print(const struct keymap *m, struct buf *out)
{
	if (m->title)
		buf_addf(out, "%-8s %s\n", "title", m->title);
	for (int c = 0; c < CONTEXT_COUNT; c++)
		for (size_t i = 0; i < m->count; i++)
			if (m->binding[i].context == (enum context)c)
				print_binding(&m->binding[i], out);
}
