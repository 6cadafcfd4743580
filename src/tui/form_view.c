/*
 * form_view.c - the demand form: from the caller's words to a demand, an
 * answer, or a contact on a demand that is there.
 *
 * What was typed is kept as a draft within a second, under the same name that
 * the demand will be sent by; so a form that is found again and sent again
 * makes one demand. The draft goes with the demand's own commit.
 */
#include "tui/form_view.h"
#include "tui/callbar.h"

#include "app/learned.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/kb.h"
#include "store/mask.h"

#include <stdlib.h>
#include <string.h>

#define PHONE_DIGITS 12			/* a demand's number has 14 */

static bool
consists_of(const char *words, const char *characters)
{
	return strspn(words, characters) == strlen(words);
}

/*
 * A whole question is content; as a title it would be cut. A number that was
 * looked up is no title but maybe the caller's, and letters that stand for
 * Chinese are none either.
 */
static void
start_words(struct form_state *s, const char *words)
{
	bool title = utf8_chars(slice_of(words)) <=
	    demand_input_chars(DEMAND_INPUT_title);
	struct slot *phone = &s->slot[FORM_PHONE];
	struct buf form = BUF_INIT;

	s->words = xstrdup(words);
	if (consists_of(words, "0123456789 -+()")) {
		if (slot_empty(phone) && phone_form(&form, slice_of(words)) &&
		    form.bytes <= PHONE_DIGITS)
			slot_set(phone, slice_of(words));
	} else if (intl_language() == LANGUAGE_EN ||
	    !consists_of(words, "abcdefghijklmnopqrstuvwxyz '"))
		slot_set(&s->slot[title ? FORM_TITLE : FORM_CONTENT],
		    slice_of(words));
	buf_release(&form);
}

/* The topic the selected entry has; the words may still change it. */
static void
start_entry(struct form_state *s, const char *entry_id)
{
	struct entry entry = ENTRY_INIT;
	struct err quiet = ERR_INIT;
	const struct topic *topic = NULL;

	s->entry_id = xstrdup(entry_id);
	if (s->app->kb && s->app->directory &&
	    kb_entry(s->app->kb, entry_id, &entry, &quiet) == ST_OK)
		topic = directory_topic_find(s->app->directory,
		    slice_of(entry_get(&entry, ENTRY_TOPIC)));
	if (topic && topic->leaf)
		form_set(s, FORM_TOPIC, topic->code);
	entry_release(&entry);
}

static void
start_new(struct form_state *s, const struct form_start *start)
{
	const struct call *call = tui_call(s->t);

	request_make(s->request);
	s->begun_at = call_going_on(call) ? call->begun_at : tui_now(s->t);
	slot_set(&s->slot[FORM_PHONE], slice_of(call->phone));
	if (start && start->words && *start->words)
		start_words(s, start->words);
	if (start && start->entry_id && *start->entry_id)
		start_entry(s, start->entry_id);
	s->at = slot_empty(&s->slot[FORM_TITLE]) ? FORM_TITLE : FORM_CONTENT;
}

static void
form_close(void *state)
{
	struct form_state *s = state;

	form_slots_release(s);
	form_side_release(&s->side);
	demand_made_release(&s->made);
	free(s->words);
	free(s->entry_id);
}

static void
learn_more(struct form_state *s)
{
	if (s->app->learned)
		(void)learned_more(s->app->learned, s->app->ledger,
		    s->app->kb);
}

static enum status
form_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	const struct form_start *start = arg;
	struct form_state *s = state;
	enum status st = ST_OK;

	s->t = t;
	s->app = tui_app(t);
	s->at = FORM_CONTENT;
	if (!s->app->learned && s->app->directory)
		s->app->learned = learned_new(s->app->directory);
	learn_more(s);
	form_slots_init(s);
	form_side_init(&s->side);
	if (start && start->draft)
		st = form_draft_load(s, start->draft, err);
	else
		start_new(s, start);
	if (st == ST_OK)
		form_refresh(s);
	else
		form_close(s);
	return st;
}

static enum context
form_context(const void *state)
{
	const struct form_state *s = state;

	if (s->done)
		return CONTEXT_DEMAND;
	if (s->slot[s->at].open)
		return CONTEXT_CHOICE;
	return s->slot[s->at].kind == SLOT_LINES ? CONTEXT_CONTENT :
	    CONTEXT_FORM;
}

/* Typing must not wait for it, so it comes after a pause. */
static enum status
form_idle(void *state, struct err *err)
{
	struct form_state *s = state;

	if (s->done || s->over)
		return ST_OK;
	form_refresh(s);
	return form_side_load(s, err);
}

static unsigned
changed(struct form_state *s)
{
	s->ever = s->changed = true;
	s->leaving = false;
	return AFTER_REDRAW | AFTER_RELOAD;
}

static unsigned
form_text(void *state, struct slice text)
{
	struct form_state *s = state;

	if (s->done)
		return AFTER_NOTHING;
	return slot_type(&s->slot[s->at], text) ? changed(s) : AFTER_REDRAW;
}

static unsigned
form_paste(void *state, struct slice text)
{
	struct form_state *s = state;

	if (s->done)
		return AFTER_NOTHING;
	return slot_paste(&s->slot[s->at], text) ? changed(s) : AFTER_REDRAW;
}

static unsigned
act_pane(struct form_state *s, int by)
{
	bool open = s->slot[s->at].open;

	slot_leave(&s->slot[s->at]);
	form_refresh(s);		/* what the next slot offers */
	s->at = (enum form_slot)(((int)s->at + FORM_SLOT_COUNT + by) %
	    FORM_SLOT_COUNT);
	return open ? changed(s) : AFTER_REDRAW | AFTER_RELOAD;
}

/* Keeps the draft; what went wrong is said and stays on the form. */
static bool
keep(struct form_state *s)
{
	s->err = (struct err)ERR_INIT;
	if (form_draft_save(s, &s->err) == ST_OK)
		return true;
	tui_say_err(s->t, &s->err);
	return false;
}

static unsigned
act_save(struct form_state *s)
{
	slot_leave(&s->slot[s->at]);
	if (keep(s)) {
		s->ever = true;
		tui_say(s->t, STYLE_GOOD, "%s",
		    _("Kept; it is among your drafts"));
		tui_reload_below(s->t);
	}
	return AFTER_REDRAW;
}

/* Esc gives up a list, then leaves. Only a second one leaves a form whose
 * draft cannot be kept. */
static unsigned
act_back(struct form_state *s)
{
	if (slot_close(&s->slot[s->at]))
		return changed(s);
	if (!s->changed || s->leaving)
		return AFTER_REDRAW | AFTER_POP;
	if (!keep(s)) {
		s->leaving = true;
		return AFTER_REDRAW;
	}
	tui_say(s->t, STYLE_GOOD, "%s", _("Kept; it is among your drafts"));
	tui_reload_below(s->t);
	return AFTER_REDRAW | AFTER_POP;
}

static unsigned
act_side(struct form_state *s, int by)
{
	const struct action *move = action_get(by > 0 ? ACTION_NEXT :
	    ACTION_PREVIOUS);

	s->side.moved = true;
	(void)list_act(&s->side.list, move, 1, form_side_id, &s->side);
	return AFTER_REDRAW;
}

static unsigned
act_take(struct form_state *s)
{
	if (form_side_take(s))
		return changed(s);
	tui_say(s->t, STYLE_WARN, "%s",
	    _("The text offers nothing for the slots"));
	return AFTER_REDRAW;
}

/* What the side shows is of what was typed, also when keys came in a burst. */
static unsigned
act_desk(struct form_state *s, const struct action *a)
{
	struct err err = ERR_INIT;

	slot_leave(&s->slot[s->at]);
	form_refresh(s);
	s->side.wanted = true;
	if (form_side_load(s, &err) == ST_CANCELLED)
		(void)form_side_load(s, &err);
	if (a->verb == VERB_TAKE)
		return act_take(s);
	if (a->verb == VERB_ANSWER)
		form_answer(s);
	else
		form_contact(s);
	return AFTER_REDRAW;
}

static unsigned
act_slot(struct form_state *s, const struct action *a)
{
	struct slot *slot = &s->slot[s->at];
	size_t at = slot->editor.at;
	enum edited done = slot_act(slot, a);

	if (done == EDITED_NOT_MINE)
		return AFTER_PASS;
	if (a->verb == VERB_CHOOSE)
		return act_pane(s, 1) | changed(s);
	/* Up in the first line and down in the last leave the lines. */
	if (a->verb == VERB_MOVE && slot->kind == SLOT_LINES &&
	    slot->editor.at == at)
		return act_pane(s, a->arg);
	return done == EDITED_TEXT ? changed(s) : AFTER_REDRAW;
}

static unsigned
act_done(struct form_state *s, const struct action *a)
{
	switch (a->verb) {
	case VERB_BACK:
	case VERB_CHOOSE:
		return AFTER_REDRAW | AFTER_POP;
	case VERB_COPY:
		form_copy(s);
		return AFTER_REDRAW;
	case VERB_DEMAND_MOVE:
		tui_go(s->t, &sheet_view, s->made.number);
		return AFTER_REDRAW;
	default:
		return AFTER_PASS;
	}
}

static unsigned
form_act(void *state, const struct action *a)
{
	struct form_state *s = state;

	if (s->done)
		return act_done(s, a);
	switch (a->verb) {
	case VERB_BACK:
		return act_back(s);
	case VERB_PANE:
		return act_pane(s, a->arg);
	case VERB_SUGGEST:
		return act_side(s, a->arg);
	case VERB_SAVE:
		return act_save(s);
	case VERB_SUBMIT:
		form_submit(s);
		return AFTER_REDRAW;
	case VERB_TAKE:
	case VERB_ANSWER:
	case VERB_CONTACT:
		return act_desk(s, a);
	default:
		return act_slot(s, a);
	}
}

static unsigned
form_tick(void *state, int64_t now)
{
	struct form_state *s = state;

	(void)now;
	if (s->changed && !s->done && !s->over)
		(void)keep(s);
	learn_more(s);
	if (s->side.behind) {
		s->side.wanted = true;
		return AFTER_REDRAW | AFTER_RELOAD;
	}
	return AFTER_REDRAW;
}

static void
form_save(void *state)
{
	struct form_state *s = state;

	if (s->changed && !s->done && !s->over && !s->leaving)
		(void)keep(s);
}

const struct view_ops form_view = {
	.name = "form",
	.title = N_("Demand form"),
	.size = sizeof(struct form_state),
	.open = form_open,
	.context = form_context,
	.act = form_act,
	.text = form_text,
	.paste = form_paste,
	.idle = form_idle,
	.tick = form_tick,
	.draw = form_draw,
	.save = form_save,
	.close = form_close,
};
