/*
 * report-brute.h - every report counted again from what was read, the long
 * way: the other side of a comparison.
 */
#ifndef TESTS_REPORT_BRUTE_H
#define TESTS_REPORT_BRUTE_H

#include "report-world.h"

#include "app/report.h"

struct tally_of {
	int line;
	char key[128];
	double up, down;
	int64_t out, soon;
	int64_t *took;
	size_t timed, took_room;
	const char *people[16];
	int64_t persons;
	int64_t ids[4096];		/* demands with up */
	size_t id_count;
};

struct brute {
	const struct world *world;
	enum report_kind kind;
	enum figure_by by;
	int64_t from, to, now;
	struct tally_of *tally;
	size_t count, room;
};

/* Calls of the phone system, by chance, @days from @from on. */
void brute_calls_make(struct world *w, int64_t from, int days);

/* False: the report is not made of cases that are known here. */
bool brute_run(struct brute *b);
void brute_release(struct brute *b);
struct tally_of *brute_find(struct brute *b, int line, const char *key);

#endif
