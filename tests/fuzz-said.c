/*
 * fuzz-said.c - any bytes are what a caller says: dates, people, places,
 * types, and how alike two of them are.
 */
#include "app/told.h"
#include "base/clock.h"
#include "text/overlap.h"
#include "text/when.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool truth)
{
	if (!truth)
		abort();
}

/* Empty, or inside the text. */
static void
check_part(struct slice text, struct slice part)
{
	check(part.bytes == 0 || (part.text >= text.text &&
	    part.text + part.bytes <= text.text + text.bytes));
}

static void
check_dates(struct slice text)
{
	struct slice found = { "", 0 };
	int64_t at = 0, now = 1795482720000;	/* 2026-11-24 09:12 */
	bool timed = false;

	if (when_find(text, now, &found)) {
		check_part(text, found);
		check(when_parse(found, now, &at, &timed));
	}
	if (when_parse(text, now, &at, &timed) && !timed)
		check(clock_day_start(clock_day(at)) == at);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { (const char *)data, size };
	struct slice half = { (const char *)data, size / 2 };
	struct slice because = { "", 0 };
	enum demand_type type;
	struct told told;
	double alike;

	told_read(NULL, text, &told);
	check_part(text, told.name);
	check_part(text, told.phone);
	check_part(text, told.identity);
	check(!told.district && !told.street && told.place.bytes == 0);
	if (told_type(text, &type, &because))
		check_part(text, because);
	check_dates(text);
	alike = overlap(text, half);
	check(alike >= 0 && alike <= 1);
	return 0;
}
