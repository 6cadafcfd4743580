/*
 * clock.h - what time it is, and civil time in Asia/Shanghai.
 *
 * Times are UTC milliseconds since 1970. Asia/Shanghai is UTC+8 without
 * daylight saving since 1991-09-15, so the zone is fixed and no locale or TZ
 * acts. A day is the number of days since 1970-01-01 there.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

#define CLOCK_SECOND INT64_C(1000)
#define CLOCK_MINUTE (60 * CLOCK_SECOND)
#define CLOCK_HOUR (60 * CLOCK_MINUTE)
#define CLOCK_DAY (24 * CLOCK_HOUR)

/* stopped_at 0 runs; tests and DESK12345_NOW (an ISO time) stop it. */
struct clock {
	int64_t stopped_at;
};

struct civil {
	int year, month, day;		/* 1.. */
	int hour, minute, second, ms;
	int weekday;			/* 1 Monday .. 7 Sunday */
};

/* Reads DESK12345_NOW; ST_USAGE when it is there and no time. */
enum status clock_init(struct clock *c, struct err *err);
int64_t clock_now(const struct clock *c);
int64_t clock_monotonic_us(void);	/* for durations only */
int64_t clock_cpu_us(void);		/* CPU time of this thread */

void clock_civil(int64_t at, struct civil *out);
int64_t clock_at(const struct civil *civil);
int64_t clock_day(int64_t at);			/* of the moment */
int64_t clock_day_start(int64_t day);		/* 00:00 there */

/* "2026-11-24", "2026-11-24 09:12", "2026-11-24T09:12:40+08:00" */
enum clock_form { CLOCK_DATE, CLOCK_MINUTES, CLOCK_ISO };
#define CLOCK_TEXT_BYTES 32
const char *clock_text(int64_t at, enum clock_form form,
    char out[CLOCK_TEXT_BYTES]);

/* A real date YYYY-MM-DD. */
bool clock_parse_date(struct slice s, int64_t *day);
/* A date, with or without T or blank and HH:MM[:SS], with or without an
 * offset (Z, +08:00); without one it is Asia/Shanghai. */
bool clock_parse_time(struct slice s, int64_t *at);

#endif
