#ifndef CMD_DOCTOR_CMD_H
#define CMD_DOCTOR_CMD_H
#include "base/err.h"
struct app;
enum status cmd_doctor(struct app *app, int argc, char **argv,
    struct err *err);
#endif
