/*
 * fts_load.c - leaves of a segment, the terms they begin with, the structure.
 *
 * A leaf has four bytes (where its first row stands when that belongs to a
 * term of the leaf before; where its list of terms stands), terms with their
 * rows, and the list: the place of each term as the distance from the one
 * before. A term is its length and bytes at the start of a leaf, else what it
 * shares with the one before, and the rest. A doclist that does not fit goes
 * on in the next leaf with its row in full. What FTS5 jumps with inside a long
 * doclist is left out: it can do without, and no query here wants two terms in
 * one row.
 */
#include "store/fts_load.h"

#include "base/mem.h"
#include "store/db.h"
#include "store/postings.h"

#include <stdlib.h>
#include <string.h>

#define LEAF_BYTES 4050			/* fits a page of the file */
#define LEAF_HEAD 4
#define NUMBER_BYTES 5			/* no packed number is longer */
#define SEGMENT INT64_C(1)
#define LEAF_ID(number) (SEGMENT << 37 | (number))
#define AVERAGES_ID 1
#define STRUCTURE_ID 10
#define MAIN_INDEX '0'			/* before each term */
#define FTS_VERSION 4

struct fts_load {
	struct db *db;
	struct buf leaf, list;		/* the one at hand, its terms */
	size_t term_at;			/* of the last term in the leaf */
	struct buf term, before;	/* with MAIN_INDEX */
	uint32_t number;		/* of the leaf, 1.. */
};

static const struct db_sql sql_block = { "write a leaf of the full-text table",
    "INSERT OR REPLACE INTO f_data (id, block) VALUES (?1, ?2)" };
static const struct db_sql sql_begin = { "write a leaf's first term",
    "INSERT INTO f_idx (segid, term, pgno) VALUES (?1, ?2, ?3)" };

static void
leaf_begin(struct fts_load *l)
{
	buf_reset(&l->leaf);
	buf_reset(&l->list);
	buf_add(&l->leaf, "\0\0\0\0", LEAF_HEAD);
	l->term_at = 0;
	l->number++;
}

static void
leaf_head(struct fts_load *l, size_t at, size_t value)
{
	l->leaf.text[at] = (char)(value >> 8);
	l->leaf.text[at + 1] = (char)value;
}

enum status
fts_load_new(struct fts_load **out, struct db *db, struct err *err)
{
	int64_t version;
	enum status st = db_number(db, "SELECT v FROM f_config WHERE k = "
	    "'version'", &version, err);

	*out = NULL;
	if (st == ST_OK && version != FTS_VERSION)
		st = fail(err, ST_FAILED, "this SQLite library has another "
		    "format of full-text tables, %lld", (long long)version);
	if (st != ST_OK)
		return st;
	*out = xcalloc(1, sizeof(**out));
	(*out)->db = db;
	leaf_begin(*out);
	return ST_OK;
}

void
fts_load_free(struct fts_load *l)
{
	if (!l)
		return;
	buf_release(&l->leaf);
	buf_release(&l->list);
	buf_release(&l->term);
	buf_release(&l->before);
	free(l);
}

static enum status
put_block(struct fts_load *l, int64_t id, const struct buf *block,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql_block);

	db_bind_int(s, 1, id);
	db_bind_blob(s, 2, block->text, block->bytes);
	return db_run(s, err);
}

static enum status
leaf_end(struct fts_load *l, struct err *err)
{
	enum status st;

	leaf_head(l, 2, l->leaf.bytes);
	buf_add_slice(&l->leaf, buf_slice(&l->list));
	st = put_block(l, LEAF_ID(l->number), &l->leaf, err);
	leaf_begin(l);
	return st;
}

static bool
leaf_has_room(const struct fts_load *l, size_t bytes)
{
	return l->leaf.bytes + l->list.bytes + bytes <= LEAF_BYTES;
}

static size_t
shared(const struct buf *a, const struct buf *b)
{
	size_t n = 0;

	while (n < a->bytes && n < b->bytes && a->text[n] == b->text[n])
		n++;
	return n;
}

/* From which term on the leaf is the one to look in: as much of its first
 * term as tells it from the term before. */
static enum status
put_begin(struct fts_load *l, size_t same, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql_begin);

	db_bind_int(s, 1, SEGMENT);
	db_bind_blob(s, 2, l->term.text, l->number > 1 ? same + 1 : 0);
	db_bind_int(s, 3, (int64_t)l->number << 1);
	return db_run(s, err);
}

static enum status
put_term(struct fts_load *l, struct err *err)
{
	size_t same = shared(&l->before, &l->term);
	enum status st = ST_OK;
	bool first;

	if (!leaf_has_room(l, l->term.bytes + 4 * NUMBER_BYTES))
		st = leaf_end(l, err);
	first = l->list.bytes == 0;
	if (first && st == ST_OK)
		st = put_begin(l, same, err);
	if (first)
		same = 0;
	posting_put(&l->list, (uint32_t)(l->leaf.bytes - l->term_at));
	l->term_at = l->leaf.bytes;
	if (!first)
		posting_put(&l->leaf, (uint32_t)same);
	posting_put(&l->leaf, (uint32_t)(l->term.bytes - same));
	buf_add(&l->leaf, l->term.text + same, l->term.bytes - same);
	return st;
}

/* Rows one by one, on leaf after leaf. */
static enum status
put_rows(struct fts_load *l, struct slice rows, struct err *err)
{
	const uint8_t *at = (const uint8_t *)rows.text;
	const uint8_t *end = at + rows.bytes;
	enum status st = ST_OK;
	uint32_t row = 0;

	while (at < end && st == ST_OK) {
		uint32_t step = posting_take(&at);

		row += step;
		if (!leaf_has_room(l, NUMBER_BYTES)) {
			st = leaf_end(l, err);
			leaf_head(l, 0, LEAF_HEAD);
			step = row;
		}
		posting_put(&l->leaf, step);
	}
	return st;
}

enum status
fts_load_term(struct fts_load *l, struct slice term, struct slice rows,
    struct err *err)
{
	struct buf held = l->before;
	enum status st;

	l->before = l->term;
	l->term = held;
	buf_reset(&l->term);
	buf_add_char(&l->term, MAIN_INDEX);
	buf_add_slice(&l->term, term);
	st = put_term(l, err);
	if (st == ST_OK && leaf_has_room(l, rows.bytes))
		buf_add_slice(&l->leaf, rows);
	else if (st == ST_OK)
		st = put_rows(l, rows, err);
	return st;
}

/* One segment on one level, from leaf 1 to the last. */
static enum status
put_structure(struct fts_load *l, struct err *err)
{
	const uint32_t number[] = { 1, 1, 0, 0, 1, (uint32_t)SEGMENT, 1,
		l->number };
	struct buf block = BUF_INIT;
	enum status st;

	buf_add(&block, "\0\0\0\0", 4);	/* no settings were changed */
	for (size_t i = 0; i < COUNT(number); i++)
		posting_put(&block, number[i]);
	st = put_block(l, STRUCTURE_ID, &block, err);
	buf_release(&block);
	return st;
}

enum status
fts_load_end(struct fts_load *l, uint32_t rows, struct err *err)
{
	struct buf averages = BUF_INIT;
	enum status st;

	if (l->number == 1 && l->list.bytes == 0)
		return ST_OK;
	st = put_structure(l, err);
	if (st == ST_OK)
		st = leaf_end(l, err);
	posting_put(&averages, rows);
	posting_put(&averages, 0);	/* nobody asks how long rows are */
	if (st == ST_OK)
		st = put_block(l, AVERAGES_ID, &averages, err);
	buf_release(&averages);
	return st;
}
