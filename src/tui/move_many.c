/*
 * move_many.c - one step with several demands: which are possible, with which
 * it is not and why, and taking it.
 *
 * The person says before whether it shall be taken without those that refuse:
 * a slot behind the fields, which is there only when it has to be.
 */
#include "tui/move_view.h"
#include "tui/page_view.h"
#include "tui/undo_view.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum status
move_many_look(struct move_state *s, struct err *err)
{
	size_t count;
	const struct move *table = moves(&count);
	enum status st;

	batch_release(&s->batch);
	for (size_t i = 0; i < s->marks->count; i++)
		batch_add(&s->batch, s->marks->item[i].number,
		    s->marks->item[i].version);
	st = batch_steps(s->app, &s->batch, s->possible, err);
	s->options = 0;
	s->option = xcalloc(count, sizeof(*s->option));
	for (size_t i = 0; st == ST_OK && i < count; i++) {
		if (!(table[i].how & MOVE_MANY) ||
		    s->possible[table[i].event] == 0)
			continue;
		s->option[s->options].move = &table[i];
		s->option[s->options++].allowed = true;
	}
	if (st == ST_OK && s->options == 0)
		st = fail(err, ST_DENIED, "no step is possible with any of "
		    "the %zu that are marked", s->batch.count);
	return st;
}

void
move_many_ask(struct move_state *s)
{
	const struct demand_option *o = move_chosen(s);

	if (o)
		(void)batch_look(s->app, &s->batch, o->move->event, NULL,
		    &s->err);
}

size_t
move_many_refused(const struct move_state *s)
{
	return s->marks && move_chosen(s) ?
	    s->batch.count - batch_possible(&s->batch) : 0;
}

static void
say_taken(struct move_state *s, enum move_event event,
    const struct batch_made *made)
{
	char until[CLOCK_TEXT_BYTES];

	if (made->undo_until)
		tui_say(s->t, STYLE_GOOD, _("\"%s\" taken with %zu demands; "
		    "it can be undone until %s"), move_words(event),
		    made->count, clock_text(made->undo_until, CLOCK_MINUTES,
		    until));
	else
		tui_say(s->t, STYLE_GOOD, _("\"%s\" taken with %zu demands"),
		    move_words(event), made->count);
}

/* What came of it for each goes back to all of them. */
static void
results_back(struct move_state *s, const struct batch *tried)
{
	for (size_t i = 0; i < tried->count; i++) {
		struct batch_item *item = batch_find(&s->batch,
		    tried->item[i].number);

		if (item)
			*item = tried->item[i];
	}
}

enum status
move_many_take(struct move_state *s, const struct move_fields *f)
{
	enum move_event event = move_chosen(s)->move->event;
	struct batch tried = BATCH_INIT;
	struct batch_made made;
	enum status st;

	for (size_t i = 0; i < s->batch.count; i++) {
		if (s->batch.item[i].possible)
			batch_add(&tried, s->batch.item[i].number,
			    s->batch.item[i].version);
	}
	st = batch_take(s->app, &tried, event, f, &made, &s->err);
	if (st == ST_OK) {
		say_taken(s, event, &made);
		batch_release(s->marks);
	} else {
		results_back(s, &tried);
		move_slots_build(s);
	}
	tui_reload_below(s->t);
	batch_release(&tried);
	return st;
}

void
move_many_reasons(struct move_state *s)
{
	struct buf text = BUF_INIT;
	struct page_start start = { .heading = _("The marked demands") };

	if (move_many_refused(s) > 0) {
		buf_addf(&text, "%s\n", _("With these it is not possible:"));
		undo_refused(&s->batch, &text);
		buf_addf(&text, "\n%s\n", _("With these it is:"));
	}
	for (size_t i = 0; i < s->batch.count; i++) {
		if (s->batch.item[i].possible)
			buf_addf(&text, "%s\n", s->batch.item[i].number);
	}
	start.text = buf_text(&text);
	if (s->marks)
		tui_open(s->t, &page_view, &start);
	buf_release(&text);
}

void
move_many_draw_head(const struct move_state *s, struct canvas *c,
    struct area a)
{
	const struct action *why = action_get(ACTION_REFUSED);
	size_t refused = move_many_refused(s);
	char keys[KEYMAP_TEXT_BYTES];
	int col = a.col + 1;

	col += canvas_printf(c, a.row, col, STYLE_KEY, _("%zu marked"),
	    s->batch.count) + 2;
	if (move_chosen(s))
		col += canvas_printf(c, a.row, col, STYLE_PLAIN,
		    _("possible with %zu"), s->batch.count - refused) + 2;
	if (refused > 0)
		col += canvas_printf(c, a.row, col, STYLE_WARN,
		    _("not with %zu"), refused) + 2;
	if (*keymap_keys(tui_keymap(s->t), CONTEXT_STEP, why, keys))
		canvas_printf(c, a.row, col, STYLE_FAINT, "%.*s %s",
		    (int)keys_short(keys).bytes, keys_short(keys).text,
		    action_title(why));
}

void
move_many_draw_refused(const struct move_state *s, struct canvas *c,
    struct area a)
{
	size_t refused = move_many_refused(s), shown = 0;
	struct buf line = BUF_INIT;

	for (size_t i = 0; i < s->batch.count && (int)shown < a.rows; i++) {
		const struct batch_item *item = &s->batch.item[i];
		int row = a.row + (int)shown;

		if (item->possible)
			continue;
		if ((int)++shown == a.rows && refused > shown) {
			canvas_printf(c, row, a.col, STYLE_FAINT,
			    _("... and %zu more"), refused - shown + 1);
			break;
		}
		buf_reset(&line);
		if (!strstr(item->why, item->number))
			buf_addf(&line, "%s  ", item->number);
		utf8_clean(&line, slice_of(item->why), CLEAN_ONE_LINE);
		canvas_put_cut(c, row, a.col, a.cols, STYLE_WARN,
		    buf_slice(&line));
	}
	buf_release(&line);
}
