/*
 * out.c - print, and say when it cannot be printed.
 */
#include "cmd/out.h"

#include "base/intl.h"

#include <stdio.h>

enum status
cmd_out(struct buf *out, struct err *err)
{
	bool bad = fwrite(buf_text(out), 1, out->bytes, stdout) !=
	    out->bytes || fflush(stdout) != 0;

	buf_reset(out);
	if (bad)
		return fail_errno(err, ST_IO, "cannot write the output");
	return ST_OK;
}

enum status
cmd_help(const char *usage, struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st;

	buf_add_text(&out, _(usage));
	st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}
