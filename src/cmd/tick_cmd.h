#ifndef CMD_TICK_CMD_H
#define CMD_TICK_CMD_H
#include "base/err.h"
struct app;
enum status cmd_tick(struct app *app, int argc, char **argv,
    struct err *err);
#endif
