/*
 * editor.c - the text of a field and what keys do to it.
 *
 * Every change is one splice: bytes out, bytes in, kept as a step that can be
 * taken back. How it looks is editor_draw.c.
 */
#include "tui/editor.h"
#include "tui/editor_shown.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define STEPS_MAX 1000

struct editor_step {
	size_t at;
	struct buf out, in;		/* what went, what came */
};

void
editor_init(struct editor *e, bool lines, size_t chars_max)
{
	*e = (struct editor){ .lines = lines, .chars_max = chars_max,
		.text = BUF_INIT, .cut = BUF_INIT, .goal = -1 };
	buf_reserve(&e->text, 1);
	e->shown = editor_shown_new();
}

static void
steps_forget(struct editor *e)
{
	for (size_t i = 0; i < e->steps; i++) {
		buf_release(&e->step[i].out);
		buf_release(&e->step[i].in);
	}
	e->steps = e->undone = 0;
	e->typing = false;
}

void
editor_release(struct editor *e)
{
	steps_forget(e);
	free(e->step);
	buf_release(&e->text);
	buf_release(&e->cut);
	editor_shown_free(e->shown);
	*e = (struct editor){ 0 };
}

struct slice
editor_text(const struct editor *e)
{
	return buf_slice(&e->text);
}

bool
editor_empty(const struct editor *e)
{
	return e->text.bytes == 0;
}

size_t
editor_chars_left(const struct editor *e)
{
	size_t chars;

	if (!e->chars_max)
		return SIZE_MAX;
	chars = utf8_chars(buf_slice(&e->text));
	return chars < e->chars_max ? e->chars_max - chars : 0;
}

/* Replaces @out bytes at @at by @in; the cursor goes behind them. */
static void
splice(struct editor *e, size_t at, size_t out, struct slice in)
{
	struct buf text = BUF_INIT;

	buf_reserve(&text, e->text.bytes - out + in.bytes);
	buf_add(&text, e->text.text, at);
	buf_add_slice(&text, in);
	buf_add(&text, e->text.text + at + out, e->text.bytes - at - out);
	buf_release(&e->text);
	e->text = text;
	e->at = at + in.bytes;
	e->goal = -1;
	editor_shown_stale(e->shown);
}

static struct editor_step *
step_new(struct editor *e)
{
	while (e->undone > 0) {		/* what was undone is lost now */
		struct editor_step *last = &e->step[--e->steps];

		buf_release(&last->out);
		buf_release(&last->in);
		e->undone--;
	}
	if (e->steps == STEPS_MAX) {
		buf_release(&e->step[0].out);
		buf_release(&e->step[0].in);
		e->steps--;
		memmove(e->step, e->step + 1, e->steps * sizeof(*e->step));
	}
	ARRAY_GROW(e->step, e->steps + 1, e->step_room);
	e->step[e->steps] = (struct editor_step){ .out = BUF_INIT,
		.in = BUF_INIT };
	return &e->step[e->steps++];
}

/* A change a person made. @grow: it may join the last step. */
static void
change(struct editor *e, size_t at, size_t out, struct slice in, bool grow)
{
	struct editor_step *s = e->steps > 0 ? &e->step[e->steps - 1] : NULL;
	bool join = grow && e->typing && s && e->undone == 0 && out == 0 &&
	    at == s->at + s->in.bytes;

	if (!join) {
		s = step_new(e);
		s->at = at;
		buf_add(&s->out, e->text.text + at, out);
	}
	buf_add_slice(&s->in, in);
	splice(e, at, out, in);
	e->typing = grow;
}

void
editor_set(struct editor *e, struct slice text)
{
	struct buf clean = BUF_INIT;

	utf8_clean(&clean, text, CLEAN_LINES);
	steps_forget(e);
	splice(e, 0, e->text.bytes, buf_slice(&clean));
	buf_release(&clean);
}

/* Text as this field may hold it, cut to what is left. */
static void
text_fitting(const struct editor *e, struct slice text, struct buf *out)
{
	utf8_clean(out, text, CLEAN_LINES);
	for (size_t i = 0; !e->lines && i < out->bytes; i++)
		if (out->text[i] == '\n' || out->text[i] == '\t')
			out->text[i] = ' ';
	if (e->chars_max)
		buf_cut(out, utf8_first(buf_slice(out),
		    editor_chars_left(e)).bytes);
}

static bool
insert(struct editor *e, struct slice text, bool grow)
{
	struct buf clean = BUF_INIT;
	bool some;

	text_fitting(e, text, &clean);
	some = clean.bytes > 0;
	if (some)
		change(e, e->at, 0, buf_slice(&clean), grow);
	buf_release(&clean);
	return some;
}

bool
editor_type(struct editor *e, struct slice text)
{
	if (text.bytes > 0 && text.text[0] == ' ')
		e->typing = false;	/* undo goes back word by word */
	return insert(e, text, true);
}

/* A line feed at the very end of a paste into one line is dropped. */
bool
editor_paste(struct editor *e, struct slice text)
{
	while (!e->lines && text.bytes > 0 &&
	    (text.text[text.bytes - 1] == '\n' ||
	    text.text[text.bytes - 1] == '\r'))
		text.bytes--;
	e->typing = false;
	return insert(e, text, false);
}

static size_t
char_by(const struct editor *e, int by)
{
	return by < 0 ? utf8_grapheme_prev(buf_slice(&e->text), e->at) :
	    utf8_grapheme_next(buf_slice(&e->text), e->at);
}

enum char_class { CLASS_BLANK, CLASS_MARK, CLASS_WORD, CLASS_HAN };

static enum char_class
class_at(const struct editor *e, size_t at)
{
	struct slice s = { e->text.text + at, e->text.bytes - at };
	uint32_t ch = utf8_next(&s);

	if (ch <= ' ' || ch == 0x3000)
		return CLASS_BLANK;
	if (ch < 0x80)
		return (ch >= '0' && ch <= '9') || ch == '_' ||
		    ((ch | 0x20) >= 'a' && (ch | 0x20) <= 'z') ?
		    CLASS_WORD : CLASS_MARK;
	if ((ch >= 0x3001 && ch <= 0x303f) || (ch >= 0xff00 && ch <= 0xff0f))
		return CLASS_MARK;
	return ch >= 0x2e80 ? CLASS_HAN : CLASS_WORD;
}

static size_t
word_right(const struct editor *e)
{
	struct slice s = buf_slice(&e->text);
	size_t at = e->at;
	enum char_class class;

	if (at == s.bytes)
		return at;
	class = class_at(e, at);
	while (at < s.bytes && class_at(e, at) == class)
		at = utf8_grapheme_next(s, at);
	while (at < s.bytes && class_at(e, at) == CLASS_BLANK)
		at = utf8_grapheme_next(s, at);
	return at;
}

static size_t
word_left(const struct editor *e)
{
	struct slice s = buf_slice(&e->text);
	size_t at = e->at, before;
	enum char_class class = CLASS_BLANK;

	while (at > 0) {
		before = utf8_grapheme_prev(s, at);
		if (class == CLASS_BLANK)
			class = class_at(e, before);
		else if (class_at(e, before) != class)
			break;
		at = before;
	}
	return at;
}

/* The start (end) of the text's own line that the cursor is in. */
static size_t
line_edge(const struct editor *e, int by)
{
	size_t at = e->at;

	if (by < 0)
		while (at > 0 && e->text.text[at - 1] != '\n')
			at--;
	else
		while (at < e->text.bytes && e->text.text[at] != '\n')
			at++;
	return at;
}

static size_t
line_by(struct editor *e, int by)
{
	if (e->goal < 0)
		e->goal = editor_shown_col(e);
	return editor_shown_line(e, by, e->goal);
}

static bool
target(struct editor *e, const struct action *a, size_t *to)
{
	if (a->verb == VERB_CHAR)
		*to = char_by(e, a->arg);
	else if (a->verb == VERB_WORD)
		*to = a->arg < 0 ? word_left(e) : word_right(e);
	else if (a->verb == VERB_LINE_EDGE)
		*to = line_edge(e, a->arg);
	else if (a->verb == VERB_TEXT_EDGE)
		*to = a->arg < 0 ? 0 : e->text.bytes;
	else if (a->verb == VERB_MOVE && e->lines)
		*to = line_by(e, a->arg);
	else
		return false;
	return true;
}

/* Erases between the cursor and @to; @cut keeps it for yank. */
static enum edited
erase_to(struct editor *e, size_t to, bool cut)
{
	size_t from = to < e->at ? to : e->at;
	size_t bytes = to < e->at ? e->at - to : to - e->at;
	struct slice none = { NULL, 0 };

	if (bytes == 0)
		return EDITED_MOVED;
	if (cut) {
		buf_reset(&e->cut);
		buf_add(&e->cut, e->text.text + from, bytes);
	}
	change(e, from, bytes, none, false);
	return EDITED_TEXT;
}

static enum edited
kill_to(struct editor *e, int by)
{
	size_t to = line_edge(e, by);

	if (to == e->at && by > 0 && to < e->text.bytes)
		to++;			/* the line feed itself */
	return erase_to(e, to, true);
}

static enum edited
clear(struct editor *e)
{
	e->at = e->text.bytes;
	return erase_to(e, 0, true);
}

static enum edited
undo(struct editor *e, int by)
{
	struct editor_step *s;

	e->typing = false;
	if (by > 0 && e->undone < e->steps) {
		s = &e->step[e->steps - ++e->undone];
		splice(e, s->at, s->in.bytes, buf_slice(&s->out));
		return EDITED_TEXT;
	}
	if (by < 0 && e->undone > 0) {
		s = &e->step[e->steps - e->undone--];
		splice(e, s->at, s->out.bytes, buf_slice(&s->in));
		return EDITED_TEXT;
	}
	return EDITED_MOVED;
}

static enum edited
inserted(bool some)
{
	return some ? EDITED_TEXT : EDITED_MOVED;
}

enum edited
editor_act(struct editor *e, const struct action *a)
{
	size_t to;

	if (target(e, a, &to)) {
		if (a->verb != VERB_MOVE)
			e->goal = -1;
		e->at = to;
		e->typing = false;
		return EDITED_MOVED;
	}
	switch (a->verb) {
	case VERB_ERASE:
		return erase_to(e, char_by(e, a->arg), false);
	case VERB_ERASE_WORD:
		return erase_to(e, a->arg < 0 ? word_left(e) :
		    word_right(e), true);
	case VERB_KILL:
		return kill_to(e, a->arg);
	case VERB_CLEAR:
		return clear(e);
	case VERB_YANK:
		return inserted(editor_paste(e, buf_slice(&e->cut)));
	case VERB_UNDO:
		return undo(e, a->arg);
	case VERB_NEWLINE:
		if (!e->lines)
			return EDITED_NOT_MINE;
		return inserted(insert(e, slice_of("\n"), false));
	default:
		return EDITED_NOT_MINE;
	}
}
