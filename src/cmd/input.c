/*
 * input.c - read a file or standard input.
 */
#include "cmd/input.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define BYTES_MAX (1 << 30)
#define READ_BYTES 65536

enum status
cmd_input_each(const char *path, enum status (*each)(void *arg,
    struct slice bytes, struct err *err), void *arg, struct err *err)
{
	char bytes[READ_BYTES];
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
	ssize_t n = 1;
	enum status st = ST_OK;

	if (fd < 0)
		return fail_errno(err, errno == ENOENT ? ST_NOT_FOUND : ST_IO,
		    "cannot read %s", path);
	while (st == ST_OK && n != 0) {
		n = read(fd, bytes, sizeof(bytes));
		if (n > 0)
			st = each(arg, (struct slice){ bytes, (size_t)n },
			    err);
		else if (n < 0 && errno != EINTR)
			st = fail_errno(err, ST_IO, "cannot read what comes "
			    "in");
	}
	if (path)
		close(fd);
	return st;
}

static enum status
add(void *arg, struct slice bytes, struct err *err)
{
	struct buf *out = arg;

	if (bytes.bytes > BYTES_MAX - out->bytes)
		return fail(err, ST_INVALID, "more than %d bytes come in",
		    BYTES_MAX);
	buf_add_slice(out, bytes);
	return ST_OK;
}

enum status
cmd_input(const char *path, struct buf *out, struct err *err)
{
	return path ? file_read(path, BYTES_MAX, out, err) :
	    cmd_input_each(NULL, add, out, err);
}
