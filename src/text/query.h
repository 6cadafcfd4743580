/*
 * query.h - what somebody typed, taken apart; nothing is looked up.
 *
 * Any bytes are a query. Terms are the tokens of tokens.h, each once with
 * how often it stood there; a term that lies wholly within polite openings,
 * question frames or particles (data/stopwords.txt, greedy longest match) is
 * soft, never dropped. Things that name one entry are recognised: document
 * numbers, ids of entries, articles. Runs of letters that may be pinyin or
 * initials come with the ways to split them; the words they stand for are in
 * the knowledge base, not here.
 */
#ifndef TEXT_QUERY_H
#define TEXT_QUERY_H

#include "text/normalize.h"
#include "text/pinyin.h"
#include "text/tokens.h"

#define QUERY_CHARS_MAX 4096

struct query_term {
	struct slice text;		/* lives as long as the query */
	enum token_kind kind;
	uint32_t from, to;		/* of the first one, in query.normal */
	uint32_t ch[2];			/* CHAR and PAIR */
	uint16_t times;
	bool soft;			/* every one of them is */
};

enum query_exact_kind {
	QUERY_DOC_NUMBER,		/* 京政办发〔2023〕1号 */
	QUERY_ENTRY_ID,			/* K2026-000123 */
	QUERY_ARTICLE			/* 第11条 */
};

struct query_exact {
	enum query_exact_kind kind;
	struct slice text;		/* in its one form */
	uint32_t from, to;		/* in query.normal */
};

/* Letters that may be pinyin or initials. The letters are typed terms, too. */
struct query_sound {
	struct slice letters;		/* in query.normal */
	uint32_t from, to;
	struct sound_split split[SOUND_SPLITS_MAX];
	uint8_t splits;			/* 0: only initials, or neither */
	bool initials;			/* 2 letters or more, all can be, and
					 * they are no whole syllables */
	bool last;			/* the text ends here: half-typed */
};

/*
 * What is asked beside the words: a field, "部门:社保" or unit:社保; a phrase
 * in quotes, whose words are searched for as well; and what is not wanted,
 * with a minus before a word, a field or a phrase.
 */
#define QUERY_FIELD_LIST(X) \
	X(KIND,   "kind",     "类型") \
	X(UNIT,   "unit",     "部门") \
	X(TOPIC,  "topic",    "主题") \
	X(REGION, "district", "地区") \
	X(FORCE,  "force",    "现行") \
	X(LANG,   "lang",     "语言")

enum query_field {
#define X(id, english, chinese) QUERY_##id,
	QUERY_FIELD_LIST(X)
#undef X
	QUERY_FIELDS
};

enum query_wish_kind { QUERY_FIELD_IS, QUERY_PHRASE };

struct query_wish {
	enum query_wish_kind kind;
	enum query_field field;
	size_t at, bytes;		/* of its text in query.wishes_text */
	bool unwanted;
};

struct query {
	struct normal normal;		/* mapped; without the wishes */
	struct query_term *term;
	size_t terms, term_room;
	struct query_exact *exact;
	size_t exacts, exact_room;
	struct query_sound *sound;
	size_t sounds, sound_room;
	struct query_wish *wish;
	size_t wishes, wish_room;
	struct buf wishes_text;		/* normalised */
	struct buf plain;		/* typed, wishes blanked out */
	struct buf forms;		/* texts that do not stand in normal */
	struct buf soft;		/* of each byte of normal: 1 or 0 */
	uint32_t *slot;			/* finds a term that was there */
	size_t slots, slot_room;
	size_t chars;			/* of the normalised text */
	bool cut;			/* it was longer than QUERY_CHARS_MAX */
};

void query_init(struct query *q);
void query_release(struct query *q);
/* Replaces what @q holds. */
void query_parse(struct query *q, struct slice typed);

/* Lives as long as the query. */
struct slice query_wish_text(const struct query *q,
    const struct query_wish *w);
/* The name of a field as it is typed in the box. */
const char *query_field_name(enum query_field f, bool chinese);
/* Finds the wishes in @typed and puts what is left, as long as it was, in
 * q->plain. For query_parse() alone. */
void query_find_wishes(struct query *q, struct slice typed);

/*
 * The stop words: the bytes of the longest one @normal begins with, 0 for
 * none; English ones end where a word ends. @normal is normalised.
 */
size_t query_stop_bytes(struct slice normal);

#endif
