/*
 * knowledge_cmd.h - the knowledge subcommand.
 */
#ifndef CMD_KNOWLEDGE_CMD_H
#define CMD_KNOWLEDGE_CMD_H

#include "base/err.h"

struct app;

enum status cmd_knowledge(struct app *app, int argc, char **argv,
    struct err *err);

#endif
