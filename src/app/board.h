/*
 * board.h - what a supervisor sees at a glance: today against like days, what
 * is late and where, callbacks, the three rates, surges, gaps, the base.
 *
 * board_load() is quick whatever the ledger holds; board_load_rates() counts
 * the month's callbacks and may take longer, so a screen asks for it behind
 * the first frame.
 */
#ifndef APP_BOARD_H
#define APP_BOARD_H

#include "app/report.h"
#include "store/ledger_report_board.h"

struct app;

#define BOARD_GAPS 8
#define BOARD_RATES 3

struct board_surge {
	const char *category, *district;	/* codes */
	int64_t count;
	double mean;
};

struct board {
	int64_t at;			/* when it was loaded; 0: never */
	struct board_figures figures;
	int64_t callbacks;		/* due: that queue's, so that the
					 * policy in force says which */
	struct board_surge *surge;
	size_t surges, surge_room;
	struct report gaps;		/* of seven days; rows of line 0, 1 */
	struct report rates;		/* of this month; rows 0 to 2 final */
	int64_t rates_at;		/* 0: never */
	int64_t generation, built_at;	/* of the knowledge base; 0: none */
};

#define BOARD_INIT { .figures = BOARD_FIGURES_INIT, .gaps = REPORT_INIT, \
	.rates = REPORT_INIT }
void board_release(struct board *b);

enum status board_load(struct app *app, struct board *b, struct err *err);
enum status board_load_rates(struct app *app, struct board *b,
    struct err *err);

#endif
