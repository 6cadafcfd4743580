/*
 * record_date.c - dates as departments write them.
 *
 * Year, month and day stand in this order; any other order is ambiguous and
 * refused, and so is a spreadsheet's serial number.
 */
#include "text/record_field.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum { TEN = 10, NO_DIGIT = -1, NUMBER_MAX = 99999999 };

/* Chinese digits by value; two ways to write some. */
static const struct {
	uint32_t ch;
	int value;
} digits[] = {
	{ 0x3007, 0 }, { 0x96f6, 0 }, { 0x25cb, 0 },
	{ 0x4e00, 1 }, { 0x4e8c, 2 }, { 0x4e09, 3 }, { 0x56db, 4 },
	{ 0x4e94, 5 }, { 0x516d, 6 }, { 0x4e03, 7 }, { 0x516b, 8 },
	{ 0x4e5d, 9 }, { 0x5341, TEN },
};

/* What may part year, month and day: - / . and wide forms, 年 月. */
static const uint32_t parts[] = {
	'-', '/', '.', 0xff0d, 0xff0f, 0xff0e, 0x2014, 0x2013, 0x5e74, 0x6708,
};

static const char *const open_words[] = {
	"长期", "长期有效", "永久", "永久有效", "无固定期限", "至今", "无",
};

static int
digit_value(uint32_t ch)
{
	if (ch >= '0' && ch <= '9')
		return (int)(ch - '0');
	if (ch >= 0xff10 && ch <= 0xff19)
		return (int)(ch - 0xff10);
	for (size_t i = 0; i < COUNT(digits); i++)
		if (digits[i].ch == ch)
			return digits[i].value;
	return NO_DIGIT;
}

static uint32_t
peek(struct slice s)
{
	return s.bytes > 0 ? utf8_next(&s) : 0;
}

/* Takes a number off the front; -1 when there is none. */
static int
number(struct slice *s)
{
	int value = 0, digit;
	bool some = false, after_ten = false;

	while (s->bytes > 0 && value <= NUMBER_MAX &&
	    (digit = digit_value(peek(*s))) != NO_DIGIT) {
		utf8_next(s);
		if (digit == TEN)
			value = value > 0 ? value * TEN : TEN;
		else
			value = after_ten ? value + digit :
			    value * TEN + digit;
		after_ten = digit == TEN;
		some = true;
	}
	return some ? value : -1;
}

static void
blanks(struct slice *s)
{
	while (s->bytes > 0 && (*s->text == ' ' || peek(*s) == 0x3000))
		utf8_next(s);
}

static bool
part(struct slice *s)
{
	uint32_t ch = peek(*s);

	for (size_t i = 0; i < COUNT(parts); i++)
		if (ch == parts[i]) {
			utf8_next(s);
			blanks(s);
			return true;
		}
	return false;
}

/* Nothing, 日 or 号, or a time that is not looked at. */
static bool
date_ends(struct slice s)
{
	uint32_t ch = peek(s);

	if (ch == 0x65e5 || ch == 0x53f7) {
		utf8_next(&s);
		ch = peek(s);
	}
	return ch == 0 || ch == ' ' || ch == 'T';
}

static bool
is_open(struct slice s)
{
	for (size_t i = 0; i < COUNT(open_words); i++)
		if (slice_is(s, open_words[i]))
			return true;
	return false;
}

enum record_date
record_date_read(struct slice in, char out[RECORD_DATE_BYTES])
{
	struct slice s = in;
	int year = number(&s), month, day;
	int64_t real;

	if (year < 0 && is_open(in))
		return RECORD_DATE_OPEN;
	if (year >= 10000101) {
		month = year / 100 % 100;
		day = year % 100;
		year /= 10000;
	} else {
		blanks(&s);
		month = part(&s) ? number(&s) : -1;
		blanks(&s);
		day = part(&s) ? number(&s) : -1;
	}
	if (!date_ends(s) || year < 1000 || year > 9999 || month < 1 ||
	    month > 12 || day < 1 || day > 31)
		return RECORD_DATE_BAD;
	snprintf(out, RECORD_DATE_BYTES, "%04d-%02d-%02d", year % 10000,
	    month % 100, day % 100);
	if (!clock_parse_date(slice_of(out), &real))
		return RECORD_DATE_BAD;
	return slice_is(in, out) ? RECORD_DATE_SAME : RECORD_DATE_OTHER;
}
