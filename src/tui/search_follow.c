/*
 * search_follow.c - from the entry that is read along its links, and back.
 *
 * The entries one came through are kept by id; Esc goes back one by one, and
 * another row or another word ends the walk.
 */
#include "tui/link_view.h"
#include "tui/search_view.h"

#include "app/app.h"
#include "app/knowledge.h"
#include "app/moves.h"
#include "base/clock.h"
#include "base/intl.h"

#include <stdint.h>
#include <string.h>

const char *
search_pinned(const struct search_state *s)
{
	const char *all = buf_text(&s->pinned), *last = strrchr(all, '\n');

	return last ? last + 1 : all;
}

void
search_unpin(struct search_state *s)
{
	buf_reset(&s->pinned);
	s->read = false;
}

static void
pin(struct search_state *s, const char *id)
{
	if (s->pinned.bytes > 0)
		buf_add_char(&s->pinned, '\n');
	buf_add_text(&s->pinned, id);
	s->read = false;
}

void
search_pin_back(struct search_state *s)
{
	const char *all = buf_text(&s->pinned), *last = strrchr(all, '\n');

	buf_cut(&s->pinned, last ? (size_t)(last - all) : 0);
	s->read = false;
}

unsigned
search_follow(struct search_state *s)
{
	struct link_start start = { &s->reading, &s->link };

	if (s->reading.links == 0)
		return AFTER_NOTHING;
	if (s->reading.links > 1)
		tui_open(s->t, &link_view, &start);
	else
		s->link = 0;
	return AFTER_REDRAW | AFTER_RELOAD;
}

enum status
search_follow_load(struct search_state *s, struct err *err)
{
	struct buf id = BUF_INIT;
	size_t link = s->link;
	enum status st = ST_OK;

	s->link = SIZE_MAX;
	if (link >= s->reading.links || !s->app->kb)
		return ST_OK;
	st = reading_link_to(&s->reading.link[link], s->app->kb,
	    clock_day(tui_now(s->t)), &id, err);
	if (st == ST_OK)
		pin(s, buf_text(&id));
	buf_release(&id);
	return st;
}

/* Nobody fills in a dialog that ends in a refusal. */
bool
search_answers(struct search_state *s, bool none)
{
	const struct move *m = move_find(DEMAND_REGISTERED, MOVE_ANSWER);
	struct err why = ERR_INIT, quiet = ERR_INIT;
	int64_t id = 0;

	if (move_check_role(m, s->app->role, &why) == ST_OK)
		return true;
	if (none && s->app->ledger && knowledge_from_query(s->app,
	    buf_text(&s->asked), &id, &quiet) == ST_OK)
		tui_say(s->t, STYLE_GOOD, _("draft %lld: desk12345 knowledge "
		    "show %lld"), (long long)id, (long long)id);
	else
		tui_say_err(s->t, &why);
	return false;
}
