/*
 * make-sounds.c - the tables of sounds: syllables, readings, phrases.
 *
 * A part of make-tables. Checks that what data/ says fits together: every
 * syllable of a phrase is one that some character has, and phrases are
 * written in characters that the index has.
 */
#include "make-tables.h"

#include <stdlib.h>
#include <string.h>

#include "text/tables.h"

#define SOUNDS_MAX 600

static uint16_t reading_at[CHARS];
static char *spelling[SOUNDS_MAX];
static size_t spellings = 1;

static uint16_t
sound_number(const char *place, const char *letters)
{
	for (size_t i = 1; i < spellings; i++)
		if (!strcmp(spelling[i], letters))
			return (uint16_t)i;
	die(place, letters);
	return 0;
}

static void
read_spellings(const char *path)
{
	FILE *file = open_file(path);
	char *line = NULL, *word[WORDS_MAX];
	size_t room = 0;

	while (next_line(file, &line, &room)) {
		size_t n = split(line, "\t ", word);

		for (size_t i = 1; i < n; i++) {
			size_t k = 1;

			word[i][strcspn(word[i], "/")] = 0;
			while (k < spellings && strcmp(spelling[k], word[i]))
				k++;
			if (k == SOUNDS_MAX || strlen(word[i]) > 6)
				die(path, word[i]);
			if (k == spellings)
				spelling[spellings++] =
				    check(strdup(word[i]));
		}
	}
	qsort(spelling + 1, spellings - 1, sizeof(*spelling), text_cmp);
	free(line);
	fclose(file);
}

/* zh as z, ch as c, sh as s, n as l; ang, eng, ing as an, en, in. */
static void
family_spelling(const char *s, char out[8])
{
	size_t n = 0;

	for (; *s; s++) {
		bool second = n == 1 && *s == 'h';

		if (second && strchr("zcs", out[0]))
			continue;
		if (*s == 'g' && n > 1 && out[n - 1] == 'n' && !s[1] &&
		    strchr("aei", out[n - 2]))
			continue;
		out[n++] = *s;
	}
	out[n] = 0;
	if (out[0] == 'n' && n > 1)
		out[0] = 'l';
}

static uint16_t
family_of(size_t s)
{
	char mine[8], other[8];

	family_spelling(spelling[s], mine);
	for (size_t i = 1; i < s; i++) {
		family_spelling(spelling[i], other);
		if (!strcmp(mine, other))
			return (uint16_t)i;
	}
	return (uint16_t)s;
}

static void
write_sounds(void)
{
	puts("const struct table_sound table_sound[] = {\n\t{ \"\", 0, 0 },");
	for (size_t i = 1; i < spellings; i++) {
		uint16_t family = family_of(i);

		printf("\t{ \"%s\", %zu, %d },\n", spelling[i],
		    strlen(spelling[i]), family);
		hash_bytes(spelling[i], strlen(spelling[i]) + 1);
		hash_bytes(&family, sizeof(family));
	}
	printf("};\nconst uint16_t table_sounds = %zu;\n", spellings - 1);
}

/* Frequent: a twentieth of what is counted, or the first two uncounted. */
static size_t
readings_of(const char *path, char **word, size_t n, uint16_t *out)
{
	long all = 0;

	for (size_t i = 0; i < n; i++) {
		const char *count = strchr(word[i], '/');

		all += count ? strtol(count + 1, NULL, 10) : 0;
	}
	for (size_t i = 0; i < n; i++) {
		char *count = strchr(word[i], '/');
		long times = count ? strtol(count + 1, NULL, 10) : 0;

		if (count)
			*count = 0;
		out[i] = sound_number(path, word[i]);
		if (!i || times * 20 >= all)
			out[i] |= READING_FREQUENT;
	}
	out[n - 1] |= READING_LAST;
	return n;
}

static uint16_t *reading;
static size_t readings = 1;
static char *first_reading[CHARS];

/* Single characters among the phrases: what their first reading shall be. */
static void
read_firsts(const char *path)
{
	FILE *file = open_file(path);
	char *line = NULL, *word[WORDS_MAX];
	size_t room = 0;
	uint32_t c[LONG_MAX_CHARS];

	while (next_line(file, &line, &room))
		if (split(line, "\t ", word) == 2 &&
		    chars_of(path, word[0], c) == 1)
			first_reading[c[0]] = check(strdup(word[1]));
	free(line);
	fclose(file);
}

/* Brings the reading that shall be first to the front. */
static void
put_first(const char *path, const char *first, char **word, size_t n)
{
	size_t bytes = first ? strlen(first) : 0, i = 0;
	char *found;

	if (!first)
		return;
	while (i < n && (strncmp(word[i], first, bytes) ||
	    (word[i][bytes] && word[i][bytes] != '/')))
		i++;
	if (i == n)
		die(path, first);
	found = word[i];
	memmove(word + 1, word, i * sizeof(*word));
	word[0] = found;
}

static uint16_t
reading_list(const uint16_t *list, size_t n)
{
	for (size_t i = 1; i + n <= readings; i++)
		if (!memcmp(reading + i, list, n * sizeof(*list)))
			return (uint16_t)i;
	reading = check(realloc(reading, (readings + n) * sizeof(*reading)));
	reading[0] = READING_LAST;
	memcpy(reading + readings, list, n * sizeof(*list));
	readings += n;
	if (readings > UINT16_MAX)
		die("readings", "too many");
	return (uint16_t)(readings - n);
}

static void
read_readings(const char *path)
{
	FILE *file = open_file(path);
	char *line = NULL, *word[WORDS_MAX];
	size_t room = 0;
	uint32_t c[LONG_MAX_CHARS] = { 0 };
	uint16_t list[WORDS_MAX] = { 0 };

	while (next_line(file, &line, &room)) {
		size_t n = split(line, "\t ", word);

		if (n < 2 || chars_of(path, word[0], c) != 1)
			die(path, line);
		put_first(path, first_reading[c[0]], word + 1, n - 1);
		n = readings_of(path, word + 1, n - 1, list);
		reading_at[c[0]] = reading_list(list, n);
	}
	free(line);
	fclose(file);
}

/* ------------------------------------------------------------ phrases */

struct phrase {
	uint16_t chars, ch[WORDS_MAX], sound[WORDS_MAX];
};

static struct phrase *phrase;
static size_t phrases;

static int
phrase_cmp(const void *va, const void *vb)
{
	const struct phrase *a = va, *b = vb;

	for (size_t i = 0; i < a->chars && i < b->chars; i++)
		if (a->ch[i] != b->ch[i])
			return a->ch[i] < b->ch[i] ? -1 : 1;
	return (a->chars > b->chars) - (a->chars < b->chars);
}

static void
phrase_parse(const char *path, char *line, struct phrase *p)
{
	char *word[WORDS_MAX];
	uint32_t c[LONG_MAX_CHARS];
	size_t n = split(line, "\t ", word);

	if (n < 2 || chars_of(path, word[0], c) != n - 1)
		die(path, line);
	p->chars = (uint16_t)(n - 1);
	for (size_t i = 0; i + 1 < n; i++) {
		if (has_variant(c[i]) || c[i] > UINT16_MAX)
			die(path, "a phrase is not in its indexed form");
		p->ch[i] = (uint16_t)c[i];
		p->sound[i] = sound_number(path, word[i + 1]);
	}
}

static void
read_phrases(const char *path)
{
	FILE *file = open_file(path);
	char *line = NULL;
	size_t room = 0;

	while (next_line(file, &line, &room)) {
		phrase = check(realloc(phrase,
		    (phrases + 1) * sizeof(*phrase)));
		memset(phrase + phrases, 0, sizeof(*phrase));
		phrase_parse(path, line, phrase + phrases);
		phrases += phrase[phrases].chars > 1;
	}
	free(line);
	fclose(file);
	qsort(phrase, phrases, sizeof(*phrase), phrase_cmp);
	for (size_t i = 1; i < phrases; i++)
		if (!phrase_cmp(phrase + i - 1, phrase + i))
			die(path, "a phrase stands there twice");
}

static void
write_phrases(void)
{
	size_t at = 0;

	puts("const struct table_phrase table_phrase[] = {");
	for (size_t i = 0; i < phrases; at += phrase[i++].chars)
		printf("\t{ %zu, %d },\n", at, phrase[i].chars);
	printf("};\nconst size_t table_phrases = %zu;\n", phrases);
	puts("const uint16_t table_phrase_char[] = {");
	for (size_t i = 0; i < phrases; i++)
		for (size_t k = 0; k < phrase[i].chars; k++)
			printf("0x%04x,\n", phrase[i].ch[k]);
	puts("};\nconst uint16_t table_phrase_sound[] = {");
	for (size_t i = 0; i < phrases; i++)
		for (size_t k = 0; k < phrase[i].chars; k++)
			printf("%d,\n", phrase[i].sound[k]);
	puts("};");
	hash_bytes(phrase, phrases * sizeof(*phrase));
}

static void
write_readings(void)
{
	write_stages("table_reading_at", "table_reading_page", reading_at, 2);
	puts("const uint16_t table_reading[] = {");
	for (size_t i = 0; i < readings; i++)
		printf("%d,\n", reading[i]);
	puts("};");
	hash_bytes(reading, readings * sizeof(*reading));
}

void
make_sounds(const char *pinyin, const char *phrases_path)
{
	read_spellings(pinyin);
	read_firsts(phrases_path);
	read_readings(pinyin);
	read_phrases(phrases_path);
	write_sounds();
	write_readings();
	write_phrases();
}
