/*
 * undo_view.h - asks whether a step shall be undone although some demands
 * have moved on since, which are named.
 */
#ifndef TUI_UNDO_VIEW_H
#define TUI_UNDO_VIEW_H

#include "app/batch.h"
#include "tui/view.h"

/* Borrowed while the dialog opens. */
struct undo_start {
	int64_t id;
	enum move_event event;
	const struct batch *batch;	/* as batch_undo_look() gives it */
};

extern const struct view_ops undo_view;

/* Appends the demands of @b that are not possible and why, a line each. */
void undo_refused(const struct batch *b, struct buf *out);

#endif
