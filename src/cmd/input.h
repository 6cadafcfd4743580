/*
 * input.h - what subcommands read, as a whole or in cuts.
 */
#ifndef CMD_INPUT_H
#define CMD_INPUT_H

#include "base/buf.h"
#include "base/err.h"

/* Hands over a file's bytes, or with NULL those of standard input, as they
 * come; other than ST_OK ends it. */
enum status cmd_input_each(const char *path, enum status (*each)(void *arg,
    struct slice bytes, struct err *err), void *arg, struct err *err);
/* Adds all of them; more than a gigabyte is ST_INVALID. */
enum status cmd_input(const char *path, struct buf *out, struct err *err);

#endif
