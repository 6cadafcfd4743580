/*
 * report.h - what a supervisor counts: definitions, numerators, denominators.
 *
 * A report is a row of one table (report_list.h): its name, on which time it
 * is based, in words what is counted over what, and the cases behind it. The
 * screen, the command line, the exports and the manual are made from it.
 *
 * Every rate shows both numbers, what was left out and what is not mature;
 * over nothing it is no rate at all, and over few cases it is a fraction with
 * a mark and has no rank. Each figure leads to the numbers of its demands.
 * Periods are half-open [from, to) in local time.
 */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include "app/report_list.h"
#include "base/buf.h"
#include "base/err.h"
#include "store/ledger_report.h"
#include "store/texts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct app;

enum report_kind {
#define X(name, code, title, basis, cases, by, definition, out, soon) \
	REPORT_##name,
	REPORT_LIST(X)
#undef X
	REPORT_COUNT
};

/* How a row's figure reads. */
enum report_form {
	REPORT_FORM_COUNT,		/* up alone */
	REPORT_FORM_RATE,		/* up of down, in percent */
	REPORT_FORM_RATIO,		/* up for each of down */
	REPORT_FORM_HUNDRED,		/* up for 100 of down */
	REPORT_FORM_RESIDENTS,		/* up for 10,000 of down */
	REPORT_FORM_MEAN		/* up where down is the mean */
};

/* The words of a line, in the user's language. */
struct report_line {
	enum report_form form;
	const char *label, *over, *under;	/* under NULL: only a count */
};

struct report_row {
	int line;
	enum report_form form;
	const char *group;		/* the line's label */
	const char *key;		/* what it is split by, as stored */
	const char *label;		/* the same, user's language */
	bool total;			/* the sum over all keys */
	bool correction;		/* what counting gives now, below a
					 * closed figure */
	const char *shown;		/* in place of its numbers, which are
					 * withheld; NULL: they are told */
	double up, down;
	int64_t out, soon;
	int64_t people;			/* 0: not counted */
	int64_t timed, median, p90;	/* ms; timed 0: none */
};

struct report {
	enum report_kind kind;
	enum figure_by by;
	int64_t from, to, now;		/* ms */
	int64_t few;			/* fewer cases have no rank */
	struct report_row *row;		/* by line, then as told */
	size_t count, room;
	struct buf note;		/* what a reader has to know; or "" */
	struct texts texts;
};

#define REPORT_INIT { .note = BUF_INIT, .texts = TEXTS_INIT }
void report_release(struct report *r);

const char *report_code(enum report_kind kind);
const char *report_title(enum report_kind kind);	/* user's language */
const char *report_basis(enum report_kind kind);	/* user's language */
const char *report_definition(enum report_kind kind);	/* user's language */
/* What is left out and what is not mature; NULL: nothing is. */
const char *report_left_out(enum report_kind kind);
const char *report_not_mature(enum report_kind kind);
/* The @i-th line; false behind the last. */
bool report_line(enum report_kind kind, int i, struct report_line *out);
enum figure_by report_default_by(enum report_kind kind);
/* Can the report be split so? */
bool report_can_by(enum report_kind kind, enum figure_by by);
bool report_parse(struct slice code, enum report_kind *kind);

/* Counts. @by of BY_COUNT is the report's own. ST_DENIED for a role that may
 * not see other units' orders. */
enum status report_run(struct app *app, enum report_kind kind, int64_t from,
    int64_t to, enum figure_by by, struct report *out, struct err *err);

/* Closes the month [from, to): its figures stay as they are now, and later
 * runs of a closed report show what has changed as corrections. */
enum status report_freeze(struct app *app, int64_t from, int64_t to,
    struct err *err);

/* The numbers of the demands behind a row; ST_INVALID when the figure is not
 * made of demands. */
enum status report_drill(struct app *app, const struct report *r, size_t row,
    enum figure_part part, size_t limit, struct numbers *out,
    struct err *err);

/* "45.0 %", "1.3", "–" over nothing, "3/7, few cases" below @r->few. */
#define REPORT_RATE_BYTES 64
const char *report_rate(const struct report *r, const struct report_row *row,
    char out[REPORT_RATE_BYTES]);
/* Has the row enough cases to be ranked? */
bool report_ranks(const struct report *r, const struct report_row *row);
/* "3 h 20 min" of a time in ms. */
#define REPORT_TIME_BYTES 32
const char *report_time(int64_t ms, char out[REPORT_TIME_BYTES]);
/* A sum without the decimals it does not have: "12", "12.5". */
#define REPORT_SUM_BYTES 32
const char *report_sum(double sum, char out[REPORT_SUM_BYTES]);

#endif
