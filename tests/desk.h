/*
 * desk.h - a desk in a folder of its own, for the tests of the screens: the
 * starter knowledge base, an empty ledger, a stopped clock.
 */
#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include "folder.h"

#include "app/app.h"

#define DESK_NOW "2026-11-24T09:12:40+08:00"

struct desk {
	struct app app;
	char dir[FOLDER_BYTES];
};

/* Ends the test program when it cannot be. */
void desk_open(struct desk *d);
void desk_close(struct desk *d);
/* Logs a complaint of @phone and sends it to dispatch; its number in @out. */
void desk_demand(struct desk *d, const char *title, const char *phone,
    char out[24]);

#endif
