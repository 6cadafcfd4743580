/*
 * report.c - the table of reports in words, and how a figure reads.
 *
 * What is counted is report_run.c's.
 */
#include "app/report.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* What any demand can be split by. */
#define DEMAND_DIMENSIONS (1u << BY_ALL | 1u << BY_TYPE | 1u << BY_STATE | \
	1u << BY_CHANNEL | 1u << BY_CLASS | 1u << BY_CATEGORY | \
	1u << BY_TOPIC | 1u << BY_DISTRICT | 1u << BY_STREET | \
	1u << BY_UNIT | 1u << BY_OPERATOR | 1u << BY_DAY | 1u << BY_HOUR)

static const struct {
	const char *code, *title, *basis, *definition, *out, *soon;
	enum figure_by by;
} reports[] = {
#define X(name, code, title, basis, cases, by, definition, out, soon) \
	[REPORT_##name] = { code, title, basis, definition, out, soon, \
	    BY_##by },
	REPORT_LIST(X)
#undef X
};

static const struct {
	enum report_kind kind;
	struct report_line line;
} lines[] = {
#define X(report, form, label, over, under) \
	{ REPORT_##report, { REPORT_FORM_##form, label, over, under } },
	REPORT_LINE_LIST(X)
#undef X
};

const char *
report_code(enum report_kind kind)
{
	assert((size_t)kind < COUNT(reports));
	return reports[kind].code;
}

const char *
report_title(enum report_kind kind)
{
	assert((size_t)kind < COUNT(reports));
	return _(reports[kind].title);
}

const char *
report_basis(enum report_kind kind)
{
	assert((size_t)kind < COUNT(reports));
	return _(reports[kind].basis);
}

const char *
report_definition(enum report_kind kind)
{
	assert((size_t)kind < COUNT(reports));
	return _(reports[kind].definition);
}

const char *
report_left_out(enum report_kind kind)
{
	assert((size_t)kind < COUNT(reports));
	return reports[kind].out ? _(reports[kind].out) : NULL;
}

const char *
report_not_mature(enum report_kind kind)
{
	assert((size_t)kind < COUNT(reports));
	return reports[kind].soon ? _(reports[kind].soon) : NULL;
}

enum figure_by
report_default_by(enum report_kind kind)
{
	assert((size_t)kind < COUNT(reports));
	return reports[kind].by;
}

bool
report_can_by(enum report_kind kind, enum figure_by by)
{
	if (by == reports[kind].by)
		return true;
	switch (kind) {
	case REPORT_PHONE:
		return by == BY_DAY || by == BY_HOUR;
	case REPORT_RISK:
	case REPORT_REFRESH:
	case REPORT_MONTHLY_TOPIC:
	case REPORT_PUBLICITY:
	case REPORT_QA_SAMPLE:
	case REPORT_FRESHNESS:
	case REPORT_SURGE:
	case REPORT_POLICY_QUESTIONS:
	case REPORT_USE:
	case REPORT_GAPS:
		return false;
	case REPORT_ACCESS:
		return by == BY_ALL || by == BY_DAY || by == BY_HOUR;
	case REPORT_PER_10000:
		return by == BY_STREET;
	case REPORT_SUPERVISED:
	case REPORT_EXCLUSIONS:
	case REPORT_OPERATORS:
		return by == BY_OWN || (DEMAND_DIMENSIONS & 1u << by);
	default:
		return DEMAND_DIMENSIONS & 1u << by;
	}
}

bool
report_line(enum report_kind kind, int i, struct report_line *out)
{
	for (size_t at = 0; at < COUNT(lines); at++) {
		if (lines[at].kind != kind || i-- > 0)
			continue;
		*out = lines[at].line;
		out->label = _(out->label);
		out->over = _(out->over);
		out->under = out->under ? _(out->under) : NULL;
		return true;
	}
	return false;
}

bool
report_parse(struct slice code, enum report_kind *kind)
{
	for (size_t i = 0; i < COUNT(reports); i++) {
		if (slice_is(code, reports[i].code)) {
			*kind = (enum report_kind)i;
			return true;
		}
	}
	return false;
}

void
report_release(struct report *r)
{
	free(r->row);
	buf_release(&r->note);
	texts_release(&r->texts);
	*r = (struct report)REPORT_INIT;
}

const char *
report_sum(double sum, char out[REPORT_SUM_BYTES])
{
	bool whole = fabs(sum - round(sum)) < 0.0005;

	snprintf(out, REPORT_SUM_BYTES, whole ? "%.0f" : "%.2f", sum);
	return out;
}

static double
times_of(enum report_form form)
{
	switch (form) {
	case REPORT_FORM_RATE:
	case REPORT_FORM_HUNDRED:
		return 100;
	case REPORT_FORM_RESIDENTS:
		return 10000;
	default:
		return 1;
	}
}

bool
report_ranks(const struct report *r, const struct report_row *row)
{
	return row->form != REPORT_FORM_COUNT && row->down > 0 &&
	    row->down >= (double)r->few;
}

const char *
report_rate(const struct report *r, const struct report_row *row,
    char out[REPORT_RATE_BYTES])
{
	char up[REPORT_SUM_BYTES], down[REPORT_SUM_BYTES];
	double rate = row->down > 0 ?
	    times_of(row->form) * row->up / row->down : 0;

	if (row->shown)
		snprintf(out, REPORT_RATE_BYTES, "%s", row->shown);
	else if (row->form == REPORT_FORM_COUNT ||
	    row->form == REPORT_FORM_MEAN)
		snprintf(out, REPORT_RATE_BYTES, "%s", "");
	else if (row->down <= 0)
		snprintf(out, REPORT_RATE_BYTES, "%s", "–");
	else if (!report_ranks(r, row))
		snprintf(out, REPORT_RATE_BYTES, _("%s/%s, few cases"),
		    report_sum(row->up, up), report_sum(row->down, down));
	else
		snprintf(out, REPORT_RATE_BYTES,
		    row->form == REPORT_FORM_RATE ? "%.1f %%" : "%.2f", rate);
	return out;
}

const char *
report_time(int64_t ms, char out[REPORT_TIME_BYTES])
{
	long long minutes = (long long)(ms / CLOCK_MINUTE);

	if (ms < CLOCK_MINUTE)
		snprintf(out, REPORT_TIME_BYTES, _("%lld s"),
		    (long long)(ms / CLOCK_SECOND));
	else if (ms < CLOCK_HOUR)
		snprintf(out, REPORT_TIME_BYTES, _("%lld min"), minutes);
	else if (ms < CLOCK_DAY)
		snprintf(out, REPORT_TIME_BYTES, _("%lld h %lld min"),
		    minutes / 60, minutes % 60);
	else
		snprintf(out, REPORT_TIME_BYTES, _("%lld d %lld h"),
		    minutes / 1440, minutes / 60 % 24);
	return out;
}
