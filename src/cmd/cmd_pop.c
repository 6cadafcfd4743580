/*
 * cmd_pop.c - desk12345 pop: a call for the running screen of a person.
 */
#include "app/app.h"
#include "app/pop.h"
#include "base/intl.h"
#include "cmd/args.h"
#include "cmd/out.h"
#include "cmd/pop_cmd.h"

#include <stdio.h>
#include <string.h>

static const char usage[] = N_(
    "Usage: desk12345 [--as PERSON] pop [--call-id ID] PHONE\n"
    "Tells the running screen of the person that PHONE calls; - is a number\n"
    "that is withheld. Prints began, or waits when a call or a form is at\n"
    "hand there; then F2 takes it.\n");

/* One word of printable ASCII, as the line to the screen can carry it. */
static enum status
keep(const char *text, const char *what, char *out, size_t room,
    struct err *err)
{
	if (strlen(text) >= room)
		return fail(err, ST_USAGE, "%s is too long", what);
	for (const char *p = text; *p; p++)
		if (*p <= ' ' || *p > '~')
			return fail(err, ST_USAGE, "%s has a character that "
			    "is no digit, letter or mark", what);
	memcpy(out, text, strlen(text) + 1);
	return ST_OK;
}

static enum status
read_args(int argc, char **argv, struct pop_call *call, bool *help,
    struct err *err)
{
	const char *phone = NULL, *id = "";
	const struct args_option options[] = {
		{ "call-id", .text = &id }, { "help", .set = help }, { NULL },
	};
	enum status st = args_all(argc, argv, "pop", options, &phone, 1, err);

	if (st != ST_OK || *help)
		return st;
	if (!phone)
		return fail(err, ST_USAGE, "pop needs the number that calls, "
		    "or - when it is withheld");
	if (strcmp(phone, "-") != 0)
		st = keep(phone, _("the number"), call->phone,
		    sizeof(call->phone), err);
	if (st == ST_OK)
		st = keep(id, _("the call's id"), call->id, sizeof(call->id),
		    err);
	return st;
}

enum status
cmd_pop(struct app *app, int argc, char **argv, struct err *err)
{
	struct pop_call call = { "", "" };
	struct buf answer = BUF_INIT;
	bool help = false;
	enum status st = read_args(argc, argv, &call, &help, err);

	if (st == ST_OK && help)
		return cmd_help(usage, err);
	if (st == ST_OK)
		st = pop_send(app->person, &call, &answer, err);
	if (st == ST_OK)
		printf("%s\n", buf_text(&answer));
	buf_release(&answer);
	return st;
}
