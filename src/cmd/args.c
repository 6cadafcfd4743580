/*
 * args.c - read a subcommand's arguments.
 *
 * getopt_long() keeps state in globals and numbers its options; here a row
 * names the place that its value goes to.
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

void
args_join(struct buf *words, const char *word)
{
	if (words->bytes > 0)
		buf_add_char(words, ' ');
	buf_add_text(words, word);
}

enum status
args_unknown(const char *command, const char *text, struct err *err)
{
	return fail(err, ST_USAGE, "%s does not know \"%s\"; see %s --help",
	    command, text, command);
}

enum status
args_take(struct args *a, const char *command, const char *name,
    const struct args_option *options, struct err *err)
{
	const struct args_option *o = options;

	while (o->name && strcmp(o->name, name) != 0)
		o++;
	if (!o->name)
		return args_unknown(command, name, err);
	if (o->text)
		return args_value(a, o->text, err);
	if (o->number)
		return args_number(a, o->number, err);
	*o->set = true;
	return ST_OK;
}

enum status
args_all(int argc, char **argv, const char *command,
    const struct args_option *options, const char **word, size_t words,
    struct err *err)
{
	struct args a;
	const char *text;
	enum args_kind kind;
	size_t count = 0;
	enum status st = ST_OK;

	args_init(&a, argc, argv);
	while (st == ST_OK && (kind = args_next(&a, &text)) != ARGS_END) {
		if (kind == ARGS_OPTION)
			st = args_take(&a, command, text, options, err);
		else if (count < words)
			word[count++] = text;
		else
			st = args_unknown(command, text, err);
	}
	return st;
}
