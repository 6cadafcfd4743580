/*
 * report_print.c - reports as text and as JSON.
 */
#include "cmd/report_cmd.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <jansson.h>
#include <stdlib.h>

void
report_print_list(struct buf *out)
{
	for (int i = 0; i < REPORT_COUNT; i++) {
		enum report_kind kind = (enum report_kind)i;

		buf_addf(out, "%-17s %s (%s)\n", report_code(kind),
		    report_title(kind), report_basis(kind));
	}
}

static void
print_dimensions(enum report_kind kind, struct buf *out)
{
	const char *between = "";

	buf_add_text(out, _("can be split by: "));
	for (int i = 0; i < BY_COUNT; i++) {
		enum figure_by by = (enum figure_by)i;

		if (!report_can_by(kind, by))
			continue;
		buf_addf(out, "%s%s%s", between, figure_by_code(by),
		    by == report_default_by(kind) ? "*" : "");
		between = " ";
	}
	buf_add_char(out, '\n');
}

void
report_print_definition(enum report_kind kind, struct buf *out)
{
	const char *left_out = report_left_out(kind);
	const char *soon = report_not_mature(kind);
	struct report_line l;

	buf_addf(out, "%s (%s), %s\n%s\n", report_title(kind),
	    report_code(kind), report_basis(kind), report_definition(kind));
	for (int i = 0; report_line(kind, i, &l); i++) {
		buf_addf(out, "  %s = %s", l.label, l.over);
		if (l.under)
			buf_addf(out, " / %s", l.under);
		buf_add_char(out, '\n');
	}
	if (left_out)
		buf_addf(out, _("left out: %s\n"), left_out);
	if (soon)
		buf_addf(out, _("not mature yet: %s\n"), soon);
	print_dimensions(kind, out);
}

static void
print_row(const struct report *r, size_t i, struct buf *out)
{
	char sum[REPORT_SUM_BYTES], rate[REPORT_RATE_BYTES];
	char median[REPORT_TIME_BYTES], p90[REPORT_TIME_BYTES];
	const struct report_row *row = &r->row[i];

	buf_addf(out, "%5zu  ", i + 1);
	utf8_clean(out, slice_of(row->correction ? _("  correction") :
	    row->label), CLEAN_ONE_LINE);
	if (!row->shown)
		buf_addf(out, "  %s", report_sum(row->up, sum));
	if (row->form != REPORT_FORM_COUNT && !row->shown)
		buf_addf(out, " / %s", report_sum(row->down, sum));
	if (*report_rate(r, row, rate))
		buf_addf(out, "  %s", rate);
	if (report_left_out(r->kind))
		buf_addf(out, _("  left out %lld"),
		    (long long)row->out);
	if (report_not_mature(r->kind))
		buf_addf(out, _("  not mature %lld"),
		    (long long)row->soon);
	if (row->people > 0)
		buf_addf(out, _("  operators %lld"),
		    (long long)row->people);
	if (row->timed > 0)
		buf_addf(out, _("  median %s, 90 %% within %s"),
		    report_time(row->median, median),
		    report_time(row->p90, p90));
	buf_add_char(out, '\n');
}

void
report_print(const struct report *r, struct buf *out)
{
	char from[CLOCK_TEXT_BYTES], to[CLOCK_TEXT_BYTES];
	int line = -1;

	buf_addf(out, "%s  [%s, %s)  %s\n%s\n", report_title(r->kind),
	    clock_text(r->from, CLOCK_DATE, from),
	    clock_text(r->to, CLOCK_DATE, to), report_basis(r->kind),
	    report_definition(r->kind));
	if (r->note.bytes > 0)
		buf_addf(out, "%s\n", buf_text(&r->note));
	for (size_t i = 0; i < r->count; i++) {
		if (line != r->row[i].line)
			buf_addf(out, "%s\n", r->row[i].group);
		line = r->row[i].line;
		print_row(r, i, out);
	}
}

#define BULLETIN_ROWS 5

/* Of each line the sum and the first rows. */
static void
bulletin_part(const struct report *r, struct buf *out)
{
	int line = -1, shown = 0;

	buf_addf(out, "\n%s (%s)\n%s\n", report_title(r->kind),
	    report_basis(r->kind), report_definition(r->kind));
	if (r->note.bytes > 0)
		buf_addf(out, "%s\n", buf_text(&r->note));
	for (size_t i = 0; i < r->count; i++) {
		if (line != r->row[i].line) {
			buf_addf(out, "%s\n", r->row[i].group);
			shown = 0;
		}
		line = r->row[i].line;
		if (r->row[i].total || shown++ < BULLETIN_ROWS)
			print_row(r, i, out);
	}
}

enum status
report_bulletin(struct app *app, int64_t from, int64_t to, struct buf *out,
    struct err *err)
{
	static const struct {
		enum report_kind kind;
		enum figure_by by;
	} parts[] = {
		{ REPORT_VOLUME, BY_TYPE }, { REPORT_VOLUME, BY_CATEGORY },
		{ REPORT_VOLUME, BY_DISTRICT }, { REPORT_ON_THE_SPOT, BY_ALL },
		{ REPORT_ON_TIME, BY_UNIT }, { REPORT_THREE_RATES, BY_ALL },
		{ REPORT_OVERDUE, BY_UNIT }, { REPORT_SURGE, BY_OWN },
		{ REPORT_GAPS, BY_OWN },
	};
	char a[CLOCK_TEXT_BYTES], b[CLOCK_TEXT_BYTES];
	enum status st = ST_OK;

	buf_addf(out, _("Bulletin of [%s, %s)\n"), clock_text(from,
	    CLOCK_DATE, a), clock_text(to, CLOCK_DATE, b));
	for (size_t i = 0; st == ST_OK && i < COUNT(parts); i++) {
		struct report r = REPORT_INIT;

		st = report_run(app, parts[i].kind, from, to, parts[i].by, &r,
		    err);
		if (st == ST_OK)
			bulletin_part(&r, out);
		report_release(&r);
	}
	return st;
}

static json_t *
row_json(const struct report *r, const struct report_row *row)
{
	char rate[REPORT_RATE_BYTES];
	json_t *o = json_object();

	json_object_set_new(o, "line", json_string(row->group));
	json_object_set_new(o, "key", json_string(row->key));
	json_object_set_new(o, "label", json_string(row->label));
	json_object_set_new(o, "total", json_boolean(row->total));
	if (row->correction)
		json_object_set_new(o, "correction", json_true());
	if (row->shown) {
		json_object_set_new(o, "withheld", json_string(row->shown));
		return o;
	}
	json_object_set_new(o, "count", json_real(row->up));
	if (row->form != REPORT_FORM_COUNT) {
		json_object_set_new(o, "of", json_real(row->down));
		json_object_set_new(o, "rate",
		    json_string(report_rate(r, row, rate)));
	}
	if (report_left_out(r->kind))
		json_object_set_new(o, "left_out", json_integer(row->out));
	if (report_not_mature(r->kind))
		json_object_set_new(o, "not_mature",
		    json_integer(row->soon));
	if (row->people > 0)
		json_object_set_new(o, "operators",
		    json_integer(row->people));
	if (row->timed > 0) {
		json_object_set_new(o, "timed", json_integer(row->timed));
		json_object_set_new(o, "median_ms",
		    json_integer(row->median));
		json_object_set_new(o, "p90_ms", json_integer(row->p90));
	}
	return o;
}

void
report_print_json(const struct report *r, struct buf *out)
{
	char at[CLOCK_TEXT_BYTES];
	json_t *o = json_object(), *rows = json_array();
	char *text;

	json_object_set_new(o, "report", json_string(report_code(r->kind)));
	json_object_set_new(o, "title", json_string(report_title(r->kind)));
	json_object_set_new(o, "basis", json_string(report_basis(r->kind)));
	json_object_set_new(o, "by", json_string(figure_by_code(r->by)));
	json_object_set_new(o, "from",
	    json_string(clock_text(r->from, CLOCK_ISO, at)));
	json_object_set_new(o, "to",
	    json_string(clock_text(r->to, CLOCK_ISO, at)));
	json_object_set_new(o, "definition",
	    json_string(report_definition(r->kind)));
	json_object_set_new(o, "note", json_string(buf_text(&r->note)));
	for (size_t i = 0; i < r->count; i++)
		json_array_append_new(rows, row_json(r, &r->row[i]));
	json_object_set_new(o, "rows", rows);
	text = json_dumps(o, JSON_COMPACT);
	buf_addf(out, "%s\n", text ? text : "{}");
	free(text);
	json_decref(o);
}
