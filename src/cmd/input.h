/*
 * input.h - what subcommands read as a whole.
 */
#ifndef CMD_INPUT_H
#define CMD_INPUT_H

#include "base/buf.h"
#include "base/err.h"

/* Adds a file's bytes, or with NULL those of standard input. */
enum status cmd_input(const char *path, struct buf *out, struct err *err);

#endif
