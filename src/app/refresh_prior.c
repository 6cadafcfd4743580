/*
 * refresh_prior.c - reads the ledger for the next base: answers and flags.
 *
 * A rename is told by comparing titles: a department that numbers its rows
 * anew gives an old id to another matter, and what was learned of the one must
 * not stand for the other.
 */
#include "app/refresh_run.h"

#include "app/app.h"
#include "app/flag.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"
#include "store/kb_build.h"
#include "store/kb_old.h"
#include "store/ledger.h"
#include "store/ledger_answer.h"
#include "text/overlap.h"

#include <stdlib.h>
#include <string.h>

#define META_IDS_SINCE "ids_since"
#define META_RENAMED "renamed"
#define META_ANSWERS "answers"		/* that the base has learned from */
#define META_ANSWERS_UNTIL "answers_until"
#define SAME_TITLE .5			/* of its pairs of characters */

static int64_t
old_number(const struct run *r, const char *key)
{
	char *text = r->old ? kb_old_meta(r->old, key) : NULL;
	int64_t n = text ? strtoll(text, NULL, 10) : 0;

	free(text);
	return n;
}

/* The refresh goes on without what cannot be read. */
static void
give_up(struct run *r, const struct err *why)
{
	free(r->out->learned.why);
	r->out->learned.why = xstrdup(why->text);
	r->prior.on = false;
}

static void
ledger_find_file(struct run *r)
{
	struct app *app = r->app;
	struct err why = ERR_INIT;
	char *path;

	r->prior.ledger = app->ledger;
	r->prior.there = app->ledger != NULL;
	if (app->ledger || !app->ledger_dir)
		return;
	path = file_join(app->ledger_dir, "ledger.db");
	if (file_exists(path)) {
		r->prior.there = r->prior.own = true;
		if (ledger_open(&r->prior.ledger, app->ledger_dir,
		    config_get(&app->config, "desk", "key", NULL), &why) !=
		    ST_OK)
			give_up(r, &why);
	}
	free(path);
}

/* From when on answers count. */
static int64_t
answers_from(const struct run *r)
{
	int64_t from = r->now - r->limits.learn_days * CLOCK_DAY;

	return from > r->prior.ids_since ? from : r->prior.ids_since;
}

static bool
are_enough(const struct run *r, int64_t fresh)
{
	return fresh >= r->limits.learn_least && fresh * 100 >=
	    r->limits.learn_percent * old_number(r, META_ANSWERS);
}

/* Whether answers alone make a new base. */
static void
look_for_answers(struct run *r)
{
	struct err why = ERR_INIT;
	int64_t fresh = 0, from = old_number(r, META_ANSWERS_UNTIL);

	if (from < answers_from(r))
		from = answers_from(r);
	if (ledger_count_answers(r->prior.ledger, from, r->now + 1, &fresh,
	    &why) != ST_OK)
		give_up(r, &why);
	else
		r->rebuild |= r->old && are_enough(r, fresh);
}

void
run_prior_open(struct run *r)
{
	const char *wish = config_get(&r->app->config, "desk", "learning",
	    "yes");
	bool wanted = strcmp(wish, "no") != 0;

	ledger_find_file(r);
	r->prior.ids_since = r->old && r->prior.there ?
	    old_number(r, META_IDS_SINCE) : r->now;
	r->prior.on = wanted && r->prior.ledger;
	if (r->prior.on)
		look_for_answers(r);
	if (!wanted)			/* what was learned goes */
		r->rebuild |= old_number(r, KB_META_PRIOR) > 0;
}

void
run_prior_close(struct run *r)
{
	if (r->prior.own)
		ledger_close(r->prior.ledger);
	prior_free(r->prior.prior);
	json_decref(r->prior.renamed);
}

static void
title_of(struct buf *out, const struct entry *e)
{
	buf_addf(out, "%s\n%s", entry_get(e, ENTRY_TITLE),
	    entry_get(e, ENTRY_QUESTION));
}

enum status
run_prior_changed(struct run *r, size_t i, const struct entry *e,
    struct err *err)
{
	struct entry was;
	struct buf before = BUF_INIT, now = BUF_INIT;
	enum status st;

	if (!r->old || !r->prior.there)
		return ST_OK;
	st = kb_old_entry(r->old, entry_get(e, ENTRY_SOURCE_SYSTEM),
	    entry_get(e, ENTRY_EXTERNAL_ID), &was, err);
	if (st != ST_OK)
		return st == ST_NOT_FOUND ? ST_OK : st;
	title_of(&before, &was);
	title_of(&now, e);
	if (overlap(buf_slice(&before), buf_slice(&now)) < SAME_TITLE) {
		if (!r->source[i].renamed)
			r->source[i].renamed = json_array();
		json_array_append_new(r->source[i].renamed,
		    json_string(entry_get(e, ENTRY_ENTRY_ID)));
	}
	buf_release(&before);
	buf_release(&now);
	entry_release(&was);
	return ST_OK;
}

/* Those of the base in force that still matter, and those of this run. */
static void
merge_renamed(struct run *r)
{
	char *text = r->old ? kb_old_meta(r->old, META_RENAMED) : NULL;
	json_t *old = text ? json_loads(text, 0, NULL) : NULL, *at, *id;
	const char *key;
	size_t k;

	r->prior.renamed = json_object();
	json_object_foreach(old, key, at)
		if (json_integer_value(at) > answers_from(r))
			json_object_set(r->prior.renamed, key, at);
	for (size_t i = 0; i < r->out->sources; i++) {
		if (r->out->source[i].outcome != REFRESH_TAKEN)
			continue;
		json_array_foreach(r->source[i].renamed, k, id)
			json_object_set_new(r->prior.renamed,
			    json_string_value(id), json_integer(r->now));
	}
	json_decref(old);
	free(text);
}

static enum status
take_answer(void *arg, const struct answer *a, struct err *err)
{
	struct run *r = arg;
	struct refresh_learned *out = &r->out->learned;
	const struct prior_answer answer = {
		.entry_id = a->entry_id, .operator = a->operator,
		.question = slice_of(a->question), .claimant = a->claimant,
		.day = clock_day(a->at)
	};

	(void)err;
	if (a->at < json_integer_value(json_object_get(r->prior.renamed,
	    a->entry_id)))
		out->renamed++;
	else if (prior_add(r->prior.prior, &answer))
		out->answers++;
	else
		out->personal++;
	return ST_OK;
}

void
run_prior_read(struct run *r)
{
	const struct prior_limits limits = {
		.day = r->day, .half_days = r->limits.learn_half_days,
		.claimants = r->limits.learn_claimants,
		.operators = r->limits.learn_operators,
		.entries = r->limits.learn_entries
	};
	struct err why = ERR_INIT;

	merge_renamed(r);
	if (!r->prior.on)
		return;
	r->prior.prior = prior_new(&limits);
	if (ledger_answers(r->prior.ledger, answers_from(r), r->now + 1,
	    r->limits.learn_answers, take_answer, r, &why) == ST_OK) {
		prior_settle(r->prior.prior);
		r->out->learned.on = true;
		return;
	}
	give_up(r, &why);
	prior_free(r->prior.prior);
	r->prior.prior = NULL;
}

void
run_prior_give(struct run *r, struct kb_build *build)
{
	if (r->prior.prior)
		kb_build_prior(build, r->prior.prior,
		    &r->out->learned.taken);
}

static enum status
put_number(struct kb_build *build, const char *key, int64_t n,
    struct err *err)
{
	char *text = xasprintf("%lld", (long long)n);
	enum status st = kb_build_meta(build, key, text, err);

	free(text);
	return st;
}

/* Counted as look_for_answers() counts. A base that could not learn has
 * learned from none, so that the next run tries again. */
static enum status
put_answers(struct run *r, struct kb_build *build, struct err *err)
{
	struct err why = ERR_INIT;
	int64_t n = 0, until = 0;
	enum status st;

	if (r->prior.prior) {
		until = r->now + 1;
		if (ledger_count_answers(r->prior.ledger, answers_from(r),
		    until, &n, &why) != ST_OK)
			n = r->out->learned.answers;
	}
	st = put_number(build, META_ANSWERS, n, err);
	return st == ST_OK ? put_number(build, META_ANSWERS_UNTIL, until,
	    err) : st;
}

enum status
run_prior_meta(struct run *r, struct kb_build *build, struct err *err)
{
	char *text = json_dumps(r->prior.renamed, JSON_COMPACT |
	    JSON_SORT_KEYS);
	enum status st = kb_build_meta(build, META_RENAMED,
	    text ? text : "{}", err);

	free(text);
	if (st == ST_OK)
		st = put_number(build, META_IDS_SINCE, r->prior.ids_since,
		    err);
	return st == ST_OK ? put_answers(r, build, err) : st;
}

/* ---- flags ---- */

static struct refresh_source *
source_of(const struct run *r, const struct entry *e)
{
	const char *name = entry_get(e, ENTRY_SOURCE_SYSTEM);

	for (size_t i = 0; i < r->out->sources; i++)
		if (strcmp(r->out->source[i].name, name) == 0)
			return &r->out->source[i];
	return NULL;
}

/* The remark itself stays in the ledger: it may tell of somebody. */
static void
note_flag(const struct run *r, const struct flag *f, size_t source)
{
	char at[CLOCK_TEXT_BYTES], due[CLOCK_TEXT_BYTES];
	struct buf reason = BUF_INIT;
	struct note note = { 0, NOTE_WARNING, "flag", "", NULL };

	buf_addf(&reason, _("flag %lld of %s: %s; due %s"), (long long)f->id,
	    clock_text(f->at, CLOCK_DATE, at), flag_code_words(f->kind),
	    clock_text(f->due_at, CLOCK_MINUTES, due));
	note.reason = buf_text(&reason);
	report_note(&r->notes, source, &note, f->entry_id);
	buf_release(&reason);
}

static void
take_flag(struct run *r, struct kb *kb, const struct flag *f)
{
	struct refresh_flags *out = &r->out->flags;
	struct err why = ERR_INIT;
	struct entry e = ENTRY_INIT;
	const struct refresh_source *s = NULL;

	if (kb_entry(kb, f->entry_id, &e, &why) == ST_OK)
		s = source_of(r, &e);
	out->open++;
	out->overdue += f->due_at < r->now;
	out->gone += s == NULL;
	if (s)
		note_flag(r, f, (size_t)(s - r->out->source));
	entry_release(&e);
}

void
run_flags(struct run *r)
{
	struct flags list = FLAGS_INIT;
	struct err why = ERR_INIT;
	struct kb *kb = NULL;
	enum status st = r->prior.ledger ? kb_open(&kb, r->app->kb_dir,
	    &why) : ST_NOT_FOUND;

	if (st == ST_OK)
		st = ledger_flag_list(r->prior.ledger, false, &list, &why);
	for (size_t i = 0; st == ST_OK && i < list.count; i++)
		take_flag(r, kb, &list.flag[i]);
	flags_release(&list);
	kb_close(kb);
}
