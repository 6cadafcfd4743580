/*
 * overlap.h - how much of a short text is also in another one, by pairs of
 * characters and by words: for titles and a few sentences, where longer
 * shingles are too rare.
 */
#ifndef TEXT_OVERLAP_H
#define TEXT_OVERLAP_H

#include "base/buf.h"

/* 0 to 1: what both have, of what the one with less has. Any texts; the first
 * few hundred pairs count. */
double overlap(struct slice a, struct slice b);

#endif
