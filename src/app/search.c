/*
 * search.c - the course of a search: plan, candidates, exact scores, order.
 *
 * Stage one finds at most CANDIDATES rows by adding up the weights of the
 * rarest terms; stage two reads their digests and scores them over all terms.
 * A query of one or two characters takes candidates in their static rank,
 * titles first, because nearly every entry with the term scores the same.
 */
#include "app/search.h"

#include "app/search_explain.h"
#include "app/search_filter.h"
#include "app/search_hits.h"
#include "app/search_plan.h"
#include "app/search_prior.h"
#include "base/clock.h"
#include "base/mem.h"
#include "store/kb.h"
#include "store/kb_find.h"
#include "text/normalize.h"
#include "text/query.h"
#include "text/rank.h"

#include <stdlib.h>
#include <string.h>

#define CANDIDATES 144
#define CANDIDATES_SURE 40		/* however little they have, */
#define WORTH_PART .1f			/* others not below this of the best */
#define CANDIDATES_NARROWED 2000	/* of which a filter leaves few */
#define ROWS_NARROWED 20000		/* looked at without words */
#define EXACT_ROWS 50
#define HEARD_ROWS 8			/* found by earlier answers alone */
#define TRANSLATIONS 10			/* hits that bring their original */

struct search {
	struct kb *kb;
	const struct search_options *o;
	struct rank_weights weights;
	struct query query;
	struct plan plan;
	struct rank *rank;
	struct filter *filter;
	struct heard *heard;
	size_t candidates;		/* at most */
	struct found *found;
	size_t count, room;
};

static void
found_add(struct search *s, int64_t row, bool exact)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->found[i].row == row)
			return;
	ARRAY_GROW(s->found, s->count + 1, s->room);
	s->found[s->count++] = (struct found){ .row = row, .exact = exact };
}

static enum status
add_named(struct search *s, struct slice name, struct err *err)
{
	int64_t row[EXACT_ROWS];
	size_t n;
	enum status st = kb_named(s->kb, name, row, EXACT_ROWS, &n, err);

	for (size_t i = 0; i < n && st == ST_OK; i++)
		found_add(s, row[i], true);
	return st;
}

static enum status
find_exact(struct search *s, struct err *err)
{
	enum status st = add_named(s, buf_slice(&s->query.normal.text), err);

	for (size_t i = 0; i < s->query.exacts && st == ST_OK; i++) {
		const struct query_exact *x = &s->query.exact[i];

		if (x->kind != QUERY_ARTICLE)
			st = add_named(s, x->text, err);
	}
	return st;
}

/* The one term of a query of one or two characters or one word; or NULL. */
static const struct plan_term *
only_term(const struct search *s)
{
	const struct plan_term *longest = NULL;

	if (s->query.chars > 2)
		return NULL;
	for (size_t i = 0; i < s->plan.terms; i++) {
		const struct plan_term *t = &s->plan.term[i];

		if (t->by != HIT_TYPED || !t->kb.a)
			continue;
		if (t->pair)
			return t;
		if (longest)
			return NULL;
		longest = t;
	}
	return longest;
}

static enum status
find_short(struct search *s, struct slice term, struct err *err)
{
	int64_t *row = xcalloc(s->candidates, sizeof(*row));
	size_t n;
	enum status st = kb_list(s->kb, term, true, row, s->candidates, &n,
	    err);

	for (size_t i = 0; i < n && st == ST_OK; i++)
		found_add(s, row[i], false);
	if (st == ST_OK && s->count < s->candidates) {
		st = kb_list(s->kb, term, false, row, s->candidates, &n, err);
		for (size_t i = 0; i < n && s->count < s->candidates; i++)
			found_add(s, row[i], false);
	}
	free(row);
	return st;
}

/* Without those that have too little of what is rare to come first. */
static size_t
worth_scoring(const struct fts_row *row, size_t count)
{
	while (count > CANDIDATES_SURE &&
	    row[count - 1].score < WORTH_PART * row[0].score)
		count--;
	return count;
}

static enum status
find_long(struct search *s, struct err *err)
{
	struct fts_phrase phrase[PLAN_PHRASES];
	struct fts_row *row = xcalloc(s->candidates, sizeof(*row));
	size_t n = plan_phrases(&s->plan, phrase);
	enum status st = kb_candidates(s->kb, phrase, n, row, s->candidates, &n,
	    s->o->stop, s->o->stop_arg, err);
	size_t named = s->count;

	if (st == ST_OK)
		n = worth_scoring(row, n);
	if (st == ST_OK)
		ARRAY_GROW(s->found, s->count + n, s->room);
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		bool there = false;

		for (size_t k = 0; k < named && !there; k++)
			there = s->found[k].row == row[i].row;
		if (!there)
			s->found[s->count++] =
			    (struct found){ .row = row[i].row };
	}
	free(row);
	return st;
}

/* With no words at all the best rows that the wishes leave. */
static void
find_all(struct search *s)
{
	int64_t all = kb_count(s->kb);

	for (int64_t row = 1; row <= all && row <= ROWS_NARROWED; row++) {
		ARRAY_GROW(s->found, s->count + 1, s->room);
		s->found[s->count++] = (struct found){ .row = row };
	}
}

static enum status
find_candidates(struct search *s, struct err *err)
{
	const struct plan_term *only = only_term(s);
	enum status st = find_exact(s, err);

	if (st != ST_OK)
		return st;
	if (only)
		st = find_short(s, plan_text(&s->plan, only), err);
	if (st == ST_OK && s->filter && s->plan.terms == 0)
		find_all(s);
	else if (st == ST_OK && (!only || s->count == 0))
		st = find_long(s, err);
	return st;
}

static void
find_heard(struct search *s)
{
	int64_t row[HEARD_ROWS];
	size_t n = heard_rows(s->heard, row, HEARD_ROWS);

	for (size_t i = 0; i < n; i++)
		found_add(s, row[i], false);
}

static int
row_cmp(const void *va, const void *vb)
{
	const struct found *a = va, *b = vb;

	return (a->row > b->row) - (a->row < b->row);
}

static struct rank *
make_rank(const struct search *s)
{
	const struct plan *p = &s->plan;
	struct rank_term *term = xcalloc(p->terms + 1, sizeof(*term));
	struct rank *r;

	for (size_t i = 0; i < p->terms; i++)
		term[i] = (struct rank_term){
			p->term[i].kb.a, p->term[i].kb.b, p->term[i].weight,
			p->term[i].group, p->term[i].word, p->term[i].way
		};
	r = rank_new(term, p->terms, kb_mean_length(s->kb),
	    kb_mean_title_length(s->kb), &s->weights);
	free(term);
	return r;
}

/* How the hit was found: by the kind of term that gained most. */
static uint8_t
found_by(const struct search *s, const struct rank *r)
{
	float gain[HIT_EXACT + 1] = { 0 };
	uint8_t best = HIT_TYPED;

	for (size_t i = 0; i < s->plan.terms; i++)
		gain[s->plan.term[i].by] += rank_gain(r, i);
	for (int i = 0; i <= HIT_EXACT; i++)
		if (gain[i] > gain[best])
			best = (uint8_t)i;
	return best;
}

/* What the entry's region adds for a caller of a district. */
static float
place_gain(const struct search *s, uint32_t number)
{
	const char *region = kb_facet(s->kb, DIGEST_REGION, number);
	const char *district = s->o->district;

	if (!district || !*district || !*region)
		return 0;
	if (strstr(region, district))
		return (float)s->weights.value[RANK_OWN_PLACE];
	if (strcmp(region, "全国") == 0)
		return (float)s->weights.value[RANK_NATION];
	if (strcmp(region, "北京") == 0 || strcmp(region, "北京市") == 0)
		return 0;
	return (float)s->weights.value[RANK_OTHER_PLACE];
}

static enum status
damaged(const struct found *f, struct err *err)
{
	return fail(err, ST_CORRUPT, "row %lld of the knowledge base is "
	    "damaged", (long long)f->row);
}

static enum status
score_one(struct search *s, struct rank *r, struct found *f, struct err *err)
{
	struct slice bytes;
	enum status st = kb_digest(s->kb, f->row, &bytes, err);

	if (st != ST_OK)
		return st;
	if (!digest_take_head(&bytes, &f->head))
		return damaged(f, err);
	f->live = f->head.live_from <= s->o->day &&
	    s->o->day <= f->head.live_to;
	f->out = s->filter && !filter_takes(s->filter, f, bytes);
	if (f->out)
		return ST_OK;
	if (!rank_score(r, bytes, &f->parts))
		return damaged(f, err);
	f->by = f->exact ? HIT_EXACT : found_by(s, r);
	f->place = place_gain(s, f->head.facet[DIGEST_REGION]);
	f->prior = heard_gain(s->heard, f->row);
	return ST_OK;
}

static void
sum_up(struct search *s, float text)
{
	float whole = plan_whole(&s->plan);

	for (size_t i = 0; i < s->count; i++) {
		struct found *f = &s->found[i];

		f->text = text > 0 ? f->parts.text / text : 0;
		f->title = whole > 0 ? (float)s->weights.value[RANK_TITLE] *
		    f->parts.title / whole : 0;
		f->score = f->text + f->title + f->place + f->prior;
		if (f->exact)
			f->score += s->weights.value[RANK_EXACT];
	}
}

static enum status
score_all(struct search *s, struct err *err)
{
	float text = 0;
	size_t kept = 0;
	enum status st = ST_OK;

	if (s->count > 0)
		qsort(s->found, s->count, sizeof(*s->found), row_cmp);
	for (size_t i = 0; i < s->count && st == ST_OK; i++) {
		struct found f = s->found[i];

		st = score_one(s, s->rank, &f, err);
		if (st != ST_OK || f.out)
			continue;
		text = f.parts.text > text ? f.parts.text : text;
		s->found[kept++] = f;
	}
	s->count = kept;
	sum_up(s, text);
	return st;
}

static int
found_cmp(const void *va, const void *vb)
{
	const struct found *a = va, *b = vb;

	if (a->live != b->live)
		return a->live ? -1 : 1;
	if (a->score > b->score || a->score < b->score)
		return a->score > b->score ? -1 : 1;
	if (a->head.effective != b->head.effective)
		return a->head.effective > b->head.effective ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

/* The row of the entry that @f translates; 0 when there is none. */
static enum status
original_of(struct search *s, const struct found *f, int64_t *row,
    struct err *err)
{
	struct entry e = ENTRY_INIT, other = ENTRY_INIT;
	struct buf name = BUF_INIT;
	int64_t list[EXACT_ROWS];
	size_t n = 0;
	enum status st = kb_entry_row(s->kb, f->row, &e, err);

	*row = 0;
	normalize(&name, slice_of(entry_get(&e, ENTRY_TRANSLATION_OF)));
	if (st == ST_OK && name.bytes > 0)
		st = kb_named(s->kb, buf_slice(&name), list, EXACT_ROWS, &n,
		    err);
	for (size_t i = 0; i < n && st == ST_OK && *row == 0; i++) {
		st = kb_entry_row(s->kb, list[i], &other, err);
		if (st == ST_OK && !other.field[ENTRY_TRANSLATION_OF] &&
		    strcmp(entry_get(&e, ENTRY_TRANSLATION_OF),
		    entry_get(&other, ENTRY_EXTERNAL_ID)) == 0)
			*row = list[i];
		entry_release(&other);
	}
	buf_release(&name);
	entry_release(&e);
	return st;
}

/* Puts @row behind the one at @at, whether it was found or not. */
static enum status
put_behind(struct search *s, size_t at, int64_t row, struct err *err)
{
	struct found f = { .row = row };
	size_t i = 0;
	enum status st;

	while (i < s->count && s->found[i].row != row)
		i++;
	if (i <= at)
		return ST_OK;
	if (i == s->count) {
		st = score_one(s, s->rank, &f, err);
		if (st != ST_OK || f.out || f.live != s->found[at].live)
			return st;
		f.score = s->found[at].score;
		f.by = s->found[at].by;
		ARRAY_GROW(s->found, s->count + 1, s->room);
		s->count++;
	} else if (s->found[i].live != s->found[at].live) {
		return ST_OK;
	} else {
		f = s->found[i];
	}
	memmove(s->found + at + 2, s->found + at + 1,
	    (i - at - 1) * sizeof(*s->found));
	s->found[at + 1] = f;
	return ST_OK;
}

/* A translation is only as good as what it translates: both are shown. */
static enum status
bring_originals(struct search *s, struct err *err)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < s->count && i < TRANSLATIONS && i < s->o->limit
	    && st == ST_OK; i++) {
		int64_t row;

		if (!s->found[i].head.translated)
			continue;
		st = original_of(s, &s->found[i], &row, err);
		if (st == ST_OK && row > 0)
			st = put_behind(s, i, row, err);
	}
	return st;
}

/* Scores the rows that are shown once more, to say why. */
static enum status
explain(struct search *s, size_t count, struct hits *out, struct err *err)
{
	enum status st = ST_OK;

	explain_plan(&out->tried, &s->plan);
	for (size_t i = 0; i < count && st == ST_OK; i++) {
		struct found *f = &s->found[i];
		struct buf why = BUF_INIT, heard = BUF_INIT;

		st = score_one(s, s->rank, f, err);
		if (st == ST_OK)
			st = heard_explain(s->heard, s->kb, f->row, &heard,
			    err);
		if (st == ST_OK)
			explain_found(&why, &s->plan, s->rank, f,
			    &s->weights, buf_text(&heard));
		f->why = buf_detach(&why);
		buf_release(&heard);
	}
	return st;
}

static enum status
search_all(struct search *s, struct hits *out, struct err *err)
{
	size_t shown;
	enum status st;

	s->plan.directory = s->o->directory;
	st = plan_typed(&s->plan, s->kb, &s->query, &s->weights, err);
	if (st == ST_OK)
		st = plan_expand(&s->plan, s->kb, &s->query, &s->weights,
		    err);
	if (st == ST_OK)
		st = heard_new(&s->heard, s->kb, &s->plan, &s->weights, err);
	if (st == ST_OK)
		st = find_candidates(s, err);
	if (st != ST_OK)
		return st;
	find_heard(s);
	s->rank = make_rank(s);
	st = score_all(s, err);
	if (st != ST_OK)
		return st;
	if (s->count > 0)
		qsort(s->found, s->count, sizeof(*s->found), found_cmp);
	st = bring_originals(s, err);
	shown = s->count < s->o->limit ? s->count : s->o->limit;
	out->found = s->count;
	if (st == ST_OK && s->o->facets)
		facets_count(out, s->kb, s->found, s->count);
	if (st == ST_OK && s->o->explain)
		st = explain(s, shown, out, err);
	if (st == ST_OK)
		st = hits_fill(out, s->kb, &s->plan, s->found, shown, s->o,
		    err);
	if (st == ST_OK)
		st = tell_tried(out, s->kb, &s->query, &s->plan, err);
	return st;
}

static void
search_release(struct search *s)
{
	for (size_t i = 0; i < s->count; i++)
		free(s->found[i].why);
	free(s->found);
	rank_free(s->rank);
	filter_free(s->filter);
	heard_free(s->heard);
	plan_release(&s->plan);
	query_release(&s->query);
}

enum status
search_run(struct kb *kb, struct slice text, const struct search_options *o,
    struct hits *out, struct err *err)
{
	struct search s = { .kb = kb, .o = o };
	int64_t start = clock_cpu_us();
	enum status st;

	hits_reset(out);
	rank_weights_default(&s.weights);
	if (o->weights)
		s.weights = *o->weights;
	query_init(&s.query);
	plan_init(&s.plan);
	query_parse(&s.query, text);
	st = kb_find_begin(kb, o->stop, o->stop_arg, err);
	if (st == ST_OK)
		s.filter = filter_new(kb, &s.query, o);
	s.candidates = s.filter ? CANDIDATES_NARROWED : CANDIDATES;
	if (st == ST_OK)
		st = kb_find_end(kb, search_all(&s, out, err), err);
	out->generation = kb_generation(kb);
	search_release(&s);
	out->cpu_us = clock_cpu_us() - start;
	return st;
}
