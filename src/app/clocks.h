/*
 * clocks.h - the clocks of one demand: what runs, since when, until when.
 *
 * The lines are kept as text in the demand's row, one clock a line: its name,
 * start, due time and end in ms, and the sum. A clock that was stopped stays,
 * so that the whole life can be computed again.
 */
#ifndef APP_CLOCKS_H
#define APP_CLOCKS_H

#include "app/demand.h"

struct clock_lines {
	struct demand_clock_line *line;		/* oldest first */
	size_t count, room;
};

#define CLOCK_LINES_INIT { NULL, 0, 0 }

void clocks_release(struct clock_lines *c);
/* Adds the lines of a demand's text; ST_CORRUPT when it is none. */
enum status clocks_parse(struct clock_lines *c, const char *text,
    struct err *err);
void clocks_write(const struct clock_lines *c, struct buf *out);

/* Starts at @from with the limit of @key; one that runs is stopped then. */
enum status clocks_start(struct clock_lines *c, const struct policy *p,
    enum demand_clock clock, const char *key, int64_t from, struct err *err);
/* The newest of its kind that runs, or NULL. */
struct demand_clock_line *clocks_running(struct clock_lines *c,
    enum demand_clock clock);
/* The newest of its kind, or NULL. */
struct demand_clock_line *clocks_newest(struct clock_lines *c,
    enum demand_clock clock);
void clocks_stop(struct clock_lines *c, enum demand_clock clock, int64_t at);
void clocks_stop_all(struct clock_lines *c, int64_t at);
/* Lets those go on that were stopped at @at. */
void clocks_resume(struct clock_lines *c, int64_t at);
/* Writes due_at and the due_*_at of @d. */
void clocks_due(const struct clock_lines *c, struct demand *d);
/* Sets the light of each line that runs. */
void clocks_light(struct clock_lines *c, const struct policy *p, int64_t now);

#endif
