/*
 * views.h - the screens and dialogs there are, and what each is opened with.
 */
#ifndef TUI_VIEWS_H
#define TUI_VIEWS_H

#include "tui/view.h"

/* The first screen, below all others; no argument. */
extern const struct view_ops search_view;
/* Asks for the caller's number; no argument. */
extern const struct view_ops call_view;

/* The note after a call that logged or moved demands; opened with the struct
 * call, before call_end(). */
extern const struct view_ops note_view;
/* Nothing is typed in it: a call that rings may take its place. */
bool note_view_empty(const void *state);

/* What the demand form begins with; NULL for what it does not know. */
struct form_start {
	const char *draft;		/* key of a draft to go on with */
	const char *words;		/* what was searched: the title */
	const char *entry_id;		/* the entry that was selected */
};

extern const struct view_ops form_view;		/* struct form_start or NULL */
extern const struct view_ops sheet_view;	/* const char *: the number */
/* const char *: a queue's code (demand.h), or NULL. */
extern const struct view_ops queue_view;
extern const struct view_ops board_view;	/* no argument */
extern const struct view_ops reports_view;	/* no argument */
extern const struct view_ops knowledge_view;	/* no argument */
extern const struct view_ops handover_view;	/* no argument */
extern const struct view_ops review_view;	/* no argument */

/* What names_view offers; it is opened with a pointer to one. */
enum names_kind { NAMES_KEYMAPS, NAMES_THEMES };

extern const struct view_ops names_view;
/* What a search is narrowed by. @take gets what is to join the words, @read
 * what two letters among them stand for; one of them is called when the
 * dialog is closed by a choice. */
struct narrow_start {
	const char *words;		/* of the search */
	void (*take)(void *arg, struct slice filter);
	void (*read)(void *arg, struct slice word);
	void *arg;
};

extern const struct view_ops narrow_view;	/* struct narrow_start */

extern const struct view_ops help_view;		/* no argument */
extern const struct view_ops palette_view;	/* no argument */

#endif
