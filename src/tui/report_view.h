/*
 * report_view.h - the screens of reports, and what each is opened with.
 *
 * The list leads to a report, a report's row to its demands, a demand to its
 * sheet.
 */
#ifndef TUI_REPORT_VIEW_H
#define TUI_REPORT_VIEW_H

#include "app/report.h"
#include "tui/list.h"
#include "tui/view.h"

/* Which figures of which time. */
struct report_start {
	enum report_kind kind;
	enum figure_by by;		/* BY_COUNT: the report's own */
	int64_t from, to;
};

/* A figure whose demands are wanted: of a report, or with @due the feedback
 * that falls due in the time of @report. */
struct figure_start {
	struct report_start report;
	int line;
	bool total, due;
	const char *key, *label;
	enum figure_part part;
};

extern const struct view_ops report_view;	/* struct report_start */
extern const struct view_ops figure_view;	/* struct figure_start */

/* Periods to choose from: code, words. */
#define PERIOD_LIST(X) \
	X(DAY,     N_("day")) \
	X(WEEK,    N_("week")) \
	X(MONTH,   N_("month")) \
	X(QUARTER, N_("quarter")) \
	X(YEAR,    N_("year"))

enum period {
#define X(name, words) PERIOD_##name,
	PERIOD_LIST(X)
#undef X
	PERIOD_COUNT
};

const char *period_words(enum period p);	/* user's language */
/* The period that @at lies in, moved on by @steps. */
void period_around(enum period p, int64_t at, int steps, int64_t *from,
    int64_t *to);

struct report_shown {
	int page;
};

struct report_state {
	struct tui *t;
	struct app *app;
	struct report_start start;
	enum period period;
	struct report report;
	struct list list;
	enum figure_part part;
	bool loaded;
	struct report_shown *shown;
};

/* report_view_draw.c */
void report_draw(const void *state, struct canvas *c);
void report_definition_draw(struct canvas *c, int row, int rows,
    const char *text);
/* A bar of @share (0..1) of @cols columns. */
void bar_draw(struct canvas *c, int row, int col, int cols, unsigned style,
    double share);

#endif
