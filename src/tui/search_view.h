/*
 * search_view.h - the search screen's state; between the search_*.c files
 * only.
 *
 * The rows are open or found demands first (when a number was typed), then
 * the entries found. What the box says and what the rows answer may differ
 * for the moment until load has run; @asked tells.
 */
#ifndef TUI_SEARCH_VIEW_H
#define TUI_SEARCH_VIEW_H

#include "app/search.h"
#include "store/ledger.h"
#include "tui/editor.h"
#include "tui/list.h"
#include "tui/reading.h"
#include "tui/view.h"

enum search_pane { PANE_BOX, PANE_RESULTS, PANE_READING, PANE_COUNT };

/* What the drawing tells the next key: a cache. */
struct search_shown {
	int page;			/* rows of results */
};

struct search_state {
	struct tui *t;
	struct app *app;
	struct editor box;
	struct buf asked;		/* the text that the rows answer */
	bool fresh;			/* the rows answer what is in the box */
	struct hits hits;
	struct hits next;		/* being found: a search that is broken
					 * off leaves the rows as they are */
	struct demands demands;
	struct list list;
	enum search_pane pane;
	struct reading reading;
	bool read;			/* it shows what is selected */
	struct buf pinned;		/* entries followed to, an id a line;
					 * the last is read */
	size_t link;			/* that was chosen; SIZE_MAX: none */
	int64_t us;			/* the last search took */
	unsigned call;			/* whose slate this is */
	struct search_shown *shown;
};

/* The selected hit; NULL when a demand or nothing is selected. */
const struct hit *search_selected(const struct search_state *s);
/* The selected demand; NULL likewise. */
const struct demand *search_selected_demand(const struct search_state *s);
/* The rows for what the box says now, whatever else is waiting. */
enum status search_now(struct search_state *s, bool may_stop,
    struct err *err);

/* search_ask.c: dialogs about the search. */
unsigned search_narrow(struct search_state *s);
/* Takes facet @n of the hits, or the word that many behind them. */
unsigned search_take(struct search_state *s, size_t n);
unsigned search_why(struct search_state *s);

/* search_follow.c: links from the entry that is read, and the way back. */
const char *search_pinned(const struct search_state *s);	/* "" none */
void search_unpin(struct search_state *s);
void search_pin_back(struct search_state *s);
/* Asks which link, or goes along the only one, when load comes. */
unsigned search_follow(struct search_state *s);
/* False when the person's role answers nobody: says whose step that is, or
 * with @none begins an entry of what was asked if the role writes entries. */
bool search_answers(struct search_state *s, bool none);
enum status search_follow_load(struct search_state *s, struct err *err);

void search_draw(const void *state, struct canvas *c);

#endif
