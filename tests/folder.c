/* folder.c - makes a folder and takes it away again. */
#include "folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void
folder_make(char out[FOLDER_BYTES], const char *name)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(out, FOLDER_BYTES, "%.40s/%.12s-XXXXXX", tmp ? tmp : "/tmp",
	    name);
	if (!mkdtemp(out)) {
		perror(out);
		abort();
	}
}

static int
drop(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

void
folder_remove(const char *dir)
{
	nftw(dir, drop, 16, FTW_DEPTH | FTW_PHYS);
}
