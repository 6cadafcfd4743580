/*
 * kb_stats.c - counts rows and, where SQLite has dbstat, bytes.
 */
#include "store/kb_stats.h"

#include "base/intl.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/kb.h"
#include "store/kb_file.h"
#include "store/kb_find.h"

/* table, SQL of its rows, what it holds */
#define TABLE_LIST(X) \
	X("entry", "SELECT count(*) FROM entry", N_("texts and fields")) \
	X("digest", "SELECT count(*) FROM digest", \
	    N_("numbers of each text, for exact scores")) \
	X("f", "SELECT count(*) FROM f_data", \
	    N_("full text: blocks of postings")) \
	X("pair", "SELECT count(*) FROM pair", \
	    N_("pairs that two entries or more have")) \
	X("word", "SELECT count(*) FROM word", \
	    N_("words of letters and digits")) \
	X("sound", "SELECT count(*) FROM sound", \
	    N_("pairs by sound and initials")) \
	X("exact", "SELECT count(*) FROM exact", \
	    N_("titles, ids and numbers"))

static const struct {
	const char *name, *rows, *holds;
} tables[] = {
#define X(name, rows, holds) { name, rows, holds },
	TABLE_LIST(X)
#undef X
};

static const char sql_bytes[] = "SELECT sum(pgsize) FROM dbstat WHERE name "
    "= ?1 OR name LIKE ?1 || '\\_%' ESCAPE '\\' OR name LIKE "
    "'sqlite\\_autoindex\\_' || ?1 || '%' ESCAPE '\\'";

/* -1 when this SQLite has no dbstat. */
static int64_t
table_bytes(struct db *db, const char *name)
{
	struct stmt *s = db_stmt_once(db, "measure a table", sql_bytes);
	struct err unsaid = ERR_INIT;
	int64_t bytes = -1;
	bool row;

	db_bind_text(s, 1, name);
	if (db_step(s, &row, &unsaid) == ST_OK && row)
		bytes = db_int(s, 0);
	db_drop(s);
	return bytes;
}

enum status
kb_stats(struct kb *kb, struct kb_stats *out, struct err *err)
{
	struct kb_file *f = kb->file;
	int64_t pages = 0, page_bytes = 0;
	enum status st = db_number(f->db, "PRAGMA page_count", &pages, err);

	*out = (struct kb_stats){ .entries = f->entries,
		.chars = f->char_count, .mean_length = kb_mean_length(kb),
		.mean_title_length = kb_mean_title_length(kb) };
	if (st == ST_OK)
		st = db_number(f->db, "PRAGMA page_size", &page_bytes, err);
	out->file_bytes = pages * page_bytes;
	for (size_t i = 0; i < COUNT(tables) && st == ST_OK; i++) {
		struct kb_table *t = &out->table[out->tables++];

		t->name = tables[i].name;
		t->holds = tables[i].holds;
		t->bytes = table_bytes(f->db, t->name);
		st = db_number(f->db, tables[i].rows, &t->rows, err);
		if (t->name[0] == 'p')
			out->pairs = t->rows;
		if (t->name[0] == 'w')
			out->words = t->rows;
	}
	return st;
}
