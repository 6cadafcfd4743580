/*
 * lattice.c - the best way through characters that may have been meant.
 *
 * The chance of a character after another is how many entries have the two
 * side by side among those that have the first; for two that were not seen
 * together it is a small part of the second's own chance. Costs are negative
 * logarithms, added up from the left (to) and from the right (from).
 */
#include "text/lattice.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

#define UNSEEN_COST 4.f			/* two that never stood together */
#define NEVER 1e9f

void
lattice_init(struct lattice *l)
{
	*l = (struct lattice){ 0 };
}

void
lattice_reset(struct lattice *l, double entries)
{
	l->nodes = l->edges = l->places = 0;
	l->log_all = (float)log(entries + 1);
	l->best = 0;
}

void
lattice_release(struct lattice *l)
{
	free(l->node);
	free(l->edge);
	lattice_init(l);
}

size_t
lattice_char(struct lattice *l, size_t place, uint32_t ch, double entries,
    double cost)
{
	size_t i = l->nodes;

	while (i > 0 && l->node[i - 1].place == place) {
		struct lattice_node *n = &l->node[--i];

		if (n->ch != ch)
			continue;
		if (cost < n->cost)
			n->cost = (float)cost;
		return i;
	}
	ARRAY_GROW(l->node, l->nodes + 1, l->node_room);
	l->node[l->nodes] = (struct lattice_node){
		.ch = ch, .place = (uint16_t)place, .cost = (float)cost,
		.log_entries = (float)log(entries + 1)
	};
	l->places = place + 1;
	return l->nodes++;
}

size_t
lattice_find(const struct lattice *l, size_t place, uint32_t ch)
{
	size_t lo = 0, hi = l->nodes;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (l->node[middle].place < place)
			lo = middle + 1;
		else
			hi = middle;
	}
	for (; lo < l->nodes && l->node[lo].place == place; lo++)
		if (l->node[lo].ch == ch)
			return lo;
	return SIZE_MAX;
}

void
lattice_pair(struct lattice *l, size_t a, size_t b, double entries)
{
	ARRAY_GROW(l->edge, l->edges + 1, l->edge_room);
	l->edge[l->edges++] = (struct lattice_edge){
		.a = (uint32_t)a, .b = (uint32_t)b,
		.log_entries = (float)log(entries + 1)
	};
}

/* What it costs to stand alone. */
static float
alone(const struct lattice *l, const struct lattice_node *n)
{
	return n->cost + l->log_all - n->log_entries;
}

static float
step_cost(const struct lattice *l, const struct lattice_edge *e)
{
	float cost = l->node[e->a].log_entries - e->log_entries;

	return (cost > 0 ? cost : 0) + l->node[e->b].cost;
}

static int
edge_cmp(const void *va, const void *vb)
{
	const struct lattice_edge *p = va, *q = vb;

	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return (p->b > q->b) - (p->b < q->b);
}

/* The cheapest way to any node of each place, or on from it. */
static float
cheapest(const struct lattice *l, size_t first, size_t last, bool from)
{
	float least = NEVER;

	for (size_t i = first; i < last; i++) {
		const struct lattice_node *n = &l->node[i];
		float cost = from ? n->from + alone(l, n) : n->to;

		least = cost < least ? cost : least;
	}
	return least;
}

static size_t
place_end(const struct lattice *l, size_t first)
{
	size_t i = first;

	while (i < l->nodes && l->node[i].place == l->node[first].place)
		i++;
	return i;
}

static void
solve_to(struct lattice *l)
{
	size_t e = 0;
	float before = 0;

	for (size_t i = 0; i < l->nodes; i++)
		l->node[i].to = NEVER;
	for (size_t first = 0, last; first < l->nodes; first = last) {
		last = place_end(l, first);
		for (size_t i = first; i < last; i++) {
			struct lattice_node *n = &l->node[i];
			float cost = before + alone(l, n) +
			    (first > 0 ? UNSEEN_COST : 0);

			n->to = cost < n->to ? cost : n->to;
		}
		for (; e < l->edges && l->edge[e].a < last; e++) {
			struct lattice_node *b = &l->node[l->edge[e].b];
			float cost = l->node[l->edge[e].a].to +
			    step_cost(l, &l->edge[e]);

			b->to = cost < b->to ? cost : b->to;
		}
		before = cheapest(l, first, last, false);
	}
	l->best = before;
}

static void
solve_from(struct lattice *l)
{
	size_t e = l->edges, last = l->nodes;
	float after = -UNSEEN_COST;

	while (last > 0) {
		size_t first = last;

		while (first > 0 &&
		    l->node[first - 1].place == l->node[last - 1].place)
			first--;
		for (size_t i = first; i < last; i++)
			l->node[i].from = after + UNSEEN_COST;
		for (; e > 0 && l->edge[e - 1].a >= first; e--) {
			struct lattice_node *a = &l->node[l->edge[e - 1].a];
			float cost = l->node[l->edge[e - 1].b].from +
			    step_cost(l, &l->edge[e - 1]);

			a->from = cost < a->from ? cost : a->from;
		}
		after = cheapest(l, first, last, true);
		last = first;
	}
}

void
lattice_solve(struct lattice *l)
{
	if (l->edges > 0)
		qsort(l->edge, l->edges, sizeof(*l->edge), edge_cmp);
	solve_to(l);
	solve_from(l);
	for (size_t i = 0; i < l->nodes; i++)
		l->node[i].worse = l->node[i].to + l->node[i].from - l->best;
	for (size_t i = 0; i < l->edges; i++) {
		struct lattice_edge *e = &l->edge[i];

		e->worse = l->node[e->a].to + step_cost(l, e) +
		    l->node[e->b].from - l->best;
	}
}
