/*
 * refresh_links.c - what entries say of each other: supersedes, implements,
 * translates, rests on.
 *
 * A link names an external id of the same source.
 */
#include "app/refresh_compared.h"

#include "app/refresh_run.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "text/circles.h"

#include <stdlib.h>
#include <string.h>

/* Kinds that answer, and may rest on a document. */
static const enum entry_kind answering[] = {
	ENTRY_KIND_QA, ENTRY_KIND_GUIDE, ENTRY_KIND_NOTICE,
	ENTRY_KIND_INTERPRETATION, ENTRY_KIND_FOREIGN,
};

static struct document *
document_slot(const struct compare *c, uint64_t key)
{
	size_t at = (size_t)(key ^ key >> 32) & (c->slots - 1);

	while (c->document[at].key && c->document[at].key != key)
		at = (at + 1) & (c->slots - 1);
	return &c->document[at];
}

static void
documents_grow(struct compare *c)
{
	struct document *old = c->document;
	size_t slots = c->slots;

	if (c->documents * 4 < c->slots * 3)
		return;
	c->slots *= 2;
	c->document = xcalloc(c->slots, sizeof(*c->document));
	for (size_t i = 0; i < slots; i++)
		if (old[i].key)
			*document_slot(c, old[i].key) = old[i];
	free(old);
}

static void
document_count(struct compare *c, const char *name, bool live, bool repealed)
{
	struct document *d;

	if (!*name)
		return;
	documents_grow(c);
	d = document_slot(c, compared_hash(0, name));
	c->documents += d->key == 0;
	d->key = compared_hash(0, name);
	d->live += live;
	d->repealed += repealed;
}

static void
link_add(struct compare *c, const struct entry *e, struct link link)
{
	int64_t day;

	if (clock_parse_date(slice_of(entry_get(e, ENTRY_EFFECTIVE_ON)),
	    &day))
		link.day = (int32_t)day;
	link.id = (uint32_t)c->texts.bytes;
	buf_add_text(&c->texts, entry_get(e, ENTRY_EXTERNAL_ID));
	buf_add_char(&c->texts, '\0');
	ARRAY_GROW(c->link, c->links + 1, c->link_room);
	c->link[c->links++] = link;
}

static void
links_of(struct compare *c, const struct entry *e,
    const struct compared *item, enum entry_field f, enum link_kind kind)
{
	struct slice list = slice_of(entry_get(e, f)), line;
	uint64_t source = compared_hash(0, entry_get(e,
	    ENTRY_SOURCE_SYSTEM));

	while (slice_line(&list, &line)) {
		char *id = slice_dup(line);

		if (*id)
			link_add(c, e, (struct link){ .from = item->self,
			    .to = compared_hash(source, id), .kind = kind,
			    .on = item->live });
		free(id);
	}
}

/* The other way round: the other one supersedes this. */
static void
superseded_links(struct compare *c, const struct entry *e,
    const struct compared *item)
{
	size_t from = c->links;

	links_of(c, e, item, ENTRY_SUPERSEDED_BY, LINK_SUPERSEDES);
	for (size_t i = from; i < c->links; i++) {
		c->link[i].from = c->link[i].to;
		c->link[i].to = item->self;
		c->link[i].on = false;	/* it is said already */
	}
}

static bool
answers(const struct entry *e)
{
	const char *kind = entry_get(e, ENTRY_KIND);

	for (size_t i = 0; i < COUNT(answering); i++)
		if (strcmp(kind, entry_kind_word(answering[i])) == 0)
			return true;
	return false;
}

/* A day to come on which a link or a document changes. */
static void
until(struct compare *c, const char *date)
{
	int64_t day;

	if (clock_parse_date(slice_of(date), &day) && day > c->day &&
	    (c->until == 0 || day < c->until))
		c->until = day;
}

void
links_add(struct compare *c, const struct entry *e,
    const struct compared *item)
{
	const char *number = entry_get(e, ENTRY_DOC_NUMBER);
	const char *title = entry_get(e, ENTRY_DOC_TITLE);

	if (e->field[ENTRY_SUPERSEDES])
		until(c, entry_get(e, ENTRY_EFFECTIVE_ON));
	until(c, entry_get(e, ENTRY_REPEALED_ON));
	links_of(c, e, item, ENTRY_SUPERSEDES, LINK_SUPERSEDES);
	superseded_links(c, e, item);
	links_of(c, e, item, ENTRY_TRANSLATION_OF, LINK_TRANSLATES);
	if (answers(e)) {
		links_of(c, e, item, ENTRY_IMPLEMENTS, LINK_IMPLEMENTS);
		if (*number || *title)
			c->item[c->count].basis = compared_hash(0,
			    *number ? number : title);
	} else if (strcmp(entry_get(e, ENTRY_KIND),
	    entry_kind_word(ENTRY_KIND_POLICY_DOC)) == 0) {
		document_count(c, number, item->live, item->repealed);
		document_count(c, title, item->live, item->repealed);
	}
}

static void
find_circles(struct compare *c)
{
	struct arrow *arrow = xcalloc(c->links + 1, sizeof(*arrow));
	size_t n = 0;

	for (size_t i = 0; i < c->links; i++)
		if (c->link[i].kind == LINK_SUPERSEDES)
			arrow[n++] = (struct arrow){ c->link[i].from,
				c->link[i].to, false };
	circles_find(arrow, n);
	n = 0;
	for (size_t i = 0; i < c->links; i++)
		if (c->link[i].kind == LINK_SUPERSEDES)
			c->link[i].circle = arrow[n++].circle;
	free(arrow);
}

static void
settle_circle(struct compare *c, const struct link *l,
    const struct note_taker *notes)
{
	struct compared *from = compared_find(c, l->from);

	if (!from || from->suspended)
		return;
	from->suspended = true;
	compared_note(notes, c, from, NOTE_ERROR, "Q8", ENTRY_SUPERSEDES,
	    _("it supersedes itself through others; it is suspended"));
}

static void
settle_superseded(struct compare *c, size_t i, const struct note_taker *notes)
{
	const struct link *l = &c->link[i];
	struct compared *to = compared_find(c, l->to);

	if (!to || !to->live || to->by > 0 || !l->on || l->from == l->to)
		return;
	to->by = (uint32_t)(i + 1);
	to->live = false;
	compared_note(notes, c, to, NOTE_WARNING, "Q8",
	    ENTRY_SUPERSEDED_BY, _("%s supersedes it; it was in force"),
	    c->texts.text + l->id);
}

static void
suspend(struct compare *c, struct compared *item, enum entry_field f,
    const struct note_taker *notes)
{
	if (!item->live)
		return;
	item->live = false;
	item->suspended = true;
	compared_note(notes, c, item, NOTE_WARNING, "Q9", f,
	    _("the document it rests on is repealed; it is suspended"));
}

static void
settle_translation(struct compare *c, const struct compared *item,
    const struct compared *original, const struct note_taker *notes)
{
	if (item->newest > 0 && original->newest > item->newest)
		compared_note(notes, c, item, NOTE_WARNING, "Q15",
		    ENTRY_TRANSLATION_OF, _("%s, its original, is newer"),
		    c->texts.text + original->id);
}

static void
settle_other(struct compare *c, const struct link *l,
    const struct note_taker *notes)
{
	struct compared *from = compared_find(c, l->from);
	struct compared *to = compared_find(c, l->to);

	if (!from || !to)
		return;
	if (l->kind == LINK_TRANSLATES)
		settle_translation(c, from, to, notes);
	else if (l->kind == LINK_IMPLEMENTS && to->repealed)
		suspend(c, from, ENTRY_IMPLEMENTS, notes);
}

void
links_settle(struct compare *c, const struct note_taker *notes)
{
	find_circles(c);
	for (size_t i = 0; i < c->links; i++)
		if (c->link[i].circle)
			settle_circle(c, &c->link[i], notes);
		else if (c->link[i].kind == LINK_SUPERSEDES)
			settle_superseded(c, i, notes);
	for (size_t i = 0; i < c->links; i++)
		if (c->link[i].kind != LINK_SUPERSEDES)
			settle_other(c, &c->link[i], notes);
	for (size_t i = 0; i < c->count; i++) {
		const struct document *d = document_slot(c,
		    c->item[i].basis);

		if (c->item[i].basis && d->key && d->repealed > 0 &&
		    d->live == 0)
			suspend(c, &c->item[i], ENTRY_DOC_TITLE, notes);
	}
}
