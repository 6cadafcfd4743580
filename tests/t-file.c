/*
 * t-file.c - files that are whole, locks that hold, paths.
 */
#include "base/file.h"

#include "base/mem.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct place {
	char dir[64];
	char *file;
	struct err err;
};

static int
place_open(void **state)
{
	struct place *p = xcalloc(1, sizeof(*p));

	snprintf(p->dir, sizeof(p->dir), "/tmp/t-file-XXXXXX");
	if (!mkdtemp(p->dir))
		return -1;
	p->file = file_join(p->dir, "file");
	*state = p;
	return 0;
}

/* What a test leaves behind is a mistake: rmdir() fails then. */
static int
place_close(void **state)
{
	struct place *p = *state;
	int failed;

	unlink(p->file);
	failed = rmdir(p->dir);
	free(p->file);
	free(p);
	return failed;
}

static void
what_is_written_is_read(void **state)
{
	static const char content[] = "医保\n\0end";
	struct place *p = *state;
	struct slice s = { content, sizeof(content) };
	struct buf out = BUF_INIT;
	struct stat info;

	assert_int_equal(file_write(p->file, slice_of("before"), 0644,
	    &p->err), ST_OK);
	umask(077);
	assert_int_equal(file_write(p->file, s, 0640, &p->err), ST_OK);
	assert_int_equal(stat(p->file, &info), 0);
	assert_int_equal(info.st_mode & 07777, 0640);
	buf_add_text(&out, "x");
	assert_int_equal(file_read(p->file, sizeof(content), &out, &p->err),
	    ST_OK);
	assert_int_equal(out.bytes, 1 + sizeof(content));
	assert_memory_equal(out.text + 1, content, sizeof(content));
	buf_release(&out);
	assert_int_equal(file_sync(p->file, &p->err), ST_OK);
	assert_int_equal(file_sync_dir(p->dir, &p->err), ST_OK);
}

static void
a_limit_is_kept(void **state)
{
	struct place *p = *state;
	struct buf out = BUF_INIT, big = BUF_INIT;

	for (int i = 0; i < 200000; i++)
		buf_add_char(&big, (char)('a' + i % 26));
	assert_int_equal(file_write(p->file, buf_slice(&big), 0600, &p->err),
	    ST_OK);
	buf_add_text(&out, "kept");
	assert_int_equal(file_read(p->file, 199999, &out, &p->err),
	    ST_INVALID);
	assert_non_null(strstr(p->err.text, "199999"));
	assert_string_equal(buf_text(&out), "kept");
	buf_reset(&out);
	assert_int_equal(file_read(p->file, 200000, &out, &p->err), ST_OK);
	assert_true(slice_equal(buf_slice(&out), buf_slice(&big)));
	buf_release(&out);
	buf_release(&big);
}

static void
only_regular_files_are_read(void **state)
{
	struct place *p = *state;
	struct buf out = BUF_INIT;

	assert_int_equal(file_read(p->file, 9, &out, &p->err), ST_NOT_FOUND);
	assert_non_null(strstr(p->err.text, p->file));
	assert_int_equal(file_read(p->dir, 9, &out, &p->err), ST_INVALID);
	assert_int_equal(file_read("/dev/null", 9, &out, &p->err),
	    ST_INVALID);
	assert_int_equal(mkfifo(p->file, 0600), 0);
	assert_int_equal(file_read(p->file, 9, &out, &p->err), ST_INVALID);
	assert_int_equal(out.bytes, 0);
	buf_release(&out);
}

static size_t
entries(const char *dir)
{
	DIR *d = opendir(dir);
	size_t n = 0;

	assert_non_null(d);
	while (readdir(d))
		n++;
	closedir(d);
	return n - 2;			/* "." and ".." */
}

static void
a_failed_write_leaves_nothing(void **state)
{
	struct place *p = *state;
	char *below = file_join(p->file, "below");

	assert_int_equal(mkdir(p->file, 0700), 0);
	assert_int_equal(file_write(p->file, slice_of("x"), 0600, &p->err),
	    ST_IO);
	assert_int_equal(entries(p->dir), 1);
	assert_int_equal(rmdir(p->file), 0);
	assert_int_equal(file_write(below, slice_of("x"), 0600, &p->err),
	    ST_IO);
	assert_false(file_exists(below));
	free(below);
}

static void
folders_and_those_above(void **state)
{
	struct place *p = *state;
	char *deep = xasprintf("%s/a/b//c/", p->dir);
	char *up[] = {
		file_join(p->dir, "a/b/c"), file_join(p->dir, "a/b"),
		file_join(p->dir, "a"),
	};

	assert_int_equal(file_make_dir(deep, 0700, &p->err), ST_OK);
	assert_int_equal(file_make_dir(deep, 0700, &p->err), ST_OK);
	assert_int_equal(file_make_dir("/", 0700, &p->err), ST_OK);
	assert_int_equal(file_make_dir(".", 0700, &p->err), ST_OK);
	for (size_t i = 0; i < COUNT(up); i++) {
		assert_int_equal(rmdir(up[i]), 0);
		free(up[i]);
	}
	free(deep);
	assert_int_equal(file_write(p->file, slice_of(""), 0600, &p->err),
	    ST_OK);
	assert_int_equal(file_make_dir(p->file, 0700, &p->err), ST_IO);
	deep = file_join(p->file, "below");
	assert_int_equal(file_make_dir(deep, 0700, &p->err), ST_IO);
	free(deep);
}

static void
paths_are_joined_and_parted(void **state)
{
	static const struct {
		const char *path, *dir;
	} dirs[] = {
		{ "", "." }, { "a", "." }, { "a/", "." }, { "a/b", "a" },
		{ "a//b//", "a" }, { "/", "/" }, { "//", "/" },
		{ "/a", "/" }, { "/a/b", "/a" }, { "./a", "." },
	};
	static const struct {
		const char *dir, *name, *path;
	} joins[] = {
		{ "a", "b", "a/b" }, { "a/", "b", "a/b" }, { "", "b", "b" },
		{ "/", "b", "/b" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(dirs); i++) {
		char *dir = file_dir(dirs[i].path);

		assert_string_equal(dir, dirs[i].dir);
		free(dir);
	}
	for (size_t i = 0; i < COUNT(joins); i++) {
		char *path = file_join(joins[i].dir, joins[i].name);

		assert_string_equal(path, joins[i].path);
		free(path);
	}
}

static void
a_lock_has_one_holder(void **state)
{
	struct place *p = *state;
	char *pid = xasprintf("process %ld since 2", (long)getpid());
	struct buf out = BUF_INIT;
	int fd, other;

	assert_int_equal(file_lock(&fd, p->file, false, &p->err), ST_OK);
	assert_int_equal(file_lock(&other, p->file, false, &p->err), ST_BUSY);
	assert_int_equal(other, -1);
	assert_non_null(strstr(p->err.text, p->file));
	assert_non_null(strstr(p->err.text, pid));
	file_unlock(other);
	file_unlock(fd);
	assert_int_equal(file_read(p->file, 9, &out, &p->err), ST_OK);
	assert_int_equal(out.bytes, 0);
	assert_int_equal(file_lock(&fd, p->file, true, &p->err), ST_OK);
	file_unlock(fd);
	buf_release(&out);
	free(pid);
}

/* The child holds it and is killed by the pipe's end. */
static void
a_lock_ends_with_its_process(void **state)
{
	struct place *p = *state;
	int ready[2], fd, status;
	char c;
	pid_t pid;

	assert_int_equal(pipe(ready), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		enum status st = file_lock(&fd, p->file, false, &p->err);

		_exit(st != ST_OK || write(ready[1], "x", 1) != 1 ||
		    pause() != 0);
	}
	assert_int_equal(read(ready[0], &c, 1), 1);
	assert_int_equal(file_lock(&fd, p->file, false, &p->err), ST_BUSY);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(file_lock(&fd, p->file, true, &p->err), ST_OK);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	file_unlock(fd);
	close(ready[0]);
	close(ready[1]);
}

static void
a_lock_follows_no_link(void **state)
{
	struct place *p = *state;
	int fd;

	assert_int_equal(symlink("/tmp/t-file-nowhere", p->file), 0);
	assert_int_equal(file_lock(&fd, p->file, false, &p->err), ST_IO);
	assert_false(file_exists("/tmp/t-file-nowhere"));
}

static void
the_place_of_a_file_counts(void **state)
{
	(void)state;
	assert_false(file_on_network("/proc"));
	assert_int_equal(file_on_network("/proc/no/such/thing"),
	    file_on_network("/proc"));
	assert_int_equal(file_on_network("no-such-file"),
	    file_on_network("."));
}

int
main(void)
{
#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, place_open, \
    place_close)
	const struct CMUnitTest tests[] = {
		IN_PLACE(what_is_written_is_read),
		IN_PLACE(a_limit_is_kept),
		IN_PLACE(only_regular_files_are_read),
		IN_PLACE(a_failed_write_leaves_nothing),
		IN_PLACE(folders_and_those_above),
		cmocka_unit_test(paths_are_joined_and_parted),
		IN_PLACE(a_lock_has_one_holder),
		IN_PLACE(a_lock_ends_with_its_process),
		IN_PLACE(a_lock_follows_no_link),
		cmocka_unit_test(the_place_of_a_file_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
