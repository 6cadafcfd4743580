/*
 * refresh_check.c - asks the new base, before anybody sees it, for entries it
 * must find.
 *
 * Twenty entries at even distances are looked up by id and searched for by
 * title, through the same search that the desk uses. A base that cannot
 * answer is not published. Texts that are alike are compared here, too: they
 * are read in the base that was made of them.
 */
#include "app/refresh_run.h"

#include "app/search.h"
#include "base/clock.h"
#include "store/kb.h"

#include <string.h>

enum { QUERIES = 20, HITS = 200 };

/* Entries may share a title; any of them is an answer. */
static bool
has_title(const struct hits *hits, const char *title)
{
	for (size_t i = 0; i < hits->count; i++)
		if (strcmp(hits->hit[i].title, title) == 0)
			return true;
	return false;
}

static enum status
check_entry(const struct run *r, struct kb *kb, const struct entry *e,
    struct hits *hits, struct err *err)
{
	const struct search_options o = { .limit = HITS, .day = r->day,
		.texts = true };
	const char *title = entry_get(e, ENTRY_TITLE);
	const char *id = entry_get(e, ENTRY_ENTRY_ID);
	struct entry same = ENTRY_INIT;
	enum status st = kb_entry(kb, id, &same, err);

	entry_release(&same);
	if (st == ST_OK)
		st = search_run(kb, slice_of(title), &o, hits, err);
	if (st == ST_OK && !has_title(hits, title))
		st = fail(err, ST_CORRUPT, "the new base does not find %s by "
		    "its title \"%s\"", id, title);
	return st;
}

enum status
run_check(struct run *r, const char *path, struct err *err)
{
	struct kb *kb = NULL;
	struct hits hits;
	int64_t count;
	enum status st = kb_open_file(&kb, path, err);

	if (st != ST_OK)
		return st;
	hits_init(&hits);
	count = kb_count(kb);
	if (count != r->out->entries)
		st = fail(err, ST_CORRUPT, "the new base has %lld entries, "
		    "%lld were given", (long long)count,
		    (long long)r->out->entries);
	for (int64_t i = 0; i < QUERIES && st == ST_OK; i++) {
		struct entry e = ENTRY_INIT;

		st = kb_entry_row(kb, 1 + i * (count - 1) / (QUERIES - 1), &e,
		    err);
		if (st == ST_OK)
			st = check_entry(r, kb, &e, &hits, err);
		entry_release(&e);
		run_progress(r, REFRESH_CHECK, "", i + 1, QUERIES);
	}
	if (st == ST_OK)
		st = compare_texts(r->compare, kb, &r->notes, err);
	hits_release(&hits);
	kb_close(kb);
	return st;
}
