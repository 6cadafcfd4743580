/*
 * cmd_refresh.c - desk12345 refresh: take in what departments deliver.
 */
#include "app/app.h"
#include "base/intl.h"
#include "base/mem.h"
#include "cmd/args.h"
#include "cmd/out.h"
#include "cmd/refresh_cmd.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] = N_(
    "Usage: desk12345 refresh [--source NAME]... [--file PATH]...\n"
    "           [--drop NAME]... [--accept] [--dry-run] [--json]\n"
    "           [--notes FILE] [--metrics FILE]\n"
    "       desk12345 refresh --list [--json]\n"
    "       desk12345 refresh --rollback [GENERATION]\n"
    "       desk12345 refresh --diff GENERATION GENERATION [--json]\n"
    "       desk12345 refresh keygen NAME\n"
    "       desk12345 refresh sign --key FILE [--days DAYS] FEED\n"
    "       desk12345 refresh verify --key KEY FEED\n"
    "       desk12345 refresh publish --key FILE [--days DAYS] FILE\n"
    "Builds the next knowledge base from the configured sources, or from\n"
    "those named. A file is a source of its own name. Without --accept a\n"
    "source that changed too much is held. What publish writes is a source\n"
    "for other desks.\n");

enum action { ACTION_RUN, ACTION_LIST, ACTION_ROLLBACK, ACTION_DIFF,
	ACTION_HELP };

enum { WORDS_MAX = 2 };

struct names {
	const char **name;
	size_t count, room;
};

struct refresh_call {
	enum action action;
	struct names sources, files, drops;
	bool dry_run, accept, json;
	const char *metrics, *notes;
	int64_t word[WORDS_MAX];
	size_t words;
};

static enum status
take_name(struct args *a, struct names *n, struct err *err)
{
	ARRAY_GROW(n->name, n->count + 1, n->room);
	return args_value(a, &n->name[n->count++], err);
}

static enum status
take_word(struct refresh_call *c, const char *text, struct err *err)
{
	char *end;

	if (c->words == WORDS_MAX || c->action == ACTION_RUN)
		return args_unknown("refresh", text, err);
	c->word[c->words] = strtoll(text, &end, 10);
	if (end == text || *end || c->word[c->words] <= 0)
		return fail(err, ST_USAGE, "\"%s\" is not the number of a "
		    "generation", text);
	c->words++;
	return ST_OK;
}

/* What stands before words, so that they can be read. */
static bool
take_action(const char *text, enum action *action)
{
	static const struct {
		const char *name;
		enum action action;
	} actions[] = {
		{ "list", ACTION_LIST }, { "rollback", ACTION_ROLLBACK },
		{ "diff", ACTION_DIFF }, { "help", ACTION_HELP },
	};

	for (size_t i = 0; i < COUNT(actions); i++) {
		if (strcmp(text, actions[i].name) != 0)
			continue;
		*action = actions[i].action;
		return true;
	}
	return false;
}

static enum status
take_option(struct args *a, const char *text, struct refresh_call *c,
    struct err *err)
{
	const struct { const char *name; struct names *names; } lists[] = {
		{ "source", &c->sources }, { "file", &c->files },
		{ "drop", &c->drops },
	};
	const struct args_option options[] = {
		{ "dry-run", .set = &c->dry_run },
		{ "accept", .set = &c->accept }, { "json", .set = &c->json },
		{ "metrics", .text = &c->metrics },
		{ "notes", .text = &c->notes }, { NULL },
	};

	for (size_t i = 0; i < COUNT(lists); i++)
		if (strcmp(text, lists[i].name) == 0)
			return take_name(a, lists[i].names, err);
	if (take_action(text, &c->action))
		return ST_OK;
	return args_take(a, "refresh", text, options, err);
}

static enum status
parse(int argc, char **argv, struct refresh_call *c, struct err *err)
{
	struct args a;
	const char *text;
	enum args_kind kind;
	enum status st = ST_OK;

	args_init(&a, argc, argv);
	while (st == ST_OK && (kind = args_next(&a, &text)) != ARGS_END)
		st = kind == ARGS_WORD ? take_word(c, text, err) :
		    take_option(&a, text, c, err);
	if (st == ST_OK && c->action == ACTION_DIFF && c->words != 2)
		st = fail(err, ST_USAGE, "--diff wants two generations");
	if (st == ST_OK && c->action == ACTION_ROLLBACK && c->words > 1)
		st = fail(err, ST_USAGE, "--rollback wants one generation");
	return st;
}

static void
write_report(struct buf *out, const struct refresh_report *r, bool json)
{
	char *text;

	if (!json) {
		refresh_print(out, r);
		return;
	}
	text = refresh_report_json(r);
	buf_addf(out, "%s\n", text);
	free(text);
}

struct listener {
	struct refresh_bar bar;
	struct refresh_notes notes;
};

static void
hear_progress(void *arg, const struct refresh_progress *p)
{
	struct listener *l = arg;

	refresh_bar_progress(&l->bar, p);
}

static void
hear_note(void *arg, const char *source, const struct refresh_note *note)
{
	struct listener *l = arg;

	refresh_notes_add(&l->notes, source, note);
}

/* What the run came to, wherever it is wanted. */
static enum status
tell(const struct refresh_call *c, const struct refresh_report *report,
    enum status ended, struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st = ST_OK;

	if (report->sources > 0)
		write_report(&out, report, c->json);
	st = cmd_out(&out, err);
	if (st == ST_OK && c->metrics)
		st = refresh_metrics_write(c->metrics, report, ended, err);
	buf_release(&out);
	return st;
}

/* Told whatever came of the run; its own end counts first. */
static enum status
run(struct app *app, const struct refresh_call *c, struct err *err)
{
	struct listener l = { { false, 0 }, { NULL, BUF_INIT } };
	const struct refresh_options o = {
		.source = c->sources.name, .sources = c->sources.count,
		.file = c->files.name, .files = c->files.count,
		.drop = c->drops.name, .drops = c->drops.count,
		.dry_run = c->dry_run, .accept = c->accept,
		.progress = isatty(STDERR_FILENO) && !c->json ?
		    hear_progress : NULL,
		.note = c->notes ? hear_note : NULL, .arg = &l
	};
	struct refresh_report report = REFRESH_REPORT_INIT;
	struct err unsaid = ERR_INIT;
	enum status told, st = c->notes ? refresh_notes_open(&l.notes,
	    c->notes, err) : ST_OK;

	if (st != ST_OK)
		return st;
	st = refresh_run(app, &o, &report, err);
	refresh_bar_end(&l.bar);
	told = tell(c, &report, st, st == ST_OK ? err : &unsaid);
	if (told == ST_OK)
		told = refresh_notes_close(&l.notes, c->notes,
		    st == ST_OK ? err : &unsaid);
	refresh_report_release(&report);
	return st == ST_OK ? told : st;
}

static enum status
print_help(struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st;

	buf_add_text(&out, _(usage));
	st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}

static enum status
act(struct app *app, const struct refresh_call *c, struct err *err)
{
	switch (c->action) {
	case ACTION_LIST:
		return refresh_list_cmd(app, c->json, err);
	case ACTION_ROLLBACK:
		return refresh_rollback_cmd(app, c->word[0], err);
	case ACTION_DIFF:
		return refresh_diff_cmd(app, c->word[0], c->word[1], c->json,
		    err);
	case ACTION_HELP:
		return print_help(err);
	default:
		return run(app, c, err);
	}
}

/* A job has four ends: done, failed, called wrongly, held. */
static enum status
job_end(enum status st)
{
	switch (st) {
	case ST_OK:
	case ST_USAGE:
	case ST_HELD:
		return st;
	default:
		return ST_FAILED;
	}
}

enum status
cmd_refresh(struct app *app, int argc, char **argv, struct err *err)
{
	struct refresh_call c = { .action = ACTION_RUN };
	enum status st;

	if (argc > 1 && refresh_sign_cmd(app, argc - 1, argv + 1, &st, err))
		return job_end(st);
	st = parse(argc, argv, &c, err);
	if (st == ST_OK)
		st = act(app, &c, err);
	free(c.sources.name);
	free(c.files.name);
	free(c.drops.name);
	return job_end(st);
}
