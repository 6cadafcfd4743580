/*
 * kb_exact.c - hashes of names, put into their table in its order, in which it
 * grows at its end alone.
 *
 * They wait in a file. Hashes are spread evenly, so that a part of their range
 * is a part of the names: as many are sorted at once as take little memory.
 */
#include "store/kb_exact.h"

#include "base/mem.h"
#include "store/db.h"
#include "store/kb_format.h"
#include "store/scratch.h"
#include "text/normalize.h"
#include "text/tokens.h"

#include <stdlib.h>

#define AT_ONCE (1 << 18)
#define READ_ROWS 2048
#define SIGN_BIT (UINT64_C(1) << 63)

struct name {
	int64_t hash;
	uint32_t row, unused;
};

struct kb_exact {
	struct scratch *names;
	struct buf key;
};

static const struct db_sql sql_exact = { "add a name",
    "INSERT INTO exact (hash, row) VALUES (?1, ?2)" };

enum status
kb_exact_new(struct kb_exact **out, const char *dir, struct err *err)
{
	struct scratch *names;
	enum status st = scratch_new(&names, dir, err);

	*out = NULL;
	if (st != ST_OK)
		return st;
	*out = xcalloc(1, sizeof(**out));
	(*out)->names = names;
	return ST_OK;
}

void
kb_exact_free(struct kb_exact *x)
{
	if (!x)
		return;
	scratch_free(x->names);
	buf_release(&x->key);
	free(x);
}

static enum status
add(struct kb_exact *x, uint32_t row, enum entry_field f,
    const struct entry *e, struct err *err)
{
	struct name name = { 0, row, 0 };

	if (!e->field[f])
		return ST_OK;
	buf_reset(&x->key);
	if (f != ENTRY_DOC_NUMBER ||
	    !doc_number_form(&x->key, slice_of(e->field[f])))
		normalize(&x->key, slice_of(e->field[f]));
	name.hash = kb_exact_hash(buf_slice(&x->key));
	return scratch_add(x->names, (struct slice){ (const char *)&name,
	    sizeof(name) }, err);
}

enum status
kb_exact_add(struct kb_exact *x, uint32_t row, const struct entry *e,
    struct err *err)
{
	static const enum entry_field names[] = {
		ENTRY_ENTRY_ID, ENTRY_EXTERNAL_ID, ENTRY_TITLE,
		ENTRY_QUESTION, ENTRY_DOC_NUMBER
	};
	enum status st = ST_OK;

	for (size_t i = 0; i < COUNT(names) && st == ST_OK; i++)
		st = add(x, row, names[i], e, err);
	return st;
}

static int
name_cmp(const void *va, const void *vb)
{
	const struct name *a = va, *b = vb;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

static enum status
put_list(struct db *db, struct name *list, size_t n, struct err *err)
{
	enum status st = ST_OK;

	if (n > 0)
		qsort(list, n, sizeof(*list), name_cmp);
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		struct stmt *s = db_stmt(db, &sql_exact);

		if (i > 0 && name_cmp(&list[i], &list[i - 1]) == 0)
			continue;
		db_bind_int(s, 1, list[i].hash);
		db_bind_int(s, 2, list[i].row);
		st = db_run(s, err);
	}
	return st;
}

/* Those of the @part-th of 2^@bits equal parts of all hashes. */
static enum status
put_part(struct kb_exact *x, struct db *db, uint64_t part, unsigned bits,
    struct err *err)
{
	struct name *list = NULL, read[READ_ROWS];
	size_t n = 0, room = 0;
	int64_t at = 0, end = scratch_bytes(x->names);
	enum status st = ST_OK;

	while (at < end && st == ST_OK) {
		size_t bytes = end - at < (int64_t)sizeof(read) ?
		    (size_t)(end - at) : sizeof(read);

		st = scratch_read(x->names, at, bytes, read, err);
		at += (int64_t)bytes;
		for (size_t i = 0; i < bytes / sizeof(*read) && st == ST_OK;
		    i++) {
			uint64_t hash = (uint64_t)read[i].hash ^ SIGN_BIT;

			if (bits > 0 && hash >> (64 - bits) != part)
				continue;
			ARRAY_GROW(list, n + 1, room);
			list[n++] = read[i];
		}
	}
	if (st == ST_OK)
		st = put_list(db, list, n, err);
	free(list);
	return st;
}

enum status
kb_exact_write(struct kb_exact *x, struct db *db, struct err *err)
{
	int64_t n = scratch_bytes(x->names) / (int64_t)sizeof(struct name);
	enum status st = ST_OK;
	unsigned bits = 0;

	while (n >> bits > AT_ONCE)
		bits++;
	for (uint64_t part = 0; part < 1u << bits && st == ST_OK; part++)
		st = put_part(x, db, part, bits, err);
	return st;
}
