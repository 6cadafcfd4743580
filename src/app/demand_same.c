/*
 * demand_same.c - open demands that may be the one the caller is about.
 *
 * First the caller's own, then those of the same topic and place, by how much
 * of what is said is the same; neighbours say the same thing in other words.
 */
#include "app/demand_step.h"

#include "app/app.h"
#include "base/mem.h"
#include "text/overlap.h"

#include <stdlib.h>
#include <string.h>

#define CALLER_LIMIT 20
#define MATTER_LIMIT 60			/* the newest of topic and place */
#define OVERLAP_MIN 0.2
#define STREET_BONUS 0.2		/* the same street is told */

struct near {
	size_t row;			/* of the list */
	double score;
};

static int
near_cmp(const void *va, const void *vb)
{
	const struct near *a = va, *b = vb;

	if (a->score > b->score || a->score < b->score)
		return a->score > b->score ? -1 : 1;
	return a->row < b->row ? -1 : 1;	/* newest first */
}

static uint32_t
open_states(void)
{
	uint32_t states = 0;

	for (int i = 0; i < DEMAND_STATE_COUNT; i++)
		if (demand_state_open((enum demand_state)i))
			states |= 1u << i;
	return states;
}

static const char *
or_null(const char *text)
{
	return text && *text ? text : NULL;
}

static double
score_of(const struct demand *d, const struct demand_input *in,
    struct slice said)
{
	struct buf text = BUF_INIT;
	double score;

	buf_addf(&text, "%s\n%s", d->title, d->content);
	score = overlap(said, buf_slice(&text));
	buf_release(&text);
	if (score > 0 && or_null(in->street) &&
	    strcmp(in->street, d->street) == 0)
		score += STREET_BONUS;
	return score;
}

static bool
has_id(const struct demands *list, int64_t id)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->demand[i].id == id)
			return true;
	return false;
}

/* Moves @d to the end of @out. */
static void
hand_over(struct demands *out, struct demand *d)
{
	ARRAY_GROW(out->demand, out->count + 1, out->room);
	out->demand[out->count++] = *d;
	demand_init(d);
}

/* The best of @all go to @out. */
static void
take_near(struct demands *all, const struct demand_input *in, size_t limit,
    struct demands *out)
{
	struct near *near = xcalloc(all->count + 1, sizeof(*near));
	struct buf said = BUF_INIT;
	size_t count = 0;

	buf_addf(&said, "%s\n%s", in->title ? in->title : "",
	    in->content ? in->content : "");
	for (size_t i = 0; i < all->count; i++) {
		double score = score_of(&all->demand[i], in,
		    buf_slice(&said));

		if (score >= OVERLAP_MIN && !has_id(out, all->demand[i].id))
			near[count++] = (struct near){ i, score };
	}
	qsort(near, count, sizeof(*near), near_cmp);
	for (size_t i = 0; i < count && out->count < limit; i++)
		hand_over(out, &all->demand[near[i].row]);
	buf_release(&said);
	free(near);
}

enum status
demand_similar(struct app *app, const struct demand_input *in, size_t limit,
    struct demands *out, struct err *err)
{
	struct demand_filter caller = { .states = open_states(),
	    .phone = or_null(in->claimant_phone), .limit = CALLER_LIMIT };
	struct demand_filter matter = { .states = open_states(),
	    .topic = or_null(in->topic), .district = or_null(in->district),
	    .limit = MATTER_LIMIT };
	struct demands mine = DEMANDS_INIT, all = DEMANDS_INIT;
	size_t had = out->count;
	enum status st = ST_OK;

	if (caller.phone)
		st = ledger_list(app->ledger, &caller, &mine, err);
	for (size_t i = 0; st == ST_OK && i < mine.count; i++)
		if (out->count < had + limit)
			hand_over(out, &mine.demand[i]);
	if (st == ST_OK && matter.topic)
		st = ledger_list(app->ledger, &matter, &all, err);
	if (st == ST_OK)
		take_near(&all, in, had + limit, out);
	for (size_t i = had; i < out->count; i++)
		demand_conceal(app, &out->demand[i]);
	demands_release(&mine);
	demands_release(&all);
	return st;
}
