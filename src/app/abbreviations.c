/*
 * abbreviations.c - the table in memory, in order.
 */
#include "app/abbreviations.h"

#include "app/table.h"
#include "base/file.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct abbreviations {
	struct table table;
	struct abbreviation *item;
	size_t count;
};

static int
item_cmp(const void *va, const void *vb)
{
	const struct abbreviation *a = va, *b = vb;

	return strcmp(a->text, b->text);
}

static enum status
take_rows(struct abbreviations *a, struct err *err)
{
	const struct table *t = &a->table;

	a->item = xcalloc(t->count + 1, sizeof(*a->item));
	for (size_t i = 0; i < t->count; i++) {
		const char *const *cell = t->row[i].cell;

		if (!*cell[0] || !*cell[1]) {
			fail(err, ST_INVALID, "an abbreviation has a meaning, "
			    "or - when everybody knows it");
			table_fail_at(t, i, err);
			return ST_INVALID;
		}
		a->item[a->count++] = (struct abbreviation){ cell[0],
			strcmp(cell[1], "-") == 0 ? "" : cell[1] };
	}
	qsort(a->item, a->count, sizeof(*a->item), item_cmp);
	for (size_t i = 1; i < a->count; i++)
		if (item_cmp(&a->item[i - 1], &a->item[i]) == 0)
			return fail(err, ST_INVALID, "%s: %s is there twice",
			    t->path, a->item[i].text);
	return ST_OK;
}

enum status
abbreviations_open(struct abbreviations **out, const char *data_dir,
    struct err *err)
{
	static const char *const columns[] = { "abbreviation", "meaning" };
	struct abbreviations *a = xcalloc(1, sizeof(*a));
	char *path = file_join(data_dir, "abbreviations.tsv");
	enum status st;

	a->table = (struct table)TABLE_INIT;
	st = table_read(&a->table, path, columns, COUNT(columns), err);
	if (st == ST_OK)
		st = take_rows(a, err);
	free(path);
	if (st != ST_OK) {
		abbreviations_close(a);
		a = NULL;
	}
	*out = a;
	return st;
}

void
abbreviations_close(struct abbreviations *a)
{
	if (!a)
		return;
	table_release(&a->table);
	free(a->item);
	free(a);
}

const struct abbreviation *
abbreviations_at(const struct abbreviations *a, size_t i)
{
	return i < a->count ? &a->item[i] : NULL;
}

const struct abbreviation *
abbreviations_find(const struct abbreviations *a, struct slice text)
{
	char *copy = slice_dup(text);
	const struct abbreviation key = { copy, NULL };
	const struct abbreviation *found = bsearch(&key, a->item, a->count,
	    sizeof(*a->item), item_cmp);

	free(copy);
	return found;
}
