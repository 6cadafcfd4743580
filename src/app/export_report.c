/*
 * export_report.c - a report as a sheet: every row with its two numbers, what
 * is left out and not mature, and the definitions behind.
 */
#include "app/export_file.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>

static void
heads(const struct report *r, struct export_sheet *s)
{
	export_column(s, _("line"));
	export_column(s, figure_by_words(r->by));
	export_column(s, _("count"));
	export_column(s, _("of"));
	export_column(s, _("rate"));
	export_column(s, _("left out"));
	export_column(s, _("not mature"));
	export_column(s, _("operators"));
	export_column(s, _("median, min"));
	export_column(s, _("90 %, min"));
}

static void
side(struct export_sheet *s, bool there, int64_t n)
{
	if (there)
		export_number(s, (double)n);
	else
		export_empty(s);
}

static void
add_row(const struct report *r, const struct report_row *row,
    struct export_sheet *s)
{
	char rate[REPORT_RATE_BYTES];

	export_text(s, row->group);
	export_text(s, row->correction ? _("correction") : row->label);
	if (row->shown)
		export_text(s, row->shown);
	else
		export_number(s, row->up);
	if (row->form == REPORT_FORM_COUNT || row->shown)
		export_empty(s);
	else
		export_number(s, row->down);
	export_text(s, row->shown ? "" : report_rate(r, row, rate));
	side(s, report_left_out(r->kind) != NULL, row->out);
	side(s, report_not_mature(r->kind) != NULL, row->soon);
	side(s, row->people > 0, row->people);
	side(s, row->timed > 0, row->median / CLOCK_MINUTE);
	side(s, row->timed > 0, row->p90 / CLOCK_MINUTE);
}

static void
terms(const struct report *r, struct export_sheet *s)
{
	char from[CLOCK_TEXT_BYTES], to[CLOCK_TEXT_BYTES];
	struct buf text = BUF_INIT;
	struct report_line l;

	buf_addf(&text, "[%s, %s), %s", clock_text(r->from, CLOCK_DATE, from),
	    clock_text(r->to, CLOCK_DATE, to), report_basis(r->kind));
	export_term(s, _("period"), buf_text(&text));
	export_term(s, _("definition"), report_definition(r->kind));
	for (int i = 0; report_line(r->kind, i, &l); i++) {
		buf_reset(&text);
		buf_addf(&text, "%s%s%s", l.over, l.under ? " / " : "",
		    l.under ? l.under : "");
		export_term(s, l.label, buf_text(&text));
	}
	if (report_left_out(r->kind))
		export_term(s, _("left out"), report_left_out(r->kind));
	if (report_not_mature(r->kind))
		export_term(s, _("not mature"), report_not_mature(r->kind));
	if (r->note.bytes > 0)
		export_term(s, _("note"), buf_text(&r->note));
	buf_release(&text);
}

void
export_report_sheet(const struct report *r, struct export_sheet *out)
{
	export_title(out, report_title(r->kind));
	heads(r, out);
	for (size_t i = 0; i < r->count; i++)
		add_row(r, &r->row[i], out);
	terms(r, out);
	out->chart = 2;
	out->chart_label = 1;
}

enum status
export_report(struct app *app, const struct report *r,
    const struct export_call *c, struct export_done *out, struct err *err)
{
	struct export_sheet s = EXPORT_SHEET_INIT;
	char *what = xasprintf("report %s", report_code(r->kind));
	enum status st;

	export_report_sheet(r, &s);
	st = export_file(app, &s, c, what, out, err);
	free(what);
	export_sheet_release(&s);
	return st;
}
