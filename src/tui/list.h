/*
 * list.h - which row of a list is selected, kept by the row's id.
 *
 * The rows belong to the view, which says how many there are and what the id
 * of each is. A reload may add, drop and reorder rows: the selection stays
 * with its id; when that is gone, with the row that took its place.
 */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include "base/buf.h"
#include "tui/action.h"

struct list {
	size_t count;
	size_t at;			/* the selected row; count 0: 0 */
	size_t top;			/* the first row shown */
	struct buf id;			/* of the selected row */
	bool leaps;			/* at an edge a third of the page comes
					 * into sight, not a row: a terminal
					 * cannot scroll part of its width */
};

void list_init(struct list *l);
void list_release(struct list *l);

/* The id of row @row; lives until the rows change. */
typedef const char *list_id(const void *rows, size_t row);

/* After the rows changed: finds the selected id again. */
void list_reload(struct list *l, size_t count, list_id *id,
    const void *rows);
/* A new question: the first row is selected. */
void list_restart(struct list *l, size_t count, list_id *id,
    const void *rows);
/* A new question after a person chose a row: it stays selected, and on its
 * row of the screen; false and as list_restart() when it is gone. */
bool list_follow(struct list *l, size_t count, list_id *id,
    const void *rows);
void list_select(struct list *l, size_t row, list_id *id, const void *rows);
/* MOVE, PAGE, EDGE; false when the action is none of these. @page is the rows
 * shown. */
bool list_act(struct list *l, const struct action *a, size_t page,
    list_id *id, const void *rows);
/* A click on a row: false when that is selected already, and so chosen. */
bool list_click(struct list *l, size_t row, list_id *id, const void *rows);
/* Where the shown part starts when @page rows fit. */
size_t list_top(const struct list *l, size_t page);
const char *list_selected(const struct list *l);	/* "" when none */

#endif
