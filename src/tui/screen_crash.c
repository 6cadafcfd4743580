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
	char text[RESTORE_BYTES];
	size_t ours, bytes;		/* the part curses does not send, all */
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
		write_all(crash.text, crash.bytes);
		tcsetattr(STDIN_FILENO, TCSANOW, &crash.termios);
	}
	while (crashes[i] != number)
		i++;
	sigaction(number, &crash.before[i], NULL);
	raise(number);
}

static void
add(const char *text, size_t bytes)
{
	if (crash.bytes + bytes <= RESTORE_BYTES) {
		memcpy(crash.text + crash.bytes, text, bytes);
		crash.bytes += bytes;
	}
}

/* Adds what terminfo has, without the pauses that it asks of old lines. */
static void
add_capability(const char *name)
{
	char writable[8];
	const char *text, *pause;

	memcpy(writable, name, strlen(name) + 1);
	text = tigetstr(writable);
	if (!text || text == (char *)-1)
		return;
	for (; (pause = strstr(text, "$<")) && strchr(pause, '>');
	    text = strchr(pause, '>') + 1)
		add(text, (size_t)(pause - text));
	add(text, strlen(text));
}

/*
 * The last frame is wiped off: where there is no other screen to go back to
 * it would stay before the shell's prompt, for everyone to read.
 */
void
crash_prepare(void)
{
	static const char *const first[] = { "rmkx", "sgr0", "op", "clear" };
	static const char *const last[] = { "cnorm", "rmcup" };
	struct sigaction act = { .sa_handler = on_crash };

	tcgetattr(STDIN_FILENO, &crash.termios);
	crash.pid = getpid();
	crash.bytes = 0;
	add(MOUSE_OFF PASTE_OFF, strlen(MOUSE_OFF PASTE_OFF));
	for (size_t i = 0; i < COUNT(first); i++)
		add_capability(first[i]);
	crash.ours = crash.bytes;
	for (size_t i = 0; i < COUNT(last); i++)
		add_capability(last[i]);
	for (size_t i = 0; i < COUNT(crashes) && !crash.prepared; i++)
		sigaction(crashes[i], &act, &crash.before[i]);
	crash.prepared = true;
}

void
crash_restore(void)
{
	write_all(crash.text, crash.ours);
}
