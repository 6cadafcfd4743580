/*
 * pop_cmd.h - the subcommand by which a telephone system announces a call.
 */
#ifndef CMD_POP_CMD_H
#define CMD_POP_CMD_H

#include "base/err.h"

struct app;

enum status cmd_pop(struct app *app, int argc, char **argv, struct err *err);

#endif
