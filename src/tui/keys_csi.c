/*
 * keys_csi.c - the sequences after "ESC [" and "ESC O".
 *
 * Keys are told from reports by their form alone: a report has a mark before
 * its numbers, or a last letter that no key has.
 */
#include "tui/keys_csi.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

#define CSI_BYTES 64			/* a longer one is rubbish */
#define CSI_NUMBERS 3
#define X10_BASE 32			/* of an X10 report's numbers */

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

static bool
starts_two(char c)
{
	return (unsigned char)c >= 0xc2 && (unsigned char)c < 0xe0;
}

/* A number of an X10 report is one byte; terminals of another mode send one
 * beyond 95 as a character of two. */
static int
x10_number(struct slice *s)
{
	unsigned char c = (unsigned char)s->text[0];

	if (starts_two(s->text[0]) && s->bytes > 1 &&
	    ((unsigned char)s->text[1] & 0xc0) == 0x80)
		return (int)utf8_next(s) - X10_BASE;
	s->text++;
	s->bytes--;
	return c - X10_BASE;
}

/* "ESC [ M", button, column, row. */
static enum got
take_x10(struct slice s, size_t *used)
{
	struct slice rest = { s.text + 3, s.bytes - 3 };

	for (int i = 0; i < CSI_NUMBERS; i++) {
		if (rest.bytes == 0 ||
		    (rest.bytes == 1 && starts_two(rest.text[0])))
			return GOT_PARTIAL;
		(void)x10_number(&rest);
	}
	*used = s.bytes - rest.bytes;
	return GOT_MOUSE;
}

/* "ESC [[A" of the Linux console. */
static enum got
take_console(struct slice s, size_t *used, struct key *key)
{
	if (s.bytes < 4)
		return GOT_PARTIAL;
	*used = 4;
	*key = (struct key){ K_F1 + (uint32_t)(s.text[3] - 'A'), 0 };
	return s.text[3] >= 'A' && s.text[3] <= 'E' ? GOT_KEY : GOT_NOTHING;
}

/* What the parameters @args and the last byte say. F3 with its modifiers has
 * the form in which the cursor's place is reported; 1 of it is a key. */
static enum got
csi_meaning(struct slice args, char end, struct key *key)
{
	int number[CSI_NUMBERS];

	csi_numbers(args, number);
	if (end == 'M' && args.bytes > 0 && args.text[0] == '<')
		return GOT_MOUSE;
	for (size_t i = 0; i < args.bytes; i++)
		if (args.text[i] < '0' || args.text[i] > ';')
			return GOT_NOTHING;	/* a report, not a key */
	if (end == '~' && number[0] == 200)
		return GOT_PASTE;
	if (end == 'R' && (number[0] > 1 || number[1] > 8))
		return GOT_NOTHING;
	key->code = csi_code(end, number[0]);
	key->mods = csi_mods(number[1]);
	if (end == 'Z')
		key->mods |= KEY_SHIFT_BIT;
	return key->code ? GOT_KEY : GOT_NOTHING;
}

/* The numeric keypad where it sends sequences, as PuTTY's always does. */
static uint32_t
keypad_code(char end)
{
	static const char keys[] = "*+,-./0123456789";

	if (end >= 'j' && end <= 'y')
		return (uint32_t)keys[end - 'j'];
	if (end == 'X')
		return '=';
	return end == 'M' ? K_ENTER : csi_code(end, 0);
}

/* How many bytes of "ESC [" or "ESC O" there are before the last one. */
static size_t
csi_args(struct slice s, char least)
{
	size_t i = 2;

	while (i < s.bytes && i < CSI_BYTES && s.text[i] >= least &&
	    s.text[i] < 0x40)
		i++;
	return i;
}

/* "ESC O" ...; some put the modifiers between. */
enum got
csi_take_ss3(struct slice s, size_t *used, struct key *key)
{
	int number[CSI_NUMBERS];
	size_t i = csi_args(s, '0');

	if (i == s.bytes && i < CSI_BYTES)
		return GOT_PARTIAL;
	*used = i;
	if (i == CSI_BYTES)
		return GOT_LONG;
	if (s.text[i] < 0x40 || s.text[i] > 0x7e)
		return GOT_NOTHING;
	*used = i + 1;
	csi_numbers((struct slice){ s.text + 2, i - 2 }, number);
	key->code = keypad_code(s.text[i]);
	key->mods = csi_mods(number[number[1] ? 1 : 0]);
	*key = key_plain(*key);
	return key->code ? GOT_KEY : GOT_NOTHING;
}

/* "ESC [" ... */
enum got
csi_take(struct slice s, size_t *used, struct key *key)
{
	size_t i = csi_args(s, ' ');

	if (i == s.bytes && i < CSI_BYTES)
		return GOT_PARTIAL;
	if (i == 2 && s.text[2] == '[')
		return take_console(s, used, key);
	if (i == 2 && s.text[2] == 'M')
		return take_x10(s, used);
	*used = i;
	if (i == CSI_BYTES)
		return GOT_LONG;
	if (s.text[i] < 0x40 || s.text[i] > 0x7e)
		return GOT_NOTHING;	/* a control ends it unheard */
	*used = i + 1;
	return csi_meaning((struct slice){ s.text + 2, i - 2 }, s.text[i],
	    key);
}

/* "ESC [ < button ; column ; row M" or X10's form, from 1. */
struct mouse
csi_mouse(struct slice s)
{
	struct slice x10 = { s.text + 3, s.bytes - 3 };
	int number[CSI_NUMBERS];

	if (s.text[2] == '<')
		csi_numbers(s, number);
	else
		for (int i = 0; i < CSI_NUMBERS; i++)
			number[i] = x10_number(&x10);
	return (struct mouse){ number[0], number[2] - 1, number[1] - 1 };
}
