/*
 * refresh_compared.h - what is kept of each entry that is compared: for
 * refresh_compare.c, _links.c, _phones.c and _alike.c alone.
 */
#ifndef APP_REFRESH_COMPARED_H
#define APP_REFRESH_COMPARED_H

#include "app/refresh_compare.h"
#include "text/note.h"
#include "text/shingle.h"

struct compared {
	uint64_t self;			/* its source and external id */
	uint64_t title, answer;		/* with region and language */
	uint64_t basis;			/* the document it rests on; or 0 */
	uint32_t source, id;		/* id: where in the texts */
	int32_t newest;			/* the latest of its dates, or 0 */
	uint32_t by;			/* superseded by: its link + 1 */
	uint32_t twin;			/* gives way to: its id + 1 */
	bool live, repealed, keyed, suspended;
};

enum link_kind { LINK_SUPERSEDES, LINK_IMPLEMENTS, LINK_TRANSLATES };

/* @from supersedes, implements, translates @to. */
struct link {
	uint64_t from, to;
	enum link_kind kind;
	uint32_t id;			/* @from's external id in the texts */
	int32_t day;			/* from which on @from is in force */
	bool on;			/* @from is live */
	bool circle;
};

/* A document, by its number or title. */
struct document {
	uint64_t key;
	uint32_t live, repealed;	/* entries of it */
};

/* A telephone number as an entry gives it. */
struct phone {
	uint64_t number;		/* its hash */
	uint32_t item, text;		/* whose; where in the texts */
	bool contact;
};

/* Two items whose texts may be alike. */
struct pair {
	uint32_t a, b;
};

struct compare {
	struct compared *item;
	size_t count, room;
	uint32_t (*key)[SHINGLE_KEYS];	/* of the items; until settled */
	size_t key_room;
	struct pair *pair;
	size_t pairs, pair_room;
	uint32_t *by_self;		/* items by their self; settled */
	struct link *link;
	size_t links, link_room;
	struct document *document;	/* open addressing by key */
	size_t documents, slots;
	struct phone *phone;
	size_t phones, phone_room, contacts;
	struct buf texts;		/* ids, NUL behind each */
	int64_t day, until;
};

/* Title, question and all that is said, one under the other. */
void compared_text(struct buf *out, const struct entry *e);
uint64_t compared_hash(uint64_t start, const char *text);
/* NULL when there is no such entry. */
struct compared *compared_find(const struct compare *c, uint64_t self);
void compared_note(const struct note_taker *notes, const struct compare *c,
    const struct compared *about, enum note_level level,
    const char *rule, enum entry_field f, const char *format, ...)
    __attribute__((format(printf, 7, 8)));

/* refresh_phones.c */
void phones_add(struct compare *c, const struct entry *e);
void phones_settle(struct compare *c, const struct note_taker *notes);

/* refresh_alike.c: finds the pairs and lets the keys go. */
void alike_settle(struct compare *c);

/* refresh_links.c */
void links_add(struct compare *c, const struct entry *e,
    const struct compared *item);
void links_settle(struct compare *c, const struct note_taker *notes);

#endif
