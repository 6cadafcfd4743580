/*
 * reading_links.c - where one can go from an entry: the newer and the older
 * one, the original of a translation, what it implements, the clause it rests
 * on.
 *
 * What the entry names by id is looked up at once; a clause is sought only
 * when somebody goes there, for that takes a search.
 */
#include "tui/reading.h"

#include "app/search.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"
#include "store/kb_find.h"
#include "text/normalize.h"

#include <stdlib.h>
#include <string.h>

#define CLAUSES_SOUGHT 10
#define NAMED_ROWS 8

static const char *const words[] = {
#define X(id, words) [READING_##id] = words,
	READING_LINK_LIST(X)
#undef X
};

const char *
reading_link_words(enum reading_link_kind kind)
{
	return _(words[kind]);
}

void
reading_links_drop(struct reading *r)
{
	for (size_t i = 0; i < r->links; i++) {
		free(r->link[i].id);
		free(r->link[i].title);
	}
	r->links = 0;
}

/* Takes both texts. */
static void
link_take(struct reading *r, enum reading_link_kind kind, char *id,
    char *title)
{
	if (r->links == READING_LINKS_MAX) {
		free(id);
		free(title);
		return;
	}
	r->link[r->links++] = (struct reading_link){ kind, id, title };
}

/* The entry that has the external id @name, of this one's source first. */
static enum status
external_get(struct kb *kb, const char *name, const char *source,
    struct entry *out, struct err *err)
{
	struct buf normal = BUF_INIT;
	int64_t row[NAMED_ROWS];
	size_t count = 0;
	enum status st;

	normalize(&normal, slice_of(name));
	st = kb_named(kb, buf_slice(&normal), row, NAMED_ROWS, &count, err);
	for (int pass = 0; st == ST_OK && pass < 2; pass++) {
		for (size_t i = 0; st == ST_OK && i < count; i++) {
			st = kb_entry_row(kb, row[i], out, err);
			if (st == ST_OK && strcmp(name, entry_get(out,
			    ENTRY_EXTERNAL_ID)) == 0 && (pass ||
			    strcmp(source, entry_get(out,
			    ENTRY_SOURCE_SYSTEM)) == 0))
				goto out;
			entry_release(out);
			*out = (struct entry)ENTRY_INIT;
		}
	}
	if (st == ST_OK)
		st = fail(err, ST_NOT_FOUND, "there is no entry %s", name);
out:
	buf_release(&normal);
	return st;
}

/* By its id here, else by the one its feed gave it. */
static bool
entry_named(struct kb *kb, const char *name, const char *source,
    struct entry *out)
{
	struct err ignored = ERR_INIT;
	enum status st = kb_entry(kb, name, out, &ignored);

	if (st == ST_OK)
		return true;
	entry_release(out);
	*out = (struct entry)ENTRY_INIT;
	st = kb_find_begin(kb, NULL, NULL, &ignored);
	if (st == ST_OK)
		st = external_get(kb, name, source, out, &ignored);
	return kb_find_end(kb, st, &ignored) == ST_OK;
}

static void
named_find(struct reading *r, struct kb *kb, enum reading_link_kind kind,
    enum entry_field field)
{
	struct slice list = slice_of(entry_get(&r->entry, field)), id;

	while (r->links < READING_LINKS_MAX && slice_line(&list, &id)) {
		struct entry other = ENTRY_INIT;
		char *name = slice_dup(id);

		if (*name && entry_named(kb, name, entry_get(&r->entry,
		    ENTRY_SOURCE_SYSTEM), &other))
			link_take(r, kind, xstrdup(entry_get(&other,
			    ENTRY_ENTRY_ID)), xstrdup(entry_get(&other,
			    ENTRY_TITLE)));
		entry_release(&other);
		free(name);
	}
}

/* The law and the first of its articles, unless this is that article. */
static void
clause_find(struct reading *r)
{
	const char *law = entry_get(&r->entry, ENTRY_DOC_TITLE);
	struct slice list = slice_of(entry_get(&r->entry, ENTRY_CLAUSE));
	const char *kind = entry_get(&r->entry, ENTRY_KIND);
	const char *comma = list.bytes > 0 ? strstr(list.text, "、") : NULL;

	if (!*law || list.bytes == 0 || strcmp(kind,
	    entry_kind_word(ENTRY_KIND_POLICY_DOC)) == 0)
		return;
	if (comma)
		list.bytes = (size_t)(comma - list.text);
	link_take(r, READING_CLAUSE, NULL, xasprintf("%s %.*s", law,
	    (int)list.bytes, list.text));
}

void
reading_links_find(struct reading *r, struct kb *kb)
{
	reading_links_drop(r);
	named_find(r, kb, READING_NEWER, ENTRY_SUPERSEDED_BY);
	named_find(r, kb, READING_ORIGINAL, ENTRY_TRANSLATION_OF);
	clause_find(r);
	named_find(r, kb, READING_IMPLEMENTED, ENTRY_IMPLEMENTS);
	named_find(r, kb, READING_OLDER, ENTRY_SUPERSEDES);
}

/* "住房公积金管理条例 第二十四条": is the entry that article of that law? */
static bool
is_clause(const struct entry *e, const char *sought)
{
	struct buf name = BUF_INIT, a = BUF_INIT, b = BUF_INIT;
	bool is;

	buf_addf(&name, "%s %s", entry_get(e, ENTRY_DOC_TITLE),
	    entry_get(e, ENTRY_CLAUSE));
	normalize(&a, buf_slice(&name));
	normalize(&b, slice_of(sought));
	is = slice_equal(buf_slice(&a), buf_slice(&b));
	buf_release(&name);
	buf_release(&a);
	buf_release(&b);
	return is && strcmp(entry_get(e, ENTRY_KIND),
	    entry_kind_word(ENTRY_KIND_POLICY_DOC)) == 0;
}

static enum status
clause_seek(const char *sought, struct kb *kb, int64_t day, struct buf *id,
    struct err *err)
{
	struct search_options o = { .limit = CLAUSES_SOUGHT, .day = day,
		.texts = true };
	struct hits hits;
	enum status st;

	hits_init(&hits);
	st = search_run(kb, slice_of(sought), &o, &hits, err);
	for (size_t i = 0; st == ST_OK && id->bytes == 0 && i < hits.count;
	    i++) {
		struct entry e = ENTRY_INIT;

		st = kb_entry(kb, hits.hit[i].entry_id, &e, err);
		if (st == ST_OK && is_clause(&e, sought))
			buf_add_text(id, hits.hit[i].entry_id);
		entry_release(&e);
	}
	hits_release(&hits);
	if (st == ST_OK && id->bytes == 0)
		st = fail(err, ST_NOT_FOUND, "%s is not in the knowledge "
		    "base", sought);
	return st;
}

enum status
reading_link_to(const struct reading_link *l, struct kb *kb, int64_t day,
    struct buf *id, struct err *err)
{
	buf_reset(id);
	if (!l->id)
		return clause_seek(l->title, kb, day, id, err);
	buf_add_text(id, l->id);
	return ST_OK;
}
