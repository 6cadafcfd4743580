/*
 * refresh_run.h - what a run of the refresh has in its hands: for refresh*.c
 * alone.
 */
#ifndef APP_REFRESH_RUN_H
#define APP_REFRESH_RUN_H

#include "app/feed_fetch.h"
#include "app/feed_limits.h"
#include "app/feed_source.h"
#include "app/feed_state.h"
#include "app/refresh.h"
#include "app/refresh_compare.h"
#include "app/refresh_known.h"
#include "app/refresh_prior.h"

struct kb_build;
struct kb_old;
struct stage;

/* Beside the report's source of the same number. */
struct run_source {
	const struct feed_source *feed;	/* NULL: not part of this run */
	struct feed_fetch fetch;	/* its files */
	char old_print[FEED_PRINT_BYTES];	/* of what is in force */
	char print[FEED_PRINT_BYTES];	/* of these files, under our rules */
	int64_t signed_at;		/* as its signatures say */
	/* Of the base that it was, where it is another desk's. */
	struct refresh_origin origin, old_origin;
	bool settled;			/* its outcome is known */
	json_t *renamed;		/* ids of entries with other titles */
	struct stage *stage;		/* what it brought, while taken */
};

/* Where notes go. */
struct note_taker {
	struct refresh_report *out;
	const struct refresh_options *o;
	int64_t keep;			/* of each rule and source */
};

struct run {
	struct app *app;
	const struct refresh_options *o;
	struct refresh_report *out;
	struct note_taker notes;
	struct feed_limits limits;
	struct feed_sources feeds;
	struct run_source *source;
	size_t room;
	struct kb_old *old;		/* NULL: there is no base yet */
	struct known *known;
	struct feed_state *state;
	struct compare *compare;
	struct run_prior prior;
	int64_t now, day;
	bool rebuild;			/* though nothing may be new */
};

/* Of the report, made when it is not there. */
size_t run_source_number(struct run *r, const char *name);
void run_progress(const struct run *r, enum refresh_step step,
    const char *source, int64_t done, int64_t all);

/* refresh_base.c: the base in force, and the next one. */
enum status run_old_open(struct run *r, struct err *err);
enum status run_old_learn(struct run *r, size_t i, struct err *err);
enum status run_build(struct run *r, struct err *err);

/* refresh_fetch.c: finds and proves a source's files; it may end up settled,
 * which is ST_OK. */
enum status run_fetch(struct run *r, size_t i, struct err *err);
/* Files and rules are those of the last time: nothing need be read. */
bool run_is_same(const struct run *r, size_t i);
void run_stop(struct run *r, size_t i, const struct err *why);

/* refresh_read.c: reads a source; it may end up stopped, which is ST_OK. */
enum status run_read(struct run *r, size_t i, struct err *err);

/* refresh_check.c: what was built answers as it should. */
enum status run_check(struct run *r, const char *path, struct err *err);

/* refresh_report.c */
/* Counts a note of the report's source @i, keeps the first of each rule, and
 * tells who listens. @file is the entry's id when the note has no line. */
void report_note(const struct note_taker *to, size_t i,
    const struct note *note, const char *file);
/* Keeps the report in the base's folder, and drops those of generations that
 * are gone. */
enum status report_keep(const struct run *r, struct err *err);

#endif
