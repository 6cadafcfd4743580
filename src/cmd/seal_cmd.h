#ifndef CMD_SEAL_CMD_H
#define CMD_SEAL_CMD_H
#include "base/err.h"
struct app;
enum status cmd_seal(struct app *app, int argc, char **argv,
    struct err *err);
#endif
