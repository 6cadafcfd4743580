/*
 * fuzz-keymap.c - any bytes as a keymap: bad lines are told, quit and help
 * stay, and what is printed is a keymap that prints the same.
 */
#include "base/mem.h"
#include "tui/keymap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
count(void *arg, const char *where, const char *why)
{
	size_t *told = arg;

	if (!*where || !*why)
		abort();
	(*told)++;
}

static void
print(const struct keymap *m, struct buf *out)
{
	struct keymap again;
	struct buf twice = BUF_INIT;
	struct err err = ERR_INIT;

	keymap_print(m, out);
	keymap_init(&again);
	if (keymap_read(&again, buf_slice(out), "again", NULL, NULL, NULL,
	    &err) != ST_OK)
		abort();
	keymap_print(&again, &twice);
	if (!slice_equal(buf_slice(out), buf_slice(&twice)))
		abort();
	keymap_release(&again);
	buf_release(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { (const char *)data, size };
	char keys[KEYMAP_TEXT_BYTES];
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;
	struct keymap m;
	size_t told = 0;
	enum status st;

	/* an include may name any file: leave the disk alone */
	if (size > 65536 || memchr(data, '/', size))
		return 0;
	keymap_init(&m);
	st = keymap_read(&m, text, "fuzz", NULL, count, &told, &err);
	if ((st == ST_OK) != (told == 0))
		abort();
	for (int c = 0; c < CONTEXT_COUNT; c++)
		if (!*keymap_keys(&m, (enum context)c,
		    action_get(ACTION_QUIT), keys) ||
		    !*keymap_keys(&m, (enum context)c,
		    action_get(ACTION_HELP), keys))
			abort();
	print(&m, &out);
	buf_release(&out);
	keymap_release(&m);
	return 0;
}
