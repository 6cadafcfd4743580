/*
 * clock.c - arithmetic of the Gregorian calendar at UTC+8.
 *
 * Days are counted in 400-year cycles that start on 1 March, which puts the
 * leap day last; so no table of years is needed, and no libc that reads TZ.
 */
#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define OFFSET (8 * CLOCK_HOUR)

enum {
	YEAR_MIN = 1,
	YEAR_MAX = 9999,
	CYCLE_YEARS = 400,
	CYCLE_DAYS = 146097,
	EPOCH_DAYS = 719468,		/* 0000-03-01 to 1970-01-01 */
	OFFSET_HOURS_MAX = 14,
};

/* A trial that runs by the real clock unnoticed proves nothing. */
enum status
clock_init(struct clock *c, struct err *err)
{
	const char *now = getenv("DESK12345_NOW");

	c->stopped_at = 0;
	if (!now || !*now ||
	    clock_parse_time(slice_of(now), &c->stopped_at))
		return ST_OK;
	return fail(err, ST_USAGE, "DESK12345_NOW is no time such as "
	    "2026-11-24T09:12:00+08:00: %s", now);
}

static int64_t
microseconds(clockid_t id)
{
	struct timespec ts;

	clock_gettime(id, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

int64_t
clock_now(const struct clock *c)
{
	return c->stopped_at ? c->stopped_at :
	    microseconds(CLOCK_REALTIME) / 1000;
}

int64_t
clock_monotonic_us(void)
{
	return microseconds(CLOCK_MONOTONIC);
}

int64_t
clock_cpu_us(void)
{
	return microseconds(CLOCK_THREAD_CPUTIME_ID);
}

/* Rounds down, also below 0. */
static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0 ? 1 : 0);
}

/* The year starts in March here: January and February are the year before. */
static int64_t
days_from_civil(int64_t year, int64_t month, int64_t day)
{
	int64_t cycle, in_cycle, in_year;

	year -= month <= 2;
	cycle = floor_div(year, CYCLE_YEARS);
	in_cycle = year - cycle * CYCLE_YEARS;
	in_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return cycle * CYCLE_DAYS + in_cycle * 365 + in_cycle / 4 -
	    in_cycle / 100 + in_year - EPOCH_DAYS;
}

static void
civil_from_days(int64_t days, struct civil *out)
{
	int64_t shifted = days + EPOCH_DAYS;
	int64_t cycle = floor_div(shifted, CYCLE_DAYS);
	int64_t of_cycle = shifted - cycle * CYCLE_DAYS;
	int64_t year = (of_cycle - of_cycle / 1460 + of_cycle / 36524 -
	    of_cycle / 146096) / 365;
	int64_t of_year = of_cycle - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;

	out->day = (int)(of_year - (153 * month + 2) / 5 + 1);
	out->month = (int)(month < 10 ? month + 3 : month - 9);
	out->year = (int)(year + cycle * CYCLE_YEARS + (out->month <= 2));
	/* 1970-01-01 was a Thursday */
	out->weekday = (int)(days + 3 - floor_div(days + 3, 7) * 7) + 1;
}

void
clock_civil(int64_t at, struct civil *out)
{
	int64_t day = clock_day(at);
	int64_t of_day = at - clock_day_start(day);

	civil_from_days(day, out);
	out->hour = (int)(of_day / CLOCK_HOUR);
	out->minute = (int)(of_day % CLOCK_HOUR / CLOCK_MINUTE);
	out->second = (int)(of_day % CLOCK_MINUTE / CLOCK_SECOND);
	out->ms = (int)(of_day % CLOCK_SECOND);
}

int64_t
clock_at(const struct civil *civil)
{
	return clock_day_start(days_from_civil(civil->year, civil->month,
	    civil->day)) + civil->hour * CLOCK_HOUR +
	    civil->minute * CLOCK_MINUTE + civil->second * CLOCK_SECOND +
	    civil->ms;
}

int64_t
clock_day(int64_t at)
{
	return floor_div(at + OFFSET, CLOCK_DAY);
}

int64_t
clock_day_start(int64_t day)
{
	return day * CLOCK_DAY - OFFSET;
}

const char *
clock_text(int64_t at, enum clock_form form, char out[CLOCK_TEXT_BYTES])
{
	struct civil c;
	int n;

	clock_civil(at, &c);
	n = snprintf(out, CLOCK_TEXT_BYTES, "%04d-%02d-%02d", c.year, c.month,
	    c.day);
	if (n < 0 || n >= CLOCK_TEXT_BYTES || form == CLOCK_DATE)
		return out;
	if (form == CLOCK_MINUTES)
		snprintf(out + n, (size_t)(CLOCK_TEXT_BYTES - n),
		    " %02d:%02d", c.hour, c.minute);
	else
		snprintf(out + n, (size_t)(CLOCK_TEXT_BYTES - n),
		    "T%02d:%02d:%02d+08:00", c.hour, c.minute, c.second);
	return out;
}

/* Takes exactly @digits off the front. */
static bool
take_number(struct slice *s, size_t digits, int min, int max, int *out)
{
	int number = 0;

	if (s->bytes < digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		char c = s->text[i];

		if (c < '0' || c > '9')
			return false;
		number = number * 10 + (c - '0');
	}
	s->text += digits;
	s->bytes -= digits;
	*out = number;
	return number >= min && number <= max;
}

static bool
take_char(struct slice *s, char c)
{
	if (s->bytes == 0 || *s->text != c)
		return false;
	s->text++;
	s->bytes--;
	return true;
}

static bool
take_date(struct slice *s, int64_t *day)
{
	struct civil read, same;

	if (!take_number(s, 4, YEAR_MIN, YEAR_MAX, &read.year) ||
	    !take_char(s, '-') || !take_number(s, 2, 1, 12, &read.month) ||
	    !take_char(s, '-') || !take_number(s, 2, 1, 31, &read.day))
		return false;
	*day = days_from_civil(read.year, read.month, read.day);
	civil_from_days(*day, &same);
	return same.month == read.month;	/* 31 April is 1 May */
}

/* HH:MM[:SS[.fff]]; digits behind the third are dropped. */
static bool
take_time(struct slice *s, int64_t *of_day)
{
	int hour, minute, second = 0, digit;
	int64_t unit = CLOCK_SECOND / 10;

	if (!take_number(s, 2, 0, 23, &hour) || !take_char(s, ':') ||
	    !take_number(s, 2, 0, 59, &minute))
		return false;
	if (take_char(s, ':') && !take_number(s, 2, 0, 59, &second))
		return false;
	*of_day = hour * CLOCK_HOUR + minute * CLOCK_MINUTE +
	    second * CLOCK_SECOND;
	if (!take_char(s, '.'))
		return true;
	if (!take_number(s, 1, 0, 9, &digit))
		return false;
	do {
		*of_day += digit * unit;
		unit /= 10;
	} while (take_number(s, 1, 0, 9, &digit));
	return true;
}

static bool
take_offset(struct slice *s, int64_t *offset)
{
	int hour, minute, sign;

	*offset = OFFSET;
	if (s->bytes == 0)
		return true;
	if (take_char(s, 'Z')) {
		*offset = 0;
		return true;
	}
	sign = *s->text == '-' ? -1 : 1;
	if (!take_char(s, '+') && !take_char(s, '-'))
		return false;
	if (!take_number(s, 2, 0, OFFSET_HOURS_MAX, &hour) ||
	    !take_char(s, ':') || !take_number(s, 2, 0, 59, &minute))
		return false;
	*offset = sign * (hour * CLOCK_HOUR + minute * CLOCK_MINUTE);
	return true;
}

bool
clock_parse_date(struct slice s, int64_t *day)
{
	int64_t read;

	if (!take_date(&s, &read) || s.bytes > 0)
		return false;
	*day = read;
	return true;
}

bool
clock_parse_time(struct slice s, int64_t *at)
{
	int64_t day, of_day = 0, offset = OFFSET;

	if (!take_date(&s, &day))
		return false;
	if (s.bytes > 0) {
		if (!take_char(&s, 'T') && !take_char(&s, ' '))
			return false;
		if (!take_time(&s, &of_day) || !take_offset(&s, &offset) ||
		    s.bytes > 0)
			return false;
	}
	*at = day * CLOCK_DAY + of_day - offset;
	return true;
}
