/*
 * learned.h - the topic of a text, by the topics' own key words and by what
 * was logged before.
 *
 * It knows the key words from the start and learns the newest demands of the
 * ledger a portion at a time, so that nobody waits for it.
 */
#ifndef APP_LEARNED_H
#define APP_LEARNED_H

#include "app/directory.h"
#include "base/err.h"

struct learned;
struct ledger;

struct learned *learned_new(const struct directory *d);
void learned_free(struct learned *l);			/* NULL is fine */

/* Learns the next demands; true while there may be more. A failure ends it,
 * and the key words go on. */
bool learned_more(struct learned *l, struct ledger *ledger);
/* One that was just logged. */
void learned_add(struct learned *l, const char *topic, struct slice text);

/* NULL when nothing speaks for any. @percent and @words as bayes_guess(). */
const struct topic *learned_topic(const struct learned *l,
    struct slice text, int *percent, struct buf *words);

#endif
