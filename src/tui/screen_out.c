/*
 * screen_out.c - curses' descriptor is a second one of the terminal, whose
 * place a file in memory takes while a frame is painted.
 *
 * Curses asks its descriptor for the terminal's modes only at the start, at
 * the end and around a stop; then it is the terminal. Without files in memory
 * everything goes out as curses writes it.
 */
#include "tui/screen_out.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct outlet {
	FILE *file;			/* curses' */
	int memory;			/* below 0: there is none */
	struct buf frame;
};

struct outlet *
out_open(void)
{
	struct outlet *o = xcalloc(1, sizeof(*o));
	int fd = dup(STDOUT_FILENO);

	o->memory = memfd_create("frame", MFD_CLOEXEC);
	o->file = fd < 0 ? NULL : fdopen(fd, "w");
	if (o->file)
		return o;
	if (fd >= 0)
		close(fd);
	out_close(o);
	return NULL;
}

void
out_close(struct outlet *o)
{
	if (!o)
		return;
	if (o->file)
		fclose(o->file);
	if (o->memory >= 0)
		close(o->memory);
	buf_release(&o->frame);
	free(o);
}

FILE *
out_file(struct outlet *o)
{
	return o->file;
}

void
out_hold(struct outlet *o)
{
	if (o->memory >= 0)
		dup2(o->memory, fileno(o->file));
}

static void
send_all(const char *bytes, size_t count)
{
	ssize_t n = 1;

	while (count > 0 && n > 0) {
		n = write(STDOUT_FILENO, bytes, count);
		if (n > 0) {
			bytes += n;
			count -= (size_t)n;
		}
	}
}

void
out_send(struct outlet *o)
{
	off_t end;
	ssize_t n;

	if (o->memory < 0)
		return;
	end = lseek(o->memory, 0, SEEK_CUR);
	dup2(STDOUT_FILENO, fileno(o->file));
	if (end <= 0)
		return;
	buf_reset(&o->frame);
	buf_reserve(&o->frame, (size_t)end);
	n = pread(o->memory, o->frame.text, (size_t)end, 0);
	lseek(o->memory, 0, SEEK_SET);
	if (n > 0)
		send_all(o->frame.text, (size_t)n);
}
