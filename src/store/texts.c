/*
 * texts.c - strings in blocks; a block never moves.
 */
#include "store/texts.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define TEXTS_BLOCK_BYTES 4096

struct texts_block {
	struct texts_block *next;
	char bytes[];
};

static void
texts_grow(struct texts *t, size_t want)
{
	size_t room = want > TEXTS_BLOCK_BYTES ? want : TEXTS_BLOCK_BYTES;
	struct texts_block *block = xmalloc(sizeof(*block) + room);

	block->next = t->block;
	t->block = block;
	t->used = 0;
	t->room = room;
}

const char *
texts_keep(struct texts *t, struct slice s)
{
	char *to;

	if (s.bytes == 0)
		return "";
	if (t->room - t->used < s.bytes + 1)
		texts_grow(t, s.bytes + 1);
	to = t->block->bytes + t->used;
	memcpy(to, s.text, s.bytes);
	to[s.bytes] = '\0';
	t->used += s.bytes + 1;
	return to;
}

void
texts_release(struct texts *t)
{
	while (t->block) {
		struct texts_block *next = t->block->next;

		free(t->block);
		t->block = next;
	}
	*t = (struct texts)TEXTS_INIT;
}
