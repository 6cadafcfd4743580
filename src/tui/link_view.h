/*
 * link_view.h - the dialog that asks which of an entry's links to follow.
 */
#ifndef TUI_LINK_VIEW_H
#define TUI_LINK_VIEW_H

#include "tui/reading.h"
#include "tui/view.h"

/* Borrowed while the dialog opens; @chosen is set when one was taken, and the
 * view below is loaded again. */
struct link_start {
	const struct reading *reading;
	size_t *chosen;
};

extern const struct view_ops link_view;

#endif
