/*
 * refresh_prior.h - what a run learns from the ledger: for refresh*.c alone.
 *
 * Answers become counts in the next base (store/prior.h), flags become rows of
 * the work list. A ledger that is not there is nothing; one that cannot be
 * read is said, and the refresh goes on without it.
 *
 * An answer counts for what its entry was when it was given: not when the
 * entry has got another title since, nor when it was given in a base whose
 * ids are not this one's.
 */
#ifndef APP_REFRESH_PRIOR_H
#define APP_REFRESH_PRIOR_H

#include "base/err.h"
#include "text/entry.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct kb_build;
struct ledger;
struct prior;
struct run;

struct run_prior {
	struct ledger *ledger;		/* NULL: none, or it is not read */
	bool there;			/* though it may not be read; without
					 * one nothing was answered yet */
	bool own;			/* opened by the run */
	bool on;			/* the next base shall learn */
	int64_t ids_since;		/* ms: ids mean what they mean */
	json_t *renamed;		/* entry id: when, in ms */
	struct prior *prior;		/* of the base that is built */
};

/* Opens the ledger; sets run.rebuild when answers alone make a new base. Once
 * run.old is open. */
void run_prior_open(struct run *r);
void run_prior_close(struct run *r);
/* A source brings another version of an entry. */
enum status run_prior_changed(struct run *r, size_t source,
    const struct entry *e, struct err *err);
/* Reads the answers, before there is a build, and gives them to it. */
void run_prior_read(struct run *r);
void run_prior_give(struct run *r, struct kb_build *build);
/* Puts into the base's meta what the next run has to know. */
enum status run_prior_meta(struct run *r, struct kb_build *build,
    struct err *err);
/* Notes the open flags at the sources of their entries. */
void run_flags(struct run *r);

#endif
