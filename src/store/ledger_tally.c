/*
 * ledger_tally.c - how many demands there are of what.
 */
#include "store/ledger_part.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

void
tally_release(struct tally *t)
{
	free(t->row);
	texts_release(&t->texts);
	*t = (struct tally)TALLY_INIT;
}

static const char *
tally_key(struct tally *t, struct stmt *s, enum tally_by by)
{
	char text[CLOCK_TEXT_BYTES];

	if (by == TALLY_DAY)
		clock_text(clock_day_start(db_int(s, 0)), CLOCK_DATE, text);
	else if (by == TALLY_HOUR)
		snprintf(text, sizeof(text), "%02d", (int)db_int(s, 0));
	else
		return row_text(&t->texts, s, 0);
	return texts_keep(&t->texts, slice_of(text));
}

enum status
ledger_tally(struct ledger *l, const struct demand_filter *f,
    enum tally_by by, struct tally *out, struct err *err)
{
	struct list_query q;
	bool row;
	enum status st = ST_OK;

	if (list_open(l, &q, f, LIST_TALLY, by)) {
		while ((st = db_step(q.stmt, &row, err)) == ST_OK && row) {
			ARRAY_GROW(out->row, out->count + 1, out->room);
			out->row[out->count++] = (struct tally_row){
				tally_key(out, q.stmt, by), db_int(q.stmt, 1)
			};
		}
	}
	list_close(&q);
	return st;
}
