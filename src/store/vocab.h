/*
 * vocab.h - the terms of a base that is being built: how many entries have
 * each, and the numbers of its atoms.
 *
 * Lives in memory: 16 bytes a slot for pairs, about 60 MB for a hundred
 * thousand entries of law.
 */
#ifndef STORE_VOCAB_H
#define STORE_VOCAB_H

#include "text/tokens.h"

struct vocab;

struct vocab_pair {
	uint32_t a, b;			/* numbers of its characters */
	uint32_t entries;
};

struct vocab_atom {
	uint32_t ch;			/* or 0 for a word */
	struct slice word;
	uint32_t entries;
};

struct vocab *vocab_new(void);
void vocab_free(struct vocab *v);		/* NULL is fine */

/* The tokens that follow are of another entry. */
void vocab_next_entry(struct vocab *v);
void vocab_count(struct vocab *v, const struct token *t);

/* Gives the atoms their numbers, 1.., characters first, frequent ones first;
 * nothing is counted after it. */
void vocab_number(struct vocab *v);
uint32_t vocab_atoms(const struct vocab *v);
uint32_t vocab_chars(const struct vocab *v);	/* of these, characters */
struct vocab_atom vocab_atom(const struct vocab *v, uint32_t number);
/* 0 when it was never counted. */
uint32_t vocab_char_number(const struct vocab *v, uint32_t ch);
uint32_t vocab_word_number(const struct vocab *v, struct slice word);

/* Pairs that at least @entries entries have, ascending by their numbers. The
 * caller frees the list. Gives the counters' memory back. */
struct vocab_pair *vocab_take_pairs(struct vocab *v, uint32_t entries,
    size_t *count);

#endif
