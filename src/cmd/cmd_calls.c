/*
 * cmd_calls.c - desk12345 calls: what the phone system tells.
 */
#include "cmd/calls_cmd.h"

#include "app/app.h"
#include "app/phone.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "cmd/args.h"
#include "cmd/input.h"
#include "cmd/out.h"

#include <stdio.h>
#include <string.h>

static const char usage[] = N_(
    "Usage: desk12345 calls import [--source NAME] [FILE]\n"
    "Takes in what the phone system tells of its calls, for the report\n"
    "\"phone\": JSON lines or CSV under a header, UTF-8 or GB18030; without\n"
    "a file from standard input. A row is a call\n"
    "  call_id      its name there; the same again is the same call\n"
    "  offered_at   when it rang\n"
    "  answered_at  when it was answered; empty: it was not\n"
    "  ended_at     when it ended\n"
    "  wait_s, talk_s, answered  seconds, and yes or no: without the times\n"
    "  operator, after_s  who answered, and their seconds of work after it\n"
    "or, without call_id, an hour of the source whose calls it does not tell\n"
    "  hour         its beginning: 2026-11-24 09:00\n"
    "  offered, answered, within, abandoned, short  numbers of calls\n"
    "  wait_s, talk_s  seconds in sum\n"
    "All other columns, such as the caller's number, are left aside. A bad\n"
    "row is named on standard error, and the rest goes on.\n"
    "  --source NAME  the phone system; calls of different ones never mix\n");

static void
name_bad(void *arg, size_t row, const char *why)
{
	struct buf clean = BUF_INIT;

	(void)arg;
	utf8_clean(&clean, slice_of(why), CLEAN_ONE_LINE);
	fprintf(stderr, _("row %zu: %s\n"), row, buf_text(&clean));
	buf_release(&clean);
}

static enum status
import(struct app *app, const char *path, const char *source,
    struct err *err)
{
	struct phone_import im = { .source = source,
	    .file = path ? path : "-", .bad = name_bad };
	struct phone_done done = { .rows = 0 };
	struct buf bytes = BUF_INIT, out = BUF_INIT;
	enum status st = cmd_input(path, &bytes, err);

	if (st == ST_OK)
		st = phone_take(app, &im, buf_slice(&bytes), &done, err);
	if (st == ST_OK) {
		buf_addf(&out, _("%zu rows: %lld new, %lld changed, %lld "
		    "known, %zu refused\n"), done.rows,
		    (long long)done.taken.added,
		    (long long)done.taken.changed,
		    (long long)done.taken.same, done.refused);
		st = cmd_out(&out, err);
	}
	if (st == ST_OK && done.refused > 0)
		st = fail(err, ST_FAILED, "%zu of %zu rows were not taken",
		    done.refused, done.rows);
	buf_release(&out);
	buf_release(&bytes);
	return st;
}

enum status
cmd_calls(struct app *app, int argc, char **argv, struct err *err)
{
	const char *word[2] = { NULL, NULL }, *source = "";
	bool help = false;
	const struct args_option options[] = {
		{ "source", .text = &source }, { "help", .set = &help },
		{ NULL },
	};
	enum status st = args_all(argc, argv, "calls", options, word, 2, err);

	if (st != ST_OK)
		return st;
	if (help || !word[0])
		return cmd_help(usage, err);
	if (strcmp(word[0], "import") != 0)
		return args_unknown("calls", word[0], err);
	return import(app, word[1], source, err);
}
