/*
 * keywords.h - whose words stand in a text.
 *
 * Thousands of words are looked for at once: the ones that may begin at a
 * place in the text are found by their first bytes.
 */
#ifndef APP_KEYWORDS_H
#define APP_KEYWORDS_H

#include "base/buf.h"

#include <stdint.h>

struct keywords;

struct keywords *keywords_new(void);
void keywords_free(struct keywords *k);			/* NULL is fine */

/* The word is @owner's, 0.. . Its bytes outlive @k. All words are added
 * before the first question. */
void keywords_add(struct keywords *k, struct slice word, uint32_t owner);
/*
 * The owner whose words in @text have most bytes in sum, each word counted
 * once; the smallest of several. False when no word is there.
 */
bool keywords_best(struct keywords *k, struct slice text, uint32_t *owner);

#endif
