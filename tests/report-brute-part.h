/*
 * report-brute-part.h - what the files of report-brute share.
 */
#ifndef TESTS_REPORT_BRUTE_PART_H
#define TESTS_REPORT_BRUTE_PART_H

#include "report-brute.h"

#include "app/move_rules.h"
#include "base/clock.h"

#include <stdbool.h>
#include <string.h>

#define WITHIN(b, at) ((at) >= (b)->from && (at) < (b)->to)
#define DAYS(n) ((n) * CLOCK_DAY)

/* What a demand counts for. */
struct sums {
	double up, down;
	bool out, soon;
	int64_t took;			/* ms and 1; 0: none */
	const char *person;
};

void brute_add(struct brute *b, int line, const struct demand *d, int64_t at,
    const char *unit, const char *own, struct sums s);

#define ADD(b, line, s, at, ...) brute_add((b), (line), &(s)->demand, (at), \
	(s)->demand.lead_unit, "", (struct sums){ __VA_ARGS__ })

bool brute_is(const char *a, const char *b);
const struct event *brute_last_event(const struct seen *s, const char *kind);
bool brute_counted(const struct seen *s);
/* When it was dispatched last; 0 never. */
int64_t brute_dispatched(const struct seen *s);

/* report-brute-phone.c */
void brute_phone(struct brute *b);
void brute_after_calls(struct brute *b);

/* report-brute-unit.c: what units and callers back did. */
#define BRUTE_UNIT_LIST(X) \
	X(DISPATCH, dispatch) X(SIGN, sign) X(CONTACT, contact) \
	X(ON_TIME, on_time) X(OVERDUE, overdue) X(RETURNS, returns) \
	X(EXTENSIONS, extensions) X(REWORK, rework) \
	X(THREE_RATES, three_rates) X(CALLBACKS, callbacks) \
	X(SUPERVISED, supervised) X(EXCLUSIONS, exclusions)

#define X(report, name) \
	void brute_##name(struct brute *b, const struct seen *s);
BRUTE_UNIT_LIST(X)
#undef X

#endif
