/*
 * input.c - read a file or standard input.
 */
#include "cmd/input.h"

#include "base/file.h"

#include <stdio.h>

#define BYTES_MAX (1 << 30)
#define READ_BYTES 65536

enum status
cmd_input(const char *path, struct buf *out, struct err *err)
{
	char bytes[READ_BYTES];
	size_t n;

	if (path)
		return file_read(path, BYTES_MAX, out, err);
	while ((n = fread(bytes, 1, sizeof(bytes), stdin)) > 0 &&
	    out->bytes < BYTES_MAX)
		buf_add(out, bytes, n);
	if (ferror(stdin))
		return fail_errno(err, ST_IO, "cannot read what comes in");
	return ST_OK;
}
