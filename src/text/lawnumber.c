/*
 * lawnumber.c - document numbers, articles and years in one form.
 *
 * A document number is an office's letters, a year in one of five kinds of
 * brackets, and a number. Nothing marks where the letters begin, so they are
 * all the Han characters before the bracket but for words such as 根据; a
 * text and a query are cut alike.
 */
#include "text/lawnumber.h"

#include "base/mem.h"
#include "text/normalize.h"
#include "text/scan.h"
#include "text/tables.h"

#include <stdio.h>
#include <string.h>

#define OFFICE_CHARS_MAX 12
#define NUMBER_CHARS_MAX 16
#define YEAR_FIRST 1900
#define YEAR_LAST 2099

static const struct law_number none;

static struct slice
after(struct slice all, size_t at)
{
	return (struct slice){ all.text + at, all.bytes - at };
}

/* Takes @want off the front, and a blank before it. */
static bool
take(struct slice *s, const char *want)
{
	size_t blank = s->bytes && *s->text == ' ' && *want != ' ';
	size_t n = strlen(want);

	if (s->bytes < blank + n || memcmp(s->text + blank, want, n) != 0)
		return false;
	*s = after(*s, blank + n);
	return true;
}

static bool
take_one_of(struct slice *s, const char *const *want, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (take(s, want[i]))
			return true;
	return false;
}

/* 0-9, 10 100 1000 10000 100000000, or -1. */
static int32_t
numeral(uint32_t ch)
{
	static const struct { uint16_t ch; int32_t value; } numerals[] = {
		{ 0x3007, 0 }, { 0x96f6, 0 }, { 0x25cb, 0 }, { 0x25ef, 0 },
		{ 0x4e00, 1 }, { 0x4e8c, 2 }, { 0x4e24, 2 }, { 0x4e09, 3 },
		{ 0x56db, 4 }, { 0x4e94, 5 }, { 0x516d, 6 }, { 0x4e03, 7 },
		{ 0x516b, 8 }, { 0x4e5d, 9 }, { 0x5341, 10 },
		{ 0x767e, 100 }, { 0x5343, 1000 }, { 0x4e07, 10000 },
		{ 0x4ebf, 100000000 }
	};

	for (size_t i = 0; i < COUNT(numerals); i++)
		if (numerals[i].ch == ch)
			return numerals[i].value;
	return -1;
}

/* 一百零三: a digit counts by the unit behind it, a bare 十 is ten. */
static bool
value_by_units(const int32_t *num, size_t count, uint64_t *value)
{
	uint64_t all = 0, part = 0, digit = 0;
	bool had_digit = false;

	for (size_t i = 0; i < count; i++) {
		uint64_t unit = (uint64_t)num[i];

		if (num[i] < 10) {
			digit = unit;
			had_digit = true;
			continue;
		}
		if (unit < 10000) {
			part += (had_digit ? digit : 1) * unit;
		} else {
			part = (all + part + digit) * unit;
			all = 0;
			if (unit == 10000) {
				all = part;
				part = 0;
			}
		}
		digit = 0;
		had_digit = false;
		if (all + part > 999999999)
			return false;
	}
	*value = all + part + digit;
	return true;
}

static bool
value_of(const int32_t *num, size_t count, uint64_t *value)
{
	bool units = false;

	for (size_t i = 0; i < count; i++)
		units = units || num[i] >= 10;
	if (units)
		return value_by_units(num, count, value);
	*value = 0;
	for (size_t i = 0; i < count && *value <= 999999999; i++)
		*value = *value * 10 + (uint64_t)num[i];
	return true;
}

static bool
take_digits(struct slice *s, uint32_t *value)
{
	uint64_t sum = 0;
	size_t n = 0;

	while (n < s->bytes && s->text[n] >= '0' && s->text[n] <= '9') {
		sum = sum * 10 + (uint64_t)(s->text[n++] - '0');
		if (sum > 999999999)
			return false;
	}
	if (!n)
		return false;
	*value = (uint32_t)sum;
	*s = (struct slice){ s->text + n, s->bytes - n };
	return true;
}

bool
number_take(struct slice *s, uint32_t *value)
{
	int32_t num[NUMBER_CHARS_MAX];
	size_t count = 0, at = 0;
	uint64_t sum;
	uint32_t ch;

	if (take_digits(s, value))
		return true;
	while (at < s->bytes) {
		size_t bytes = scan_at(*s, at, &ch);
		int32_t n = numeral(ch);

		if (n < 0)
			break;
		if (count == COUNT(num))
			return false;
		num[count++] = n;
		at += bytes;
	}
	if (!count || num[0] > 10 || !value_of(num, count, &sum) ||
	    sum > 999999999)
		return false;
	*value = (uint32_t)sum;
	*s = (struct slice){ s->text + at, s->bytes - at };
	return true;
}

static bool
take_number(struct slice *s, uint32_t *value)
{
	struct slice rest = *s;

	take(&rest, "");
	if (!number_take(&rest, value))
		return false;
	*s = rest;
	return true;
}

/* Words that lead to a document number and are no part of it. */
static size_t
lead_bytes(struct slice s)
{
	static const char *const lead[] = {
		"根据", "依据", "按照", "依照", "参照", "执行", "印发", "关于",
		"转发", "详见", "参见", "文号", "文件", "见", "及", "与", "为",
		"按", "的"
	};

	for (size_t i = 0; i < COUNT(lead); i++)
		if (s.bytes > strlen(lead[i]) &&
		    !memcmp(s.text, lead[i], strlen(lead[i])))
			return strlen(lead[i]);
	return 0;
}

/* The office's letters that end at @at; empty when there are none. */
static struct slice
office_before(struct slice all, size_t at)
{
	size_t end = at, lead;
	struct slice office;
	uint32_t ch;

	if (end > 0 && all.text[end - 1] == ' ')
		end--;
	at = end;
	for (int i = 0; i < OFFICE_CHARS_MAX && at > 0; i++) {
		size_t before = scan_back(all, at);

		scan_at(all, before, &ch);
		if (table_class_of(ch) != CLASS_HAN)
			break;
		at = before;
	}
	office = (struct slice){ all.text + at, end - at };
	while ((lead = lead_bytes(office)) > 0)
		office = (struct slice){ office.text + lead,
			office.bytes - lead };
	return office;
}

static struct law_number
law_print(struct slice all, struct slice rest, struct slice office,
    char *form, size_t room, const char *format, uint32_t a, uint32_t b)
{
	int n = snprintf(form, room, format, (int)office.bytes, office.text,
	    a, b);

	if (n < 0 || (size_t)n >= room)
		return none;
	return (struct law_number){
		.kind = TOKEN_DOC_NUMBER, .bytes = (size_t)n,
		.from = (size_t)(office.text - all.text),
		.to = all.bytes - rest.bytes
	};
}

static struct law_number
law_article(struct slice all, size_t at, struct slice rest, uint32_t value,
    char *form, size_t room)
{
	struct slice more = rest;
	uint32_t branch;
	int n;

	if (take(&more, "之") && number_take(&more, &branch)) {
		rest = more;
		n = snprintf(form, room, "第%u条之%u", value, branch);
	} else {
		n = snprintf(form, room, "第%u条", value);
	}
	return (struct law_number){
		.kind = TOKEN_ARTICLE, .bytes = (size_t)n, .from = at,
		.to = all.bytes - rest.bytes
	};
}

struct law_number
law_ordinal(struct slice all, size_t at, char *form, size_t room)
{
	struct slice rest = after(all, at), office;
	uint32_t value;

	if (!take(&rest, "第") || !take_number(&rest, &value))
		return none;
	if (take(&rest, "条"))
		return law_article(all, at, rest, value, form, room);
	if (!take(&rest, "号"))
		return none;
	office = office_before(all, at);
	if (office.bytes < 6 ||
	    memcmp(office.text + office.bytes - 3, "令", 3) != 0)
		return none;
	return law_print(all, rest, office, form, room, "%.*s第%u号", value,
	    0);
}

struct law_number
law_year(struct slice all, size_t at, char *form, size_t room)
{
	struct slice rest = after(all, at);
	uint32_t ch, value = 0;
	int n;

	if (at > 0) {
		scan_at(all, scan_back(all, at), &ch);
		if (numeral(ch) >= 0)
			return none;
	}
	for (int i = 0; i < 4; i++) {
		int32_t digit = -1;
		size_t bytes = 0;

		if (rest.bytes)
			bytes = scan_at(rest, 0, &ch);
		if (bytes)
			digit = numeral(ch);
		if (digit < 0 || digit > 9)
			return none;
		value = value * 10 + (uint32_t)digit;
		rest = after(rest, bytes);
	}
	if (value < YEAR_FIRST || value > YEAR_LAST ||
	    rest.bytes < 3 || memcmp(rest.text, "年", 3) != 0)
		return none;
	n = snprintf(form, room, "%u", value);
	return (struct law_number){
		.kind = TOKEN_WORD, .bytes = (size_t)n, .from = at,
		.to = all.bytes - rest.bytes
	};
}

static bool
take_year(struct slice *s, uint32_t *year)
{
	return take_number(s, year) && *year >= YEAR_FIRST &&
	    *year <= YEAR_LAST;
}

struct law_number
law_bracket(struct slice all, size_t at, char *form, size_t room)
{
	static const char *const opens[] = { "〔", "(", "[", "【", "〖" };
	static const char *const closes[] = { "〕", ")", "]", "】", "〗" };
	struct slice rest = after(all, at), office;
	uint32_t year, number;

	if (!take_one_of(&rest, opens, COUNT(opens)) ||
	    !take_year(&rest, &year))
		return none;
	take(&rest, "年");
	if (!take_one_of(&rest, closes, COUNT(closes)))
		return none;
	take(&rest, "第");
	if (!take_number(&rest, &number))
		return none;
	if (!take(&rest, "号") && rest.bytes)
		return none;
	office = office_before(all, at);
	if (!office.bytes)
		return none;
	return law_print(all, rest, office, form, room, "%.*s〔%u〕%u号",
	    year, number);
}

/* The letters that the codes of offices end with. */
static bool
office_ends_well(struct slice office)
{
	static const char *const ends[] = {
		"发", "函", "字", "规", "办", "文", "通", "告", "释", "税", "综"
	};

	for (size_t i = 0; i < COUNT(ends) && office.bytes >= 6; i++)
		if (!memcmp(office.text + office.bytes - 3, ends[i], 3))
			return true;
	return false;
}

struct law_number
law_typed(struct slice all, size_t at, char *form, size_t room)
{
	struct slice rest = after(all, at), office = office_before(all, at);
	uint32_t year, number;
	bool parted;

	if (!office_ends_well(office) || !take_year(&rest, &year))
		return none;
	parted = take(&rest, "年") || take(&rest, " ") || take(&rest, "-");
	parted = take(&rest, "第") || parted;
	if (!parted || !take_number(&rest, &number))
		return none;
	if (!take(&rest, "号") && rest.bytes)
		return none;
	return law_print(all, rest, office, form, room, "%.*s〔%u〕%u号",
	    year, number);
}

bool
doc_number_form(struct buf *out, struct slice text)
{
	struct buf normal = BUF_INIT;
	char form[TOKEN_BYTES + 16];
	struct law_number law = none;
	struct slice all;
	uint32_t ch;

	normalize(&normal, text);
	all = buf_slice(&normal);
	for (size_t at = 0; at < all.bytes && !law.bytes; ) {
		size_t bytes = scan_at(all, at, &ch);

		if (law_opens(ch))
			law = law_bracket(all, at, form, sizeof(form));
		else if (ch >= '0' && ch <= '9')
			law = law_typed(all, at, form, sizeof(form));
		else if (ch == 0x7b2c)
			law = law_ordinal(all, at, form, sizeof(form));
		at += bytes;
	}
	if (law.kind != TOKEN_DOC_NUMBER || law.to != all.bytes)
		law = none;
	buf_add(out, form, law.bytes);
	buf_release(&normal);
	return law.bytes > 0;
}
