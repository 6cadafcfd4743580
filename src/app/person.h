/*
 * person.h - who is at work, and may be.
 *
 * A ledger without persons lets everybody act as whatever they say: a desk of
 * one, a trial. From the first person on only those who are in it act, in the
 * roles they have; the desk's rules ("who asks may not approve") compare
 * persons, so they are worth what these names are worth.
 */
#ifndef APP_PERSON_H
#define APP_PERSON_H

#include "app/role.h"
#include "base/err.h"
#include "store/ledger_person.h"

#include <stdint.h>

struct app;

/*
 * After the ledger is open: takes the role that was said, or the person's
 * first when none was (@said false), and a liaison's unit. ST_DENIED says
 * what is missing.
 */
enum status person_admit(struct app *app, bool said, struct err *err);

/* A role list as the ledger keeps it; false names the bad word in @err. */
enum status person_check_roles(const char *roles, struct err *err);
/* Keeps a person; an administrator's step, and the first person's own, who
 * must be one. @why is on the record. */
enum status person_put(struct app *app, const struct person *p,
    const char *why, struct err *err);

#endif
