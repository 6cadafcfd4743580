/*
 * mem.h - memory that is there, or the program ends.
 *
 * A demand is safe because it is committed, not because a process survives;
 * so nothing above tries to go on without memory. libunistring and SQLite
 * allocate for themselves and report failure by their own means.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

void *xmalloc(size_t bytes) __attribute__((returns_nonnull));
void *xcalloc(size_t count, size_t bytes) __attribute__((returns_nonnull));
/* Checks that @count times @bytes does not overflow. */
void *xrealloc(void *p, size_t count, size_t bytes)
    __attribute__((returns_nonnull));
char *xstrdup(const char *s);			/* NULL gives NULL */
char *xstrndup(const char *s, size_t bytes);
char *xasprintf(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* Makes room for @want elements in @array, whose room is kept in @room. */
#define ARRAY_GROW(array, want, room) do { \
	if ((size_t)(want) > (size_t)(room)) { \
		(room) = mem_room((room), (want)); \
		(array) = xrealloc((array), (room), sizeof(*(array))); \
	} \
} while (0)

/* The next room for @want elements when there is room for @room. */
size_t mem_room(size_t room, size_t want);

#endif
