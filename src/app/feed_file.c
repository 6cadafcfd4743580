/*
 * feed_file.c - reads a feed through zlib, which passes on what is not gzip.
 */
#include "app/feed_file.h"

#include "app/feed_xlsx.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define CUT_BYTES (256 * 1024)
#define TIMES_FROM_BYTES (16 << 20)	/* less is never a bomb */

struct feed_file {
	char *path;
	gzFile gz;
	int64_t bytes, unpacked;
	const struct feed_limits *limits;
	char cut[CUT_BYTES];
};

/* O_NONBLOCK, lest a FIFO of this name keeps us waiting. */
enum status
feed_file_regular(const char *path, const struct feed_limits *limits,
    int *fd, struct err *err)
{
	struct stat st;

	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (*fd < 0)
		return fail_errno(err, errno == ENOENT ? ST_NOT_FOUND : ST_IO,
		    "cannot read %s", path);
	if (fstat(*fd, &st) != 0)
		return fail_errno(err, ST_IO, "cannot read %s", path);
	if (!S_ISREG(st.st_mode))
		return fail(err, ST_INVALID, "%s is not a regular file",
		    path);
	if (st.st_size > limits->file_bytes)
		return fail(err, ST_INVALID, "%s has %lld bytes, %lld are "
		    "allowed", path, (long long)st.st_size,
		    (long long)limits->file_bytes);
	return ST_OK;
}

enum status
feed_file_take(struct feed_file **out, const char *path, int fd,
    const struct feed_limits *limits, struct err *err)
{
	struct feed_file *f = xcalloc(1, sizeof(*f));
	struct stat size;
	enum status st = fd >= 0 ? ST_OK : feed_file_regular(path, limits,
	    &fd, err);

	f->path = xstrdup(path);
	f->limits = limits;
	if (st == ST_OK && feed_xlsx_is(fd))
		st = feed_xlsx_take(fd, path, limits, &fd, err);
	if (st == ST_OK && fstat(fd, &size) == 0)
		f->bytes = size.st_size;
	if (st == ST_OK)
		f->gz = gzdopen(fd, "rb");
	if (f->gz)
		gzbuffer(f->gz, CUT_BYTES);
	else if (fd >= 0)
		close(fd);
	if (st == ST_OK && !f->gz)
		st = fail(err, ST_IO, "cannot read %s", path);
	if (st != ST_OK) {
		feed_file_close(f);
		f = NULL;
	}
	*out = f;
	return st;
}

void
feed_file_close(struct feed_file *f)
{
	if (!f)
		return;
	if (f->gz)
		gzclose(f->gz);
	free(f->path);
	free(f);
}

static enum status
gz_failure(struct feed_file *f, struct err *err)
{
	int code;
	const char *words = gzerror(f->gz, &code);

	if (code == Z_ERRNO)
		return fail_errno(err, ST_IO, "cannot read %s", f->path);
	if (code == Z_BUF_ERROR)
		return fail(err, ST_INVALID, "%s is cut off: its end is "
		    "missing", f->path);
	return fail(err, ST_INVALID, "%s cannot be unpacked (%s)", f->path,
	    words);
}

static enum status
check_size(const struct feed_file *f, struct err *err)
{
	if (f->unpacked > f->limits->unpacked_bytes)
		return fail(err, ST_INVALID, "%s has more than %lld bytes "
		    "once unpacked", f->path,
		    (long long)f->limits->unpacked_bytes);
	if (f->unpacked > TIMES_FROM_BYTES &&
	    f->unpacked > f->bytes * f->limits->unpacked_times)
		return fail(err, ST_INVALID, "%s grows to more than %lld "
		    "times its size", f->path,
		    (long long)f->limits->unpacked_times);
	return ST_OK;
}

enum status
feed_file_next(struct feed_file *f, struct slice *out, struct err *err)
{
	int n = gzread(f->gz, f->cut, CUT_BYTES), code = Z_OK;

	*out = (struct slice){ f->cut, n > 0 ? (size_t)n : 0 };
	if (n < CUT_BYTES)
		gzerror(f->gz, &code);
	if (n < 0 || code == Z_BUF_ERROR)
		return gz_failure(f, err);
	f->unpacked += n;
	return check_size(f, err);
}

int64_t
feed_file_bytes(const struct feed_file *f)
{
	return f->bytes;
}

int64_t
feed_file_done(const struct feed_file *f)
{
	int64_t at = gzoffset(f->gz);

	return at < 0 ? 0 : at;
}
