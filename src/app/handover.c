/*
 * handover.c - the figures of a handover, and who may write and take it over.
 */
#include "app/handover.h"

#include "app/app.h"
#include "app/demand.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger_report_board.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define RUN_FILE "refresh.json"
#define RUN_BYTES ((size_t)16 << 20)
/* A note that nobody took over is told no longer. */
#define WAITS (7 * CLOCK_DAY)

static const char *const words[HANDOVER_OPENS] = {
#define X(name, words) [HANDOVER_##name] = words,
	HANDOVER_OPEN_LIST(X)
#undef X
};

enum status
handover_may(const struct app *app, struct err *err)
{
	if (app->role != ROLE_LIAISON && app->role != ROLE_AUDITOR)
		return ST_OK;
	return fail(err, ST_DENIED, "handover notes are the desk's: they are "
	    "not for the role \"%s\"", role_words(app->role));
}

static enum status
count_due(struct app *app, struct handover_figures *f, struct err *err)
{
	struct numbers n = NUMBERS_INIT;
	enum status st = ledger_board_due(app->ledger, f->from, f->until,
	    HANDOVER_DUE_MOST, &n, err);

	f->count[HANDOVER_DUE] = (int64_t)n.count;
	f->more = n.more;
	numbers_release(&n);
	return st;
}

/* Of the last run of the refresh; none where there was none. */
static int64_t
count_held(const struct app *app)
{
	char *path = file_join(app->kb_dir, RUN_FILE);
	struct buf text = BUF_INIT;
	struct err quiet = ERR_INIT;
	json_t *run = NULL, *list;
	int64_t held = 0;

	if (file_read(path, RUN_BYTES, &text, &quiet) == ST_OK)
		run = json_loadb(buf_text(&text), text.bytes, 0, NULL);
	list = json_object_get(run, "sources");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *outcome = json_string_value(json_object_get(
		    json_array_get(list, i), "outcome"));

		held += outcome && strcmp(outcome, "held") == 0;
	}
	json_decref(run);
	buf_release(&text);
	free(path);
	return held;
}

enum status
handover_figures(struct app *app, int64_t until,
    struct handover_figures *out, struct err *err)
{
	static const struct {
		enum handover_open which;
		enum demand_queue queue;
	} queues[] = {
		{ HANDOVER_OVERDUE, DEMAND_QUEUE_OVERDUE },
		{ HANDOVER_CALLBACKS, DEMAND_QUEUE_CALLBACKS },
		{ HANDOVER_DRAFTS, DEMAND_QUEUE_DRAFTS },
	};
	enum status st;

	*out = (struct handover_figures){ .from = clock_now(&app->clock),
		.until = until };
	st = count_due(app, out, err);
	for (size_t i = 0; st == ST_OK && i < COUNT(queues); i++)
		st = demand_queue_count(app, queues[i].queue,
		    &out->count[queues[i].which], err);
	out->count[HANDOVER_HELD] = app->kb_dir ? count_held(app) : 0;
	return st;
}

void
handover_words(const struct handover_figures *f, enum handover_open which,
    struct buf *out)
{
	char at[CLOCK_TEXT_BYTES];

	assert((size_t)which < COUNT(words));
	buf_addf(out, _(words[which]), clock_text(f->until, CLOCK_MINUTES,
	    at));
}

enum status
handover_prefill(struct app *app, struct buf *out, struct err *err)
{
	struct shifts shifts = SHIFTS_INIT;
	struct handover_figures f;
	struct shift_time now, next;
	int64_t until = clock_now(&app->clock) + CLOCK_DAY;
	enum status st = shifts_open(&shifts, app->data_dir, err);

	if (st != ST_OK)
		return st;
	if (shifts_at(&shifts, clock_now(&app->clock), &now))
		until = shifts_at(&shifts, now.to, &next) ? next.to : now.to;
	st = handover_figures(app, until, &f, err);
	for (int i = 0; st == ST_OK && i < HANDOVER_OPENS; i++) {
		if (f.count[i] == 0)
			continue;
		handover_words(&f, (enum handover_open)i, out);
		buf_addf(out, _(": %lld%s\n"), (long long)f.count[i],
		    i == HANDOVER_DUE && f.more ? "+" : "");
	}
	shifts_close(&shifts);
	return st;
}

static struct access
record(const struct app *app, const char *what, const char *reason)
{
	return (struct access){ .at = clock_now(&app->clock),
	    .actor = app->person, .role = role_code(app->role),
	    .what = what, .reason = reason };
}

static enum status
keep(struct app *app, const struct shift_time *now, const char *text,
    int64_t *id, struct err *err)
{
	struct handover h = { .at = clock_now(&app->clock),
	    .from_at = now->from, .to_at = now->to,
	    .shift = now->shift->code, .author = app->person, .text = text };
	char day[CLOCK_TEXT_BYTES];
	char *reason = xasprintf("handover of %s, %s", now->shift->code,
	    clock_text(now->from, CLOCK_MINUTES, day));
	struct access who = record(app, "handover-write", reason);
	enum status st = ledger_handover_add(app->ledger, &h, &who, id, err);

	free(reason);
	return st;
}

enum status
handover_write(struct app *app, const char *text, int64_t *id,
    struct err *err)
{
	struct shifts shifts = SHIFTS_INIT;
	struct shift_time now;
	char *kept;
	enum status st = handover_may(app, err);

	if (st == ST_OK && slice_trim(slice_of(text)).bytes == 0)
		st = fail(err, ST_INVALID, "the note is empty");
	if (st == ST_OK)
		st = shifts_open(&shifts, app->data_dir, err);
	if (st != ST_OK)
		return st;
	kept = slice_dup(slice_trim(slice_of(text)));
	if (shifts_at(&shifts, clock_now(&app->clock), &now))
		st = keep(app, &now, kept, id, err);
	else
		st = fail(err, ST_DENIED, "no shift is on now: see "
		    "shifts.tsv");
	free(kept);
	shifts_close(&shifts);
	return st;
}

enum status
handover_take(struct app *app, int64_t id, struct err *err)
{
	struct handovers list = HANDOVERS_INIT;
	char *reason = xasprintf("handover note %lld", (long long)id);
	struct access who = record(app, "handover-take", reason);
	enum status st = handover_may(app, err);

	if (st == ST_OK)
		st = ledger_handovers(app->ledger, id, 1, &list, err);
	if (st == ST_OK && list.count > 0 &&
	    strcmp(list.note[0].author, app->person) == 0)
		st = fail(err, ST_DENIED, "who wrote a handover note cannot "
		    "take it over");
	if (st == ST_OK)
		st = ledger_handover_take(app->ledger, id, &who, err);
	handovers_release(&list);
	free(reason);
	return st;
}

enum status
handover_waiting(struct app *app, int64_t *out, struct err *err)
{
	int64_t now = clock_now(&app->clock);
	struct err quiet = ERR_INIT;

	*out = 0;
	if (handover_may(app, &quiet) != ST_OK)
		return ST_OK;
	return ledger_handovers_wait(app->ledger, app->person, now - WAITS,
	    now, out, err);
}
