/*
 * search_hits.c - reads the entries of the hits that are shown.
 *
 * Texts grow in one buffer that may move, so a hit's strings are kept as
 * places in it while it grows and become pointers at the end.
 */
#include "app/search_hits.h"

#include "base/mem.h"
#include "store/kb.h"
#include "text/mark.h"

#include <stdlib.h>

#define PASSAGE_CHARS 120

struct places {
	size_t entry_id, external_id, title, passage, owner_unit, region;
	size_t effective_on, lang, why;
	size_t title_mark, passage_mark;
};

void
hits_init(struct hits *h)
{
	*h = (struct hits){ 0 };
}

void
hits_reset(struct hits *h)
{
	h->count = h->live = h->marks = 0;
	h->generation = h->cpu_us = 0;
	h->facets = h->found = 0;
	texts_release(&h->facet_texts);
	buf_reset(&h->choices);
	buf_reset(&h->text);
	buf_reset(&h->tried);
}

void
hits_release(struct hits *h)
{
	free(h->hit);
	free(h->mark);
	free(h->facet);
	texts_release(&h->facet_texts);
	buf_release(&h->choices);
	buf_release(&h->text);
	buf_release(&h->tried);
	hits_init(h);
}

static size_t
keep(struct hits *h, const char *text)
{
	size_t at = h->text.bytes;

	buf_add(&h->text, text, slice_of(text).bytes + 1);
	return at;
}

static void
keep_marks(struct hits *h, const struct marks *m)
{
	ARRAY_GROW(h->mark, h->marks + m->count, h->mark_room);
	for (size_t i = 0; i < m->count; i++)
		h->mark[h->marks++] = m->mark[i];
}

/* The field that reads best as an answer and what else there is. */
static struct slice
answer_of(const struct entry *e)
{
	static const enum entry_field order[] = {
		ENTRY_ANSWER_SHORT, ENTRY_ANSWER_FULL, ENTRY_ANSWER_PLAIN,
		ENTRY_PROCEDURE, ENTRY_CONDITIONS, ENTRY_MATERIALS,
		ENTRY_PHONE, ENTRY_OFFICE, ENTRY_MAIN_POINTS
	};

	for (size_t i = 0; i < COUNT(order); i++)
		if (e->field[order[i]])
			return slice_of(e->field[order[i]]);
	return slice_of(NULL);
}

static void
fill_texts(struct hits *h, struct hit *hit, struct places *at,
    struct marker *marker, const struct entry *e)
{
	struct marks m = { NULL, 0, 0 };
	struct buf line = BUF_INIT;

	at->title_mark = h->marks;
	hit->title_marks = (uint16_t)marker_marks(marker,
	    slice_of(entry_get(e, ENTRY_TITLE)), &m);
	keep_marks(h, &m);
	m.count = 0;
	marker_passage(marker, answer_of(e), PASSAGE_CHARS, &line, &m);
	at->passage = keep(h, buf_text(&line));
	at->passage_mark = h->marks;
	hit->passage_marks = (uint16_t)m.count;
	keep_marks(h, &m);
	marks_release(&m);
	buf_release(&line);
}

static void
fill_hit(struct hits *h, struct hit *hit, struct places *at,
    struct marker *marker, const struct entry *e,
    const struct search_options *o)
{
	at->entry_id = keep(h, entry_get(e, ENTRY_ENTRY_ID));
	at->external_id = keep(h, entry_get(e, ENTRY_EXTERNAL_ID));
	at->title = keep(h, o->texts ? entry_get(e, ENTRY_TITLE) : "");
	at->owner_unit = keep(h, entry_get(e, ENTRY_OWNER_UNIT));
	at->region = keep(h, entry_get(e, ENTRY_REGION));
	at->effective_on = keep(h, entry_get(e, ENTRY_EFFECTIVE_ON));
	at->lang = keep(h, entry_get(e, ENTRY_LANG));
	hit->force = entry_force(e, o->day);
	if (o->texts)
		fill_texts(h, hit, at, marker, e);
	else
		at->passage = keep(h, "");
}

static void
point(struct hits *h, struct hit *hit, const struct places *at)
{
	const char *text = h->text.text;

	hit->entry_id = text + at->entry_id;
	hit->external_id = text + at->external_id;
	hit->title = text + at->title;
	hit->passage = text + at->passage;
	hit->owner_unit = text + at->owner_unit;
	hit->region = text + at->region;
	hit->effective_on = text + at->effective_on;
	hit->lang = text + at->lang;
	hit->why = text + at->why;
	hit->title_mark = h->mark + at->title_mark;
	hit->passage_mark = h->mark + at->passage_mark;
}

/* Pairs that one entry has are not known to the base, and are marked all the
 * same; of what letters stand for, the likeliest. */
static void
marker_terms(struct marker *m, const struct plan *p)
{
	for (size_t i = 0; i < p->terms; i++) {
		const struct plan_term *t = &p->term[i];

		if (t->soft)
			continue;
		if (t->by == HIT_SOUND ||
		    (t->by == HIT_TYPED && t->kb.entries < 2))
			marker_add_rare(m, plan_text(p, t), t->weight);
		else if (t->by == HIT_TYPED || t->by == HIT_SYNONYM)
			marker_add(m, plan_text(p, t), t->weight);
		else
			marker_add_reading(m, plan_text(p, t), t->weight,
			    (uint16_t)(t->group + 1));
	}
}

enum status
hits_fill(struct hits *h, struct kb *kb, const struct plan *p,
    const struct found *found, size_t count, const struct search_options *o,
    struct err *err)
{
	struct places *at = xcalloc(count + 1, sizeof(*at));
	struct marker marker;
	enum status st = ST_OK;

	marker_init(&marker);
	if (o->texts)
		marker_terms(&marker, p);
	ARRAY_GROW(h->hit, count + 1, h->room);
	for (size_t i = 0; i < count && st == ST_OK; i++) {
		struct hit *hit = &h->hit[i];
		struct entry e = ENTRY_INIT;

		*hit = (struct hit){
			.row = found[i].row, .score = found[i].score,
			.kind = (enum entry_kind)found[i].head.kind,
			.internal = found[i].head.internal,
			.by = (enum hit_by)found[i].by
		};
		st = kb_entry_row(kb, found[i].row, &e, err);
		if (st == ST_OK)
			fill_hit(h, hit, &at[i], &marker, &e, o);
		at[i].why = keep(h, found[i].why ? found[i].why : "");
		entry_release(&e);
		h->live += found[i].live;
		h->count += st == ST_OK;
	}
	for (size_t i = 0; i < h->count; i++)
		point(h, &h->hit[i], &at[i]);
	marker_release(&marker);
	free(at);
	return st;
}
