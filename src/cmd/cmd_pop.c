/*
 * cmd_pop.c - desk12345 pop: a call for the running screen of a person.
 */
#include "app/app.h"
#include "app/pop.h"
#include "base/intl.h"
#include "cmd/args.h"
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
	enum status st = ST_OK;
	enum args_kind kind;
	const char *text, *value;
	bool phone = false;
	struct args a;

	args_init(&a, argc, argv);
	while (st == ST_OK && (kind = args_next(&a, &text)) != ARGS_END) {
		if (kind == ARGS_WORD && !phone) {
			phone = true;
			st = keep(text, _("the number"), call->phone,
			    sizeof(call->phone), err);
		} else if (kind == ARGS_OPTION && strcmp(text, "help") == 0) {
			*help = true;
			return ST_OK;
		} else if (kind == ARGS_OPTION &&
		    strcmp(text, "call-id") == 0) {
			st = args_value(&a, &value, err);
			if (st == ST_OK)
				st = keep(value, _("the call's id"), call->id,
				    sizeof(call->id), err);
		} else
			st = args_unknown("pop", text, err);
	}
	if (st == ST_OK && !phone)
		st = fail(err, ST_USAGE, "pop needs the number that calls, or "
		    "- when it is withheld");
	if (strcmp(call->phone, "-") == 0)
		*call->phone = '\0';
	return st;
}

enum status
cmd_pop(struct app *app, int argc, char **argv, struct err *err)
{
	struct pop_call call = { "", "" };
	struct buf answer = BUF_INIT;
	bool help = false;
	enum status st = read_args(argc, argv, &call, &help, err);

	if (st == ST_OK && help) {
		fputs(_(usage), stdout);
		return ST_OK;
	}
	if (st == ST_OK)
		st = pop_send(app->person, &call, &answer, err);
	if (st == ST_OK)
		printf("%s\n", buf_text(&answer));
	buf_release(&answer);
	return st;
}
