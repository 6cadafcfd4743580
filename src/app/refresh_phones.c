/*
 * refresh_phones.c - numbers that answers give and the list of contacts does
 * not have: one of the two is out of date.
 *
 * A number is its digits without the city's 010. Where a base has no
 * contacts at all, there is nothing to hold numbers against.
 */
#include "app/refresh_compared.h"

#include "app/refresh_run.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define CITY "010"

enum { DIGITS_MIN = 5, DIGITS_MAX = 14, LOCAL_DIGITS = 8, WHOLE = 7 };

/* Takes the next number off the front: digits that hyphens, brackets or, up to
 * a whole number, blanks may part. */
static bool
next_number(const char **at, char out[DIGITS_MAX + 1])
{
	const char *p = *at + strcspn(*at, "0123456789");
	size_t n = 0, whole = strncmp(p, CITY, strlen(CITY)) == 0 ?
	    WHOLE + strlen(CITY) : WHOLE;

	if (!*p)
		return false;
	for (; *p && strchr("0123456789-() ", *p) &&
	    !(*p == ' ' && n >= whole); p++)
		if (*p >= '0' && *p <= '9' && n < DIGITS_MAX)
			out[n++] = *p;
	out[n] = '\0';
	*at = p;
	if (n == strlen(CITY) + LOCAL_DIGITS &&
	    strncmp(out, CITY, strlen(CITY)) == 0)
		memmove(out, out + strlen(CITY), LOCAL_DIGITS + 1);
	return true;
}

void
phones_add(struct compare *c, const struct entry *e)
{
	const char *at = entry_get(e, ENTRY_PHONE);
	bool contact = strcmp(entry_get(e, ENTRY_KIND),
	    entry_kind_word(ENTRY_KIND_CONTACT)) == 0;
	char number[DIGITS_MAX + 1];

	while (next_number(&at, number)) {
		if (strlen(number) < DIGITS_MIN)
			continue;
		ARRAY_GROW(c->phone, c->phones + 1, c->phone_room);
		c->phone[c->phones++] = (struct phone){
			.number = compared_hash(0, number),
			.item = (uint32_t)c->count, .contact = contact,
			.text = (uint32_t)c->texts.bytes
		};
		c->contacts += contact;
		buf_add_text(&c->texts, number);
		buf_add_char(&c->texts, '\0');
	}
}

/* A number's contacts first. */
static int
phone_cmp(const void *va, const void *vb)
{
	const struct phone *a = va, *b = vb;

	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	if (a->contact != b->contact)
		return a->contact ? -1 : 1;
	return (a->item > b->item) - (a->item < b->item);
}

void
phones_settle(struct compare *c, const struct note_taker *notes)
{
	uint64_t listed = 0;

	if (c->contacts == 0)
		return;
	qsort(c->phone, c->phones, sizeof(*c->phone), phone_cmp);
	for (size_t i = 0; i < c->phones; i++) {
		const struct phone *p = &c->phone[i];

		if (p->contact)
			listed = p->number;
		if (p->number != listed && c->item[p->item].live)
			compared_note(notes, c, &c->item[p->item],
			    NOTE_WARNING, "Q10", ENTRY_PHONE, _("the number "
			    "%s stands in no contact"),
			    c->texts.text + p->text);
	}
}
