/*
 * choices_desk.h - the choices that the desk's own tables give.
 *
 * Labels are in the user's language; the other language's names and short
 * names find them too. They are added to what @c has; a NULL directory adds
 * nothing.
 */
#ifndef TUI_CHOICES_DESK_H
#define TUI_CHOICES_DESK_H

#include "app/directory.h"
#include "app/moves.h"
#include "tui/choices.h"

void choices_types(struct choices *c);
void choices_yes_no(struct choices *c);
void choices_field(struct choices *c, enum move_field field);
void choices_topics(struct choices *c, const struct directory *d);
/* Units, and the places that serve as one. */
void choices_units(struct choices *c, const struct directory *d);
void choices_districts(struct choices *c, const struct directory *d);
/* Streets and towns of a district; of all with "". */
void choices_streets(struct choices *c, const struct directory *d,
    const char *district);

#endif
