/*
 * gate.h - one writer at a time, in line, over all processes of a host.
 *
 * SQLite's own waiting starves writers when many come at once; a blocking
 * flock does not. Every write, checkpoint and migration goes through it.
 */
#ifndef STORE_GATE_H
#define STORE_GATE_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct gate {
	int fd;
	char *path;
};

#define GATE_INIT { -1, NULL }

/* Makes the lock file, mode 0600, when it is not there. */
enum status gate_open(struct gate *g, const char *path, struct err *err);
void gate_close(struct gate *g);
/* Waits for its turn. */
enum status gate_enter(struct gate *g, struct err *err);
/* True when nobody was inside; does not wait. */
bool gate_try(struct gate *g);
void gate_leave(struct gate *g);

/* A number that whoever was inside left for who comes next; 0 when there is
 * none. Lost with the file, and no harm done. */
enum gate_note { GATE_WRITE_BACK_AT, GATE_RESTART_AT };
int64_t gate_noted(const struct gate *g, enum gate_note note);
void gate_leave_note(struct gate *g, enum gate_note note, int64_t value);

#endif
