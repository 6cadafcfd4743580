/*
 * screen.c - ncurses paints, we read: the terminal's bytes go through
 * keys.h, so that a paste, an Esc and a lost line can be told apart.
 *
 * Signals are blocked and read from a descriptor beside the terminal's, so
 * nothing happens at an unforeseen moment. Only a crash has a handler; what it
 * needs stands in screen_crash.c.
 */
#include "tui/screen.h"
#include "tui/screen_crash.h"
#include "tui/screen_out.h"
#include "tui/screen_paint.h"

#include "base/intl.h"
#include "base/mem.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <term.h>
#include <unistd.h>

#define READ_BYTES 16384
#define PASTE_ON "\033[?2004h"
#define MOUSE_ON "\033[?1000h\033[?1006h"

struct screen {
	SCREEN *curses;
	struct outlet *out;
	struct paint *paint;
	struct keys keys;
	sigset_t before;
	int signals;			/* signalfd */
	int rows, cols;
	int watched;			/* -1: none */
	bool lost, mouse;
	enum screen_event event;	/* of a signal, not yet told */
};

static const struct {
	const char *name;
	struct key key;
} terminfo_keys[] = {
	{ "kcuu1", { K_UP, 0 } }, { "kcud1", { K_DOWN, 0 } },
	{ "kcub1", { K_LEFT, 0 } }, { "kcuf1", { K_RIGHT, 0 } },
	{ "khome", { K_HOME, 0 } }, { "kend", { K_END, 0 } },
	{ "kpp", { K_PAGE_UP, 0 } }, { "knp", { K_PAGE_DOWN, 0 } },
	{ "kich1", { K_INSERT, 0 } }, { "kdch1", { K_DELETE, 0 } },
	{ "kcbt", { K_TAB, KEY_SHIFT_BIT } },
	{ "kf1", { K_F1, 0 } }, { "kf2", { K_F2, 0 } },
	{ "kf3", { K_F3, 0 } }, { "kf4", { K_F4, 0 } },
	{ "kf5", { K_F5, 0 } }, { "kf6", { K_F6, 0 } },
	{ "kf7", { K_F7, 0 } }, { "kf8", { K_F8, 0 } },
	{ "kf9", { K_F9, 0 } }, { "kf10", { K_F10, 0 } },
	{ "kf11", { K_F11, 0 } }, { "kf12", { K_F12, 0 } },
};

static const int signals_read[] = { SIGHUP, SIGTERM, SIGINT, SIGWINCH,
	SIGTSTP, SIGCONT };

/* The capability's text, or NULL. */
static const char *
capability(const char *name)
{
	char writable[16];
	const char *text;

	memcpy(writable, name, strlen(name) + 1);
	text = tigetstr(writable);
	return text == (char *)-1 || !text || !*text ? NULL : text;
}

static enum status
terminal_check(struct err *err)
{
	const char *term = getenv("TERM");
	int rc = 0;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return fail(err, ST_INVALID, "the screen needs a terminal; "
		    "the subcommands work without one");
	if (setupterm(NULL, STDOUT_FILENO, &rc) != OK)
		return fail(err, ST_INVALID, "the terminal \"%s\" is not "
		    "known here; set TERM, for example to xterm-256color",
		    term ? term : "");
	if (!capability("cup"))
		return fail(err, ST_INVALID, "the terminal \"%s\" cannot "
		    "move its cursor; the subcommands work on it",
		    term ? term : "");
	return ST_OK;
}

static void
signals_block(struct screen *s)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < COUNT(signals_read); i++)
		sigaddset(&set, signals_read[i]);
	sigprocmask(SIG_BLOCK, &set, &s->before);
	s->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void
send(const char *text)
{
	size_t left = strlen(text);
	ssize_t n = 1;

	while (left > 0 && n > 0) {
		n = write(STDOUT_FILENO, text, left);
		if (n > 0) {
			text += n;
			left -= (size_t)n;
		}
	}
}

/* Modes beside those curses keeps. */
static void
modes_on(void)
{
	const char *keypad_on = capability("smkx");

	send(PASTE_ON);
	if (keypad_on)
		send(keypad_on);
}

enum status
screen_open(struct screen **out, const struct theme *theme, struct err *err)
{
	struct screen *s;

	if (terminal_check(err) != ST_OK)
		return err->status;
	crash_prepare();
	s = xcalloc(1, sizeof(*s));
	s->watched = -1;
	keys_init(&s->keys);
	for (size_t i = 0; i < COUNT(terminfo_keys); i++) {
		const char *bytes = capability(terminfo_keys[i].name);

		if (bytes)
			keys_sequence(&s->keys, bytes, terminfo_keys[i].key);
	}
	signals_block(s);
	s->out = out_open();
	s->curses = s->out ? newterm(NULL, out_file(s->out), stdin) : NULL;
	if (!s->curses) {
		screen_close(s);
		return fail(err, ST_INVALID, "the terminal cannot be used");
	}
	raw();
	noecho();
	nonl();
	typeahead(-1);
	leaveok(stdscr, FALSE);
	curs_set(1);
	getmaxyx(stdscr, s->rows, s->cols);
	s->paint = paint_new(theme);
	modes_on();
	*out = s;
	return ST_OK;
}

void
screen_close(struct screen *s)
{
	if (!s)
		return;
	crash_restore();
	if (s->curses) {
		endwin();
		delscreen(s->curses);
	}
	out_close(s->out);
	paint_free(s->paint);
	keys_release(&s->keys);
	if (s->signals > 0)
		close(s->signals);
	sigprocmask(SIG_SETMASK, &s->before, NULL);
	free(s);
}

void
screen_set_theme(struct screen *s, const struct theme *theme)
{
	paint_free(s->paint);
	s->paint = paint_new(theme);
}

void
screen_set_mouse(struct screen *s, bool on)
{
	s->mouse = on;
	send(on ? MOUSE_ON : MOUSE_OFF);
}

void
screen_size(const struct screen *s, int *rows, int *cols)
{
	*rows = s->rows;
	*cols = s->cols;
}

void
screen_flush(struct screen *s, const struct canvas *c)
{
	out_hold(s->out);
	paint_canvas(s->paint, c);
	out_send(s->out);
}

void
screen_repaint(struct screen *s)
{
	paint_forget(s->paint);
	clearok(curscr, TRUE);
}

static void
size_follow(struct screen *s)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
	    size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
	getmaxyx(stdscr, s->rows, s->cols);
	screen_repaint(s);
}

static void
terminal_again(struct screen *s)
{
	reset_prog_mode();
	raw();
	noecho();
	nonl();
	modes_on();
	if (s->mouse)
		send(MOUSE_ON);
	size_follow(s);
}

void
screen_suspend(struct screen *s)
{
	sigset_t stop;

	crash_restore();
	endwin();
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	signal(SIGTSTP, SIG_DFL);
	kill(0, SIGTSTP);		/* the shell's whole job */
	sigprocmask(SIG_UNBLOCK, &stop, NULL);	/* stops here */
	sigprocmask(SIG_BLOCK, &stop, NULL);
	terminal_again(s);
}

/* What a signal asks for; the later of two that are alike is enough. */
static void
signals_take(struct screen *s)
{
	struct signalfd_siginfo info;

	while (read(s->signals, &info, sizeof(info)) == sizeof(info)) {
		switch (info.ssi_signo) {
		case SIGHUP:
			s->lost = true;
			break;
		case SIGTERM:
		case SIGINT:
			s->event = SCREEN_TERMINATED;
			break;
		case SIGTSTP:
			screen_suspend(s);
			if (s->event == SCREEN_TIMEOUT)
				s->event = SCREEN_CONTINUED;
			break;
		case SIGCONT:
			terminal_again(s);
			if (s->event == SCREEN_TIMEOUT)
				s->event = SCREEN_CONTINUED;
			break;
		default:
			size_follow(s);
			if (s->event == SCREEN_TIMEOUT)
				s->event = SCREEN_RESIZED;
		}
	}
}

static void
terminal_read(struct screen *s)
{
	char bytes[READ_BYTES];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes));

	if (n > 0)
		keys_feed(&s->keys, bytes, (size_t)n);
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		s->lost = true;
}

/* Waits for bytes or a signal; false when the time is over. */
static bool
wait_any(struct screen *s, int ms)
{
	struct pollfd fds[3] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = s->signals, .events = POLLIN },
		{ .fd = s->watched, .events = POLLIN },
	};
	int n = poll(fds, 3, ms);

	if (n <= 0)
		return n < 0 && errno == EINTR;
	if (fds[1].revents)
		signals_take(s);
	if (fds[0].revents & POLLIN)
		terminal_read(s);
	else if (fds[0].revents)
		s->lost = true;
	if (fds[2].revents && s->event == SCREEN_TIMEOUT)
		s->event = SCREEN_WATCHED;
	return true;
}

void
screen_watch(struct screen *s, int fd)
{
	s->watched = fd;
}

enum screen_event
screen_wait(struct screen *s, int ms, struct input *input)
{
	for (;;) {
		enum screen_event event = s->event;
		int held;

		s->event = SCREEN_TIMEOUT;
		if (s->lost)
			return SCREEN_LOST;
		if (event != SCREEN_TIMEOUT)
			return event;
		*input = keys_next(&s->keys);
		if (input->kind != INPUT_NONE && input->kind != INPUT_PARTIAL)
			return SCREEN_INPUT;
		held = keys_wait_ms(&s->keys);
		if (wait_any(s, held ? held : ms))
			continue;
		if (!held)
			return SCREEN_TIMEOUT;
		*input = keys_flush(&s->keys);
		return SCREEN_INPUT;
	}
}

bool
screen_busy(struct screen *s)
{
	struct pollfd fds[2] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = s->signals, .events = POLLIN },
	};

	return keys_pending(&s->keys) || s->lost || poll(fds, 2, 0) > 0;
}

static void
base64(struct buf *out, struct slice in)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < in.bytes; i += 3) {
		uint32_t three = 0;

		for (size_t k = 0; k < 3; k++)
			three = three << 8 | (i + k < in.bytes ?
			    (unsigned char)in.text[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			buf_add_char(out, i + k > in.bytes ? '=' :
			    digits[three >> (18 - 6 * k) & 63]);
	}
}

void
screen_copy(struct screen *s, struct slice text)
{
	struct buf out = BUF_INIT;

	(void)s;
	buf_add_text(&out, "\033]52;c;");
	base64(&out, text);
	buf_add_text(&out, "\a");
	send(buf_text(&out));
	buf_release(&out);
}
