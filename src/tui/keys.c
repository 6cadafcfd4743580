/*
 * keys.c - keys and their names.
 *
 * Knows nothing of what a terminal sends; that is keys_read.c.
 */
#include "tui/action.h"
#include "tui/keys.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct {
	const char *name, *other;
} named[] = {
#define X(id, name, other) { name, other },
	KEYS_LIST(X)
#undef X
};

/* Characters that angle names are needed for. */
static const struct {
	const char *name;
	uint32_t ch;
} spelled[] = {
	{ "lt", '<' }, { "gt", '>' }, { "Space", ' ' }, { "Bar", '|' },
	{ "Bslash", '\\' }, { "Hash", '#' },
};

/* Chinese punctuation whose twin is not at a fixed distance. */
static const struct {
	uint32_t from, to;
} twins[] = {
	{ 0x3000, ' ' }, { 0x3001, '\\' }, { 0x3002, '.' }, { 0x3010, '[' },
	{ 0x3011, ']' }, { 0x300a, '<' }, { 0x300b, '>' }, { 0x3008, '<' },
	{ 0x3009, '>' }, { 0x300c, '{' }, { 0x300d, '}' }, { 0x2018, '\'' },
	{ 0x2019, '\'' }, { 0x201c, '"' }, { 0x201d, '"' }, { 0x2014, '_' },
	{ 0x2026, '^' }, { 0x00b7, '`' }, { 0xffe5, '$' },
};

bool
key_equal(struct key a, struct key b)
{
	return a.code == b.code && a.mods == b.mods;
}

bool
key_printable(struct key k)
{
	return k.code >= 0x20 && k.code != 0x7f && k.code < KEYS_NAMED &&
	    !(k.mods & (KEY_ALT_BIT | KEY_CTRL_BIT));
}

struct key
key_twin(struct key k)
{
	if (k.code < 0x80 || k.code >= KEYS_NAMED)
		return k;
	if (k.code >= 0xff01 && k.code <= 0xff5e)
		k.code -= 0xff01 - '!';
	for (size_t i = 0; i < COUNT(twins); i++)
		if (k.code == twins[i].from)
			k.code = twins[i].to;
	return k;
}

static const char *
code_name(uint32_t code)
{
	if (code >= KEYS_NAMED && code < K_AFTER)
		return named[code - KEYS_NAMED].name;
	for (size_t i = 0; i < COUNT(spelled); i++)
		if (code == spelled[i].ch)
			return spelled[i].name;
	return NULL;
}

const char *
key_text(struct key k, char out[KEY_NAME_BYTES])
{
	const char *name = code_name(k.code);
	struct buf ch = BUF_INIT;

	if (!name)
		utf8_put(&ch, k.code);
	if (!name && !k.mods)
		snprintf(out, KEY_NAME_BYTES, "%s", buf_text(&ch));
	else
		snprintf(out, KEY_NAME_BYTES, "<%s%s%s%s>",
		    k.mods & KEY_CTRL_BIT ? "C-" : "",
		    k.mods & KEY_ALT_BIT ? "A-" : "",
		    k.mods & KEY_SHIFT_BIT ? "S-" : "",
		    name ? name : buf_text(&ch));
	buf_release(&ch);
	return out;
}

static bool
word_is(struct slice word, const char *name)
{
	return *name && strlen(name) == word.bytes &&
	    !strncasecmp(word.text, name, word.bytes);
}

static bool
code_find(struct slice word, uint32_t *out)
{
	for (uint32_t i = 0; i < COUNT(named); i++) {
		if (word_is(word, named[i].name) ||
		    word_is(word, named[i].other)) {
			*out = KEYS_NAMED + i;
			return true;
		}
	}
	for (size_t i = 0; i < COUNT(spelled); i++) {
		if (word_is(word, spelled[i].name)) {
			*out = spelled[i].ch;
			return true;
		}
	}
	if (word.bytes == 0)
		return false;
	*out = utf8_next(&word);
	return word.bytes == 0;
}

/* "C-", "A-", "M-", "S-" at the front, while something is behind them. */
static uint8_t
mods_take(struct slice *word)
{
	static const char letters[] = "SsAaMmCc";
	static const uint8_t bits[] = { KEY_SHIFT_BIT, KEY_ALT_BIT,
		KEY_ALT_BIT, KEY_CTRL_BIT };
	const char *at;
	uint8_t mods = 0;

	while (word->bytes > 2 && word->text[1] == '-') {
		at = strchr(letters, word->text[0]);
		if (!at || !*at)
			break;
		mods |= bits[(at - letters) / 2];
		word->text += 2;
		word->bytes -= 2;
	}
	return mods;
}

/* Terminals tell no <C-S-a> from <C-a>, and send Ctrl's letter as one. */
struct key
key_plain(struct key k)
{
	if ((k.mods & KEY_SHIFT_BIT) && k.code < KEYS_NAMED) {
		k.mods &= (uint8_t)~KEY_SHIFT_BIT;
		if (k.code >= 'a' && k.code <= 'z')
			k.code -= 'a' - 'A';
	}
	if ((k.mods & KEY_CTRL_BIT) && k.code >= 'A' && k.code <= 'Z')
		k.code += 'a' - 'A';
	if (k.mods == KEY_CTRL_BIT && k.code == 'i')
		return (struct key){ K_TAB, 0 };
	if (k.mods == KEY_CTRL_BIT && k.code == 'm')
		return (struct key){ K_ENTER, 0 };
	if (k.mods == KEY_CTRL_BIT && k.code == '[')
		return (struct key){ K_ESC, 0 };
	return k;
}

static const char *
key_nearest(struct slice word)
{
	const char *best = named[0].name;

	for (size_t i = 1; i < COUNT(named); i++)
		if (action_distance(word, slice_of(named[i].name)) <
		    action_distance(word, slice_of(best)))
			best = named[i].name;
	return best;
}

enum status
key_parse(struct slice *s, struct key *out, struct err *err)
{
	struct slice rest = *s, word;
	const char *end;
	struct key k = { 0, 0 };

	if (rest.bytes == 0)
		return fail(err, ST_INVALID, "a key is missing");
	end = rest.text[0] != '<' || rest.bytes < 3 ? NULL :
	    memchr(rest.text + 2, '>', rest.bytes - 2);
	if (!end) {
		k.code = utf8_next(&rest);
		*out = key_plain(k);
		*s = rest;
		return ST_OK;
	}
	word = (struct slice){ rest.text + 1, (size_t)(end - rest.text - 1) };
	k.mods = mods_take(&word);
	if (!code_find(word, &k.code))
		return fail(err, ST_INVALID, "there is no key <%.*s>; the "
		    "nearest is <%s>", (int)word.bytes, word.text,
		    key_nearest(word));
	rest.bytes -= (size_t)(end + 1 - rest.text);
	rest.text = end + 1;
	*out = key_plain(k);
	*s = rest;
	return ST_OK;
}
