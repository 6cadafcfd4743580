/*
 * keys_read.c - a terminal's bytes become keys and pastes.
 *
 * Knows the sequences of xterm and of those that follow it (arrows, function
 * keys, modifiers as parameters, bracketed paste), and what terminfo adds.
 * Whatever it does not know it takes whole and drops, so that no part of a
 * sequence is ever taken for text.
 */
#include "tui/keys.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define ESC_BYTE 0x1b
#define CSI_BYTES 64			/* a longer one is rubbish */
#define PASTE_BYTES_MAX (1024 * 1024)	/* what is beyond is dropped */
#define PASTE_END "\033[201~"
#define PASTE_END_BYTES (sizeof(PASTE_END) - 1)

enum got { GOT_KEY, GOT_NOTHING, GOT_PARTIAL, GOT_PASTE, GOT_MOUSE };

#define CSI_NUMBERS 3

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
	if (k->at == k->pending.bytes) {
		buf_reset(&k->pending);
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
	return (struct slice){ k->pending.text + k->at,
		k->pending.bytes - k->at };
}

/* What the last byte and the first number of a CSI sequence name. */
static uint32_t
csi_code(char end, int number)
{
	static const uint32_t tilde[] = {
		[1] = K_HOME, [2] = K_INSERT, [3] = K_DELETE, [4] = K_END,
		[5] = K_PAGE_UP, [6] = K_PAGE_DOWN, [7] = K_HOME,
		[8] = K_END, [11] = K_F1, [12] = K_F2, [13] = K_F3,
		[14] = K_F4, [15] = K_F5, [17] = K_F6, [18] = K_F7,
		[19] = K_F8, [20] = K_F9, [21] = K_F10, [23] = K_F11,
		[24] = K_F12,
	};
	static const char letters[] = "ABCDHFPQRSZE";
	static const uint32_t codes[] = { K_UP, K_DOWN, K_RIGHT, K_LEFT,
		K_HOME, K_END, K_F1, K_F2, K_F3, K_F4, K_TAB, 0 };
	const char *at = strchr(letters, end);

	if (end == '~')
		return number > 0 && number < (int)COUNT(tilde) ?
		    tilde[number] : 0;
	return at && end ? codes[at - letters] : 0;
}

/* The numbers of "1;5", at most three; what is missing is 0. */
static void
csi_numbers(struct slice s, int number[CSI_NUMBERS])
{
	size_t which = 0;

	number[0] = number[1] = number[2] = 0;
	for (size_t i = 0; i < s.bytes && which < CSI_NUMBERS; i++) {
		if (s.text[i] == ';')
			which++;
		else if (s.text[i] >= '0' && s.text[i] <= '9' &&
		    number[which] < 10000)
			number[which] = number[which] * 10 + s.text[i] - '0';
	}
}

/* xterm: 1 + bits of Shift, Alt, Ctrl. */
static uint8_t
csi_mods(int number)
{
	int bits = number > 0 ? number - 1 : 0;

	return (uint8_t)((bits & 1 ? KEY_SHIFT_BIT : 0) |
	    (bits & 2 ? KEY_ALT_BIT : 0) | (bits & 4 ? KEY_CTRL_BIT : 0));
}

/* "ESC [" ...; also "ESC [[A" of the Linux console. */
static enum got
take_csi(struct slice s, size_t *used, struct key *key)
{
	size_t i = 2;
	int number[CSI_NUMBERS];

	if (s.bytes > 2 && s.text[2] == '[') {
		if (s.bytes < 4)
			return GOT_PARTIAL;
		*used = 4;
		key->code = K_F1 + (uint32_t)(s.text[3] - 'A');
		key->mods = 0;
		return s.text[3] >= 'A' && s.text[3] <= 'E' ? GOT_KEY :
		    GOT_NOTHING;
	}
	while (i < s.bytes && i < CSI_BYTES && s.text[i] >= 0x20 &&
	    s.text[i] < 0x40)
		i++;
	if (i == s.bytes && i < CSI_BYTES)
		return GOT_PARTIAL;
	*used = i;
	if (i == CSI_BYTES || s.text[i] < 0x40 || s.text[i] > 0x7e)
		return GOT_NOTHING;	/* a control ends it unheard */
	*used = i + 1;
	csi_numbers((struct slice){ s.text + 2, i - 2 }, number);
	if (s.text[i] == '~' && number[0] == 200)
		return GOT_PASTE;
	if (s.text[i] == 'M' && s.text[2] == '<')
		return GOT_MOUSE;
	key->code = csi_code(s.text[i], number[0]);
	key->mods = csi_mods(number[1]);
	if (s.text[i] == 'Z')
		key->mods |= KEY_SHIFT_BIT;
	return key->code ? GOT_KEY : GOT_NOTHING;
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
	if (s.text[1] == '[')
		return s.bytes == 2 ? GOT_PARTIAL : take_csi(s, used, key);
	if (s.text[1] == 'O') {
		if (s.bytes == 2)
			return GOT_PARTIAL;
		*used = 3;
		key->code = csi_code(s.text[2], 0);
		key->mods = 0;
		return key->code ? GOT_KEY : GOT_NOTHING;
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

/* "ESC [ < button ; column ; row M", from 1. */
static struct mouse
mouse_of(struct slice s)
{
	int number[CSI_NUMBERS];

	csi_numbers(s, number);
	return (struct mouse){ number[0], number[2] - 1, number[1] - 1 };
}

struct input
keys_next(struct keys *k)
{
	struct input in = { .kind = INPUT_NONE };

	while (keys_pending(k) || k->pasting) {
		struct slice s = unread(k);
		size_t used = 0;
		enum got got;

		if (k->pasting)
			return next_paste(k);
		got = s.text[0] == ESC_BYTE ?
		    take_escape(k, s, &used, &in.key) :
		    take_char(s, &used, &in.key);
		if (got == GOT_PARTIAL) {
			in.kind = INPUT_PARTIAL;
			return in;
		}
		k->at += used;
		if (got == GOT_PASTE) {
			buf_reset(&k->paste);
			k->pasting = true;
		}
		if (got == GOT_MOUSE) {
			in.kind = INPUT_MOUSE;
			in.mouse = mouse_of((struct slice){ s.text, used });
			return in;
		}
		if (got == GOT_KEY) {
			in.kind = INPUT_KEY;
			return in;
		}
	}
	return in;
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
	if (s.bytes == 0)
		return in;
	in.kind = INPUT_KEY;
	k->at++;
	if (s.text[0] != ESC_BYTE) {	/* a character that was cut off */
		in.key = (struct key){ UTF8_REPLACEMENT, 0 };
		k->at = k->pending.bytes;
	} else if (s.bytes == 2 && (s.text[1] == '[' || s.text[1] == 'O')) {
		in.key = (struct key){ (uint32_t)s.text[1], KEY_ALT_BIT };
		k->at++;
	} else {
		in.key = (struct key){ K_ESC, 0 };
		if (s.bytes > 1)	/* a sequence that was cut off */
			k->at = k->pending.bytes;
	}
	return in;
}
