/*
 * cmd_doctor.c - desk12345 doctor: what is wrong with this installation?
 */
#include "app/app.h"
#include "app/doctor.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "cmd/args.h"
#include "cmd/demand_cmd.h"
#include "cmd/doctor_cmd.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] = N_(
    "Usage: desk12345 doctor [--json]\n"
    "Looks at data, clock, home, space, knowledge base, sources, the last\n"
    "refresh and the ledger, and says what is wrong and what to do. Changes\n"
    "nothing. Exit 0 when nothing is bad.\n");

struct report {
	struct buf out;
	bool json;
};

static void
print_text(struct buf *out, const struct doctor_finding *f)
{
	buf_addf(out, "%s  %s: ", doctor_level_title(f->level), f->about);
	utf8_clean(out, slice_of(f->says), CLEAN_ONE_LINE);
	buf_add_char(out, '\n');
	if (*f->advice)
		buf_addf(out, "    %s\n", f->advice);
}

static void
print_json(struct buf *out, const struct doctor_finding *f)
{
	json_t *o = json_pack("{s:s, s:s, s:s, s:s}", "level",
	    doctor_level_word(f->level), "about", f->about, "says", f->says,
	    "advice", f->advice);
	char *text = o ? json_dumps(o, JSON_COMPACT) : NULL;

	buf_addf(out, "%s\n", text ? text : "{}");
	free(text);
	json_decref(o);
}

static void
take(void *arg, const struct doctor_finding *f)
{
	struct report *r = arg;

	(r->json ? print_json : print_text)(&r->out, f);
}

enum status
cmd_doctor(struct app *app, int argc, char **argv, struct err *err)
{
	struct report r = { BUF_INIT, false };
	enum doctor_level worst = DOCTOR_GOOD;
	struct args a;
	const char *text;
	bool help = false;
	enum args_kind kind;
	enum status st = ST_OK;

	args_init(&a, argc, argv);
	while (st == ST_OK && (kind = args_next(&a, &text)) != ARGS_END) {
		if (kind == ARGS_OPTION && strcmp(text, "json") == 0)
			r.json = true;
		else if (kind == ARGS_OPTION && strcmp(text, "help") == 0)
			help = true;
		else
			st = args_unknown("doctor", text, err);
	}
	if (st == ST_OK && help)
		buf_add_text(&r.out, _(usage));
	else if (st == ST_OK)
		worst = doctor_run(app, take, &r);
	if (st == ST_OK)
		st = cmd_out(&r.out, err);
	if (st == ST_OK && worst == DOCTOR_BAD)
		st = fail(err, ST_FAILED, "something is wrong with this "
		    "installation");
	buf_release(&r.out);
	return st;
}
