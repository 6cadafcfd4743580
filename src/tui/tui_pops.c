/*
 * tui_pops.c - calls that the telephone system announces.
 *
 * A call begins by itself only where nothing is at hand; else it waits in the
 * caller's bar until F2 takes it, and nobody's cursor moves. The note after a
 * call is not at hand before something is typed into it.
 */
#include "tui/tui_core.h"
#include "tui/views.h"

#include "app/app.h"
#include "app/handover.h"
#include "app/moves.h"
#include "base/intl.h"

#include <string.h>

static bool
idle(const struct tui *t)
{
	const struct layer *l = &t->layer[t->layers - 1];

	if (call_going_on(&t->call))
		return false;
	return t->layers == 1 || (t->layers == 2 && l->ops == &note_view &&
	    note_view_empty(l->state));
}

static void
begin(struct tui *t, struct slice phone)
{
	struct err err = ERR_INIT;

	if (call_begin(&t->call, t->app, phone, tui_now(t), &err) != ST_OK)
		tui_say_err(t, &err);
	tui_home(t);
	tui_do_later(t);
	tui_reload_below(t);
	t->dirty = true;
}

bool
tui_pop(struct tui *t, struct slice phone)
{
	char *to;

	if (idle(t)) {
		begin(t, phone);
		return true;
	}
	if (t->waits == TUI_WAITS_MAX)	/* the first has hung up by now */
		memmove(t->waiting[0], t->waiting[1],
		    --t->waits * sizeof(t->waiting[0]));
	to = t->waiting[t->waits++];
	if (phone.bytes >= CALL_PHONE_BYTES)
		phone.bytes = CALL_PHONE_BYTES - 1;
	memcpy(to, phone.text, phone.bytes);
	to[phone.bytes] = '\0';
	t->dirty = true;
	return false;
}

bool
tui_pop_next(struct tui *t)
{
	char phone[CALL_PHONE_BYTES];

	if (t->waits == 0)
		return false;
	memcpy(phone, t->waiting[0], sizeof(phone));
	memmove(t->waiting[0], t->waiting[1],
	    --t->waits * sizeof(t->waiting[0]));
	begin(t, slice_of(phone));
	return true;
}

/* Whether this person may note at all. */
static bool
may_note(const struct tui *t)
{
	const struct move *m = move_find(DEMAND_REGISTERED, MOVE_NOTE);
	struct err quiet = ERR_INIT;

	return t->app->ledger &&
	    move_check_role(m, t->app->role, &quiet) == ST_OK;
}

void
tui_hang_up(struct tui *t)
{
	bool next = t->layers == 1 && t->waits > 0;

	if (t->call.touches > 0 && !next && may_note(t))
		tui_open(t, &note_view, &t->call);
	call_end(&t->call);
	t->dirty = true;
	if (next)
		(void)tui_pop_next(t);
}

void
tui_handovers_look(struct tui *t)
{
	struct err quiet = ERR_INIT;

	if (!t->app->ledger || handover_waiting(t->app, &t->handovers,
	    &quiet) != ST_OK)
		t->handovers = 0;
}

/* Beside "no call": what the shift before has left. */
static void
handovers_draw(const struct tui *t, struct canvas *c, int row)
{
	char keys[KEYMAP_TEXT_BYTES];
	struct buf text = BUF_INIT;

	keymap_keys(&t->keymap, CONTEXT_ANY, action_get(ACTION_HANDOVER),
	    keys);
	buf_addf(&text, _("handover notes to take over: %lld  %s"),
	    (long long)t->handovers, keys);
	canvas_put_right(c, row, canvas_cols(c) - 1, canvas_cols(c) / 2,
	    STYLE_WARN, buf_slice(&text));
	buf_release(&text);
}

void
tui_pops_draw(const struct tui *t, struct canvas *c, int row)
{
	char phone[CALL_PHONE_BYTES];
	struct buf text = BUF_INIT;

	if (t->waits == 0) {
		if (!call_going_on(&t->call) && t->handovers > 0)
			handovers_draw(t, c, row);
		return;
	}
	call_mask(slice_of(t->waiting[0]), phone);
	buf_addf(&text, _(" waiting: %s"), *t->waiting[0] ? phone :
	    _("without a number"));
	if (t->waits > 1)
		buf_addf(&text, _(" and %zu more"), t->waits - 1);
	buf_add_text(&text, "  ");
	canvas_put_right(c, row, canvas_cols(c) - 15, canvas_cols(c) / 2,
	    STYLE_WARN, buf_slice(&text));
	buf_release(&text);
}
