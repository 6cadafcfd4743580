/*
 * markdown_edit.h - what markdown.c wants changed; between markdown*.c only.
 */
#ifndef TEXT_MARKDOWN_EDIT_H
#define TEXT_MARKDOWN_EDIT_H

#include "text/markdown.h"

/* Places are in the text that is read; what is empty is left out. */
void markdown_edit(struct markdown *m, size_t from, size_t to, char by);
void markdown_span(struct markdown *m, enum markdown_kind kind, size_t from,
    size_t to);
/* Sets the text to @in as it was edited, and moves the spans. */
void markdown_apply(struct markdown *m, struct slice in);

#endif
