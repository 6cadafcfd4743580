/*
 * search_ask.c - dialogs about the search itself: what it may be narrowed
 * by, and why an entry stands where it does.
 */
#include "tui/search_view.h"
#include "tui/views.h"

/* Joins what was chosen to the words, with room to type on. */
static void
narrow_take(void *state, struct slice filter)
{
	struct search_state *s = state;
	struct buf text = BUF_INIT;

	buf_add_slice(&text, slice_trim(editor_text(&s->box)));
	buf_addf(&text, "%s%.*s ", text.bytes ? " " : "", (int)filter.bytes,
	    filter.text);
	editor_set(&s->box, buf_slice(&text));
	buf_release(&text);
	s->pane = PANE_BOX;
	s->fresh = false;
	search_unpin(s);
}

unsigned
search_narrow(struct search_state *s)
{
	struct narrow_start start = { .words = buf_text(&s->asked),
		.take = narrow_take, .arg = s };

	tui_open(s->t, &narrow_view, &start);
	return AFTER_REDRAW;
}

unsigned
search_why(struct search_state *s)
{
	const struct hit *hit = search_selected(s);
	struct why_start start = { .words = buf_text(&s->asked),
		.entry_id = hit ? hit->entry_id : "" };

	tui_open(s->t, &why_view, &start);
	return AFTER_REDRAW;
}
