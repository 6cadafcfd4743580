/*
 * lawnumber.h - numbers as laws and offices write them, in one form.
 *
 * For tokens.c and query.c. Texts are normalised.
 */
#ifndef TEXT_LAWNUMBER_H
#define TEXT_LAWNUMBER_H

#include "text/tokens.h"

/* bytes 0: there is none. [from, to) in the text; @form has the bytes. */
struct law_number {
	enum token_kind kind;
	size_t bytes, from, to;
};

/* An opening bracket as around the year of a document number. */
static inline bool
law_opens(uint32_t ch)
{
	return ch == '(' || ch == '[' || ch == 0x3014 || ch == 0x3010 ||
	    ch == 0x3016;
}

/* At 第: 第十一条, 第24条之1; and 第732号 after 令. */
struct law_number law_ordinal(struct slice all, size_t at, char *form,
    size_t room);
/* At 一 or 二: 二〇二三年. */
struct law_number law_year(struct slice all, size_t at, char *form,
    size_t room);
/* At an opening bracket: 〔2023〕1号 and the office's letters before. */
struct law_number law_bracket(struct slice all, size_t at, char *form,
    size_t room);
/* At a digit, as people type: 京政办发2023年1号, 京政办发2023 1. */
struct law_number law_typed(struct slice all, size_t at, char *form,
    size_t room);

#endif
