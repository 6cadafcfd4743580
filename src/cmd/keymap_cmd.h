#ifndef CMD_KEYMAP_CMD_H
#define CMD_KEYMAP_CMD_H
#include "base/err.h"
struct app;
enum status cmd_keymap(struct app *app, int argc, char **argv,
    struct err *err);
enum status cmd_keys(struct app *app, int argc, char **argv,
    struct err *err);
#endif
