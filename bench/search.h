/*
 * search.h - what the files of bench/search share.
 */
#ifndef BENCH_SEARCH_H
#define BENCH_SEARCH_H

#include "base/err.h"
#include "text/entry.h"

#include <stddef.h>
#include <stdint.h>

struct rows {
	struct entry *entry;
	size_t count, room;
	size_t first;			/* those of the first feed */
	uint64_t seed;
};

/* Reads a feed's entries; those that cannot be read are left out. */
void rows_read(struct rows *r, const char *path);
/* The @i-th row of a base of any size: the first feed's, the other feeds' in
 * a random order that is always the same, then such as are made of the title
 * of one, and halves of the answers of two others. The caller releases it. */
void rows_get(struct rows *r, size_t i, struct entry *out);
void rows_release(struct rows *r);

/* A question of a file of queries: id, kind, text, wanted ids, by tabs. */
struct ask {
	char *kind, *text, *wanted;	/* ids parted by commas */
	size_t chars;
};

struct asks {
	struct ask *ask;
	size_t count, room;
};

void asks_read(struct asks *a, const char *path);
void asks_release(struct asks *a);

/* Results of a row of questions: where the wanted entry stood, CPU time. */
struct result {
	const char *kind;
	size_t chars;
	int place;			/* 1.., 0 not among ten */
	int64_t us;
};

/* Prints MRR@10 and recall at 5 by kind, then CPU milliseconds by length. */
void results_print(const char *what, struct result *r, size_t count);
/* Whether @id is one of the wanted. */
bool ask_wants(const struct ask *a, const char *id);

/* FTS5 with bm25() over pairs of characters, and over its own trigrams, on
 * the first @size rows and every @step-th question. */
void yardsticks(struct rows *r, size_t size, const struct asks *a,
    size_t step, const char *dir);

#endif
