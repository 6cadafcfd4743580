/*
 * rank.h - how well an entry's digest answers a query: exact scores.
 *
 * Pure: terms with weights and a digest in, named features out. A term is one
 * atom or two side by side. Terms of one group mean the same (a typed word
 * and what sounds like it): the best of them counts. Groups may make up one
 * of several ways to say a word: of its ways, each with all its groups, the
 * best counts.
 */
#ifndef TEXT_RANK_H
#define TEXT_RANK_H

#include "text/digest.h"

#include <stdint.h>

/* name, value, what it does; values were found by measuring, see HACKING.md */
#define RANK_WEIGHT_LIST(X) \
	X(IDF_POWER,   "idf_power",    1.6, "a term's rarity to this power") \
	X(SINGLE,      "single",       1.3, "one character, times") \
	X(SOFT,        "soft",         .4, "a stop word, times") \
	X(ACROSS,      "across",       .15, "less, neighbours by chance") \
	X(K1,          "k1",            .6, "how fast repetition saturates") \
	X(B,           "b",           .75, "how much length counts") \
	X(TF_TITLE,    "tf_title",     2.5, "an occurrence in the title") \
	X(TF_QUESTION, "tf_question",  2., "in the question") \
	X(TF_KEYS,     "tf_keys",      2., "in keywords and synonyms") \
	X(TF_ANSWER,   "tf_answer",    1., "in the answer") \
	X(TF_REST,     "tf_rest",      1., "in all else") \
	X(TITLE,       "title",        .1, "the title alone, of all terms") \
	X(EXACT,       "exact",        2., "title, id or number as typed") \
	X(OWN_PLACE,   "own_place",   .05, "of the caller's district") \
	X(OTHER_PLACE, "other_place", -.2, "of another district") \
	X(NATION,      "nation",     -.02, "of the nation, not the city") \
	X(TIMES,       "times",         .3, "typed so often, to this power") \
	X(LEAD,        "lead",          2., "more, where a part begins") \
	X(LEAD_CHARS,  "lead_chars",   50., "so far it begins") \
	X(PINYIN,      "pinyin",        .8, "what typed letters stand for") \
	X(PINYIN_FALL, "pinyin_fall",   .2, "less likely: e to minus this") \
	X(INITIAL_FALL, "initial_fall", .1, "the same for initials") \
	X(SLIP,        "slip",          .8, "same sound as what was typed") \
	X(SLIP_COST,   "slip_cost",     2., "how unlikely a slip is, in nats") \
	X(FORM,        "form",          .4, "a number in the other writing") \
	X(ENDING,      "ending",        .8, "a word with another ending") \
	X(SYNONYM,     "synonym",       .8, "another word for what was typed") \
	X(SHORTER,     "shorter",       .5, "towards its shortest other word") \
	X(PRIOR,       "prior",         1., "answered this before, at most") \
	X(PRIOR_FEW,   "prior_few",     3., "answers of a word that are none") \
	X(PRIOR_WIDE,  "prior_wide",   .05, "more of them, for each entry")

enum rank_weight {
#define X(id, name, value, words) RANK_##id,
	RANK_WEIGHT_LIST(X)
#undef X
	RANK_WEIGHTS
};

struct rank_weights {
	double value[RANK_WEIGHTS];
};

void rank_weights_default(struct rank_weights *w);
const char *rank_weight_name(enum rank_weight w);
/* False when there is no such weight. */
bool rank_weights_set(struct rank_weights *w, struct slice name,
    double value);

/* The weight of a term that @entries of @all entries have. */
double rank_idf(double entries, double all);

struct rank_term {
	uint32_t a, b;			/* atoms; b 0: a alone */
	float weight;
	uint16_t group;			/* ascending from 0 */
	uint8_t word, way;		/* of its group; 0: of no word */
};

struct rank_score {
	float text;			/* BM25 over all parts */
	float title;			/* over the title alone */
};

struct rank;

#define RANK_TERMS_MAX 2048
#define RANK_WORDS_MAX 32		/* words are 1 .. this */
#define RANK_WAYS_MAX 9			/* ways are 0 .. below this */

/* Lengths are means of the base. @terms is at most RANK_TERMS_MAX; those
 * with an atom 0 are left out. */
struct rank *rank_new(const struct rank_term *term, size_t terms,
    double length, double title_length, const struct rank_weights *w);
void rank_free(struct rank *r);			/* NULL is fine */

/* @parts is a digest behind its head; false when it is damaged. */
bool rank_score(struct rank *r, struct slice parts, struct rank_score *out);
/* Of the entry scored last: what the term added to its text score; nothing
 * when another way to say its word is better. */
float rank_gain(const struct rank *r, size_t term);

#endif
