/*
 * move_slots.c - the slots of a step, made from the table of moves.
 *
 * A step that is added to the table has its dialog at once; only what to
 * propose in a field is known here.
 */
#include "tui/move_view.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "text/when.h"
#include "tui/choices_desk.h"

#include <stdlib.h>
#include <string.h>

#define LINE_CHARS 400
#define BODY_CHARS 20000

void
move_steps_fill(struct move_state *s)
{
	choices_reset(&s->steps);
	for (size_t i = 0; i < s->options; i++) {
		enum move_event event = s->option[i].move->event;

		if (s->option[i].allowed)
			choices_add(&s->steps, move_code(event),
			    move_words(event), move_code(event));
	}
	slot_choices(&s->step, &s->steps);
}

const struct demand_option *
move_chosen(const struct move_state *s)
{
	const char *code = slot_value(&s->step);

	for (size_t i = 0; i < s->options; i++)
		if (strcmp(move_code(s->option[i].move->event), code) == 0)
			return &s->option[i];
	return NULL;
}

void
move_slots_keep(struct move_state *s)
{
	for (size_t i = 0; i < s->slots; i++) {
		struct move_slot *m = &s->slot[i];

		if (!m->slot.touched)
			continue;
		free(s->kept[m->field]);
		s->kept[m->field] = xstrdup(slot_value(&m->slot));
	}
}

void
move_slots_release(struct move_state *s)
{
	for (size_t i = 0; i < s->slots; i++)
		slot_release(&s->slot[i].slot);
	s->slots = 0;
}

static const struct choices *
field_choices(struct move_state *s, enum move_field field)
{
	switch (field_kind(field)) {
	case FIELD_YES_NO:
		return &s->yes_no;
	case FIELD_UNIT:
	case FIELD_UNITS:
		return &s->units;
	default:
		if (s->list[field].count == 0)
			choices_field(&s->list[field], field);
		return &s->list[field];
	}
}

/* What most often stands in the field, so that it need not be typed. */
static const char *
proposal(const struct move_state *s, enum move_field field,
    enum move_event event, char text[CLOCK_TEXT_BYTES])
{
	const struct demand *d = &s->view.demand;
	bool orders = event == MOVE_DISPATCH || event == MOVE_SUBMIT;

	switch (field) {
	case MOVE_FIELD_AT:
	case MOVE_FIELD_HANDED_AT:
	case MOVE_FIELD_TOLD_AT:
		return clock_text(tui_now(s->t), CLOCK_MINUTES, text);
	case MOVE_FIELD_UNIT:
		return orders ? d->proposed_unit : "";
	case MOVE_FIELD_CLASS:
		return d->class;
	case MOVE_FIELD_WISH:
		return d->wish;
	default:
		return "";
	}
}

static void
slot_add(struct move_state *s, enum move_field field, bool needed)
{
	enum field_kind kind = field_kind(field);
	bool pick = kind == FIELD_YES_NO || kind == FIELD_CHOICE ||
	    kind == FIELD_UNIT || kind == FIELD_UNITS;
	enum move_event event = move_chosen(s)->move->event;
	char text[CLOCK_TEXT_BYTES];
	struct move_slot *m;

	ARRAY_GROW(s->slot, s->slots + 1, s->room);
	m = &s->slot[s->slots++];
	m->field = field;
	slot_init(&m->slot, pick ? SLOT_PICK : kind == FIELD_BODY ?
	    SLOT_LINES : SLOT_LINE, field_words(field),
	    kind == FIELD_BODY ? BODY_CHARS : LINE_CHARS);
	m->slot.masked = field == MOVE_FIELD_PHONE;
	m->slot.proposed = kind == FIELD_TIME;
	m->slot.many = kind == FIELD_UNITS;
	m->slot.wanted = needed;
	if (pick)
		m->slot.choices = field_choices(s, field);
	slot_set(&m->slot, slice_of(s->kept[field] ? s->kept[field] :
	    proposal(s, field, event, text)));
	m->slot.touched = s->kept[field] != NULL;
}

void
move_slots_build(struct move_state *s)
{
	const struct demand_option *o = move_chosen(s);

	move_slots_keep(s);
	move_slots_release(s);
	for (int pass = 0; o && pass < 2; pass++)
		for (int i = 0; i < MOVE_FIELD_COUNT; i++)
			if ((pass ? o->move->may : o->move->need) &
			    UINT64_C(1) << i)
				slot_add(s, (enum move_field)i, pass == 0);
}

static void
note_time(struct move_state *s, struct slot *slot)
{
	char text[CLOCK_TEXT_BYTES];
	int64_t at;
	bool timed;

	if (when_parse(slice_of(slot_value(slot)), tui_now(s->t), &at,
	    &timed))
		slot_note(slot, STYLE_FAINT, "= %s",
		    clock_text(at, CLOCK_MINUTES, text));
	else
		slot_note(slot, STYLE_BAD, "%s", _("not a time"));
}

static void
note_days(struct slot *slot)
{
	const char *text = slot_value(slot);

	if (strspn(text, "0123456789") != strlen(text) || strlen(text) > 4 ||
	    strspn(text, "0") == strlen(text))
		slot_note(slot, STYLE_BAD, "%s",
		    _("not a number of days"));
}

size_t
move_slots_check(struct move_state *s)
{
	size_t wrong = s->slots;

	buf_reset(&s->step.note);
	if (s->tried && !move_chosen(s))
		slot_note(&s->step, STYLE_BAD, "%s", _("is missing"));
	for (size_t i = s->slots; i > 0; i--) {
		struct slot *slot = &s->slot[i - 1].slot;
		enum field_kind kind = field_kind(s->slot[i - 1].field);

		buf_reset(&slot->note);
		if (slot_empty(slot)) {
			if (slot->wanted && s->tried)
				slot_note(slot, STYLE_BAD, "%s",
				    _("is missing"));
		} else if (kind == FIELD_TIME)
			note_time(s, slot);
		else if (kind == FIELD_DAYS)
			note_days(slot);
		if ((slot->wanted && slot_empty(slot)) ||
		    (slot->note.bytes > 0 && slot->tone == STYLE_BAD))
			wrong = i - 1;
	}
	return wrong;
}

void
move_fields_get(struct move_state *s, struct texts *t,
    struct move_fields *out)
{
	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < s->slots; i++) {
		struct move_slot *m = &s->slot[i];
		const char *value = slot_value(&m->slot);
		char text[CLOCK_TEXT_BYTES];
		int64_t at;
		bool timed;

		if (field_kind(m->field) == FIELD_TIME &&
		    when_parse(slice_of(value), tui_now(s->t), &at, &timed))
			value = clock_text(at, CLOCK_MINUTES, text);
		out->value[m->field] = texts_keep(t, slice_of(value));
	}
}
