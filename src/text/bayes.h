/*
 * bayes.h - which class a text is of, by the words of texts whose class is
 * known: naive Bayes over pairs of characters and words.
 *
 * Counts are all it holds, so it learns by adding, and a guess can say which
 * words spoke for it. A word counts once a text. Pure.
 */
#ifndef TEXT_BAYES_H
#define TEXT_BAYES_H

#include "base/buf.h"

struct bayes;

struct bayes *bayes_new(void);
void bayes_free(struct bayes *b);			/* NULL is fine */

/* Texts are normalised. @weight is what one mention counts, as of that many
 * texts; @name is copied. */
void bayes_learn(struct bayes *b, const char *name, struct slice text,
    double weight);

/* The likeliest class: its name, its share of the likelihood in percent (flat
 * enough to be right about that often), and the words of the text that spoke
 * for it most, with commas between, which replace what is in @words. NULL when
 * no word of the text was ever learned. The name lives as long as @b. */
const char *bayes_guess(const struct bayes *b, struct slice text,
    int *percent, struct buf *words);

#endif
