/*
 * action_rows.h - actions to choose one of: the body of help and palette.
 *
 * A line to type in, and below it the actions that fit: by title, name, key,
 * synonym, pinyin or initials. The row that is chosen is carried out in the
 * view below.
 */
#ifndef TUI_ACTION_ROWS_H
#define TUI_ACTION_ROWS_H

#include "tui/choices.h"
#include "tui/editor.h"
#include "tui/list.h"
#include "tui/view.h"

struct action_row {
	const struct action *action;
	char *title;
	char *keys;			/* blanks between; "" when none */
	const char *where;		/* a context's title, or "" */
};

/* What the drawing tells the next key: a cache. */
struct action_rows_shown {
	int page;
};

struct action_rows {
	struct tui *t;
	struct action_row *row;
	size_t count, room;
	struct choices choices;
	struct found found;		/* numbers of rows */
	struct editor box;
	struct list list;		/* of what was found */
	struct action_rows_shown *shown;
};

void action_rows_init(struct action_rows *r, struct tui *t);
void action_rows_release(struct action_rows *r);

/* Another key of an action and title that are there joins them. */
void action_rows_add(struct action_rows *r, const struct action *a,
    const char *title, const char *keys, const char *where);
/* After all were added. */
void action_rows_ready(struct action_rows *r);

/* What a view does with actions, characters and pastes. */
unsigned action_rows_act(struct action_rows *r, const struct action *a);
unsigned action_rows_text(struct action_rows *r, struct slice text);
unsigned action_rows_select(struct action_rows *r, size_t row);
unsigned action_rows_paste(struct action_rows *r, struct slice text);
/* A dialog that fills most of the window. */
void action_rows_draw(const struct action_rows *r, struct canvas *c,
    const char *title);

#endif
