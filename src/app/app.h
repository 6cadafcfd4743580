/*
 * app.h - what a running program has in its hands: settings, clock, tables,
 * knowledge base, ledger, and who is at work.
 *
 * One struct app stands on main's stack; there is no other state. Tests fill
 * in the members they need.
 *
 * Where things are, first found first taken:
 *	home	--home, DESK12345_HOME, "home" in the settings, else
 *		$XDG_DATA_HOME/desk12345 (~/.local/share/desk12345). Under it
 *		kb/ and ledger/.
 *	settings  /etc/desk12345/desk12345.conf, then the person's own
 *		$XDG_CONFIG_HOME/desk12345/desk12345.conf; with a home that was
 *		said, HOME/desk12345.conf alone. See desk12345.conf(5).
 *	data	DESK12345_DATA, "data" in the settings, else the folder that
 *		was installed with the program.
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "app/role.h"
#include "base/clock.h"
#include "base/config.h"
#include "base/err.h"

struct abbreviations;
struct directory;
struct kb;
struct learned;
struct ledger;
struct policy;

struct app {
	struct config config;
	struct clock clock;		/* tests stop it */
	struct policy *policy;
	struct directory *directory;
	struct abbreviations *abbreviations;
	struct kb *kb;
	struct err kb_err;		/* why there is none, if tried */
	struct ledger *ledger;
	struct learned *learned;	/* topics by words; made when asked */
	const char *person;		/* at work; never NULL once open */
	enum role role;			/* in which they act */
	const char *unit;		/* a liaison's; else "" */
	bool role_said;			/* by option, variable or setting */
	char *home, *kb_dir, *ledger_dir, *data_dir, *login, *own_unit;
	char *settings;			/* the person's own, a path */
};

#define APP_INIT { .config = CONFIG_INIT, .role = ROLE_OPERATOR }

/* What main was told before the subcommand; NULL for what was not said. */
struct app_options {
	const char *home, *person, *role, *unit;
};

enum app_need {
	APP_TABLES = 1,			/* of the data folder */
	APP_KB = 2,			/* built from the starter if none */
	APP_LEDGER = 4,			/* with the tables */
	APP_KB_TRY = 8,			/* the same if it can be had: a demand
					 * is logged without a base too */
	APP_UNATTENDED = 16,		/* nobody is at work: cron; persons
					 * and their roles do not count */
};

/* Reads the settings and says where things are; opens nothing. */
enum status app_start(struct app *app, const struct app_options *o,
    struct err *err);
/* Opens what @needs (enum app_need) says and is not open yet. */
enum status app_need(struct app *app, unsigned needs, struct err *err);
/* Goes on to the generation in force, and opens a base where there was none;
 * *@moved says that it is another one now. What cannot be opened is said once
 * and leaves what was open. */
enum status app_follow(struct app *app, bool *moved, struct err *err);
void app_close(struct app *app);

#endif
