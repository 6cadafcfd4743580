/*
 * report-brute-phone.c - calls by chance, and their figures counted call by
 * call.
 */
#include "report-brute-part.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define CALLS 900
#define HOURS 120			/* every third of source "b" */

static const char *const people[] = { "chen", "zhao", "" };

static const char *
source_of(size_t hour)
{
	return hour % 3 ? "a" : "b";
}

static struct phone_call
call_by_chance(struct world *w, int64_t from, int days)
{
	struct phone_call c = {
		.at = from + (int64_t)world_chance(w,
		    (uint32_t)days * 86400) * CLOCK_SECOND,
		.answered = world_chance(w, 5) > 0,
		.wait_ms = world_chance(w, 30) * CLOCK_SECOND,
	};

	/* a night when hardly anybody answers */
	if (c.at > from + DAYS(3) && c.at < from + DAYS(4))
		c.answered = world_chance(w, 5) == 0;
	if (c.answered) {
		c.talk_ms = world_chance(w, 600000);
		c.after_ms = world_chance(w, 2) * world_chance(w, 90000);
		c.operator = people[world_chance(w, 2)];
	} else {
		c.operator = "";
	}
	return c;
}

static struct phone_hour
hour_by_chance(struct world *w, int64_t from, int days)
{
	struct phone_hour h = {
		/* another one each time */
		.at = from + (int64_t)w->hours * 5 % (days * 24) *
		    CLOCK_HOUR,
		.offered = 1 + world_chance(w, 40),
	};

	h.answered = world_chance(w, (uint32_t)h.offered + 1);
	h.within = world_chance(w, (uint32_t)h.answered + 1);
	h.short_ones = world_chance(w,
	    (uint32_t)(h.offered - h.answered) + 1);
	h.wait_ms = h.offered * world_chance(w, 20000);
	h.talk_ms = h.answered * world_chance(w, 200000);
	return h;
}

void
brute_calls_make(struct world *w, int64_t from, int days)
{
	struct phone_taken taken = { 0, 0, 0 };

	w->call = xcalloc(CALLS, sizeof(*w->call));
	w->hour = xcalloc(HOURS, sizeof(*w->hour));
	for (; w->calls < CALLS; w->calls++) {
		struct phone_call c = call_by_chance(w, from, days);
		struct phone_row row = { .call = &c };
		char name[16];

		snprintf(name, sizeof(name), "%zu", w->calls);
		c.name = name;
		assert_int_equal(ledger_phone_put(w->app.ledger, "a", &row, 1,
		    &taken, &w->err), ST_OK);
		c.name = NULL;
		w->call[w->calls] = c;
	}
	for (; w->hours < HOURS; w->hours++) {
		struct phone_hour h = hour_by_chance(w, from, days);
		struct phone_row row = { .hour = &h };

		assert_int_equal(ledger_phone_put(w->app.ledger,
		    source_of(w->hours), &row, 1, &taken, &w->err), ST_OK);
		w->hour[w->hours] = h;
	}
	assert_int_equal(taken.added, CALLS + HOURS);
}

static bool
has_calls(const struct world *w, int64_t hour)
{
	for (size_t i = 0; i < w->calls; i++) {
		if (w->call[i].at >= hour && w->call[i].at < hour + CLOCK_HOUR)
			return true;
	}
	return false;
}

static bool
hour_counts(const struct world *w, size_t i)
{
	return brute_is(source_of(i), "b") || !has_calls(w, w->hour[i].at);
}

static void
line_add(struct brute *b, int line, int64_t at, double up, double down,
    int64_t out)
{
	brute_add(b, line, NULL, at, "", "", (struct sums){ .up = up,
	    .down = down, .out = out > 0 });
	while (--out > 0)
		brute_add(b, line, NULL, at, "", "",
		    (struct sums){ .out = true });
}

static void
call_add(struct brute *b, const struct phone_call *c)
{
	bool at_once = !c->answered && c->wait_ms < 5 * CLOCK_SECOND;
	bool soon = c->answered && c->wait_ms <= 15 * CLOCK_SECOND;

	line_add(b, 0, c->at, c->answered, 1, 0);
	line_add(b, 1, c->at, soon, !at_once, at_once);
	line_add(b, 2, c->at, !c->answered && !at_once, !at_once, at_once);
	line_add(b, 3, c->at, (double)c->wait_ms / CLOCK_SECOND, 1, 0);
	line_add(b, 4, c->at, (double)c->talk_ms / CLOCK_SECOND, c->answered,
	    0);
}

static void
hour_add(struct brute *b, const struct phone_hour *h)
{
	double offered = (double)h->offered, answered = (double)h->answered;
	double lasting = offered - (double)h->short_ones;

	line_add(b, 0, h->at, answered, offered, 0);
	line_add(b, 1, h->at, (double)h->within, lasting, h->short_ones);
	line_add(b, 2, h->at, lasting - answered, lasting, h->short_ones);
	line_add(b, 3, h->at, (double)h->wait_ms / CLOCK_SECOND, offered, 0);
	line_add(b, 4, h->at, (double)h->talk_ms / CLOCK_SECOND, answered, 0);
}

/* Calls answered and offered in the day that ends at @end. */
static void
day_before(const struct world *w, int64_t end, double *up, double *down)
{
	*up = *down = 0;
	for (size_t i = 0; i < w->calls; i++) {
		const struct phone_call *c = &w->call[i];

		if (c->at < end - CLOCK_DAY || c->at >= end)
			continue;
		*up += c->answered;
		*down += 1;
	}
	for (size_t i = 0; i < w->hours; i++) {
		const struct phone_hour *h = &w->hour[i];

		if (h->at < end - CLOCK_DAY || h->at >= end ||
		    !hour_counts(w, i))
			continue;
		*up += (double)h->answered;
		*down += (double)h->offered;
	}
}

static void
any_day(struct brute *b)
{
	double low_up = 0, low_down = 0, up, down;

	for (int64_t end = b->from + CLOCK_DAY; end <= b->to;
	    end += CLOCK_HOUR) {
		day_before(b->world, end, &up, &down);
		if (down <= 0)
			continue;
		line_add(b, 6, b->from, up / down >= 0.95, 1, 0);
		if (low_down > 0 && up / down >= low_up / low_down)
			continue;
		low_up = up;
		low_down = down;
	}
	line_add(b, 5, b->from, low_up, low_down, 0);
}

void
brute_phone(struct brute *b)
{
	for (size_t i = 0; i < b->world->calls; i++) {
		if (WITHIN(b, b->world->call[i].at))
			call_add(b, &b->world->call[i]);
	}
	for (size_t i = 0; i < b->world->hours; i++) {
		if (WITHIN(b, b->world->hour[i].at) &&
		    hour_counts(b->world, i))
			hour_add(b, &b->world->hour[i]);
	}
	if (b->by == BY_ALL)
		any_day(b);
}

void
brute_after_calls(struct brute *b)
{
	for (size_t i = 0; i < b->world->calls; i++) {
		const struct phone_call *c = &b->world->call[i];

		if (WITHIN(b, c->at) && c->after_ms > 0)
			brute_add(b, 4, NULL, c->at, "", c->operator,
			    (struct sums){ .down = 1, .up =
			    (double)c->after_ms / CLOCK_SECOND });
	}
}
