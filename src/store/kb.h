/*
 * kb.h - read the knowledge base: one generation at a time, following the
 * link "current" when the nightly refresh has moved it.
 *
 * A generation is one SQLite file that is never changed once published, so it
 * is opened immutable: no locks, one page cache for all processes.
 */
#ifndef STORE_KB_H
#define STORE_KB_H

#include "base/buf.h"
#include "base/err.h"
#include "text/entry.h"

#include <stdint.h>

struct kb;

/*
 * @dir holds kb-<generation>.db files and the link "current". No base there
 * is ST_NOT_FOUND; one made by another version of the tokenizer or tables is
 * ST_INVALID and says so.
 */
enum status kb_open(struct kb **out, const char *dir, struct err *err);
/* One file, which need not be published; kb_follow() stays at it. */
enum status kb_open_file(struct kb **out, const char *path, struct err *err);
void kb_close(struct kb *kb);				/* NULL is fine */

/* Re-opens when the link moved; call before a search. *@moved may be NULL.
 * On failure the generation that was open stays so. */
enum status kb_follow(struct kb *kb, bool *moved, struct err *err);

int64_t kb_generation(const struct kb *kb);
int64_t kb_count(const struct kb *kb);			/* entries */
int64_t kb_built_at(const struct kb *kb);		/* ms */
/* A value of the meta table or NULL. Lives until the next call or move. */
const char *kb_meta(struct kb *kb, const char *key);

/* The entry by its stable id, or by its row in this generation. */
enum status kb_entry(struct kb *kb, const char *entry_id, struct entry *out,
    struct err *err);
enum status kb_entry_row(struct kb *kb, int64_t row, struct entry *out,
    struct err *err);

/* Calls @each for the entries of @source (NULL: all), by external id, until
 * it returns other than ST_OK; that status is returned. */
enum status kb_each(struct kb *kb, const char *source,
    enum status (*each)(void *arg, const struct entry *e, struct err *err),
    void *arg, struct err *err);

#endif
