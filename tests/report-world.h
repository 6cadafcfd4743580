/*
 * report-world.h - a ledger with all that can happen to demands, made by
 * chance from a seed, and read back whole.
 */
#ifndef TESTS_REPORT_WORLD_H
#define TESTS_REPORT_WORLD_H

#include "folder.h"

#include "app/app.h"
#include "app/demand.h"
#include "store/ledger_phone.h"

struct seen {
	struct demand demand;
	struct events events;
	struct subs subs;
	struct contacts contacts;
	struct callbacks callbacks;
	int phone;			/* which caller; -1: unknown */
};

struct world {
	char dir[FOLDER_BYTES];
	struct app app;
	struct err err;
	uint64_t seed;
	bool strict;			/* the other options of the rates */
	size_t undone;			/* steps that were */
	struct seen *seen;		/* as made, but for what was undone */
	size_t count, room;
	struct made {
		int64_t id;
		int phone;
	} *made;
	size_t mades, made_room;
	struct search_log *search;
	size_t searches, search_room;
	struct access *access;
	size_t accesses, access_room;
	struct phone_call *call;	/* see report-brute-phone.c */
	struct phone_hour *hour;
	size_t calls, hours;
};

/* Opens an empty ledger in a new folder, stopped at @start. */
void world_open(struct world *w, const char *start);
/* @count demands, each with up to @steps steps, over @days days. */
void world_fill(struct world *w, size_t count, size_t steps, int days);
/* Reads all back into ->seen. */
void world_read(struct world *w);
void world_close(struct world *w);
/* The same, as the end of a group of tests. */
int world_end(void **state);
/* The limits with @more, a later section, behind them; policy_close() ends
 * it. */
struct policy *world_policy(struct world *w, const char *more);

/* Of the demand with the id. */
const struct seen *world_seen(const struct world *w, int64_t id);
int64_t world_at(const char *text);
/* 0 .. n-1 */
uint32_t world_chance(struct world *w, uint32_t n);

#endif
