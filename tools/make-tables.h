/*
 * make-tables.h - what the two files of make-tables share.
 */
#ifndef TOOLS_MAKE_TABLES_H
#define TOOLS_MAKE_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define CHARS 0x110000
#define WORDS_MAX 64
#define LONG_MAX_CHARS 32

void die(const char *place, const char *what);
void *check(void *p);			/* dies when it is NULL */
FILE *open_file(const char *path);
/* The next line of data, without its end; false at the end of the file. */
bool next_line(FILE *file, char **line, size_t *room);
/* Splits at any of @ends in place. */
size_t split(char *line, const char *ends, char *word[WORDS_MAX]);
size_t chars_of(const char *place, const char *text,
    uint32_t out[LONG_MAX_CHARS]);
int text_cmp(const void *a, const void *b);
void hash_bytes(const void *bytes, size_t n);
/* A table over all characters, of elements of @width bytes, in two stages. */
void write_stages(const char *name, const char *page_name, const void *table,
    size_t width);

/* Whether @c is another character in the index. */
bool has_variant(uint32_t c);

/* Reads data/pinyin.tsv and data/pinyin-phrases.tsv and writes their
 * tables. */
void make_sounds(const char *pinyin, const char *phrases);

#endif
