/*
 * fuzz-keys.c - any bytes from a terminal: all are read in the end, every key
 * has a name that is read back as the key, a cut changes nothing, and a reply
 * is never typed.
 */
#include "base/mem.h"
#include "tui/keys.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_name(struct key key)
{
	char name[KEY_NAME_BYTES], again[KEY_NAME_BYTES];
	struct err err = ERR_INIT;
	struct slice s;
	struct key back;

	s = slice_of(key_text(key, name));
	if (s.bytes == 0 || key_parse(&s, &back, &err) != ST_OK ||
	    strcmp(key_text(back, again), name) != 0)
		abort();
}

static void
note(struct buf *out, const struct input *in)
{
	char name[KEY_NAME_BYTES];

	if (in->kind == INPUT_MOUSE) {
		buf_addf(out, "(%d)", in->mouse.button);
	} else if (in->kind == INPUT_KEY) {
		check_name(in->key);
		buf_add_text(out, key_text(in->key, name));
	} else {
		buf_add_char(out, '{');
		buf_add_slice(out, in->text);
		buf_add_char(out, '}');
	}
}

static void
drain(struct keys *k, struct buf *out)
{
	for (;;) {
		struct input in = keys_next(k);

		if (in.kind == INPUT_NONE || in.kind == INPUT_PARTIAL)
			return;
		note(out, &in);
	}
}

/* At the end the waiting is over. */
static void
finish(struct keys *k, struct buf *out)
{
	while (keys_wait_ms(k) > 0) {
		struct input in = keys_flush(k);

		if (in.kind != INPUT_NONE)
			note(out, &in);
		drain(k, out);
	}
}

static void
read_cut(const uint8_t *data, size_t size, size_t step, struct buf *out)
{
	struct keys k;

	keys_init(&k);
	for (size_t at = 0; at < size; at += step) {
		keys_feed(&k, (const char *)data + at,
		    size - at < step ? size - at : step);
		drain(&k, out);
	}
	finish(&k, out);
	keys_release(&k);
}

/* Whatever stands in a terminal's reply, no key comes of it. */
static void
check_reply(const uint8_t *data, size_t size, const char *start)
{
	struct buf reply = BUF_INIT, out = BUF_INIT;

	buf_add_text(&reply, start);
	for (size_t i = 0; i < size; i++)
		if (data[i] != 0x1b && data[i] != '\a' && data[i] != 0x18 &&
		    data[i] != 0x1a)
			buf_add_char(&reply, (char)data[i]);
	buf_add_text(&reply, "\033\\q");
	read_cut((const uint8_t *)reply.text, reply.bytes, 5, &out);
	if (!slice_is(buf_slice(&out), "q"))
		abort();
	buf_release(&reply);
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf whole = BUF_INIT, cut = BUF_INIT;

	if (size > 65536)
		return 0;
	read_cut(data, size, size + 1, &whole);
	read_cut(data, size, 3, &cut);
	if (!slice_equal(buf_slice(&whole), buf_slice(&cut)))
		abort();
	check_reply(data, size, "\033]11;");
	check_reply(data, size, "\033P1");
	buf_release(&whole);
	buf_release(&cut);
	return 0;
}
