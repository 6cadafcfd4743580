/*
 * handover_cmd.h - the handover subcommand.
 */
#ifndef CMD_HANDOVER_CMD_H
#define CMD_HANDOVER_CMD_H

#include "base/err.h"

struct app;

enum status cmd_handover(struct app *app, int argc, char **argv,
    struct err *err);

#endif
