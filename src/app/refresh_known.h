/*
 * refresh_known.h - which entries there were, and which of them came again:
 * for refresh*.c alone.
 *
 * An entry is known by its source and external id. Memory holds about 50
 * bytes of each, so a million are no trouble.
 *
 * Ids read K2026-000123: the year of the first import and a count. They are
 * given once and never again; the base carries the last one on.
 */
#ifndef APP_REFRESH_KNOWN_H
#define APP_REFRESH_KNOWN_H

#include "text/entry.h"

#include <stdint.h>

struct known;

struct known *known_new(void);
void known_free(struct known *k);			/* NULL is fine */

/* Ids go on behind @last ("" for none), in @year unless that lies before. */
void known_ids_from(struct known *k, const char *last, int year);
/* The last id given; lives as long as @k. */
const char *known_last_id(struct known *k);

/* An entry of the generation in force. */
void known_old(struct known *k, const struct entry *e);

enum known_change { KNOWN_TWICE, KNOWN_ADDED, KNOWN_CHANGED, KNOWN_SAME };

/* One that a source brings; gives it its id and revision. TWICE: this run
 * has seen the same id of this source before. */
enum known_change known_meet(struct known *k, struct entry *e);

/* A record that may not go in: true when an earlier version of the entry is
 * known, which then stays. */
bool known_stay(struct known *k, const struct entry *e);
bool known_seen(const struct known *k, const struct entry *e);
/* Does the earlier version stay? */
bool known_stays(const struct known *k, const struct entry *e);

#endif
