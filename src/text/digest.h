/*
 * digest.h - the compact form of an entry that exact scoring reads.
 *
 * The text in its order, as numbers of atoms: an atom is one Han character or
 * one word of letters and digits, and frequent ones have small numbers, so an
 * entry takes about as much room as half its text. Pairs are atoms side by
 * side; atom 0 stands where they are parted. Law numbers (documents,
 * articles) follow their part's text, each after a 0. Before the text stands
 * what ranking must know of every candidate without reading its entry.
 */
#ifndef TEXT_DIGEST_H
#define TEXT_DIGEST_H

#include "base/buf.h"
#include "text/entry.h"

#include <stdint.h>

/* name, the entry's fields that belong to it */
enum digest_part {
	DIGEST_TITLE,
	DIGEST_QUESTION,
	DIGEST_KEYS,		/* keywords and synonyms */
	DIGEST_ANSWER,
	DIGEST_REST,		/* handling, names of documents, elements */
	DIGEST_PARTS
};

#define DIGEST_DAY_NONE INT32_MIN
#define DIGEST_DAY_EVER INT32_MAX

/* What entries are told apart by; a base has a numbered list of each. */
enum digest_facet {
	DIGEST_REGION,
	DIGEST_UNIT,
	DIGEST_TOPIC,
	DIGEST_LANG,
	DIGEST_FACETS
};

struct digest_head {
	uint32_t facet[DIGEST_FACETS];	/* numbers in the base's lists */
	int32_t live_from, live_to;	/* days in force, both inclusive */
	int32_t effective;		/* day, or DIGEST_DAY_NONE */
	uint8_t kind;			/* enum entry_kind */
	bool internal;
	bool translated;		/* from an entry in another language */
};

/* The field that a facet is made of. */
enum entry_field digest_facet_field(enum digest_facet facet);
/* The part a field is searched in; DIGEST_PARTS: it is not searched. */
enum digest_part digest_part_of(enum entry_field f);
/* Days in force, found by asking entry_force() at the entry's dates. */
void digest_life(const struct entry *e, struct digest_head *head);

void digest_put_head(struct buf *out, const struct digest_head *head);
/* @atoms are @count numbers, law numbers among them; @length is the part's
 * length for scoring, without zeros. */
void digest_put_part(struct buf *out, const uint32_t *atoms, size_t count,
    size_t length);

/* Reads the head off the front of @s; false when it is cut short. */
bool digest_take_head(struct slice *s, struct digest_head *head);
/* The next part's numbers, packed, and its length. */
bool digest_take_part(struct slice *s, struct slice *atoms, uint32_t *length);
/* Whether some part of @parts has these numbers side by side. */
bool digest_has(struct slice parts, const uint32_t *atom, size_t count);
/* A packed number off the front; false at the end. */
bool digest_take(struct slice *s, uint32_t *value);
void digest_put(struct buf *out, uint32_t value);

#endif
