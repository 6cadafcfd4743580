/*
 * kill-at.c - preloaded into a program, ends it as by kill -9 at the n-th
 * call that changes a file system: KILL_AT. Without it, counts the calls into
 * the file KILL_COUNT.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long calls, at = -1;

static void
report(void)
{
	const char *path = getenv("KILL_COUNT");
	FILE *f = path ? fopen(path, "w") : NULL;

	if (!f)
		return;
	fprintf(f, "%ld\n", calls);
	fclose(f);
}

static void
count(void)
{
	if (at < 0) {
		const char *n = getenv("KILL_AT");

		at = n ? atol(n) : 0;
		if (at == 0)
			atexit(report);
	}
	if (++calls == at)
		kill(getpid(), SIGKILL);
}

#define WRAP(type, name, parameters, arguments) \
type \
name parameters \
{ \
	static type (*real) parameters; \
\
	if (!real) \
		real = (type (*) parameters)dlsym(RTLD_NEXT, #name); \
	count(); \
	return real arguments; \
}

WRAP(ssize_t, pwrite, (int fd, const void *b, size_t n, off_t o),
    (fd, b, n, o))
WRAP(ssize_t, pwrite64, (int fd, const void *b, size_t n, off64_t o),
    (fd, b, n, o))
WRAP(int, fsync, (int fd), (fd))
WRAP(int, fdatasync, (int fd), (fd))
WRAP(int, ftruncate, (int fd, off_t n), (fd, n))
WRAP(int, ftruncate64, (int fd, off64_t n), (fd, n))
WRAP(int, rename, (const char *from, const char *to), (from, to))
WRAP(int, symlink, (const char *to, const char *path), (to, path))
WRAP(int, unlink, (const char *path), (path))
WRAP(int, unlinkat, (int dir, const char *path, int flags),
    (dir, path, flags))

/* What is printed changes no file system of ours. */
ssize_t
write(int fd, const void *bytes, size_t n)
{
	static ssize_t (*real)(int, const void *, size_t);

	if (!real)
		real = (ssize_t (*)(int, const void *, size_t))dlsym(
		    RTLD_NEXT, "write");
	if (fd > 2)
		count();
	return real(fd, bytes, n);
}
