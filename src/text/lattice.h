/*
 * lattice.h - which characters were meant, when each place has several that
 * may be: those whose neighbours stand side by side in the base's own texts.
 *
 * A lattice has places side by side; each has characters with how unlikely
 * it is that this one was meant (a cost, in nats), and pairs that the base
 * has join them. Every pair and character is then told how much worse the
 * best way through it is than the best way of all, so that a caller takes
 * what is nearly as good, too. Pure: no base, no query.
 */
#ifndef TEXT_LATTICE_H
#define TEXT_LATTICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lattice_node {
	uint32_t ch;
	uint16_t place;
	float cost;			/* of being meant here */
	float log_entries;		/* of entries that have it */
	float to, from;			/* the best way to it, and on from it */
	float worse;			/* than the best of all; 0 is best */
};

struct lattice_edge {
	uint32_t a, b;			/* nodes */
	float log_entries;
	float worse;
};

struct lattice {
	struct lattice_node *node;	/* by place, ascending */
	size_t nodes, node_room;
	struct lattice_edge *edge;
	size_t edges, edge_room;
	size_t places;
	float log_all;			/* of the entries of the base */
	float best;			/* cost of the best way */
};

void lattice_init(struct lattice *l);
void lattice_reset(struct lattice *l, double entries);
void lattice_release(struct lattice *l);

/* The node of @ch at @place, made when it is not there; the lower cost
 * stays. Places are filled in ascending order. */
size_t lattice_char(struct lattice *l, size_t place, uint32_t ch,
    double entries, double cost);
/* The node that is there; SIZE_MAX when there is none. */
size_t lattice_find(const struct lattice *l, size_t place, uint32_t ch);
/* Joins two nodes of places side by side. */
void lattice_pair(struct lattice *l, size_t a, size_t b, double entries);
/* Finds the best way and sets all @worse. */
void lattice_solve(struct lattice *l);

#endif
