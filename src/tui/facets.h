/*
 * facets.h - how many of what was found are of each kind, unit, topic,
 * district, state and language, as it is shown and as it is typed.
 *
 * The search screen shows the counts beside its rows, the dialog lists them
 * all; taking one adds to the box what a person could have typed.
 */
#ifndef TUI_FACETS_H
#define TUI_FACETS_H

#include "app/search.h"
#include "tui/canvas.h"

struct app;

/* In the user's language. */
const char *facet_field_title(enum query_field f);
/* The name of what is counted; as long as @f and @app's tables. */
const char *facet_words(const struct app *app, const struct hits_facet *f);
/* What the box takes for it, "部门:市公安局"; the caller frees it. */
char *facet_filter(const struct app *app, const struct hits_facet *f);

/* Rows that facets_draw() wants. */
#define FACETS_ROWS QUERY_FIELDS
/* A field a row, its most frequent values first; a click on facet i is row
 * @target + i. */
void facets_draw(const struct app *app, const struct hits *hits,
    struct canvas *c, struct area area, size_t target);
/* The same in one row, of fields that leave a choice. */
void facets_draw_row(const struct app *app, const struct hits *hits,
    struct canvas *c, struct area area, size_t target);

#endif
