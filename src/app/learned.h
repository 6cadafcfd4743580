/*
 * learned.h - the topic of a text, by the topics' own key words, by the
 * entries of the knowledge base and by what was logged before.
 *
 * It knows the key words from the start and learns the rest a portion at a
 * time, so that nobody waits for it.
 */
#ifndef APP_LEARNED_H
#define APP_LEARNED_H

#include "app/directory.h"
#include "base/err.h"

struct kb;
struct learned;
struct ledger;

struct learned *learned_new(const struct directory *d);
void learned_free(struct learned *l);			/* NULL is fine */

/* Learns the next entries and demands, newest and best first, of what is
 * open (NULL: nothing); true while there may be more. A failure ends it, and
 * what was learned goes on. */
bool learned_more(struct learned *l, struct ledger *ledger, struct kb *kb);
/* One that was just logged. */
void learned_add(struct learned *l, const char *topic, struct slice text);

/* NULL when nothing speaks for any. @percent and @words as bayes_guess(). */
const struct topic *learned_topic(const struct learned *l,
    struct slice text, int *percent, struct buf *words);

#endif
