/*
 * board_view.h - the board's state; between board_view.c and
 * board_view_draw.c only.
 *
 * All that can be opened is an item; items stand in panes, a pane's items
 * side by side in the one list.
 */
#ifndef TUI_BOARD_VIEW_H
#define TUI_BOARD_VIEW_H

#include "app/board.h"
#include "tui/list.h"
#include "tui/view.h"

/* name, heading */
#define BOARD_PANE_LIST(X) \
	X(TODAY,     N_("Today by hour")) \
	X(TYPES,     N_("By type")) \
	X(DISTRICTS, N_("By district")) \
	X(DUE,       N_("Due")) \
	X(OVERDUE,   N_("Overdue by unit")) \
	X(RATES,     N_("Three rates of the month")) \
	X(SURGES,    N_("Surges")) \
	X(GAPS,      N_("Questions without an answer, 7 days")) \
	X(BASE,      N_("Knowledge"))

enum board_pane {
#define X(name, heading) BOARD_PANE_##name,
	BOARD_PANE_LIST(X)
#undef X
	BOARD_PANE_COUNT
};

/* What Enter opens. */
enum board_opens { OPENS_REPORT, OPENS_FIGURE, OPENS_QUEUE, OPENS_DUE };

struct board_item {
	enum board_pane pane;
	enum board_opens opens;
	enum report_kind kind;
	enum figure_by by;
	const char *queue;		/* its code */
	int line;
	const char *key;		/* of the figure; the board's */
	size_t at;			/* in the figures of its pane */
};

struct board_state {
	struct tui *t;
	struct app *app;
	struct board board;
	struct board_item *item;
	size_t items, item_room;
	struct list list;
	bool rates_wanted;
	int64_t seen;			/* the ledger's data version */
};

const char *board_pane_heading(enum board_pane p);	/* user's language */

/* board_view_draw.c */
void board_draw(const void *state, struct canvas *c);
/* What an item is called; lives as long as the board. */
const char *board_label(const struct board_state *s,
    const struct board_item *i);
const char *board_place(const struct board_state *s, const char *code);

/* board_view_plain.c: one pane below the other, all in words. */
void board_draw_plain(const struct board_state *s, struct canvas *c);

#endif
