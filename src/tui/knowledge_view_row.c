/*
 * knowledge_view_row.c - what is done with a row of work: read it, take its
 * next step, begin a draft from a question.
 *
 * Who may take which step is app/knowledge.h's and app/flag.h's; what they
 * refuse is shown in the dialog.
 */
#include "tui/flag_ask.h"
#include "tui/knowledge_view.h"
#include "tui/page_view.h"
#include "tui/remark_view.h"

#include "app/app.h"
#include "app/knowledge.h"
#include "base/intl.h"
#include "store/kb.h"

unsigned
knowledge_row_open(struct knowledge_state *s)
{
	const struct work_row *row = knowledge_selected(s);

	if (!row)
		return AFTER_NOTHING;
	if (*row->detail) {
		struct page_start start = { work_kind_words(s->kind),
			row->detail };

		tui_open(s->t, &page_view, &start);
	} else {
		tui_open(s->t, &entry_view, row->entry_id);
	}
	return AFTER_REDRAW;
}

/* Warnings of the rules are no refusal; the first is told. */
static enum status
send_step(struct tui *t, const struct remark_start *about, int code,
    const char *text, struct err *err)
{
	enum local_move step = (enum local_move)code;
	struct buf told = BUF_INIT;
	struct slice rest, line = { NULL, 0 };
	enum status st = knowledge_move(tui_app(t), about->number, step,
	    text, &told, err);

	rest = buf_slice(&told);
	if (st == ST_OK && slice_line(&rest, &line))
		tui_say(t, STYLE_WARN, _("Done: %s. %.*s"),
		    local_move_words(step), (int)line.bytes, line.text);
	else if (st == ST_OK)
		tui_say(t, STYLE_GOOD, _("Done: %s"), local_move_words(step));
	buf_release(&told);
	return st;
}

static void
ask_step(struct knowledge_state *s, const struct work_row *row)
{
	struct remark_start start = {
		.heading = _("Move the entry on"), .label = _("Note"),
		.hint = _("Enter does it; up and down change the step"),
		.subject = row->title, .below = row->state, .id = "",
		.number = row->number, .send = send_step,
	};

	for (int i = 0; i < LOCAL_STEP_COUNT; i++) {
		if (!local_move_from((enum local_move)i, row->status))
			continue;
		start.choice[start.choices].code = i;
		start.choice[start.choices++].words =
		    local_move_words((enum local_move)i);
	}
	if (start.choices > 0)
		tui_open(s->t, &remark_view, &start);
	else
		tui_say(s->t, STYLE_WARN, "%s",
		    _("A withdrawn entry has no next step"));
}

/* An entry of the base is its owner's: a flag is what can be done. */
static void
ask_flag(struct knowledge_state *s, const struct work_row *row)
{
	struct err err = ERR_INIT;
	struct entry e = ENTRY_INIT;

	if (s->app->kb && kb_entry(s->app->kb, row->entry_id, &e, &err) ==
	    ST_OK)
		flag_ask(s->t, &e);
	else
		tui_say_err(s->t, &err);
	entry_release(&e);
}

unsigned
knowledge_row_move(struct knowledge_state *s)
{
	const struct work_row *row = knowledge_selected(s);

	if (!row)
		return AFTER_NOTHING;
	if (s->kind == WORK_MISSING)
		return knowledge_row_draft(s);
	if (s->kind == WORK_OWN)
		ask_step(s, row);
	else if (s->kind == WORK_FLAGGED)
		flag_ask_settle(s->t, row->number, row->title, row->unit);
	else if (*row->entry_id)
		ask_flag(s, row);
	else
		return knowledge_row_open(s);
	return AFTER_REDRAW;
}

unsigned
knowledge_row_draft(struct knowledge_state *s)
{
	const struct work_row *row = knowledge_selected(s);
	struct err err = ERR_INIT;
	int64_t id = 0;

	if (!row || s->kind != WORK_MISSING)
		return AFTER_NOTHING;
	if (knowledge_from_query(s->app, row->id, &id, &err) != ST_OK)
		tui_say_err(s->t, &err);
	else
		tui_say(s->t, STYLE_GOOD, _("draft %lld: desk12345 knowledge "
		    "show %lld"), (long long)id, (long long)id);
	return AFTER_REDRAW | AFTER_RELOAD;
}
