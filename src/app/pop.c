/*
 * pop.c - the socket of a running screen, from both ends.
 *
 * The screen never waits for who is slow: a line that is not there within
 * moments is given up.
 */
#include "app/pop.h"

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define LINE_BYTES 128
#define TAKE_MS 200			/* what the screen waits for a line */
#define SEND_MS 2000			/* ... the sender for an answer */
#define BACKLOG 8

struct pop {
	int fd, peer;			/* -1: none */
	char *path;
};

/* The folder of sockets: ours, and closed to others. */
static enum status
folder(char **out, struct err *err)
{
	const char *runtime = getenv("XDG_RUNTIME_DIR");
	char *dir = runtime && *runtime ? file_join(runtime, "desk12345") :
	    xasprintf("/tmp/desk12345-%u", (unsigned)geteuid());
	enum status st = file_make_dir(dir, 0700, err);
	struct stat is;

	if (st == ST_OK && (lstat(dir, &is) != 0 || !S_ISDIR(is.st_mode) ||
	    is.st_uid != geteuid() || (is.st_mode & 077) != 0))
		st = fail(err, ST_DENIED, "%s is open to others, or is not "
		    "yours", dir);
	if (st == ST_OK)
		*out = dir;
	else
		free(dir);
	return st;
}

/* A name that is a person's and no path. */
static char *
socket_name(const char *person)
{
	struct buf name = BUF_INIT;

	for (const unsigned char *p = (const unsigned char *)person; *p; p++) {
		bool plain = (*p >= '0' && *p <= '9') || (*p >= 'a' &&
		    *p <= 'z') || (*p >= 'A' && *p <= 'Z') || *p == '-';

		if (plain)
			buf_add_char(&name, (char)*p);
		else
			buf_addf(&name, "_%02x", *p);
	}
	buf_add_text(&name, ".sock");
	return buf_detach(&name);
}

static enum status
address(const char *person, struct sockaddr_un *out, struct err *err)
{
	char *dir = NULL, *name = socket_name(person), *path = NULL;
	enum status st = folder(&dir, err);

	if (st == ST_OK)
		path = file_join(dir, name);
	if (path && strlen(path) >= sizeof(out->sun_path))
		st = fail(err, ST_INVALID, "the path %s is too long for a "
		    "socket", path);
	memset(out, 0, sizeof(*out));
	out->sun_family = AF_UNIX;
	if (st == ST_OK && path)
		memcpy(out->sun_path, path, strlen(path) + 1);
	free(path);
	free(name);
	free(dir);
	return st;
}

static bool
same_user(int fd)
{
	struct ucred who;
	socklen_t bytes = sizeof(who);

	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &bytes) == 0 &&
	    who.uid == geteuid();
}

static int
socket_new(void)
{
	return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

static bool
connects(int fd, const struct sockaddr_un *to)
{
	return connect(fd, (const struct sockaddr *)to, sizeof(*to)) == 0;
}

/* Does somebody listen there? */
static bool
alive(const struct sockaddr_un *at)
{
	int fd = socket_new();
	bool is = fd >= 0 && connects(fd, at);

	if (fd >= 0)
		close(fd);
	return is;
}

enum status
pop_open(struct pop **out, const char *person, struct err *err)
{
	struct sockaddr_un at;
	struct pop *p;
	mode_t before;
	enum status st = address(person, &at, err);
	int fd, bound;

	if (st != ST_OK)
		return st;
	if (alive(&at))
		return fail(err, ST_BUSY, "another screen of %s takes the "
		    "calls", person);
	(void)unlink(at.sun_path);	/* of one that is gone */
	fd = socket_new();
	before = umask(0177);
	bound = fd < 0 ? -1 : bind(fd, (const struct sockaddr *)&at,
	    sizeof(at));
	(void)umask(before);
	if (bound != 0 || listen(fd, BACKLOG) != 0) {
		st = fail_errno(err, ST_IO, "cannot listen at %s",
		    at.sun_path);
		if (fd >= 0)
			close(fd);
		return st;
	}
	p = xcalloc(1, sizeof(*p));
	*p = (struct pop){ fd, -1, xstrdup(at.sun_path) };
	*out = p;
	return ST_OK;
}

static void
peer_close(struct pop *p)
{
	if (p->peer >= 0)
		close(p->peer);
	p->peer = -1;
}

void
pop_close(struct pop *p)
{
	if (!p)
		return;
	peer_close(p);
	close(p->fd);
	(void)unlink(p->path);
	free(p->path);
	free(p);
}

int
pop_fd(const struct pop *p)
{
	return p->fd;
}

/* A line, without its end; false when it does not come within @ms. */
static bool
line_read(int fd, int ms, char out[LINE_BYTES])
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };
	size_t used = 0;
	ssize_t n;

	while (used + 1 < LINE_BYTES && poll(&wait, 1, ms) > 0) {
		n = read(fd, out + used, LINE_BYTES - 1 - used);
		if (n <= 0)
			break;
		used += (size_t)n;
		out[used] = '\0';
		if (strchr(out, '\n')) {
			*strchr(out, '\n') = '\0';
			return true;
		}
	}
	return false;
}

static bool
line_write(int fd, const char *text)
{
	size_t bytes = strlen(text);

	return send(fd, text, bytes, MSG_NOSIGNAL) == (ssize_t)bytes;
}

static void
word_keep(struct slice word, char *out, size_t room)
{
	size_t bytes = word.bytes < room ? word.bytes : room - 1;

	if (slice_is(word, "-"))
		bytes = 0;
	memcpy(out, word.text, bytes);
	out[bytes] = '\0';
}

bool
pop_take(struct pop *p, struct pop_call *out)
{
	char line[LINE_BYTES];
	struct slice rest;

	peer_close(p);
	p->peer = accept4(p->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (p->peer < 0)
		return false;
	if (!same_user(p->peer) || !line_read(p->peer, TAKE_MS, line)) {
		peer_close(p);
		return false;
	}
	rest = slice_of(line);
	if (!slice_is(slice_word(&rest), "pop")) {
		pop_answer(p, "unknown");
		return false;
	}
	word_keep(slice_word(&rest), out->phone, sizeof(out->phone));
	word_keep(slice_word(&rest), out->id, sizeof(out->id));
	return true;
}

void
pop_answer(struct pop *p, const char *word)
{
	char line[LINE_BYTES];

	snprintf(line, sizeof(line), "%s\n", word);
	if (p->peer >= 0)
		(void)line_write(p->peer, line);
	peer_close(p);
}

static const char *
or_dash(const char *text)
{
	return *text ? text : "-";
}

static enum status
talk(int fd, const struct pop_call *call, struct buf *answer,
    struct err *err)
{
	char line[LINE_BYTES];

	if (!same_user(fd))
		return fail(err, ST_DENIED, "the screen belongs to another "
		    "user");
	snprintf(line, sizeof(line), "pop %s %s\n", or_dash(call->phone),
	    or_dash(call->id));
	if (!line_write(fd, line) || !line_read(fd, SEND_MS, line))
		return fail(err, ST_BUSY, "the screen does not answer");
	buf_add_text(answer, line);
	return ST_OK;
}

enum status
pop_send(const char *person, const struct pop_call *call,
    struct buf *answer, struct err *err)
{
	struct sockaddr_un to;
	enum status st = address(person, &to, err);
	int fd;

	if (st != ST_OK)
		return st;
	fd = socket_new();
	if (fd < 0)
		return fail_errno(err, ST_IO, "no socket");
	if (connects(fd, &to))
		st = talk(fd, call, answer, err);
	else
		st = fail(err, ST_NOT_FOUND, "no screen of %s is running",
		    person);
	close(fd);
	return st;
}
