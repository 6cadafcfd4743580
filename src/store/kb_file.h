/*
 * kb_file.h - one open generation, for kb.c and kb_find.c alone.
 */
#ifndef STORE_KB_FILE_H
#define STORE_KB_FILE_H

#include "base/buf.h"
#include "base/err.h"
#include "store/db.h"
#include "store/fts.h"
#include "text/digest.h"

struct kb_char {
	uint32_t ch;
	uint32_t number;		/* 0: a free slot */
	uint32_t entries;
};

struct kb_file {
	struct db *db;
	struct fts *fts;
	int64_t generation, entries, built_at;
	int64_t prior_words;
	double length, title_length;	/* means, in tokens */
	struct kb_char *chars;		/* open addressing by ch */
	size_t char_slots;
	uint32_t char_count;
	uint32_t *char_of;		/* by number, 1.. */
	char **value[DIGEST_FACETS];	/* of each facet, by number */
	size_t values[DIGEST_FACETS];
	struct buf meta;		/* the value last asked for */
};

struct kb {
	char *dir;			/* NULL: a single file */
	struct kb_file *file;
};

enum status kb_file_open(struct kb_file **out, const char *path,
    struct err *err);
void kb_file_close(struct kb_file *f);			/* NULL is fine */
/* NULL when there is none; lives until the next call. */
const char *kb_file_meta(struct kb_file *f, const char *key);

#endif
