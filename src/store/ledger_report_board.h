/*
 * ledger_report_board.h - the figures of the board, all at once and quickly.
 *
 * Counted from kept sums and from indexes alone, so that a desk with a
 * million demands has them before a person notices.
 */
#ifndef STORE_LEDGER_REPORT_BOARD_H
#define STORE_LEDGER_REPORT_BOARD_H

#include "base/err.h"
#include "store/ledger_report.h"
#include "store/texts.h"

#include <stddef.h>
#include <stdint.h>

struct ledger;

#define BOARD_HOURS 24
#define BOARD_WEEKS 8			/* like weekdays before, for the mean */
#define BOARD_AGES 4			/* to 1 day, 3 days, 7 days, beyond */

struct board_count {
	const char *key, *key2;		/* key2 "" but of surges */
	int64_t count;
	int64_t before;			/* in the eight weekdays, in sum */
	int64_t age[BOARD_AGES];	/* of units */
};

struct board_counts {
	struct board_count *row;
	size_t count, room;
};

struct board_figures {
	int64_t hour[BOARD_HOURS];	/* today */
	int64_t hour_before[BOARD_HOURS];	/* in the eight weekdays */
	int64_t today;
	struct board_counts types, districts;	/* today, most first */
	struct board_counts places;	/* category and district, today */
	struct board_counts overdue;	/* by unit, most first */
	int64_t overdue_all;
	int64_t due_today;		/* feedback, from now to midnight */
	struct texts texts;
};

#define BOARD_FIGURES_INIT { .texts = TEXTS_INIT }
void board_figures_release(struct board_figures *f);

/* @day is today, a day of clock.h; @now in ms. */
enum status ledger_board(struct ledger *l, int64_t day, int64_t now,
    struct board_figures *out, struct err *err);

/* The demands whose unit's feedback falls due in [from, to), soonest first:
 * with now and midnight those of due_today. */
enum status ledger_board_due(struct ledger *l, int64_t from, int64_t to,
    size_t limit, struct numbers *out, struct err *err);

/* Compares the kept sums with the demands; ST_CORRUPT names the first that
 * differs. */
enum status ledger_check_kept(struct ledger *l, struct err *err);

#endif
