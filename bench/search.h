/*
 * search.h - what the files of bench/search share.
 */
#ifndef BENCH_SEARCH_H
#define BENCH_SEARCH_H

#include "app/search.h"
#include "rows.h"

#include <stddef.h>
#include <stdint.h>

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

/* Searches for @a; @h holds the hits. Ends the program when it fails. */
struct result ask_search(struct kb *kb, const struct ask *a,
    const struct search_options *o, struct hits *h);
/* Prints MRR@10 and recall at 5 by kind, then CPU milliseconds by length. */
void results_print(const char *what, struct result *r, size_t count);
/* Whether @id is one of the wanted. */
bool ask_wants(const struct ask *a, const char *id);

/* FTS5 with bm25() over pairs of characters, and over its own trigrams, on
 * the first @size rows and every @step-th question. */
void yardsticks(struct rows *r, size_t size, const struct asks *a,
    size_t step, const char *dir);

#endif
