/*
 * reading.h - one knowledge entry to be read: its state and dates, what to
 * read out first, and three tabs.
 *
 * The pane holds a copy of the entry, so the base may move on underneath.
 */
#ifndef TUI_READING_H
#define TUI_READING_H

#include "base/err.h"
#include "text/entry.h"
#include "text/mark.h"
#include "text/markdown.h"
#include "tui/canvas.h"

#include <stdint.h>

struct kb;
struct hit;

#define READING_TABS 3

/* A stretch of the entry as it is shown: one field or a heading. */
struct para {
	enum style style;
	bool lead;			/* to be read out: a bar before it */
	size_t from, to;		/* in reading.text */
	size_t mark, marks;		/* in reading.marks */
	size_t set, sets;		/* in reading.set: what is set off */
};

/* Where "follow" can go from an entry; the words before its title. */
#define READING_LINK_LIST(X) \
	X(NEWER,       N_("Superseded by")) \
	X(ORIGINAL,    N_("Translation of")) \
	X(CLAUSE,      N_("Clause")) \
	X(IMPLEMENTED, N_("Implements")) \
	X(OLDER,       N_("Supersedes"))

enum reading_link_kind {
#define X(id, words) READING_##id,
	READING_LINK_LIST(X)
#undef X
};

struct reading_link {
	enum reading_link_kind kind;
	char *id;			/* NULL: a clause, to be sought */
	char *title;
};

#define READING_LINKS_MAX 12

struct reading_shown;

struct reading {
	struct entry entry;
	bool there;			/* something is shown */
	enum entry_force force;		/* on the day it was loaded */
	bool internal;
	int tab;			/* policy, interpretation, handling */
	int scroll;			/* lines, of the tab's text */
	struct buf text;		/* of all paragraphs */
	struct para *para;
	size_t paras, para_room;
	size_t head;			/* paragraphs above the tabs */
	struct marks marks;
	struct marker marker;
	struct markdown markdown;
	struct markdown_span *set;	/* in their paragraphs */
	size_t sets, set_room;
	struct reading_link link[READING_LINKS_MAX];
	size_t links;
	struct reading_shown *shown;	/* a cache of the drawing */
};

void reading_init(struct reading *r);
void reading_release(struct reading *r);
void reading_clear(struct reading *r);

/* Shows the hit's entry, at the policy tab unless it is the same entry again.
 * What matched in the hit is marked all over. */
enum status reading_load(struct reading *r, struct kb *kb,
    const struct hit *hit, int64_t day, struct err *err);
void reading_tab(struct reading *r, int tab);	/* below 0: the next */
void reading_scroll(struct reading *r, int lines);
/* Lines in sight last time: a page. */
int reading_page(const struct reading *r);
/* What is to be read out: short answer, else answer, else title; without the
 * signs of Markdown. */
struct slice reading_lead(const struct reading *r);
/* The same as the entry has it; as long as @e. */
struct slice reading_lead_of(const struct entry *e);

/* reading_links.c: fills r->link from the entry that was loaded. */
void reading_links_find(struct reading *r, struct kb *kb);
void reading_links_drop(struct reading *r);
const char *reading_link_words(enum reading_link_kind kind);
/* The entry a link leads to, by id; a clause is sought now. */
enum status reading_link_to(const struct reading_link *l, struct kb *kb,
    int64_t day, struct buf *id, struct err *err);

/* Paints into the canvas' window; @focus puts the cursor on the tabs. */
void reading_draw(const struct reading *r, struct canvas *c, bool focus);

#endif
