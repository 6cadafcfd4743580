/*
 * search.c - how good and how fast the search is, in figures.
 *
 *	bench/search DIR [--rows N]... [--step N] [--yard N] FEED... QUERIES.tsv...
 *
 * Builds in DIR a base of each size (default: the first feed, 100000 and
 * 1000000 rows; see rows_get()), and prints: entries a second and bytes;
 * MRR@10 and recall at 5 by kind of question; CPU milliseconds by length of
 * question; the time to open and answer once; the greatest memory. A file of
 * queries has a question a line: id, kind, text, wanted external ids. Sizes up
 * to --yard (default 100000) are measured for FTS5 as it comes, too, on every
 * --step-th question (default 10); Xapian's tools have no indexer, so it is
 * left out.
 */
#include "search.h"

#include "app/search.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/db.h"
#include "store/kb.h"
#include "store/kb_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOW INT64_C(1795000000000)
#define SIZES_MAX 8

struct bench {
	struct rows rows;
	struct asks asks;
	size_t size[SIZES_MAX], sizes;
	size_t step, yard;
	const char *dir;
};

static void
die(const struct err *err)
{
	fprintf(stderr, "bench/search: %s\n", err->text);
	exit(1);
}

static void
build(struct bench *b, size_t size, int64_t generation)
{
	struct kb_build_options o = { .dir = b->dir,
		.generation = generation, .now = NOW };
	struct err err = ERR_INIT;
	struct kb_build *build;
	int64_t cpu = clock_cpu_us(), wall = clock_monotonic_us();

	if (kb_build_new(&build, &o, &err) != ST_OK)
		die(&err);
	for (size_t i = 0; i < size; i++) {
		struct entry e;

		rows_get(&b->rows, i, &e);
		if (kb_build_add(build, &e, &err) != ST_OK)
			die(&err);
		entry_release(&e);
	}
	if (kb_build_finish(build, &err) != ST_OK ||
	    kb_build_publish(build, &err) != ST_OK)
		die(&err);
	kb_build_free(build);
	cpu = clock_cpu_us() - cpu;
	wall = clock_monotonic_us() - wall;
	printf("== %zu rows: built in %.1f s, %.0f a second (CPU %.1f s)\n",
	    size, (double)wall / 1e6, (double)size * 1e6 / (double)wall,
	    (double)cpu / 1e6);
}

/* Bytes by table; "entry" holds the texts, all else is derived. */
static void
print_sizes(const char *path)
{
	static const char sql[] = "SELECT CASE WHEN name LIKE 'f\\_%' ESCAPE "
	    "'\\' THEN 'f' ELSE name END AS t, sum(pgsize) FROM dbstat "
	    "GROUP BY t ORDER BY 2 DESC";
	struct db *db;
	struct stmt *s;
	struct err err = ERR_INIT;
	double derived = 0;
	bool row = true;

	if (db_open(&db, path, DB_IMMUTABLE, &err) != ST_OK)
		die(&err);
	s = db_stmt_once(db, "sizes", sql);
	while (db_step(s, &row, &err) == ST_OK && row) {
		double mb = (double)db_int(s, 1) / 1e6;

		printf("   %-18s %8.1f MB\n", db_text(s, 0), mb);
		if (strncmp(db_text(s, 0), "entry", 5) != 0)
			derived += mb;
	}
	printf("   derived            %8.1f MB\n", derived);
	db_drop(s);
	db_close(db);
}

static struct result
ask_one(struct kb *kb, const struct ask *a, struct hits *h)
{
	const struct search_options o = { .limit = 10,
		.day = clock_day(NOW) };

	return ask_search(kb, a, &o, h);
}

/* The first one and two characters of the questions, as they are typed. */
static void
ask_starts(struct bench *b, struct kb *kb, struct hits *h)
{
	struct result *r = xcalloc(2 * b->asks.count + 1, sizeof(*r));
	size_t n = 0;

	for (size_t i = 0; i < b->asks.count; i += b->step)
		for (size_t chars = 1; chars <= 2; chars++) {
			const struct ask *whole = &b->asks.ask[i];
			struct ask a = { .wanted = whole->wanted,
				.chars = chars };

			a.text = slice_dup(utf8_first(slice_of(whole->text),
			    chars));
			r[n] = ask_one(kb, &a, h);
			r[n++].kind = "start";
			free(a.text);
		}
	results_print("desk12345", r, n);
	free(r);
}

static void
print_first(struct bench *b)
{
	struct err err = ERR_INIT;
	struct hits h;
	struct kb *kb;
	int64_t from = clock_monotonic_us();

	hits_init(&h);
	if (kb_open(&kb, b->dir, &err) != ST_OK)
		die(&err);
	ask_one(kb, &b->asks.ask[0], &h);
	printf("desk12345        open and first answer %.1f ms\n",
	    (double)(clock_monotonic_us() - from) / 1000);
	kb_close(kb);
	hits_release(&h);
}

static void
ask_all(struct bench *b)
{
	struct result *r = xcalloc(b->asks.count + 1, sizeof(*r));
	struct err err = ERR_INIT;
	struct rusage used;
	struct hits h;
	struct kb *kb;

	hits_init(&h);
	if (kb_open(&kb, b->dir, &err) != ST_OK)
		die(&err);
	for (size_t i = 0; i < b->asks.count; i++)
		r[i] = ask_one(kb, &b->asks.ask[i], &h);
	results_print("desk12345", r, b->asks.count);
	ask_starts(b, kb, &h);
	kb_close(kb);
	hits_release(&h);
	free(r);
	getrusage(RUSAGE_SELF, &used);
	printf("desk12345        %ld MB memory at most, with the feeds\n",
	    used.ru_maxrss / 1024);
}

static void
run(struct bench *b, size_t size, int64_t generation)
{
	char *path = xasprintf("%s/kb-%lld.db", b->dir,
	    (long long)generation);

	build(b, size, generation);
	print_sizes(path);
	print_first(b);
	ask_all(b);
	if (size <= b->yard)
		yardsticks(&b->rows, size, &b->asks, b->step, b->dir);
	unlink(path);
	free(path);
}

static size_t
number(const char *text)
{
	long long n = text ? strtoll(text, NULL, 10) : 0;

	if (n <= 0) {
		fprintf(stderr, "bench/search: a number is missing\n");
		exit(2);
	}
	return (size_t)n;
}

static void
take_file(struct bench *b, const char *path)
{
	const char *end = strrchr(path, '.');

	if (end && strcmp(end, ".tsv") == 0) {
		asks_read(&b->asks, path);
		return;
	}
	rows_read(&b->rows, path);
	if (b->rows.first == 0)
		b->rows.first = b->rows.count;
}

int
main(int argc, char **argv)
{
	struct bench b = { .step = 10, .yard = 100000 };

	if (argc < 4) {
		fprintf(stderr, "usage: bench/search DIR [--rows N]... "
		    "[--step N] [--yard N] FEED... QUERIES.tsv...\n");
		return 2;
	}
	b.dir = argv[1];
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--rows") == 0 && b.sizes < SIZES_MAX)
			b.size[b.sizes++] = number(argv[++i]);
		else if (strcmp(argv[i], "--step") == 0)
			b.step = number(argv[++i]);
		else if (strcmp(argv[i], "--yard") == 0)
			b.yard = number(argv[++i]);
		else
			take_file(&b, argv[i]);
	}
	if (b.rows.count == 0 || b.asks.count == 0) {
		fprintf(stderr, "bench/search: feeds and queries are "
		    "needed\n");
		return 2;
	}
	if (b.sizes == 0) {
		b.size[b.sizes++] = b.rows.first;
		b.size[b.sizes++] = 100000;
		b.size[b.sizes++] = 1000000;
	}
	puts("Xapian           not measured: nothing here indexes with it");
	for (size_t i = 0; i < b.sizes; i++)
		run(&b, b.size[i], (int64_t)i + 1);
	rows_release(&b.rows);
	asks_release(&b.asks);
	return 0;
}
