/*
 * demand_cmd.h - what the files of the demand subcommand share.
 */
#ifndef CMD_DEMAND_CMD_H
#define CMD_DEMAND_CMD_H

#include "app/demand.h"
#include "base/buf.h"
#include "base/err.h"

#include <stdio.h>

struct app;

enum status cmd_demand(struct app *app, int argc, char **argv,
    struct err *err);

enum status demand_list(struct app *app, int argc, char **argv,
    struct err *err);
enum status demand_import(struct app *app, int argc, char **argv,
    struct err *err);
enum status demand_export(struct app *app, int argc, char **argv,
    struct err *err);
enum status demand_move_cmd(struct app *app, int argc, char **argv,
    struct err *err);
enum status demand_undo(struct app *app, int argc, char **argv,
    struct err *err);
enum status demand_print_made(const struct demand_made *made, bool json,
    struct err *err);
/* Reads one JSON object a line; prints each number when it is kept. ST_FAILED
 * when a line was refused. */
enum status demand_batch(struct app *app, FILE *in, struct err *err);
/* An input field by its name, with - or _. */
bool demand_input_option(const char *name, enum demand_input_field *f);

#endif
