/*
 * slot.c - what keys do to one slot of a form.
 */
#include "tui/slot.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define LIST_PAGE 8

void
slot_init(struct slot *s, enum slot_kind kind, const char *label,
    size_t chars_max)
{
	*s = (struct slot){ .kind = kind, .label = label, .code = BUF_INIT,
		.note = BUF_INIT, .found = FOUND_INIT };
	editor_init(&s->editor, kind == SLOT_LINES, chars_max);
}

void
slot_release(struct slot *s)
{
	editor_release(&s->editor);
	buf_release(&s->code);
	buf_release(&s->note);
	found_release(&s->found);
}

static const struct choice *
choice_of(const struct slot *s, const char *code)
{
	size_t i = s->choices && *code ? choices_of(s->choices, code) : 0;

	return s->choices && *code && i < s->choices->count ?
	    &s->choices->choice[i] : NULL;
}

static void
close_list(struct slot *s)
{
	s->open = false;
	s->found.count = s->at = 0;
}

void
slot_set(struct slot *s, struct slice value)
{
	const struct choice *c;

	close_list(s);
	buf_reset(&s->code);
	if (s->kind != SLOT_PICK) {
		editor_set(&s->editor, value);
		return;
	}
	buf_add_slice(&s->code, value);
	c = choice_of(s, buf_text(&s->code));
	if (s->many || c) {
		editor_set(&s->editor, slice_of(c && !s->many ? c->label :
		    ""));
		return;
	}
	buf_reset(&s->code);
	editor_set(&s->editor, s->loose ? value : slice_of(""));
}

const char *
slot_value(const struct slot *s)
{
	if (s->kind != SLOT_PICK || (s->loose && s->code.bytes == 0))
		return buf_text(&s->editor.text);
	return buf_text(&s->code);
}

bool
slot_empty(const struct slot *s)
{
	return slice_trim(slice_of(slot_value(s))).bytes == 0;
}

void
slot_choices(struct slot *s, const struct choices *choices)
{
	char *label = slice_dup(editor_text(&s->editor));
	char *code = slice_dup(buf_slice(&s->code));

	s->choices = choices;
	close_list(s);
	slot_set(s, slice_of(choice_of(s, code) || s->many ? code :
	    s->loose ? label : ""));
	free(label);
	free(code);
}

static void
find_again(struct slot *s)
{
	s->open = true;
	s->at = 0;
	choices_find(s->choices, slice_trim(editor_text(&s->editor)),
	    &s->found);
}

/* The first key in a pick takes the place of what was chosen; in a line, of
 * what was proposed. */
static void
begin(struct slot *s)
{
	bool over = s->kind == SLOT_PICK ? !s->open :
	    s->proposed && !s->touched;

	if (over && !editor_empty(&s->editor))
		(void)editor_act(&s->editor, action_get(ACTION_CLEAR));
}

static bool
typed(struct slot *s, bool changed)
{
	if (s->kind == SLOT_PICK)
		find_again(s);
	s->touched = s->touched || changed;
	return changed || s->open;
}

bool
slot_type(struct slot *s, struct slice text)
{
	if (s->kind == SLOT_PICK && !s->open && slice_is(text, " ")) {
		begin(s);		/* a blank opens the whole list */
		return typed(s, false);
	}
	begin(s);
	return typed(s, editor_type(&s->editor, text));
}

bool
slot_paste(struct slot *s, struct slice text)
{
	begin(s);
	return typed(s, editor_paste(&s->editor, text));
}

static void
choose(struct slot *s, size_t number)
{
	const struct choice *c = &s->choices->choice[number];

	if (s->many) {
		if (s->code.bytes > 0)
			buf_add_char(&s->code, ' ');
		buf_add_text(&s->code, c->code);
		editor_set(&s->editor, slice_of(""));
	} else {
		buf_reset(&s->code);
		buf_add_text(&s->code, c->code);
		editor_set(&s->editor, slice_of(c->label));
	}
	s->touched = true;
	close_list(s);
}

static void
last_drop(struct slot *s)
{
	size_t bytes = s->code.bytes;

	while (bytes > 0 && s->code.text[bytes - 1] != ' ')
		bytes--;
	buf_cut(&s->code, bytes > 0 ? bytes - 1 : 0);
}

/* Left and right in a closed pick: the choice before or after. */
static enum edited
cycle(struct slot *s, int by)
{
	size_t count = s->choices->count, i;

	if (count == 0 || s->many)
		return EDITED_MOVED;
	i = choices_of(s->choices, buf_text(&s->code));
	if (i == count)
		i = by > 0 ? 0 : count - 1;
	else
		i = (i + (by > 0 ? 1 : count - 1)) % count;
	choose(s, i);
	return EDITED_TEXT;
}

static enum edited
move(struct slot *s, long by)
{
	long at = (long)s->at + by, last = (long)s->found.count - 1;

	if (at > last)
		at = last;
	s->at = at < 0 ? 0 : (size_t)at;
	return EDITED_MOVED;
}

bool
slot_close(struct slot *s)
{
	const struct choice *c = choice_of(s, buf_text(&s->code));

	if (!s->open)
		return false;
	close_list(s);
	if (c && !s->many)
		editor_set(&s->editor, slice_of(c->label));
	else if (!s->loose || s->many)
		editor_set(&s->editor, slice_of(""));
	return true;
}

void
slot_leave(struct slot *s)
{
	bool said = slice_trim(editor_text(&s->editor)).bytes > 0;

	if (!s->open)
		return;
	if (s->found.count > 0 && (said || s->at > 0)) {
		choose(s, s->found.at[s->at]);
		return;
	}
	if (s->loose && said)
		buf_reset(&s->code);	/* the words stay as they are */
	(void)slot_close(s);
}

static enum edited
take(struct slot *s)
{
	if (s->found.count > 0)
		choose(s, s->found.at[s->at]);
	else
		slot_leave(s);
	return EDITED_TEXT;
}

static enum edited
act_list(struct slot *s, const struct action *a)
{
	switch (a->verb) {
	case VERB_MOVE:
		return move(s, a->arg);
	case VERB_PAGE:
		return move(s, a->arg * (LIST_PAGE - 1));
	case VERB_EDGE:
		return move(s, a->arg * (long)s->found.count);
	case VERB_CHOOSE:
		return take(s);
	default:
		return EDITED_NOT_MINE;
	}
}

static enum edited
act_pick(struct slot *s, const struct action *a)
{
	enum edited done = s->open ? act_list(s, a) : EDITED_NOT_MINE;

	if (done != EDITED_NOT_MINE)
		return done;
	if (a->verb == VERB_CHAR && !s->open && s->choices)
		return cycle(s, a->arg);
	if (a->verb == VERB_ERASE && s->many && editor_empty(&s->editor)) {
		last_drop(s);
		close_list(s);
		s->touched = true;
		return EDITED_TEXT;
	}
	done = editor_act(&s->editor, a);
	if (done != EDITED_TEXT)
		return done;
	s->touched = true;
	if (!s->many)
		buf_reset(&s->code);
	if (editor_empty(&s->editor))
		close_list(s);
	else
		find_again(s);
	return EDITED_TEXT;
}

enum edited
slot_act(struct slot *s, const struct action *a)
{
	enum edited done;

	if (s->kind == SLOT_PICK)
		return act_pick(s, a);
	done = editor_act(&s->editor, a);
	s->touched = s->touched || done == EDITED_TEXT;
	return done;
}

void
slot_note(struct slot *s, enum style tone, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	buf_reset(&s->note);
	buf_addv(&s->note, format, ap);
	va_end(ap);
	s->tone = tone;
}
