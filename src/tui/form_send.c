/*
 * form_send.c - what becomes of a form: a demand, an answer, or a contact on
 * a demand that is there.
 */
#include "tui/answer_view.h"
#include "tui/callbar.h"
#include "tui/form_view.h"
#include "tui/move_view.h"
#include "tui/reading.h"

#include "app/learned.h"
#include "base/clock.h"
#include "base/intl.h"
#include "store/kb.h"

#include <string.h>

static void
steps_set(const struct form_state *s, const char *now,
    struct demand_input *in)
{
	const struct referral *r = form_referral(s);
	struct demand_step *step = &in->step[0];

	if (form_consultation(s) && !r)
		return;
	in->steps = 1;
	if (r) {
		step->event = MOVE_REFER;
		step->fields.value[MOVE_FIELD_ROUTE] =
		    form_value(s, FORM_REFER);
		step->fields.value[MOVE_FIELD_TOLD] = r->channel;
		step->fields.value[MOVE_FIELD_HANDED_AT] = now;
		return;
	}
	step->event = MOVE_SUBMIT;
	step->fields.value[MOVE_FIELD_UNIT] = form_value(s, FORM_UNIT);
	step->fields.value[MOVE_FIELD_CLASS] = form_value(s, FORM_CLASS);
	step->fields.value[MOVE_FIELD_WISH] = form_value(s, FORM_WISH);
	if (strcmp(form_value(s, FORM_AT_ONCE), "yes") == 0)
		in->step[in->steps++].event = MOVE_DISPATCH;
}

/* What was searched before the form, for the gaps and the ranking. */
static void
search_log(struct form_state *s)
{
	struct err ignored = ERR_INIT;	/* the demand itself is safe */
	struct search_log log = {
		.at = tui_now(s->t),
		.kb_generation = s->app->kb ? kb_generation(s->app->kb) : 0,
		.hits = (int64_t)s->side.hits.count,
		.demand = s->made.id,
		.operator = s->app->person,
		.query = s->words,
		.opened = s->entry_id ? s->entry_id : "",
		.used = "",
	};

	if (s->words && *s->words)
		(void)ledger_log_search(s->app->ledger, &log, &ignored);
}

/* The next call about the same finds the topic that was sent. */
static void
learn(const struct form_state *s)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s\n%s", form_value(s, FORM_TITLE),
	    form_value(s, FORM_CONTENT));
	if (s->app->learned)
		learned_add(s->app->learned, form_value(s, FORM_TOPIC),
		    buf_slice(&text));
	buf_release(&text);
}

/* The register keeps that the look for the same matter was shown. */
static void
shown_set(const struct form_state *s, struct buf *numbers,
    struct demand_input *in)
{
	const struct demands *same = &s->side.same;

	for (size_t i = 0; i < same->count; i++)
		buf_addf(numbers, "%s%s", i ? " " : "",
		    same->demand[i].number);
	in->shown = buf_text(numbers);
}

static enum status
send(struct form_state *s, struct err *err)
{
	char begun[CLOCK_TEXT_BYTES], now[CLOCK_TEXT_BYTES];
	struct demand_input in;
	struct buf when = BUF_INIT, shown = BUF_INIT;
	enum status st;

	if (!s->app->ledger)
		return fail(err, ST_NOT_FOUND, "no ledger is open");
	form_input(s, &in, &when);
	in.intake_at = clock_text(s->begun_at, CLOCK_ISO, begun);
	steps_set(s, clock_text(tui_now(s->t), CLOCK_MINUTES, now), &in);
	shown_set(s, &shown, &in);
	st = demand_new(s->app, &in, &s->made, err);
	buf_release(&shown);
	buf_release(&when);
	return st;
}

void
form_submit(struct form_state *s)
{
	enum form_slot wrong;

	slot_leave(&s->slot[s->at]);
	s->tried = true;
	s->err = (struct err)ERR_INIT;
	form_refresh(s);
	wrong = form_wrong(s);
	if (wrong != FORM_SLOT_COUNT) {
		s->at = wrong;
		tui_say(s->t, STYLE_BAD, "%s: %s", s->slot[wrong].label,
		    buf_text(&s->slot[wrong].note));
		return;
	}
	if (send(s, &s->err) != ST_OK) {
		tui_say_err(s->t, &s->err);
		return;
	}
	s->done = true;
	s->changed = false;
	learn(s);
	search_log(s);
	call_touch(tui_call(s->t), s->made.number);
	tui_reload_below(s->t);
	tui_say(s->t, STYLE_GOOD, _("Submitted: %s"), s->made.number);
}

void
form_answer(struct form_state *s)
{
	const struct hit *hit = form_side_hit(&s->side);
	struct entry entry = ENTRY_INIT;
	struct err err = ERR_INIT;
	struct demand_input in;
	struct buf when = BUF_INIT;
	struct answer_start start = { .words = form_value(s, FORM_TITLE),
		.hits = s->side.hits.count, .form = &in, .over = &s->over };

	if (!hit) {
		tui_say(s->t, STYLE_WARN, "%s",
		    _("No entry beside the form answers this"));
		return;
	}
	if (kb_entry(s->app->kb, hit->entry_id, &entry, &err) != ST_OK) {
		tui_say_err(s->t, &err);
		return;
	}
	form_input(s, &in, &when);
	if (!s->slot[FORM_TYPE].touched)
		in.type = NULL;		/* what is answered is a question */
	if (!*start.words)
		start.words = in.content;
	start.entry = &entry;
	start.live = entry_force_live(entry_force(&entry,
	    clock_day(tui_now(s->t))));
	start.lead = reading_lead_of(&entry);
	tui_open(s->t, &answer_view, &start);
	entry_release(&entry);
	buf_release(&when);
}

/* What the caller says now, as one text for the record. */
static void
contact_text(const struct form_state *s, struct buf *out)
{
	const char *title = form_value(s, FORM_TITLE);
	const char *content = form_value(s, FORM_CONTENT);

	buf_add_text(out, title);
	if (*content && strcmp(title, content) != 0)
		buf_addf(out, "%s%s", *title ? "\n" : "", content);
}

void
form_contact(struct form_state *s)
{
	const struct demand *d = form_side_demand(&s->side);
	const struct call *call = tui_call(s->t);
	const char *phone = form_value(s, FORM_PHONE);
	struct buf text = BUF_INIT;
	struct move_fields fields = { 0 };
	struct move_start start = { .event = MOVE_REPEAT_CALL,
		.fields = &fields, .draft = s->request, .over = &s->over };

	start.number = d ? d->number : call->opens > 0 ? call->open[0].id :
	    NULL;
	if (!start.number) {
		tui_say(s->t, STYLE_WARN, "%s",
		    _("There is no open demand that may be the same"));
		return;
	}
	contact_text(s, &text);
	fields.value[MOVE_FIELD_TEXT] = buf_text(&text);
	fields.value[MOVE_FIELD_PHONE] = *phone ? phone : call->phone;
	tui_open(s->t, &move_view, &start);
	buf_release(&text);
}

void
form_copy(struct form_state *s)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, _("Your demand has the number %s."), s->made.number);
	if (s->made.unit.bytes > 0)
		buf_addf(&text, _(" It goes to %s."), buf_text(&s->made.unit));
	tui_copy(s->t, buf_slice(&text));
	tui_say(s->t, STYLE_GOOD, "%s", _("The text is in the clipboard"));
	buf_release(&text);
}
