/*
 * knowledge_view.h - the state of the screen of knowledge; between the
 * knowledge_view*.c files only.
 *
 * A tab is a kind of work. Its rows are read when it is first shown and when
 * the base or the ledger changed.
 */
#ifndef TUI_KNOWLEDGE_VIEW_H
#define TUI_KNOWLEDGE_VIEW_H

#include "app/knowledge_work.h"
#include "tui/list.h"
#include "tui/view.h"

struct knowledge_shown {
	int page;
};

struct knowledge_state {
	struct tui *t;
	struct app *app;
	enum work_kind kind;
	struct work work;
	struct list list;
	bool loaded;			/* the rows are this tab's */
	bool restart;			/* to the first row */
	int64_t ledger_seen, kb_seen;	/* when they were loaded */
	struct knowledge_shown *shown;
};

/* The selected row, or NULL. */
const struct work_row *knowledge_selected(const struct knowledge_state *s);

/* knowledge_view_row.c: what is done with it. */
unsigned knowledge_row_open(struct knowledge_state *s);
unsigned knowledge_row_move(struct knowledge_state *s);
unsigned knowledge_row_draft(struct knowledge_state *s);

/* knowledge_view_draw.c */
void knowledge_draw(const void *state, struct canvas *c);

#endif
