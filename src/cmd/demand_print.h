/*
 * demand_print.h - demands as text for a person and as JSON for a program.
 *
 * All texts are cleaned on their way out; personal data are masked as they
 * came.
 */
#ifndef CMD_DEMAND_PRINT_H
#define CMD_DEMAND_PRINT_H

#include "app/demand.h"
#include "base/buf.h"

struct app;

/* Adds one line: number, state, type, due, unit, title. */
void print_demand_line(const struct app *app, const struct demand *d,
    struct buf *out);
/* The whole demand, its clocks, events and what may be done. */
void print_demand(struct app *app, const struct demand_view *v,
    const struct demand_option *options, size_t count, struct buf *out);
void print_made(const struct demand_made *m, struct buf *out);
/* The table of moves, or one state's. */
void print_moves(struct buf *out);

/* One line of JSON each. */
void print_demand_json(const struct demand *d, struct buf *out);
void print_demand_view_json(const struct demand_view *v,
    const struct demand_option *options, size_t count, struct buf *out);
void print_made_json(const struct demand_made *m, struct buf *out);
void print_moves_json(struct buf *out);
/* Each state with the steps from it. */
void print_moves_states(struct buf *out);
/* Graphviz: states and the steps between them; dashed: back to where it came
 * from. */
void print_moves_dot(struct buf *out);

#endif
