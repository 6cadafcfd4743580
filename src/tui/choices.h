/*
 * choices.h - things to choose one of, found by text, pinyin and initials.
 *
 * A choice has a code, which is kept, and a label, which is shown. What is
 * typed is sought in the label and in its other names as text, and in both by
 * the sounds of their characters, each begun or whole: "建国", "jianguo",
 * "jgmw" and "jguomen" all find 建国门外街道.
 */
#ifndef TUI_CHOICES_H
#define TUI_CHOICES_H

#include "base/buf.h"
#include "store/texts.h"

struct choice {
	const char *code, *label;
	const char *names;		/* normal forms, label first, by LF */
	const char *sounds;		/* likewise, blanks part syllables */
};

struct choices {
	struct choice *choice;
	size_t count, room;
	struct texts texts;
};

#define CHOICES_INIT { NULL, 0, 0, TEXTS_INIT }

void choices_reset(struct choices *c);
void choices_release(struct choices *c);

/* @names are other names with commas between, or "". */
void choices_add(struct choices *c, const char *code, const char *label,
    const char *names);
/* The number of the choice with @code; c->count when there is none. */
size_t choices_of(const struct choices *c, const char *code);

/* Numbers of choices. */
struct found {
	size_t *at;
	size_t count, room;
};

#define FOUND_INIT { NULL, 0, 0 }
void found_release(struct found *f);

/* The choices that fit what was typed, the best first, then in their order;
 * all when nothing was typed. Replaces what @out holds. */
void choices_find(const struct choices *c, struct slice typed,
    struct found *out);

#endif
