/*
 * circles.h - which arrows from node to node lie in a circle, or between two.
 *
 * Those that begin or end at a node with nothing more behind it are taken
 * away until none is left; what stays goes round. Time and memory grow with
 * the number of arrows, whatever the chains.
 */
#ifndef TEXT_CIRCLES_H
#define TEXT_CIRCLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arrow {
	uint64_t from, to;		/* an arrow to itself is in no circle */
	bool circle;			/* made by circles_find() */
};

void circles_find(struct arrow *arrow, size_t count);

#endif
