/*
 * demand_export.c - desk12345 demand export: Open311 GeoReport v2.
 *
 * Service requests and the list of services as the open standard has them, in
 * JSON or XML, for other systems and for publication. Nothing of who the
 * claimant is goes out: no name, no phone, no exact place; numbers in texts
 * are masked, and confidential and void demands are left out.
 */
#include "cmd/demand_cmd.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cmd/args.h"
#include "cmd/out.h"
#include "store/mask.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define PAGE 200

static const char usage[] = N_(
    "Usage: desk12345 demand export --reason TEXT [--from DATE] [--to DATE]\n"
    "           [--format json|xml]\n"
    "       desk12345 demand export --services [--format json|xml]\n"
    "Prints the demands of a period (without dates: today's; the day of --to\n"
    "is not part of it) as service requests of Open311 GeoReport v2, newest\n"
    "first, or the topics as its services. Claimants do not appear, nor do\n"
    "confidential and void demands. Who exported, when and why is kept.\n");

/* A member of an object: a name and a text; "" is written all the same. */
struct member {
	const char *name, *value;
};

/* One of the two formats. */
struct writer {
	bool xml;
	const char *list, *one;		/* elements of XML */
	size_t written;
	struct buf out;
};

static void
xml_text(struct buf *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			buf_add_text(out, "&amp;");
			break;
		case '<':
			buf_add_text(out, "&lt;");
			break;
		case '>':
			buf_add_text(out, "&gt;");
			break;
		default:
			buf_add_char(out, *text);
		}
	}
}

static void
write_xml(struct writer *w, const struct member *m, size_t count)
{
	buf_addf(&w->out, "  <%s>\n", w->one);
	for (size_t i = 0; i < count; i++) {
		buf_addf(&w->out, "    <%s>", m[i].name);
		xml_text(&w->out, m[i].value);
		buf_addf(&w->out, "</%s>\n", m[i].name);
	}
	buf_addf(&w->out, "  </%s>\n", w->one);
}

static void
write_json(struct writer *w, const struct member *m, size_t count)
{
	json_t *o = json_object();
	char *text;

	for (size_t i = 0; i < count; i++)
		json_object_set_new(o, m[i].name, json_string(m[i].value));
	text = json_dumps(o, JSON_COMPACT);
	buf_addf(&w->out, "%s%s", w->written ? ",\n" : "", text ? text :
	    "{}");
	free(text);
	json_decref(o);
}

static void
write_one(struct writer *w, const struct member *m, size_t count)
{
	(w->xml ? write_xml : write_json)(w, m, count);
	w->written++;
}

static void
write_start(struct writer *w)
{
	if (w->xml)
		buf_addf(&w->out, "<?xml version=\"1.0\" "
		    "encoding=\"utf-8\"?>\n<%s>\n", w->list);
	else
		buf_add_text(&w->out, "[");
}

static void
write_end(struct writer *w)
{
	if (w->xml)
		buf_addf(&w->out, "</%s>\n", w->list);
	else
		buf_add_text(&w->out, "]\n");
}

static const char *
topic_name(const struct app *app, const char *code)
{
	const struct topic *t = directory_topic(app->directory, code);

	return t ? t->name : code;
}

static const char *
iso(int64_t at, char text[CLOCK_TEXT_BYTES])
{
	return at ? clock_text(at, CLOCK_ISO, text) : "";
}

/* District and street; never the exact place. */
static void
address(const struct app *app, const struct demand *d, struct buf *out)
{
	const char *const codes[] = { d->district, d->street };

	for (size_t i = 0; i < COUNT(codes); i++) {
		const struct place *p = directory_place(app->directory,
		    codes[i]);

		if (p)
			buf_add_text(out, p->name);
	}
}

static void
write_demand(struct writer *w, const struct app *app, const struct demand *d)
{
	char asked[CLOCK_TEXT_BYTES], changed[CLOCK_TEXT_BYTES];
	char due[CLOCK_TEXT_BYTES];
	struct buf title = BUF_INIT, text = BUF_INIT, place = BUF_INIT;
	const char *unit = *d->lead_unit ? directory_unit_name(
	    app->directory, d->lead_unit) : "";

	mask_text(&title, slice_of(d->title));
	utf8_clean(&text, buf_slice(&title), CLEAN_ONE_LINE);
	address(app, d, &place);
	write_one(w, (struct member[]){
		{ "service_request_id", d->number },
		{ "status", demand_state_open(d->state) ? "open" : "closed" },
		{ "status_notes", demand_state_code(d->state) },
		{ "service_name", topic_name(app, d->topic) },
		{ "service_code", d->topic },
		{ "description", buf_text(&text) },
		{ "agency_responsible", unit ? unit : d->lead_unit },
		{ "requested_datetime", iso(d->intake_at, asked) },
		{ "updated_datetime", iso(d->changed_at, changed) },
		{ "expected_datetime", iso(d->due_report_at, due) },
		{ "address", buf_text(&place) },
		{ "address_id", *d->street ? d->street : d->district },
	}, 12);
	buf_release(&title);
	buf_release(&text);
	buf_release(&place);
}

static void
write_page(struct writer *w, const struct app *app,
    const struct demands *page)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct demand *d = &page->demand[i];

		if (!d->confidential && d->state != DEMAND_VOID)
			write_demand(w, app, d);
	}
}

static enum status
export_demands(struct app *app, struct writer *w, int64_t from, int64_t to,
    struct err *err)
{
	struct demands page = DEMANDS_INIT, last = DEMANDS_INIT;
	enum status st = ST_OK;

	do {
		st = demand_between(app, from, to, last.count ?
		    &last.demand[last.count - 1] : NULL, PAGE, &page, err);
		if (st == ST_OK) {
			write_page(w, app, &page);
			st = cmd_out(&w->out, err);
		}
		demands_release(&last);
		last = page;
		page = (struct demands)DEMANDS_INIT;
	} while (st == ST_OK && last.more && last.count > 0);
	demands_release(&last);
	return st;
}

static void
export_services(const struct app *app, struct writer *w)
{
	const struct topic *t;

	for (size_t i = 0; (t = directory_topic_at(app->directory, i));
	    i++) {
		if (!t->leaf)
			continue;
		write_one(w, (struct member[]){
			{ "service_code", t->code },
			{ "service_name", t->name },
			{ "description", *t->name_en ? t->name_en : t->name },
			{ "metadata", "false" },
			{ "type", "realtime" },
			{ "keywords", t->keywords },
			{ "group", topic_name(app, t->parent) },
		}, 7);
	}
}

struct export_call {
	const char *reason, *from, *to, *format;
	bool services, help;
};

/* The record is on the disk before anything goes out. */
static enum status
note_export(struct app *app, const struct export_call *c, struct err *err)
{
	struct access who = { .at = clock_now(&app->clock),
		.actor = app->person, .role = role_code(app->role),
		.what = "export", .reason = c->reason };

	if (!c->reason || slice_trim(slice_of(c->reason)).bytes == 0)
		return fail(err, ST_USAGE, "an export needs a reason");
	return ledger_log_access(app->ledger, &who, err);
}

static enum status
export(struct app *app, const struct export_call *c, struct err *err)
{
	struct writer w = { .out = BUF_INIT, .list = c->services ?
		"services" : "service_requests", .one = c->services ?
		"service" : "request" };
	int64_t from = clock_day(clock_now(&app->clock)), to = 0;
	enum status st = ST_OK;

	if (c->format && strcmp(c->format, "xml") == 0)
		w.xml = true;
	else if (c->format && strcmp(c->format, "json") != 0)
		return fail(err, ST_USAGE, "the formats are json and xml");
	if (c->from && !clock_parse_date(slice_of(c->from), &from))
		return fail(err, ST_USAGE, "\"%s\" is not a date", c->from);
	to = from + 1;
	if (c->to && !clock_parse_date(slice_of(c->to), &to))
		return fail(err, ST_USAGE, "\"%s\" is not a date", c->to);
	if (!c->services)
		st = note_export(app, c, err);
	if (st != ST_OK)
		return st;
	write_start(&w);
	if (c->services)
		export_services(app, &w);
	else
		st = export_demands(app, &w, clock_day_start(from),
		    clock_day_start(to), err);
	write_end(&w);
	if (st == ST_OK)
		st = cmd_out(&w.out, err);
	buf_release(&w.out);
	return st;
}

enum status
demand_export(struct app *app, int argc, char **argv, struct err *err)
{
	struct export_call c = { .reason = NULL };
	const struct args_option options[] = {
		{ "reason", .text = &c.reason }, { "from", .text = &c.from },
		{ "to", .text = &c.to }, { "format", .text = &c.format },
		{ "services", .set = &c.services }, { "help", .set = &c.help },
		{ NULL },
	};
	enum status st = args_all(argc, argv, "demand export", options, NULL,
	    0, err);

	if (st != ST_OK)
		return st;
	return c.help ? cmd_help(usage, err) : export(app, &c, err);
}
