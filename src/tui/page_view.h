/*
 * page_view.h - a dialog to read: lines of text, or an entry of the base with
 * its tabs.
 */
#ifndef TUI_PAGE_VIEW_H
#define TUI_PAGE_VIEW_H

#include "tui/view.h"

struct page_start {
	const char *heading;		/* constant */
	const char *text;
};

extern const struct view_ops page_view;		/* struct page_start */
extern const struct view_ops entry_view;	/* const char *: the id */

#endif
