/*
 * action.c - the tables of actions and contexts, and finding things in them.
 */
#include "tui/action.h"

#include "base/intl.h"
#include "base/mem.h"

#include <string.h>

static const struct action actions[ACTION_COUNT] = {
#define X(id, name, title, synonyms, contexts, verb, arg) \
	[ACTION_##id] = { name, title, synonyms, contexts, VERB_##verb, arg },
#include "tui/action_list.h"
#undef X
};

static const struct {
	const char *name, *title;
	enum context parent;
	bool typing;
} contexts[CONTEXT_COUNT] = {
#define X(id, name, parent, typing, title) \
	[CONTEXT_##id] = { name, title, CONTEXT_##parent, typing },
	CONTEXT_LIST(X)
#undef X
};

const char *
context_name(enum context c)
{
	return contexts[c].name;
}

const char *
context_title(enum context c)
{
	return _(contexts[c].title);
}

enum context
context_parent(enum context c)
{
	return contexts[c].parent;
}

bool
context_typing(enum context c)
{
	return contexts[c].typing;
}

enum context
context_find(struct slice name)
{
	enum context c = CONTEXT_ANY;

	while (c < CONTEXT_COUNT && !slice_is(name, contexts[c].name))
		c++;
	return c;
}

bool
context_within(enum context c, enum context above)
{
	while (c != above && c != CONTEXT_ANY)
		c = contexts[c].parent;
	return c == above;
}

const struct action *
action_get(enum action_id id)
{
	return &actions[id];
}

const struct action *
action_find(struct slice name)
{
	for (size_t i = 0; i < COUNT(actions); i++)
		if (slice_is(name, actions[i].name))
			return &actions[i];
	return NULL;
}

const char *
action_title(const struct action *a)
{
	return _(a->title);
}

const char *
action_synonyms(const struct action *a)
{
	return _(a->synonyms);
}

bool
action_in(const struct action *a, enum context c)
{
	struct slice rest = slice_of(a->contexts), name;

	while (slice_until(&rest, ',', &name)) {
		enum context above = context_find(name);

		if (above < CONTEXT_COUNT && context_within(c, above))
			return true;
	}
	return false;
}

#define DISTANCE_BYTES 31
#define DISTANCE_MAX 99

int
action_distance(struct slice a, struct slice b)
{
	int row[DISTANCE_BYTES + 1];

	if (a.bytes > DISTANCE_BYTES || b.bytes > DISTANCE_BYTES)
		return DISTANCE_MAX;
	for (size_t j = 0; j <= b.bytes; j++)
		row[j] = (int)j;
	for (size_t i = 1; i <= a.bytes; i++) {
		int diagonal = row[0];

		row[0] = (int)i;
		for (size_t j = 1; j <= b.bytes; j++) {
			int cost = diagonal +
			    (a.text[i - 1] != b.text[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < cost)
				cost = row[j] + 1;
			if (row[j - 1] + 1 < cost)
				cost = row[j - 1] + 1;
			row[j] = cost;
		}
	}
	return row[b.bytes];
}

const char *
action_nearest(struct slice name)
{
	const char *best = actions[0].name;
	int least = DISTANCE_MAX + 1;

	for (size_t i = 0; i < COUNT(actions); i++) {
		int d = action_distance(name, slice_of(actions[i].name));

		if (d < least) {
			least = d;
			best = actions[i].name;
		}
	}
	return best;
}
