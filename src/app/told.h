/*
 * told.h - who and where, read out of what was typed or pasted.
 *
 * Callers' messages and other systems' orders come as running text or as
 * lines such as "电话：138...". What is found is offered to the form, never
 * put in unasked. Pure.
 */
#ifndef APP_TOLD_H
#define APP_TOLD_H

#include "app/directory.h"
#include "base/buf.h"

/* Slices of the text that was read; empty for what was not found. */
struct told {
	struct slice name, phone, identity;
	const struct place *district, *street;	/* NULL: not found */
	struct slice place;		/* what follows the place's names */
};

void told_read(const struct directory *d, struct slice text,
    struct told *out);

/* What kind of demand the words sound like; false when they do not say. */
bool told_type(struct slice text, enum demand_type *type,
    struct slice *because);

#endif
