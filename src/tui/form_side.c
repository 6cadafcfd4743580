/*
 * form_side.c - what stands beside the form: what the text says that a slot
 * may take, open demands that may be the same, entries that may answer it.
 */
#include "tui/callbar.h"
#include "tui/form_view.h"

#include "app/told.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/detect.h"
#include "text/when.h"

#include <stdlib.h>
#include <string.h>

#define ASK_CHARS 300			/* of the content, to search with */
#define ASK_EVERY 6			/* bytes: two Han characters */
#define READ_CHARS 4000			/* of it, to read for offers */
#define HITS_WANTED 12
#define HIT_LEAST .35			/* of the best one's score */
#define SAME_WANTED 5
#define SAME_EVERY 24			/* bytes of content, asked again */

void
form_side_init(struct form_side *side)
{
	hits_init(&side->hits);
	list_init(&side->list);
}

static void
offers_drop(struct form_side *side)
{
	for (size_t i = 0; i < side->offers; i++) {
		free(side->offer[i].value);
		free(side->offer[i].words);
		free(side->offer[i].id);
	}
	side->offers = 0;
}

void
form_side_release(struct form_side *side)
{
	offers_drop(side);
	demands_release(&side->same);
	hits_release(&side->hits);
	buf_release(&side->asked);
	buf_release(&side->matter);
	list_release(&side->list);
}

size_t
form_side_rows(const struct form_side *side)
{
	return side->offers + side->same.count + side->hits.count;
}

const char *
form_side_id(const void *rows, size_t row)
{
	const struct form_side *side = rows;

	if (row < side->offers)
		return side->offer[row].id;
	row -= side->offers;
	if (row < side->same.count)
		return side->same.demand[row].number;
	return side->hits.hit[row - side->same.count].entry_id;
}

/* The row to act on among [@from, @from + @count): the selected one, else the
 * first; @count when there is none. */
static size_t
row_among(const struct form_side *side, size_t from, size_t count)
{
	size_t at = side->list.at;

	if (count > 0 && at >= from && at < from + count)
		return at - from;
	return count > 0 ? 0 : count;
}

const struct offer *
form_side_offer(const struct form_side *side)
{
	return side->offers == 0 ? NULL :
	    &side->offer[row_among(side, 0, side->offers)];
}

const struct demand *
form_side_demand(const struct form_side *side)
{
	return side->same.count == 0 ? NULL : &side->same.demand[row_among(
	    side, side->offers, side->same.count)];
}

const struct hit *
form_side_hit(const struct form_side *side)
{
	return side->hits.count == 0 ? NULL : &side->hits.hit[row_among(side,
	    side->offers + side->same.count, side->hits.count)];
}

static void
offer_add(struct form_state *s, enum form_slot slot, struct slice value,
    bool mask)
{
	struct form_side *side = &s->side;
	struct buf shown = BUF_INIT;
	struct offer *o;

	if (side->offers == OFFERS_MAX || value.bytes == 0)
		return;
	o = &side->offer[side->offers++];
	if (mask)
		detect_mask(&shown, value);
	else
		buf_add_slice(&shown, value);
	o->slot = slot;
	o->value = mask ? NULL : slice_dup(value);
	o->id = xasprintf("%d %.*s", (int)slot, (int)value.bytes,
	    value.text);
	if (mask)
		o->words = xasprintf(_("mask %s in the text"),
		    buf_text(&shown));
	else
		o->words = xasprintf("%s: %s", _(form_row(slot)->label),
		    buf_text(&shown));
	buf_release(&shown);
}

/* Only what the slot does not have yet. */
static void
offer_slot(struct form_state *s, enum form_slot slot, struct slice value)
{
	if (slot_empty(&s->slot[slot]))
		offer_add(s, slot, value, false);
}

static void
offer_place(struct form_state *s, enum form_slot slot,
    const struct place *p)
{
	struct form_side *side = &s->side;
	size_t had = side->offers;

	if (!p)
		return;
	offer_slot(s, slot, slice_of(p->code));
	if (side->offers == had)
		return;
	free(side->offer[had].words);
	side->offer[had].words = xasprintf("%s: %s",
	    _(form_row(slot)->label), directory_name(p->name, p->name_en));
}

/* One that the words do not speak for clearly. */
static void
offer_topic(struct form_state *s)
{
	const struct topic *t = s->maybe;
	size_t had = s->side.offers;

	if (!t)
		return;
	offer_slot(s, FORM_TOPIC, slice_of(t->code));
	if (s->side.offers == had)
		return;
	free(s->side.offer[had].words);
	s->side.offer[had].words = xasprintf(_("%s: %s (%d%%)"),
	    _(form_row(FORM_TOPIC)->label), directory_name(t->name,
	    t->name_en), s->maybe_percent);
}

static void
offers_read(struct form_state *s)
{
	struct slice text = utf8_first(slice_of(form_value(s, FORM_CONTENT)),
	    READ_CHARS);
	struct buf read = BUF_INIT;
	struct slice when;
	struct told told;

	buf_addf(&read, "%s\n%.*s", form_value(s, FORM_TITLE),
	    (int)text.bytes, text.text);
	offers_drop(&s->side);
	told_read(s->app->directory, buf_slice(&read), &told);
	if (when_find(buf_slice(&read), tui_now(s->t), &when))
		offer_slot(s, FORM_WHEN, when);
	offer_slot(s, FORM_NAME, told.name);
	offer_slot(s, FORM_PHONE, told.phone);
	offer_place(s, FORM_DISTRICT, told.district);
	offer_place(s, FORM_STREET, told.street);
	offer_slot(s, FORM_PLACE, told.place);
	offer_topic(s);
	if (told.identity.bytes > 0 && told.identity.text >= read.text +
	    strlen(form_value(s, FORM_TITLE)))
		offer_add(s, FORM_CONTENT, told.identity, true);
	buf_release(&read);
}

static enum status
same_load(struct form_state *s, struct err *err)
{
	struct form_side *side = &s->side;
	struct demand_input in;
	struct buf when = BUF_INIT, matter = BUF_INIT;
	enum status st = ST_OK;

	if (!s->app->ledger)
		return ST_OK;
	form_input(s, &in, &when);
	buf_addf(&matter, "%s\n%s\n%s\n%s\n%s\n%zu", in.claimant_phone,
	    in.topic, in.district, in.street, in.title,
	    strlen(in.content) / SAME_EVERY);
	if (!slice_equal(buf_slice(&matter), buf_slice(&side->matter))) {
		demands_release(&side->same);
		st = demand_similar(s->app, &in, SAME_WANTED, &side->same,
		    err);
		buf_reset(&side->matter);
		buf_add_slice(&side->matter, buf_slice(&matter));
	}
	buf_release(&matter);
	buf_release(&when);
	return st;
}

/* The text that was asked with, and less than a word behind it. */
static bool
a_little_more(const struct form_side *side, struct slice ask)
{
	struct slice had = buf_slice(&side->asked);

	return !side->wanted && had.bytes > 0 && ask.bytes > had.bytes &&
	    ask.bytes - had.bytes < ASK_EVERY &&
	    memcmp(ask.text, had.text, had.bytes) == 0;
}

/* What comes far behind the best answers something else. */
static void
drop_far(struct hits *h)
{
	while (h->count > 1 &&
	    h->hit[h->count - 1].score < HIT_LEAST * h->hit[0].score)
		h->count--;
}

static enum status
hits_load(struct form_state *s, struct err *err)
{
	struct form_side *side = &s->side;
	struct search_options o = { .limit = HITS_WANTED,
		.day = clock_day(tui_now(s->t)), .texts = true,
		.stop = tui_newer, .stop_arg = s->t };
	struct buf ask = BUF_INIT;
	enum status st = ST_OK;

	buf_addf(&ask, "%s ", form_value(s, FORM_TITLE));
	buf_add_slice(&ask, utf8_first(slice_of(form_value(s, FORM_CONTENT)),
	    ASK_CHARS));
	side->behind = a_little_more(side, buf_slice(&ask));
	if (!s->app->kb || side->behind || slice_equal(buf_slice(&ask),
	    buf_slice(&side->asked))) {
		buf_release(&ask);
		return ST_OK;
	}
	hits_reset(&side->hits);
	buf_reset(&side->asked);
	if (slice_trim(buf_slice(&ask)).bytes > 0)
		st = search_run(s->app->kb, buf_slice(&ask), &o, &side->hits,
		    err);
	if (st == ST_OK) {
		drop_far(&side->hits);
		buf_add_slice(&side->asked, buf_slice(&ask));
	} else
		hits_reset(&side->hits);
	buf_release(&ask);
	return st;
}

enum status
form_side_load(struct form_state *s, struct err *err)
{
	struct form_side *side = &s->side;
	enum status st;

	offers_read(s);
	st = same_load(s, err);
	if (st == ST_OK)
		st = hits_load(s, err);
	if (st == ST_OK)
		side->wanted = false;
	if (side->moved)
		list_reload(&side->list, form_side_rows(side), form_side_id,
		    side);
	else
		list_restart(&side->list, form_side_rows(side), form_side_id,
		    side);
	return st;
}

/* The content with its personal numbers masked; one step of undo. */
static void
mask_content(struct form_state *s)
{
	struct slot *slot = &s->slot[FORM_CONTENT];
	struct buf masked = BUF_INIT;

	detect_mask(&masked, slice_of(slot_value(slot)));
	(void)editor_act(&slot->editor, action_get(ACTION_TEXT_END));
	(void)editor_act(&slot->editor, action_get(ACTION_CLEAR));
	(void)slot_paste(slot, buf_slice(&masked));
	buf_release(&masked);
}

bool
form_side_take(struct form_state *s)
{
	const struct offer *o = form_side_offer(&s->side);

	if (!o)
		return false;
	if (!o->value)
		mask_content(s);
	else
		slot_set(&s->slot[o->slot], slice_of(o->value));
	s->slot[o->slot].touched = true;
	return true;
}
