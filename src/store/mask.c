/*
 * mask.c - what is left of a name, a number, an address.
 */
#include "store/mask.h"

#include "base/utf8.h"

#include <string.h>

#define PHONE_MIN_DIGITS 5
#define PHONE_MAX_DIGITS 20
#define MOBILE_DIGITS 11
#define RUN_DIGITS 7
#define STARS "****"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* ASCII or full-width; 0..9 or -1 */
static int
digit_value(uint32_t ch)
{
	if (ch >= '0' && ch <= '9')
		return (int)(ch - '0');
	if (ch >= 0xff10 && ch <= 0xff19)
		return (int)(ch - 0xff10);
	return -1;
}

void
phone_digits(struct buf *out, struct slice s)
{
	while (s.bytes > 0) {
		int digit = digit_value(utf8_next(&s));

		if (digit >= 0)
			buf_add_char(out, (char)('0' + digit));
	}
}

static struct slice
slice_from(struct slice s, size_t at)
{
	return (struct slice){ s.text + at, s.bytes - at };
}

static struct slice
country_off(struct slice digits)
{
	struct slice s = digits;

	if (s.bytes > 4 && memcmp(s.text, "0086", 4) == 0)
		s = slice_from(s, 4);
	else if (s.bytes > MOBILE_DIGITS && memcmp(s.text, "86", 2) == 0)
		s = slice_from(s, 2);
	return s;
}

bool
phone_form(struct buf *out, struct slice typed)
{
	struct buf all = BUF_INIT;
	struct slice digits;
	bool fits;

	phone_digits(&all, typed);
	digits = country_off(buf_slice(&all));
	fits = digits.bytes >= PHONE_MIN_DIGITS &&
	    digits.bytes <= PHONE_MAX_DIGITS;
	if (fits)
		buf_add_slice(out, digits);
	buf_release(&all);
	return fits;
}

void
mask_phone(struct buf *out, struct slice phone)
{
	struct buf all = BUF_INIT;
	size_t head, n;

	if (phone.bytes == 0)
		return;
	phone_digits(&all, phone);
	n = all.bytes;
	head = n >= MOBILE_DIGITS ? 3 : 0;
	buf_add(out, buf_text(&all), head);
	buf_add_text(out, STARS);
	if (n >= 8)
		buf_add(out, buf_text(&all) + n - 4, 4);
	buf_release(&all);
}

void
mask_name(struct buf *out, struct slice name)
{
	if (name.bytes == 0)
		return;
	buf_add_slice(out, utf8_first(name, 1));
	buf_add_text(out, "**");
}

void
mask_place(struct buf *out, struct slice place)
{
	if (place.bytes == 0)
		return;
	buf_add_slice(out, utf8_first(place, utf8_chars(place) > 6 ? 4 : 1));
	buf_add_text(out, STARS);
}

static bool
digit_at(struct slice s, size_t at, size_t *bytes)
{
	if (at < s.bytes && is_digit(s.text[at])) {
		*bytes = 1;
		return true;
	}
	*bytes = 3;		/* U+FF10..U+FF19 */
	return at + 3 <= s.bytes && memcmp(s.text + at, "\xef\xbc", 2) == 0 &&
	    (unsigned char)s.text[at + 2] >= 0x90 &&
	    (unsigned char)s.text[at + 2] <= 0x99;
}

/* The bytes of a run of @want digits (0: any) at @at; 0 when there is none. */
static size_t
run_bytes(struct slice s, size_t at, size_t want, size_t *digits)
{
	size_t end = at, bytes;

	*digits = 0;
	while ((want == 0 || *digits < want) && digit_at(s, end, &bytes)) {
		end += bytes;
		(*digits)++;
	}
	return end - at;
}

/* 138 0013 8000 and 138-0013-8000 */
static size_t
grouped_mobile(struct slice s, size_t at)
{
	static const size_t groups[] = { 3, 4, 4 };
	size_t end = at, digits, bytes;

	if (s.text[at] != '1')
		return 0;
	for (size_t i = 0; i < 3; i++) {
		if (i > 0 && (end >= s.bytes || !strchr(" -", s.text[end])))
			return 0;
		end += i > 0;
		end += run_bytes(s, end, groups[i], &digits);
		if (digits < groups[i] || (i < 2 && digit_at(s, end, &bytes)))
			return 0;
	}
	return digit_at(s, end, &bytes) ? 0 : end - at;
}

void
mask_text(struct buf *out, struct slice text)
{
	size_t at = 0, digits;

	while (at < text.bytes) {
		size_t run = run_bytes(text, at, 0, &digits);
		size_t grouped = run ? grouped_mobile(text, at) : 0;

		if (grouped) {
			run = grouped;
			digits = MOBILE_DIGITS;
		}
		if (digits >= RUN_DIGITS) {
			buf_add_text(out, STARS);
			at += run;
			if (at < text.bytes && strchr("xX", text.text[at]))
				at++;		/* an identity number's end */
		} else {
			run = run ? run : 1;
			buf_add(out, text.text + at, run);
			at += run;
		}
	}
}
