/*
 * form_slots.c - the slots of the demand form: their choices, what the form
 * fills in by itself, and what is said beside each.
 */
#include "tui/form_view.h"

#include "app/directory.h"
#include "app/learned.h"
#include "app/told.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/mask.h"
#include "text/when.h"
#include "tui/callbar.h"
#include "tui/choices_desk.h"

#include <string.h>

#define PROPOSE_CHARS 2000
#define LEFT_SHOWN 100			/* limits that are worth saying */
#define PERCENT_MIN 10			/* less is no proposal */
#define PERCENT_SURE 40

static const struct form_row rows[] = {
#define X(id, name, kind, loose, place, input, label) \
	[FORM_##id] = { name, label, SLOT_##kind, loose, FORM_##place, \
	    DEMAND_INPUT_##input },
	FORM_SLOT_LIST(X)
#undef X
};

static const size_t chars_max[] = {
#define X(name, chars, lines, words) [DEMAND_INPUT_##name] = chars,
	DEMAND_INPUT_LIST(X)
#undef X
	[DEMAND_INPUT_COUNT] = 40
};

const struct form_row *
form_row(enum form_slot slot)
{
	return &rows[slot];
}

/* Of the district that was chosen, else of all. */
static void
streets_fill(struct form_state *s)
{
	const char *above = buf_text(&s->slot[FORM_DISTRICT].code);

	if (s->streets.count > 0 &&
	    slice_is(buf_slice(&s->streets_of), above))
		return;
	buf_reset(&s->streets_of);
	buf_add_text(&s->streets_of, above);
	choices_reset(&s->streets);
	choices_streets(&s->streets, s->app->directory, above);
	slot_choices(&s->slot[FORM_STREET], &s->streets);
}

static const struct choices *
choices_for(const struct form_state *s, enum form_slot slot)
{
	switch (slot) {
	case FORM_TYPE:
		return &s->types;
	case FORM_CLASS:
		return &s->classes;
	case FORM_ANONYMOUS:
	case FORM_SECRET:
	case FORM_AT_ONCE:
		return &s->yes_no;
	case FORM_DISTRICT:
		return &s->districts;
	case FORM_STREET:
		return &s->streets;
	case FORM_TOPIC:
		return &s->topics;
	case FORM_REFER:
		return &s->routes;
	default:
		return &s->units;
	}
}

void
form_slots_init(struct form_state *s)
{
	choices_types(&s->types);
	choices_field(&s->classes, MOVE_FIELD_CLASS);
	choices_field(&s->routes, MOVE_FIELD_ROUTE);
	choices_yes_no(&s->yes_no);
	choices_topics(&s->topics, s->app->directory);
	choices_units(&s->units, s->app->directory);
	choices_districts(&s->districts, s->app->directory);
	for (int i = 0; i < FORM_SLOT_COUNT; i++) {
		struct slot *slot = &s->slot[i];

		slot_init(slot, rows[i].kind, _(rows[i].label),
		    chars_max[rows[i].input]);
		slot->loose = rows[i].loose;
		if (rows[i].kind == SLOT_PICK)
			slot->choices = choices_for(s, (enum form_slot)i);
	}
	s->slot[FORM_PHONE].masked = true;
	streets_fill(s);
}

void
form_slots_release(struct form_state *s)
{
	struct choices *all[] = { &s->types, &s->classes, &s->routes,
		&s->yes_no, &s->districts, &s->streets, &s->topics, &s->units };

	for (int i = 0; i < FORM_SLOT_COUNT; i++)
		slot_release(&s->slot[i]);
	for (size_t i = 0; i < COUNT(all); i++)
		choices_release(all[i]);
	buf_release(&s->streets_of);
}

const char *
form_value(const struct form_state *s, enum form_slot slot)
{
	return slot_value(&s->slot[slot]);
}

void
form_set(struct form_state *s, enum form_slot slot, const char *value)
{
	if (strcmp(form_value(s, slot), value) != 0)
		slot_set(&s->slot[slot], slice_of(value));
}

bool
form_consultation(const struct form_state *s)
{
	return strcmp(form_value(s, FORM_TYPE),
	    demand_type_code(DEMAND_CONSULTATION)) == 0;
}

const struct referral *
form_referral(const struct form_state *s)
{
	const char *code = form_value(s, FORM_REFER);

	return *code && s->app->directory ?
	    directory_referral(s->app->directory, *code - '0') : NULL;
}

/* It goes to a dispatcher when it is submitted. */
static bool
goes_out(const struct form_state *s)
{
	return !form_consultation(s) && !form_referral(s);
}

/* The day as a date and the time of day if one was said; else the words. */
static void
when_text(const struct form_state *s, struct buf *out)
{
	const char *said = form_value(s, FORM_WHEN);
	char text[CLOCK_TEXT_BYTES];
	int64_t at;
	bool timed;

	if (*said && when_parse(slice_of(said), tui_now(s->t), &at, &timed))
		buf_add_text(out, clock_text(at, timed ? CLOCK_MINUTES :
		    CLOCK_DATE, text));
	else
		buf_add_text(out, said);
}

void
form_input(const struct form_state *s, struct demand_input *in,
    struct buf *when)
{
	memset(in, 0, sizeof(*in));
	when_text(s, when);
	for (int i = 0; i < FORM_SLOT_COUNT; i++)
		if (rows[i].input != DEMAND_INPUT_COUNT)
			*demand_input_at(in, rows[i].input) =
			    form_value(s, (enum form_slot)i);
	in->event_time = buf_text(when);
	if (!*in->content && !goes_out(s))
		in->content = in->title;
	in->request_id = s->request;
	in->draft = s->request;
}

/* Title and content, the words that type and topic are sought by; as much of
 * them as can be read between two keys. */
static void
text_of(const struct form_state *s, struct buf *out)
{
	buf_addf(out, "%s\n", form_value(s, FORM_TITLE));
	buf_add_slice(out, utf8_first(slice_of(form_value(s, FORM_CONTENT)),
	    PROPOSE_CHARS));
}

static void
propose_type(struct form_state *s, struct slice text)
{
	enum demand_type type = DEMAND_HELP_REQUEST;
	struct slot *slot = &s->slot[FORM_TYPE];
	struct slice because = { "", 0 };

	if (slot->touched || slot->open)
		return;
	if (form_referral(s))
		type = DEMAND_CONSULTATION;
	else
		(void)told_type(text, &type, &because);
	form_set(s, FORM_TYPE, demand_type_code(type));
	if (because.bytes > 0)
		slot_note(slot, STYLE_FAINT, _("by \"%.*s\""),
		    (int)because.bytes, because.text);
}

static void
propose_topic(struct form_state *s, struct slice text)
{
	struct slot *slot = &s->slot[FORM_TOPIC];
	const struct topic *t;
	struct buf words = BUF_INIT;
	int percent = 0;

	s->maybe = NULL;
	if (slot->touched || slot->open || !s->app->learned)
		return;
	t = learned_topic(s->app->learned, text, &percent, &words);
	s->maybe_percent = percent;
	if (percent < PERCENT_MIN) {	/* offered, not filled in */
		s->maybe = t;
		t = NULL;
	}
	if (!t && s->guessed) {
		slot_set(slot, slice_of(""));
		s->guessed = false;
	}
	if (t) {
		s->guessed = true;
		form_set(s, FORM_TOPIC, t->code);
		slot_note(slot, percent < PERCENT_SURE ? STYLE_WARN :
		    STYLE_FAINT, _("%d%% by %s"), percent,
		    words.bytes > 0 ? buf_text(&words) : _("all words"));
	}
	buf_release(&words);
}

static void
propose_flags(struct form_state *s)
{
	bool tipoff = strcmp(form_value(s, FORM_TYPE),
	    demand_type_code(DEMAND_TIPOFF)) == 0;
	bool nobody = slot_empty(&s->slot[FORM_NAME]) &&
	    slot_empty(&s->slot[FORM_PHONE]);

	if (!s->slot[FORM_SECRET].touched)
		form_set(s, FORM_SECRET, tipoff ? "yes" : "no");
	if (!s->slot[FORM_ANONYMOUS].touched || !nobody)
		form_set(s, FORM_ANONYMOUS, nobody &&
		    !*tui_call(s->t)->phone &&
		    call_going_on(tui_call(s->t)) ? "yes" : "no");
}

/* Class and unit by the catalogue. */
static void
propose_route(struct form_state *s)
{
	struct demand_input in;
	struct buf when = BUF_INIT;
	struct err quiet = ERR_INIT;

	form_input(s, &in, &when);
	in.title = in.content = in.wish = NULL;	/* the topic is known */
	s->routed = s->app->directory && !slot_empty(&s->slot[FORM_TOPIC]) &&
	    demand_propose(s->app, &in, &s->route, &quiet) == ST_OK;
	buf_release(&when);
	if (!s->routed)
		return;
	if (!s->slot[FORM_CLASS].touched && !s->slot[FORM_CLASS].open) {
		form_set(s, FORM_CLASS, s->route.class);
		slot_note(&s->slot[FORM_CLASS], STYLE_FAINT, "%s",
		    _("by the catalogue"));
	}
	if (!s->slot[FORM_UNIT].touched && !s->slot[FORM_UNIT].open)
		form_set(s, FORM_UNIT, s->route.lead);
}

/* An operator sends an order to the unit where the catalogue leaves no doubt;
 * else a dispatcher decides. */
static void
note_at_once(struct form_state *s)
{
	struct slot *slot = &s->slot[FORM_AT_ONCE];
	bool wants = strcmp(slot_value(slot), "yes") == 0;
	bool may = s->routed && s->route.clear &&
	    strcmp(form_value(s, FORM_UNIT), s->route.lead) == 0;

	if (!slot->touched)
		form_set(s, FORM_AT_ONCE, "no");
	if (!s->routed || !goes_out(s))
		return;
	if (wants && !may)
		slot_note(slot, STYLE_BAD, "%s", _("a dispatcher decides"));
	else
		slot_note(slot, s->route.clear ? STYLE_FAINT : STYLE_WARN,
		    s->route.clear ? _("line %d: clear") :
		    _("line %d: not clear"), s->route.row);
}

static void
note_phone(struct form_state *s)
{
	struct slot *slot = &s->slot[FORM_PHONE];
	struct buf form = BUF_INIT, typed = BUF_INIT;

	if (!slot_empty(slot)) {
		if (!phone_form(&form, slice_of(slot_value(slot))))
			slot_note(slot, STYLE_BAD, "%s",
			    _("not a phone number"));
		else if (phone_form(&typed, slice_of(tui_call(s->t)->phone))
		    && slice_equal(buf_slice(&form), buf_slice(&typed)))
			slot_note(slot, STYLE_FAINT, "%s",
			    _("of this call"));
	}
	buf_release(&form);
	buf_release(&typed);
}

static void
note_when(struct form_state *s)
{
	static const char *const days[] = { "", N_("Mon"), N_("Tue"),
		N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun") };
	struct slot *slot = &s->slot[FORM_WHEN];
	char text[CLOCK_TEXT_BYTES];
	struct civil day;
	int64_t at;
	bool timed, future;

	if (slot_empty(slot))
		return;
	if (!when_parse(slice_of(slot_value(slot)), tui_now(s->t), &at,
	    &timed)) {
		slot_note(slot, STYLE_FAINT, "%s", _("kept as it was told"));
		return;
	}
	clock_civil(at, &day);
	future = at > tui_now(s->t);
	slot_note(slot, future ? STYLE_WARN : STYLE_FAINT, "= %s %s%s",
	    clock_text(at, timed ? CLOCK_MINUTES : CLOCK_DATE, text),
	    _(days[day.weekday]), future ? _(", in the future") : "");
}

static void
note_loose(struct slot *slot)
{
	if (!slot_empty(slot) && slot->code.bytes == 0 && !slot->open)
		slot_note(slot, STYLE_WARN, "%s", _("kept as it was said"));
}

static bool
who_missing(const struct form_state *s)
{
	return slot_empty(&s->slot[FORM_NAME]) &&
	    slot_empty(&s->slot[FORM_PHONE]) &&
	    strcmp(form_value(s, FORM_ANONYMOUS), "yes") != 0;
}

static bool
where_missing(const struct form_state *s)
{
	return !form_consultation(s) && slot_empty(&s->slot[FORM_DISTRICT]) &&
	    slot_empty(&s->slot[FORM_STREET]) &&
	    slot_empty(&s->slot[FORM_PLACE]);
}

/* Whether this slot is one of those that something is missing in. */
static bool
missing(const struct form_state *s, enum form_slot slot)
{
	bool empty = slot_empty(&s->slot[slot]);

	switch (slot) {
	case FORM_TITLE:
	case FORM_TYPE:
		return empty;
	case FORM_CONTENT:
	case FORM_WISH:
	case FORM_CLASS:
	case FORM_UNIT:
		return empty && goes_out(s);
	case FORM_PHONE:
		return who_missing(s);
	case FORM_DISTRICT:
		return where_missing(s);
	default:
		return false;
	}
}

static void
note_missing(struct form_state *s)
{
	for (int i = 0; i < FORM_SLOT_COUNT; i++) {
		struct slot *slot = &s->slot[i];

		slot->wanted = missing(s, (enum form_slot)i);
		if (slot->wanted && s->tried)
			slot_note(slot, STYLE_BAD, "%s",
			    i == FORM_PHONE ? _("who is missing") :
			    i == FORM_DISTRICT ? _("where is missing") :
			    _("is missing"));
	}
}

/* How much more goes in, where there is nothing else to say. */
static void
note_left(struct slot *slot)
{
	size_t left;

	if (slot->kind == SLOT_PICK || slot->note.bytes > 0 ||
	    slot->editor.chars_max < LEFT_SHOWN)
		return;
	left = editor_chars_left(&slot->editor);
	slot_note(slot, left == 0 ? STYLE_WARN : STYLE_FAINT,
	    _("%zu left"), left);
}

void
form_refresh(struct form_state *s)
{
	struct buf text = BUF_INIT;

	for (int i = 0; i < FORM_SLOT_COUNT; i++)
		buf_reset(&s->slot[i].note);
	streets_fill(s);
	text_of(s, &text);
	propose_type(s, buf_slice(&text));
	propose_topic(s, buf_slice(&text));
	buf_release(&text);
	propose_flags(s);
	propose_route(s);
	note_at_once(s);
	note_phone(s);
	note_when(s);
	note_loose(&s->slot[FORM_DISTRICT]);
	note_loose(&s->slot[FORM_STREET]);
	note_loose(&s->slot[FORM_TOPIC]);
	note_missing(s);
	note_left(&s->slot[s->at]);
}

enum form_slot
form_wrong(const struct form_state *s)
{
	for (int i = 0; i < FORM_SLOT_COUNT; i++)
		if (s->slot[i].wanted || (s->slot[i].note.bytes > 0 &&
		    s->slot[i].tone == STYLE_BAD))
			return (enum form_slot)i;
	return FORM_SLOT_COUNT;
}
