/*
 * choices_desk.c - types, topics, places, units and the fields' own lists as
 * choices.
 */
#include "tui/choices_desk.h"

#include "base/intl.h"

#include <string.h>

static void
add_named(struct choices *c, const char *code, const char *name,
    const char *name_en, const char *more)
{
	bool english = intl_language() == LANGUAGE_EN && *name_en;
	struct buf names = BUF_INIT;

	buf_addf(&names, "%s,%s", english ? name : name_en, more);
	choices_add(c, code, english ? name_en : name, buf_text(&names));
	buf_release(&names);
}

void
choices_types(struct choices *c)
{
	for (int i = 0; i < DEMAND_TYPE_COUNT; i++)
		choices_add(c, demand_type_code((enum demand_type)i),
		    demand_type_words((enum demand_type)i),
		    demand_type_code((enum demand_type)i));
}

void
choices_yes_no(struct choices *c)
{
	choices_add(c, "no", _("no"), "no");
	choices_add(c, "yes", _("yes"), "yes");
}

void
choices_field(struct choices *c, enum move_field field)
{
	const char *code;

	for (size_t i = 0; (code = field_choice(field, i)) != NULL; i++)
		choices_add(c, code, field_choice_words(field, code), code);
}

void
choices_topics(struct choices *c, const struct directory *d)
{
	const struct topic *t;

	for (size_t i = 0; d && (t = directory_topic_at(d, i)) != NULL; i++)
		if (t->leaf)
			add_named(c, t->code, t->name, t->name_en,
			    t->keywords);
}

void
choices_units(struct choices *c, const struct directory *d)
{
	const struct unit *u;
	const struct place *p;

	for (size_t i = 0; d && (u = directory_unit_at(d, i)) != NULL; i++)
		add_named(c, u->code, u->name, u->name_en, u->short_names);
	for (size_t i = 0; d && (p = directory_place_at(d, i)) != NULL; i++)
		if (p->kind != PLACE_CITY &&
		    choices_of(c, p->code) == c->count)
			add_named(c, p->code, p->name, p->name_en, "");
}

void
choices_districts(struct choices *c, const struct directory *d)
{
	const struct place *p;

	for (size_t i = 0; d && (p = directory_place_at(d, i)) != NULL; i++)
		if (p->kind == PLACE_DISTRICT)
			add_named(c, p->code, p->name, p->name_en, "");
}

void
choices_streets(struct choices *c, const struct directory *d,
    const char *district)
{
	const struct place *p;

	for (size_t i = 0; d && (p = directory_place_at(d, i)) != NULL; i++)
		if (p->kind > PLACE_DISTRICT && (!*district ||
		    strcmp(p->parent, district) == 0))
			add_named(c, p->code, p->name, p->name_en, "");
}
