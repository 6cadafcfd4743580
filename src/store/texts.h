/*
 * texts.h - strings that are kept together and given back together.
 *
 * A row or a list of rows owns its strings through one of these; they do not
 * move while it lives.
 */
#ifndef STORE_TEXTS_H
#define STORE_TEXTS_H

#include "base/buf.h"

struct texts_block;

struct texts {
	struct texts_block *block;
	size_t used, room;		/* of the newest block */
};

#define TEXTS_INIT { NULL, 0, 0 }

/* A copy, ended by NUL, that lives until texts_release(). */
const char *texts_keep(struct texts *t, struct slice s);
void texts_release(struct texts *t);

#endif
