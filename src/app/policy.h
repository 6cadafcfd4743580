/*
 * policy.h - limits and calendars that hold from a date on, and due times.
 *
 * data/limits.conf is an INI file whose sections are dates: a key holds from
 * the date of its section until a later section has the same key. The limit
 * in force when an order is dispatched applies to the order, so a due time is
 * kept as the sum it came from and can be computed again by anyone.
 * data/calendar.tsv (date, holiday|workday, name) has the State Council's
 * holidays and make-up days; a working day in a year it does not have is an
 * error, never a guess.
 */
#ifndef APP_POLICY_H
#define APP_POLICY_H

#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

struct policy;

/* unit, word in files, words for a person */
#define SPAN_UNIT_LIST(X) \
	X(MINUTE,  "min", N_("%lld min")) \
	X(HOUR,    "h",   N_("%lld h")) \
	X(DAY,     "d",   N_("%lld d")) \
	X(WORKDAY, "wd",  N_("%lld wd"))

enum span_unit {
#define X(id, word, format) SPAN_##id,
	SPAN_UNIT_LIST(X)
#undef X
	SPAN_UNIT_COUNT
};

/* "7 d": a length of time as a rule says it. */
struct span {
	int64_t count;
	enum span_unit unit;
};

#define DUE_SPANS_MAX 8
#define DUE_SPANS_BYTES 96

/* A due time and the sum it is. */
struct due {
	int64_t from;			/* ms */
	struct span span[DUE_SPANS_MAX];
	size_t spans;
	bool end_of_day;		/* days run to the last minute */
	int64_t at;			/* ms; made by due_compute() */
};

/* Reads limits.conf and calendar.tsv of the data folder. */
enum status policy_open(struct policy **out, const char *data_dir,
    struct err *err);
void policy_close(struct policy *p);			/* NULL is fine */

/* The value in force on @day, or NULL. Lives as long as @p. */
const char *policy_get(const struct policy *p, int64_t day, const char *key);
/* As policy_get(); a key that is not there is ST_NOT_FOUND and named. */
enum status policy_text(const struct policy *p, int64_t day, const char *key,
    const char **out, struct err *err);
enum status policy_number(const struct policy *p, int64_t day,
    const char *key, int64_t *out, struct err *err);
enum status policy_span(const struct policy *p, int64_t day, const char *key,
    struct span *out, struct err *err);
/* The date of the newest section in force on @day, "2022-01-01"; or "". */
const char *policy_date(const struct policy *p, int64_t day);

bool span_parse(struct slice s, struct span *out);	/* "7 d" */

/* Starts a due time at @from with the span of @key in force that day. */
enum status due_start(const struct policy *p, int64_t from, const char *key,
    struct due *out, struct err *err);
/* Adds a span at the end and computes again. */
enum status due_extend(const struct policy *p, struct due *d,
    struct span more, struct err *err);
/* Computes @d->at from the other members. */
enum status due_compute(const struct policy *p, struct due *d,
    struct err *err);

/* "7 d + 10 d" and, with end_of_day, " end_of_day" behind: to keep. */
const char *due_spans(const struct due *d, char out[DUE_SPANS_BYTES]);
enum status due_parse(struct due *d, struct slice spans, struct err *err);
/* Appends "2026-11-24 09:12 + 7 d = 2026-12-01 09:12". */
void due_sum(const struct due *d, struct buf *out);

/* Monday to Friday, but for the calendar's holidays and make-up days. */
enum status policy_is_workday(const struct policy *p, int64_t day, bool *out,
    struct err *err);

/* Yellow when warn.share (percent) or warn.before is left, whichever comes
 * first; red when the time is over. */
enum due_light { DUE_GREEN, DUE_YELLOW, DUE_RED };
enum due_light due_light(const struct policy *p, int64_t from, int64_t due,
    int64_t now);

#endif
