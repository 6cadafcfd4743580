/*
 * role.c - the words of the roles.
 */
#include "app/role.h"

#include "base/intl.h"
#include "base/mem.h"

#include <assert.h>

static const struct {
	const char *code, *words;
} roles[] = {
#define X(name, code, words) [ROLE_##name] = { code, words },
	ROLE_LIST(X)
#undef X
};

bool
role_is_persons(enum role role)
{
	return role != ROLE_SYSTEM;
}

const char *
role_code(enum role role)
{
	assert((size_t)role < COUNT(roles));
	return roles[role].code;
}

const char *
role_words(enum role role)
{
	assert((size_t)role < COUNT(roles));
	return _(roles[role].words);
}

bool
role_parse(struct slice code, enum role *role)
{
	for (size_t i = 0; i < COUNT(roles); i++) {
		if (slice_is(code, roles[i].code)) {
			*role = (enum role)i;
			return true;
		}
	}
	return false;
}
