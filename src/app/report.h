/*
 * report.h - what a supervisor counts: definitions, numerators, denominators.
 *
 * A report is a row of one table: its name, on which time it is based, and in
 * words what is counted over what. A rate shows both numbers; over nothing it
 * is no rate at all. Periods are half-open [from, to) in local time.
 */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include "base/err.h"
#include "store/texts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct app;

/* name, code, title, basis, definition */
#define REPORT_LIST(X) \
	X(VOLUME, "volume", N_("Volume"), N_("by time of call"), \
	    N_("demands with a number that are not void")) \
	X(ON_THE_SPOT, "on-the-spot", N_("On-the-spot answers"), \
	    N_("by time of call"), \
	    N_("(a) consultations answered / consultations not referred; " \
	    "(b) answered or referred / all demands")) \
	X(OVERDUE, "overdue", N_("Overdue now"), N_("now"), \
	    N_("open orders without a report whose limit has ended / open " \
	    "orders, by age and by unit")) \
	X(GAPS, "gaps", N_("Questions without an answer"), \
	    N_("by time of search"), \
	    N_("searches that found nothing or led to nothing, by how many " \
	    "operators asked"))

enum report_kind {
#define X(name, code, title, basis, definition) REPORT_##name,
	REPORT_LIST(X)
#undef X
	REPORT_COUNT
};

struct report_row {
	const char *group;		/* "by type"; user's language */
	const char *label;
	int64_t count;			/* or the numerator */
	int64_t of;			/* the denominator; -1: only a count */
};

struct report {
	enum report_kind kind;
	int64_t from, to;		/* ms */
	struct report_row *row;
	size_t count, room;
	struct texts texts;
};

#define REPORT_INIT { .texts = TEXTS_INIT }
void report_release(struct report *r);

const char *report_code(enum report_kind kind);
const char *report_title(enum report_kind kind);	/* user's language */
const char *report_basis(enum report_kind kind);	/* user's language */
const char *report_definition(enum report_kind kind);	/* user's language */
bool report_parse(struct slice code, enum report_kind *kind);

enum status report_run(struct app *app, enum report_kind kind, int64_t from,
    int64_t to, struct report *out, struct err *err);

/* "45.0 %", "–" over nothing, "3/7, few cases" below few_cases. */
#define REPORT_RATE_BYTES 64
const char *report_rate(const struct app *app, const struct report_row *row,
    char out[REPORT_RATE_BYTES]);

#endif
