/*
 * flag_ask.c - the two dialogs of a flag. What is sent is a task for the unit
 * that owns the entry.
 */
#include "tui/flag_ask.h"
#include "tui/remark_view.h"

#include "app/app.h"
#include "app/flag.h"
#include "base/intl.h"

static enum status
send_flag(struct tui *t, const struct remark_start *about, int code,
    const char *text, struct err *err)
{
	struct flags made = FLAGS_INIT;
	struct buf sum = BUF_INIT;
	enum status st = flag_new(tui_app(t), about->id, (enum flag_kind)code,
	    text, &made, err);

	if (st == ST_OK) {
		flag_due_sum(&made.flag[0], &sum);
		tui_say(t, STYLE_GOOD, _("Flagged, number %lld, due %s"),
		    (long long)made.flag[0].id, buf_text(&sum));
	}
	buf_release(&sum);
	flags_release(&made);
	return st;
}

void
flag_ask(struct tui *t, const struct entry *e)
{
	struct remark_start start = {
		.heading = _("Flag an entry"), .label = _("What"),
		.hint = _("Enter sends it to the owner; up and down change "
		    "the kind"),
		.subject = entry_get(e, ENTRY_TITLE),
		.below = entry_get(e, ENTRY_OWNER_UNIT),
		.id = entry_get(e, ENTRY_ENTRY_ID),
		.send = send_flag,
	};

	for (int i = 0; i < FLAG_KIND_COUNT; i++) {
		start.choice[start.choices].code = i;
		start.choice[start.choices++].words =
		    flag_kind_words((enum flag_kind)i);
	}
	tui_open(t, &remark_view, &start);
}

static enum status
send_settled(struct tui *t, const struct remark_start *about, int code,
    const char *text, struct err *err)
{
	enum status st = flag_settle(tui_app(t), about->number, text, err);

	(void)code;
	if (st == ST_OK)
		tui_say(t, STYLE_GOOD, _("Flag %lld is settled"),
		    (long long)about->number);
	return st;
}

void
flag_ask_settle(struct tui *t, int64_t number, const char *title,
    const char *unit)
{
	struct remark_start start = {
		.heading = _("Settle a flag"), .label = _("Note"),
		.hint = _("Enter settles it"), .subject = title,
		.below = unit, .id = "", .number = number,
		.choice = { { 0, _("settled") } }, .choices = 1,
		.send = send_settled,
	};

	tui_open(t, &remark_view, &start);
}
