/*
 * cmd_report.c - desk12345 report: print what a supervisor counts.
 */
#include "app/app.h"
#include "app/report.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cmd/args.h"
#include "cmd/demand_cmd.h"
#include "cmd/report_cmd.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] = N_(
    "Usage: desk12345 report NAME [--from DATE] [--to DATE] [--json]\n"
    "Prints a report with its definition; without dates it is today's, and\n"
    "the day of --to is not part of it.\n"
    "Reports:\n");

static enum status
print_help(struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st;

	buf_add_text(&out, _(usage));
	for (int i = 0; i < REPORT_COUNT; i++) {
		enum report_kind kind = (enum report_kind)i;

		buf_addf(&out, "  %-12s %s: %s\n", report_code(kind),
		    report_title(kind), report_definition(kind));
	}
	st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}

static void
print_text(const struct app *app, const struct report *r, struct buf *out)
{
	char from[CLOCK_TEXT_BYTES], to[CLOCK_TEXT_BYTES];
	char rate[REPORT_RATE_BYTES];
	const char *group = "";

	buf_addf(out, "%s  [%s, %s)  %s\n%s\n", report_title(r->kind),
	    clock_text(r->from, CLOCK_DATE, from),
	    clock_text(r->to, CLOCK_DATE, to), report_basis(r->kind),
	    report_definition(r->kind));
	for (size_t i = 0; i < r->count; i++) {
		const struct report_row *row = &r->row[i];

		if (strcmp(group, row->group) != 0)
			buf_addf(out, "%s\n", row->group);
		group = row->group;
		buf_add_text(out, "  ");
		utf8_clean(out, slice_of(row->label), CLEAN_ONE_LINE);
		buf_addf(out, "  %" PRId64, row->count);
		if (row->of >= 0)
			buf_addf(out, " / %" PRId64 "  %s", row->of,
			    report_rate(app, row, rate));
		buf_add_char(out, '\n');
	}
}

static void
print_json(const struct app *app, const struct report *r, struct buf *out)
{
	char at[CLOCK_TEXT_BYTES], rate[REPORT_RATE_BYTES];
	json_t *o = json_object(), *rows = json_array();
	char *text;

	json_object_set_new(o, "report", json_string(report_code(r->kind)));
	json_object_set_new(o, "from",
	    json_string(clock_text(r->from, CLOCK_ISO, at)));
	json_object_set_new(o, "to",
	    json_string(clock_text(r->to, CLOCK_ISO, at)));
	json_object_set_new(o, "definition",
	    json_string(report_definition(r->kind)));
	for (size_t i = 0; i < r->count; i++) {
		const struct report_row *row = &r->row[i];
		json_t *one = json_object();

		json_object_set_new(one, "group", json_string(row->group));
		json_object_set_new(one, "label", json_string(row->label));
		json_object_set_new(one, "count", json_integer(row->count));
		if (row->of >= 0) {
			json_object_set_new(one, "of", json_integer(row->of));
			json_object_set_new(one, "rate",
			    json_string(report_rate(app, row, rate)));
		}
		json_array_append_new(rows, one);
	}
	json_object_set_new(o, "rows", rows);
	text = json_dumps(o, JSON_COMPACT);
	buf_addf(out, "%s\n", text ? text : "{}");
	free(text);
	json_decref(o);
}

struct report_call {
	const char *name, *from, *to;
	bool json, help;
};

static enum status
take_argument(struct args *a, enum args_kind kind, const char *text,
    struct report_call *c, struct err *err)
{
	if (kind == ARGS_WORD && !c->name)
		c->name = text;
	else if (kind == ARGS_WORD)
		return args_unknown("report", text, err);
	else if (strcmp(text, "json") == 0)
		c->json = true;
	else if (strcmp(text, "help") == 0)
		c->help = true;
	else if (strcmp(text, "from") == 0)
		return args_value(a, &c->from, err);
	else if (strcmp(text, "to") == 0)
		return args_value(a, &c->to, err);
	else
		return args_unknown("report", text, err);
	return ST_OK;
}

/* Today, unless said otherwise; one day from --from when --to is missing. */
static enum status
period(const struct app *app, const struct report_call *c, int64_t *from,
    int64_t *to, struct err *err)
{
	int64_t first = clock_day(clock_now(&app->clock)), last;

	if (c->from && !clock_parse_date(slice_of(c->from), &first))
		return fail(err, ST_USAGE, "\"%s\" is not a date", c->from);
	last = first + 1;
	if (c->to && !clock_parse_date(slice_of(c->to), &last))
		return fail(err, ST_USAGE, "\"%s\" is not a date", c->to);
	if (last <= first)
		return fail(err, ST_USAGE, "the period ends before it "
		    "begins");
	*from = clock_day_start(first);
	*to = clock_day_start(last);
	return ST_OK;
}

static enum status
run(struct app *app, const struct report_call *c, struct err *err)
{
	struct report r = REPORT_INIT;
	struct buf out = BUF_INIT;
	enum report_kind kind;
	int64_t from = 0, to = 0;
	enum status st;

	if (!report_parse(slice_of(c->name), &kind))
		return args_unknown("report", c->name, err);
	st = period(app, c, &from, &to, err);
	if (st == ST_OK)
		st = report_run(app, kind, from, to, &r, err);
	if (st == ST_OK && c->json)
		print_json(app, &r, &out);
	else if (st == ST_OK)
		print_text(app, &r, &out);
	if (st == ST_OK)
		st = cmd_out(&out, err);
	buf_release(&out);
	report_release(&r);
	return st;
}

enum status
cmd_report(struct app *app, int argc, char **argv, struct err *err)
{
	struct report_call c = { .name = NULL };
	struct args a;
	const char *text;
	enum args_kind kind;
	enum status st = ST_OK;

	args_init(&a, argc, argv);
	while (st == ST_OK && (kind = args_next(&a, &text)) != ARGS_END)
		st = take_argument(&a, kind, text, &c, err);
	if (st != ST_OK)
		return st;
	return c.help || !c.name ? print_help(err) : run(app, &c, err);
}
