/*
 * vocab.h - the characters and words of a base that is being built: how many
 * entries have each, and their numbers.
 *
 * Lives in memory. Pairs of characters, of which there are too many, are
 * counted where their rows are (store/kb_terms.h).
 */
#ifndef STORE_VOCAB_H
#define STORE_VOCAB_H

#include "text/tokens.h"

struct vocab;

struct vocab_atom {
	uint32_t ch;			/* or 0 for a word */
	struct slice word;
	uint32_t entries;
};

/* Both from 1, and 0 for what was never counted. */
struct vocab_place {
	uint32_t number;		/* characters first, frequent first */
	uint32_t rank;			/* among its kind, by its bytes */
};

struct vocab *vocab_new(void);
void vocab_free(struct vocab *v);		/* NULL is fine */

/* The tokens that follow are of another entry; pairs do not count. */
void vocab_next_entry(struct vocab *v);
void vocab_count(struct vocab *v, const struct token *t);

/* Gives the atoms their places; nothing is counted after it. */
void vocab_number(struct vocab *v);
uint32_t vocab_atoms(const struct vocab *v);
uint32_t vocab_chars(const struct vocab *v);	/* of these, characters */
struct vocab_atom vocab_atom(const struct vocab *v, uint32_t number);
struct vocab_place vocab_char(const struct vocab *v, uint32_t ch);
struct vocab_place vocab_word(const struct vocab *v, struct slice word);
uint32_t vocab_ranked_char(const struct vocab *v, uint32_t rank);
/* Lives as long as @v. */
struct slice vocab_ranked_word(const struct vocab *v, uint32_t rank);

#endif
