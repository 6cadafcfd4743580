/*
 * cmd_doctor.c - desk12345 doctor: what is wrong with this installation?
 */
#include "app/app.h"
#include "app/doctor.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "cmd/args.h"
#include "cmd/doctor_cmd.h"
#include "cmd/out.h"

#include <jansson.h>
#include <stdlib.h>

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
	enum doctor_level worst;
	bool help = false;
	const struct args_option options[] = {
		{ "json", .set = &r.json }, { "help", .set = &help }, { NULL },
	};
	enum status st = args_all(argc, argv, "doctor", options, NULL, 0, err);

	if (st != ST_OK)
		return st;
	if (help)
		return cmd_help(usage, err);
	worst = doctor_run(app, take, &r);
	st = cmd_out(&r.out, err);
	if (st == ST_OK && worst == DOCTOR_BAD)
		st = fail(err, ST_FAILED, "something is wrong with this "
		    "installation");
	buf_release(&r.out);
	return st;
}
