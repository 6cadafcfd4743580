/*
 * ledger_person.h - the persons of the desk in the ledger.
 */
#ifndef STORE_LEDGER_PERSON_H
#define STORE_LEDGER_PERSON_H

#include "store/ledger.h"

/*
 * Who may act. Roles are codes with a blank between; a person is never
 * removed, only made inactive. @who says who changes it, and why.
 */
struct person {
	const char *id, *name, *unit, *roles;
	bool active;
};

struct persons {
	struct person *person;
	size_t count, room;
	struct texts texts;
};

#define PERSONS_INIT { NULL, 0, 0, TEXTS_INIT }
void persons_release(struct persons *list);

enum status ledger_person_put(struct ledger *l, const struct person *p,
    const struct access *who, struct err *err);
/* Adds one to @out; ST_NOT_FOUND says so in words. */
enum status ledger_person_get(struct ledger *l, const char *id,
    struct persons *out, struct err *err);
enum status ledger_persons(struct ledger *l, struct persons *out,
    struct err *err);
enum status ledger_has_persons(struct ledger *l, bool *out, struct err *err);

#endif
