/*
 * detect.c - personal data in text.
 *
 * Looks at runs of digits, with single blanks or hyphens between groups, that
 * have no letter or digit on either side. What is not sure by its checksum or
 * its shape is left alone: a masked document number would be worse.
 */
#include "text/detect.h"

#include "base/intl.h"
#include "base/mem.h"
#include "text/scan.h"

#include <stdint.h>
#include <string.h>

#define DIGITS_MAX 19
#define IDENTITY_DIGITS 18
#define MOBILE_DIGITS 11
#define CARD_DIGITS_MIN 16

/* Digits as numbers; X at the end of an identity number is 10. */
struct run {
	uint8_t digit[DIGITS_MAX + 1];
	size_t at[DIGITS_MAX + 1];	/* byte of each, and of the end */
	size_t count;
	size_t end;			/* where the run ends, however long */
	bool grouped;			/* blanks or hyphens between them */
};

static int
digit_value(uint32_t ch)
{
	if (ch >= '0' && ch <= '9')
		return (int)ch - '0';
	if (ch >= 0xff10 && ch <= 0xff19)
		return (int)ch - 0xff10;
	return -1;
}

static bool
is_letter(uint32_t ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
	    ch == '_';
}

/* The value of the digit at @at and its bytes; -1 when there is none. */
static int
digit_at(struct slice s, size_t at, size_t *bytes)
{
	uint32_t ch;

	if (at >= s.bytes)
		return -1;
	*bytes = scan_at(s, at, &ch);
	return digit_value(ch);
}

static bool
is_check_x(struct slice s, size_t at, size_t *bytes)
{
	uint32_t ch, next = ' ';

	if (at >= s.bytes)
		return false;
	*bytes = scan_at(s, at, &ch);
	if (at + *bytes < s.bytes)
		scan_at(s, at + *bytes, &next);
	return (ch == 'X' || ch == 'x' || ch == 0xff38 || ch == 0xff58) &&
	    !is_letter(next) && digit_value(next) < 0;
}

/* Reads the run that starts at @at; more than DIGITS_MAX are counted, not
 * kept. */
static void
run_read(struct slice s, size_t at, struct run *run)
{
	size_t bytes = 0, gap;
	int value;

	memset(run, 0, sizeof(*run));
	while ((value = digit_at(s, at, &bytes)) >= 0) {
		if (run->count < DIGITS_MAX) {
			run->digit[run->count] = (uint8_t)value;
			run->at[run->count] = at;
		}
		run->count++;
		at += bytes;
		if (run->count <= DIGITS_MAX)
			run->at[run->count] = at;
		gap = at < s.bytes && (s.text[at] == ' ' ||
		    s.text[at] == '-');
		if (gap && digit_at(s, at + gap, &bytes) >= 0) {
			run->grouped = true;
			at += gap;
		}
	}
	if (run->count == IDENTITY_DIGITS - 1 && is_check_x(s, at, &bytes)) {
		run->digit[run->count] = 10;
		run->at[run->count++] = at;
		at += bytes;
		run->at[run->count] = at;
	}
	run->end = at;
}

static int
number(const struct run *run, size_t from, size_t count)
{
	int n = 0;

	for (size_t i = from; i < from + count; i++)
		n = n * 10 + run->digit[i];
	return n;
}

static bool
is_real_date(int year, int month, int day)
{
	static const uint8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30,
		31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (year < 1850 || year > 2099 || month < 1 || month > 12)
		return false;
	return day >= 1 && day <= days[month - 1] + (month == 2 && leap);
}

/* GB 11643: area, date of birth, order, ISO 7064 MOD 11-2. */
static bool
is_identity(const struct run *run)
{
	static const uint8_t weight[IDENTITY_DIGITS] = { 7, 9, 10, 5, 8, 4,
		2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1 };
	int sum = 0;

	if (run->count != IDENTITY_DIGITS || !run->digit[0] ||
	    !is_real_date(number(run, 6, 4), number(run, 10, 2),
	    number(run, 12, 2)))
		return false;
	for (size_t i = 0; i < IDENTITY_DIGITS; i++)
		sum += run->digit[i] * weight[i];
	return sum % 11 == 1;
}

static bool
is_mobile(const struct run *run)
{
	return run->count == MOBILE_DIGITS && run->digit[0] == 1 &&
	    run->digit[1] >= 3;
}

/* 86 before a mobile number is the country's. */
static bool
is_mobile_abroad(const struct run *run)
{
	return run->count == MOBILE_DIGITS + 2 && run->digit[0] == 8 &&
	    run->digit[1] == 6 && run->digit[2] == 1 && run->digit[3] >= 3;
}

static bool
is_card(const struct run *run)
{
	int sum = 0, first = run->digit[0];

	if (run->count < CARD_DIGITS_MIN || run->count > DIGITS_MAX ||
	    !((first >= 3 && first <= 6) || first == 9))
		return false;
	for (size_t i = 0; i < run->count; i++) {
		int d = run->digit[run->count - 1 - i];

		if (d > 9)
			return false;
		if (i % 2)
			d = d * 2 > 9 ? d * 2 - 9 : d * 2;
		sum += d;
	}
	return sum % 10 == 0;
}

/* Whether the run is personal data; leaves its digits in @run. */
static bool
run_is(struct run *run, enum detect_kind *kind)
{
	if (is_identity(run)) {
		*kind = DETECT_IDENTITY;
		return true;
	}
	if (is_card(run)) {
		*kind = DETECT_BANK_CARD;
		return true;
	}
	if (is_mobile_abroad(run)) {
		run->count -= 2;
		memmove(run->digit, run->digit + 2, MOBILE_DIGITS);
		memmove(run->at, run->at + 2,
		    (MOBILE_DIGITS + 1) * sizeof(*run->at));
	}
	*kind = DETECT_MOBILE;
	return is_mobile(run);
}

/* The next run at or after *@at that is personal data. */
static bool
find_run(struct slice text, size_t *at, struct run *run,
    enum detect_kind *kind)
{
	bool in_word = false;
	uint32_t ch;

	while (*at < text.bytes) {
		size_t bytes = scan_at(text, *at, &ch);
		bool digit = digit_value(ch) >= 0;

		if (!digit || in_word) {
			in_word = is_letter(ch) || (in_word && digit);
			*at += bytes;
			continue;
		}
		run_read(text, *at, run);
		*at = run->end;
		if (*at < text.bytes)
			scan_at(text, *at, &ch);
		if ((*at == text.bytes || !is_letter(ch)) &&
		    run_is(run, kind))
			return true;
		in_word = true;
	}
	return false;
}

bool
detect_personal(struct slice text, struct slice *where,
    enum detect_kind *kind)
{
	struct run run;
	enum detect_kind found;
	size_t at = 0;

	if (!find_run(text, &at, &run, &found))
		return false;
	if (where)
		*where = (struct slice){ text.text + run.at[0],
			run.at[run.count] - run.at[0] };
	if (kind)
		*kind = found;
	return true;
}

/* Where the @n-th digit ends, without a blank that may follow it. */
static size_t
digit_end(struct slice text, const struct run *run, size_t n)
{
	uint32_t ch;

	return run->at[n - 1] + scan_at(text, run->at[n - 1], &ch);
}

static void
add_part(struct buf *out, struct slice text, size_t from, size_t to)
{
	buf_add(out, text.text + from, to - from);
}

void
detect_mask(struct buf *out, struct slice text)
{
	static const struct { size_t head, tail; } shown[] = {
		[DETECT_MOBILE] = { 3, 4 }, [DETECT_IDENTITY] = { 6, 4 },
		[DETECT_BANK_CARD] = { 4, 3 }
	};
	struct run run;
	enum detect_kind kind;
	size_t at = 0, done = 0;

	while (find_run(text, &at, &run, &kind)) {
		size_t head = shown[kind].head;
		size_t tail = run.count - shown[kind].tail;

		add_part(out, text, done, digit_end(text, &run, head));
		for (size_t i = head; i < tail; i++)
			buf_add_char(out, '*');
		add_part(out, text, run.at[tail], run.at[run.count]);
		done = run.at[run.count];
	}
	add_part(out, text, done, text.bytes);
}

const char *
detect_kind_title(enum detect_kind kind)
{
	static const char *const title[] = {
		[DETECT_MOBILE] = N_("mobile number"),
		[DETECT_IDENTITY] = N_("identity number"),
		[DETECT_BANK_CARD] = N_("bank card number")
	};

	return _(title[kind]);
}
