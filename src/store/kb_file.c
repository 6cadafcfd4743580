/*
 * kb_file.c - opens a generation, refuses what another version made, and
 * reads the small tables every search needs.
 */
#include "store/kb_file.h"

#include "base/file.h"
#include "base/mem.h"
#include "store/kb_format.h"
#include "text/digest.h"
#include "text/tokens.h"

#include <stdlib.h>
#include <string.h>

/*
 * The system's page cache is the readers' cache, one for all of them: a
 * process of its own keeps a megabyte. Mapped pages would be no faster and
 * would count as each process's memory.
 */
#define SETTINGS "PRAGMA cache_size = -1024; PRAGMA mmap_size = 0"

#define CHARS_MAX 0x110000

static const struct db_sql sql_meta = { "read meta",
    "SELECT value FROM meta WHERE key = ?1" };
static const struct db_sql sql_lump = { "read a lump",
    "SELECT bytes FROM lump WHERE name = ?1" };

const char *
kb_file_meta(struct kb_file *f, const char *key)
{
	struct stmt *s = db_stmt(f->db, &sql_meta);
	struct err unsaid = ERR_INIT;
	bool row = false;

	db_bind_text(s, 1, key);
	if (db_step(s, &row, &unsaid) != ST_OK || !row)
		return NULL;
	buf_reset(&f->meta);
	buf_add_text(&f->meta, db_text(s, 0));
	db_reset(s);
	return buf_text(&f->meta);
}

static int64_t
meta_number(struct kb_file *f, const char *key)
{
	const char *value = kb_file_meta(f, key);

	return value ? strtoll(value, NULL, 10) : 0;
}

static enum status
check_made_by(struct kb_file *f, const char *path, struct err *err)
{
	const struct { const char *key, *want; } made[] = {
		{ KB_META_FORMAT, KB_FORMAT },
		{ KB_META_TOKENS, tokens_version() },
		{ KB_META_FIELDS, KB_FIELDS },
	};

	for (size_t i = 0; i < COUNT(made); i++) {
		const char *have = kb_file_meta(f, made[i].key);

		if (!have && i == 0)
			return fail(err, ST_CORRUPT, "%s is no knowledge "
			    "base", path);
		if (!have || strcmp(have, made[i].want) != 0)
			return fail(err, ST_INVALID, "the knowledge base was "
			    "made by another version of this program: run "
			    "\"desk12345 refresh\", which makes it anew from "
			    "what it holds");
	}
	f->generation = meta_number(f, KB_META_GENERATION);
	f->entries = meta_number(f, KB_META_ENTRIES);
	f->built_at = meta_number(f, KB_META_BUILT_AT);
	f->prior_words = meta_number(f, KB_META_PRIOR);
	f->length = (double)meta_number(f, KB_META_LENGTH);
	f->title_length = (double)meta_number(f, KB_META_TITLE_LENGTH);
	return ST_OK;
}

static enum status
damaged(const char *path, struct err *err)
{
	return fail(err, ST_CORRUPT, "%s is damaged", path);
}

static void
char_put(struct kb_file *f, struct kb_char c)
{
	size_t at = c.ch * 0x9e3779b1u & (f->char_slots - 1);

	while (f->chars[at].number)
		at = (at + 1) & (f->char_slots - 1);
	f->chars[at] = c;
	f->char_of[c.number] = c.ch;
}

static enum status
read_chars(struct kb_file *f, struct slice lump, const char *path,
    struct err *err)
{
	uint32_t ch = 0, entries = 0, n = 0;

	f->char_slots = 64;
	while (f->char_slots < lump.bytes)
		f->char_slots *= 2;
	f->chars = xcalloc(f->char_slots, sizeof(*f->chars));
	f->char_of = xcalloc(lump.bytes + 1, sizeof(*f->char_of));
	while (lump.bytes > 0) {
		if (!digest_take(&lump, &ch) || !digest_take(&lump, &entries) ||
		    ch == 0 || ch >= CHARS_MAX)
			return damaged(path, err);
		char_put(f, (struct kb_char){ ch, ++n, entries });
	}
	f->char_count = n;
	return ST_OK;
}

static void
read_values(struct kb_file *f, enum digest_facet facet, struct slice lump)
{
	struct slice line;
	size_t room = 0;

	while (slice_line(&lump, &line)) {
		ARRAY_GROW(f->value[facet], f->values[facet] + 1, room);
		f->value[facet][f->values[facet]++] = slice_dup(line);
	}
}

/* Lives until the statement's next use. */
static enum status
lump(struct kb_file *f, const char *name, const char *path,
    struct slice *out, struct err *err)
{
	struct stmt *s = db_stmt(f->db, &sql_lump);
	bool row;
	enum status st;

	db_reset(s);
	db_bind_text(s, 1, name);
	st = db_step(s, &row, err);
	if (st == ST_OK && !row)
		return damaged(path, err);
	if (st == ST_OK)
		*out = db_slice(s, 0);
	return st;
}

static enum status
read_lumps(struct kb_file *f, const char *path, struct err *err)
{
	struct slice bytes = { NULL, 0 };
	enum status st = lump(f, KB_LUMP_CHARS, path, &bytes, err);

	if (st == ST_OK)
		st = read_chars(f, bytes, path, err);
	for (size_t i = 0; i < DIGEST_FACETS && st == ST_OK; i++) {
		enum digest_facet facet = (enum digest_facet)i;

		st = lump(f, entry_field_name(digest_facet_field(facet)),
		    path, &bytes, err);
		if (st == ST_OK)
			read_values(f, facet, bytes);
	}
	db_reset(db_stmt(f->db, &sql_lump));
	return st;
}

enum status
kb_file_open(struct kb_file **out, const char *path, struct err *err)
{
	struct kb_file *f = xcalloc(1, sizeof(*f));
	enum status st = ST_OK;

	if (!file_exists(path))
		st = fail(err, ST_NOT_FOUND, "there is no knowledge base %s",
		    path);
	if (st == ST_OK)
		st = db_open(&f->db, path, DB_IMMUTABLE, err);
	if (st == ST_OK)
		st = fts_new(&f->fts, f->db, err);
	if (st == ST_OK)
		st = db_exec(f->db, "settings", SETTINGS, err);
	if (st == ST_OK)
		st = db_exec(f->db, "read", "SELECT count(*) FROM meta", err);
	if (st == ST_OK)
		st = check_made_by(f, path, err);
	if (st == ST_OK)
		st = read_lumps(f, path, err);
	if (st != ST_OK) {
		kb_file_close(f);
		f = NULL;
	}
	*out = f;
	return st;
}

void
kb_file_close(struct kb_file *f)
{
	if (!f)
		return;
	db_close(f->db);
	fts_free(f->fts);
	for (size_t i = 0; i < DIGEST_FACETS; i++) {
		for (size_t k = 0; k < f->values[i]; k++)
			free(f->value[i][k]);
		free(f->value[i]);
	}
	free(f->chars);
	free(f->char_of);
	buf_release(&f->meta);
	free(f);
}
