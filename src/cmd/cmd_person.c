/*
 * cmd_person.c - desk12345 person: who may work at the desk, and as what.
 */
#include "cmd/person_cmd.h"

#include "app/app.h"
#include "app/person.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cmd/args.h"
#include "cmd/out.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] = N_(
    "Usage: desk12345 person list [--json]\n"
    "       desk12345 person set LOGIN --reason TEXT [--name NAME]\n"
    "           [--roles \"ROLE...\"] [--unit UNIT] [--active yes|no]\n"
    "Prints or sets who may work at this desk. While nobody is named,\n"
    "everybody may act in any role; the first person named must be an\n"
    "administrator, who names the others. What is not said stays as it is.\n"
    "Each change is on the record.\n"
    "Roles:\n");

static enum status
print_help(struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st;

	buf_add_text(&out, _(usage));
	for (int i = 0; i < ROLE_COUNT; i++) {
		enum role role = (enum role)i;

		if (role_is_persons(role))
			buf_addf(&out, "  %-10s  %s\n", role_code(role),
			    role_words(role));
	}
	st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}

struct person_call {
	const char *what, *id, *name, *roles, *unit, *active, *reason;
	bool json, help;
};

static void
print_json(const struct person *p, struct buf *out)
{
	json_t *o = json_object();
	char *text;

	json_object_set_new(o, "person", json_string(p->id));
	json_object_set_new(o, "name", json_string(p->name));
	json_object_set_new(o, "roles", json_string(p->roles));
	json_object_set_new(o, "unit", json_string(p->unit));
	json_object_set_new(o, "active", json_boolean(p->active));
	text = json_dumps(o, JSON_COMPACT);
	buf_addf(out, "%s\n", text ? text : "{}");
	free(text);
	json_decref(o);
}

static void
print_text(const struct person *p, struct buf *out)
{
	utf8_clean(out, slice_of(p->id), CLEAN_ONE_LINE);
	buf_add_text(out, "  ");
	utf8_clean(out, slice_of(p->name), CLEAN_ONE_LINE);
	buf_addf(out, "  %s  %s%s\n", p->roles, p->unit,
	    p->active ? "" : _("  (inactive)"));
}

static enum status
list(struct app *app, bool json, struct err *err)
{
	struct persons all = PERSONS_INIT;
	struct buf out = BUF_INIT;
	enum status st = ledger_persons(app->ledger, &all, err);

	for (size_t i = 0; st == ST_OK && i < all.count; i++)
		(json ? print_json : print_text)(&all.person[i], &out);
	if (st == ST_OK)
		st = cmd_out(&out, err);
	buf_release(&out);
	persons_release(&all);
	return st;
}

static const char *
or_else(const char *said, const char *otherwise)
{
	return said ? said : otherwise;
}

/* What is not said stays as it is; a new person begins active. */
static enum status
set(struct app *app, const struct person_call *c, struct err *err)
{
	struct persons had = PERSONS_INIT;
	struct person p = { .id = c->id, .name = "", .roles = "", .unit = "",
		.active = true };
	struct err quiet = ERR_INIT;
	enum status st = ledger_person_get(app->ledger, c->id, &had, &quiet);

	if (st == ST_OK)
		p = had.person[0];
	else if (st != ST_NOT_FOUND)
		*err = quiet;
	if (st == ST_NOT_FOUND)
		st = ST_OK;
	p.name = or_else(c->name, *p.name ? p.name : c->id);
	p.roles = or_else(c->roles, p.roles);
	p.unit = or_else(c->unit, p.unit);
	if (c->active && strcmp(c->active, "yes") != 0 &&
	    strcmp(c->active, "no") != 0)
		st = fail(err, ST_USAGE, "--active is yes or no");
	else if (c->active)
		p.active = strcmp(c->active, "yes") == 0;
	if (st == ST_OK)
		st = person_put(app, &p, or_else(c->reason, ""), err);
	persons_release(&had);
	return st;
}

static enum status
run(struct app *app, const struct person_call *c, struct err *err)
{
	if (c->help || !c->what)
		return print_help(err);
	if (strcmp(c->what, "list") == 0 && !c->id)
		return list(app, c->json, err);
	if (strcmp(c->what, "set") != 0)
		return args_unknown("person", c->id &&
		    strcmp(c->what, "list") == 0 ? c->id : c->what, err);
	if (!c->id)
		return fail(err, ST_USAGE, "person set needs a login name");
	return set(app, c, err);
}

enum status
cmd_person(struct app *app, int argc, char **argv, struct err *err)
{
	struct person_call c = { .id = NULL };
	const char *word[2] = { NULL };
	const struct args_option options[] = {
		{ "name", .text = &c.name }, { "roles", .text = &c.roles },
		{ "unit", .text = &c.unit }, { "active", .text = &c.active },
		{ "reason", .text = &c.reason }, { "json", .set = &c.json },
		{ "help", .set = &c.help }, { NULL },
	};
	enum status st = args_all(argc, argv, "person", options, word,
	    COUNT(word), err);

	c.what = word[0];
	c.id = word[1];
	return st == ST_OK ? run(app, &c, err) : st;
}
