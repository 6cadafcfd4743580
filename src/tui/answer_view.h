/*
 * answer_view.h - the dialog that logs a consultation as answered.
 */
#ifndef TUI_ANSWER_VIEW_H
#define TUI_ANSWER_VIEW_H

#include "app/demand.h"
#include "text/entry.h"
#include "tui/view.h"

/* What is answered, borrowed while the dialog opens. */
struct answer_start {
	const char *words;		/* that were searched */
	const struct entry *entry;	/* NULL: nothing was found */
	size_t hits;			/* how many were found */
	bool live;			/* the entry is in force */
	struct slice lead;		/* what was read out */
	/* When the demand form asks: what was typed there, and what is set
	 * when the answer was logged, after which all views but the first
	 * close. */
	const struct demand_input *form;
	bool *over;
};

extern const struct view_ops answer_view;

#endif
