/*
 * file.c - reads, writes, syncs and locks.
 *
 * Nothing here waits for a file that is not what it should be: everything is
 * opened without blocking, and only then looked at, so that no other file can
 * come between.
 */
#include "base/file.h"

#include "base/clock.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024, HOLDER_BYTES_MAX = 128 };

/*
 * Where locks and shared memory do not hold across hosts. The list is of those
 * to refuse, so that a new local file system works from the start. statfs(2)
 * and the kernel's sources name them.
 */
static const uint32_t elsewhere[] = {
	0x00006969,			/* nfs */
	0x0000517b,			/* smb */
	0xff534d42,			/* cifs */
	0xfe534d42,			/* smb2 */
	0x65735546,			/* fuse */
	0x01021997,			/* 9p */
	0x5346414f,			/* afs */
	0x6b414653,			/* kafs */
	0x00c36400,			/* ceph */
	0x73757245,			/* coda */
	0x0000564c,			/* ncp */
	0x47504653,			/* gpfs */
	0x0bd00bd0,			/* lustre */
	0x01161970,			/* gfs2 */
	0x7461636f,			/* ocfs2 */
	0x19830326,			/* beegfs */
	0x786f4256,			/* vboxsf */
	0xbacbacbc,			/* vmhgfs */
};

static enum status
open_regular(int *fd, const char *path, struct stat *info, struct err *err)
{
	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (*fd < 0)
		return fail_errno(err, errno == ENOENT ? ST_NOT_FOUND : ST_IO,
		    "cannot open %s", path);
	if (fstat(*fd, info) != 0)
		return fail_errno(err, ST_IO, "cannot read %s", path);
	if (!S_ISREG(info->st_mode))
		return fail(err, ST_INVALID, "%s is not a regular file", path);
	return ST_OK;
}

static ssize_t
read_some(int fd, void *out, size_t bytes)
{
	ssize_t n = read(fd, out, bytes);

	while (n < 0 && errno == EINTR)
		n = read(fd, out, bytes);
	return n;
}

/* To the end and not by the size: the file may be growing, or in /proc. */
static enum status
read_all(int fd, const char *path, size_t max, struct buf *out,
    struct err *err)
{
	size_t before = out->bytes;

	for (;;) {
		ssize_t n;

		if (out->bytes - before > max)
			return fail(err, ST_INVALID, "%s has more than %zu "
			    "bytes", path, max);
		buf_reserve(out, READ_BYTES);
		n = read_some(fd, out->text + out->bytes, READ_BYTES);
		if (n < 0)
			return fail_errno(err, ST_IO, "cannot read %s", path);
		if (n == 0)
			return ST_OK;
		out->bytes += (size_t)n;
		out->text[out->bytes] = '\0';
	}
}

enum status
file_read(const char *path, size_t max, struct buf *out, struct err *err)
{
	size_t before = out->bytes;
	struct stat info = { 0 };
	int fd;
	enum status st = open_regular(&fd, path, &info, err);

	if (st == ST_OK && info.st_size > 0 && (uintmax_t)info.st_size <= max)
		buf_reserve(out, (size_t)info.st_size + READ_BYTES);
	if (st == ST_OK)
		st = read_all(fd, path, max, out, err);
	if (st != ST_OK)
		buf_cut(out, before);
	if (fd >= 0)
		close(fd);
	return st;
}

static bool
write_all(int fd, struct slice s)
{
	while (s.bytes > 0) {
		ssize_t n = write(fd, s.text, s.bytes);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		s.text += n;
		s.bytes -= (size_t)n;
	}
	return true;
}

enum status
file_put(int fd, struct slice content, const char *path, struct err *err)
{
	if (write_all(fd, content))
		return ST_OK;
	return fail_errno(err, errno == ENOSPC || errno == EDQUOT ? ST_FULL :
	    ST_IO, "cannot write %s", path);
}

/* Not tried again after EINTR: Linux has closed it then. */
static bool
close_well(int fd)
{
	return close(fd) == 0 || errno == EINTR;
}

/* Fills the temporary file and gives it its rights; closes it. */
static enum status
write_temporary(int fd, const char *path, struct slice content, mode_t mode,
    struct err *err)
{
	bool well = write_all(fd, content) && fchmod(fd, mode) == 0 &&
	    fsync(fd) == 0;
	int number = errno;

	if (!close_well(fd) && well) {
		well = false;
		number = errno;
	}
	errno = number;
	return well ? ST_OK :
	    fail_errno(err, ST_IO, "cannot write %s", path);
}

static enum status
sync_above(const char *path, struct err *err)
{
	char *dir = file_dir(path);
	enum status st = file_sync_dir(dir, err);

	free(dir);
	return st;
}

enum status
file_write(const char *path, struct slice content, mode_t mode,
    struct err *err)
{
	char *temporary = xasprintf("%s.XXXXXX", path);
	int fd = mkostemp(temporary, O_CLOEXEC);
	enum status st;

	if (fd < 0) {
		st = fail_errno(err, ST_IO, "cannot write %s", path);
		free(temporary);
		return st;
	}
	st = write_temporary(fd, path, content, mode, err);
	if (st == ST_OK && rename(temporary, path) != 0)
		st = fail_errno(err, ST_IO, "cannot write %s", path);
	if (st == ST_OK)
		st = sync_above(path, err);
	else
		unlink(temporary);
	free(temporary);
	return st;
}

static bool
is_dir(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* mkdir() says EEXIST also of a file, and EROFS of a folder that is there. */
enum status
file_make_dir(const char *path, mode_t mode, struct err *err)
{
	enum status st = ST_OK;
	char *above;

	if (is_dir(path))
		return ST_OK;
	above = file_dir(path);
	if (strcmp(above, path) != 0)
		st = file_make_dir(above, mode, err);
	free(above);
	if (st == ST_OK && mkdir(path, mode) != 0 && !is_dir(path))
		st = fail_errno(err, ST_IO, "cannot make the folder %s", path);
	return st;
}

static enum status
sync_flags(const char *path, int flags, struct err *err)
{
	int fd = open(path, flags | O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	enum status st = ST_OK;

	if (fd < 0)
		return fail_errno(err, ST_IO, "cannot open %s", path);
	while (st == ST_OK && fsync(fd) != 0) {
		if (errno == EINTR)
			continue;
		/* a file system that cannot sync folders keeps order itself */
		if (errno == EINVAL && (flags & O_DIRECTORY))
			break;
		st = fail_errno(err, ST_IO, "cannot sync %s", path);
	}
	close(fd);
	return st;
}

enum status
file_sync(const char *path, struct err *err)
{
	return sync_flags(path, 0, err);
}

enum status
file_sync_dir(const char *path, struct err *err)
{
	return sync_flags(path, O_DIRECTORY, err);
}

bool
file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

char *
file_join(const char *dir, const char *name)
{
	size_t n = strlen(dir);
	bool slash = n > 0 && dir[n - 1] != '/';

	return xasprintf("%s%s%s", dir, slash ? "/" : "", name);
}

/* As dirname(1): "a" is in ".", "/a" and "/" are in "/", "a/b/" in "a". */
char *
file_dir(const char *path)
{
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/')
		n--;
	while (n > 0 && path[n - 1] != '/')
		n--;
	while (n > 1 && path[n - 1] == '/')
		n--;
	return n == 0 ? xstrdup(".") : xstrndup(path, n);
}

static void
holder_write(int fd)
{
	const struct clock running = { 0 };
	char since[CLOCK_TEXT_BYTES];
	char *text = xasprintf("%ld %s\n", (long)getpid(),
	    clock_text(clock_now(&running), CLOCK_ISO, since));

	/* only for people: the lock holds without it */
	if (ftruncate(fd, 0) == 0)
		write_all(fd, slice_of(text));
	free(text);
}

static enum status
held(int fd, const char *path, struct err *err)
{
	char text[HOLDER_BYTES_MAX];
	ssize_t n = read_some(fd, text, sizeof(text));
	struct slice rest = { text, n > 0 ? (size_t)n : 0 };
	struct slice pid = slice_word(&rest), since = slice_word(&rest);

	if (since.bytes == 0)
		return fail(err, ST_BUSY, "%s is locked by another process",
		    path);
	return fail(err, ST_BUSY, "%s is locked by process %.*s since %.*s",
	    path, (int)pid.bytes, pid.text, (int)since.bytes, since.text);
}

enum status
file_lock(int *fd, const char *path, bool wait, struct err *err)
{
	int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW |
	    O_NONBLOCK, 0600);
	enum status st = ST_OK;

	*fd = -1;
	if (lock < 0)
		return fail_errno(err, ST_IO, "cannot open the lock file %s",
		    path);
	while (st == ST_OK && flock(lock, wait ? LOCK_EX :
	    LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			st = held(lock, path, err);
		else if (errno != EINTR)
			st = fail_errno(err, ST_IO, "cannot lock %s", path);
	}
	if (st != ST_OK) {
		close(lock);
		return st;
	}
	holder_write(lock);
	*fd = lock;
	return ST_OK;
}

void
file_unlock(int fd)
{
	int n;

	if (fd < 0)
		return;
	n = ftruncate(fd, 0);		/* an old name in it does no harm */
	(void)n;
	close(fd);
}

/* What is not made yet will be where the folder above it is. */
bool
file_on_network(const char *path)
{
	struct statfs info;
	bool found = false;

	if (statfs(path, &info) != 0) {
		char *above = file_dir(path);

		if (strcmp(above, path) != 0)
			found = file_on_network(above);
		free(above);
		return found;
	}
	for (size_t i = 0; i < COUNT(elsewhere); i++)
		found = found || (uint32_t)info.f_type == elsewhere[i];
	return found;
}
