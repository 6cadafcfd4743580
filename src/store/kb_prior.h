/*
 * kb_prior.h - what earlier answers say for entries, in a generation.
 *
 *	prior	by a word's key (store/prior.h), packed: the weight of all,
 *		then row, row after row ascending, each with its weight
 *	prior_entry	how often an entry answered, and by how many operators
 *
 * Both are empty where nothing was learned.
 */
#ifndef STORE_KB_PRIOR_H
#define STORE_KB_PRIOR_H

#include "base/err.h"
#include "store/prior.h"

struct db;
struct kb;

#define KB_PRIOR_SCHEMA \
	"CREATE TABLE prior (key INTEGER PRIMARY KEY, shares BLOB);" \
	"CREATE TABLE prior_entry (row INTEGER PRIMARY KEY," \
	" answers INTEGER, operators INTEGER);"
#define KB_META_PRIOR "prior_words"

/* What of it got into a base: only entries that it has. */
struct kb_prior_counts {
	int64_t words, pairs, entries;
};

/* For kb_build alone, when all entries and their index are there. */
enum status kb_prior_write(struct db *db, const struct prior *p,
    struct kb_prior_counts *out, struct err *err);

bool kb_has_prior(const struct kb *kb);
/* What a word says: shares for kb_prior_take(), none when it was never
 * learned. They live until the next call. */
enum status kb_prior(struct kb *kb, struct slice word, uint32_t *all,
    struct slice *shares, struct err *err);
/* The next row and its weight, in PRIOR_UNIT; false at the end. *@row is 0
 * before the first. */
bool kb_prior_take(struct slice *shares, int64_t *row, uint32_t *weight);
enum status kb_prior_entry(struct kb *kb, int64_t row,
    struct prior_entry *out, struct err *err);

#endif
