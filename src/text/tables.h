/*
 * tables.h - the tables of the text layer, for its own files only.
 *
 * tools/make-tables writes tables.c when the program is built. Tables over
 * all characters are in two stages: a page number for each 256 characters,
 * and the pages, of which equal ones are kept once.
 */
#ifndef TEXT_TABLES_H
#define TEXT_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TABLE_PAGES 0x1100

/* What normalizing makes of a character: itself, a blank, nothing, something
 * that depends on what stands before it, text number n, or another one. */
enum {
	FORM_SAME = 0, FORM_BLANK = 1, FORM_DROP = 2, FORM_JOINS = 3,
	FORM_TEXT = 0xd800, FORM_TEXT_END = 0xe000
};

enum char_class { CLASS_OTHER, CLASS_BLANK, CLASS_WORD, CLASS_HAN };

/* A list of readings ends with the one that has READING_LAST. */
enum {
	READING_LAST = 0x8000, READING_FREQUENT = 0x4000,
	READING_SOUND = 0x3fff
};

struct table_sound {
	char spelling[7];
	uint8_t letters;
	uint16_t family;
};

/* at: of its characters in table_phrase_char, its sounds beside. */
struct table_phrase {
	uint32_t at;
	uint8_t chars;
};

extern const uint16_t table_form_page[TABLE_PAGES];
extern const uint16_t table_form[][256];
extern const char *const table_form_text[];

extern const uint16_t table_class_page[TABLE_PAGES];
extern const uint8_t table_class[][256];

extern const uint16_t table_reading_page[TABLE_PAGES];
extern const uint16_t table_reading_at[][256];	/* 0: none */
extern const uint16_t table_reading[];

extern const struct table_sound table_sound[];	/* [0] is none */
extern const uint16_t table_sounds;		/* the last one */

extern const struct table_phrase table_phrase[];	/* ascending */
extern const size_t table_phrases;
extern const uint16_t table_phrase_char[];
extern const uint16_t table_phrase_sound[];

extern const char *const table_stop[];		/* ascending by bytes */
extern const size_t table_stops;

/* Both ways: @word is the colloquial one when @other is official. */
struct table_synonym {
	const char *word, *other;
	bool official;
};

extern const struct table_synonym table_synonym[];	/* by word */
extern const size_t table_synonyms;

/* Raise it when tokens.c or normalize.c make something else of a text. */
#define TABLE_RULES 1
/* TABLE_RULES and the hash of all tables that an index depends on. */
extern const char table_hash[];

static inline uint16_t
table_form_of(uint32_t ch)
{
	return table_form[table_form_page[ch >> 8]][ch & 0xff];
}

static inline enum char_class
table_class_of(uint32_t ch)
{
	return (enum char_class)
	    table_class[table_class_page[ch >> 8]][ch & 0xff];
}

#endif
