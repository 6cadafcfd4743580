/*
 * gate.c - a lock file that stays open, and flock on it.
 */
#include "store/gate.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

enum status
gate_open(struct gate *g, const char *path, struct err *err)
{
	g->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (g->fd < 0)
		return fail_errno(err, ST_IO, "cannot open the lock file %s",
		    path);
	g->path = xstrdup(path);
	return ST_OK;
}

void
gate_close(struct gate *g)
{
	if (g->fd >= 0)
		close(g->fd);
	free(g->path);
	*g = (struct gate)GATE_INIT;
}

enum status
gate_enter(struct gate *g, struct err *err)
{
	while (flock(g->fd, LOCK_EX) != 0) {
		if (errno != EINTR)
			return fail_errno(err, ST_IO, "cannot lock %s",
			    g->path);
	}
	return ST_OK;
}

bool
gate_try(struct gate *g)
{
	return flock(g->fd, LOCK_EX | LOCK_NB) == 0;
}

void
gate_leave(struct gate *g)
{
	flock(g->fd, LOCK_UN);
}

int64_t
gate_noted(const struct gate *g, enum gate_note note)
{
	int64_t value = 0;

	if (pread(g->fd, &value, sizeof(value),
	    (off_t)note * (off_t)sizeof(value)) != (ssize_t)sizeof(value))
		return 0;
	return value;
}

void
gate_leave_note(struct gate *g, enum gate_note note, int64_t value)
{
	ssize_t written = pwrite(g->fd, &value, sizeof(value),
	    (off_t)note * (off_t)sizeof(value));

	(void)written;
}
