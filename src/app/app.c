/*
 * app.c - finds where things are and opens them.
 */
#include "app/app.h"

#include "app/abbreviations.h"
#include "app/directory.h"
#include "app/learned.h"
#include "app/person.h"
#include "app/policy.h"
#include "app/refresh.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/kb.h"
#include "store/ledger.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *
environment(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

/* @variable/desk12345, or ~/@below/desk12345; the caller frees it. */
static char *
own_dir(const char *variable, const char *below)
{
	const char *base = environment(variable), *home = environment("HOME");

	if (base)
		return file_join(base, "desk12345");
	return xasprintf("%s/%s/desk12345", home ? home : "", below);
}

static enum status
settings_read_one(struct app *app, char *path, struct err *err)
{
	enum status st = ST_OK;

	if (file_exists(path))
		st = config_read(&app->config, path, err);
	free(path);
	return st;
}

/* A home that was said has all settings in it: nothing else acts there. */
static enum status
settings_read(struct app *app, const char *home, struct err *err)
{
	char *own;
	enum status st;

	if (home) {
		app->settings = file_join(home, "desk12345.conf");
		return settings_read_one(app, xstrdup(app->settings), err);
	}
	st = settings_read_one(app,
	    xstrdup(SYSCONFDIR "/desk12345/desk12345.conf"), err);
	if (st != ST_OK)
		return st;
	own = own_dir("XDG_CONFIG_HOME", ".config");
	app->settings = file_join(own, "desk12345.conf");
	st = settings_read_one(app, xstrdup(app->settings), err);
	free(own);
	return st;
}

static const char *
setting(const struct app *app, const char *said, const char *variable,
    const char *key)
{
	if (said && *said)
		return said;
	if (environment(variable))
		return environment(variable);
	return config_get(&app->config, "desk", key, NULL);
}

static void
places_find(struct app *app, const char *said)
{
	const char *home = setting(app, said, "DESK12345_HOME", "home");
	const char *data = setting(app, NULL, "DESK12345_DATA", "data");

	app->home = home ? xstrdup(home) :
	    own_dir("XDG_DATA_HOME", ".local/share");
	app->kb_dir = file_join(app->home, "kb");
	app->ledger_dir = file_join(app->home, "ledger");
	app->data_dir = xstrdup(data ? data : PKGDATADIR);
}

static enum status
person_find(struct app *app, const struct app_options *o, struct err *err)
{
	const char *role = setting(app, o->role, "DESK12345_ROLE", "role");
	const struct passwd *login;

	app->person = setting(app, o->person, "DESK12345_PERSON", "person");
	if (!app->person) {
		login = getpwuid(getuid());
		app->person = login ? login->pw_name : "nobody";
	}
	if (!utf8_is_clean(slice_of(app->person), CLEAN_ONE_LINE))
		return fail(err, ST_USAGE, "the name of who is at work has "
		    "characters that cannot be shown");
	app->person = app->login = xstrdup(app->person);
	app->unit = setting(app, o->unit, "DESK12345_UNIT", "unit");
	if (!app->unit)
		app->unit = "";
	app->role_said = role != NULL;
	if (role && !role_parse(slice_of(role), &app->role))
		return fail(err, ST_USAGE, "there is no role \"%s\"", role);
	return ST_OK;
}

enum status
app_start(struct app *app, const struct app_options *o, struct err *err)
{
	const char *home = o->home ? o->home : environment("DESK12345_HOME");
	enum status st = clock_init(&app->clock, err);

	if (st == ST_OK)
		st = settings_read(app, home, err);
	if (st == ST_OK) {
		places_find(app, o->home);
		st = person_find(app, o, err);
	}
	return st;
}

static enum status
need_tables(struct app *app, struct err *err)
{
	enum status st = ST_OK;

	if (!app->policy)
		st = policy_open(&app->policy, app->data_dir, err);
	if (st == ST_OK && !app->directory)
		st = directory_open(&app->directory, app->data_dir, err);
	if (st == ST_OK && !app->abbreviations)
		st = abbreviations_open(&app->abbreviations, app->data_dir,
		    err);
	return st;
}

static enum status
need_kb(struct app *app, struct err *err)
{
	struct err quiet = ERR_INIT;
	enum status st;

	if (app->kb)
		return ST_OK;
	st = kb_open(&app->kb, app->kb_dir, &quiet);
	if (st != ST_NOT_FOUND) {
		if (st != ST_OK)
			*err = quiet;
		return st;
	}
	st = need_tables(app, err);
	if (st == ST_OK)
		st = refresh_starter(app, err);
	if (st == ST_OK)
		st = kb_open(&app->kb, app->kb_dir, err);
	return st;
}

/* Nobody who has a base open need make one: another version has. */
static enum status
follow(struct app *app, bool *moved, struct err *err)
{
	enum status st;

	if (!app->kb) {
		st = app->kb_dir ? kb_open(&app->kb, app->kb_dir, err) :
		    ST_NOT_FOUND;
		*moved = st == ST_OK;
		return st == ST_NOT_FOUND ? ST_OK : st;
	}
	st = kb_follow(app->kb, moved, err);
	if (st == ST_INVALID)
		st = fail(err, st, "another version of this program has made "
		    "the knowledge base anew: end this one and start it "
		    "again; until then the base before is shown");
	return st;
}

enum status
app_follow(struct app *app, bool *moved, struct err *err)
{
	struct err why = ERR_INIT;
	enum status st;

	*moved = false;
	st = follow(app, moved, &why);
	if (st == ST_OK) {
		app->kb_err = (struct err)ERR_INIT;
		return st;
	}
	if (strcmp(app->kb_err.text, why.text) == 0)
		return ST_OK;
	app->kb_err = *err = why;
	return st;
}

static enum status
need_ledger(struct app *app, unsigned needs, struct err *err)
{
	enum status st = ledger_open(&app->ledger, app->ledger_dir,
	    config_get(&app->config, "desk", "key", NULL), err);

	if (st == ST_OK && !(needs & APP_UNATTENDED))
		st = person_admit(app, app->role_said, err);
	return st;
}

enum status
app_need(struct app *app, unsigned needs, struct err *err)
{
	enum status st = ST_OK;

	if (needs & (APP_TABLES | APP_LEDGER))
		st = need_tables(app, err);
	if (st == ST_OK && (needs & APP_KB))
		st = need_kb(app, err);
	else if (st == ST_OK && (needs & APP_KB_TRY))
		(void)need_kb(app, &app->kb_err);
	if (st == ST_OK && (needs & APP_LEDGER) && !app->ledger)
		st = need_ledger(app, needs, err);
	return st;
}

void
app_close(struct app *app)
{
	learned_free(app->learned);
	ledger_close(app->ledger);
	kb_close(app->kb);
	directory_close(app->directory);
	abbreviations_close(app->abbreviations);
	policy_close(app->policy);
	config_release(&app->config);
	free(app->login);
	free(app->own_unit);
	free(app->home);
	free(app->kb_dir);
	free(app->ledger_dir);
	free(app->data_dir);
	free(app->settings);
	*app = (struct app)APP_INIT;
}
