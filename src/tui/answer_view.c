/*
 * answer_view.c - "answered": the operator confirms type and topic, both
 * filled in, and the consultation is logged and closed in one step.
 *
 * The same dialog logs that nothing was found, which feeds the gap report.
 */
#include "tui/answer_view.h"
#include "tui/callbar.h"
#include "tui/editor.h"
#include "tui/request.h"
#include "tui/views.h"

#include "app/app.h"
#include "app/demand.h"
#include "app/directory.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"

#include <stdlib.h>
#include <string.h>

#define TOPIC_CHARS 80
#define REASON_CHARS 200
#define DIALOG_ROWS 12
#define DIALOG_COLS 72

enum answer_field { FIELD_TYPE, FIELD_TOPIC, FIELD_WHY, FIELD_COUNT };

struct answer_state {
	struct tui *t;
	char *words, *entry_id, *title, *answer;
	size_t hits;
	bool live;
	int64_t begun_at;
	char request[REQUEST_BYTES];	/* the same for every try */
	struct demand_input form;	/* what the demand form has */
	struct texts kept;		/* its texts */
	bool *over;
	enum demand_type type;
	enum answer_field field;
	struct editor topic;
	struct editor why;		/* nothing found, or not in force */
	struct err err;			/* of the last try; shown inside */
};

static bool
needs_why(const struct answer_state *s)
{
	return !s->entry_id || !s->live;
}

static const char *
field(const struct demand_input *in, enum demand_input_field f)
{
	const char *value = *demand_input_at((struct demand_input *)in, f);

	return value ? value : "";
}

/* A copy of what the form has: it may change underneath. */
static void
form_keep(struct answer_state *s, const struct answer_start *start)
{
	for (int i = 0; start->form && i < DEMAND_INPUT_COUNT; i++) {
		enum demand_input_field f = (enum demand_input_field)i;

		*demand_input_at(&s->form, f) = texts_keep(&s->kept,
		    slice_of(field(start->form, f)));
	}
	if (start->form) {
		s->form.draft = s->form.request_id;
		(void)demand_type_parse(slice_of(s->form.type), &s->type);
	}
	s->over = start->over;
}

/* The entry's topic, else the one whose key words were typed. */
static void
topic_fill(struct answer_state *s, const struct entry *entry)
{
	const struct directory *d = tui_app(s->t)->directory;
	const struct topic *topic = NULL;

	if (d && entry)
		topic = directory_topic_find(d,
		    slice_of(entry_get(entry, ENTRY_TOPIC)));
	if (d && !topic)
		topic = directory_topic_propose(d, slice_of(s->words));
	if (d && !topic && s->title)
		topic = directory_topic_propose(d, slice_of(s->title));
	if (d && *field(&s->form, DEMAND_INPUT_topic))
		topic = directory_topic_find(d, slice_of(s->form.topic));
	if (topic)
		editor_set(&s->topic, slice_of(directory_name(topic->name,
		    topic->name_en)));
}

static enum status
answer_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	const struct answer_start *start = arg;
	struct answer_state *s = state;

	(void)err;
	s->t = t;
	s->words = xstrdup(start->words);
	if (start->entry) {
		s->entry_id = xstrdup(entry_get(start->entry,
		    ENTRY_ENTRY_ID));
		s->title = xstrdup(entry_get(start->entry, ENTRY_TITLE));
		s->answer = slice_dup(start->lead);
	}
	s->hits = start->hits;
	s->live = start->live;
	s->begun_at = call_going_on(tui_call(t)) ? tui_call(t)->begun_at :
	    tui_now(t);
	s->type = DEMAND_CONSULTATION;
	request_make(s->request);
	form_keep(s, start);
	editor_init(&s->topic, false, TOPIC_CHARS);
	editor_init(&s->why, false, REASON_CHARS);
	topic_fill(s, start->entry);
	if (!s->entry_id)
		editor_set(&s->why, slice_of(_("no entry fits")));
	if (needs_why(s) && s->entry_id)
		s->field = FIELD_WHY;
	return ST_OK;
}

static void
answer_close(void *state)
{
	struct answer_state *s = state;

	free(s->words);
	free(s->entry_id);
	free(s->title);
	free(s->answer);
	texts_release(&s->kept);
	editor_release(&s->topic);
	editor_release(&s->why);
}

static enum context
answer_context(const void *state)
{
	(void)state;
	return CONTEXT_ANSWER;
}

static struct editor *
field_editor(struct answer_state *s)
{
	if (s->field == FIELD_TOPIC)
		return &s->topic;
	return s->field == FIELD_WHY ? &s->why : NULL;
}

static void
fields_set(struct answer_state *s, struct move_fields *f)
{
	const char *why = buf_text(&s->why.text);

	f->value[MOVE_FIELD_ANSWER] = s->answer ? s->answer :
	    _("No entry of the knowledge base answers this.");
	f->value[MOVE_FIELD_ACCEPTED] = "yes";
	f->value[MOVE_FIELD_ENTRIES] = s->entry_id;
	f->value[MOVE_FIELD_QUERY] = s->words;
	if (!s->entry_id)
		f->value[MOVE_FIELD_NONE_FOUND] = why;
	else if (!s->live)
		f->value[MOVE_FIELD_LAPSED] = why;
}

static void
search_log(struct answer_state *s, const struct demand_made *made)
{
	struct app *app = tui_app(s->t);
	struct err ignored = ERR_INIT;	/* the demand itself is safe */
	struct search_log log = {
		.at = tui_now(s->t),
		.kb_generation = app->kb ? kb_generation(app->kb) : 0,
		.hits = (int64_t)s->hits,
		.demand = made->id,
		.operator = app->person,
		.query = s->words,
		.opened = s->entry_id ? s->entry_id : "",
		.used = s->entry_id ? s->entry_id : "",
	};

	if (*s->words)
		(void)ledger_log_search(app->ledger, &log, &ignored);
}

static enum status
answer_log(struct answer_state *s, struct demand_made *made)
{
	const struct call *call = tui_call(s->t);
	char begun[CLOCK_TEXT_BYTES];
	struct demand_input in = s->form;
	enum status st;

	in.type = demand_type_code(s->type);
	in.topic = buf_text(&s->topic.text);
	in.intake_at = clock_text(s->begun_at, CLOCK_ISO, begun);
	if (!in.request_id) {		/* no form asked */
		in.request_id = s->request;
		in.claimant_phone = call->phone;
		in.anonymous = *call->phone ? "no" : "yes";
	}
	if (!in.title || !*in.title)
		in.title = *s->words ? s->words : s->title;
	if (!in.content || !*in.content)
		in.content = in.title;
	in.steps = 1;
	in.step[0].event = MOVE_ANSWER;
	fields_set(s, &in.step[0].fields);
	st = demand_new(tui_app(s->t), &in, made, &s->err);
	if (st == ST_OK)
		search_log(s, made);
	return st;
}

static unsigned
act_log(struct answer_state *s)
{
	struct demand_made made = DEMAND_MADE_INIT;
	unsigned after = AFTER_REDRAW;

	if (!tui_app(s->t)->ledger) {
		fail(&s->err, ST_NOT_FOUND, "no ledger is open");
		return AFTER_REDRAW;
	}
	if (answer_log(s, &made) == ST_OK) {
		tui_say(s->t, STYLE_GOOD, _("Logged as answered: %s"),
		    made.number);
		call_touch(tui_call(s->t), made.number);
		tui_reload_below(s->t);
		after = AFTER_REDRAW | AFTER_POP;
		if (s->over) {
			*s->over = true;
			tui_home(s->t);
		}
	}
	demand_made_release(&made);
	return after;
}

static unsigned
act_field(struct answer_state *s, int by)
{
	int count = needs_why(s) ? FIELD_COUNT : FIELD_COUNT - 1;

	s->field = (enum answer_field)(((int)s->field + count + by) % count);
	return AFTER_REDRAW;
}

static unsigned
act_type(struct answer_state *s, int by)
{
	s->type = (enum demand_type)(((int)s->type + DEMAND_TYPE_COUNT + by) %
	    DEMAND_TYPE_COUNT);
	return AFTER_REDRAW;
}

static unsigned
answer_act(void *state, const struct action *a)
{
	struct answer_state *s = state;
	struct editor *e = field_editor(s);

	if (a->verb == VERB_CHOOSE || a->verb == VERB_ANSWER)
		return act_log(s);
	if (a->verb == VERB_MOVE || a->verb == VERB_PANE)
		return act_field(s, a->arg);
	if (a->verb == VERB_CHAR && !e)
		return act_type(s, a->arg);
	if (e && editor_act(e, a) != EDITED_NOT_MINE)
		return AFTER_REDRAW;
	return AFTER_PASS;
}

static unsigned
answer_text(void *state, struct slice text)
{
	struct answer_state *s = state;

	if (field_editor(s))
		editor_type(field_editor(s), text);
	return AFTER_REDRAW;
}

static unsigned
answer_paste(void *state, struct slice text)
{
	struct answer_state *s = state;

	if (field_editor(s))
		editor_paste(field_editor(s), text);
	return AFTER_REDRAW;
}

static int
draw_label(struct canvas *c, struct area a, int row, const char *label,
    bool focus)
{
	canvas_text(c, a.row + row, a.col + 1,
	    focus ? STYLE_FOCUS : STYLE_LABEL, label);
	return a.col + 14;
}

static void
draw_editor(const struct editor *e, struct canvas *c, struct area a,
    int row, const char *label, bool focus)
{
	int col = draw_label(c, a, row, label, focus);

	editor_draw(e, c, (struct area){ a.row + row, col, 1,
	    a.col + a.cols - col - 1 }, STYLE_FIELD, focus);
}

static void
draw_type(const struct answer_state *s, struct canvas *c, struct area a)
{
	bool focus = s->field == FIELD_TYPE;
	int col = draw_label(c, a, 3, _("Type"), focus);

	if (focus)
		canvas_cursor(c, a.row + 3, col);
	canvas_printf(c, a.row + 3, col, focus ? STYLE_PLAIN |
	    STYLE_SELECTED : STYLE_PLAIN, " %s ", demand_type_words(s->type));
}

static void
answer_draw(const void *state, struct canvas *c)
{
	const struct answer_state *s = state;
	struct area a = canvas_box(c, canvas_centre(c, DIALOG_ROWS,
	    DIALOG_COLS), STYLE_FRAME, s->entry_id ? _("Answered") :
	    _("Answered, nothing was found"));

	canvas_put_cut(c, a.row, a.col + 1, a.cols - 2, STYLE_HEAD,
	    slice_of(s->title ? s->title : s->words));
	draw_label(c, a, 1, _("Words"), false);
	canvas_put_cut(c, a.row + 1, a.col + 14, a.cols - 15, STYLE_FAINT,
	    slice_of(s->words));
	draw_type(s, c, a);
	draw_editor(&s->topic, c, a, 4, _("Topic"), s->field == FIELD_TOPIC);
	if (needs_why(s))
		draw_editor(&s->why, c, a, 5, s->entry_id ?
		    _("Not in force") : _("Why none"), s->field == FIELD_WHY);
	if (s->err.status != ST_OK)
		canvas_put_cut(c, a.row + 7, a.col + 1, a.cols - 2,
		    STYLE_BAD, slice_of(s->err.text));
	canvas_put_cut(c, a.row + 9, a.col + 1, a.cols - 2, STYLE_FAINT,
	    slice_of(_("Enter logs it; left and right change the type, up "
	    "and down the field")));
}

const struct view_ops answer_view = {
	.name = "answer",
	.title = N_("Answer"),
	.size = sizeof(struct answer_state),
	.dialog = true,
	.open = answer_open,
	.context = answer_context,
	.act = answer_act,
	.text = answer_text,
	.paste = answer_paste,
	.draw = answer_draw,
	.close = answer_close,
};
