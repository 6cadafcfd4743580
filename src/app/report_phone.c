/*
 * report_phone.c - the phone system's figures, and how the rate of answers
 * stood in any 24 hours.
 */
#include "app/report_part.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger.h"

#include <stdlib.h>

#define SPAN_HOURS 24
#define ANSWER_RATE 95

enum { LINE_ANSWERED = 0, LINE_LOWEST = 5, LINE_REACHED = 6 };

/* By hour since 1970 in local time, from @first on. */
struct hours {
	int64_t first;
	size_t count;
	double *answered, *offered;
};

static void
hours_put(struct hours *h, const struct figure *f)
{
	int64_t at = strtoll(f->key, NULL, 10) - h->first;

	if (f->line != LINE_ANSWERED || at < 0 || at >= (int64_t)h->count)
		return;
	h->answered[at] = f->up;
	h->offered[at] = f->down;
}

static struct report_row *
total_of(struct report *r, int line)
{
	size_t i = 0;

	while (!(r->row[i].total && r->row[i].line == line))
		i++;
	return &r->row[i];
}

/* The span of hours that ends with each hour, as a sum that moves on. */
static void
spans_rate(const struct app *app, const struct hours *h, struct report *r)
{
	double target = (double)report_number(app, "call.answer_rate",
	    ANSWER_RATE);
	double up = 0, down = 0;
	struct report_row *low = total_of(r, LINE_LOWEST);
	struct report_row *met = total_of(r, LINE_REACHED);
	struct buf label = BUF_INIT;
	char at[CLOCK_TEXT_BYTES];

	for (size_t i = 0; i < h->count; i++) {
		up += h->answered[i];
		down += h->offered[i];
		if (i >= SPAN_HOURS) {
			up -= h->answered[i - SPAN_HOURS];
			down -= h->offered[i - SPAN_HOURS];
		}
		if (i + 1 < SPAN_HOURS || down <= 0)
			continue;
		met->down++;
		met->up += 100 * up >= target * down;
		if (low->down > 0 && up * low->down >= low->up * down)
			continue;
		low->up = up;
		low->down = down;
		clock_text(clock_day_start(0) + (h->first + (int64_t)i + 1) *
		    CLOCK_HOUR, CLOCK_MINUTES, at);
	}
	if (low->down > 0) {
		buf_addf(&label, _("until %s"), at);
		low->label = texts_keep(&r->texts, buf_slice(&label));
	}
	buf_release(&label);
}

enum status
report_phone(struct app *app, struct report *r, struct err *err)
{
	int64_t since = r->from - clock_day_start(0);
	struct hours h = { .first = since / CLOCK_HOUR,
		.count = (size_t)((r->to - r->from) / CLOCK_HOUR) };
	struct figures f = FIGURES_INIT;
	struct cases_question q;
	enum status st = report_cases_sum(app, r, err);

	if (st == ST_OK && r->row[0].down <= 0)
		buf_add_text(&r->note, _("no call data"));
	report_question(app, r, CASES_PHONE, &q);
	q.by = BY_OWN;
	if (st == ST_OK)
		st = ledger_figures(app->ledger, &q, &f, err);
	h.answered = xcalloc(h.count + 1, sizeof(*h.answered));
	h.offered = xcalloc(h.count + 1, sizeof(*h.offered));
	for (size_t i = 0; st == ST_OK && i < f.count; i++)
		hours_put(&h, &f.figure[i]);
	if (st == ST_OK)
		spans_rate(app, &h, r);
	free(h.answered);
	free(h.offered);
	figures_release(&f);
	return st;
}
