/*
 * postings.c - sorted runs in a file, and their merging.
 *
 * A run is sorted by the digits of its keys, which keeps rows in the order they
 * came in, and packed: of each key the distance from the key before, how many
 * rows, the first, the last less the first, and the bytes of the distances
 * between, before these. Of one key, the rows of a run follow those of the runs
 * made before it.
 */
#include "store/postings.h"

#include "base/mem.h"
#include "store/scratch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define DIGIT_BITS 11
#define DIGITS (1u << DIGIT_BITS)
#define ROW_MASK ((UINT64_C(1) << POSTINGS_ROW_BITS) - 1)
#define READ_BYTES (1u << 16)
#define HEAD_BYTES 40			/* no head of a key is longer */

/* A run as it is read back; its key is the one at hand. */
struct run {
	int64_t at, end;		/* what is still to read */
	struct buf bytes;
	size_t taken;			/* of the bytes */
	uint64_t key;
	uint32_t count, first, span, rest;
};

struct postings {
	struct scratch *file;
	uint64_t *item, *other;		/* key << ROW_BITS | row */
	size_t count, room;
	unsigned key_bits;
	struct run *run;
	size_t runs, run_room;
	uint32_t *heap;			/* of runs, the least key at the top */
	size_t heaped;
	struct buf packed, rows;
};

enum status
postings_new(struct postings **out, const char *dir, size_t room,
    unsigned key_bits, struct err *err)
{
	struct scratch *file;
	enum status st = scratch_new(&file, dir, err);

	*out = NULL;
	if (st != ST_OK)
		return st;
	assert(key_bits <= POSTINGS_KEY_BITS && room > 0);
	*out = xcalloc(1, sizeof(**out));
	(*out)->file = file;
	(*out)->room = room;
	(*out)->key_bits = key_bits;
	(*out)->item = xmalloc(room * sizeof(*(*out)->item));
	(*out)->other = xmalloc(room * sizeof(*(*out)->other));
	return ST_OK;
}

static void
items_free(struct postings *p)
{
	free(p->item);
	free(p->other);
	p->item = p->other = NULL;
}

void
postings_free(struct postings *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->runs; i++)
		buf_release(&p->run[i].bytes);
	scratch_free(p->file);
	items_free(p);
	free(p->run);
	free(p->heap);
	buf_release(&p->packed);
	buf_release(&p->rows);
	free(p);
}

void
posting_put(struct buf *out, uint32_t value)
{
	if (value >= 1u << 28)
		buf_add_char(out, (char)(value >> 28 | 0x80));
	if (value >= 1u << 21)
		buf_add_char(out, (char)(value >> 21 | 0x80));
	if (value >= 1u << 14)
		buf_add_char(out, (char)(value >> 14 | 0x80));
	if (value >= 1u << 7)
		buf_add_char(out, (char)(value >> 7 | 0x80));
	buf_add_char(out, (char)(value & 0x7f));
}

uint32_t
posting_take(const uint8_t **at)
{
	uint32_t value = 0;

	while (**at & 0x80)
		value = value << 7 | (*(*at)++ & 0x7f);
	return value << 7 | *(*at)++;
}

/* One digit of the keys after the other, the last one first. */
static void
sort(struct postings *p)
{
	unsigned shift = POSTINGS_ROW_BITS;
	unsigned end = shift + p->key_bits;

	for (; shift < end; shift += DIGIT_BITS) {
		size_t place[DIGITS] = { 0 }, sum = 0;
		uint64_t *held = p->other;

		for (size_t i = 0; i < p->count; i++)
			place[p->item[i] >> shift & (DIGITS - 1)]++;
		for (size_t d = 0; d < DIGITS; d++) {
			size_t n = place[d];

			place[d] = sum;
			sum += n;
		}
		for (size_t i = 0; i < p->count; i++)
			p->other[place[p->item[i] >> shift &
			    (DIGITS - 1)]++] = p->item[i];
		p->other = p->item;
		p->item = held;
	}
}

/* Packs the rows of the key at @from; returns where the next key stands. */
static size_t
pack_key(struct postings *p, size_t from, uint64_t *before)
{
	uint64_t key = p->item[from] >> POSTINGS_ROW_BITS;
	uint32_t first = (uint32_t)(p->item[from] & ROW_MASK);
	uint32_t last = first, count = 1;
	size_t to = from + 1;

	buf_reset(&p->rows);
	for (; to < p->count && p->item[to] >> POSTINGS_ROW_BITS == key; to++) {
		uint32_t row = (uint32_t)(p->item[to] & ROW_MASK);

		if (row == last)
			continue;
		posting_put(&p->rows, row - last);
		last = row;
		count++;
	}
	posting_put(&p->packed, (uint32_t)((key - *before) >> 20));
	posting_put(&p->packed, (uint32_t)((key - *before) & 0xfffff));
	posting_put(&p->packed, count);
	posting_put(&p->packed, first);
	posting_put(&p->packed, last - first);
	posting_put(&p->packed, (uint32_t)p->rows.bytes);
	buf_add_slice(&p->packed, buf_slice(&p->rows));
	*before = key;
	return to;
}

static enum status
run_write(struct postings *p, struct err *err)
{
	struct run run = { .at = scratch_bytes(p->file), .bytes = BUF_INIT };
	enum status st = ST_OK;
	uint64_t before = 0;

	sort(p);
	for (size_t i = 0; i < p->count && st == ST_OK; ) {
		buf_reset(&p->packed);
		i = pack_key(p, i, &before);
		st = scratch_add(p->file, buf_slice(&p->packed), err);
	}
	run.end = scratch_bytes(p->file);
	ARRAY_GROW(p->run, p->runs + 1, p->run_room);
	p->run[p->runs++] = run;
	p->count = 0;
	return st;
}

enum status
postings_add(struct postings *p, uint64_t key, uint32_t row, struct err *err)
{
	p->item[p->count++] = key << POSTINGS_ROW_BITS | row;
	return p->count < p->room ? ST_OK : run_write(p, err);
}

/* At least @want bytes in memory, or all that there are. */
static enum status
run_fill(struct postings *p, struct run *r, size_t want, struct err *err)
{
	size_t left = r->bytes.bytes - r->taken, more;
	enum status st;

	if (left >= want || r->at == r->end)
		return ST_OK;
	if (left > 0)
		memmove(r->bytes.text, r->bytes.text + r->taken, left);
	buf_cut(&r->bytes, left);
	r->taken = 0;
	more = want - left > READ_BYTES ? want - left : READ_BYTES;
	if ((int64_t)more > r->end - r->at)
		more = (size_t)(r->end - r->at);
	buf_reserve(&r->bytes, more);
	st = scratch_read(p->file, r->at, more, r->bytes.text + left, err);
	r->bytes.bytes += more;
	r->at += (int64_t)more;
	return st;
}

/* The next key of a run; *@more is false at its end. */
static enum status
run_next(struct postings *p, struct run *r, bool *more, struct err *err)
{
	enum status st = run_fill(p, r, HEAD_BYTES, err);
	const uint8_t *at;

	*more = st == ST_OK && r->taken < r->bytes.bytes;
	if (!*more)
		return st;
	at = (const uint8_t *)r->bytes.text + r->taken;
	r->key += (uint64_t)posting_take(&at) << 20;
	r->key += posting_take(&at);
	r->count = posting_take(&at);
	r->first = posting_take(&at);
	r->span = posting_take(&at);
	r->rest = posting_take(&at);
	r->taken = (size_t)((const char *)at - r->bytes.text);
	return run_fill(p, r, r->rest, err);
}

static bool
run_before(const struct postings *p, uint32_t a, uint32_t b)
{
	if (p->run[a].key != p->run[b].key)
		return p->run[a].key < p->run[b].key;
	return a < b;
}

static void
heap_down(struct postings *p, size_t at)
{
	uint32_t *heap = p->heap;

	for (;;) {
		size_t least = at, kid = 2 * at + 1;
		uint32_t held = heap[at];

		for (size_t i = kid; i < kid + 2 && i < p->heaped; i++)
			if (run_before(p, heap[i], heap[least]))
				least = i;
		if (least == at)
			return;
		heap[at] = heap[least];
		heap[least] = held;
		at = least;
	}
}

enum status
postings_end(struct postings *p, struct err *err)
{
	enum status st = p->count > 0 ? run_write(p, err) : ST_OK;

	items_free(p);
	p->heap = xmalloc((p->runs + 1) * sizeof(*p->heap));
	for (size_t i = 0; i < p->runs && st == ST_OK; i++) {
		bool more;

		st = run_next(p, &p->run[i], &more, err);
		if (more)
			p->heap[p->heaped++] = (uint32_t)i;
	}
	for (size_t i = p->heaped / 2; i-- > 0;)
		heap_down(p, i);
	return st;
}

/* Rows of the run at the top go to the list, which ends in @last. */
static enum status
top_take(struct postings *p, struct posting *out, uint32_t *last,
    struct err *err)
{
	struct run *r = &p->run[p->heap[0]];
	bool more;
	enum status st;

	if (r->first > *last) {
		posting_put(&p->rows, r->first - *last);
		out->count += r->count;
		*last = r->first + r->span;
	} else {			/* a row that two runs have parts of */
		out->count += r->count - 1;
		*last += r->span;
	}
	buf_add(&p->rows, r->bytes.text + r->taken, r->rest);
	r->taken += r->rest;
	st = run_next(p, r, &more, err);
	if (!more)
		p->heap[0] = p->heap[--p->heaped];
	heap_down(p, 0);
	return st;
}

enum status
postings_next(struct postings *p, struct posting *out, bool *more,
    struct err *err)
{
	enum status st = ST_OK;
	uint32_t last = 0;

	*more = p->heaped > 0;
	if (!*more)
		return ST_OK;
	*out = (struct posting){ .key = p->run[p->heap[0]].key };
	buf_reset(&p->rows);
	while (st == ST_OK && p->heaped > 0 &&
	    p->run[p->heap[0]].key == out->key)
		st = top_take(p, out, &last, err);
	out->rows = buf_slice(&p->rows);
	return st;
}
