#ifndef CMD_REPORT_CMD_H
#define CMD_REPORT_CMD_H
#include "base/err.h"
struct app;
enum status cmd_report(struct app *app, int argc, char **argv,
    struct err *err);
#endif
