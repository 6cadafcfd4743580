/*
 * ledger_report_sum.c - adds cases up as they come.
 *
 * Grouped by the database, a million cases would be sorted first, and their
 * middle times would want a second pass. Here a case finds its figure by a
 * hash, and only the times of one figure are sorted.
 */
#include "store/ledger_report_sum.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS_AT_FIRST 64

struct sum {
	struct figure figure;
	int64_t *ms;			/* the times it took */
	size_t times, room;
};

struct sums {
	struct sum *sum;
	size_t count, room;
	uint32_t *slot;			/* sum + 1; 0 is free */
	size_t slots;			/* a power of two */
	struct texts keys;
};

void
figure_add(struct figures *list, const struct figure *f)
{
	ARRAY_GROW(list->figure, list->count + 1, list->room);
	list->figure[list->count] = *f;
	list->figure[list->count++].key = texts_keep(&list->texts,
	    slice_of(f->key));
}

static void
sums_release(struct sums *all)
{
	for (size_t i = 0; i < all->count; i++)
		free(all->sum[i].ms);
	free(all->sum);
	free(all->slot);
	texts_release(&all->keys);
}

static size_t
slot_of(const struct sums *all, int line, struct slice key)
{
	uint64_t h = UINT64_C(14695981039346656037) + (uint64_t)line;
	size_t at;

	for (size_t i = 0; i < key.bytes; i++)
		h = (h ^ (uint8_t)key.text[i]) * UINT64_C(1099511628211);
	at = (size_t)(h ^ h >> 32) & (all->slots - 1);
	for (; all->slot[at]; at = (at + 1) & (all->slots - 1)) {
		const struct figure *f = &all->sum[all->slot[at] - 1].figure;

		if (f->line == line && slice_is(key, f->key))
			break;
	}
	return at;
}

static void
slots_grow(struct sums *all)
{
	if (2 * all->count < all->slots)
		return;
	free(all->slot);
	all->slots = all->slots ? 2 * all->slots : SLOTS_AT_FIRST;
	all->slot = xcalloc(all->slots, sizeof(*all->slot));
	for (size_t i = 0; i < all->count; i++) {
		const struct figure *f = &all->sum[i].figure;

		all->slot[slot_of(all, f->line, slice_of(f->key))] =
		    (uint32_t)i + 1;
	}
}

static struct sum *
sum_of(struct sums *all, int line, struct slice key)
{
	size_t at;

	slots_grow(all);
	at = slot_of(all, line, key);
	if (!all->slot[at]) {
		ARRAY_GROW(all->sum, all->count + 1, all->room);
		all->sum[all->count] = (struct sum){ .figure = {
			.line = line, .key = texts_keep(&all->keys, key)
		} };
		all->slot[at] = (uint32_t)++all->count;
	}
	return &all->sum[all->slot[at] - 1];
}

static void
add_case(struct sums *all, struct stmt *s)
{
	struct sum *sum = sum_of(all, (int)db_int(s, 0), db_slice(s, 1));

	sum->figure.up += db_real(s, 2);
	sum->figure.down += db_real(s, 3);
	sum->figure.out += db_int(s, 4);
	sum->figure.soon += db_int(s, 5);
	if (db_is_null(s, 6))
		return;
	ARRAY_GROW(sum->ms, sum->times + 1, sum->room);
	sum->ms[sum->times++] = db_int(s, 6);
}

static int
ms_cmp(const void *va, const void *vb)
{
	int64_t a = *(const int64_t *)va, b = *(const int64_t *)vb;

	return (a > b) - (a < b);
}

static int
sum_cmp(const void *va, const void *vb)
{
	const struct figure *a = &((const struct sum *)va)->figure;
	const struct figure *b = &((const struct sum *)vb)->figure;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return strcmp(a->key, b->key);
}

static void
sum_end(struct sum *sum, struct figures *out)
{
	struct figure *f = &sum->figure;

	if (!(f->up > 0 || f->down > 0 || f->out || f->soon))
		return;
	if (sum->times > 0) {
		qsort(sum->ms, sum->times, sizeof(*sum->ms), ms_cmp);
		f->timed = (int64_t)sum->times;
		f->median = sum->ms[(sum->times - 1) / 2];
		f->p90 = sum->ms[(sum->times - 1) * 9 / 10];
	}
	figure_add(out, f);
}

enum status
figures_of_cases(struct stmt *s, struct figures *out, struct err *err)
{
	struct sums all = { NULL, 0, 0, NULL, 0, TEXTS_INIT };
	bool row;
	enum status st;

	while ((st = db_step(s, &row, err)) == ST_OK && row)
		add_case(&all, s);
	if (st == ST_OK && all.count > 0) {
		qsort(all.sum, all.count, sizeof(*all.sum), sum_cmp);
		for (size_t i = 0; i < all.count; i++)
			sum_end(&all.sum[i], out);
	}
	sums_release(&all);
	return st;
}
