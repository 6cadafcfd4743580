/*
 * tui_cmd.h - the subcommand that opens the screen.
 */
#ifndef CMD_TUI_CMD_H
#define CMD_TUI_CMD_H

#include "base/err.h"

struct app;

enum status cmd_tui(struct app *app, int argc, char **argv, struct err *err);

#endif
