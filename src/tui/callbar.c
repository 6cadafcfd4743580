/*
 * callbar.c - the call that is going on, and its bar.
 */
#include "tui/callbar.h"

#include "app/app.h"
#include "app/demand.h"
#include "app/directory.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "tui/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEMANDS_ASKED 20

bool
call_going_on(const struct call *call)
{
	return call->begun_at != 0;
}

void
call_init(struct call *call)
{
	*call = (struct call){ 0 };
}

static void
opens_drop(struct call *call)
{
	for (size_t i = 0; i < call->opens; i++) {
		free(call->open[i].title);
		free(call->open[i].unit);
	}
	call->opens = 0;
}

void
call_release(struct call *call)
{
	opens_drop(call);
	free(call->open);
	call_init(call);
}

void
call_end(struct call *call)
{
	opens_drop(call);
	memset(call->phone, 0, sizeof(call->phone));
	call->begun_at = call->before = 0;
	call->touches = 0;
	call->serial++;
}

void
call_touch(struct call *call, const char *number)
{
	size_t i = 0;

	while (i < call->touches && strcmp(call->touched[i], number) != 0)
		i++;
	if (!call_going_on(call) || i < call->touches || i == CALL_TOUCHED_MAX)
		return;
	snprintf(call->touched[i], CALL_NUMBER_BYTES, "%s", number);
	call->touches++;
}

/* Digits and a leading plus, full-width ones too. */
static void
phone_keep(struct slice typed, char out[CALL_PHONE_BYTES])
{
	size_t used = 0;

	while (typed.bytes > 0 && used + 1 < CALL_PHONE_BYTES) {
		struct key k = key_twin((struct key){ utf8_next(&typed), 0 });

		if ((k.code >= '0' && k.code <= '9') ||
		    (k.code == '+' && used == 0))
			out[used++] = (char)k.code;
	}
	out[used] = '\0';
}

static void
open_add(struct call *call, const struct app *app, const struct demand *d)
{
	const char *unit = app->directory && *d->lead_unit ?
	    directory_unit_name(app->directory, d->lead_unit) : NULL;
	struct call_demand *to;

	ARRAY_GROW(call->open, call->opens + 1, call->room);
	to = &call->open[call->opens++];
	snprintf(to->id, sizeof(to->id), "%s", d->number);
	to->title = xstrdup(d->title);
	to->unit = xstrdup(unit ? unit : demand_state_words(d->state));
	to->due_at = d->due_at;
}

enum status
call_begin(struct call *call, struct app *app, struct slice phone,
    int64_t now, struct err *err)
{
	struct demands list = DEMANDS_INIT;
	struct caller caller = { 0 };
	enum status st = ST_OK;

	call_end(call);
	phone_keep(phone, call->phone);
	call->begun_at = now;
	if (!*call->phone || !app->ledger)
		return ST_OK;
	st = ledger_caller(app->ledger, call->phone, &caller, err);
	if (st == ST_OK)
		st = demand_of_caller(app, call->phone, DEMANDS_ASKED, &list,
		    err);
	for (size_t i = 0; st == ST_OK && i < list.count; i++)
		if (demand_state_open(list.demand[i].state))
			open_add(call, app, &list.demand[i]);
	call->before = caller.demands + caller.contacts;
	demands_release(&list);
	return st;
}

void
call_mask(struct slice phone, char out[CALL_PHONE_BYTES])
{
	if (phone.bytes < 8)
		snprintf(out, CALL_PHONE_BYTES, "****");
	else
		snprintf(out, CALL_PHONE_BYTES, "%.*s****%.*s",
		    (int)(phone.bytes - 8 < 3 ? phone.bytes - 8 : 3),
		    phone.text, 4, phone.text + phone.bytes - 4);
}

/* What the caller most likely wants: who has an overdue demand urges, who has
 * an open one asks how it is doing. */
static const char *
likely(const struct call *call, int64_t now)
{
	for (size_t i = 0; i < call->opens; i++)
		if (call->open[i].due_at && call->open[i].due_at < now)
			return _("   an urge is likely");
	return call->opens > 0 ? _("   may ask how it goes") : "";
}

static void
draw_open(const struct call *call, struct buf *out)
{
	const struct call_demand *d = &call->open[0];
	struct civil due;

	if (call->opens == 0)
		return;
	buf_addf(out, _("   %zu open: %s %s"), call->opens, d->id, d->unit);
	if (d->due_at) {
		clock_civil(d->due_at, &due);
		buf_add_char(out, ' ');
		buf_addf(out, _("due %02d-%02d"), due.month, due.day);
	}
}

void
callbar_draw(const struct call *call, struct canvas *c, int row,
    int64_t now)
{
	struct buf text = BUF_INIT;
	char phone[CALL_PHONE_BYTES];
	int64_t seconds = (now - call->begun_at) / CLOCK_SECOND;
	int end = canvas_cols(c) - 1, wide = 14;

	if (!call_going_on(call)) {
		canvas_text(c, row, 1, STYLE_FAINT, _("no call"));
		return;
	}
	call_mask(slice_of(call->phone), phone);
	buf_addf(&text, _("call %s"), *call->phone ? phone :
	    _("without a number"));
	if (*call->phone)
		buf_addf(&text, _("   contact no. %lld"),
		    (long long)call->before + 1);
	buf_add_text(&text, likely(call, now));
	draw_open(call, &text);
	canvas_put_cut(c, row, 1, end - wide - 1, STYLE_CALL,
	    buf_slice(&text));
	buf_reset(&text);
	if (c->plain)			/* nothing that changes each second */
		buf_addf(&text, _("talking %lld min"),
		    (long long)(seconds / 60));
	else
		buf_addf(&text, _("talking %02lld:%02lld"),
		    (long long)(seconds / 60), (long long)(seconds % 60));
	canvas_put_right(c, row, end, wide, STYLE_CALL, buf_slice(&text));
	buf_release(&text);
}
