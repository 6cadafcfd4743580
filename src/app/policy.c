/*
 * policy.c - dated limits, working days and due times as sums.
 *
 * Knows the two files and the calendar's arithmetic; knows nothing of
 * demands. Which clock uses which key is said where the clock is set.
 */
#include "app/policy.h"

#include "base/clock.h"
#include "base/config.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define CALENDAR_BYTES_MAX (1 << 20)
#define SPAN_COUNT_MAX 100000
#define DAY_MINUTES (24 * 60)

struct special_day {
	int64_t day;
	bool work;
};

struct policy {
	struct config limits;
	struct special_day *special;	/* ascending */
	size_t count, room;
};

static const char *const unit_word[] = {
#define X(id, word, format) [SPAN_##id] = word,
	SPAN_UNIT_LIST(X)
#undef X
};

static const char *const unit_format[] = {
#define X(id, word, format) [SPAN_##id] = format,
	SPAN_UNIT_LIST(X)
#undef X
};

static int
special_cmp(const void *va, const void *vb)
{
	const struct special_day *a = va, *b = vb;

	return (a->day > b->day) - (a->day < b->day);
}

static enum status
calendar_line(struct policy *p, struct slice line, struct err *err)
{
	struct special_day d = { 0, false };
	struct slice date, kind;

	line = slice_trim(line);
	if (line.bytes == 0 || line.text[0] == '#')
		return ST_OK;
	date = slice_word(&line);
	kind = slice_word(&line);
	if (slice_is(date, "date"))
		return ST_OK;
	if (!clock_parse_date(date, &d.day))
		return fail(err, ST_INVALID, "\"%.*s\" is not a date",
		    (int)date.bytes, date.text);
	d.work = slice_is(kind, "workday");
	if (!d.work && !slice_is(kind, "holiday"))
		return fail(err, ST_INVALID, "\"%.*s\" is neither holiday nor "
		    "workday", (int)kind.bytes, kind.text);
	ARRAY_GROW(p->special, p->count + 1, p->room);
	p->special[p->count++] = d;
	return ST_OK;
}

static enum status
calendar_read(struct policy *p, const char *path, struct err *err)
{
	struct buf text = BUF_INIT;
	enum status st = file_read(path, CALENDAR_BYTES_MAX, &text, err);
	struct slice rest = buf_slice(&text), line;

	for (int n = 1; st == ST_OK && slice_line(&rest, &line); n++) {
		st = calendar_line(p, line, err);
		if (st != ST_OK)
			fail_at(err, "%s:%d", path, n);
	}
	if (p->count > 0)
		qsort(p->special, p->count, sizeof(*p->special), special_cmp);
	buf_release(&text);
	return st;
}

static enum status
limits_check(const struct policy *p, struct err *err)
{
	int64_t day;

	for (size_t i = 0; i < p->limits.count; i++) {
		const struct config_item *item = &p->limits.item[i];

		if (!clock_parse_date(slice_of(item->section), &day)) {
			fail(err, ST_INVALID, "the section \"%s\" is not a "
			    "date", item->section);
			return fail_at(err, "%s:%d", p->limits.path,
			    item->line);
		}
	}
	return ST_OK;
}

enum status
policy_open(struct policy **out, const char *data_dir, struct err *err)
{
	struct policy *p = xcalloc(1, sizeof(*p));
	char *limits = file_join(data_dir, "limits.conf");
	char *calendar = file_join(data_dir, "calendar.tsv");
	enum status st = config_read(&p->limits, limits, err);

	if (st == ST_OK)
		st = limits_check(p, err);
	if (st == ST_OK)
		st = calendar_read(p, calendar, err);
	free(limits);
	free(calendar);
	if (st == ST_OK)
		*out = p;
	else
		policy_close(p);
	return st;
}

void
policy_close(struct policy *p)
{
	if (!p)
		return;
	config_release(&p->limits);
	free(p->special);
	free(p);
}

/* The newest item in force on @day; of @key, or of any key when NULL. */
static const struct config_item *
item_in_force(const struct policy *p, int64_t day, const char *key)
{
	const struct config_item *best = NULL;
	int64_t best_day = INT64_MIN, from;

	for (size_t i = 0; i < p->limits.count; i++) {
		const struct config_item *item = &p->limits.item[i];

		if (key && strcmp(item->key, key) != 0)
			continue;
		if (!clock_parse_date(slice_of(item->section), &from) ||
		    from > day || from < best_day)
			continue;
		best = item;
		best_day = from;
	}
	return best;
}

const char *
policy_get(const struct policy *p, int64_t day, const char *key)
{
	const struct config_item *item = item_in_force(p, day, key);

	return item ? item->value : NULL;
}

const char *
policy_date(const struct policy *p, int64_t day)
{
	const struct config_item *item = item_in_force(p, day, NULL);

	return item ? item->section : "";
}

enum status
policy_text(const struct policy *p, int64_t day, const char *key,
    const char **out, struct err *err)
{
	char date[CLOCK_TEXT_BYTES];

	*out = policy_get(p, day, key);
	if (*out)
		return ST_OK;
	return fail(err, ST_NOT_FOUND, "%s has no \"%s\" in force on %s",
	    p->limits.path ? p->limits.path : "limits.conf", key,
	    clock_text(clock_day_start(day), CLOCK_DATE, date));
}

static bool
number_parse(struct slice s, int64_t *out)
{
	int64_t n = 0;

	if (s.bytes == 0 || s.bytes > 9)
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
policy_number(const struct policy *p, int64_t day, const char *key,
    int64_t *out, struct err *err)
{
	const char *text = NULL;
	enum status st = policy_text(p, day, key, &text, err);
	struct slice rest = slice_of(text), number = slice_word(&rest);

	rest = slice_trim(rest);
	if (st == ST_OK && (!number_parse(number, out) ||
	    (rest.bytes > 0 && !slice_is(rest, "%"))))
		st = fail(err, ST_INVALID, "the limit \"%s\" should be a "
		    "number and is \"%s\"", key, text);
	return st;
}

bool
span_parse(struct slice s, struct span *out)
{
	struct slice count = slice_word(&s), unit = slice_word(&s);

	if (slice_trim(s).bytes > 0 || !number_parse(count, &out->count) ||
	    out->count > SPAN_COUNT_MAX)
		return false;
	for (size_t i = 0; i < COUNT(unit_word); i++) {
		if (slice_is(unit, unit_word[i])) {
			out->unit = (enum span_unit)i;
			return true;
		}
	}
	return false;
}

enum status
policy_span(const struct policy *p, int64_t day, const char *key,
    struct span *out, struct err *err)
{
	const char *text = NULL;
	enum status st = policy_text(p, day, key, &text, err);

	if (st == ST_OK && !span_parse(slice_of(text), out))
		st = fail(err, ST_INVALID, "the limit \"%s\" should be a "
		    "time such as \"7 d\" and is \"%s\"", key, text);
	return st;
}

static const struct special_day *
special_find(const struct policy *p, int64_t day)
{
	struct special_day key = { day, false };

	if (p->count == 0)
		return NULL;
	return bsearch(&key, p->special, p->count, sizeof(key), special_cmp);
}

/* New Year's Day stands in every year's notice; the days before it may stand
 * in the notice of the year after. */
static bool
calendar_has_year(const struct policy *p, int year)
{
	struct civil first = { .year = year, .month = 1, .day = 1 };

	return special_find(p, clock_day(clock_at(&first))) != NULL;
}

enum status
policy_is_workday(const struct policy *p, int64_t day, bool *out,
    struct err *err)
{
	const struct special_day *found = special_find(p, day);
	struct civil c;

	clock_civil(clock_day_start(day), &c);
	if (found)
		*out = found->work;
	else if (calendar_has_year(p, c.year))
		*out = c.weekday <= 5;
	else
		return fail(err, ST_NOT_FOUND, "the calendar has no year %d: "
		    "add its holidays and make-up days to calendar.tsv",
		    c.year);
	return ST_OK;
}

/* The same time of day, @count working days later. */
static enum status
add_workdays(const struct policy *p, int64_t *at, int64_t count,
    struct err *err)
{
	int64_t day = clock_day(*at), in_day = *at - clock_day_start(day);
	enum status st = ST_OK;

	while (st == ST_OK && count > 0) {
		bool work = false;

		st = policy_is_workday(p, ++day, &work, err);
		if (work)
			count--;
	}
	*at = clock_day_start(day) + in_day;
	return st;
}

static enum status
span_add(const struct policy *p, struct span s, int64_t *at, struct err *err)
{
	switch (s.unit) {
	case SPAN_MINUTE:
		*at += s.count * CLOCK_MINUTE;
		return ST_OK;
	case SPAN_HOUR:
		*at += s.count * CLOCK_HOUR;
		return ST_OK;
	case SPAN_DAY:
		*at += s.count * CLOCK_DAY;
		return ST_OK;
	case SPAN_WORKDAY:
	case SPAN_UNIT_COUNT:
		break;
	}
	return add_workdays(p, at, s.count, err);
}

enum status
due_compute(const struct policy *p, struct due *d, struct err *err)
{
	enum status st = ST_OK;

	d->at = d->from;
	for (size_t i = 0; st == ST_OK && i < d->spans; i++)
		st = span_add(p, d->span[i], &d->at, err);
	if (d->end_of_day)
		d->at = clock_day_start(clock_day(d->at)) +
		    (DAY_MINUTES - 1) * CLOCK_MINUTE;
	return st;
}

/* "feedback.calendar = working" turns the days of feedback.* into working
 * days. */
static bool
key_counts_workdays(const struct policy *p, int64_t day, const char *key)
{
	size_t stem = strcspn(key, ".");
	char *name = xasprintf("%.*s.calendar", (int)stem, key);
	const char *kind = policy_get(p, day, name);

	free(name);
	return kind && strcmp(kind, "working") == 0;
}

enum status
due_start(const struct policy *p, int64_t from, const char *key,
    struct due *out, struct err *err)
{
	int64_t day = clock_day(from);
	const char *rule = policy_get(p, day, "day_rule");
	enum status st;

	*out = (struct due){ .from = from, .spans = 1 };
	st = policy_span(p, day, key, &out->span[0], err);
	if (out->span[0].unit == SPAN_DAY && key_counts_workdays(p, day, key))
		out->span[0].unit = SPAN_WORKDAY;
	out->end_of_day = out->span[0].unit >= SPAN_DAY && rule &&
	    strcmp(rule, "end_of_day") == 0;
	if (st == ST_OK)
		st = due_compute(p, out, err);
	return st;
}

enum status
due_extend(const struct policy *p, struct due *d, struct span more,
    struct err *err)
{
	if (d->spans == DUE_SPANS_MAX)
		return fail(err, ST_INVALID, "this time was extended %d times "
		    "already", DUE_SPANS_MAX - 1);
	d->span[d->spans++] = more;
	return due_compute(p, d, err);
}

const char *
due_spans(const struct due *d, char out[DUE_SPANS_BYTES])
{
	struct buf b = BUF_INIT;
	size_t bytes;

	for (size_t i = 0; i < d->spans; i++)
		buf_addf(&b, "%s%lld %s", i ? " + " : "",
		    (long long)d->span[i].count, unit_word[d->span[i].unit]);
	if (d->end_of_day)
		buf_add_text(&b, " end_of_day");
	bytes = b.bytes < DUE_SPANS_BYTES ? b.bytes : DUE_SPANS_BYTES - 1;
	memcpy(out, buf_text(&b), bytes);
	out[bytes] = '\0';
	buf_release(&b);
	return out;
}

enum status
due_parse(struct due *d, struct slice spans, struct err *err)
{
	static const char tail[] = " end_of_day";
	const size_t tail_bytes = sizeof(tail) - 1;
	struct slice rest = slice_trim(spans), part;
	bool open_end = rest.bytes > 0 && rest.text[rest.bytes - 1] == '+';

	d->spans = 0;
	d->end_of_day = rest.bytes > tail_bytes &&
	    memcmp(rest.text + rest.bytes - tail_bytes, tail,
	    tail_bytes) == 0;
	if (d->end_of_day)
		rest.bytes -= tail_bytes;
	while (d->spans < DUE_SPANS_MAX && slice_until(&rest, '+', &part)) {
		if (!span_parse(slice_trim(part), &d->span[d->spans]))
			break;
		d->spans++;
	}
	if (d->spans == 0 || rest.bytes > 0 || open_end)
		return fail(err, ST_CORRUPT, "\"%.*s\" is not a sum of times",
		    (int)spans.bytes, spans.text);
	return ST_OK;
}

void
due_sum(const struct due *d, struct buf *out)
{
	char text[CLOCK_TEXT_BYTES];

	buf_add_text(out, clock_text(d->from, CLOCK_MINUTES, text));
	for (size_t i = 0; i < d->spans; i++) {
		buf_add_text(out, " + ");
		buf_addf(out, _(unit_format[d->span[i].unit]),
		    (long long)d->span[i].count);
	}
	if (d->end_of_day)
		buf_add_text(out, _(" (to the end of the day)"));
	buf_addf(out, " = %s", clock_text(d->at, CLOCK_MINUTES, text));
}

enum due_light
due_light(const struct policy *p, int64_t from, int64_t due, int64_t now)
{
	int64_t day = clock_day(from), share = 20, left = due - now, yellow;
	struct span before = { 1, SPAN_DAY };
	int64_t at = 0;
	struct err quiet = ERR_INIT;

	if (left < 0)
		return DUE_RED;
	(void)policy_number(p, day, "warn.share", &share, &quiet);
	yellow = (due - from) / 100 * share;
	if (policy_span(p, day, "warn.before", &before, &quiet) == ST_OK &&
	    before.unit != SPAN_WORKDAY &&
	    span_add(p, before, &at, &quiet) == ST_OK &&
	    at > yellow && at < due - from)
		yellow = at;
	return left <= yellow ? DUE_YELLOW : DUE_GREEN;
}
