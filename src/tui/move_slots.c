/*
 * move_slots.c - the slots of a step, made from the table of moves.
 *
 * A step that is added to the table has its dialog at once; only what to
 * propose in a field is known here.
 */
#include "tui/move_view.h"

#include "app/search.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/kb.h"
#include "text/when.h"
#include "tui/choices_desk.h"
#include "tui/reading.h"

#include <stdlib.h>
#include <string.h>

#define LINE_CHARS 400
#define BODY_CHARS 20000
#define ASK_CHARS 200
#define ENTRIES_WANTED 20
#define MASTERS_WANTED 20

void
move_steps_fill(struct move_state *s)
{
	choices_reset(&s->steps);
	for (size_t i = 0; i < s->options; i++) {
		enum move_event event = s->option[i].move->event;

		char *label;

		if (!s->option[i].allowed)
			continue;
		label = s->marks ? xasprintf(_("%s (%zu of %zu)"),
		    move_words(event), s->possible[event], s->batch.count) :
		    xstrdup(move_words(event));
		choices_add(&s->steps, move_code(event), label,
		    move_code(event));
		free(label);
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

/* Entries that may answer the demand: what its words find. */
static void
entries_fill(struct move_state *s, struct choices *c)
{
	const struct demand *d = &s->view.demand;
	struct search_options o = { .limit = ENTRIES_WANTED,
		.day = clock_day(tui_now(s->t)), .texts = true };
	struct buf ask = BUF_INIT;
	struct err quiet = ERR_INIT;
	struct hits hits;

	hits_init(&hits);
	buf_addf(&ask, "%s ", d->title);
	buf_add_slice(&ask, utf8_first(slice_of(d->content), ASK_CHARS));
	if (s->app->kb && search_run(s->app->kb, buf_slice(&ask), &o, &hits,
	    &quiet) == ST_OK)
		for (size_t i = 0; i < hits.count; i++)
			choices_add(c, hits.hit[i].entry_id,
			    hits.hit[i].title, hits.hit[i].external_id);
	hits_release(&hits);
	buf_release(&ask);
}

/* Demands that may be the master of this one. */
static void
masters_fill(struct move_state *s, struct choices *c)
{
	const struct demand *d = &s->view.demand;
	struct demand_input in = { .topic = d->topic, .title = d->title,
		.content = d->content, .district = d->district,
		.street = d->street };
	struct demands list = DEMANDS_INIT;
	struct err quiet = ERR_INIT;

	if (demand_similar(s->app, &in, MASTERS_WANTED, &list, &quiet) !=
	    ST_OK)
		list.count = 0;
	for (size_t i = 0; i < list.count; i++) {
		const struct demand *m = &list.demand[i];
		char *label = xasprintf("%s %s", m->number, m->title);

		if (m->id != d->id)
			choices_add(c, m->number, label, m->number);
		free(label);
	}
	demands_release(&list);
}

/* The slot behind the fields is a question. */
static enum field_kind
kind_of(enum move_field field)
{
	return field == MOVE_SLOT_REST ? FIELD_YES_NO : field_kind(field);
}

static const char *
label_of(enum move_field field)
{
	return field == MOVE_SLOT_REST ? _("leave those out") :
	    field_words(field);
}

static const struct choices *
field_choices(struct move_state *s, enum move_field field)
{
	struct choices *c;

	if (kind_of(field) == FIELD_YES_NO)
		return &s->yes_no;
	c = &s->list[field];
	switch (field_kind(field)) {
	case FIELD_UNIT:
	case FIELD_UNITS:
		return &s->units;
	case FIELD_ENTRIES:
		if (c->count == 0)
			entries_fill(s, c);
		return c;
	case FIELD_DEMAND:
		if (c->count == 0)
			masters_fill(s, c);
		return c;
	default:
		if (c->count == 0)
			choices_field(c, field);
		return c;
	}
}

/* How a kind of field is filled in. */
static enum slot_kind
slot_kind_of(enum field_kind kind)
{
	switch (kind) {
	case FIELD_BODY:
		return SLOT_LINES;
	case FIELD_LINE:
	case FIELD_TIME:
	case FIELD_DAYS:
		return SLOT_LINE;
	default:
		return SLOT_PICK;
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
	case MOVE_FIELD_ACCEPTED:
		return "yes";
	case MOVE_FIELD_QUERY:
		return d->title;
	default:
		return "";
	}
}

static void
slot_add(struct move_state *s, enum move_field field, bool needed)
{
	enum field_kind kind = kind_of(field);
	enum move_event event = move_chosen(s)->move->event;
	char text[CLOCK_TEXT_BYTES];
	struct move_slot *m;

	ARRAY_GROW(s->slot, s->slots + 1, s->room);
	m = &s->slot[s->slots++];
	m->field = field;
	slot_init(&m->slot, slot_kind_of(kind), label_of(field),
	    kind == FIELD_BODY ? BODY_CHARS : LINE_CHARS);
	m->slot.masked = field != MOVE_SLOT_REST &&
	    field_is_personal(field);
	m->slot.proposed = kind == FIELD_TIME;
	m->slot.many = kind == FIELD_UNITS || kind == FIELD_ENTRIES;
	m->slot.loose = kind == FIELD_DEMAND;
	m->slot.wanted = needed;
	if (m->slot.kind == SLOT_PICK)
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
	if (move_many_refused(s) > 0)
		slot_add(s, MOVE_SLOT_REST, true);
}

static struct slot *
slot_of(struct move_state *s, enum move_field field)
{
	for (size_t i = 0; i < s->slots; i++)
		if (s->slot[i].field == field)
			return &s->slot[i].slot;
	return NULL;
}

void
move_slots_follow(struct move_state *s)
{
	struct slot *entries = slot_of(s, MOVE_FIELD_ENTRIES);
	struct slot *answer = slot_of(s, MOVE_FIELD_ANSWER);
	struct slice ids = entries ? slice_of(slot_value(entries)) :
	    slice_of("");
	struct entry entry = ENTRY_INIT;
	struct err quiet = ERR_INIT;
	char *id;

	if (!answer || answer->touched || !slot_empty(answer) ||
	    ids.bytes == 0 || !s->app->kb)
		return;
	id = slice_dup(slice_word(&ids));
	if (kb_entry(s->app->kb, id, &entry, &quiet) == ST_OK)
		slot_set(answer, reading_lead_of(&entry));
	entry_release(&entry);
	free(id);
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

static void
note_empty(const struct move_state *s, struct slot *slot,
    enum move_field field)
{
	const struct demand_option *o = move_chosen(s);
	bool orders = o && (o->move->event == MOVE_DISPATCH ||
	    o->move->event == MOVE_SUBMIT);

	if (slot->wanted && s->tried)
		slot_note(slot, STYLE_BAD, "%s", _("is missing"));
	else if (s->marks && orders && (field == MOVE_FIELD_UNIT ||
	    field == MOVE_FIELD_CLASS))
		slot_note(slot, STYLE_FAINT, "%s", _("each as proposed"));
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
		enum field_kind kind = kind_of(s->slot[i - 1].field);

		buf_reset(&slot->note);
		if (slot_empty(slot)) {
			note_empty(s, slot, s->slot[i - 1].field);
		} else if (kind == FIELD_TIME)
			note_time(s, slot);
		else if (kind == FIELD_DAYS)
			note_days(slot);
		else if (s->slot[i - 1].field == MOVE_SLOT_REST &&
		    strcmp(slot_value(slot), "yes") != 0)
			slot_note(slot, STYLE_BAD, "%s",
			    _("then nothing is done"));
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

		if (m->field == MOVE_SLOT_REST)
			continue;
		if (field_kind(m->field) == FIELD_TIME &&
		    when_parse(slice_of(value), tui_now(s->t), &at, &timed))
			value = clock_text(at, CLOCK_MINUTES, text);
		out->value[m->field] = texts_keep(t, slice_of(value));
	}
}
