/*
 * calls_cmd.h - the calls subcommand.
 */
#ifndef CMD_CALLS_CMD_H
#define CMD_CALLS_CMD_H

#include "base/err.h"

struct app;

enum status cmd_calls(struct app *app, int argc, char **argv,
    struct err *err);

#endif
