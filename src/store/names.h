/*
 * names.h - texts that are numbered as they come: regions, units, topics.
 */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include "base/buf.h"

#include <stdint.h>

struct names {
	struct buf text;		/* each ended by LF */
	size_t *at;			/* of each, by number */
	size_t count, room;
	uint32_t *slot;			/* number + 1; 0 is free */
	size_t slots;
};

#define NAMES_INIT { BUF_INIT, NULL, 0, 0, NULL, 0 }

void names_release(struct names *n);
/* The number of @name, a new one when it was not there; a line feed in it
 * counts as a blank. */
uint32_t names_number(struct names *n, struct slice name);
/* The name with a number; lives until the next one is added. */
struct slice names_text(const struct names *n, uint32_t number);

#endif
