/*
 * kb_index.c - an entry's text becomes terms of the full-text table, numbers
 * of its digest, and hashes of what names it.
 *
 * A text is normalized and tokenized twice, once to count and once to write:
 * numbers follow frequencies, and those are known only when all have been
 * seen. Keeping the tokens between would take more memory than it saves time.
 */
#include "store/kb_index.h"

#include "base/mem.h"
#include "store/db.h"
#include "store/fts.h"
#include "store/kb_exact.h"
#include "store/kb_format.h"
#include "store/kb_sounds.h"
#include "store/kb_terms.h"
#include "store/names.h"
#include "store/vocab.h"
#include "text/digest.h"
#include "text/normalize.h"
#include "text/tokens.h"

#include <stdlib.h>
#include <string.h>

#define PAIR_ENTRIES 2			/* one that one entry has is not kept */
#define SMALL_BASE 65536		/* but by its sound, in a small base */
#define FIELDS_APART "\n"		/* no token crosses it */

struct kb_index {
	struct db *db;
	struct fts *fts;
	struct vocab *vocab;
	struct kb_terms *terms;		/* once all are counted */
	char *dir;			/* of what waits in files */
	struct normal normal;
	struct buf part[DIGEST_PARTS];	/* texts of the entry at hand */
	struct buf digest;
	uint32_t *atom;
	size_t atom_room;
	uint32_t *law;			/* numbers of law forms of a part */
	size_t law_room;
	struct kb_exact *exact;
	struct names facet[DIGEST_FACETS];
	int64_t counted, entries, length, title_length;
};

enum status
kb_index_new(struct kb_index **out, struct db *db, const char *dir,
    struct err *err)
{
	struct kb_index *x = xcalloc(1, sizeof(*x));
	enum status st;

	x->db = db;
	x->dir = xstrdup(dir);
	x->vocab = vocab_new();
	normal_init(&x->normal);
	st = fts_new(&x->fts, db, err);
	if (st == ST_OK)
		st = kb_exact_new(&x->exact, dir, err);
	if (st == ST_OK)
		st = db_exec(db, "make the tables", KB_SCHEMA, err);
	if (st != ST_OK) {
		kb_index_free(x);
		x = NULL;
	}
	*out = x;
	return st;
}

void
kb_index_free(struct kb_index *x)
{
	if (!x)
		return;
	fts_free(x->fts);
	kb_terms_free(x->terms);
	vocab_free(x->vocab);
	free(x->dir);
	normal_release(&x->normal);
	for (size_t i = 0; i < DIGEST_PARTS; i++)
		buf_release(&x->part[i]);
	buf_release(&x->digest);
	for (size_t i = 0; i < DIGEST_FACETS; i++)
		names_release(&x->facet[i]);
	kb_exact_free(x->exact);
	free(x->atom);
	free(x->law);
	free(x);
}

/* The texts of an entry, normalized, by part. */
static void
parts_set(struct kb_index *x, const struct entry *e)
{
	for (size_t i = 0; i < DIGEST_PARTS; i++)
		buf_reset(&x->part[i]);
	for (size_t f = 0; f < ENTRY_FIELD_COUNT; f++) {
		enum digest_part part = digest_part_of((enum entry_field)f);

		if (part == DIGEST_PARTS || !e->field[f])
			continue;
		if (f == ENTRY_QUESTION && e->field[ENTRY_TITLE] &&
		    strcmp(e->field[f], e->field[ENTRY_TITLE]) == 0)
			continue;
		normal_set(&x->normal, slice_of(e->field[f]), false);
		buf_add_slice(&x->part[part], buf_slice(&x->normal.text));
		buf_add_text(&x->part[part], FIELDS_APART);
	}
}

void
kb_index_count(struct kb_index *x, const struct entry *e)
{
	struct tokens tokens;
	struct token t;

	parts_set(x, e);
	vocab_next_entry(x->vocab);
	x->counted++;
	for (size_t i = 0; i < DIGEST_PARTS; i++) {
		tokens_start(&tokens, buf_slice(&x->part[i]));
		while (tokens_next(&tokens, &t))
			vocab_count(x->vocab, &t);
	}
}

static const struct db_sql sql_word = { "add a word",
    "INSERT INTO word (text, atom, entries) VALUES (?1, ?2, ?3)" };
static const struct db_sql sql_pair = { "add a pair",
    "INSERT INTO pair (key, entries) VALUES (?1, ?2)" };
static const struct db_sql sql_lump = { "add a lump",
    "INSERT INTO lump (name, bytes) VALUES (?1, ?2)" };

static enum status
put_lump(struct kb_index *x, const char *name, const struct buf *bytes,
    struct err *err)
{
	struct stmt *s = db_stmt(x->db, &sql_lump);

	db_bind_text(s, 1, name);
	db_bind_blob(s, 2, bytes->text, bytes->bytes);
	return db_run(s, err);
}

static enum status
put_atoms(struct kb_index *x, struct err *err)
{
	uint32_t chars = vocab_chars(x->vocab), all = vocab_atoms(x->vocab);
	enum status st = ST_OK;
	struct buf lump = BUF_INIT;

	for (uint32_t i = 1; i <= chars; i++) {
		struct vocab_atom a = vocab_atom(x->vocab, i);

		digest_put(&lump, a.ch);
		digest_put(&lump, a.entries);
	}
	st = put_lump(x, KB_LUMP_CHARS, &lump, err);
	buf_release(&lump);
	for (uint32_t i = chars + 1; i <= all && st == ST_OK; i++) {
		struct vocab_atom a = vocab_atom(x->vocab, i);
		struct stmt *s = db_stmt(x->db, &sql_word);

		db_bind_slice(s, 1, a.word);
		db_bind_int(s, 2, i);
		db_bind_int(s, 3, a.entries);
		st = db_run(s, err);
	}
	return st;
}

static enum status
put_pairs(struct kb_index *x, const struct kb_pair *pair, size_t n,
    struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < n && st == ST_OK; i++) {
		struct stmt *s = db_stmt(x->db, &sql_pair);

		if (pair[i].entries < PAIR_ENTRIES)
			continue;
		db_bind_int(s, 1, kb_pair_key(pair[i].a, pair[i].b));
		db_bind_int(s, 2, pair[i].entries);
		st = db_run(s, err);
	}
	return st == ST_OK ? kb_sounds_write(x->db, x->vocab, pair, n, err) :
	    st;
}

enum status
kb_index_terms(struct kb_index *x, struct err *err)
{
	enum status st;

	vocab_number(x->vocab);
	st = put_atoms(x, err);
	return st == ST_OK ? kb_terms_new(&x->terms, x->vocab, x->dir, err) :
	    st;
}

struct part_state {
	uint32_t row;
	bool title;			/* terms count a second time */
	size_t atoms, laws, length;
	size_t end;			/* of the atom before */
};

static void
put_atom(struct kb_index *x, struct part_state *p, const struct token *t,
    uint32_t number)
{
	ARRAY_GROW(x->atom, p->atoms + 2, x->atom_room);
	if (p->atoms > 0 && t->from != p->end)
		x->atom[p->atoms++] = 0;
	x->atom[p->atoms++] = number;
	p->end = t->to;
	p->length++;
}

static enum status
put_chars(struct kb_index *x, const struct part_state *p, uint32_t a,
    uint32_t b, struct err *err)
{
	enum status st = kb_terms_chars(x->terms, a, b, false, p->row, err);

	return st == ST_OK && p->title ?
	    kb_terms_chars(x->terms, a, b, true, p->row, err) : st;
}

static enum status
put_word(struct kb_index *x, const struct part_state *p, uint32_t word,
    struct err *err)
{
	enum status st = kb_terms_word(x->terms, word, false, p->row, err);

	return st == ST_OK && p->title ?
	    kb_terms_word(x->terms, word, true, p->row, err) : st;
}

/* @form: it does not stand so in the text. */
static enum status
put_token(struct kb_index *x, struct part_state *p, const struct token *t,
    bool form, struct err *err)
{
	struct vocab_place at = t->kind <= TOKEN_PAIR ?
	    vocab_char(x->vocab, t->ch[0]) : vocab_word(x->vocab, t->text);

	if (t->kind == TOKEN_PAIR)
		return put_chars(x, p, at.rank,
		    vocab_char(x->vocab, t->ch[1]).rank, err);
	if (t->kind == TOKEN_CHAR || !form) {
		put_atom(x, p, t, at.number);
	} else {
		ARRAY_GROW(x->law, p->laws + 1, x->law_room);
		x->law[p->laws++] = at.number;
	}
	return t->kind == TOKEN_CHAR ? put_chars(x, p, at.rank, 0, err) :
	    put_word(x, p, at.rank, err);
}

static enum status
put_part(struct kb_index *x, enum digest_part part, uint32_t row,
    struct err *err)
{
	struct part_state p = { .row = row, .title = part == DIGEST_TITLE };
	enum status st = ST_OK;
	struct tokens tokens;
	struct token t;

	tokens_start(&tokens, buf_slice(&x->part[part]));
	while (st == ST_OK && tokens_next(&tokens, &t))
		st = put_token(x, &p, &t, t.text.text == tokens.form, err);
	ARRAY_GROW(x->atom, p.atoms + 2 * p.laws + 1, x->atom_room);
	for (size_t i = 0; i < p.laws; i++) {
		x->atom[p.atoms++] = 0;
		x->atom[p.atoms++] = x->law[i];
	}
	digest_put_part(&x->digest, x->atom, p.atoms, p.length);
	x->length += (int64_t)p.length;
	if (p.title)
		x->title_length += (int64_t)p.length;
	return st;
}

static const struct db_sql sql_entry = { "add an entry",
#define X(id, name, shape) ", ?"
    "INSERT INTO entry VALUES (?, ?, ?" ENTRY_FIELD_LIST(X) ")" };
#undef X
static const struct db_sql sql_digest = { "add a digest",
    "INSERT INTO digest (row, bytes) VALUES (?1, ?2)" };

static enum status
put_entry(struct kb_index *x, int64_t row, const struct entry *e,
    struct err *err)
{
	struct stmt *s = db_stmt(x->db, &sql_entry);

	db_bind_int(s, 1, row);
	db_bind_int(s, 2, e->revision);
	db_bind_text(s, 3, e->brought);
	for (int f = 0; f < ENTRY_FIELD_COUNT; f++)
		db_bind_text(s, 4 + f, e->field[f]);
	return db_run(s, err);
}

static enum status
put_digest(struct kb_index *x, int64_t row, struct err *err)
{
	struct stmt *s = db_stmt(x->db, &sql_digest);

	db_bind_int(s, 1, row);
	db_bind_blob(s, 2, x->digest.text, x->digest.bytes);
	return db_run(s, err);
}

enum status
kb_index_entry(struct kb_index *x, uint32_t row, const struct entry *e,
    struct err *err)
{
	struct digest_head head;
	enum entry_kind kind =
	    entry_kind_find(slice_of(entry_get(e, ENTRY_KIND)));
	enum status st = ST_OK;

	digest_life(e, &head);
	head.kind = (uint8_t)kind;
	head.internal = strncmp(entry_get(e, ENTRY_SECRECY), "internal",
	    strlen("internal")) == 0;
	head.translated = e->field[ENTRY_TRANSLATION_OF] != NULL;
	for (size_t i = 0; i < DIGEST_FACETS; i++)
		head.facet[i] = names_number(&x->facet[i], slice_of(entry_get(
		    e, digest_facet_field((enum digest_facet)i))));
	parts_set(x, e);
	buf_reset(&x->digest);
	digest_put_head(&x->digest, &head);
	for (size_t i = 0; i < DIGEST_PARTS && st == ST_OK; i++)
		st = put_part(x, (enum digest_part)i, row, err);
	x->entries++;
	if (st == ST_OK)
		st = put_entry(x, row, e, err);
	if (st == ST_OK)
		st = put_digest(x, row, err);
	return st == ST_OK ? kb_exact_add(x->exact, row, e, err) : st;
}

enum status
kb_index_meta(struct db *db, const char *key, const char *value,
    struct err *err)
{
	static const struct db_sql sql = { "add to meta",
	    "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)" };
	struct stmt *s = db_stmt(db, &sql);

	db_bind_text(s, 1, key);
	db_bind_text(s, 2, value);
	return db_run(s, err);
}

static enum status
put_mean(struct kb_index *x, const char *key, int64_t sum, struct err *err)
{
	int64_t all = x->entries > 0 ? x->entries : 1;
	char *value = xasprintf("%lld", (long long)((sum + all - 1) / all));
	enum status st = kb_index_meta(x->db, key, value, err);

	free(value);
	return st;
}

static enum status
put_all_terms(struct kb_index *x, struct err *err)
{
	struct kb_pair *pair;
	size_t n;
	enum status st = kb_terms_write(x->terms, x->db,
	    (uint32_t)x->entries, x->counted < SMALL_BASE ? 1 : PAIR_ENTRIES,
	    &pair, &n, err);

	kb_terms_free(x->terms);
	x->terms = NULL;
	if (st == ST_OK)
		st = put_pairs(x, pair, n, err);
	free(pair);
	return st;
}

enum status
kb_index_end(struct kb_index *x, struct err *err)
{
	enum status st = put_all_terms(x, err);

	if (st == ST_OK)
		st = kb_exact_write(x->exact, x->db, err);
	for (size_t i = 0; i < DIGEST_FACETS && st == ST_OK; i++)
		st = put_lump(x, entry_field_name(digest_facet_field(
		    (enum digest_facet)i)), &x->facet[i].text, err);
	if (st == ST_OK)
		st = put_mean(x, KB_META_LENGTH, x->length, err);
	if (st == ST_OK)
		st = put_mean(x, KB_META_TITLE_LENGTH, x->title_length, err);
	if (st == ST_OK)
		st = db_exec(x->db, "make the indexes", KB_SCHEMA_AFTER, err);
	return st;
}
