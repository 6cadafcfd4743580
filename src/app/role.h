/*
 * role.h - in which capacity a person acts.
 *
 * A person may have several roles and acts in one at a time.
 */
#ifndef APP_ROLE_H
#define APP_ROLE_H

#include "base/buf.h"

#include <stdbool.h>

#define ROLE_LIST(X) \
	X(OPERATOR,   "operator",   N_("operator")) \
	X(DISPATCHER, "dispatcher", N_("dispatcher")) \
	X(REVIEWER,   "reviewer",   N_("objection reviewer")) \
	X(LIAISON,    "liaison",    N_("unit liaison")) \
	X(CALLBACK,   "callback",   N_("callback agent")) \
	X(OFFICER,    "officer",    N_("supervision officer")) \
	X(SUPERVISOR, "supervisor", N_("supervisor")) \
	X(EDITOR,     "editor",     N_("knowledge editor")) \
	X(AUDITOR,    "auditor",    N_("auditor")) \
	X(ADMIN,      "admin",      N_("administrator")) \
	X(SYSTEM,     "system",     N_("the desk itself"))

enum role {
#define X(name, code, words) ROLE_##name,
	ROLE_LIST(X)
#undef X
	ROLE_COUNT
};

/* Can a person act in it? The desk's own steps are nobody's. */
bool role_is_persons(enum role role);
const char *role_code(enum role role);
const char *role_words(enum role role);			/* user's language */
bool role_parse(struct slice code, enum role *role);

#endif
