/*
 * mem.c - allocation that does not fail.
 *
 * Ends by abort(), so that whoever holds the terminal gets the signal and
 * puts it back.
 */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROOM_MIN 8

/* Formats nothing: there is no memory. */
_Noreturn static void
out_of_memory(void)
{
	static const char words[] = "desk12345: out of memory\n";
	ssize_t n = write(STDERR_FILENO, words, sizeof(words) - 1);

	(void)n;
	abort();
}

static void *
checked(void *p)
{
	if (!p)
		out_of_memory();
	return p;
}

void *
xmalloc(size_t bytes)
{
	return checked(malloc(bytes > 0 ? bytes : 1));
}

void *
xcalloc(size_t count, size_t bytes)
{
	if (count == 0 || bytes == 0)
		count = bytes = 1;
	return checked(calloc(count, bytes));
}

void *
xrealloc(void *p, size_t count, size_t bytes)
{
	if (count == 0 || bytes == 0)
		count = bytes = 1;
	return checked(reallocarray(p, count, bytes));
}

char *
xstrdup(const char *s)
{
	return s ? checked(strdup(s)) : NULL;
}

char *
xstrndup(const char *s, size_t bytes)
{
	return checked(strndup(s, bytes));
}

char *
xasprintf(const char *format, ...)
{
	va_list ap;
	char *text = NULL;
	int n;

	va_start(ap, format);
	n = vasprintf(&text, format, ap);
	va_end(ap);
	return checked(n < 0 ? NULL : text);
}

/* Half as much again, so that a growing array is copied seldom. */
size_t
mem_room(size_t room, size_t want)
{
	size_t more = room / 2;

	if (room > SIZE_MAX - more)
		return want;
	room += more;
	if (room < ROOM_MIN)
		room = ROOM_MIN;
	return room < want ? want : room;
}
