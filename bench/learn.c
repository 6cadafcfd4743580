/*
 * learn.c - what the search gains when it learns from answers, in figures.
 *
 *	bench/learn DATA DIR FEED QUERIES.tsv [--share N] [--noise N]
 *	    [--times N] [--operators N] [--seed N] [--set WEIGHT=VALUE]...
 *
 * Makes a desk in DIR, which is not there, of the feed; then a ledger in which
 * --share percent of the questions (default 50) were asked --times times
 * (default 5) each, by so many callers, and answered by --operators operators
 * (default 20) over half a year; --noise percent of the answers (default 20)
 * are given with one of the ten entries that the search offers, whatever was
 * wanted. Each caller says a piece of the question, at least half of it. Then
 * the desk is refreshed, and these are asked of the base before and after:
 *
 *	answered	the questions themselves that were answered
 *	seen		other questions, whose entry answered something
 *	unseen		questions whose entry never answered anything
 *
 * Printed are MRR@10 and recall at 5 by kind, before and after, and the CPU
 * time of all questions, asked in turn of either base. The same seed makes
 * the same ledger; a DIR of an earlier run with the same options is asked as it
 * is, to try weights.
 */
#include "search.h"

#include "app/app.h"
#include "app/directory.h"
#include "app/policy.h"
#include "app/refresh.h"
#include "app/search.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/kb.h"
#include "store/ledger.h"
#include "text/rank.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW INT64_C(1795492800000)	/* 2026-11-24 12:00 in Shanghai */
#define DAYS 180
#define OFFERED 10

enum group { ANSWERED, SEEN, UNSEEN, GROUPS };

static const char *const group_names[GROUPS] = { "answered", "seen",
	"unseen" };

struct bench {
	struct app app;
	struct asks asks;
	enum group *group;		/* of each question */
	struct rank_weights weights;
	uint64_t seed;
	size_t share, noise, times, operators, answers;
};

static void
die(const struct err *err)
{
	fprintf(stderr, "bench/learn: %s\n", err->text);
	exit(1);
}

static size_t
random_below(struct bench *b, size_t n)
{
	b->seed ^= b->seed << 13;
	b->seed ^= b->seed >> 7;
	b->seed ^= b->seed << 17;
	return (size_t)(b->seed >> 11) % n;
}

/* ---- the ledger ---- */

static bool
wants_same(const struct ask *a, const struct ask *b)
{
	return strcmp(a->wanted, b->wanted) == 0;
}

/* Which questions were answered, and what the others are to them. */
static void
deal(struct bench *b)
{
	const struct ask *ask = b->asks.ask;

	b->group = xcalloc(b->asks.count + 1, sizeof(*b->group));
	for (size_t i = 0; i < b->asks.count; i++)
		b->group[i] = random_below(b, 100) < b->share ? ANSWERED :
		    UNSEEN;
	for (size_t i = 0; i < b->asks.count; i++)
		for (size_t k = 0; b->group[i] == UNSEEN &&
		    k < b->asks.count; k++)
			if (b->group[k] == ANSWERED && wants_same(&ask[i],
			    &ask[k]))
				b->group[i] = SEEN;
}

/* At least half of the question, from anywhere in it. */
static char *
as_said(struct bench *b, const struct ask *a)
{
	size_t chars = (a->chars + 1) / 2;
	size_t from;
	struct slice rest = slice_of(a->text), before;

	chars += random_below(b, a->chars - chars + 1);
	from = random_below(b, a->chars - chars + 1);
	before = utf8_first(rest, from);
	rest.text += before.bytes;
	rest.bytes -= before.bytes;
	return slice_dup(utf8_first(rest, chars));
}

/* ---- entries by the ids of the feed, in their order ---- */

struct names {
	struct name {
		char *external, *entry;
	} *name;
	size_t count, room;
};

static enum status
name_add(void *arg, const struct entry *e, struct err *err)
{
	struct names *n = arg;

	(void)err;
	ARRAY_GROW(n->name, n->count + 1, n->room);
	n->name[n->count++] = (struct name){
		xstrdup(entry_get(e, ENTRY_EXTERNAL_ID)),
		xstrdup(entry_get(e, ENTRY_ENTRY_ID))
	};
	return ST_OK;
}

static int
name_cmp(const void *va, const void *vb)
{
	const struct name *a = va, *b = vb;

	return strcmp(a->external, b->external);
}

static void
names_free(struct names *n)
{
	for (size_t i = 0; i < n->count; i++) {
		free(n->name[i].external);
		free(n->name[i].entry);
	}
	free(n->name);
}

/* The entry of the first id wanted; NULL when the base has it not. */
static const char *
wanted_entry(const struct names *n, const struct ask *a)
{
	struct slice rest = slice_of(a->wanted), id;
	struct name key = { NULL, NULL }, *found;

	if (!slice_until(&rest, ',', &id))
		id = rest;
	key.external = slice_dup(id);
	found = bsearch(&key, n->name, n->count, sizeof(key), name_cmp);
	free(key.external);
	return found ? found->entry : NULL;
}

/* One of those the search offers: the operator errs. */
static const char *
wrong_entry(struct bench *b, struct kb *kb, const struct ask *a,
    struct hits *h)
{
	struct search_options o = { .limit = OFFERED,
		.day = clock_day(NOW) };
	struct err err = ERR_INIT;

	if (search_run(kb, slice_of(a->text), &o, h, &err) != ST_OK)
		die(&err);
	return h->count > 0 ? h->hit[random_below(b, h->count)].entry_id :
	    NULL;
}

static void
answer(struct bench *b, struct ledger *l, const char *question,
    const char *entry)
{
	char request[32], operator[32];
	struct event e = { .kind = "answer", .role = "operator",
		.to = DEMAND_ANSWERED };
	struct demand d;
	struct change c = { .demand = &d, .events = &e, .event_count = 1 };
	struct applied made;
	struct err err = ERR_INIT;

	snprintf(request, sizeof(request), "learn-%zu", ++b->answers);
	snprintf(operator, sizeof(operator), "o%zu",
	    random_below(b, b->operators));
	demand_init(&d);
	e.at = NOW - (int64_t)random_below(b, DAYS) * CLOCK_DAY;
	e.request_id = d.request_id = request;
	e.actor = d.operator = operator;
	d.type = DEMAND_CONSULTATION;
	d.state = DEMAND_ANSWERED;
	d.intake_at = d.registered_at = d.answered_at = e.at;
	d.title = d.query = question;
	d.entry_ids = entry;
	d.anonymous = d.accepted = 1;
	if (ledger_apply(l, &c, &made, &err) != ST_OK)
		die(&err);
}

static void
log_answers(struct bench *b, struct kb *kb, struct ledger *l)
{
	struct names names = { NULL, 0, 0 };
	struct err err = ERR_INIT;
	struct hits h;

	hits_init(&h);
	if (kb_each(kb, NULL, name_add, &names, &err) != ST_OK)
		die(&err);
	qsort(names.name, names.count, sizeof(*names.name), name_cmp);
	for (size_t i = 0; i < b->asks.count; i++)
		for (size_t k = 0; b->group[i] == ANSWERED && k < b->times;
		    k++) {
			const struct ask *a = &b->asks.ask[i];
			bool errs = random_below(b, 100) < b->noise;
			const char *entry = errs ? wrong_entry(b, kb, a,
			    &h) : wanted_entry(&names, a);
			char *said = as_said(b, a);

			if (entry)
				answer(b, l, said, entry);
			free(said);
		}
	hits_release(&h);
	names_free(&names);
}

/* ---- figures ---- */

struct asked {
	struct result *of[GROUPS];
	size_t count[GROUPS];
};

static struct result
ask_one(struct bench *b, struct kb *kb, const struct ask *a, struct hits *h)
{
	const struct search_options o = { .limit = OFFERED,
		.day = clock_day(NOW), .weights = &b->weights };

	return ask_search(kb, a, &o, h);
}

/* In turn, so that what else the machine does slows both alike. */
static void
ask_both(struct bench *b, struct kb *kb[2], struct asked out[2])
{
	struct hits h;

	hits_init(&h);
	for (size_t g = 0; g < GROUPS; g++)
		for (size_t k = 0; k < 2; k++)
			out[k].of[g] = xcalloc(b->asks.count + 1,
			    sizeof(*out[k].of[g]));
	for (size_t i = 0; i < b->asks.count; i++)
		for (size_t k = 0; k < 2; k++) {
			struct asked *to = &out[k];
			enum group g = b->group[i];

			to->of[g][to->count[g]++] = ask_one(b, kb[k],
			    &b->asks.ask[i], &h);
		}
	hits_release(&h);
}

static void
print(struct asked *a, const char *when)
{
	for (size_t g = 0; g < GROUPS; g++) {
		char what[32];

		snprintf(what, sizeof(what), "%s %s", group_names[g], when);
		if (a->count[g] > 0)
			results_print(what, a->of[g], a->count[g]);
		free(a->of[g]);
	}
}

static void
refresh(struct bench *b, const char *feed)
{
	const struct refresh_options o = { .file = &feed, .files = 1,
		.accept = true };
	struct refresh_report r = REFRESH_REPORT_INIT;
	struct err err = ERR_INIT;
	int64_t from = clock_cpu_us();

	if (refresh_run(&b->app, &o, &r, &err) != ST_OK)
		die(&err);
	printf("generation %lld: %lld entries, CPU %.2f s; %lld answers, "
	    "%lld words, %lld pairs, %lld entries learned\n",
	    (long long)r.generation, (long long)r.entries,
	    (double)(clock_cpu_us() - from) / 1e6,
	    (long long)r.learned.answers, (long long)r.learned.taken.words,
	    (long long)r.learned.taken.pairs,
	    (long long)r.learned.taken.entries);
	refresh_report_release(&r);
}

static void
open_generation(struct bench *b, int64_t generation, struct kb **kb)
{
	char *path = xasprintf("%s/kb-%lld.db", b->app.kb_dir,
	    (long long)generation);
	struct err err = ERR_INIT;

	if (kb_open_file(kb, path, &err) != ST_OK)
		die(&err);
	free(path);
}

static void
run(struct bench *b, const char *feed)
{
	struct asked asked[2] = { { { NULL }, { 0 } }, { { NULL }, { 0 } } };
	struct err err = ERR_INIT;
	struct kb *kb[2];

	deal(b);
	if (file_exists(b->app.ledger_dir)) {
		open_generation(b, 1, &kb[0]);
	} else {
		b->app.clock.stopped_at = NOW - DAYS * CLOCK_DAY;
		refresh(b, feed);
		b->app.clock.stopped_at = NOW;
		open_generation(b, 1, &kb[0]);
		if (ledger_open(&b->app.ledger, b->app.ledger_dir, NULL,
		    &err) != ST_OK)
			die(&err);
		log_answers(b, kb[0], b->app.ledger);
		refresh(b, feed);
	}
	open_generation(b, 2, &kb[1]);
	ask_both(b, kb, asked);
	print(&asked[0], "before");
	print(&asked[1], "after");
	kb_close(kb[0]);
	kb_close(kb[1]);
}

static void
set_weight(struct bench *b, const char *text)
{
	struct slice rest = slice_of(text), name;

	if (slice_until(&rest, '=', &name) && rank_weights_set(&b->weights,
	    name, strtod(rest.text, NULL)))
		return;
	fprintf(stderr, "bench/learn: there is no weight %s\n", text);
	exit(2);
}

static void
take_option(struct bench *b, const char *name, const char *value)
{
	const struct { const char *name; size_t *at; } numbers[] = {
		{ "--share", &b->share }, { "--noise", &b->noise },
		{ "--times", &b->times }, { "--operators", &b->operators },
	};

	if (strcmp(name, "--set") == 0) {
		set_weight(b, value);
		return;
	}
	if (strcmp(name, "--seed") == 0)
		b->seed += (uint64_t)strtoull(value, NULL, 10);
	for (size_t i = 0; i < COUNT(numbers); i++)
		if (strcmp(name, numbers[i].name) == 0)
			*numbers[i].at = (size_t)strtoull(value, NULL, 10);
}

static void
open_tables(struct app *app, const char *data, const char *home)
{
	struct err err = ERR_INIT;

	app->clock.stopped_at = NOW;
	app->home = xstrdup(home);
	app->kb_dir = file_join(home, "kb");
	app->ledger_dir = file_join(home, "ledger");
	app->data_dir = xstrdup(data);
	if (directory_open(&app->directory, data, &err) != ST_OK ||
	    policy_open(&app->policy, data, &err) != ST_OK)
		die(&err);
}

int
main(int argc, char **argv)
{
	struct bench b = { .app = APP_INIT, .share = 50, .noise = 20,
		.times = 5, .operators = 20,
		.seed = UINT64_C(0x9e3779b97f4a7c15) };

	if (argc < 5 || argc % 2 == 0) {
		fprintf(stderr, "usage: bench/learn DATA DIR FEED "
		    "QUERIES.tsv [--share N] [--noise N]\n    [--times N] "
		    "[--operators N] [--seed N] [--set WEIGHT=VALUE]...\n");
		return 2;
	}
	rank_weights_default(&b.weights);
	for (int i = 5; i + 1 < argc; i += 2)
		take_option(&b, argv[i], argv[i + 1]);
	open_tables(&b.app, argv[1], argv[2]);
	asks_read(&b.asks, argv[4]);
	run(&b, argv[3]);
	asks_release(&b.asks);
	free(b.group);
	app_close(&b.app);
	return 0;
}
