/*
 * search.h - from what was typed to the entries that answer it.
 *
 * Anything typed is a query: words, pinyin, initials, a sentence, a document
 * number, an entry's id. No text is a syntax error, and a text that finds
 * nothing says what it tried. Words may narrow it, in Chinese or English:
 * 部门:社保 现行:是 kind:qa "a phrase" -not_this. The design and its sources: HACKING.md,
 * "Search".
 */
#ifndef APP_SEARCH_H
#define APP_SEARCH_H

#include "base/buf.h"
#include "base/err.h"
#include "text/entry.h"
#include "store/texts.h"
#include "text/mark.h"
#include "text/query.h"

#include <stdint.h>

struct directory;
struct kb;
struct rank_weights;

/* How a hit was found, for the screen's words. */
enum hit_by { HIT_TYPED, HIT_PINYIN, HIT_INITIALS, HIT_SOUND, HIT_SYNONYM,
	HIT_EXACT };

struct hit {
	int64_t row;			/* in this generation only */
	const char *entry_id;		/* stable; select by this */
	const char *external_id;
	const char *title;
	const char *passage;		/* the part that answers, one line */
	const char *owner_unit;
	const char *region;
	const char *effective_on;	/* "" when not known */
	const char *lang;
	const char *why;		/* the score in words; "" unless asked
					 * for */
	enum entry_kind kind;
	enum entry_force force;		/* today */
	enum hit_by by;
	double score;
	const struct mark *title_mark;
	const struct mark *passage_mark;
	uint16_t title_marks, passage_marks;
	bool internal;			/* never read out */
};

/*
 * How many of what was found have a value: "unit" 市公积金中心 12. Typed in
 * the box as field:value it narrows the search; see query_field_name(). The
 * value of kind is its word, of topic its code, of force "yes" or "no".
 */
struct hits_facet {
	enum query_field field;
	const char *value;
	size_t count;
};

/* Owns all texts of its hits. */
struct hits {
	struct hit *hit;
	size_t count, room;
	int64_t generation;		/* of the base that answered */
	int64_t cpu_us;			/* CPU time it took */
	size_t live;			/* hits before the line: in force */
	struct buf text;		/* the hits' strings */
	struct buf tried;		/* words for the user: what was tried
					 * or what came nearest; "" if none */
	struct mark *mark;
	size_t marks, mark_room;
	/* By field, more first; of the best 200, or of the 2,000 that a
	 * narrowed search looks at. Only when asked for. */
	struct hits_facet *facet;
	size_t facets, facet_room;
	struct buf choices;		/* words that two letters may be the
					 * initials of, by blanks; "" none */
	struct texts facet_texts;
	size_t found;			/* candidates that were ranked */
};

void hits_init(struct hits *h);
void hits_reset(struct hits *h);	/* empty, keeps its memory */
void hits_release(struct hits *h);
/* Where two hits were in @before the other way round and differ by next to
 * nothing, they stay so: rows do not dance while a question is typed. */
void hits_steady(struct hits *h, const struct hits *before);

struct search_options {
	size_t limit;			/* hits wanted, 1..200 */
	int64_t day;			/* for the state in force */
	const char *district;		/* the caller's, or NULL */
	const struct directory *directory;	/* names of units and topics;
					 * or NULL */
	bool facets;			/* counts hits.facet */
	bool texts;			/* titles, passages and marks too */
	bool explain;			/* fills hit.why, and hits.tried with
					 * what the query became */
	bool (*stop)(void *arg);	/* asked now and then; or NULL */
	void *stop_arg;
	const struct rank_weights *weights;	/* NULL: the default ones */
};

/*
 * ST_CANCELLED when @stop said so. @text is any bytes: ill-formed UTF-8 is
 * cleaned, more than 4,096 characters are cut and hits.tried says so.
 */
enum status search_run(struct kb *kb, struct slice text,
    const struct search_options *o, struct hits *out, struct err *err);

#endif
