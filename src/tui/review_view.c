/*
 * review_view.c - the sample for review: what is scored, one demand after the
 * other.
 *
 * What others think of a demand is shown when it is scored, not before.
 */
#include "tui/review_view.h"
#include "tui/views.h"

#include "app/app.h"
#include "app/demand.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"
#include "store/ledger.h"

#include <stdlib.h>
#include <string.h>

#define REMARK_CHARS 200

static const char *
row_id(const void *rows, size_t row)
{
	const struct review_state *s = rows;

	return s->review.row[row].number;
}

const struct qa_case *
review_selected(const struct review_state *s)
{
	return s->loaded && s->list.at < s->review.count ?
	    &s->review.row[s->list.at] : NULL;
}

/* The week before this one is whole: its sample stays as it is. */
static enum status
review_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct review_state *s = state;

	(void)arg;
	s->t = t;
	s->app = tui_app(t);
	if (!s->app->ledger)
		return fail(err, ST_NOT_FOUND, "no ledger is open");
	if (s->app->role != ROLE_SUPERVISOR)
		return fail(err, ST_DENIED, "a supervisor reviews");
	s->period = PERIOD_WEEK;
	period_around(s->period, tui_now(t), -1, &s->from, &s->to);
	s->review = (struct qa_review)QA_REVIEW_INIT;
	list_init(&s->list);
	editor_init(&s->remark, false, REMARK_CHARS);
	s->shown = xcalloc(1, sizeof(*s->shown));
	return ST_OK;
}

static void
review_close(void *state)
{
	struct review_state *s = state;

	qa_review_release(&s->review);
	list_release(&s->list);
	editor_release(&s->remark);
	buf_release(&s->text);
	wrap_release(&s->shown->wrap);
	free(s->shown);
}

/* ---- the demand in words ---- */

static void
text_part(struct buf *out, const char *heading, const char *text)
{
	if (*text)
		buf_addf(out, "\n%s\n%s\n", heading, text);
}

/* What it was answered from: the sentence to read out. */
static void
text_entries(const struct app *app, const char *ids, struct buf *out)
{
	struct slice rest = slice_of(ids), id;

	while ((id = slice_word(&rest)).bytes > 0) {
		struct entry e = ENTRY_INIT;
		struct err quiet = ERR_INIT;
		char *one = slice_dup(id);

		if (app->kb)
			(void)kb_entry(app->kb, one, &e, &quiet);
		buf_addf(out, "\n%s  %s\n%s\n", one,
		    entry_get(&e, ENTRY_TITLE),
		    entry_get(&e, ENTRY_ANSWER_SHORT));
		entry_release(&e);
		free(one);
	}
}

static void
text_of(const struct app *app, const struct demand *d, struct buf *out)
{
	char at[CLOCK_TEXT_BYTES];

	buf_addf(out, "%s\n%s, %s, %s\n", d->title,
	    clock_text(d->intake_at, CLOCK_MINUTES, at),
	    demand_type_words(d->type), demand_state_words(d->state));
	text_part(out, _("Content"), d->content);
	text_part(out, _("Wish"), d->wish);
	text_part(out, _("Answer"), d->answer);
	text_entries(app, d->entry_ids, out);
	text_part(out, _("Answered without an entry"), d->none_reason);
	text_part(out, _("Report of the unit"), d->report);
}

static enum status
text_load(struct review_state *s, struct err *err)
{
	const struct qa_case *c = review_selected(s);
	struct demand d;
	enum status st;

	buf_reset(&s->text);
	s->scroll = 0;
	if (!c)
		return ST_OK;
	demand_init(&d);
	st = ledger_find(s->app->ledger, c->number, &d, err);
	if (st == ST_OK)
		text_of(s->app, &d, &s->text);
	demand_release(&d);
	return st;
}

/* ---- marks ---- */

static void
marks_forget(struct review_state *s)
{
	memset(s->mark, 0, sizeof(s->mark));
	editor_set(&s->remark, slice_of(""));
	s->place = 0;
}

static enum status
review_load(void *state, struct err *err)
{
	struct review_state *s = state;
	struct qa_review fresh = QA_REVIEW_INIT;
	bool first = !s->loaded;
	char *id = xstrdup(list_selected(&s->list));
	enum status st;

	s->data_version = ledger_data_version(s->app->ledger);
	st = qa_review_load(s->app, s->from, s->to, &fresh, err);
	if (st == ST_OK) {
		qa_review_release(&s->review);
		s->review = fresh;
		s->loaded = true;
		if (first)
			list_restart(&s->list, fresh.count, row_id, s);
		else
			list_reload(&s->list, fresh.count, row_id, s);
		if (first || strcmp(id, list_selected(&s->list)) != 0) {
			marks_forget(s);
			st = text_load(s, err);
		}
	} else {
		qa_review_release(&fresh);
	}
	free(id);
	return st;
}

static unsigned
review_tick(void *state, int64_t now)
{
	const struct review_state *s = state;

	(void)now;
	return ledger_data_version(s->app->ledger) != s->data_version ?
	    AFTER_RELOAD : AFTER_NOTHING;
}

static enum context
review_context(const void *state)
{
	const struct review_state *s = state;

	return s->place == REVIEW_REMARK ? CONTEXT_OPINION : CONTEXT_REVIEW;
}

/* The selection has moved: what was not kept is gone, and that is said. */
static unsigned
moved(struct review_state *s, const char *from)
{
	struct err err = ERR_INIT;
	bool lost = !editor_empty(&s->remark);

	if (strcmp(from, list_selected(&s->list)) == 0)
		return AFTER_REDRAW;
	for (int i = 0; i < QA_MARKS; i++)
		lost = lost || s->mark[i] > 0;
	if (lost)
		tui_say(s->t, STYLE_WARN, _("The marks of %s were not kept"),
		    from);
	marks_forget(s);
	if (text_load(s, &err) != ST_OK)
		tui_say_err(s->t, &err);
	return AFTER_REDRAW;
}

static unsigned
act_period(struct review_state *s, int period, int by)
{
	int64_t last = s->to - 1, now = tui_now(s->t);

	s->period = (enum period)(((int)s->period + period + PERIOD_COUNT) %
	    PERIOD_COUNT);
	period_around(s->period, period && last > now ? now : s->from, by,
	    &s->from, &s->to);
	s->loaded = false;
	qa_review_release(&s->review);
	list_restart(&s->list, 0, row_id, s);
	buf_reset(&s->text);
	return AFTER_REDRAW | AFTER_RELOAD;
}

static unsigned
act_score(struct review_state *s, int mark)
{
	const struct qa_case *c = review_selected(s);

	if (!c || s->place == REVIEW_REMARK)
		return AFTER_NOTHING;
	if (c->mine) {
		tui_say(s->t, STYLE_WARN, _("You have scored %s"), c->number);
		return AFTER_REDRAW;
	}
	s->mark[s->place++] = mark;
	return AFTER_REDRAW;
}

/* The next one, from the selected on, that this person has not scored. */
static void
next_unscored(struct review_state *s)
{
	for (size_t i = 1; i <= s->review.count; i++) {
		size_t at = (s->list.at + i) % s->review.count;

		if (!s->review.row[at].mine) {
			list_select(&s->list, at, row_id, s);
			return;
		}
	}
}

static unsigned
act_keep(struct review_state *s)
{
	const struct qa_case *c = review_selected(s);
	struct qa_marks m = { .note = buf_text(&s->remark.text) };
	struct err err = ERR_INIT;
	char *from;
	unsigned after;

	if (!c)
		return AFTER_NOTHING;
	from = xstrdup(c->number);
	memcpy(m.mark, s->mark, sizeof(m.mark));
	if (!c->mine && (qa_score(s->app, c->number, &m, &err) != ST_OK ||
	    review_load(s, &err) != ST_OK)) {
		tui_say_err(s->t, &err);
		free(from);
		return AFTER_REDRAW;
	}
	marks_forget(s);
	next_unscored(s);
	after = moved(s, from);
	tui_say(s->t, STYLE_GOOD, _("Scored: %zu of %zu"), s->review.mine,
	    s->review.count);
	free(from);
	return after;
}

static unsigned
act_scroll(struct review_state *s, int by)
{
	int most = s->shown->lines - s->shown->text_page;

	s->scroll += by;
	if (s->scroll > most)
		s->scroll = most;
	if (s->scroll < 0)
		s->scroll = 0;
	return AFTER_REDRAW;
}

static unsigned
act_list(struct review_state *s, const struct action *a)
{
	char *from = xstrdup(list_selected(&s->list));
	unsigned after = list_act(&s->list, a, (size_t)s->shown->page,
	    row_id, s) ? moved(s, from) : AFTER_PASS;

	free(from);
	return after;
}

static unsigned
review_act(void *state, const struct action *a)
{
	struct review_state *s = state;

	switch (a->verb) {
	case VERB_SCORE:
		return act_score(s, a->arg);
	case VERB_PANE:
		s->place = (s->place + a->arg + REVIEW_PLACES) %
		    REVIEW_PLACES;
		return AFTER_REDRAW;
	case VERB_CHOOSE:
		return act_keep(s);
	case VERB_SCROLL:
		return act_scroll(s, a->arg);
	case VERB_SHEET:
		if (review_selected(s))
			tui_open(s->t, &sheet_view,
			    review_selected(s)->number);
		return AFTER_REDRAW;
	case VERB_PERIOD:
		return act_period(s, a->arg, 0);
	case VERB_SHIFT:
		return act_period(s, 0, a->arg);
	case VERB_SCREEN:
		return a->arg == TO_REVIEW ? AFTER_NOTHING : AFTER_PASS;
	case VERB_BACK:
		if (s->place != REVIEW_REMARK)
			return AFTER_POP;
		s->place = 0;
		return AFTER_REDRAW;
	default:
		break;
	}
	if (s->place != REVIEW_REMARK)
		return act_list(s, a);
	return editor_act(&s->remark, a) == EDITED_NOT_MINE ? AFTER_PASS :
	    AFTER_REDRAW;
}

static unsigned
review_text(void *state, struct slice typed)
{
	struct review_state *s = state;

	editor_type(&s->remark, typed);
	return AFTER_REDRAW;
}

static unsigned
review_paste(void *state, struct slice text)
{
	struct review_state *s = state;

	if (s->place == REVIEW_REMARK)
		editor_paste(&s->remark, text);
	return AFTER_REDRAW;
}

static unsigned
review_select(void *state, size_t row)
{
	struct review_state *s = state;
	char *from;
	unsigned after;

	if (row == s->list.at || row >= s->list.count)
		return AFTER_NOTHING;
	from = xstrdup(list_selected(&s->list));
	list_select(&s->list, row, row_id, s);
	after = moved(s, from);
	free(from);
	return after;
}

const struct view_ops review_view = {
	.name = "review",
	.title = N_("Review"),
	.size = sizeof(struct review_state),
	.open = review_open,
	.context = review_context,
	.act = review_act,
	.text = review_text,
	.paste = review_paste,
	.select = review_select,
	.load = review_load,
	.tick = review_tick,
	.draw = review_draw,
	.close = review_close,
};
