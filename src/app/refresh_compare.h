/*
 * refresh_compare.h - the entries of the next base held against each other:
 * for refresh*.c alone.
 *
 *	Q7	One title in one region has one answer, and texts that are
 *		alike by SIMILAR have one. Where answers differ both stay, and
 *		both owners are told. The older of two that say the same gives
 *		way: it is superseded.
 *	Q8	Nothing supersedes itself in a circle: such entries are
 *		suspended. What a live entry supersedes is superseded.
 *	Q9	Answers that rest on a repealed document are suspended.
 *	Q10	A telephone number also stands in a contact.
 *	Q15	A translation is not older than its original.
 *
 * Only live entries are compared. Nothing leaves the base: an entry that
 * gives way is there, below the line. About 100 bytes of each are kept, a third
 * of which is given back once all is settled.
 */
#ifndef APP_REFRESH_COMPARE_H
#define APP_REFRESH_COMPARE_H

#include "base/err.h"
#include "text/entry.h"

#include <stdint.h>

struct compare;
struct kb;
struct note_taker;

#define COMPARE_SIMILAR 0.9

struct compare *compare_new(int64_t day);
void compare_free(struct compare *c);			/* NULL is fine */

/* @source is the entry's, by its number in the report. */
void compare_add(struct compare *c, const struct entry *e, size_t source);

/* Once all are there: finds what is wrong and notes it. */
void compare_settle(struct compare *c, const struct note_taker *notes);
/* Makes of an entry what was found. */
void compare_apply(const struct compare *c, struct entry *e);
/* The first day after today on which something becomes otherwise by itself;
 * 0 when there is none. */
int64_t compare_until(const struct compare *c);

/* Reads the texts that may be alike in the base that was built of them, and
 * notes those that are. */
enum status compare_texts(struct compare *c, struct kb *kb,
    const struct note_taker *notes, struct err *err);

#endif
