/*
 * clocks.c - start, stop, keep and read the clocks of a demand.
 *
 * Knows due times; does not know which step starts which clock.
 */
#include "app/clocks.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

static const struct {
	const char *code, *words;
} names[] = {
	[DEMAND_CLOCK_CONSULT] = { "consult", N_("answer") },
	[DEMAND_CLOCK_DISPATCH] = { "dispatch", N_("dispatch") },
	[DEMAND_CLOCK_SIGN] = { "sign", N_("sign") },
	[DEMAND_CLOCK_CONTACT] = { "contact", N_("first contact") },
	[DEMAND_CLOCK_REPORT] = { "report", N_("feedback") },
	[DEMAND_CLOCK_RETURN] = { "return", N_("return request") },
	[DEMAND_CLOCK_RULING] = { "ruling", N_("return ruling") },
	[DEMAND_CLOCK_CALLBACK] = { "callback", N_("callback") },
};

const char *
demand_clock_code(enum demand_clock clock)
{
	assert((size_t)clock < COUNT(names));
	return names[clock].code;
}

const char *
demand_clock_words(enum demand_clock clock)
{
	assert((size_t)clock < COUNT(names));
	return _(names[clock].words);
}

void
clocks_release(struct clock_lines *c)
{
	free(c->line);
	*c = (struct clock_lines)CLOCK_LINES_INIT;
}

static struct demand_clock_line *
line_add(struct clock_lines *c)
{
	ARRAY_GROW(c->line, c->count + 1, c->room);
	c->line[c->count] = (struct demand_clock_line){ .stopped_at = 0 };
	return &c->line[c->count++];
}

static bool
name_parse(struct slice s, enum demand_clock *out)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		if (slice_is(s, names[i].code)) {
			*out = (enum demand_clock)i;
			return true;
		}
	}
	return false;
}

static bool
time_parse(struct slice s, int64_t *out)
{
	int64_t n = 0;

	if (s.bytes == 0 || s.bytes > 15)
		return false;
	for (size_t i = 0; i < s.bytes; i++) {
		if (s.text[i] < '0' || s.text[i] > '9')
			return false;
		n = n * 10 + (s.text[i] - '0');
	}
	*out = n;
	return true;
}

enum status
clocks_parse(struct clock_lines *c, const char *text, struct err *err)
{
	struct slice rest = slice_of(text), line;
	enum status st = ST_OK;

	while (st == ST_OK && slice_line(&rest, &line)) {
		struct slice at = line;
		struct demand_clock_line *l = line_add(c);

		if (!name_parse(slice_word(&at), &l->clock) ||
		    !time_parse(slice_word(&at), &l->due.from) ||
		    !time_parse(slice_word(&at), &l->due.at) ||
		    !time_parse(slice_word(&at), &l->stopped_at))
			st = fail(err, ST_CORRUPT, "\"%.*s\" is not a clock",
			    (int)line.bytes, line.text);
		else
			st = due_parse(&l->due, slice_trim(at), err);
	}
	return st;
}

void
clocks_write(const struct clock_lines *c, struct buf *out)
{
	char spans[DUE_SPANS_BYTES];

	for (size_t i = 0; i < c->count; i++) {
		const struct demand_clock_line *l = &c->line[i];

		buf_addf(out, "%s %" PRId64 " %" PRId64 " %" PRId64 " %s\n",
		    names[l->clock].code, l->due.from, l->due.at,
		    l->stopped_at, due_spans(&l->due, spans));
	}
}

struct demand_clock_line *
clocks_newest(struct clock_lines *c, enum demand_clock clock)
{
	for (size_t i = c->count; i > 0; i--) {
		if (c->line[i - 1].clock == clock)
			return &c->line[i - 1];
	}
	return NULL;
}

struct demand_clock_line *
clocks_running(struct clock_lines *c, enum demand_clock clock)
{
	struct demand_clock_line *l = clocks_newest(c, clock);

	return l && l->stopped_at == 0 ? l : NULL;
}

enum status
clocks_start(struct clock_lines *c, const struct policy *p,
    enum demand_clock clock, const char *key, int64_t from, struct err *err)
{
	struct due due;
	struct demand_clock_line *l;
	enum status st = due_start(p, from, key, &due, err);

	if (st != ST_OK)
		return st;
	clocks_stop(c, clock, from);
	l = line_add(c);
	l->clock = clock;
	l->due = due;
	return ST_OK;
}

void
clocks_stop(struct clock_lines *c, enum demand_clock clock, int64_t at)
{
	struct demand_clock_line *l = clocks_running(c, clock);

	if (l)
		l->stopped_at = at;
}

void
clocks_stop_all(struct clock_lines *c, int64_t at)
{
	for (int i = 0; i < DEMAND_CLOCK_COUNT; i++)
		clocks_stop(c, (enum demand_clock)i, at);
}

void
clocks_resume(struct clock_lines *c, int64_t at)
{
	for (size_t i = 0; i < c->count; i++) {
		if (c->line[i].stopped_at == at)
			c->line[i].stopped_at = 0;
	}
}

void
clocks_due(const struct clock_lines *c, struct demand *d)
{
	int64_t *const column[DEMAND_CLOCK_COUNT] = {
		[DEMAND_CLOCK_DISPATCH] = &d->due_dispatch_at,
		[DEMAND_CLOCK_SIGN] = &d->due_sign_at,
		[DEMAND_CLOCK_CONTACT] = &d->due_contact_at,
		[DEMAND_CLOCK_REPORT] = &d->due_report_at,
		[DEMAND_CLOCK_CALLBACK] = &d->due_callback_at,
	};

	d->due_at = 0;
	for (size_t i = 0; i < c->count; i++) {
		const struct demand_clock_line *l = &c->line[i];

		if (column[l->clock])
			*column[l->clock] = l->due.at;
		if (l->stopped_at != 0 || l->clock == DEMAND_CLOCK_RETURN)
			continue;	/* a return is a right, not a duty */
		if (d->due_at == 0 || l->due.at < d->due_at)
			d->due_at = l->due.at;
	}
}

void
clocks_light(struct clock_lines *c, const struct policy *p, int64_t now)
{
	for (size_t i = 0; i < c->count; i++) {
		struct demand_clock_line *l = &c->line[i];

		l->light = DUE_GREEN;
		if (l->stopped_at == 0)
			l->light = due_light(p, l->due.from, l->due.at, now);
		else if (l->stopped_at > l->due.at)
			l->light = DUE_RED;
	}
}
