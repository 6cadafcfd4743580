/*
 * mask.h - personal data as far as anyone may see them unasked.
 *
 * Pure: texts in, texts appended.
 */
#ifndef STORE_MASK_H
#define STORE_MASK_H

#include "base/buf.h"

#include <stdbool.h>

/*
 * A phone number as it is compared: its digits alone, full-width ones too,
 * without the country's 86 before a mobile or trunk number. False, and
 * nothing is appended, when it has fewer than 5 digits or more than 20.
 */
bool phone_form(struct buf *out, struct slice typed);

/* The digits alone, as ASCII. */
void phone_digits(struct buf *out, struct slice typed);

void mask_phone(struct buf *out, struct slice phone);	/* 138****5678 */
void mask_name(struct buf *out, struct slice name);	/* 张** */
void mask_place(struct buf *out, struct slice place);	/* 东大桥路**** */

/* Free text with phone, identity and card numbers as "****": seven digits
 * and more in a row, and mobile numbers written in groups. */
void mask_text(struct buf *out, struct slice text);

#endif
