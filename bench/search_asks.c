/*
 * search_asks.c - the questions of a measurement, and what became of them.
 */
#include "search.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
stop(const char *path, const char *why)
{
	fprintf(stderr, "bench/search: %s: %s\n", path, why);
	exit(1);
}

void
asks_read(struct asks *a, const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;
	ssize_t n;

	if (!file)
		stop(path, "cannot be opened");
	while ((n = getline(&line, &room, file)) > 0) {
		struct slice rest = { line, (size_t)n }, part[3];

		slice_line(&rest, &part[0]);
		rest = part[0];
		if (!slice_until(&rest, '\t', &part[0]) ||
		    !slice_until(&rest, '\t', &part[1]) ||
		    !slice_until(&rest, '\t', &part[2]))
			continue;
		ARRAY_GROW(a->ask, a->count + 1, a->room);
		a->ask[a->count++] = (struct ask){ slice_dup(part[1]),
			slice_dup(part[2]), slice_dup(rest),
			utf8_chars(part[2]) };
	}
	free(line);
	fclose(file);
}

void
asks_release(struct asks *a)
{
	for (size_t i = 0; i < a->count; i++) {
		free(a->ask[i].kind);
		free(a->ask[i].text);
		free(a->ask[i].wanted);
	}
	free(a->ask);
}

bool
ask_wants(const struct ask *a, const char *id)
{
	struct slice rest = slice_of(a->wanted), part;

	while (slice_until(&rest, ',', &part))
		if (slice_is(part, id))
			return true;
	return slice_is(rest, id);
}

struct result
ask_search(struct kb *kb, const struct ask *a, const struct search_options *o,
    struct hits *h)
{
	struct result r = { a->kind, a->chars, 0, 0 };
	struct err err = ERR_INIT;

	if (search_run(kb, slice_of(a->text), o, h, &err) != ST_OK)
		stop(a->text, err.text);
	for (size_t i = 0; i < h->count && !r.place; i++)
		if (ask_wants(a, h->hit[i].external_id))
			r.place = (int)i + 1;
	r.us = h->cpu_us;
	return r;
}

static int
by_kind(const void *va, const void *vb)
{
	const struct result *a = va, *b = vb;
	int order = strcmp(a->kind, b->kind);

	return order ? order : (a->us > b->us) - (a->us < b->us);
}

static int
by_time(const void *va, const void *vb)
{
	const struct result *a = va, *b = vb;

	return (a->us > b->us) - (a->us < b->us);
}

static void
print_kind(const char *what, const char *kind, const struct result *r,
    size_t n)
{
	double mrr = 0, five = 0;

	for (size_t i = 0; i < n; i++) {
		mrr += r[i].place > 0 ? 1. / r[i].place : 0;
		five += r[i].place > 0 && r[i].place <= 5;
	}
	printf("%-16s %-10s %5zu questions  MRR %.3f  R@5 %.3f\n", what, kind,
	    n, mrr / (double)n, five / (double)n);
}

static void
print_length(const char *what, size_t from, size_t to,
    const struct result *r, size_t count)
{
	int64_t *us = xcalloc(count + 1, sizeof(*us)), half, most;
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (r[i].chars >= from && r[i].chars <= to)
			us[n++] = r[i].us;
	half = us[n / 2];
	most = us[n * 99 / 100];
	if (n > 0)
		printf("%-16s %2zu-%-4zu chars %5zu questions  CPU p50 %.2f "
		    "ms  p99 %.2f ms\n", what, from, to, n,
		    (double)half / 1000, (double)most / 1000);
	free(us);
}

void
results_print(const char *what, struct result *r, size_t count)
{
	static const size_t lengths[][2] = { { 1, 2 }, { 3, 8 }, { 9, 20 },
		{ 21, 9999 } };
	size_t from = 0;

	qsort(r, count, sizeof(*r), by_kind);
	for (size_t i = 1; i <= count; i++) {
		if (i < count && strcmp(r[i].kind, r[from].kind) == 0)
			continue;
		print_kind(what, r[from].kind, r + from, i - from);
		from = i;
	}
	print_kind(what, "all", r, count);
	qsort(r, count, sizeof(*r), by_time);
	for (size_t i = 0; i < COUNT(lengths); i++)
		print_length(what, lengths[i][0], lengths[i][1], r, count);
	fflush(stdout);
}
