/*
 * remark_view.h - a small dialog: one of a few choices, and a line of words.
 */
#ifndef TUI_REMARK_VIEW_H
#define TUI_REMARK_VIEW_H

#include "tui/view.h"

#define REMARK_CHOICES 8

struct remark_start {
	const char *heading, *label, *hint;	/* constants */
	const char *subject, *below;		/* two lines above */
	const char *id;				/* what it is about, and */
	int64_t number;				/* a number: for @send */
	struct {
		int code;
		const char *words;		/* constant */
	} choice[REMARK_CHOICES];
	size_t choices;
	/* Does what was chosen and said. What fails is shown inside. */
	enum status (*send)(struct tui *t, const struct remark_start *about,
	    int code, const char *text, struct err *err);
};

extern const struct view_ops remark_view;	/* struct remark_start */

#endif
