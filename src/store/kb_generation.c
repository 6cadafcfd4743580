/*
 * kb_generation.c - the folder of a base: kb-<number>.db and the link to the
 * one in force. Knows names and links, nothing of what is in the files.
 */
#include "store/kb_generation.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/kb_build.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME_START "kb-"
#define NAME_END ".db"
#define NEW_START ".kb-"
#define LINK_START ".current-"

char *
kb_path(const char *dir, int64_t generation)
{
	return xasprintf("%s/" NAME_START "%lld" NAME_END, dir,
	    (long long)generation);
}

char *
kb_new_path(const char *dir, int64_t generation)
{
	return xasprintf("%s/" NEW_START "%lld-%ld" NAME_END, dir,
	    (long long)generation, (long)getpid());
}

char *
kb_spool_path(const char *dir)
{
	return kb_new_path(dir, 0);
}

/* The number in "kb-12.db"; 0 when it is no such name. */
static int64_t
name_number(const char *name)
{
	size_t start = strlen(NAME_START);
	char *end;
	long long n;

	if (strncmp(name, NAME_START, start) != 0 || name[start] < '1' ||
	    name[start] > '9')
		return 0;
	errno = 0;
	n = strtoll(name + start, &end, 10);
	return errno == 0 && strcmp(end, NAME_END) == 0 ? n : 0;
}

enum status
kb_current(const char *dir, int64_t *generation, struct err *err)
{
	char *link = file_join(dir, KB_LINK);
	char name[PATH_MAX];
	ssize_t n = readlink(link, name, sizeof(name) - 1);
	enum status st = ST_OK;

	*generation = 0;
	if (n >= 0) {
		name[n] = '\0';
		*generation = name_number(name);
		if (*generation == 0)
			st = fail(err, ST_INVALID, "%s points at %s, which "
			    "is no knowledge base", link, name);
	} else if (errno != ENOENT && errno != ENOTDIR) {
		st = fail_errno(err, ST_IO, "cannot read %s", link);
	}
	free(link);
	return st;
}

static int
number_cmp(const void *va, const void *vb)
{
	int64_t a = *(const int64_t *)va, b = *(const int64_t *)vb;

	return (a > b) - (a < b);
}

enum status
kb_generations(const char *dir, int64_t **list, size_t *count,
    int64_t *current, struct err *err)
{
	DIR *d = opendir(dir);
	size_t room = 0;

	*list = NULL;
	*count = 0;
	*current = 0;
	if (!d && errno == ENOENT)
		return ST_OK;
	if (!d)
		return fail_errno(err, ST_IO, "cannot read the folder %s",
		    dir);
	for (struct dirent *e = readdir(d); e; e = readdir(d)) {
		int64_t n = name_number(e->d_name);

		if (n == 0)
			continue;
		ARRAY_GROW(*list, *count + 1, room);
		(*list)[(*count)++] = n;
	}
	closedir(d);
	if (*count > 0)
		qsort(*list, *count, sizeof(**list), number_cmp);
	return kb_current(dir, current, err);
}

static enum status
swap_link(const char *dir, int64_t generation, struct err *err)
{
	char *name = xasprintf(NAME_START "%lld" NAME_END,
	    (long long)generation);
	char *fresh = xasprintf("%s/" LINK_START "%ld", dir, (long)getpid());
	char *link = file_join(dir, KB_LINK);
	enum status st = ST_OK;

	unlink(fresh);
	if (symlink(name, fresh) != 0)
		st = fail_errno(err, ST_IO, "cannot make the link %s", fresh);
	else if (rename(fresh, link) != 0)
		st = fail_errno(err, ST_IO, "cannot swap the link %s", link);
	if (st == ST_OK)
		st = file_sync_dir(dir, err);
	else
		unlink(fresh);
	free(name);
	free(fresh);
	free(link);
	return st;
}

enum status
kb_publish(const char *dir, int64_t generation, const char *new_path,
    struct err *err)
{
	char *path = kb_path(dir, generation);
	enum status st = file_sync(new_path, err);

	if (st == ST_OK && file_exists(path))
		st = fail(err, ST_CONFLICT, "%s is there already", path);
	if (st == ST_OK && rename(new_path, path) != 0)
		st = fail_errno(err, ST_IO, "cannot rename %s", new_path);
	if (st == ST_OK)
		st = file_sync_dir(dir, err);
	if (st == ST_OK)
		st = swap_link(dir, generation, err);
	free(path);
	return st;
}

enum status
kb_point(const char *dir, int64_t generation, struct err *err)
{
	char *path = kb_path(dir, generation);
	enum status st = ST_OK;

	if (!file_exists(path))
		st = fail(err, ST_NOT_FOUND, "there is no generation %lld in "
		    "%s", (long long)generation, dir);
	free(path);
	return st == ST_OK ? swap_link(dir, generation, err) : st;
}

/* What a build of a process that is gone has left. */
static bool
is_left_over(const char *name)
{
	const char *dash = strrchr(name, '-');
	long pid;

	if (!dash || (strncmp(name, NEW_START, strlen(NEW_START)) != 0 &&
	    strncmp(name, LINK_START, strlen(LINK_START)) != 0))
		return false;
	pid = strtol(dash + 1, NULL, 10);
	return pid > 0 && pid != (long)getpid() &&
	    kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

static enum status
prune_left_overs(const char *dir, struct err *err)
{
	DIR *d = opendir(dir);

	if (!d)
		return fail_errno(err, ST_IO, "cannot read the folder %s",
		    dir);
	for (struct dirent *e = readdir(d); e; e = readdir(d))
		if (is_left_over(e->d_name))
			unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
	return ST_OK;
}

enum status
kb_prune(const char *dir, size_t keep, struct err *err)
{
	int64_t *list, current;
	size_t n;
	enum status st = kb_generations(dir, &list, &n, &current, err);

	for (size_t i = 0; st == ST_OK && i + keep < n; i++) {
		char *path = kb_path(dir, list[i]);

		if (list[i] != current && unlink(path) != 0 &&
		    errno != ENOENT)
			st = fail_errno(err, ST_IO, "cannot remove %s", path);
		free(path);
	}
	free(list);
	return st == ST_OK ? prune_left_overs(dir, err) : st;
}
