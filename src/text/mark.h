/*
 * mark.h - the part of a text that answers, and what in it matched.
 *
 * The caller says which tokens count: typed ones, and those that pinyin,
 * initials, same sounds or synonyms led to. Texts come as they were written;
 * marks are bytes of that text, at characters' bounds.
 */
#ifndef TEXT_MARK_H
#define TEXT_MARK_H

#include "text/normalize.h"

#include <stdint.h>

/* A stretch of a text that matched: bytes, half-open, ascending. */
struct mark {
	uint32_t from, to;
};

struct marks {
	struct mark *mark;
	size_t count, room;
};

struct marker_slot {
	uint64_t key;		/* 0: free */
	float weight;
	uint16_t group;		/* of marker_add_reading(); 0: none */
	uint32_t seen;		/* in the window that is looked at */
};

/* A token of the query in the text at hand. */
struct marker_found {
	uint32_t from, to;	/* of the normalised text */
	uint32_t slot;
	bool single;
};

/* A sentence of the text at hand, or a part of a long one. */
struct marker_sentence {
	uint32_t from, to;	/* of the original */
	uint32_t chars;
	uint32_t found;		/* the first found token at or after it */
};

/* One for a query, used for all its hits. */
struct marker {
	struct marker_slot *slot;
	size_t slots, used;
	bool longer;		/* some token is no single character */
	float single;		/* the highest weight of those that are */
	struct normal normal;
	struct marker_found *found;
	size_t founds, found_room;
	float *best;		/* by group, of what the text has */
	size_t groups;
	struct marker_sentence *sentence;
	size_t sentences, sentence_room;
};

void marker_init(struct marker *m);
void marker_reset(struct marker *m);		/* forgets the tokens */
void marker_release(struct marker *m);

/* A token of tokens.h, or a longer normalised word, which counts by its
 * pairs and words. The highest weight stays. */
void marker_add(struct marker *m, struct slice token, float weight);
/* A token that nothing else is known to have: single characters are marked in
 * spite of it. */
void marker_add_rare(struct marker *m, struct slice token, float weight);
/* One of those that the same letters or sounds may stand for, @group above 0:
 * in a text only the likeliest of them is marked. */
void marker_add_reading(struct marker *m, struct slice token, float weight,
    uint16_t group);

/*
 * Appends to @out the stretches of @text that matched, ascending, joined
 * where they touch; where the query has something longer, no single
 * characters, else those that say most. Returns how many were appended.
 */
size_t marker_marks(struct marker *m, struct slice text, struct marks *out);

/*
 * Appends to @line the part of @text, at most @chars characters, with the
 * highest sum of weights of different tokens: whole sentences when they fit,
 * "…" where something was left out; line ends and tabs as blanks. With no
 * match it is the start. Marks of what was appended go to @out, in bytes of
 * @line from where it stood.
 */
void marker_passage(struct marker *m, struct slice text, size_t chars,
    struct buf *line, struct marks *out);

void marks_release(struct marks *m);

#endif
