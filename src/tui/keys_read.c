/*
 * keys_read.c - a terminal's bytes become keys and pastes.
 *
 * Knows the sequences of xterm and of those that follow it (arrows, function
 * keys, modifiers as parameters, bracketed paste), and what terminfo adds.
 * Whatever it does not know it takes whole and drops, so that no part of a
 * sequence is ever taken for text: a terminal answers questions that another
 * program asked, or that hid in a text shown before, on the same line as the
 * keys.
 */
#include "tui/keys.h"
#include "tui/keys_csi.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define PASTE_BYTES_MAX (1024 * 1024)	/* what is beyond is dropped */
#define PASTE_END "\033[201~"
#define PASTE_END_BYTES (sizeof(PASTE_END) - 1)

#define CAN_BYTE 0x18			/* these two break a string off */
#define SUB_BYTE 0x1a
#define BEL_BYTE 0x07

void
keys_init(struct keys *k)
{
	*k = (struct keys){ .pending = BUF_INIT, .paste = BUF_INIT };
}

void
keys_release(struct keys *k)
{
	buf_release(&k->pending);
	buf_release(&k->paste);
	free(k->sequence);
	keys_init(k);
}

void
keys_sequence(struct keys *k, const char *bytes, struct key key)
{
	struct key_sequence *s;
	size_t n = strlen(bytes);

	if (n < 2 || n > sizeof(s->bytes) || bytes[0] != ESC_BYTE)
		return;
	ARRAY_GROW(k->sequence, k->sequences + 1, k->room);
	s = &k->sequence[k->sequences++];
	memcpy(s->bytes, bytes, n);
	s->count = (uint8_t)n;
	s->key = key;
}

void
keys_feed(struct keys *k, const char *bytes, size_t count)
{
	if (k->at > 0) {
		memmove(k->pending.text, k->pending.text + k->at,
		    k->pending.bytes - k->at);
		buf_cut(&k->pending, k->pending.bytes - k->at);
		k->at = 0;
	}
	buf_add(&k->pending, bytes, count);
}

bool
keys_pending(const struct keys *k)
{
	return k->at < k->pending.bytes;
}

static struct slice
unread(const struct keys *k)
{
	return (struct slice){ buf_text(&k->pending) + k->at,
		k->pending.bytes - k->at };
}

/* Among those of terminfo; GOT_PARTIAL when one may still come of it. */
static enum got
take_known(const struct keys *k, struct slice s, size_t *used,
    struct key *key)
{
	enum got got = GOT_NOTHING;

	for (size_t i = 0; i < k->sequences; i++) {
		const struct key_sequence *q = &k->sequence[i];
		size_t n = q->count < s.bytes ? q->count : s.bytes;

		if (memcmp(q->bytes, s.text, n) != 0)
			continue;
		if (n == q->count) {
			*used = n;
			*key = q->key;
			return GOT_KEY;
		}
		got = GOT_PARTIAL;
	}
	return got;
}

/* A control byte as a key. */
static struct key
key_of_control(unsigned char c)
{
	switch (c) {
	case '\r':
	case '\n':
		return (struct key){ K_ENTER, 0 };
	case '\t':
		return (struct key){ K_TAB, 0 };
	case 0x7f:
	case 0x08:
		return (struct key){ K_BACKSPACE, 0 };
	case ESC_BYTE:
		return (struct key){ K_ESC, 0 };
	case 0:
		return (struct key){ ' ', KEY_CTRL_BIT };
	}
	return (struct key){ c < 27 ? 'a' + c - 1u : '@' + (uint32_t)c,
		KEY_CTRL_BIT };
}

static size_t
utf8_length(unsigned char first)
{
	if (first < 0xc2)
		return 1;
	if (first < 0xe0)
		return 2;
	if (first < 0xf0)
		return 3;
	return first < 0xf5 ? 4 : 1;
}

static enum got
take_char(struct slice s, size_t *used, struct key *key)
{
	unsigned char c = (unsigned char)s.text[0];
	struct slice rest = s;
	size_t want = utf8_length(c);

	*used = 1;
	if (c < 0x20 || c == 0x7f) {
		*key = key_of_control(c);
		return GOT_KEY;
	}
	if (s.bytes < want) {
		size_t good = 1;

		while (good < s.bytes &&
		    ((unsigned char)s.text[good] & 0xc0) == 0x80)
			good++;
		if (good == s.bytes)
			return GOT_PARTIAL;
	}
	*key = (struct key){ utf8_next(&rest), 0 };
	*used = s.bytes - rest.bytes;
	return GOT_KEY;
}

/* OSC, DCS, APC: what follows is a string for a program. */
static bool
opens_string(char c)
{
	return c == ']' || c == 'P' || c == '_';
}

static bool
opens_sequence(char c)
{
	return c == '[' || c == 'O' || opens_string(c);
}

static enum got
take_escape(const struct keys *k, struct slice s, size_t *used,
    struct key *key)
{
	struct slice behind = { s.text + 1, s.bytes - 1 };
	enum got got = take_known(k, s, used, key);

	if (got == GOT_KEY)
		return got;
	if (s.bytes == 1)
		return GOT_PARTIAL;
	if (s.bytes == 2 && opens_sequence(s.text[1]))
		return GOT_PARTIAL;
	if (s.text[1] == '[')
		return csi_take(s, used, key);
	if (s.text[1] == 'O')
		return csi_take_ss3(s, used, key);
	if (opens_string(s.text[1])) {
		*used = 2;
		return GOT_STRING;
	}
	if (s.text[1] == ESC_BYTE) {	/* Esc twice: the first is a key */
		*used = 1;
		*key = (struct key){ K_ESC, 0 };
		return GOT_KEY;
	}
	if (got == GOT_PARTIAL)
		return got;
	got = take_char(behind, used, key);
	*used += 1;
	key->mods |= KEY_ALT_BIT;
	return got;
}

/* Takes @bytes of what is unread into the paste. */
static void
paste_add(struct keys *k, size_t bytes)
{
	size_t room = PASTE_BYTES_MAX - k->paste.bytes;

	buf_add(&k->paste, k->pending.text + k->at,
	    bytes < room ? bytes : room);
	k->at += bytes;
}

/* Moves what is pasted to k->paste; true when its end has come. */
static bool
paste_take(struct keys *k)
{
	struct slice s = unread(k);
	const char *end = slice_find(s, slice_of(PASTE_END));
	size_t keep = PASTE_END_BYTES - 1;

	if (end) {
		paste_add(k, (size_t)(end - s.text));
		k->at += PASTE_END_BYTES;
		k->pasting = false;
		return true;
	}
	if (s.bytes > keep)
		paste_add(k, s.bytes - keep);
	return false;
}

static struct input
paste_done(struct keys *k)
{
	for (size_t i = 0; i < k->paste.bytes; i++)	/* as tty line ends */
		if (k->paste.text[i] == '\r')
			k->paste.text[i] = '\n';
	return (struct input){ .kind = INPUT_PASTE,
		.text = buf_slice(&k->paste) };
}

static struct input
next_paste(struct keys *k)
{
	return paste_take(k) ? paste_done(k) :
	    (struct input){ .kind = INPUT_NONE };
}

/* Drops a sequence that was too long; true when it is over. */
static bool
skip_sequence(struct keys *k)
{
	struct slice s = unread(k);
	size_t i = 0;

	while (i < s.bytes && s.text[i] >= 0x20 && s.text[i] < 0x40)
		i++;
	k->at += i;
	if (i == s.bytes)
		return false;
	if (s.text[i] >= 0x40 && s.text[i] <= 0x7e)
		k->at++;
	return true;
}

/* Drops a string; true when it is over. An Esc without its backslash ends
 * it, too: it begins something else, or a person wants to get out. */
static bool
skip_string(struct keys *k)
{
	struct slice s = unread(k);
	size_t i = 0;

	while (i < s.bytes && s.text[i] != ESC_BYTE && s.text[i] != BEL_BYTE &&
	    s.text[i] != CAN_BYTE && s.text[i] != SUB_BYTE)
		i++;
	k->at += i;
	if (i == s.bytes || (s.text[i] == ESC_BYTE && i + 1 == s.bytes))
		return false;
	if (s.text[i] != ESC_BYTE)
		k->at++;
	else if (s.text[i + 1] == '\\')
		k->at += 2;
	return true;
}

/* What is being dropped; true when that is over. */
static bool
skip_take(struct keys *k)
{
	bool over = k->skip == SKIP_STRING ? skip_string(k) :
	    skip_sequence(k);

	if (over)
		k->skip = SKIP_NOTHING;
	return over;
}

/* What @taken was; INPUT_NONE when it is no input or only begins one. */
static struct input
input_of(struct keys *k, enum got got, struct slice taken, struct key key)
{
	struct input in = { .kind = INPUT_NONE, .key = key };

	switch (got) {
	case GOT_KEY:
		in.kind = INPUT_KEY;
		break;
	case GOT_MOUSE:
		in.kind = INPUT_MOUSE;
		in.mouse = csi_mouse(taken);
		break;
	case GOT_PARTIAL:
		in.kind = INPUT_PARTIAL;
		break;
	case GOT_PASTE:
		buf_reset(&k->paste);
		k->pasting = true;
		break;
	case GOT_STRING:
		k->skip = SKIP_STRING;
		break;
	case GOT_LONG:
		k->skip = SKIP_SEQUENCE;
		break;
	case GOT_NOTHING:
		break;
	}
	return in;
}

struct input
keys_next(struct keys *k)
{
	struct input in = { .kind = INPUT_NONE };

	while (in.kind == INPUT_NONE && (keys_pending(k) || k->pasting)) {
		struct slice s = unread(k);
		struct key key = { 0, 0 };
		size_t used = 0;
		enum got got;

		if (k->pasting)
			return next_paste(k);
		if (k->skip) {
			if (!skip_take(k))
				return in;
			continue;
		}
		got = s.text[0] == ESC_BYTE ? take_escape(k, s, &used, &key) :
		    take_char(s, &used, &key);
		k->at += got == GOT_PARTIAL ? 0 : used;
		in = input_of(k, got, (struct slice){ s.text, used }, key);
	}
	return in;
}

int
keys_wait_ms(const struct keys *k)
{
	struct slice s = unread(k);

	if (k->pasting)
		return KEYS_PASTE_WAIT_MS;
	if (s.bytes == 0 && !k->skip)
		return 0;
	return k->skip || s.bytes > 2 || s.text[0] != ESC_BYTE ?
	    KEYS_REST_WAIT_MS : KEYS_ESC_WAIT_MS;
}

struct input
keys_flush(struct keys *k)
{
	struct input in = { .kind = INPUT_NONE };
	struct slice s = unread(k);

	if (k->pasting) {
		paste_add(k, s.bytes);
		k->pasting = false;
		return paste_done(k);
	}
	k->skip = SKIP_NOTHING;
	k->at += s.bytes;
	if (s.bytes == 0 || (s.text[0] == ESC_BYTE && s.bytes > 2))
		return in;		/* a sequence that was cut off */
	in.kind = INPUT_KEY;
	if (s.text[0] != ESC_BYTE || (s.bytes == 2 && s.text[1] & 0x80))
		in.key = (struct key){ UTF8_REPLACEMENT, 0 };
	else if (s.bytes == 2)
		in.key = (struct key){ (uint32_t)s.text[1], KEY_ALT_BIT };
	else
		in.key = (struct key){ K_ESC, 0 };
	return in;
}
