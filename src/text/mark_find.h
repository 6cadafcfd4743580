/*
 * mark_find.h - what mark.c and passage.c share.
 */
#ifndef TEXT_MARK_FIND_H
#define TEXT_MARK_FIND_H

#include "text/mark.h"

/* Normalises @text and finds the query's tokens in it. */
void mark_find(struct marker *m, struct slice text);
/* Appends the marks that lie in [from, to) of the original. */
void mark_within(const struct marker *m, size_t from, size_t to,
    struct marks *out);

#endif
