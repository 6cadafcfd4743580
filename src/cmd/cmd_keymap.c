/*
 * cmd_keymap.c - desk12345 keymap and keys: check and print keymaps, list the
 * actions.
 *
 * Reads keymaps as the screen does, so what is good here is good there.
 */
#include "app/app.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cmd/args.h"
#include "cmd/keymap_cmd.h"
#include "cmd/out.h"
#include "tui/keymap.h"
#include "tui/tui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_COLS 18
#define KEYS_COLS 24
#define CONTEXTS_COLS 36

static const char usage[] = N_(
    "Usage: desk12345 keymap list\n"
    "       desk12345 keymap check NAME|FILE...\n"
    "       desk12345 keymap print NAME|FILE\n"
    "list names the keymaps; check names every bad line with the nearest\n"
    "known name; print writes all that is in force, which is itself a\n"
    "keymap. A name with a slash in it is a file.\n");

static const char keys_usage[] = N_(
    "Usage: desk12345 keys [--keymap NAME|FILE] [--context CONTEXT]\n"
    "Lists the actions of the screen: name, keys, where it is of use, title.\n"
    "With --context, those of use there alone.\n");

struct checked {
	struct buf lines;
	size_t bad;
};

static void
line_bad(void *arg, const char *where, const char *why)
{
	struct checked *c = arg;

	buf_addf(&c->lines, "%s: ", where);
	utf8_clean(&c->lines, slice_of(why), CLEAN_ONE_LINE);
	buf_add_char(&c->lines, '\n');
	c->bad++;
}

/* A file in the present folder needs no slash. */
static char *
map_path(const char *name)
{
	FILE *file = strchr(name, '/') || !strstr(name, ".keymap") ? NULL :
	    fopen(name, "r");

	if (!file)
		return xstrdup(name);
	fclose(file);
	return xasprintf("./%s", name);
}

static enum status
map_load(struct app *app, const char *name, struct keymap *map,
    struct checked *checked, struct err *err)
{
	char *dir = tui_keymap_dir(app), *path = map_path(name);
	enum status st;

	keymap_init(map);
	st = keymap_load(map, path, dir, checked ? line_bad : NULL, checked,
	    err);
	free(dir);
	free(path);
	return st;
}

static enum status
check_one(struct app *app, const char *name, struct buf *out,
    struct err *err)
{
	struct checked checked = { .lines = BUF_INIT };
	struct keymap map;
	enum status st = map_load(app, name, &map, &checked, err);

	buf_add_slice(out, buf_slice(&checked.lines));
	if (st == ST_OK)
		buf_addf(out, _("%s: %zu bindings, all good\n"), name,
		    map.count);
	else if (checked.bad > 0)
		fail(err, st, "%s: %zu bad lines; the others are in force",
		    name, checked.bad);
	keymap_release(&map);
	buf_release(&checked.lines);
	return st;
}

static enum status
run_check(struct app *app, struct args *a, struct buf *out, struct err *err)
{
	enum status st = ST_OK, one;
	const char *name;
	bool some = false;

	while (args_next(a, &name) == ARGS_WORD) {
		one = check_one(app, name, out, err);
		st = st == ST_OK ? one : st;
		some = true;
	}
	return some ? st : fail(err, ST_USAGE, "say which keymap");
}

static enum status
run_print(struct app *app, struct args *a, struct buf *out, struct err *err)
{
	const char *name;
	struct keymap map;
	enum status st;

	if (args_next(a, &name) != ARGS_WORD)
		return fail(err, ST_USAGE, "say which keymap");
	st = map_load(app, name, &map, NULL, err);
	if (st == ST_OK || st == ST_INVALID)
		keymap_print(&map, out);
	keymap_release(&map);
	return st;
}

static enum status
run_list(struct app *app, struct args *a, struct buf *out, struct err *err)
{
	const char *const *names = keymap_names();
	const char *more;

	if (args_next(a, &more) != ARGS_END)
		return args_unknown("keymap list", more, err);
	for (; *names; names++) {
		struct keymap map;

		if (map_load(app, *names, &map, NULL, err) != ST_NOT_FOUND)
			buf_addf(out, "%-10s %s\n", *names,
			    map.title ? map.title : "");
		keymap_release(&map);
	}
	return ST_OK;
}

static const struct {
	const char *name;
	enum status (*run)(struct app *app, struct args *a, struct buf *out,
	    struct err *err);
} parts[] = {
	{ "list", run_list }, { "check", run_check }, { "print", run_print },
};

enum status
cmd_keymap(struct app *app, int argc, char **argv, struct err *err)
{
	struct buf out = BUF_INIT;
	struct args a;
	const char *word = "";
	enum args_kind kind;
	enum status st = ST_USAGE, written;
	struct err quiet = ERR_INIT;
	size_t i = 0;

	args_init(&a, argc, argv);
	kind = args_next(&a, &word);
	while (i < COUNT(parts) && (kind != ARGS_WORD ||
	    strcmp(parts[i].name, word) != 0))
		i++;
	if (kind == ARGS_END || strcmp(word, "help") == 0) {
		buf_add_text(&out, _(usage));
		st = ST_OK;
	} else if (i < COUNT(parts))
		st = parts[i].run(app, &a, &out, err);
	else
		args_unknown("keymap", word, err);
	written = cmd_out(&out, st == ST_OK ? err : &quiet);
	buf_release(&out);
	return st == ST_OK ? written : st;
}

static void
pad_to(struct buf *out, size_t start, int cols)
{
	struct slice s = { buf_text(out) + start, out->bytes - start };
	int have = utf8_cols(s);

	do
		buf_add_char(out, ' ');
	while (++have < cols);
}

struct key_list {
	const struct action *action;
	struct buf *out;
};

static void
key_add(void *arg, const struct binding *b)
{
	struct key_list *l = arg;
	char keys[KEYMAP_TEXT_BYTES];

	if (b->action == l->action)
		buf_addf(l->out, "%s ", binding_keys(b, keys));
}

/* The same keys for the same action in a context before. */
static bool
repeated(const struct keymap *map, size_t at)
{
	const struct binding *b = &map->binding[at];
	char keys[KEYMAP_TEXT_BYTES], before[KEYMAP_TEXT_BYTES];

	binding_keys(b, keys);
	for (size_t i = 0; i < at; i++)
		if (map->binding[i].action == b->action &&
		    !strcmp(binding_keys(&map->binding[i], before), keys))
			return true;
	return false;
}

/* Every key of @a in @c, or with COUNT anywhere. */
static void
keys_add(const struct keymap *map, const struct action *a, enum context c,
    struct buf *out)
{
	struct key_list l = { a, out };

	if (c < CONTEXT_COUNT) {
		keymap_each(map, c, NULL, 0, key_add, &l);
		return;
	}
	for (size_t i = 0; i < map->count; i++)
		if (!repeated(map, i))
			key_add(&l, &map->binding[i]);
}

static void
action_add(const struct keymap *map, const struct action *a, enum context c,
    struct buf *out)
{
	size_t start = out->bytes;

	buf_add_text(out, a->name);
	pad_to(out, start, NAME_COLS);
	keys_add(map, a, c, out);
	pad_to(out, start, NAME_COLS + KEYS_COLS);
	buf_add_text(out, a->contexts);
	pad_to(out, start, NAME_COLS + KEYS_COLS + CONTEXTS_COLS);
	buf_addf(out, "%s\n", action_title(a));
}

static enum status
keys_print(struct app *app, const char *name, const char *context,
    struct err *err)
{
	enum context c = context ? context_find(slice_of(context)) :
	    CONTEXT_COUNT;
	struct buf out = BUF_INIT;
	struct keymap map;
	enum status st;

	if (context && c == CONTEXT_COUNT)
		return args_unknown("keys --context", context, err);
	st = map_load(app, name, &map, NULL, err);
	for (int i = 0; st == ST_OK && i < ACTION_COUNT; i++) {
		const struct action *a = action_get((enum action_id)i);

		if (!context || action_in(a, c))
			action_add(&map, a, c, &out);
	}
	if (st == ST_OK)
		st = cmd_out(&out, err);
	keymap_release(&map);
	buf_release(&out);
	return st;
}

enum status
cmd_keys(struct app *app, int argc, char **argv, struct err *err)
{
	const char *keymap = config_get(&app->config, "screen", "keymap",
	    "default"), *context = NULL;
	bool help = false;
	const struct args_option options[] = {
		{ "keymap", .text = &keymap }, { "context", .text = &context },
		{ "help", .set = &help }, { NULL },
	};
	enum status st = args_all(argc, argv, "keys", options, NULL, 0, err);

	if (st != ST_OK)
		return st;
	return help ? cmd_help(keys_usage, err) :
	    keys_print(app, keymap, context, err);
}
