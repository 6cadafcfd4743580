/*
 * command.h - the subcommands, one row each.
 *
 * main opens what a row needs and nothing else, so that a subcommand has no
 * set-up of its own. Its status becomes the exit code (base/err.h).
 */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include "base/err.h"

struct app;

struct command {
	const char *name;
	enum status (*run)(struct app *app, int argc, char **argv,
	    struct err *err);
	unsigned needs;			/* enum app_need */
	const char *help;		/* English; for --help */
};

/* Ends with a row whose name is NULL. The first one runs when no subcommand
 * is named. */
extern const struct command commands[];

#endif
