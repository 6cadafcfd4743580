/*
 * kb_find.c - one statement a question.
 */
#include "store/kb_find.h"

#include "store/db.h"
#include "store/kb_file.h"
#include "store/kb_format.h"

#define NEAR_BYTES_MIN 2		/* a start of one letter says nothing */

static const struct db_sql sql_pair = { "look up a pair",
    "SELECT entries FROM pair WHERE key = ?1" };
static const struct db_sql sql_word = { "look up a word",
    "SELECT atom, entries FROM word WHERE text = ?1" };
static const struct db_sql sql_near = { "look up words that begin alike",
    "SELECT text FROM word WHERE text >= ?1 AND text < ?2"
    " ORDER BY entries DESC, text LIMIT ?3" };
static const struct db_sql sql_list = { "list a term's rows",
    "SELECT rowid FROM f WHERE f MATCH ?1 ORDER BY rowid LIMIT ?2" };
static const struct db_sql sql_named = { "look up a name",
    "SELECT row FROM exact WHERE hash = ?1 ORDER BY row LIMIT ?2" };
static const struct db_sql sql_digest = { "read a digest",
    "SELECT bytes FROM digest WHERE row = ?1" };

enum status
kb_find_begin(struct kb *kb, bool (*stop)(void *arg), void *arg,
    struct err *err)
{
	db_watch(kb->file->db, stop, arg);
	return db_begin_read(kb->file->db, err);
}

enum status
kb_find_end(struct kb *kb, enum status st, struct err *err)
{
	db_watch(kb->file->db, NULL, NULL);
	return db_end(kb->file->db, st, err);
}

static const struct kb_char *
char_row(const struct kb_file *f, uint32_t ch)
{
	size_t at = ch * 0x9e3779b1u & (f->char_slots - 1);

	while (f->chars[at].number && f->chars[at].ch != ch)
		at = (at + 1) & (f->char_slots - 1);
	return &f->chars[at];
}

enum status
kb_term_chars(struct kb *kb, uint32_t a, uint32_t b, struct kb_term *out,
    struct err *err)
{
	const struct kb_char *one = char_row(kb->file, a);
	const struct kb_char *two = b ? char_row(kb->file, b) : NULL;
	struct stmt *s;
	enum status st;

	*out = (struct kb_term){ one->number, 0, one->entries };
	if (!two)
		return ST_OK;
	out->b = two->number;
	out->entries = 1;
	if (!one->number || !two->number) {
		out->a = 0;
		return ST_OK;
	}
	s = db_stmt(kb->file->db, &sql_pair);
	db_bind_int(s, 1, kb_pair_key(one->number, two->number));
	st = db_one(s, &out->entries, err);
	return st == ST_NOT_FOUND ? ST_OK : st;
}

enum status
kb_term_word(struct kb *kb, struct slice word, struct kb_term *out,
    struct err *err)
{
	struct stmt *s = db_stmt(kb->file->db, &sql_word);
	bool row;
	enum status st;

	*out = (struct kb_term){ 0, 0, 0 };
	db_bind_slice(s, 1, word);
	st = db_step(s, &row, err);
	if (st == ST_OK && row) {
		out->a = (uint32_t)db_int(s, 0);
		out->entries = db_int(s, 1);
		db_reset(s);
	}
	return st;
}

enum status
kb_words_begin(struct kb *kb, struct slice start, size_t limit, size_t *found,
    struct buf *out, struct err *err)
{
	struct stmt *s = db_stmt(kb->file->db, &sql_near);
	struct buf end = BUF_INIT;
	bool row = true;
	enum status st = ST_OK;

	buf_add_slice(&end, start);
	buf_add_char(&end, '\xff');
	db_bind_slice(s, 1, start);
	db_bind_slice(s, 2, buf_slice(&end));
	db_bind_int(s, 3, (int64_t)limit);
	while (st == ST_OK && row) {
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			break;
		if (out->bytes > 0)
			buf_add_char(out, ' ');
		buf_add_slice(out, db_slice(s, 0));
		(*found)++;
	}
	buf_release(&end);
	return st;
}

enum status
kb_words_near(struct kb *kb, struct slice word, size_t limit,
    struct buf *out, struct err *err)
{
	size_t found = 0;
	enum status st = ST_OK;

	while (word.bytes >= NEAR_BYTES_MIN && found == 0 && st == ST_OK) {
		st = kb_words_begin(kb, word, limit, &found, out, err);
		do
			word.bytes--;
		while (word.bytes > 0 &&
		    ((uint8_t)word.text[word.bytes] & 0xc0) == 0x80);
	}
	return st;
}

uint32_t
kb_char(const struct kb *kb, uint32_t number)
{
	if (number > kb->file->char_count)
		return 0;
	return kb->file->char_of[number];
}

double
kb_mean_length(const struct kb *kb)
{
	return kb->file->length > 0 ? kb->file->length : 1;
}

double
kb_mean_title_length(const struct kb *kb)
{
	return kb->file->title_length > 0 ? kb->file->title_length : 1;
}

size_t
kb_facet_count(const struct kb *kb, enum digest_facet facet)
{
	return kb->file->values[facet];
}

const char *
kb_facet(const struct kb *kb, enum digest_facet facet, uint32_t number)
{
	const struct kb_file *f = kb->file;

	return number < f->values[facet] ? f->value[facet][number] : "";
}

static enum status
take_rows(struct stmt *s, int64_t *row, size_t limit, size_t *count,
    struct err *err)
{
	bool more = true;
	enum status st = ST_OK;

	*count = 0;
	while (*count < limit) {
		st = db_step(s, &more, err);
		if (st != ST_OK || !more)
			return st;
		row[(*count)++] = db_int(s, 0);
	}
	db_reset(s);
	return st;
}

enum status
kb_list(struct kb *kb, struct slice term, bool title, int64_t *row,
    size_t limit, size_t *count, struct err *err)
{
	struct stmt *s = db_stmt(kb->file->db, &sql_list);
	struct buf match = BUF_INIT;
	enum status st;

	fts_quote(&match, term, title);
	db_bind_slice(s, 1, buf_slice(&match));
	db_bind_int(s, 2, (int64_t)limit);
	st = take_rows(s, row, limit, count, err);
	buf_release(&match);
	return st;
}

enum status
kb_candidates(struct kb *kb, const struct fts_phrase *phrase, size_t phrases,
    struct fts_row *out, size_t limit, size_t *count,
    bool (*stop)(void *arg), void *arg, struct err *err)
{
	return fts_gather(kb->file->fts, phrase, phrases, kb->file->entries,
	    out, limit, count, stop, arg, err);
}

enum status
kb_named(struct kb *kb, struct slice normal, int64_t *row, size_t limit,
    size_t *count, struct err *err)
{
	struct stmt *s = db_stmt(kb->file->db, &sql_named);

	db_bind_int(s, 1, kb_exact_hash(normal));
	db_bind_int(s, 2, (int64_t)limit);
	return take_rows(s, row, limit, count, err);
}

enum status
kb_digest(struct kb *kb, int64_t row, struct slice *bytes, struct err *err)
{
	struct stmt *s = db_stmt(kb->file->db, &sql_digest);
	bool found;
	enum status st;

	db_reset(s);
	db_bind_int(s, 1, row);
	st = db_step(s, &found, err);
	if (st == ST_OK && !found)
		st = fail(err, ST_CORRUPT, "the knowledge base lacks row "
		    "%lld", (long long)row);
	if (st == ST_OK)
		*bytes = db_slice(s, 0);
	return st;
}
