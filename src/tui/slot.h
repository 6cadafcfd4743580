/*
 * slot.h - one slot of a form: a label, what is typed, and what is said
 * beside it.
 *
 * A slot is a line, lines, or a pick. A pick shows the label of what was
 * chosen; typing opens the list of choices that fit, left and right go through
 * them, and leaving the slot takes the first. A loose pick keeps words that
 * are no choice; a pick of many keeps several choices.
 */
#ifndef TUI_SLOT_H
#define TUI_SLOT_H

#include "tui/action.h"
#include "tui/canvas.h"
#include "tui/choices.h"
#include "tui/editor.h"

enum slot_kind { SLOT_LINE, SLOT_LINES, SLOT_PICK };

struct slot {
	enum slot_kind kind;
	const char *label;		/* in the user's language */
	bool loose, many;		/* of a pick */
	bool masked;			/* a number: whole only while typed */
	bool wanted;			/* a mark says that it is needed */
	bool proposed;			/* typing replaces an untouched text */
	bool touched;			/* a person has changed it */
	bool open;			/* a pick whose list is shown */
	struct editor editor;
	struct buf code;		/* chosen; of many, blanks between */
	const struct choices *choices;	/* borrowed */
	struct found found;		/* while open */
	size_t at;			/* the selected one of them */
	enum style tone;		/* of the note */
	struct buf note;		/* beside it; "" none */
};

void slot_init(struct slot *s, enum slot_kind kind, const char *label,
    size_t chars_max);
void slot_release(struct slot *s);

/* Texts as they are; of a pick, a code, or of a loose one any words. What a
 * program sets is not touched by a person. */
void slot_set(struct slot *s, struct slice value);
/* The text; of a pick the code or codes, or a loose one's words; "" none.
 * Lives until the next change. */
const char *slot_value(const struct slot *s);
bool slot_empty(const struct slot *s);
/* Another list of choices; what was chosen stays if it has it, else its
 * words do if it is loose. */
void slot_choices(struct slot *s, const struct choices *choices);

/* They return whether the value or the list changed. */
bool slot_type(struct slot *s, struct slice text);
bool slot_paste(struct slot *s, struct slice text);
enum edited slot_act(struct slot *s, const struct action *a);
/* The cursor goes elsewhere: an open list is taken from or given up. */
void slot_leave(struct slot *s);
/* Gives an open list up; false when there is none. */
bool slot_close(struct slot *s);

void slot_note(struct slot *s, enum style tone, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The label in the first @label columns of @area, then the text, and the note
 * at the right. */
void slot_draw(const struct slot *s, struct canvas *c, struct area area,
    int label, bool focus);
/* An open slot's list, below or above the @area that slot_draw() had; paint it
 * after all slots. */
void slot_draw_list(const struct slot *s, struct canvas *c,
    struct area area, int label);

#endif
