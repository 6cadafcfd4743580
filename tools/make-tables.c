/*
 * make-tables.c - writes src/text/tables.c: what normalizing, the tokens,
 * pinyin, stop words and synonyms need, as constant arrays.
 *
 *	make-tables VARIANTS PINYIN PHRASES STOPWORDS SYNONYMS
 *
 * Runs when the program is built. Stands alone: libunistring is asked here
 * for normal forms, folding and properties, so that the program has the same
 * tables wherever it runs, and their hash can be named in a knowledge base.
 */
#include "make-tables.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "text/tables.h"

#define TEXTS_MAX (FORM_TEXT_END - FORM_TEXT)

static uint32_t variant[CHARS];
static bool joins[CHARS];
static uint16_t form[CHARS];
static uint8_t class_of[CHARS];
static char *form_text[TEXTS_MAX];
static size_t form_texts;
static uint64_t hash = UINT64_C(14695981039346656037);

void
die(const char *place, const char *what)
{
	fprintf(stderr, "make-tables: %s: %s\n", place, what);
	exit(1);
}

void *
check(void *p)
{
	if (!p)
		die("memory", strerror(ENOMEM));
	return p;
}

void
hash_bytes(const void *bytes, size_t n)
{
	const uint8_t *p = bytes;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ p[i]) * UINT64_C(1099511628211);
}

bool
next_line(FILE *file, char **line, size_t *room)
{
	ssize_t n;

	while ((n = getline(line, room, file)) > 0) {
		if ((*line)[n - 1] == '\n')
			(*line)[n - 1] = 0;
		if (**line && **line != '#')
			return true;
	}
	return false;
}

FILE *
open_file(const char *path)
{
	FILE *file = fopen(path, "r");

	if (!file)
		die(path, strerror(errno));
	return file;
}

size_t
split(char *line, const char *ends, char *word[WORDS_MAX])
{
	size_t n = 0;

	for (char *save = NULL, *w = strtok_r(line, ends, &save);
	    w && n < WORDS_MAX; w = strtok_r(NULL, ends, &save))
		word[n++] = w;
	return n;
}

size_t
chars_of(const char *place, const char *text, uint32_t out[LONG_MAX_CHARS])
{
	size_t n = LONG_MAX_CHARS;

	if (!u8_to_u32((const uint8_t *)text, strlen(text), out, &n) ||
	    n > LONG_MAX_CHARS || !n)
		die(place, text);
	return n;
}

int
text_cmp(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
read_variants(const char *path)
{
	FILE *file = open_file(path);
	char *line = NULL, *word[WORDS_MAX];
	size_t room = 0;
	uint32_t from[LONG_MAX_CHARS], to[LONG_MAX_CHARS];

	while (next_line(file, &line, &room)) {
		if (split(line, "\t", word) < 2 ||
		    chars_of(path, word[0], from) != 1 ||
		    chars_of(path, word[1], to) != 1)
			die(path, line);
		variant[from[0]] = to[0];
	}
	free(line);
	fclose(file);
}

/*
 * One step of the form: NFKC, folding, variants, what cannot be seen taken
 * out. Returns the new length; @text has room for LONG_MAX_CHARS.
 */
static size_t
form_step(uint32_t text[LONG_MAX_CHARS], size_t n)
{
	size_t folded_n, kept = 0;
	uint32_t *folded = check(u32_casefold(text, n, NULL, UNINORM_NFKC,
	    NULL, &folded_n));

	for (size_t i = 0; i < folded_n && kept < LONG_MAX_CHARS; i++) {
		uint32_t c = folded[i];

		if (variant[c])
			c = variant[c];
		if (!uc_is_property_default_ignorable_code_point(c))
			text[kept++] = c;
	}
	free(folded);
	return kept;
}

static bool
is_blank(uint32_t c)
{
	return uc_is_general_category_withtable(c,
	    UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Zs |
	    UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp);
}

/* Which characters may become one with the character before them. */
static void
find_joins(void)
{
	for (uint32_t c = 0; c < CHARS; c++) {
		uint32_t part[UC_DECOMPOSITION_MAX_LENGTH];
		int n = uc_canonical_decomposition(c, part);

		if (n == 2 && uc_composition(part[0], part[1]) == c)
			joins[part[1]] = true;
		if (uc_combining_class(c))
			joins[c] = true;
	}
	for (uint32_t c = 0x1161; c <= 0x1175; c++)
		joins[c] = true;
	for (uint32_t c = 0x11a8; c <= 0x11c2; c++)
		joins[c] = true;
}

static uint16_t
form_text_number(const uint32_t *text, size_t n)
{
	size_t bytes;
	char *utf8 = check(u32_to_u8(text, n, NULL, &bytes));
	size_t i = 0;

	utf8 = check(realloc(utf8, bytes + 1));
	utf8[bytes] = 0;
	while (i < form_texts && strcmp(form_text[i], utf8))
		i++;
	if (i == TEXTS_MAX)
		die("forms", "too many texts");
	if (i == form_texts)
		form_text[form_texts++] = utf8;
	else
		free(utf8);
	return (uint16_t)(FORM_TEXT + i);
}

static uint16_t
form_of(uint32_t c)
{
	uint32_t text[LONG_MAX_CHARS] = { c };
	uint32_t before[LONG_MAX_CHARS] = { 0 };
	size_t n = 1, before_n = 0;

	if (is_blank(c))
		return FORM_BLANK;
	if (c >= 0xd800 && c < 0xe000)
		return FORM_SAME;
	while (before_n != n || memcmp(before, text, n * sizeof(*text))) {
		memcpy(before, text, n * sizeof(*text));
		before_n = n;
		n = form_step(text, n);
	}
	if (!n)
		return FORM_DROP;
	if (joins[c] || joins[text[0]])
		return FORM_JOINS;
	if (is_blank(text[0]) || is_blank(text[n - 1]))
		return FORM_BLANK;
	if (n == 1 && text[0] == c)
		return FORM_SAME;
	if (n == 1 && text[0] < 0x10000 && text[0] > FORM_JOINS)
		return (uint16_t)text[0];
	return form_text_number(text, n);
}

static uint8_t
class_find(uint32_t c)
{
	static const char *const han[] = { "Han", "Hiragana", "Katakana",
		"Bopomofo" };
	const uc_script_t *script = uc_script(c);

	if (is_blank(c))
		return CLASS_BLANK;
	if (c >= 0xd800 && c < 0xe000)
		return CLASS_OTHER;
	if (!uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L |
	    UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M))
		return CLASS_OTHER;
	if (c == 0x30fc)
		return CLASS_HAN;
	for (size_t i = 0; script && i < sizeof(han) / sizeof(*han); i++)
		if (!strcmp(script->name, han[i]))
			return CLASS_HAN;
	return CLASS_WORD;
}

/* ----------------------------------------------- stop words, synonyms */

/* A word in its normal form; our own file needs no marks joined. */
static char *
word_form(const char *path, const char *word)
{
	uint32_t text[LONG_MAX_CHARS];
	size_t n = chars_of(path, word, text), bytes;
	char *out;

	n = form_step(text, n);
	out = check(u32_to_u8(text, n, NULL, &bytes));
	out = check(realloc(out, bytes + 1));
	out[bytes] = 0;
	return out;
}

static void
write_stops(const char *path)
{
	FILE *file = open_file(path);
	char *line = NULL, **stop = NULL;
	size_t room = 0, n = 0;

	while (next_line(file, &line, &room)) {
		stop = check(realloc(stop, (n + 1) * sizeof(*stop)));
		stop[n++] = word_form(path, line);
	}
	free(line);
	fclose(file);
	if (n)
		qsort(stop, n, sizeof(*stop), text_cmp);
	puts("const char *const table_stop[] = {");
	for (size_t i = 0; i < n; i++) {
		if (i && !strcmp(stop[i], stop[i - 1]))
			die(path, stop[i]);
		printf("\t\"%s\",\n", stop[i]);
	}
	printf("\tNULL\n};\nconst size_t table_stops = %zu;\n", n);
	for (size_t i = 0; i < n; i++)
		free(stop[i]);
	free(stop);
}

struct synonym {
	char *word, *other;
	bool official;
};

static int
synonym_cmp(const void *va, const void *vb)
{
	const struct synonym *a = va, *b = vb;
	int order = strcmp(a->word, b->word);

	return order ? order : strcmp(a->other, b->other);
}

/* The file's first line names its columns: colloquial, official. */
static void
write_synonyms(const char *path)
{
	FILE *file = open_file(path);
	char *line = NULL, *word[WORDS_MAX];
	struct synonym *list = NULL;
	size_t room = 0, n = 0;

	if (!next_line(file, &line, &room) || strncmp(line, "colloquial", 10))
		die(path, "the names of the columns are missing");
	while (next_line(file, &line, &room)) {
		char *said, *written;

		if (split(line, "\t", word) < 2)
			die(path, line);
		said = word_form(path, word[0]);
		written = word_form(path, word[1]);
		list = check(realloc(list, (n + 2) * sizeof(*list)));
		list[n++] = (struct synonym){ said, written, true };
		list[n++] = (struct synonym){ written, said, false };
	}
	free(line);
	fclose(file);
	if (n)
		qsort(list, n, sizeof(*list), synonym_cmp);
	puts("const struct table_synonym table_synonym[] = {");
	for (size_t i = 0; i < n; i++)
		printf("\t{ \"%s\", \"%s\", %d },\n", list[i].word,
		    list[i].other, list[i].official);
	printf("\t{ 0 }\n};\nconst size_t table_synonyms = %zu;\n", n);
	for (size_t i = 0; i < n; i++) {
		free(list[i].official ? list[i].word : NULL);
		free(list[i].official ? list[i].other : NULL);
	}
	free(list);
}

/* ---------------------------------------------------------- two stages */

bool
has_variant(uint32_t c)
{
	return variant[c] != 0;
}

static uint32_t
value_at(const void *table, size_t width, size_t i)
{
	if (width == 1)
		return ((const uint8_t *)table)[i];
	return ((const uint16_t *)table)[i];
}

void
write_stages(const char *name, const char *page_name, const void *table,
    size_t width)
{
	static uint16_t page[TABLE_PAGES], first[TABLE_PAGES];
	const char *bytes = table;
	size_t pages = 0;

	for (size_t i = 0; i < TABLE_PAGES; i++) {
		size_t k = 0;

		while (k < pages && memcmp(bytes + first[k] * 256 * width,
		    bytes + i * 256 * width, 256 * width))
			k++;
		if (k == pages)
			first[pages++] = (uint16_t)i;
		page[i] = (uint16_t)k;
	}
	printf("const uint16_t %s[TABLE_PAGES] = {\n", page_name);
	for (size_t i = 0; i < TABLE_PAGES; i++)
		printf("%d,%s", page[i], i % 16 == 15 ? "\n" : "");
	printf("};\nconst uint%zu_t %s[][256] = {\n", width * 8, name);
	for (size_t k = 0; k < pages; k++) {
		puts("{");
		for (size_t i = 0; i < 256; i++)
			printf("%u,%s", value_at(table, width,
			    first[k] * (size_t)256 + i),
			    i % 16 == 15 ? "\n" : "");
		puts("},");
	}
	puts("};");
	hash_bytes(table, CHARS * width);
}

static void
write_form_texts(void)
{
	puts("const char *const table_form_text[] = {");
	for (size_t i = 0; i < form_texts; i++) {
		printf("\t\"");
		for (const char *p = form_text[i]; *p; p++)
			printf("\\%03o", (unsigned)(unsigned char)*p);
		puts("\",");
		hash_bytes(form_text[i], strlen(form_text[i]) + 1);
	}
	puts("\tNULL\n};");
}

int
main(int argc, char **argv)
{
	if (argc != 6)
		die("usage", "VARIANTS PINYIN PHRASES STOPWORDS SYNONYMS");
	read_variants(argv[1]);
	find_joins();
	for (uint32_t c = 0; c < CHARS; c++) {
		form[c] = form_of(c);
		class_of[c] = class_find(c);
	}
	puts("/* Made by make-tables; do not edit. */");
	puts("#include \"text/tables.h\"\n");
	write_stages("table_form", "table_form_page", form, 2);
	write_form_texts();
	write_stages("table_class", "table_class_page", class_of, 1);
	make_sounds(argv[2], argv[3]);
	write_stops(argv[4]);
	write_synonyms(argv[5]);
	printf("const char table_hash[] = \"%d-%016llx\";\n", TABLE_RULES,
	    (unsigned long long)hash);
	return fflush(stdout) || ferror(stdout);
}
