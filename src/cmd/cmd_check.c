/*
 * cmd_check.c - desk12345 check: prove that what the desk stands on is whole.
 *
 * Opens each part by itself, so that a damaged one is named and the rest is
 * looked at all the same. Nothing is mended and nothing is made.
 */
#include "cmd/check_cmd.h"

#include "app/app.h"
#include "app/directory.h"
#include "app/policy.h"
#include "app/seals.h"
#include "app/shift.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/intl.h"
#include "cmd/args.h"
#include "cmd/out.h"
#include "store/kb.h"
#include "store/ledger.h"
#include "store/ledger_report_board.h"
#include "store/ledger_report_frozen.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char usage[] = N_(
    "Usage: desk12345 check [tables|base|ledger]... [--json]\n"
    "Proves the tables of the data folder, the knowledge base and the\n"
    "ledger: each event follows the one before, each demand is what its\n"
    "events made it, nothing was edited, removed or moved. The first bad\n"
    "row is named. Where there are seals the ledger must have all that they\n"
    "say. Without a name all three are looked at.\n");

/* One line of the answer: what was found, or what is wrong. */
struct finding {
	struct buf says;
	struct err err;
	enum status status;
};

static enum status
check_calendar(const struct app *app, struct err *err)
{
	bool work;

	return policy_is_workday(app->policy,
	    clock_day(clock_now(&app->clock)), &work, err);
}

static enum status
check_shifts(const struct app *app, struct err *err)
{
	struct shifts shifts = SHIFTS_INIT;
	enum status st = shifts_open(&shifts, app->data_dir, err);

	shifts_close(&shifts);
	return st;
}

static void
check_tables(struct app *app, struct finding *f)
{
	size_t units = 0, topics = 0, places = 0;

	f->status = app_need(app, APP_TABLES, &f->err);
	if (f->status == ST_OK)
		f->status = check_calendar(app, &f->err);
	if (f->status == ST_OK)
		f->status = check_shifts(app, &f->err);
	if (f->status != ST_OK)
		return;
	while (directory_unit_at(app->directory, units))
		units++;
	while (directory_topic_at(app->directory, topics))
		topics++;
	while (directory_place_at(app->directory, places))
		places++;
	buf_addf(&f->says, _("%zu places, %zu units, %zu topics, catalogue "
	    "%s"), places, units, topics,
	    directory_catalog_version(app->directory));
}

/* A desk that has just been set up is whole. */
static void
none_yet(struct finding *f)
{
	f->status = ST_OK;
	buf_add_text(&f->says, _("none yet"));
}

struct counted {
	int64_t entries;
};

static enum status
count_entry(void *arg, const struct entry *e, struct err *err)
{
	struct counted *c = arg;

	(void)e;
	(void)err;
	c->entries++;
	return ST_OK;
}

/* Reads every entry: a base that cannot be read through is found here and
 * not at the caller's question. */
static void
check_base(struct app *app, struct finding *f)
{
	struct counted read = { 0 };
	struct kb *kb = NULL;

	f->status = kb_open(&kb, app->kb_dir, &f->err);
	if (f->status == ST_NOT_FOUND) {
		none_yet(f);
		return;
	}
	if (f->status == ST_OK)
		f->status = kb_each(kb, NULL, count_entry, &read, &f->err);
	if (f->status == ST_OK && read.entries != kb_count(kb))
		f->status = fail(&f->err, ST_CORRUPT, "the knowledge base "
		    "says %lld entries and has %lld",
		    (long long)kb_count(kb), (long long)read.entries);
	if (f->status == ST_OK)
		buf_addf(&f->says, _("generation %lld, %lld entries"),
		    (long long)kb_generation(kb), (long long)read.entries);
	kb_close(kb);
}

static void
check_ledger(struct app *app, struct finding *f)
{
	struct ledger_proof proof;
	int64_t months = 0;
	struct seals_found seals;
	char *path = file_join(app->ledger_dir, "ledger.db");
	struct stat info;
	bool there = stat(path, &info) == 0, none = !there && errno == ENOENT;

	if (!there && !none)
		f->status = fail_errno(&f->err, ST_IO, "cannot read %s",
		    path);
	free(path);
	if (none)
		none_yet(f);
	if (!there)
		return;
	f->status = app_need(app, APP_LEDGER | APP_UNATTENDED, &f->err);
	if (f->status == ST_OK)
		f->status = ledger_check(app->ledger, &proof, &f->err);
	if (f->status == ST_OK)
		f->status = ledger_check_kept(app->ledger, &f->err);
	if (f->status == ST_OK)
		f->status = ledger_check_frozen(app->ledger, &months,
		    &f->err);
	if (f->status == ST_OK)
		f->status = seals_check(app, &seals, &f->err);
	if (f->status != ST_OK)
		return;
	buf_addf(&f->says, _("%lld demands, %lld events, %lld accesses, "
	    "head "), (long long)proof.demands, (long long)proof.events,
	    (long long)proof.accesses);
	for (size_t i = 0; i < sizeof(proof.head); i++)
		buf_addf(&f->says, "%02x", proof.head[i]);
	if (seals.count == 0)
		buf_add_text(&f->says, _("; not sealed"));
	else
		buf_addf(&f->says, _("; sealed %lld times, last at event "
		    "%lld"), (long long)seals.count, (long long)seals.events);
}

enum { CHECK_TABLES, CHECK_BASE, CHECK_LEDGER, CHECK_COUNT };

static const struct {
	const char *name, *words;
	void (*run)(struct app *app, struct finding *f);
} checks[CHECK_COUNT] = {
	[CHECK_TABLES] = { "tables", N_("tables"), check_tables },
	[CHECK_BASE] = { "base", N_("knowledge base"), check_base },
	[CHECK_LEDGER] = { "ledger", N_("ledger"), check_ledger },
};

/* Whether it was looked at at all: a base of another version and a ledger on a
 * disk that cannot be written may be as whole as they ever were. */
static bool
is_checked(int which, enum status st)
{
	return st == ST_OK || st == ST_CORRUPT ||
	    (st == ST_INVALID && which == CHECK_TABLES);
}

static void
print_text(int which, const struct finding *f, struct buf *out)
{
	buf_addf(out, "%s: ", _(checks[which].words));
	if (f->status == ST_OK)
		buf_addf(out, "%s\n", buf_text(&f->says));
	else if (is_checked(which, f->status))
		buf_addf(out, _("NOT WHOLE: %s\n"), f->err.text);
	else
		buf_addf(out, _("NOT CHECKED: %s\n"), f->err.text);
}

static void
print_json(int which, const struct finding *f, struct buf *out)
{
	json_t *o = json_object();
	char *text;

	json_object_set_new(o, "check", json_string(checks[which].name));
	json_object_set_new(o, "ok", json_boolean(f->status == ST_OK));
	json_object_set_new(o, "checked",
	    json_boolean(is_checked(which, f->status)));
	json_object_set_new(o, "says", json_string(f->status == ST_OK ?
	    buf_text(&f->says) : f->err.text));
	text = json_dumps(o, JSON_COMPACT);
	buf_addf(out, "%s\n", text ? text : "{}");
	free(text);
	json_decref(o);
}

/* Prints as it goes: the last part may take minutes. The first failure's
 * status and message are the command's. */
static enum status
run(struct app *app, unsigned wanted, bool json, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < CHECK_COUNT; i++) {
		struct finding f = { .says = BUF_INIT, .err = ERR_INIT };
		struct buf out = BUF_INIT;
		enum status written;

		if (!(wanted & 1u << i))
			continue;
		checks[i].run(app, &f);
		(json ? print_json : print_text)(i, &f, &out);
		written = cmd_out(&out, st == ST_OK ? err : &f.err);
		if (st == ST_OK && f.status != ST_OK)
			*err = f.err;
		if (st == ST_OK)
			st = f.status != ST_OK ? f.status : written;
		buf_release(&out);
		buf_release(&f.says);
	}
	return st;
}

static enum status
take_word(const char *text, unsigned *wanted, struct err *err)
{
	for (int i = 0; i < CHECK_COUNT; i++) {
		if (strcmp(text, checks[i].name) == 0) {
			*wanted |= 1u << i;
			return ST_OK;
		}
	}
	return args_unknown("check", text, err);
}

enum status
cmd_check(struct app *app, int argc, char **argv, struct err *err)
{
	unsigned wanted = 0;
	bool json = false, help = false;
	const char *word[CHECK_COUNT] = { NULL };
	const struct args_option options[] = {
		{ "json", .set = &json }, { "help", .set = &help }, { NULL },
	};
	enum status st = args_all(argc, argv, "check", options, word,
	    CHECK_COUNT, err);

	for (int i = 0; st == ST_OK && i < CHECK_COUNT && word[i]; i++)
		st = take_word(word[i], &wanted, err);
	if (st != ST_OK)
		return st;
	if (help)
		return cmd_help(usage, err);
	return run(app, wanted ? wanted : (1u << CHECK_COUNT) - 1, json, err);
}
