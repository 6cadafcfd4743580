/*
 * rows.c - a feed's entries, and as many like them as one likes.
 */
#include "rows.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/record.h"

#include <jansson.h>
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
	fprintf(stderr, "bench: %s: %s\n", path, why);
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

/* One entry as a line of JSON; ids are the feed's business. */
static void
write_line(FILE *file, const struct entry *e)
{
	json_t *object = json_object();

	for (size_t f = 0; f < ENTRY_FIELD_COUNT; f++)
		if (e->field[f] && f != ENTRY_ENTRY_ID &&
		    f != ENTRY_SOURCE_SYSTEM)
			json_object_set_new(object,
			    entry_field_name((enum entry_field)f),
			    json_string(e->field[f]));
	json_dumpf(object, file, JSON_COMPACT);
	fputc('\n', file);
	json_decref(object);
}

void
rows_write(struct rows *r, size_t count, const char *path)
{
	FILE *file = fopen(path, "w");

	if (!file)
		stop(path, "cannot be made");
	for (size_t i = 0; i < count; i++) {
		struct entry e;

		rows_get(r, i, &e);
		write_line(file, &e);
		entry_release(&e);
	}
	if (fclose(file) != 0)
		stop(path, "cannot be written");
}
