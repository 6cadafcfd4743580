/*
 * theme.h - what each part of the screen looks like: 16 named colours over
 * the terminal's own background.
 *
 * Views name parts (styles), never colours. A theme is text, one line a
 * style: "title white blue bold"; the colours are black red green yellow blue
 * magenta cyan white, with "bright-" before for the other eight, and
 * "default" for the terminal's own. Without colour the attributes remain, and
 * whatever colour says is said by a mark or a word as well.
 */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include "base/buf.h"
#include "base/err.h"

#include <stdint.h>

#define STYLE_LIST(X) \
	X(PLAIN,  "plain") \
	X(TITLE,  "title")	/* the bar at the top */ \
	X(CALL,   "call")	/* the caller's bar */ \
	X(FRAME,  "frame") \
	X(LABEL,  "label")	/* what a field is called */ \
	X(FIELD,  "field")	/* a field's text */ \
	X(FOCUS,  "focus")	/* the field or pane that keys go to */ \
	X(HEAD,   "head")	/* a heading */ \
	X(LEAD,   "lead")	/* the sentence to read out */ \
	X(FAINT,  "faint")	/* of lesser weight */ \
	X(MATCH,  "match")	/* what matched the words typed */ \
	X(KEY,    "key")	/* a key's name in hints and help */ \
	X(HINT,   "hint")	/* the bar at the bottom */ \
	X(GOOD,   "good")	/* in force, in time, saved */ \
	X(WARN,   "warn")	/* due soon, on trial */ \
	X(BAD,    "bad")	/* overdue, repealed, failed */

enum style {
#define X(id, name) STYLE_##id,
	STYLE_LIST(X)
#undef X
	STYLE_COUNT
};

/* Or this to a style: the selected row; shown reversed without colours. */
#define STYLE_SELECTED 0x80

enum colour {
	COLOUR_DEFAULT = -1,
	COLOUR_BLACK, COLOUR_RED, COLOUR_GREEN, COLOUR_YELLOW,
	COLOUR_BLUE, COLOUR_MAGENTA, COLOUR_CYAN, COLOUR_WHITE,
	COLOUR_BRIGHT = 8		/* add it */
};

enum look_bit {
	LOOK_BOLD = 1, LOOK_UNDERLINE = 2, LOOK_REVERSE = 4, LOOK_DIM = 8
};

struct look {
	int8_t fg, bg;			/* enum colour */
	uint8_t bits;			/* enum look_bit */
};

struct theme {
	struct look look[STYLE_COUNT];
	struct look selected;		/* over any style */
	bool colour;			/* false: attributes only */
};

/* The names of the themes that are there, NULL at the end. */
const char *const *theme_names(void);
/* A theme by name; with @no_colour (NO_COLOR) its colours are dropped. */
enum status theme_get(struct theme *out, const char *name, bool no_colour,
    struct err *err);
/* Lines of a theme file over what is in @out; @path is for messages. */
enum status theme_parse(struct theme *out, struct slice text,
    const char *path, struct err *err);
/* How a cell of @style (maybe with STYLE_SELECTED) looks. */
struct look theme_look(const struct theme *t, unsigned style);

#endif
