/*
 * board.c - ask for what the board shows.
 */
#include "app/board.h"

#include "app/app.h"
#include "app/demand.h"
#include "app/policy.h"
#include "app/report_part.h"
#include "base/clock.h"
#include "base/mem.h"
#include "store/kb.h"

#include <stdlib.h>

#define GAP_DAYS 7

void
board_release(struct board *b)
{
	board_figures_release(&b->figures);
	free(b->surge);
	report_release(&b->gaps);
	report_release(&b->rates);
	*b = (struct board)BOARD_INIT;
}

static void
surges_find(const struct app *app, struct board *b)
{
	double least = (double)report_number(app, "surge.min", 10);

	b->surges = 0;
	for (size_t i = 0; i < b->figures.places.count; i++) {
		const struct board_count *c = &b->figures.places.row[i];
		double mean = (double)c->before / BOARD_WEEKS;

		if (!report_is_surge((double)c->count, mean, least))
			continue;
		ARRAY_GROW(b->surge, b->surges + 1, b->surge_room);
		b->surge[b->surges++] = (struct board_surge){ c->key,
			c->key2, c->count, mean };
	}
}

enum status
board_load(struct app *app, struct board *b, struct err *err)
{
	int64_t now = clock_now(&app->clock), day = clock_day(now);
	int64_t end = clock_day_start(day + 1);
	enum status st = ledger_board(app->ledger, day, now, &b->figures,
	    err);

	b->surges = 0;
	if (st == ST_OK)
		st = demand_queue_count(app, DEMAND_QUEUE_CALLBACKS,
		    &b->callbacks, err);
	if (st == ST_OK)
		surges_find(app, b);
	if (st == ST_OK)
		st = report_run(app, REPORT_GAPS, end - GAP_DAYS * CLOCK_DAY,
		    end, BY_COUNT, &b->gaps, err);
	b->generation = app->kb ? kb_generation(app->kb) : 0;
	b->built_at = app->kb ? kb_built_at(app->kb) : 0;
	if (st == ST_OK)
		b->at = now;
	return st;
}

enum status
board_load_rates(struct app *app, struct board *b, struct err *err)
{
	int64_t now = clock_now(&app->clock);
	struct civil c;
	enum status st;

	clock_civil(now, &c);
	c.day = 1;
	c.hour = c.minute = c.second = c.ms = 0;
	st = report_run(app, REPORT_THREE_RATES, clock_at(&c),
	    clock_day_start(clock_day(now) + 1), BY_ALL, &b->rates, err);
	if (st == ST_OK)
		b->rates_at = now;
	return st;
}
