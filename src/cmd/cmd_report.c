/*
 * cmd_report.c - desk12345 report: print what a supervisor counts.
 */
#include "app/app.h"
#include "app/export.h"
#include "app/report.h"
#include "app/report_qa.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "cmd/args.h"
#include "cmd/out.h"
#include "cmd/report_cmd.h"

#include <string.h>

#define DRILL_LIMIT 100000

static const char usage[] = N_(
    "Usage: desk12345 report LIST|NAME [OPTION...]\n"
    "       desk12345 report bulletin --from DATE --to DATE\n"
    "       desk12345 report freeze --from DATE --to DATE\n"
    "       desk12345 report score NUMBER --accuracy N --completeness N\n"
    "                   --form N --tone N [--note TEXT]\n"
    "Prints a report with its definition, or the list of reports. Without\n"
    "dates it is today's; the day of --to is not part of it. \"freeze\"\n"
    "closes a month: its figures stay, later changes show as corrections.\n"
    "  --from DATE --to DATE   the period\n"
    "  --by DIMENSION          what it is split by; see --explain\n"
    "  --format FORM           text, json, csv, csv-bom, csv-gb18030,\n"
    "                          markdown, html, xlsx (--json is json)\n"
    "  --out FILE --reason TEXT\n"
    "                          into a file, and onto the record\n"
    "  --explain               the definition alone\n"
    "  --drill ROW             the numbers of the demands behind a row\n"
    "  --part up|down|out|soon which of its figures: counted, counted over,\n"
    "                          left out, not mature; up if nothing is said\n");

struct report_call {
	const char *name, *from, *to, *by, *format, *part, *out, *reason;
	const char *number;		/* of a demand to score */
	struct qa_marks marks;
	int64_t drill;
	bool explain, help;
};

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
part_parse(const char *text, enum figure_part *part, struct err *err)
{
	static const char *const parts[PART_COUNT] = { "up", "down", "out",
		"soon" };

	*part = PART_UP;
	for (int i = 0; text && i < PART_COUNT; i++) {
		if (strcmp(text, parts[i]) == 0) {
			*part = (enum figure_part)i;
			return ST_OK;
		}
	}
	return text ? fail(err, ST_USAGE, "--part can be: up, down, out, "
	    "soon") : ST_OK;
}

static enum status
print_drill(struct app *app, const struct report_call *c,
    const struct report *r, struct buf *out, struct err *err)
{
	struct numbers n = NUMBERS_INIT;
	enum figure_part part;
	enum status st = part_parse(c->part, &part, err);

	if (st == ST_OK && (c->drill < 1 || c->drill > (int64_t)r->count))
		st = fail(err, ST_USAGE, "the report has the rows 1 to %zu",
		    r->count);
	if (st == ST_OK)
		st = report_drill(app, r, (size_t)c->drill - 1, part,
		    DRILL_LIMIT, &n, err);
	for (size_t i = 0; st == ST_OK && i < n.count; i++)
		buf_addf(out, "%s\n", n.number[i]);
	numbers_release(&n);
	return st;
}

/* What is printed is not on the record: a report has no personal data. */
static enum status
print_export(struct app *app, const struct report_call *c,
    const struct report *r, struct buf *out, struct err *err)
{
	struct export_call call = { .path = c->out, .reason = c->reason };
	struct export_done done = EXPORT_DONE_INIT;
	struct export_sheet s = EXPORT_SHEET_INIT;
	enum status st = ST_OK;

	if (!c->format || !export_form_parse(slice_of(c->format),
	    &call.form))
		return fail(err, ST_USAGE, "--format of a file can be: csv, "
		    "csv-bom, csv-gb18030, json, markdown, html, xlsx");
	if (c->out) {
		st = export_report(app, r, &call, &done, err);
	} else {
		export_report_sheet(r, &s);
		st = export_write(&s, call.form, out, err);
	}
	export_sheet_release(&s);
	export_done_release(&done);
	return st;
}

static enum status
print(struct app *app, const struct report_call *c, const struct report *r,
    struct buf *out, struct err *err)
{
	const char *format = c->format ? c->format : "text";

	if (c->drill)
		return print_drill(app, c, r, out, err);
	if (c->out || (strcmp(format, "json") != 0 &&
	    strcmp(format, "text") != 0))
		return print_export(app, c, r, out, err);
	if (strcmp(format, "json") == 0)
		report_print_json(r, out);
	else
		report_print(r, out);
	return ST_OK;
}

static enum status
run(struct app *app, const struct report_call *c, enum report_kind kind,
    struct buf *out, struct err *err)
{
	struct report r = REPORT_INIT;
	enum figure_by by = BY_COUNT;
	int64_t from = 0, to = 0;
	enum status st = period(app, c, &from, &to, err);

	if (st == ST_OK && c->by && !figure_by_parse(slice_of(c->by), &by))
		st = fail(err, ST_USAGE, "there is no dimension \"%s\"; see "
		    "desk12345 report %s --explain", c->by, c->name);
	if (st == ST_OK)
		st = report_run(app, kind, from, to, by, &r, err);
	if (st == ST_OK)
		st = print(app, c, &r, out, err);
	report_release(&r);
	return st;
}

static enum status
freeze(struct app *app, const struct report_call *c, struct err *err)
{
	int64_t from = 0, to = 0;
	enum status st = period(app, c, &from, &to, err);

	return st == ST_OK ? report_freeze(app, from, to, err) : st;
}

static enum status
bulletin(struct app *app, const struct report_call *c, struct buf *out,
    struct err *err)
{
	int64_t from = 0, to = 0;
	enum status st = period(app, c, &from, &to, err);

	return st == ST_OK ? report_bulletin(app, from, to, out, err) : st;
}

static enum status
run_or_explain(struct app *app, const struct report_call *c, struct buf *out,
    struct err *err)
{
	enum report_kind kind;

	if (c->help || !c->name) {
		buf_add_text(out, _(usage));
		return ST_OK;
	}
	if (strcmp(c->name, "LIST") == 0 || strcmp(c->name, "list") == 0) {
		report_print_list(out);
		return ST_OK;
	}
	if (strcmp(c->name, "bulletin") == 0)
		return bulletin(app, c, out, err);
	if (strcmp(c->name, "freeze") == 0)
		return freeze(app, c, err);
	if (strcmp(c->name, "score") == 0)
		return c->number ? qa_score(app, c->number, &c->marks, err) :
		    fail(err, ST_USAGE, "say which demand is scored");
	if (!report_parse(slice_of(c->name), &kind))
		return args_unknown("report", c->name, err);
	if (!c->explain)
		return run(app, c, kind, out, err);
	report_print_definition(kind, out);
	return ST_OK;
}

static enum status
parse(int argc, char **argv, struct report_call *c, struct err *err)
{
	bool json = false;
	const char *word[2] = { NULL };
	const struct args_option options[] = {
		{ "from", .text = &c->from }, { "to", .text = &c->to },
		{ "by", .text = &c->by }, { "format", .text = &c->format },
		{ "part", .text = &c->part }, { "out", .text = &c->out },
		{ "reason", .text = &c->reason },
		{ "note", .text = &c->marks.note },
		{ "drill", .number = &c->drill },
		{ "accuracy", .number = &c->marks.mark[QA_accuracy] },
		{ "completeness", .number = &c->marks.mark[QA_completeness] },
		{ "form", .number = &c->marks.mark[QA_form] },
		{ "tone", .number = &c->marks.mark[QA_tone] },
		{ "json", .set = &json }, { "explain", .set = &c->explain },
		{ "help", .set = &c->help }, { NULL },
	};
	enum status st = args_all(argc, argv, "report", options, word,
	    COUNT(word), err);

	c->name = word[0];
	c->number = word[1];
	if (json)
		c->format = "json";
	if (st == ST_OK && c->number && strcmp(c->name, "score") != 0)
		st = args_unknown("report", c->number, err);
	return st;
}

enum status
cmd_report(struct app *app, int argc, char **argv, struct err *err)
{
	struct report_call c = { .name = NULL };
	struct buf out = BUF_INIT;
	enum status st = parse(argc, argv, &c, err);

	if (st == ST_OK)
		st = run_or_explain(app, &c, &out, err);
	if (st == ST_OK)
		st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}
