/*
 * detect.h - personal data in text: what must not stand in public answers.
 *
 * Mobile numbers of the mainland (11 digits from 13x to 19x), resident
 * identity numbers of 18 digits (GB 11643: a real date of birth and the ISO
 * 7064 MOD 11-2 check character), bank cards (16 to 19 digits that pass
 * Luhn and begin 3 to 6 or 9). Digits may be full-width and in groups parted
 * by single blanks or hyphens. Service numbers (12345, 400-, 010-) are none.
 */
#ifndef TEXT_DETECT_H
#define TEXT_DETECT_H

#include "base/buf.h"

enum detect_kind { DETECT_MOBILE, DETECT_IDENTITY, DETECT_BANK_CARD };

/* The first in @text; @where (in @text) and @kind may be NULL. Call again
 * with what follows *@where for the next. */
bool detect_personal(struct slice text, struct slice *where,
    enum detect_kind *kind);

/* Appends @text with the middle of each replaced: 138****5678,
 * 110101********1234, 6222************123. */
void detect_mask(struct buf *out, struct slice text);

/* What it is called, in the user's language. */
const char *detect_kind_title(enum detect_kind kind);

#endif
