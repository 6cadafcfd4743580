/*
 * screen_crash.c - plain writes that put the terminal back.
 *
 * Everything is prepared while all is well; the handler only calls what POSIX
 * allows in one: write, tcsetattr, sigaction, raise.
 */
#include "tui/screen_crash.h"

#include "base/mem.h"

#include <curses.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#define RESTORE_BYTES 256
#define PASTE_OFF "\033[?2004l"

static const int crashes[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL,
	SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE, SIGXCPU };

static struct crash {
	struct termios termios;
	char modes[RESTORE_BYTES];	/* ours alone */
	char all[RESTORE_BYTES];	/* curses' too */
	size_t modes_bytes, all_bytes;
	struct sigaction before[COUNT(crashes)];
	pid_t pid;
	bool prepared;
} crash;

static void
write_all(const char *text, size_t bytes)
{
	ssize_t n = 1;

	while (bytes > 0 && n > 0) {
		n = write(STDOUT_FILENO, text, bytes);
		if (n > 0) {
			text += n;
			bytes -= (size_t)n;
		}
	}
}

static void
on_crash(int number)
{
	size_t i = 0;

	if (getpid() == crash.pid) {
		write_all(crash.all, crash.all_bytes);
		tcsetattr(STDIN_FILENO, TCSANOW, &crash.termios);
	}
	while (crashes[i] != number)
		i++;
	sigaction(number, &crash.before[i], NULL);
	raise(number);
}

static void
add(char out[RESTORE_BYTES], size_t *used, const char *text)
{
	size_t n = text && text != (char *)-1 ? strlen(text) : 0;

	if (n > 0 && *used + n < RESTORE_BYTES) {
		memcpy(out + *used, text, n);
		*used += n;
	}
}

void
crash_prepare(void)
{
	static const char *const undo[] = { "sgr0", "op", "cnorm", "rmcup" };
	struct sigaction act = { .sa_handler = on_crash };
	char name[8];

	tcgetattr(STDIN_FILENO, &crash.termios);
	crash.pid = getpid();
	crash.modes_bytes = crash.all_bytes = 0;
	add(crash.modes, &crash.modes_bytes, MOUSE_OFF);
	add(crash.modes, &crash.modes_bytes, PASTE_OFF);
	memcpy(name, "rmkx", 5);
	add(crash.modes, &crash.modes_bytes, tigetstr(name));
	memcpy(crash.all, crash.modes, crash.modes_bytes);
	crash.all_bytes = crash.modes_bytes;
	for (size_t i = 0; i < COUNT(undo); i++) {
		memcpy(name, undo[i], strlen(undo[i]) + 1);
		add(crash.all, &crash.all_bytes, tigetstr(name));
	}
	for (size_t i = 0; i < COUNT(crashes) && !crash.prepared; i++)
		sigaction(crashes[i], &act, &crash.before[i]);
	crash.prepared = true;
}

void
crash_restore(void)
{
	write_all(crash.modes, crash.modes_bytes);
}
