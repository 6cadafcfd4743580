/*
 * args.c - read a subcommand's arguments.
 *
 * getopt_long() wants its table at compile time and keeps state in globals;
 * the fields of a demand are tables of their own.
 */
#include "cmd/args.h"

#include <stdio.h>
#include <string.h>

void
args_init(struct args *a, int argc, char **argv)
{
	memset(a, 0, sizeof(*a));
	a->argc = argc;
	a->argv = argv;
	a->at = 1;
}

enum args_kind
args_next(struct args *a, const char **text)
{
	const char *arg, *equals;

	if (a->value) {		/* "--json=no": nobody took the "no" */
		a->value = NULL;
		*text = a->argv[a->at - 1] + 2;
		return ARGS_OPTION;
	}
	if (a->at >= a->argc)
		return ARGS_END;
	arg = a->argv[a->at++];
	if (!a->words_only && strcmp(arg, "--") == 0) {
		a->words_only = true;
		return args_next(a, text);
	}
	*text = arg;
	if (a->words_only || strncmp(arg, "--", 2) != 0)
		return ARGS_WORD;
	*text = arg + 2;
	equals = strchr(arg, '=');
	if (equals && (size_t)(equals - arg - 2) < sizeof(a->name)) {
		snprintf(a->name, sizeof(a->name), "%.*s",
		    (int)(equals - arg - 2), arg + 2);
		*text = a->name;
		a->value = equals + 1;
	}
	return ARGS_OPTION;
}

enum status
args_value(struct args *a, const char **value, struct err *err)
{
	if (a->value) {
		*value = a->value;
		a->value = NULL;
		return ST_OK;
	}
	if (a->at >= a->argc)
		return fail(err, ST_USAGE, "%s needs a value",
		    a->argv[a->argc - 1]);
	*value = a->argv[a->at++];
	return ST_OK;
}

enum status
args_number(struct args *a, int64_t *value, struct err *err)
{
	const char *text = "";
	enum status st = args_value(a, &text, err);
	int64_t n = 0;

	if (st != ST_OK)
		return st;
	if (!*text || strlen(text) > 15 || strspn(text, "0123456789") !=
	    strlen(text))
		return fail(err, ST_USAGE, "\"%s\" is not a number", text);
	for (const char *p = text; *p; p++)
		n = n * 10 + (*p - '0');
	*value = n;
	return ST_OK;
}

enum status
args_unknown(const char *command, const char *text, struct err *err)
{
	return fail(err, ST_USAGE, "%s does not know \"%s\"; see %s --help",
	    command, text, command);
}
