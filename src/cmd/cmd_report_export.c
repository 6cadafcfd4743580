/*
 * cmd_report_export.c - desk12345 export: take demands out for a purpose.
 */
#include "app/app.h"
#include "app/export.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "cmd/args.h"
#include "cmd/out.h"
#include "cmd/report_cmd.h"

#include <stdlib.h>
#include <string.h>

static const char usage[] = N_(
    "Usage: desk12345 export list\n"
    "       desk12345 export PURPOSE --from DATE --to DATE --reason TEXT\n"
    "       desk12345 export ask PURPOSE --reason TEXT\n"
    "       desk12345 export approve NUMBER\n"
    "Takes demands of a time out for a purpose, with its fixed columns and\n"
    "masked; the day of --to is not part of it. Whole personal data need a\n"
    "second person: one asks, another approves the number that was printed,\n"
    "the first takes them out with it, once, within a day.\n"
    "  --format FORM      csv, csv-bom, csv-gb18030, json, markdown, html,\n"
    "                     xlsx\n"
    "  --out FILE         into a file that only you can read\n"
    "  --approval NUMBER  with whole personal data\n");

struct export_args {
	const char *word[2];
	const char *from, *to, *reason, *format, *out;
	int64_t approval;
	bool help;
};

static void
print_list(struct buf *out)
{
	for (int i = 0; i < EXPORT_PURPOSE_COUNT; i++) {
		enum export_purpose p = (enum export_purpose)i;
		const char *name;

		buf_addf(out, "%-11s %s:", export_purpose_code(p),
		    export_purpose_words(p));
		for (size_t k = 0; (name = export_purpose_column(p, k)) !=
		    NULL; k++)
			buf_addf(out, " %s", name);
		buf_add_char(out, '\n');
	}
}

static enum status
purpose_of(const char *word, enum export_purpose *p, struct err *err)
{
	if (word && export_purpose_parse(slice_of(word), p))
		return ST_OK;
	return fail(err, ST_USAGE, "there is no purpose \"%s\"; see "
	    "desk12345 export list", word ? word : "");
}

static enum status
ask(struct app *app, const struct export_args *c, struct buf *out,
    struct err *err)
{
	enum export_purpose p = EXPORT_FOR_REVIEW;
	int64_t id = 0;
	enum status st = purpose_of(c->word[1], &p, err);

	if (st == ST_OK)
		st = export_ask(app, p, c->reason, &id, err);
	if (st == ST_OK)
		buf_addf(out, "%lld\n", (long long)id);
	return st;
}

static enum status
approve(struct app *app, const struct export_args *c, struct err *err)
{
	char *end = NULL;
	long long id = c->word[1] ? strtoll(c->word[1], &end, 10) : 0;

	if (id <= 0 || *end)
		return fail(err, ST_USAGE, "say the number of the request");
	return export_approve(app, id, err);
}

static enum status
period(const struct export_args *c, struct export_call *call,
    struct err *err)
{
	int64_t from, to;

	if (!c->from || !clock_parse_date(slice_of(c->from), &from) ||
	    !c->to || !clock_parse_date(slice_of(c->to), &to) || to <= from)
		return fail(err, ST_USAGE, "say the time: --from DATE --to "
		    "DATE, the day of --to is not part of it");
	call->from = clock_day_start(from);
	call->to = clock_day_start(to);
	return ST_OK;
}

static enum status
take_out(struct app *app, const struct export_args *c, struct buf *out,
    struct err *err)
{
	struct export_call call = { .path = c->out, .reason = c->reason,
	    .approval = c->approval };
	struct export_done done = EXPORT_DONE_INIT;
	enum status st = purpose_of(c->word[0], &call.purpose, err);

	if (st == ST_OK && c->format &&
	    !export_form_parse(slice_of(c->format), &call.form))
		st = fail(err, ST_USAGE, "--format of a file can be: csv, "
		    "csv-bom, csv-gb18030, json, markdown, html, xlsx");
	if (st == ST_OK)
		st = period(c, &call, err);
	if (st == ST_OK)
		st = export_demands(app, &call, &done, err);
	if (st == ST_OK)
		buf_add_slice(out, buf_slice(&done.text));
	if (st == ST_OK && c->out)
		buf_addf(out, _("%zu demands in %s\n"), done.rows, c->out);
	export_done_release(&done);
	return st;
}

static enum status
run(struct app *app, const struct export_args *c, struct buf *out,
    struct err *err)
{
	if (c->help || !c->word[0]) {
		buf_add_text(out, _(usage));
		return ST_OK;
	}
	if (strcmp(c->word[0], "list") == 0) {
		print_list(out);
		return ST_OK;
	}
	if (strcmp(c->word[0], "ask") == 0)
		return ask(app, c, out, err);
	if (strcmp(c->word[0], "approve") == 0)
		return approve(app, c, err);
	return take_out(app, c, out, err);
}

enum status
cmd_export(struct app *app, int argc, char **argv, struct err *err)
{
	struct export_args c = { .from = NULL };
	const struct args_option options[] = {
		{ "from", .text = &c.from }, { "to", .text = &c.to },
		{ "reason", .text = &c.reason },
		{ "format", .text = &c.format }, { "out", .text = &c.out },
		{ "approval", .number = &c.approval },
		{ "help", .set = &c.help }, { NULL },
	};
	struct buf out = BUF_INIT;
	enum status st = args_all(argc, argv, "export", options, c.word,
	    COUNT(c.word), err);

	if (st == ST_OK)
		st = run(app, &c, &out, err);
	if (st == ST_OK)
		st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}
