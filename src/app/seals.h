/*
 * seals.h - seal the ledger, and hold it against its seals.
 *
 * Where the files are: [desk] seals, seal_public and seal_key in the
 * settings; else HOME/seals and HOME/seal.pub. There is no place of its own
 * for the secret key: it belongs where the desk's operators cannot read it.
 */
#ifndef APP_SEALS_H
#define APP_SEALS_H

#include "base/err.h"

#include <stdint.h>

struct app;

/* A new pair: the secret key to @path, mode 0600, the public one to where
 * seals_check() looks. Neither may be there. */
enum status seals_make_key(struct app *app, const char *path,
    struct err *err);
/* Adds a seal with the key of @path (NULL: the settings'). @number is the
 * seal's. */
enum status seals_add(struct app *app, const char *path, int64_t *number,
    struct err *err);

struct seals_found {
	int64_t count;			/* 0: there are none */
	int64_t at, events;		/* of the last */
};

/* ST_CORRUPT says which seal is bad, or what the ledger has lost since. */
enum status seals_check(struct app *app, struct seals_found *out,
    struct err *err);

#endif
