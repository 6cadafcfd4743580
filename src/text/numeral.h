/*
 * numeral.h - numbers in Chinese, as people write them: 十五, 一百零三, 两千.
 */
#ifndef TEXT_NUMERAL_H
#define TEXT_NUMERAL_H

#include "base/buf.h"

#include <stdint.h>

#define NUMERAL_MAX 99999999

/* Appends @value, at most NUMERAL_MAX; number_take() reads it back. */
void numeral_put(struct buf *out, uint32_t value);
/* Whether @ch may stand in such a number. */
bool numeral_has(uint32_t ch);

#endif
