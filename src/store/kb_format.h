/*
 * kb_format.h - the file of one generation: what its writer (kb_build) and
 * its reader (kb) agree on.
 *
 * row is an entry's static rank, 1.. . A base is made anew from feeds, so a
 * change here is a new KB_FORMAT and never a migration.
 *
 *	meta	what the base is; a reader refuses one made otherwise
 *	entry	the fields as they came
 *	digest	for exact scoring (text/digest.h)
 *	f	the terms (store/fts.h)
 *	pair	how many entries have two characters side by side; key is
 *		kb_pair_key() of their numbers; absent when only one has
 *	word	numbers of words of letters and digits, and entries
 *	sound	words by how they sound (store/kb_sounds.h)
 *	exact	titles, ids, document numbers by kb_exact_hash()
 *	prior, prior_entry  what earlier answers say (store/kb_prior.h)
 *	lump	small tables read at once when the base is opened
 */
#ifndef STORE_KB_FORMAT_H
#define STORE_KB_FORMAT_H

#include "base/buf.h"
#include "store/kb_prior.h"
#include "text/entry.h"

#include <stdint.h>

#define KB_FORMAT "4"
#define KB_APPLICATION_ID 0x12345b5e

#define KB_TEXT_OF(x) #x
#define KB_TEXT(x) KB_TEXT_OF(x)
#define KB_SCHEMA_COLUMN(id, name, shape) ", \"" name "\" TEXT"

#define KB_SCHEMA \
	"PRAGMA page_size = 4096;" \
	"PRAGMA application_id = " KB_TEXT(KB_APPLICATION_ID) ";" \
	"CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)" \
	" WITHOUT ROWID;" \
	"CREATE TABLE entry (row INTEGER PRIMARY KEY, revision INTEGER," \
	" brought TEXT" \
	ENTRY_FIELD_LIST(KB_SCHEMA_COLUMN) ");" \
	"CREATE TABLE digest (row INTEGER PRIMARY KEY," \
	" bytes BLOB NOT NULL);" \
	"CREATE VIRTUAL TABLE f USING fts5(terms, content='', columnsize=0," \
	" detail=none, tokenize='desk');" \
	"CREATE TABLE pair (key INTEGER PRIMARY KEY, entries INTEGER);" \
	"CREATE TABLE word (text TEXT PRIMARY KEY, atom INTEGER," \
	" entries INTEGER) WITHOUT ROWID;" \
	"CREATE TABLE sound (key INTEGER PRIMARY KEY, words BLOB);" \
	"CREATE TABLE exact (hash INTEGER, row INTEGER," \
	" PRIMARY KEY (hash, row)) WITHOUT ROWID;" \
	KB_PRIOR_SCHEMA \
	"CREATE TABLE lump (name TEXT PRIMARY KEY, bytes BLOB)" \
	" WITHOUT ROWID;"

/* Made when the rows are there. */
#define KB_SCHEMA_AFTER \
	"CREATE UNIQUE INDEX entry_by_id ON entry (entry_id);" \
	"CREATE UNIQUE INDEX entry_by_source ON entry (source_system," \
	" external_id);"

/* Keys of meta that the reader asks for. */
#define KB_META_FORMAT "format"
#define KB_META_TOKENS "tokens"
#define KB_META_FIELDS "fields"
#define KB_META_GENERATION "generation"
#define KB_META_BUILT_AT "built_at"
#define KB_META_ENTRIES "entries"
#define KB_META_LENGTH "mean_length"	/* of an entry's text, in tokens */
#define KB_META_TITLE_LENGTH "mean_title_length"

/* Lumps. */
#define KB_LUMP_CHARS "chars"		/* by number: char, entries */
/* The values of a facet (text/digest.h), under the field's name: by number
 * from 0, each ended by LF. */

static inline int64_t
kb_pair_key(uint32_t a, uint32_t b)
{
	return (int64_t)a << 24 | b;
}

/* Of a normalised text. */
static inline int64_t
kb_exact_hash(struct slice normal)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < normal.bytes; i++)
		h = (h ^ (uint8_t)normal.text[i]) * UINT64_C(1099511628211);
	return (int64_t)h;
}

/* The names of all fields; a change of them is another format. */
#define KB_FIELDS_NAME(id, name, shape) name " "
#define KB_FIELDS ENTRY_FIELD_LIST(KB_FIELDS_NAME)

#endif
