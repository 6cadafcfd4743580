/*
 * prior.h - which entries answered which words, as counts that nobody can be
 * found in and nobody can make alone.
 *
 * Answers go in, with who gave them and who asked; what comes out is, for a
 * word, how much it speaks for which entries. A word that fewer claimants or
 * operators had than the limits say does not come out at all. For one entry an
 * operator counts once for the first day and never more than twice; a day
 * counts less the older it is. The same answers in the same order give the
 * same counts.
 *
 * A word is a pair of characters, a word of letters or a law number, as the
 * search has them (text/tokens.h); its text is not kept, a hash is.
 */
#ifndef STORE_PRIOR_H
#define STORE_PRIOR_H

#include "base/buf.h"

#include <stdint.h>

struct prior_limits {
	int64_t day;			/* today */
	int64_t half_days;		/* after so many it counts half */
	int64_t claimants, operators;	/* a word needs so many of each */
	int64_t entries;		/* most of a word */
};

struct prior_answer {
	const char *entry_id;
	const char *operator;
	struct slice question;		/* any text */
	int64_t claimant;		/* equal for the same person */
	int64_t day;
};

struct prior;

struct prior *prior_new(const struct prior_limits *limits);
void prior_free(struct prior *p);			/* NULL is fine */

/* False, and nothing is taken, when the question has personal data. */
bool prior_add(struct prior *p, const struct prior_answer *a);
/* Counts; nothing is added after it. */
void prior_settle(struct prior *p);

/* Weights are in eighths of an answer. */
#define PRIOR_UNIT 8

struct prior_share {
	uint32_t entry;			/* its number */
	uint32_t weight;
};

struct prior_word {
	uint64_t key;
	uint32_t weight;		/* of all entries, kept or not */
	uint32_t share, shares;		/* prior_shares() of that number */
};

/* By key; shares of the most weight first. */
const struct prior_word *prior_words(const struct prior *p, size_t *count);
const struct prior_share *prior_shares(const struct prior *p);

/* How often an entry answered, and in how many operators' hands. */
struct prior_entry {
	uint32_t answers, operators;
};

size_t prior_entries(const struct prior *p);
struct slice prior_entry_id(const struct prior *p, uint32_t entry);
struct prior_entry prior_entry(const struct prior *p, uint32_t entry);

/* The key of a word as the search knows it. */
uint64_t prior_key(struct slice word);

#endif
