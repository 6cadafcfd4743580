#ifndef CMD_PERSON_CMD_H
#define CMD_PERSON_CMD_H
#include "base/err.h"
struct app;
enum status cmd_person(struct app *app, int argc, char **argv,
    struct err *err);
#endif
