/*
 * kb_build.h - write one new generation of the knowledge base.
 *
 * The file grows under a temporary name in the base's folder. Until
 * kb_build_publish() has swapped the link, readers see nothing of it, and
 * kb_build_free() removes it.
 */
#ifndef STORE_KB_BUILD_H
#define STORE_KB_BUILD_H

#include "base/err.h"
#include "store/kb_prior.h"
#include "text/entry.h"

#include <stdint.h>

struct kb_build;

struct kb_build_options {
	const char *dir;		/* made when it is not there */
	int64_t generation;		/* above every one in @dir */
	int64_t now;			/* ms; goes into meta */
	/* Called now and then while the index is built; or NULL. */
	void (*progress)(void *arg, int64_t done, int64_t all);
	void *progress_arg;
};

enum status kb_build_new(struct kb_build **out,
    const struct kb_build_options *o, struct err *err);
void kb_build_free(struct kb_build *b);			/* NULL is fine */

/* Entries in any order; entry_id, source_system, external_id, kind and title
 * are there and ids are unique, as the validator has seen to. */
enum status kb_build_add(struct kb_build *b, const struct entry *e,
    struct err *err);
/* A pair for the meta table. */
enum status kb_build_meta(struct kb_build *b, const char *key,
    const char *value, struct err *err);
/* What earlier answers say, written by kb_build_finish(), which fills in
 * @taken; both live until then. */
void kb_build_prior(struct kb_build *b, const struct prior *prior,
    struct kb_prior_counts *taken);
/* Ranks, indexes, optimizes, checks counts, integrity_check and the FTS
 * index; after it nothing can be added. */
enum status kb_build_finish(struct kb_build *b, struct err *err);
/* The finished file's path; readable by kb_open_file(). */
const char *kb_build_path(const struct kb_build *b);
/* fsync, rename to kb-<generation>.db, swap the link, fsync the folder. */
enum status kb_build_publish(struct kb_build *b, struct err *err);

/* The generations in @dir, ascending; *@current is 0 when there is none.
 * The caller frees *@list. */
enum status kb_generations(const char *dir, int64_t **list, size_t *count,
    int64_t *current, struct err *err);
/* A file's name in @dir that kb_prune() removes once this process is gone; the
 * caller frees it. */
char *kb_spool_path(const char *dir);
/* Points the link at a generation that is there. */
enum status kb_point(const char *dir, int64_t generation, struct err *err);
/* Removes all but the newest @keep and the current one, and what killed
 * builds left. */
enum status kb_prune(const char *dir, size_t keep, struct err *err);

#endif
