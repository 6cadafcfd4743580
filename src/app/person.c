/*
 * person.c - let persons in, and only in their roles.
 */
#include "app/person.h"

#include "app/app.h"
#include "app/directory.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool
has_role(const struct person *p, enum role role)
{
	struct slice rest = slice_of(p->roles), one;

	while ((one = slice_word(&rest)).bytes > 0) {
		if (slice_is(one, role_code(role)))
			return true;
	}
	return false;
}

static bool
first_role(const struct person *p, enum role *out)
{
	struct slice rest = slice_of(p->roles);

	return role_parse(slice_word(&rest), out);
}

static enum status
admit(struct app *app, const struct person *p, bool said, struct err *err)
{
	enum role role = app->role;

	if (!p->active)
		return fail(err, ST_DENIED, "%s does not work here any more",
		    p->id);
	if (!said && !has_role(p, role) && !first_role(p, &role))
		return fail(err, ST_DENIED, "%s has no role", p->id);
	if (!has_role(p, role))
		return fail(err, ST_DENIED, "%s has not the role \"%s\", only: "
		    "%s", p->id, role_words(role), p->roles);
	if (role == ROLE_LIAISON && *app->unit &&
	    strcmp(app->unit, p->unit) != 0)
		return fail(err, ST_DENIED, "%s acts for %s", p->id,
		    *p->unit ? p->unit : "-");
	app->role = role;
	return ST_OK;
}

enum status
person_admit(struct app *app, bool said, struct err *err)
{
	struct persons list = PERSONS_INIT;
	bool any = false;
	enum status st;

	if (!role_is_persons(app->role))
		return fail(err, ST_DENIED, "nobody acts as \"%s\"",
		    role_words(app->role));
	st = ledger_has_persons(app->ledger, &any, err);
	if (st != ST_OK || !any)
		return st;
	st = ledger_person_get(app->ledger, app->person, &list, err);
	if (st == ST_NOT_FOUND)
		st = fail(err, ST_DENIED, "%s may not work at this desk: an "
		    "administrator adds persons", app->person);
	if (st == ST_OK)
		st = admit(app, &list.person[0], said, err);
	if (st == ST_OK && app->role == ROLE_LIAISON &&
	    strcmp(app->unit, list.person[0].unit) != 0) {
		free(app->own_unit);
		app->own_unit = xstrdup(list.person[0].unit);
		app->unit = app->own_unit;
	}
	persons_release(&list);
	return st;
}

enum status
person_check_roles(const char *roles, struct err *err)
{
	struct slice rest = slice_of(roles), one;
	enum role role;

	while ((one = slice_word(&rest)).bytes > 0) {
		if (!role_parse(one, &role) || !role_is_persons(role))
			return fail(err, ST_INVALID, "there is no role "
			    "\"%.*s\"", (int)one.bytes, one.text);
	}
	return ST_OK;
}

static enum status
check(const struct app *app, const struct person *p, const char *why,
    struct err *err)
{
	enum status st = person_check_roles(p->roles, err);

	if (st == ST_OK && !*p->id)
		st = fail(err, ST_INVALID, "the person has no name to sign in "
		    "with");
	if (st == ST_OK && strchr(p->id, ' '))
		st = fail(err, ST_INVALID, "\"%s\" has a blank in it", p->id);
	if (st == ST_OK && *p->unit &&
	    !directory_unit_name(app->directory, p->unit))
		st = fail(err, ST_INVALID, "there is no unit \"%s\"", p->unit);
	if (st == ST_OK && has_role(p, ROLE_LIAISON) && !*p->unit)
		st = fail(err, ST_INVALID, "a unit liaison needs a unit");
	if (st == ST_OK && !*why)
		st = fail(err, ST_INVALID, "a reason is missing");
	return st;
}

/* The first person makes the desk a closed one and must be able to let the
 * others in; afterwards administrators do. */
static enum status
may_put(struct app *app, const struct person *p, struct err *err)
{
	bool any = false;
	enum status st = ledger_has_persons(app->ledger, &any, err);

	if (st == ST_OK && !any && (!p->active || !has_role(p, ROLE_ADMIN)))
		return fail(err, ST_DENIED, "the first person must be an "
		    "administrator (%s)", role_code(ROLE_ADMIN));
	if (st == ST_OK && any && app->role != ROLE_ADMIN)
		return fail(err, ST_DENIED, "persons are an administrator's "
		    "business");
	if (st == ST_OK && any && strcmp(p->id, app->person) == 0)
		return fail(err, ST_DENIED, "nobody changes their own roles");
	return st;
}

enum status
person_put(struct app *app, const struct person *p, const char *why,
    struct err *err)
{
	struct buf reason = BUF_INIT;
	struct access who = { .at = clock_now(&app->clock),
		.actor = app->person, .role = role_code(app->role),
		.what = "person" };
	enum status st = check(app, p, why, err);

	if (st == ST_OK)
		st = may_put(app, p, err);
	if (st == ST_OK) {
		buf_addf(&reason, "%s: %s %s %s: %s", p->id, p->roles,
		    p->unit, p->active ? "active" : "inactive", why);
		who.reason = buf_text(&reason);
		st = ledger_person_put(app->ledger, p, &who, err);
	}
	buf_release(&reason);
	return st;
}
