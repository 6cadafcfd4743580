/*
 * scratch.c - appends by the megabyte, reads anywhere.
 */
#include "store/scratch.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define FLUSH_BYTES (1u << 20)

struct scratch {
	int fd;
	int64_t bytes;			/* written */
	struct buf waiting;		/* not yet written */
};

/*
 * A file system that knows no nameless files gets a name for a moment, of the
 * kind that kb_prune() takes away when a process was killed in that moment.
 */
static int
open_nameless(const char *dir)
{
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	char *path;

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
		return fd;
	path = xasprintf("%s/.kb-scratch-%ld", dir, (long)getpid());
	fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0)
		unlink(path);
	free(path);
	return fd;
}

enum status
scratch_new(struct scratch **out, const char *dir, struct err *err)
{
	int fd = open_nameless(dir);

	*out = NULL;
	if (fd < 0)
		return fail_errno(err, ST_IO, "cannot make a file in %s", dir);
	*out = xcalloc(1, sizeof(**out));
	(*out)->fd = fd;
	return ST_OK;
}

void
scratch_free(struct scratch *s)
{
	if (!s)
		return;
	buf_release(&s->waiting);
	close(s->fd);
	free(s);
}

int64_t
scratch_bytes(const struct scratch *s)
{
	return s->bytes + (int64_t)s->waiting.bytes;
}

static enum status
flush(struct scratch *s, struct err *err)
{
	const char *at = buf_text(&s->waiting);
	size_t left = s->waiting.bytes;

	while (left > 0) {
		ssize_t n = write(s->fd, at, left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail_errno(err, ST_IO, "cannot write the "
			    "entries that wait for the index");
		at += n;
		left -= (size_t)n;
		s->bytes += n;
	}
	buf_reset(&s->waiting);
	return ST_OK;
}

enum status
scratch_add(struct scratch *s, struct slice bytes, struct err *err)
{
	buf_add_slice(&s->waiting, bytes);
	return s->waiting.bytes < FLUSH_BYTES ? ST_OK : flush(s, err);
}

enum status
scratch_read(struct scratch *s, int64_t at, size_t bytes, void *out,
    struct err *err)
{
	enum status st = flush(s, err);
	char *to = out;

	while (bytes > 0 && st == ST_OK) {
		ssize_t n = pread(s->fd, to, bytes, at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return fail_errno(err, ST_IO, "cannot read the "
			    "entries that wait for the index");
		at += n;
		to += n;
		bytes -= (size_t)n;
	}
	return st;
}
