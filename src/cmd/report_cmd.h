/*
 * report_cmd.h - what the files of the report subcommand share.
 */
#ifndef CMD_REPORT_CMD_H
#define CMD_REPORT_CMD_H

#include "app/report.h"
#include "base/buf.h"
#include "base/err.h"

struct app;

enum status cmd_report(struct app *app, int argc, char **argv,
    struct err *err);

enum status cmd_export(struct app *app, int argc, char **argv,
    struct err *err);

/* All reports, a line each. */
void report_print_list(struct buf *out);
/* Definition, numerators, denominators, what is left out. */
void report_print_definition(enum report_kind kind, struct buf *out);
/* Rows are numbered from 1, for --drill. */
void report_print(const struct report *r, struct buf *out);
/* The reports of a bulletin, each with its first rows. */
enum status report_bulletin(struct app *app, int64_t from, int64_t to,
    struct buf *out, struct err *err);
void report_print_json(const struct report *r, struct buf *out);

#endif
