/*
 * out.h - what subcommands print.
 */
#ifndef CMD_OUT_H
#define CMD_OUT_H

#include "base/buf.h"
#include "base/err.h"

/* Writes to standard output at once and empties @out. */
enum status cmd_out(struct buf *out, struct err *err);
/* Prints the help of a subcommand in the user's language. */
enum status cmd_help(const char *usage, struct err *err);

#endif
