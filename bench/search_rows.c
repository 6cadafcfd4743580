/*
 * search_rows.c - the rows and the questions of a measurement.
 */
#include "search.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define PIECE 65536

static uint64_t
next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static enum status
row_add(void *arg, struct entry *e, int64_t line, bool bad, struct err *err)
{
	struct rows *r = arg;

	(void)line;
	(void)err;
	if (bad || !e->field[ENTRY_TITLE])
		return ST_OK;
	ARRAY_GROW(r->entry, r->count + 1, r->room);
	r->entry[r->count++] = *e;
	*e = (struct entry)ENTRY_INIT;
	return ST_OK;
}

static void
note_nothing(void *arg, const struct note *note)
{
	(void)arg;
	(void)note;
}

static void
stop(const char *path, const char *why)
{
	fprintf(stderr, "bench/search: %s: %s\n", path, why);
	exit(1);
}

void
rows_read(struct rows *r, const char *path)
{
	static const struct record_limits limits = { 1 << 22, 200, 2000,
		1000000, 10000 };
	struct record_options o = { .format = record_format_of(path),
		.limits = &limits, .each = row_add, .arg = r,
		.note = note_nothing };
	struct record_reader *reader = record_reader_new(&o);
	struct err err = ERR_INIT;
	gzFile file = gzopen(path, "r");
	static char piece[PIECE];
	int n;

	if (!file)
		stop(path, "cannot be opened");
	while ((n = gzread(file, piece, sizeof(piece))) > 0)
		if (record_reader_feed(reader, (struct slice){ piece,
		    (size_t)n }, &err) != ST_OK)
			stop(path, err.text);
	if (record_reader_end(reader, &err) != ST_OK)
		stop(path, err.text);
	record_reader_free(reader);
	gzclose(file);
}

/* Those behind the first feed, once, into an order of their own. */
static void
shuffle(struct rows *r)
{
	r->seed = UINT64_C(12345);
	for (size_t i = r->count; i-- > r->first + 1;) {
		size_t k = r->first + next_random(&r->seed) %
		    (i - r->first + 1);
		struct entry held = r->entry[i];

		r->entry[i] = r->entry[k];
		r->entry[k] = held;
	}
}

static void
copy(struct entry *to, const struct entry *from)
{
	*to = (struct entry)ENTRY_INIT;
	for (size_t f = 0; f < ENTRY_FIELD_COUNT; f++)
		entry_set(to, (enum entry_field)f,
		    slice_of(from->field[f]));
}

static void
add_half(struct buf *out, const char *text, bool second)
{
	struct slice all = slice_of(text);
	struct slice half = utf8_first(all, utf8_chars(all) / 2);

	if (second)
		buf_add(out, text + half.bytes, all.bytes - half.bytes);
	else
		buf_add_slice(out, half);
}

static void
mix(struct rows *r, size_t i, struct entry *out)
{
	uint64_t seed = UINT64_C(0x9e3779b97f4a7c15) * (i + 1);
	const struct entry *a = &r->entry[next_random(&seed) % r->count];
	const struct entry *b = &r->entry[next_random(&seed) % r->count];
	const struct entry *c = &r->entry[next_random(&seed) % r->count];
	struct buf text = BUF_INIT;

	copy(out, a);
	add_half(&text, entry_get(b, ENTRY_ANSWER_FULL), false);
	add_half(&text, entry_get(c, ENTRY_ANSWER_FULL), true);
	entry_set(out, ENTRY_ANSWER_FULL, buf_slice(&text));
	buf_release(&text);
}

void
rows_get(struct rows *r, size_t i, struct entry *out)
{
	char id[32];

	if (r->seed == 0)
		shuffle(r);
	if (i < r->count)
		copy(out, &r->entry[i]);
	else
		mix(r, i, out);
	snprintf(id, sizeof(id), "K2026-%06zu", i + 1);
	entry_set(out, ENTRY_ENTRY_ID, slice_of(id));
	entry_set(out, ENTRY_SOURCE_SYSTEM, slice_of("bench"));
	if (i >= r->first)
		entry_set(out, ENTRY_EXTERNAL_ID, slice_of(id));
	out->revision = 1;
}

void
rows_release(struct rows *r)
{
	for (size_t i = 0; i < r->count; i++)
		entry_release(&r->entry[i]);
	free(r->entry);
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
