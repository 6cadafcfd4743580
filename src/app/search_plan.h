/*
 * search_plan.h - the terms a query is searched by, and what each weighs.
 *
 * A plan knows the query and the base's vocabularies; it has no hits. Terms
 * that mean the same have one group (text/rank.h).
 */
#ifndef APP_SEARCH_PLAN_H
#define APP_SEARCH_PLAN_H

#include "app/search.h"
#include "store/kb_find.h"
#include "text/query.h"
#include "text/rank.h"

struct plan_term {
	size_t at;			/* of its text in plan.texts */
	uint8_t bytes;
	uint8_t by;			/* enum hit_by */
	bool pair;
	bool soft;
	bool again;			/* its text is a typed term's */
	uint8_t word, way;		/* text/rank.h; 0: of no word */
	uint16_t group;
	struct kb_term kb;
	float weight;
};

struct plan {
	struct plan_term *term;
	size_t terms, room;
	uint16_t groups;
	uint8_t words;			/* that are said in several ways */
	struct buf texts;
	struct buf readings;		/* what letters were taken for, each
					 * behind a blank */
	struct buf choices;		/* of them those for two letters */
	double entries;			/* of the base */
	/* Its topics' words are what initials stand for first; or NULL. */
	const struct directory *directory;
};

#define PLAN_TERMS_MAX 1024

void plan_init(struct plan *p);
void plan_release(struct plan *p);
struct slice plan_text(const struct plan *p, const struct plan_term *t);

/* Appends a term; weight is made from its rarity, times @factor. */
void plan_add(struct plan *p, struct slice text, struct kb_term kb,
    enum hit_by by, bool pair, bool soft, uint16_t group, double factor,
    const struct rank_weights *w);

/* Appends a term whose weight is known. */
void plan_add_weighed(struct plan *p, struct slice text, struct kb_term kb,
    enum hit_by by, bool pair, uint16_t group, float weight);

/* The typed terms, each a group of its own. */
enum status plan_typed(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err);
/* Whether most words are words of the base and one is nothing but that: an
 * English question has no pinyin in it. The first terms of @p are those of
 * @q. */
bool plan_is_english(const struct plan *p, const struct query *q);
/* Weighs the words of an English question by how rare they are among the
 * entries in English: in a base in Chinese every one of them is rare. */
enum status plan_english(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err);
/* Other forms of typed English words. */
enum status plan_forms(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err);
/* Other words for typed ones; see app/search_synonyms.c. */
enum status plan_synonyms(struct plan *p, struct kb *kb,
    const struct query *q, const struct rank_weights *w, struct err *err);
/* Sounds, initials, synonyms; see app/search_expand.c. */
enum status plan_expand(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err);

/* For qsort() over pointers to terms: the heaviest first. */
int plan_heavier_first(const void *a, const void *b);
/* The sum of the groups' greatest weights: W(q). */
float plan_whole(const struct plan *p);

/* The phrases of stage one, rarest first. What was typed comes first and
 * leaves room for what was meant. */
#define PLAN_TYPED_PHRASES 16
#define PLAN_PHRASES 28
size_t plan_phrases(const struct plan *p, struct fts_phrase out[PLAN_PHRASES]);

#endif
