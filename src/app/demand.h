/*
 * demand.h - log a demand, move it, find it: the use cases of the desk.
 *
 * Everything a screen or a subcommand does with demands goes through here.
 * The rules are the table in moves.h; the limits are policy.h's; the ledger
 * keeps. ST_OK means committed and on the disk.
 */
#ifndef APP_DEMAND_H
#define APP_DEMAND_H

#include "app/directory.h"
#include "app/moves.h"
#include "app/policy.h"
#include "base/buf.h"
#include "base/err.h"
#include "store/ledger.h"

#include <stddef.h>
#include <stdint.h>

struct app;

/* name (also the key in JSON), longest in characters, lines, words */
#define DEMAND_INPUT_LIST(X) \
	X(request_id,      64,    false, N_("request id")) \
	X(type,            20,    false, N_("type")) \
	X(topic,           80,    false, N_("topic")) \
	X(title,           128,   false, N_("title")) \
	X(content,         20000, true,  N_("content")) \
	X(wish,            2000,  true,  N_("wish")) \
	X(claimant_name,   100,   false, N_("claimant's name")) \
	X(claimant_phone,  40,    false, N_("claimant's phone")) \
	X(anonymous,       3,     false, N_("anonymous")) \
	X(district,        40,    false, N_("district")) \
	X(street,          40,    false, N_("street")) \
	X(place_detail,    400,   false, N_("place")) \
	X(event_time,      40,    false, N_("time of the event")) \
	X(channel,         40,    false, N_("channel")) \
	X(confidential,    3,     false, N_("confidential")) \
	X(class,           20,    false, N_("class")) \
	X(complained_unit, 40,    false, N_("unit complained of")) \
	X(intake_at,       40,    false, N_("start of the call"))

enum demand_input_field {
#define X(name, chars, lines, words) DEMAND_INPUT_##name,
	DEMAND_INPUT_LIST(X)
#undef X
	DEMAND_INPUT_COUNT
};

/* A further step of the same call: answer, refer, submit, dispatch. */
struct demand_step {
	enum move_event event;
	struct move_fields fields;
};

#define DEMAND_STEPS_MAX 3

/*
 * What was typed. Texts are borrowed; NULL or "" is not given. anonymous and
 * confidential are yes or no (also true, false, 1, 0); district and street
 * are codes or names; event_time and intake_at are times, intake_at is now
 * when it is not given. A tip-off is confidential unless the answer is no.
 */
struct demand_input {
#define X(name, chars, lines, words) const char *name;
	DEMAND_INPUT_LIST(X)
#undef X
	const char *draft;		/* key of the draft it ends, or NULL */
	const char *shown;		/* numbers of open demands that may be
					 * the same and were shown; a blank
					 * between, NULL: none was looked for */
	struct demand_step step[DEMAND_STEPS_MAX];
	size_t steps;
};

/* What to tell the caller. Untouched when a call fails; every call fills it
 * anew. */
struct demand_made {
	char number[DEMAND_NUMBER_BYTES];
	int64_t id, version;
	enum demand_state state;
	bool repeated;		/* the request id was here before */
	int64_t due_at;			/* 0: nothing is due */
	struct buf sum;			/* "... + 7 d = ..."; what is due, or
					 * why nothing could be */
	struct buf unit;		/* the lead unit's name, or "" */
};

#define DEMAND_MADE_INIT { .sum = BUF_INIT, .unit = BUF_INIT }
void demand_made_release(struct demand_made *m);

const char *demand_input_name(enum demand_input_field f);
const char *demand_input_words(enum demand_input_field f);
size_t demand_input_chars(enum demand_input_field f);	/* the longest */
/* Digits and what is written between them, as many as a number has; of any
 * country. */
bool demand_phone_is(const char *phone);
/* The field's place in @in. */
const char **demand_input_at(struct demand_input *in,
    enum demand_input_field f);

/* ST_INVALID names the first field that is wrong: for a form that checks
 * while it is filled in. */
enum status demand_check(struct app *app, const struct demand_input *in,
    struct err *err);
/*
 * Registers the demand and takes its steps, all or nothing. The same request
 * id again gives the demand it made; without one there is no protection
 * against sending twice.
 */
enum status demand_new(struct app *app, const struct demand_input *in,
    struct demand_made *out, struct err *err);
/*
 * Takes one step. @version is the version the person saw; 0 takes the newest.
 * ST_CONFLICT says who changed it meanwhile. ST_DENIED and ST_INVALID say why
 * the step is not possible.
 */
enum status demand_move(struct app *app, const char *number, int64_t version,
    enum move_event event, const struct move_fields *f,
    struct demand_made *out, struct err *err);

/* A clock of a demand and the sum it is. */
enum demand_clock {
	DEMAND_CLOCK_CONSULT,		/* registered: answer the claimant */
	DEMAND_CLOCK_DISPATCH,
	DEMAND_CLOCK_SIGN,
	DEMAND_CLOCK_CONTACT,
	DEMAND_CLOCK_REPORT,		/* the limit printed on the order */
	DEMAND_CLOCK_RETURN,		/* ask for a return */
	DEMAND_CLOCK_RULING,
	DEMAND_CLOCK_CALLBACK,
	DEMAND_CLOCK_COUNT
};

const char *demand_clock_code(enum demand_clock clock);
const char *demand_clock_words(enum demand_clock clock); /* user's language */

struct demand_clock_line {
	enum demand_clock clock;
	struct due due;
	int64_t stopped_at;		/* 0: it runs */
	enum due_light light;		/* of one that runs, now */
};

/* All of one demand, for a screen. */
struct demand_view {
	struct demand demand;
	struct events events;
	struct subs subs;
	struct contacts contacts;
	struct callbacks callbacks;
	struct demand master;		/* that it is merged into; id 0: none */
	struct demands merged;		/* into it: the first 200 */
	struct demand_clock_line *clock;	/* oldest first */
	size_t clocks;
};

/* By number. ST_DENIED when the role may not see it. */
enum status demand_open(struct app *app, const char *number,
    struct demand_view *out, struct err *err);
void demand_view_init(struct demand_view *v);
void demand_view_release(struct demand_view *v);	/* ready again */

/* A step that the demand's state knows. */
struct demand_option {
	const struct move *move;
	bool allowed;			/* for this person in this role */
	char why[ERR_TEXT_BYTES];	/* if not: the reason */
};

/* The caller frees *@out. Guards that need no field have been asked. */
enum status demand_options(struct app *app, const struct demand_view *v,
    struct demand_option **out, size_t *count, struct err *err);

/* name, words */
#define DEMAND_QUEUE_LIST(X) \
	X(DRAFTS,      "drafts",      N_("my drafts")) \
	X(OPEN,        "open",        N_("all open")) \
	X(REGISTERED,  "registered",  N_("to answer")) \
	X(TO_DISPATCH, "to-dispatch", N_("to dispatch")) \
	X(TO_SIGN,     "to-sign",     N_("to sign")) \
	X(HANDLING,    "handling",    N_("in handling")) \
	X(DUE_SOON,    "due-soon",    N_("due soon")) \
	X(OVERDUE,     "overdue",     N_("overdue")) \
	X(RETURNS,     "returns",     N_("returns to rule")) \
	X(EXTENSIONS,  "extensions",  N_("extensions to decide")) \
	X(REPORTS,     "reports",     N_("reports to check")) \
	X(CALLBACKS,   "callbacks",   N_("callbacks due")) \
	X(MERGED,      "merged",      N_("merged, to call back")) \
	X(SUPERVISED,  "supervised",  N_("supervised")) \
	X(URGED,       "urged",       N_("urged")) \
	X(EXCLUSIONS,  "exclusions",  N_("exclusions to decide")) \
	X(SHELVINGS,   "shelvings",   N_("shelvings to decide")) \
	X(APPEALS,     "appeals",     N_("appeals to decide")) \
	X(REOPENINGS,  "reopenings",  N_("reopenings to decide")) \
	X(ALL,         "all",         N_("all"))

enum demand_queue {
#define X(name, code, words) DEMAND_QUEUE_##name,
	DEMAND_QUEUE_LIST(X)
#undef X
	DEMAND_QUEUE_COUNT
};

const char *demand_queue_code(enum demand_queue q);
const char *demand_queue_words(enum demand_queue q);
bool demand_queue_parse(struct slice code, enum demand_queue *q);

/*
 * A page of a queue as the person in their role may see it; adds to @out. Pass
 * the last row of the page before, or NULL. Drafts are ledger_drafts()'.
 */
enum status demand_queue_list(struct app *app, enum demand_queue q,
    const struct demand *after, size_t limit, struct demands *out,
    struct err *err);
/* The same of those that @narrow (its columns, texts and times) lets through;
 * NULL: all. See narrow.h. */
enum status demand_queue_find(struct app *app, enum demand_queue q,
    const struct demand_filter *narrow, const struct demand *after,
    size_t limit, struct demands *out, struct err *err);
enum status demand_queue_count(struct app *app, enum demand_queue q,
    int64_t *out, struct err *err);

/* The demands of a caller, newest first. @phone as typed. */
enum status demand_of_caller(struct app *app, const char *phone,
    size_t limit, struct demands *out, struct err *err);
/* By the last four digits of the phone, by words, or by both; NULL asks for
 * nothing. Newest first, as far as the role sees them. */
enum status demand_search(struct app *app, const char *last4,
    const char *text, size_t limit, struct demands *out, struct err *err);
/* Taken in within [from, to), a page after @after or the first; newest first,
 * as far as the role sees them. */
enum status demand_between(struct app *app, int64_t from, int64_t to,
    const struct demand *after, size_t limit, struct demands *out,
    struct err *err);
/* Open demands that may be the same: same caller, or same place and topic
 * with words of the title. */
enum status demand_similar(struct app *app, const struct demand_input *in,
    size_t limit, struct demands *out, struct err *err);

/* Whole personal data, with a reason, on the record. */
enum status demand_reveal(struct app *app, const char *number,
    const char *reason, struct personal *out, struct err *err);

/*
 * What the catalogue proposes for what was typed so far: unit, class, and
 * whether an operator may dispatch by it (clear). ST_NOT_FOUND: no topic yet.
 */
enum status demand_propose(struct app *app, const struct demand_input *in,
    struct route *out, struct err *err);

#endif
