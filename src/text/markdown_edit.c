/*
 * markdown_edit.c - takes the signs out of a text, and moves what is set off
 * along.
 */
#include "text/markdown_edit.h"

#include "base/mem.h"

#include <stdlib.h>

void
markdown_edit(struct markdown *m, size_t from, size_t to, char by)
{
	if (from >= to)
		return;
	ARRAY_GROW(m->edit, m->edits + 1, m->edit_room);
	m->edit[m->edits++] = (struct markdown_edit){ from, to, 0, by };
}

void
markdown_span(struct markdown *m, enum markdown_kind kind, size_t from,
    size_t to)
{
	if (from >= to)
		return;
	ARRAY_GROW(m->span, m->spans + 1, m->span_room);
	m->span[m->spans++] = (struct markdown_span){ kind, from, to };
}

static int
by_place(const void *a, const void *b)
{
	size_t x = ((const struct markdown_edit *)a)->from;
	size_t y = ((const struct markdown_edit *)b)->from;

	return x < y ? -1 : x > y;
}

/* What holds another stands before it. */
static int
by_beginning(const void *a, const void *b)
{
	const struct markdown_span *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->to > y->to ? -1 : x->to < y->to;
}

/* What overlaps an edit before it is left out: a text can be strange. */
static void
edits_part(struct markdown *m)
{
	size_t kept = 0, end = 0, gone = 0;

	if (m->edits > 0)
		qsort(m->edit, m->edits, sizeof(*m->edit), by_place);
	for (size_t i = 0; i < m->edits; i++) {
		if (kept > 0 && m->edit[i].from < end)
			continue;
		end = m->edit[i].to;
		m->edit[kept] = m->edit[i];
		m->edit[kept++].gone = gone;
		gone += end - m->edit[i].from - (m->edit[i].by != '\0');
	}
	m->edits = kept;
}

/* Where what stood at @pos stands now. */
static size_t
moved(const struct markdown *m, size_t pos)
{
	size_t low = 0, high = m->edits;
	const struct markdown_edit *e;

	while (low < high) {		/* the first edit not before @pos */
		size_t middle = (low + high) / 2;

		if (m->edit[middle].from < pos)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return pos;
	e = &m->edit[low - 1];
	if (pos < e->to)
		return e->from - e->gone + (e->by != '\0');
	return pos - e->gone - (e->to - e->from) + (e->by != '\0');
}

void
markdown_apply(struct markdown *m, struct slice in)
{
	size_t pos = 0;

	edits_part(m);
	for (size_t i = 0; i < m->edits; i++) {
		const struct markdown_edit *e = &m->edit[i];

		buf_add(&m->text, in.text + pos, e->from - pos);
		if (e->by)
			buf_add_char(&m->text, e->by);
		pos = e->to;
	}
	buf_add(&m->text, in.text + pos, in.bytes - pos);
	for (size_t i = 0; i < m->spans; i++) {
		m->span[i].from = moved(m, m->span[i].from);
		m->span[i].to = moved(m, m->span[i].to);
	}
	if (m->spans > 0)
		qsort(m->span, m->spans, sizeof(*m->span), by_beginning);
}
