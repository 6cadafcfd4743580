/*
 * kb_stats.h - what a generation is made of: tables, vocabularies, what
 * stands in most entries.
 */
#ifndef STORE_KB_STATS_H
#define STORE_KB_STATS_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct kb;

struct kb_table {
	const char *name, *holds;	/* live for ever; holds in English */
	int64_t rows, bytes;		/* bytes -1: this SQLite cannot say */
};

#define KB_TABLES_MAX 8

struct kb_stats {
	struct kb_table table[KB_TABLES_MAX];
	size_t tables;
	int64_t file_bytes;
	int64_t entries, chars, words, pairs;
	double mean_length, mean_title_length;	/* in tokens */
};

enum status kb_stats(struct kb *kb, struct kb_stats *out, struct err *err);

#endif
