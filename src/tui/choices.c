/*
 * choices.c - finds among a few hundred names while they are typed.
 *
 * Names and sounds are made once, when a choice is added, so that a key is
 * answered by comparing bytes.
 */
#include "tui/choices.h"

#include "base/mem.h"
#include "text/normalize.h"
#include "text/pinyin.h"

#include <stdlib.h>
#include <string.h>

#define SOUNDS_MAX 64			/* characters of one name */

/* How well a choice fits; the best first. */
enum fit { FIT_WHOLE, FIT_OTHER_WHOLE, FIT_START, FIT_INSIDE, FIT_OTHER_START,
	FIT_OTHER_INSIDE, FIT_SOUND_START, FIT_SOUND, FIT_NOT };

void
choices_reset(struct choices *c)
{
	texts_release(&c->texts);
	c->texts = (struct texts)TEXTS_INIT;
	c->count = 0;
}

void
choices_release(struct choices *c)
{
	texts_release(&c->texts);
	free(c->choice);
	*c = (struct choices)CHOICES_INIT;
}

void
found_release(struct found *f)
{
	free(f->at);
	*f = (struct found)FOUND_INIT;
}

/* A name as text and by its sounds, each on a line of its own. */
static void
name_add(struct slice name, struct buf *names, struct buf *sounds)
{
	uint16_t sound[SOUNDS_MAX];
	size_t from = names->bytes, count;
	struct slice normal;

	normalize(names, name);
	normal = (struct slice){ buf_text(names) + from,
	    names->bytes - from };
	count = sounds_of_text(normal, sound, SOUNDS_MAX);
	for (size_t i = 0; i < count; i++)
		buf_addf(sounds, "%s%s", i ? " " : "",
		    sound_spelling(sound[i]));
	buf_add_char(names, '\n');
	buf_add_char(sounds, '\n');
}

void
choices_add(struct choices *c, const char *code, const char *label,
    const char *names)
{
	struct buf all = BUF_INIT, sounds = BUF_INIT;
	struct slice rest = slice_of(names), one;

	name_add(slice_of(label), &all, &sounds);
	while (rest.bytes > 0) {
		if (!slice_until(&rest, ',', &one)) {
			one = rest;
			rest.bytes = 0;
		}
		name_add(slice_trim(one), &all, &sounds);
	}
	ARRAY_GROW(c->choice, c->count + 1, c->room);
	c->choice[c->count++] = (struct choice){
		.code = texts_keep(&c->texts, slice_of(code)),
		.label = texts_keep(&c->texts, slice_of(label)),
		.names = texts_keep(&c->texts, buf_slice(&all)),
		.sounds = texts_keep(&c->texts, buf_slice(&sounds)),
	};
	buf_release(&all);
	buf_release(&sounds);
}

size_t
choices_of(const struct choices *c, const char *code)
{
	size_t i = 0;

	while (i < c->count && strcmp(c->choice[i].code, code) != 0)
		i++;
	return i;
}

/*
 * Do the letters spell the syllables from here on, each whole or begun? The
 * longest part of a syllable is tried first; letters are few.
 */
static bool
spells(const char *sounds, const char *typed)
{
	size_t common = 0;
	const char *next = sounds;

	if (!*typed)
		return true;
	if (!*sounds || *sounds == '\n')
		return false;
	while (sounds[common] > ' ' && sounds[common] == typed[common])
		common++;
	while (*next > ' ')
		next++;
	if (*next == ' ')
		next++;
	for (; common > 0; common--)
		if (spells(next, typed + common))
			return true;
	return false;
}

static enum fit
fit_sounds(const struct choice *c, const char *typed)
{
	const char *at = c->sounds;

	if (!*typed)
		return FIT_NOT;
	if (spells(at, typed))
		return FIT_SOUND_START;
	for (; *at; at++)
		if ((at == c->sounds || at[-1] <= ' ') && spells(at, typed))
			return FIT_SOUND;
	return FIT_NOT;
}

/* It is one of the names, from end to end. */
static bool
is_name(const struct choice *c, const char *typed)
{
	size_t bytes = strlen(typed);
	const char *at = c->names;

	while ((at = strstr(at, typed)) != NULL) {
		if ((at == c->names || at[-1] == '\n') && at[bytes] == '\n')
			return true;
		at += bytes;
	}
	return false;
}

static enum fit
fit_of(const struct choice *c, const char *typed, const char *letters)
{
	const char *line = strchr(c->names, '\n');
	const char *hit = strstr(c->names, typed);
	size_t bytes = strlen(typed);

	if (bytes == 0)
		return FIT_INSIDE;
	if (hit && is_name(c, typed))
		return line == c->names + bytes ? FIT_WHOLE :
		    FIT_OTHER_WHOLE;
	if (hit == c->names)
		return FIT_START;
	if (hit && hit < line)
		return FIT_INSIDE;
	if (hit)
		return hit[-1] == '\n' ? FIT_OTHER_START : FIT_OTHER_INSIDE;
	return fit_sounds(c, letters);
}

/* The letters alone, when there is nothing but letters, blanks and '. */
static void
letters_of(struct slice typed, struct buf *out)
{
	for (size_t i = 0; i < typed.bytes; i++) {
		char ch = typed.text[i];

		if (ch >= 'a' && ch <= 'z')
			buf_add_char(out, ch);
		else if (ch != ' ' && ch != '\'') {
			buf_reset(out);
			return;
		}
	}
}

void
choices_find(const struct choices *c, struct slice typed, struct found *out)
{
	struct buf normal = BUF_INIT, letters = BUF_INIT;
	unsigned char *fit = xcalloc(c->count + 1, 1);

	normalize(&normal, typed);
	letters_of(buf_slice(&normal), &letters);
	for (size_t i = 0; i < c->count; i++)
		fit[i] = (unsigned char)fit_of(&c->choice[i],
		    buf_text(&normal), buf_text(&letters));
	out->count = 0;
	ARRAY_GROW(out->at, c->count, out->room);
	for (int f = FIT_WHOLE; f < FIT_NOT; f++)
		for (size_t i = 0; i < c->count; i++)
			if (fit[i] == f)
				out->at[out->count++] = i;
	free(fit);
	buf_release(&normal);
	buf_release(&letters);
}
