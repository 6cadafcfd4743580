/*
 * refresh.h - from what departments deliver to the next knowledge base.
 *
 * fetch, verify, read, validate, compare, build, check, publish. Whatever
 * goes wrong, the generation in force stays so. Sources are independent: one
 * that cannot be taken in keeps the entries it last brought, and the others
 * go on. How sources and feeds look: desk12345-feed(5).
 */
#ifndef APP_REFRESH_H
#define APP_REFRESH_H

#include "base/err.h"
#include "store/kb_prior.h"
#include "text/note.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct app;

enum refresh_step { REFRESH_READ, REFRESH_INDEX, REFRESH_CHECK };

struct refresh_progress {
	enum refresh_step step;
	const char *source;		/* while it is read; else "" */
	int64_t done, all;		/* bytes read, or entries */
};

/* A note that outlives its record. */
struct refresh_note {
	int64_t line;
	enum note_level level;
	const char *rule, *field, *reason;
	const char *file;		/* or the entry's id when line is 0 */
};

struct refresh_options {
	/* Configured sources; none of both: all of them. */
	const char *const *source;
	size_t sources;
	/* Files that are sources of their own names. */
	const char *const *file;
	size_t files;
	/* Sources whose entries leave the base. */
	const char *const *drop;
	size_t drops;
	bool dry_run;			/* says what it would do */
	bool accept;			/* takes in what would be held */
	void (*progress)(void *arg, const struct refresh_progress *p);
	/* Every note, word for word; with it a quiet night is read, too. */
	void (*note)(void *arg, const char *source,
	    const struct refresh_note *note);
	void *arg;			/* for both, which may be NULL */
};

/* What became of a source: a word for scripts, words for a person. */
#define REFRESH_OUTCOME_LIST(X) \
	X(TAKEN,     "taken",     N_("taken in")) \
	X(UNCHANGED, "unchanged", N_("unchanged")) \
	X(KEPT,      "kept",      N_("not part of this run")) \
	X(WAITING,   "waiting",   N_("still being written")) \
	X(MISSING,   "missing",   N_("missing")) \
	X(LAPSED,    "lapsed",    N_("missing for too long: taken out")) \
	X(HELD,      "held",      N_("held until a person accepts")) \
	X(STOPPED,   "stopped",   N_("not taken in")) \
	X(DROPPED,   "dropped",   N_("taken out"))

enum refresh_outcome {
#define X(id, word, title) REFRESH_##id,
	REFRESH_OUTCOME_LIST(X)
#undef X
	REFRESH_OUTCOME_COUNT
};

/* Which generation of another desk. */
struct refresh_origin {
	int64_t generation;		/* 0: it is a feed */
	int64_t built_at;		/* ms */
};

/* How often a rule spoke in a source. */
struct refresh_tally {
	char *rule;
	enum note_level level;
	int64_t count;
};

struct refresh_source {
	char *name;
	enum refresh_outcome outcome;
	char *why;			/* it is not taken in; or NULL */
	const char *format, *charset;	/* as told from the content; or "" */
	int64_t read, rejected, warnings;
	int64_t added, changed, withdrawn, unchanged;
	int64_t stayed;			/* old versions of rejected records */
	int64_t before, entries;	/* in the old base and in the new */
	int64_t us;			/* to read and validate it */
	struct refresh_tally *tally;	/* every rule that spoke */
	size_t tallies, tally_room;
	struct refresh_note *note;	/* the first few of each rule */
	size_t notes, note_room;
};

/* What the new base has learned from earlier answers. */
struct refresh_learned {
	bool on;			/* it was looked for */
	char *why;			/* nothing was; or NULL */
	int64_t answers;		/* that were counted */
	int64_t personal;		/* left out: they name somebody */
	int64_t renamed;		/* left out: the entry was another */
	struct kb_prior_counts taken;	/* into the base */
};

/* What operators have flagged and nobody has settled. */
struct refresh_flags {
	int64_t open, overdue;
	int64_t gone;			/* their entry is not in the base */
};

struct refresh_report {
	struct refresh_source *source;
	size_t sources, room;
	int64_t at;			/* when it began, ms */
	int64_t before, generation;	/* 0: none */
	int64_t entries;		/* in the new generation */
	int64_t read_us, build_us, check_us, us;
	struct refresh_learned learned;
	struct refresh_flags flags;
	bool published, dry_run;
};

#define REFRESH_REPORT_INIT { 0 }

void refresh_report_release(struct refresh_report *r);

/*
 * Takes the sources in. ST_OK: published, or nothing had changed. ST_HELD: a
 * source changed so much that a person has to accept it; the others are in.
 * ST_FAILED: a source could not be taken in; the others are. ST_BUSY: another
 * refresh is at work. All else: nothing was published. The report is filled
 * in whatever comes back, and kept as refresh.json beside the base.
 */
enum status refresh_run(struct app *app, const struct refresh_options *o,
    struct refresh_report *out, struct err *err);

/* Builds the base of the first start from the data folder; one that is there
 * already, or that another process has just made, is left alone. */
enum status refresh_starter(struct app *app, struct err *err);

const char *refresh_outcome_word(enum refresh_outcome o);
const char *refresh_outcome_title(enum refresh_outcome o); /* user's words */
int64_t refresh_rate(int64_t count, int64_t us);	/* a second */
/* The report as JSON; the caller frees it. */
char *refresh_report_json(const struct refresh_report *r);

#endif
