/*
 * report_place.c - figures that ask for more than counting: residents,
 * surges, the topic of the month.
 */
#include "app/report_part.h"

#include "app/app.h"
#include "app/directory.h"
#include "app/policy.h"
#include "app/table.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/ledger.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* more demands of a surge are not looked through for the first */
#define SURGE_MOST 100000

static const char *const population_columns[] = {
	"code", "residents", "year", "source",
};

enum { POPULATION_CODE, POPULATION_RESIDENTS, POPULATION_YEAR,
	POPULATION_SOURCE };

static enum status
population_read(const struct app *app, struct table *t, struct err *err)
{
	char *path = file_join(app->data_dir, "population.tsv");
	enum status st = file_exists(path) ? ST_OK :
	    fail(err, ST_NOT_FOUND, "there is no table of residents: put "
	    "population.tsv (code, residents, year, source) into %s",
	    app->data_dir);

	if (st == ST_OK)
		st = table_read(t, path, population_columns,
		    COUNT(population_columns), err);
	free(path);
	return st;
}

/* 0 where the table has no row for the place. */
static double
residents_of(const struct table *t, const char *code, struct report *r)
{
	for (size_t i = 0; i < t->count; i++) {
		const char *const *cell = t->row[i].cell;

		if (strcmp(cell[POPULATION_CODE], code) != 0)
			continue;
		if (r->note.bytes == 0)
			buf_addf(&r->note, _("residents of %s: %s"),
			    cell[POPULATION_YEAR], cell[POPULATION_SOURCE]);
		return strtod(cell[POPULATION_RESIDENTS], NULL);
	}
	return 0;
}

enum status
report_residents(struct app *app, struct report *r, struct err *err)
{
	struct figures f = FIGURES_INIT;
	struct table t = TABLE_INIT;
	struct cases_question q;
	enum status st = population_read(app, &t, err);

	report_question(app, r, CASES_RESIDENTS, &q);
	if (st == ST_OK)
		st = ledger_figures(app->ledger, &q, &f, err);
	for (size_t i = 0; st == ST_OK && i < f.count; i++) {
		const struct figure *one = &f.figure[i];
		struct report_row *row = report_add(r, one->line, one->key,
		    report_key_label(app, r->by, one->key));

		row->up = one->up;
		row->out = one->out;
		row->down = residents_of(&t, one->key, r);
	}
	figures_release(&f);
	table_release(&t);
	return st;
}

/* More than the mean and three times its root, without a root. */
bool
report_is_surge(double count, double mean, double least)
{
	double over = count - mean;

	return count >= least && over > 0 && over * over > 9 * mean;
}

/* "heat 110105" in words. */
static void
surge_label(const struct app *app, const char *key, struct buf *out)
{
	struct slice rest = slice_of(key), part;
	char *category, *district;

	slice_until(&rest, ' ', &part);
	category = slice_dup(part);
	district = slice_dup(rest);
	buf_addf(out, "%s, %s", report_key_label(app, BY_CATEGORY, category),
	    report_key_label(app, BY_DISTRICT, district));
	free(category);
	free(district);
}

/* Adds the first and the latest of its demands. */
static enum status
surge_ends(struct app *app, const struct cases_question *q, const char *key,
    struct buf *out, struct err *err)
{
	struct numbers n = NUMBERS_INIT;
	enum status st = ledger_figure_numbers(app->ledger, q, 0, key,
	    PART_UP, SURGE_MOST, &n, err);

	if (st == ST_OK && n.count > 0)
		buf_addf(out, _("; first %s, latest %s"),
		    n.number[n.count - 1], n.number[0]);
	numbers_release(&n);
	return st;
}

enum status
report_surge(struct app *app, struct report *r, struct err *err)
{
	double least = (double)report_number(app, "surge.min", 10);
	struct figures f = FIGURES_INIT;
	struct buf label = BUF_INIT;
	struct cases_question q;
	enum status st;

	report_question(app, r, CASES_SURGE, &q);
	st = ledger_figures(app->ledger, &q, &f, err);
	for (size_t i = 0; st == ST_OK && i < f.count; i++) {
		struct report_row *row;

		if (!report_is_surge(f.figure[i].up, f.figure[i].down, least))
			continue;
		buf_reset(&label);
		surge_label(app, f.figure[i].key, &label);
		st = surge_ends(app, &q, f.figure[i].key, &label, err);
		row = report_add(r, 0, f.figure[i].key, buf_text(&label));
		row->up = f.figure[i].up;
		row->down = f.figure[i].down;
	}
	buf_release(&label);
	figures_release(&f);
	return st;
}

bool
report_topic_of(const char *topics, const char *topic)
{
	struct slice rest = slice_of(topics), part;
	size_t bytes = strlen(topic);

	while (slice_until(&rest, ',', &part)) {
		part = slice_trim(part);
		if (part.bytes > 0 && part.bytes <= bytes &&
		    memcmp(topic, part.text, part.bytes) == 0 &&
		    (part.bytes == bytes || topic[part.bytes] == '.'))
			return true;
	}
	return false;
}

/* Adds the topics' sums of one kind of cases: line 0 for the volume, 1 to 3
 * for the rates. */
static enum status
add_month(struct app *app, struct report *r, const char *topics,
    const struct report *month, enum cases cases, const char *name,
    struct err *err)
{
	int first = cases == CASES_VOLUME ? 0 : 1;
	int count = cases == CASES_VOLUME ? 1 : 3;
	struct figures f = FIGURES_INIT;
	struct cases_question q;
	struct report_row sum[3] = { { .up = 0 } };
	enum status st;

	report_question(app, month, cases, &q);
	q.by = BY_TOPIC;
	st = ledger_figures(app->ledger, &q, &f, err);
	for (size_t i = 0; st == ST_OK && i < f.count; i++) {
		const struct figure *one = &f.figure[i];

		if (one->line >= count || !report_topic_of(topics, one->key))
			continue;
		sum[one->line].up += one->up;
		sum[one->line].down += one->down;
		sum[one->line].out += one->out;
		sum[one->line].soon += one->soon;
	}
	for (int i = 0; st == ST_OK && i < count; i++) {
		struct report_row *row = report_add(r, first + i, name, name);

		row->up = sum[i].up;
		row->down = sum[i].down;
		row->out = sum[i].out;
		row->soon = sum[i].soon;
	}
	figures_release(&f);
	return st;
}

static int64_t
month_start(int64_t at, int months)
{
	struct civil c;

	clock_civil(at, &c);
	c.month += months;
	while (c.month > 12) {
		c.month -= 12;
		c.year++;
	}
	c.day = 1;
	c.hour = c.minute = c.second = c.ms = 0;
	return clock_at(&c);
}

static int
line_cmp(const void *va, const void *vb)
{
	const struct report_row *a = va, *b = vb;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return strcmp(a->key, b->key);
}

enum status
report_monthly(struct app *app, struct report *r, struct err *err)
{
	const char *topics = policy_get(app->policy, clock_day(r->now),
	    "monthly.topics");
	enum status st = ST_OK;

	if (!topics || !*topics) {
		buf_add_text(&r->note, _("no topic of the month is set: "
		    "monthly.topics of the policy"));
		return ST_OK;
	}
	buf_addf(&r->note, _("topics: %s"), topics);
	for (int64_t at = month_start(r->from, 0); st == ST_OK && at < r->to;
	    at = month_start(at, 1)) {
		struct report month = *r;
		char name[CLOCK_TEXT_BYTES];

		clock_text(at, CLOCK_DATE, name);
		name[strlen("2026-11")] = '\0';
		month.from = at > r->from ? at : r->from;
		month.to = month_start(at, 1);
		month.to = month.to < r->to ? month.to : r->to;
		st = add_month(app, r, topics, &month, CASES_VOLUME, name,
		    err);
		if (st == ST_OK)
			st = add_month(app, r, topics, &month,
			    CASES_THREE_RATES, name, err);
	}
	if (r->count > 0)
		qsort(r->row, r->count, sizeof(*r->row), line_cmp);
	return st;
}
