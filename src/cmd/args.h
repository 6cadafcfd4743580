/*
 * args.h - the arguments of a subcommand, one after the other.
 *
 * "--name value" and "--name=value" are the same; "--" ends the options. A
 * value that the option's reader leaves is the next option, which nobody
 * knows.
 */
#ifndef CMD_ARGS_H
#define CMD_ARGS_H

#include "base/buf.h"
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

/* An option and where it goes, the one place that is not NULL. The last of a
 * list has no name. */
struct args_option {
	const char *name;
	bool *set;
	const char **text;
	int64_t *number;
};

/*
 * All the arguments: options to their places, words to @word[0] and on, which
 * were NULL. ST_USAGE, in the words of @command, for an option that is not in
 * the list and for more than @words words.
 */
enum status args_all(int argc, char **argv, const char *command,
    const struct args_option *options, const char **word, size_t words,
    struct err *err);

/* @argv[0] is the subcommand's own name and is passed over. */
void args_init(struct args *a, int argc, char **argv);
/* The next: an option's name, without "--", or a word. */
enum args_kind args_next(struct args *a, const char **text);
/* The option that was next to its place. */
enum status args_take(struct args *a, const char *command, const char *name,
    const struct args_option *options, struct err *err);
/* The value of the option that was next; ST_USAGE when there is none. */
enum status args_value(struct args *a, const char **value, struct err *err);
enum status args_number(struct args *a, int64_t *value, struct err *err);
/* Adds a word to a text, after a blank when it is not the first. */
void args_join(struct buf *words, const char *word);
/* ST_USAGE, with the name of what nobody knows. */
enum status args_unknown(const char *command, const char *text,
    struct err *err);

#endif
