/*
 * args.h - the arguments of a subcommand, one after the other.
 *
 * "--name value" and "--name=value" are the same; "--" ends the options. A
 * value that the option's reader leaves is the next option, which nobody
 * knows.
 */
#ifndef CMD_ARGS_H
#define CMD_ARGS_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct args {
	char **argv;
	int argc, at;
	const char *value;		/* behind "=", or NULL */
	bool words_only;
	char name[64];			/* of the option, without "--" */
};

enum args_kind { ARGS_END, ARGS_OPTION, ARGS_WORD };

/* @argv[0] is the subcommand's own name and is passed over. */
void args_init(struct args *a, int argc, char **argv);
/* The next: an option's name, without "--", or a word. */
enum args_kind args_next(struct args *a, const char **text);
/* The value of the option that was next; ST_USAGE when there is none. */
enum status args_value(struct args *a, const char **value, struct err *err);
enum status args_number(struct args *a, int64_t *value, struct err *err);
/* ST_USAGE, with the name of what nobody knows. */
enum status args_unknown(const char *command, const char *text,
    struct err *err);

#endif
