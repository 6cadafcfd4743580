/*
 * when.c - reads a day and a time of day off the front of what was said,
 * until nothing is left.
 */
#include "text/when.h"

#include "base/clock.h"
#include "base/mem.h"
#include "text/normalize.h"

#include <stdlib.h>
#include <string.h>

#define DIGITS_MAX 4
#define FOUND_BYTES_MAX 48
#define MORNING 6			/* hours of parts of the day */
#define EVENING 18

/* Days off today by a word, the longer before their beginnings. */
static const struct {
	const char *word;
	int days;
} day_words[] = {
	{ "大前天", -3 }, { "大后天", 3 }, { "前天", -2 }, { "后天", 2 },
	{ "昨天", -1 }, { "昨日", -1 }, { "明天", 1 }, { "明日", 1 },
	{ "今天", 0 }, { "今日", 0 }, { "当天", 0 },
	{ "yesterday", -1 }, { "tomorrow", 1 }, { "today", 0 },
	{ "昨", -1 }, { "今", 0 }, { "明", 1 },
};

static const struct {
	const char *word;
	int weeks;
} week_words[] = {
	{ "上上", -2 }, { "上个", -1 }, { "上", -1 }, { "下个", 1 },
	{ "下", 1 }, { "本", 0 }, { "这个", 0 }, { "这", 0 },
};

static const struct {
	const char *word;
	int day;			/* 1 Monday .. 7 Sunday */
} weekdays[] = {
	{ "一", 1 }, { "二", 2 }, { "三", 3 }, { "四", 4 }, { "五", 5 },
	{ "六", 6 }, { "日", 7 }, { "天", 7 },
};

/* Parts of the day: the hour they stand for alone, and whether the hours
 * said with them are those after noon. */
static const struct {
	const char *word;
	int hour;
	bool late;
} parts[] = {
	{ "凌晨", 3, false }, { "清晨", 6, false }, { "早晨", 7, false },
	{ "早上", 8, false }, { "上午", 9, false }, { "中午", 12, true },
	{ "下午", 15, true }, { "傍晚", 18, true }, { "晚上", 20, true },
	{ "夜里", 22, true }, { "深夜", 23, true }, { "早", 8, false },
	{ "晚", 20, true }, { "am", 9, false }, { "pm", 15, true },
};

struct said {
	struct slice rest;
	int64_t now, day;
	int minute;			/* of the day; -1: not said */
};

static bool
take(struct slice *s, const char *word)
{
	size_t bytes = strlen(word);

	if (s->bytes < bytes || memcmp(s->text, word, bytes) != 0)
		return false;
	s->text += bytes;
	s->bytes -= bytes;
	return true;
}

static void
skip_blanks(struct slice *s)
{
	while (take(s, " ") || take(s, ",") || take(s, "的"))
		continue;
}

static bool
take_number(struct slice *s, int *out)
{
	size_t i = 0;
	int n = 0;

	while (i < s->bytes && i < DIGITS_MAX && s->text[i] >= '0' &&
	    s->text[i] <= '9')
		n = n * 10 + (s->text[i++] - '0');
	if (i == 0 || (i < s->bytes && s->text[i] >= '0' &&
	    s->text[i] <= '9'))
		return false;
	s->text += i;
	s->bytes -= i;
	*out = n;
	return true;
}

/* A real day of the calendar. */
static bool
day_of(int year, int month, int day, int64_t *out)
{
	struct buf text = BUF_INIT;
	bool real;

	buf_addf(&text, "%04d-%02d-%02d", year, month, day);
	real = clock_parse_date(buf_slice(&text), out);
	buf_release(&text);
	return real;
}

/* The one of three years in which the day is nearest to today. */
static bool
day_near(int month, int day, int64_t now, int64_t *out)
{
	struct civil today;
	int64_t here = clock_day(now), best = 0, one = 0;
	bool found = false;

	clock_civil(now, &today);
	for (int year = today.year - 1; year <= today.year + 1; year++) {
		if (!day_of(year, month, day, &one))
			continue;
		if (!found || llabs(one - here) < llabs(best - here))
			best = one;
		found = true;
	}
	*out = best;
	return found;
}

static bool
take_word_day(struct said *s)
{
	for (size_t i = 0; i < COUNT(day_words); i++) {
		if (take(&s->rest, day_words[i].word)) {
			s->day += day_words[i].days;
			return true;
		}
	}
	return false;
}

static bool
take_weekday(struct said *s)
{
	struct slice rest = s->rest;
	struct civil today;
	int weeks = 0;

	clock_civil(s->now, &today);
	for (size_t i = 0; i < COUNT(week_words); i++) {
		if (take(&rest, week_words[i].word)) {
			weeks = week_words[i].weeks;
			break;
		}
	}
	if (!take(&rest, "周") && !take(&rest, "星期") &&
	    !take(&rest, "礼拜"))
		return false;
	for (size_t i = 0; i < COUNT(weekdays); i++) {
		if (take(&rest, weekdays[i].word)) {
			s->day += weekdays[i].day - today.weekday + 7 * weeks;
			s->rest = rest;
			return true;
		}
	}
	return false;
}

/* "+3", "-2", "3天前", "3天后" */
static bool
take_days(struct said *s)
{
	struct slice rest = s->rest;
	int n = 0, sign = 0;

	if (take(&rest, "+"))
		sign = 1;
	else if (take(&rest, "-"))
		sign = -1;
	if (!take_number(&rest, &n))
		return false;
	if (sign == 0 && !take(&rest, "天") && !take(&rest, "日"))
		return false;
	if (sign == 0 && (take(&rest, "之前") || take(&rest, "以前") ||
	    take(&rest, "前")))
		sign = -1;
	else if (sign == 0 && (take(&rest, "之后") || take(&rest, "后")))
		sign = 1;
	if (sign == 0)
		return false;
	(void)take(&rest, "天");
	s->day += sign * n;
	s->rest = rest;
	return true;
}

static bool
take_separator(struct slice *s, const char *han)
{
	return take(s, "-") || take(s, "/") || take(s, ".") || take(s, han);
}

/* "2026-12-01", "12-01", "12月1日", "1号" is none: of which month? */
static bool
take_date(struct said *s)
{
	struct slice rest = s->rest;
	int n[3], count = 0;
	bool real;

	if (!take_number(&rest, &n[count++]))
		return false;
	if (n[0] > 31 && take_separator(&rest, "年")) {
		if (!take_number(&rest, &n[count++]))
			return false;
	}
	if (!take_separator(&rest, "月") || !take_number(&rest, &n[count++]))
		return false;
	if (!take(&rest, "日"))
		(void)take(&rest, "号");
	real = count == 3 ? day_of(n[0], n[1], n[2], &s->day) :
	    day_near(n[0], n[1], s->now, &s->day);
	if (real)
		s->rest = rest;
	return real;
}

static bool
take_day(struct said *s)
{
	return take_word_day(s) || take_weekday(s) || take_days(s) ||
	    take_date(s);
}

/* ":30", "点", "点半", "点30分", "时15分", "点一刻" */
static bool
take_minutes(struct slice *rest, int *minute)
{
	*minute = 0;
	if (take(rest, ":")) {
		if (!take_number(rest, minute))
			return false;
		if (take(rest, ":") && !take_number(rest, &(int){ 0 }))
			return false;
		return *minute < 60;
	}
	if (!take(rest, "点钟") && !take(rest, "点") && !take(rest, "时"))
		return false;
	if (take(rest, "半"))
		*minute = 30;
	else if (take(rest, "一刻"))
		*minute = 15;
	else if (take_number(rest, minute))
		(void)take(rest, "分");
	return *minute < 60;
}

static void
take_time(struct said *s)
{
	struct slice rest = s->rest;
	int hour = -1, minute = 0, part = -1;
	bool late = false;

	for (size_t i = 0; i < COUNT(parts); i++) {
		if (take(&rest, parts[i].word)) {
			s->minute = parts[i].hour * 60;
			late = parts[i].late;
			part = parts[i].hour;
			s->rest = rest;
			break;
		}
	}
	skip_blanks(&rest);
	if (!take_number(&rest, &hour) || hour > 24 ||
	    !take_minutes(&rest, &minute))
		return;
	if (hour == 12 && part >= EVENING)
		hour = 24;		/* midnight, at the end of the day */
	else if (hour == 12 && part >= 0 && part < MORNING)
		hour = 0;
	else if (late && hour < 12)
		hour += 12;
	s->minute = hour * 60 + minute;
	s->rest = rest;
}

bool
when_parse(struct slice said, int64_t now, int64_t *at, bool *timed)
{
	struct buf normal = BUF_INIT;
	struct said s = { .now = now, .day = clock_day(now), .minute = -1 };
	bool day;

	normalize(&normal, said);
	s.rest = slice_trim(buf_slice(&normal));
	if (s.rest.bytes > 0 && (take(&s.rest, "刚才") ||
	    take(&s.rest, "现在") || take(&s.rest, "刚刚") ||
	    take(&s.rest, "now"))) {
		*at = now;
		*timed = true;
		day = s.rest.bytes == 0;
		buf_release(&normal);
		return day;
	}
	day = take_day(&s);
	skip_blanks(&s.rest);
	if (day && take(&s.rest, "t"))	/* 2026-11-24T09:12, folded */
		skip_blanks(&s.rest);
	take_time(&s);
	skip_blanks(&s.rest);
	(void)take(&s.rest, "左右");
	day = (day || s.minute >= 0) && s.rest.bytes == 0;
	buf_release(&normal);
	if (!day)
		return false;
	*timed = s.minute >= 0;
	*at = clock_day_start(s.day) +
	    (*timed ? s.minute * CLOCK_MINUTE : 0);
	return true;
}

/* A date may begin here: the front of one of its words, or a digit. */
static bool
may_begin(struct slice rest)
{
	static const char *const fronts[] = { "昨", "今", "前天", "明天",
		"大前天", "后天", "上周", "上个", "周", "星期", "20" };

	for (size_t i = 0; i < COUNT(fronts); i++)
		if (take(&rest, fronts[i]))
			return true;
	return false;
}

/* "11月20日" and "3天前" have a digit in front of the word. */
static bool
digits_of_date(struct slice rest)
{
	int n;

	return take_number(&rest, &n) && (take(&rest, "月") ||
	    take(&rest, "天前"));
}

bool
when_find(struct slice text, int64_t now, struct slice *out)
{
	for (size_t at = 0; at < text.bytes; at++) {
		struct slice rest = { text.text + at, text.bytes - at };
		size_t bytes = rest.bytes < FOUND_BYTES_MAX ? rest.bytes :
		    FOUND_BYTES_MAX;
		int64_t when;
		bool timed, digit_before = at > 0 &&
		    text.text[at - 1] >= '0' && text.text[at - 1] <= '9';

		if (digit_before || (!may_begin(rest) &&
		    !digits_of_date(rest)))
			continue;
		for (; bytes > 3; bytes--) {
			*out = (struct slice){ rest.text, bytes };
			if (((unsigned char)rest.text[bytes - 1] < 0x80 ||
			    bytes == rest.bytes ||
			    ((unsigned char)rest.text[bytes] & 0xc0) != 0x80) &&
			    when_parse(*out, now, &when, &timed)) {
				*out = slice_trim(*out);
				return true;
			}
		}
	}
	return false;
}
