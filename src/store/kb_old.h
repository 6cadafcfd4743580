/*
 * kb_old.h - the entries of the generation in force, for the next one.
 *
 * Reads fields by their names, so that it also reads a generation which
 * another version of the program made and which a search would refuse: what
 * a source last brought, and its ids, outlive a change of the tokenizer.
 */
#ifndef STORE_KB_OLD_H
#define STORE_KB_OLD_H

#include "base/err.h"
#include "text/entry.h"

#include <stdint.h>

struct kb_old;

/* Where the link in @dir points; *@out is NULL when there is no base. */
enum status kb_old_open(struct kb_old **out, const char *dir,
    struct err *err);
/* A generation of @dir, in force or not. */
enum status kb_old_open_at(struct kb_old **out, const char *dir,
    int64_t generation, struct err *err);
/* A file that another desk made, once it has passed kb_foreign_open(). */
enum status kb_old_open_foreign(struct kb_old **out, const char *path,
    struct err *err);
void kb_old_close(struct kb_old *o);			/* NULL is fine */

int64_t kb_old_generation(const struct kb_old *o);
/* A value of the meta table or NULL; the caller frees it. */
char *kb_old_meta(struct kb_old *o, const char *key);
int64_t kb_old_number(struct kb_old *o, const char *key);	/* or 0 */
/* Calls @each for the entries of @source, by external id, until it returns
 * other than ST_OK; that status is returned. */
enum status kb_old_each(struct kb_old *o, const char *source,
    enum status (*each)(void *arg, struct entry *e, struct err *err),
    void *arg, struct err *err);
/* The same for the entries of all sources, by rank. */
enum status kb_old_all(struct kb_old *o,
    enum status (*each)(void *arg, struct entry *e, struct err *err),
    void *arg, struct err *err);
/* One of them; ST_NOT_FOUND without a message when there is none. */
enum status kb_old_entry(struct kb_old *o, const char *source,
    const char *external_id, struct entry *out, struct err *err);

#endif
