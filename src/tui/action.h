/*
 * action.h - everything that can be asked for at the screen, in one table.
 *
 * Keymaps, help, the hint bar, the palette and the manual page are made from
 * it; there is no action that is not here. An action names a verb, which a
 * view (or the loop, the editor, a list) carries out, and an argument.
 */
#ifndef TUI_ACTION_H
#define TUI_ACTION_H

#include "base/buf.h"

/* Where keys can be pressed: id, name, parent, whether characters are text.
 * "*" is the last parent of all. */
#define CONTEXT_LIST(X) \
	X(ANY,     "*",       ANY,     false, N_("everywhere")) \
	X(FIELD,   "field",   ANY,     true,  N_("text field")) \
	X(LINES,   "lines",   FIELD,   true,  N_("text of several lines")) \
	X(LIST,    "list",    ANY,     false, N_("list")) \
	X(PICK,    "pick",    FIELD,   true,  N_("pick list")) \
	X(SEARCH,  "search",  PICK,    true,  N_("search box")) \
	X(RESULTS, "results", LIST,    false, N_("results")) \
	X(READING, "reading", ANY,     false, N_("reading pane")) \
	X(PAGE,    "page",    ANY,     false, N_("page of text")) \
	X(ENTRY,   "entry",   PAGE,    false, N_("entry in a dialog")) \
	X(CONFIRM, "confirm", ANY,     false, N_("question")) \
	X(PHONE,   "phone",   FIELD,   true,  N_("caller's number")) \
	X(ANSWER,  "answer",  PICK,    true,  N_("answer")) \
	X(FORM,    "form",    FIELD,   true,  N_("demand form")) \
	X(CONTENT, "content", LINES,   true,  N_("demand's content")) \
	X(CHOICE,  "choice",  FIELD,   true,  N_("pick list of a form")) \
	X(STEP,    "step",    FIELD,   true,  N_("step of a demand")) \
	X(REMARK,  "remark",  LINES,   true,  N_("text of a step")) \
	X(NOTE,    "note",    LINES,   true,  N_("note after a call")) \
	X(QUEUE,   "queue",   LIST,    false, N_("queue")) \
	X(FILTER,  "filter",  PICK,    true,  N_("filter of a queue")) \
	X(VIEWS,   "views",   PICK,    true,  N_("saved views")) \
	X(DEMAND,  "demand",  LIST,    false, N_("demand")) \
	X(BOARD,   "board",   LIST,    false, N_("board")) \
	X(REPORT,  "report",  LIST,    false, N_("report")) \
	X(KNOWLEDGE, "knowledge", LIST, false, N_("knowledge")) \
	X(HANDOVER, "handover", LIST,  false, N_("handover")) \
	X(REVIEW,  "review",  LIST,    false, N_("review")) \
	X(OPINION, "opinion", FIELD,   true,  N_("remark of a review")) \
	X(NARROW,  "narrow",  PICK,    true,  N_("facets of a search")) \
	X(HELP,    "help",    PICK,    true,  N_("help")) \
	X(PALETTE, "palette", PICK,    true,  N_("palette"))

enum context {
#define X(id, name, parent, typing, title) CONTEXT_##id,
	CONTEXT_LIST(X)
#undef X
	CONTEXT_COUNT
};

const char *context_name(enum context c);
const char *context_title(enum context c);	/* in the user's language */
enum context context_parent(enum context c);	/* ANY is its own */
bool context_typing(enum context c);		/* characters are text */
enum context context_find(struct slice name);	/* COUNT when none */
/* @c is @above or falls back to it. */
bool context_within(enum context c, enum context above);

#define VERB_LIST(X) \
	/* the loop */ \
	X(QUIT) X(BACK) X(HELP) X(PALETTE) X(REDRAW) X(SUSPEND) X(MOUSE) \
	X(SCREEN) X(KEYMAP) X(THEME) \
	/* lists and panes */ \
	X(MOVE) X(PAGE) X(EDGE) X(CHOOSE) X(PANE) X(SCROLL) X(TAB) X(FOLLOW) \
	/* editing */ \
	X(CHAR) X(WORD) X(LINE_EDGE) X(TEXT_EDGE) X(ERASE) X(ERASE_WORD) \
	X(KILL) X(YANK) X(UNDO) X(NEWLINE) X(CLEAR) \
	/* the desk */ \
	X(CALL_BEGIN) X(CALL_END) X(ANSWER) X(NO_ANSWER) X(LOG) X(FLAG) \
	X(COPY) X(SUBMIT) X(SAVE) X(TAKE) X(CONTACT) X(DEMAND_MOVE) X(FILTER) \
	X(MARK) X(REFUSED) X(VIEW) \
	X(NARROW) X(WHY) \
	X(SUGGEST) X(REVEAL) \
	/* reports */ \
	X(SPLIT) X(PERIOD) X(SHIFT) X(PART) X(EXPORT) \
	X(DRAFT) X(ENTRY_MOVE) X(SCORE) X(SHEET) \
	X(HAND_OVER) X(TAKE_OVER)

enum verb {
#define X(id) VERB_##id,
	VERB_LIST(X)
#undef X
	VERB_COUNT
};

/* What MARK marks in a queue. */
enum mark_what { MARK_ONE, MARK_RANGE, MARK_ALL, MARK_NONE };

/* What VIEW does with saved views of the queues. */
enum view_do { VIEW_KEEP, VIEW_CHOOSE, VIEW_RENAME, VIEW_REMOVE };

/* The screens that SCREEN goes to. */
enum action_screen { TO_SEARCH, TO_QUEUE, TO_DRAFTS, TO_BOARD,
	TO_REPORTS, TO_KNOWLEDGE, TO_REVIEW, TO_HANDOVER };

/* The rows are in action_list.h, written once. */
enum action_id {
#define X(id, name, title, synonyms, contexts, verb, arg) ACTION_##id,
#include "tui/action_list.h"
#undef X
	ACTION_COUNT
};

struct action {
	const char *name;		/* in keymaps: "next" */
	const char *title;		/* English; action_title() for users */
	const char *synonyms;		/* words apart by blanks, English */
	const char *contexts;		/* where it is of use, by commas */
	enum verb verb;
	int arg;
};

const struct action *action_get(enum action_id id);
const struct action *action_find(struct slice name);	/* NULL when none */
/* The name nearest to @name by edit distance, for messages. */
const char *action_nearest(struct slice name);
const char *action_title(const struct action *a);	/* user's language */
const char *action_synonyms(const struct action *a);	/* user's language */
/* It is of use in @c: one of its contexts is @c or a parent of it. */
bool action_in(const struct action *a, enum context c);

/* Edit distance in bytes, capped at 99; keymap.c asks it of key and context
 * names too. */
int action_distance(struct slice a, struct slice b);

#endif
