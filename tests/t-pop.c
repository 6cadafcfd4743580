/* t-pop.c - a call that rings, from the sender to the screen and back. */
#include "app/pop.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct world {
	char dir[64];
	struct pop *pop;
	struct err err;
};

static int
setup(void **state)
{
	struct world *w = xcalloc(1, sizeof(*w));
	const char *tmp = getenv("TMPDIR");

	snprintf(w->dir, sizeof(w->dir), "%.40s/pop-XXXXXX",
	    tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(w->dir));
	setenv("XDG_RUNTIME_DIR", w->dir, 1);
	if (pop_open(&w->pop, "chen", &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	*state = w;
	return 0;
}

static int
teardown(void **state)
{
	struct world *w = *state;
	char path[128];

	pop_close(w->pop);
	snprintf(path, sizeof(path), "%s/desk12345", w->dir);
	assert_int_equal(rmdir(path), 0);	/* no socket is left */
	assert_int_equal(rmdir(w->dir), 0);
	free(w);
	return 0;
}

/* The sender, in a process of its own: 0 when it was answered so. */
static pid_t
sender(const char *person, const char *phone, const char *want)
{
	pid_t pid = fork();

	if (pid == 0) {
		struct pop_call call = { "", "77" };
		struct buf answer = BUF_INIT;
		struct err err = ERR_INIT;
		enum status st;

		snprintf(call.phone, sizeof(call.phone), "%s", phone);
		st = pop_send(person, &call, &answer, &err);
		_exit(st == ST_OK && strcmp(buf_text(&answer), want) == 0 ?
		    0 : 1);
	}
	return pid;
}

static int
ended(pid_t pid)
{
	int status = -1;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Until the sender is there; the listener does not block. */
static bool
take(struct pop *p, struct pop_call *call)
{
	for (int i = 0; i < 2000; i++) {
		if (pop_take(p, call))
			return true;
		usleep(1000);
	}
	return false;
}

static void
call_and_answer(void **state)
{
	static const char *const phones[] = { "13812345678", "" };
	struct world *w = *state;
	struct pop_call call;

	for (size_t i = 0; i < COUNT(phones); i++) {
		pid_t pid = sender("chen", phones[i], "waits");

		assert_true(take(w->pop, &call));
		assert_string_equal(call.phone, phones[i]);
		assert_string_equal(call.id, "77");
		pop_answer(w->pop, "waits");
		assert_int_equal(ended(pid), 0);
	}
}

static void
nobody_else_is_called(void **state)
{
	struct world *w = *state;
	struct pop_call call = { "13812345678", "" };
	struct buf answer = BUF_INIT;

	assert_int_equal(pop_send("li", &call, &answer, &w->err),
	    ST_NOT_FOUND);
	assert_int_equal(answer.bytes, 0);
	assert_false(pop_take(w->pop, &call));
}

static void
one_screen_listens(void **state)
{
	struct world *w = *state;
	struct pop *second = NULL;

	assert_int_equal(pop_open(&second, "chen", &w->err), ST_BUSY);
	assert_int_equal(pop_open(&second, "../chen", &w->err), ST_OK);
	pop_close(second);
}

/* What a killed screen leaves behind is in nobody's way. */
static void
dead_sockets_give_way(void **state)
{
	struct world *w = *state;
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	struct pop *p = NULL;
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(at.sun_path, sizeof(at.sun_path), "%s/desk12345/wang.sock",
	    w->dir);
	assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	close(fd);
	assert_int_equal(pop_open(&p, "wang", &w->err), ST_OK);
	pop_close(p);
}

static void
open_folders_are_refused(void **state)
{
	struct world *w = *state;
	struct pop *p = NULL;
	char path[128];

	snprintf(path, sizeof(path), "%s/desk12345", w->dir);
	assert_int_equal(chmod(path, 0755), 0);
	assert_int_equal(pop_open(&p, "wang", &w->err), ST_DENIED);
	assert_int_equal(chmod(path, 0700), 0);
}

/* One that connects and says nothing, or nonsense, holds nothing up. */
static void
nonsense_is_passed_over(void **state)
{
	static const char *const lines[] = { "", "hello\n", "\n",
		"pop 1 2 3 4 no end", "pop\n" };
	struct world *w = *state;
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	struct pop_call call;

	snprintf(at.sun_path, sizeof(at.sun_path), "%s/desk12345/chen.sock",
	    w->dir);
	for (size_t i = 0; i < COUNT(lines); i++) {
		int fd = socket(AF_UNIX, SOCK_STREAM, 0);

		assert_int_equal(connect(fd, (struct sockaddr *)&at,
		    sizeof(at)), 0);
		assert_int_equal(write(fd, lines[i], strlen(lines[i])),
		    strlen(lines[i]));
		if (pop_take(w->pop, &call))
			assert_string_equal(call.phone, "");
		close(fd);
	}
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(call_and_answer),
		T(nobody_else_is_called),
		T(one_screen_listens),
		T(dead_sockets_give_way),
		T(open_folders_are_refused),
		T(nonsense_is_passed_over),
	};
#undef T

	return cmocka_run_group_tests(tests, NULL, NULL);
}
