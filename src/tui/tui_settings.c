/*
 * tui_settings.c - the [screen] settings, and keymap and theme by name.
 *
 * A setting that is wrong is said on the screen, and what holds without it
 * is taken: nobody is kept from work by a line in a file.
 */
#include "tui/tui.h"
#include "tui/tui_core.h"

#include "app/app.h"
#include "base/config.h"
#include "base/file.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum status
tui_set_keymap(struct tui *t, const char *name, struct err *err)
{
	struct keymap map;
	enum status st;

	keymap_init(&map);
	st = keymap_load(&map, name, t->keymap_dir, NULL, NULL, err);
	if (st == ST_NOT_FOUND) {
		keymap_release(&map);
		return st;
	}
	keymap_release(&t->keymap);
	t->keymap = map;
	t->prefixes = 0;
	t->dirty = true;
	return st;			/* ST_INVALID: the good lines hold */
}

enum status
tui_set_theme(struct tui *t, const char *name, struct err *err)
{
	const char *no_colour = getenv("NO_COLOR");
	enum status st = theme_get(&t->theme, name,
	    no_colour && *no_colour, err);

	t->theme_name = st == ST_OK ? name : t->theme_name;
	t->theme_new = t->dirty = true;
	return st;
}

/* "[screen] NAME = NUMBER"; @otherwise when it is none or not in range. */
static int64_t
setting_number(struct tui *t, const char *name, int64_t most,
    int64_t otherwise)
{
	const char *text = config_get(&t->app->config, "screen", name, NULL);
	char *end = NULL;
	long long value = text ? strtoll(text, &end, 10) : otherwise;
	struct err err = ERR_INIT;

	if (!text || (end != text && !*end && value >= 0 && value <= most))
		return value;
	fail(&err, ST_INVALID, "%s = %s: a number from 0 to %lld is wanted",
	    name, text, (long long)most);
	tui_say_err(t, &err);
	return otherwise;
}

static enum status
keymap_start(struct tui *t, struct err *err)
{
	const char *name = config_get(&t->app->config, "screen", "keymap",
	    "default");
	struct err why = ERR_INIT;

	if (tui_set_keymap(t, name, &why) != ST_OK)
		tui_say_err(t, &why);
	return t->keymap.name ? ST_OK : tui_set_keymap(t, "default", err);
}

static enum status
theme_start(struct tui *t, struct err *err)
{
	const char *name = config_get(&t->app->config, "screen", "theme",
	    t->plain ? "none" : "dark");
	struct err why = ERR_INIT;

	if (tui_set_theme(t, name, &why) != ST_OK)
		tui_say_err(t, &why);
	return t->theme_name ? ST_OK : tui_set_theme(t, "dark", err);
}

void
tui_set_plain(struct tui *t)
{
	struct err quiet = ERR_INIT;

	t->plain = true;
	(void)tui_set_theme(t, "none", &quiet);
}

char *
tui_keymap_dir(const struct app *app)
{
	return app->home ? file_join(app->home, "keymaps") : NULL;
}

enum status
tui_settings(struct tui *t, struct err *err)
{
	enum status st;

	t->keymap_dir = tui_keymap_dir(t->app);
	t->plain = strcmp(config_get(&t->app->config, "screen", "plain",
	    "no"), "yes") == 0;
	utf8_ambiguous_cols(setting_number(t, "ambiguous", 2, 1) == 2 ? 2 : 1);
	t->mouse = strcmp(config_get(&t->app->config, "screen", "mouse",
	    "no"), "yes") == 0;
	t->prefix_ms = setting_number(t, "prefix_delay", 10000,
	    TUI_PREFIX_MS);
	st = keymap_start(t, err);
	return st == ST_OK ? theme_start(t, err) : st;
}
