#ifndef CMD_CHECK_CMD_H
#define CMD_CHECK_CMD_H
#include "base/err.h"
struct app;
enum status cmd_check(struct app *app, int argc, char **argv,
    struct err *err);
#endif
