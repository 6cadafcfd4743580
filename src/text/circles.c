/*
 * circles.c - peels a graph from both ends (Kahn, 1962).
 */
#include "text/circles.h"

#include "base/mem.h"

#include <stdlib.h>

/* The arrows of each node, by one of their ends. */
struct side {
	size_t *start;			/* by node, and one behind */
	size_t *arrow;
	size_t *left;			/* arrows that are not taken away */
};

struct graph {
	struct arrow *arrow;
	size_t count;
	uint64_t *node;			/* ascending */
	size_t nodes;
	size_t *from, *to;		/* the node of each arrow's ends */
	struct side out, in;
	size_t *stack;
};

static int
node_cmp(const void *va, const void *vb)
{
	uint64_t a = *(const uint64_t *)va, b = *(const uint64_t *)vb;

	return (a > b) - (a < b);
}

static size_t
node_of(const struct graph *g, uint64_t name)
{
	const uint64_t *at = bsearch(&name, g->node, g->nodes,
	    sizeof(*g->node), node_cmp);

	return (size_t)(at - g->node);
}

static void
nodes_make(struct graph *g)
{
	size_t all = 0;

	g->node = xmalloc((2 * g->count + 1) * sizeof(*g->node));
	for (size_t i = 0; i < g->count; i++) {
		g->node[all++] = g->arrow[i].from;
		g->node[all++] = g->arrow[i].to;
	}
	qsort(g->node, all, sizeof(*g->node), node_cmp);
	for (size_t i = 0; i < all; i++)
		if (i == 0 || g->node[i] != g->node[g->nodes - 1])
			g->node[g->nodes++] = g->node[i];
	g->from = xcalloc(g->count + 1, sizeof(*g->from));
	g->to = xcalloc(g->count + 1, sizeof(*g->to));
	g->stack = xcalloc(g->nodes + 1, sizeof(*g->stack));
	for (size_t i = 0; i < g->count; i++) {
		g->from[i] = node_of(g, g->arrow[i].from);
		g->to[i] = node_of(g, g->arrow[i].to);
		g->arrow[i].circle = g->from[i] != g->to[i];
	}
}

static struct side
side_make(const struct graph *g, const size_t *end)
{
	size_t *next = xcalloc(g->nodes + 1, sizeof(*next));
	struct side s = {
		.start = xcalloc(g->nodes + 2, sizeof(*s.start)),
		.arrow = xcalloc(g->count + 1, sizeof(*s.arrow)),
		.left = xcalloc(g->nodes + 1, sizeof(*s.left)),
	};

	for (size_t i = 0; i < g->count; i++) {
		s.start[end[i] + 1]++;
		s.left[end[i]] += g->arrow[i].circle;
	}
	for (size_t n = 0; n < g->nodes; n++)
		s.start[n + 1] += s.start[n];
	for (size_t i = 0; i < g->count; i++)
		s.arrow[s.start[end[i]] + next[end[i]]++] = i;
	free(next);
	return s;
}

static void
side_release(struct side *s)
{
	free(s->start);
	free(s->arrow);
	free(s->left);
}

/* Takes away what leaves nodes that nothing enters, on the side @enter;
 * @ends are the arrows' ends there. */
static void
peel(struct graph *g, struct side *leave, struct side *enter,
    const size_t *ends)
{
	size_t depth = 0;

	for (size_t n = 0; n < g->nodes; n++)
		if (enter->left[n] == 0)
			g->stack[depth++] = n;
	while (depth > 0) {
		size_t n = g->stack[--depth];

		for (size_t k = leave->start[n]; k < leave->start[n + 1];
		    k++) {
			size_t i = leave->arrow[k];

			if (!g->arrow[i].circle)
				continue;
			g->arrow[i].circle = false;
			leave->left[n]--;
			if (--enter->left[ends[i]] == 0)
				g->stack[depth++] = ends[i];
		}
	}
}

void
circles_find(struct arrow *arrow, size_t count)
{
	struct graph g = { .arrow = arrow, .count = count };

	nodes_make(&g);
	g.out = side_make(&g, g.from);
	g.in = side_make(&g, g.to);
	peel(&g, &g.out, &g.in, g.to);
	peel(&g, &g.in, &g.out, g.from);
	side_release(&g.out);
	side_release(&g.in);
	free(g.node);
	free(g.from);
	free(g.to);
	free(g.stack);
}
