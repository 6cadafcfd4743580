/*
 * ledger_report.h - the cases behind a supervisor's figures.
 *
 * A question gives cases, not sums: each case belongs to a demand and to a
 * line of its report, and says what it counts for. Figures are sums of cases,
 * and the list behind a figure is the same cases again, so that a figure and
 * its list cannot differ. What a line means is app/report.h's.
 */
#ifndef STORE_LEDGER_REPORT_H
#define STORE_LEDGER_REPORT_H

#include "base/err.h"
#include "store/texts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ledger;

/* The statements are rows of ledger_report_sql.c. */
#define CASES_LIST(X) \
	X(VOLUME) X(ON_SPOT) X(FIRST_CONTACT) X(LINKED) X(DISPATCH) X(SIGN) \
	X(CONTACT) X(ON_TIME) X(OVERDUE) X(RETURNS) X(EXTENSIONS) X(REWORK) \
	X(THREE_RATES) X(CALLBACKS) X(REPEAT) X(RESIDENTS) X(SURGE) \
	X(SUPERVISED) X(EXCLUSIONS) X(USE) X(GAPS) X(POLICY) X(OPERATORS) \
	X(QUALITY) X(ACCESS) X(PHONE)

enum cases {
#define X(name) CASES_##name,
	CASES_LIST(X)
#undef X
	CASES_COUNT
};

/* name, code, column of the cases, words. OWN is what the question itself
 * names: an officer, an entry, a query. */
#define FIGURE_BY_LIST(X) \
	X(ALL,      "all",      "''",       N_("all")) \
	X(OWN,      "own",      "own",      N_("by the report's own key")) \
	X(TYPE,     "type",     "type",     N_("by type")) \
	X(STATE,    "state",    "state",    N_("by state")) \
	X(CHANNEL,  "channel",  "channel",  N_("by channel")) \
	X(CLASS,    "class",    "class",    N_("by class")) \
	X(CATEGORY, "category", \
	    "substr(topic, 1, instr(topic || '.', '.') - 1)", \
	    N_("by category")) \
	X(TOPIC,    "topic",    "topic",    N_("by topic")) \
	X(DISTRICT, "district", "district", N_("by district")) \
	X(STREET,   "street",   "street",   N_("by street")) \
	X(UNIT,     "unit",     "unit",     N_("by unit")) \
	X(OPERATOR, "operator", "operator", N_("by operator")) \
	X(DAY,      "day", \
	    "CAST((at + 28800000) / 86400000 AS TEXT)", N_("by day")) \
	X(HOUR,     "hour", \
	    "CAST((at + 28800000) / 3600000 % 24 AS TEXT)", N_("by hour")) \
	X(OWN_DAY,  "own-day", \
	    "own || ' ' || CAST((at + 28800000) / 86400000 AS TEXT)", \
	    N_("by the report's own key and day"))

enum figure_by {
#define X(name, code, column, words) BY_##name,
	FIGURE_BY_LIST(X)
#undef X
	BY_COUNT
};

/* What the statements ask for, by name. Times in ms; w_partly and v_basic in
 * thousandths; the last two 0 or 1. */
#define CASES_PARAM_LIST(X) \
	X(from) X(to) X(now) \
	X(before_from) X(before_to) X(year_from) X(year_to) \
	X(at_once) X(first_window) X(repeat_window) X(callback_window) \
	X(contact_tries) X(thin_chars) X(w_partly) X(v_basic) \
	X(answer_within) X(short_abandon) \
	X(with_time) X(unreached_fails)

struct cases_question {
	enum cases cases;
	enum figure_by by;
#define X(name) int64_t name;
	CASES_PARAM_LIST(X)
#undef X
};

struct figure {
	int line;
	const char *key;		/* of the @by that was asked */
	double up;			/* over ... */
	double down;			/* ... this */
	int64_t out;			/* left out by an approved exclusion */
	int64_t soon;			/* not mature: due still ahead */
	int64_t people;			/* different persons behind @up */
	int64_t timed;			/* cases that took a time: */
	int64_t median, p90;		/* ms */
};

struct figures {
	struct figure *figure;
	size_t count, room;
	struct texts texts;
};

#define FIGURES_INIT { NULL, 0, 0, TEXTS_INIT }
void figures_release(struct figures *list);

/* While it is set, counting is broken off with ST_CANCELLED when @stop says
 * so; NULL ends it. */
void ledger_report_watch(struct ledger *l, bool (*stop)(void *arg),
    void *arg);

/* By line, then key. */
enum status ledger_figures(struct ledger *l, const struct cases_question *q,
    struct figures *out, struct err *err);

/* Which of a figure's numbers. */
enum figure_part { PART_UP, PART_DOWN, PART_OUT, PART_SOON, PART_COUNT };

/* The numbers of the demands behind a figure, longest time first, then
 * newest; a case without a demand has no number and is left out. */
struct numbers {
	const char **number;
	size_t count, room;
	bool more;			/* there are more than were wanted */
	struct texts texts;
};

#define NUMBERS_INIT { NULL, 0, 0, false, TEXTS_INIT }
void numbers_release(struct numbers *list);

enum status ledger_figure_numbers(struct ledger *l,
    const struct cases_question *q, int line, const char *key,
    enum figure_part part, size_t limit, struct numbers *out,
    struct err *err);

const char *figure_by_code(enum figure_by by);
const char *figure_by_words(enum figure_by by);		/* user's language */
bool figure_by_parse(struct slice code, enum figure_by *by);

#endif
