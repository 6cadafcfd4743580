#ifndef CMD_KB_CMD_H
#define CMD_KB_CMD_H
#include "base/err.h"
struct app;
enum status cmd_kb(struct app *app, int argc, char **argv, struct err *err);
#endif
