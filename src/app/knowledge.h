/*
 * knowledge.h - entries that the desk writes itself, from draft to answer.
 *
 * A gap or an answered consultation begins a draft, without personal data as
 * far as they can be told; an editor completes it; another person publishes
 * it. What is public is a source of its own, "desk", that is taken in like
 * every other: at once when something was published, and kept by the nightly
 * refresh. While a public entry is revised, what was public stays.
 */
#ifndef APP_KNOWLEDGE_H
#define APP_KNOWLEDGE_H

#include "base/buf.h"
#include "base/err.h"
#include "store/ledger_local.h"

#include <stdbool.h>
#include <stdint.h>

struct app;

/* name, code, words */
#define LOCAL_STATUS_LIST(X) \
	X(DRAFT,     "draft",     N_("draft")) \
	X(REVIEW,    "in_review", N_("in review")) \
	X(PUBLISHED, "published", N_("published")) \
	X(SUSPENDED, "suspended", N_("suspended")) \
	X(WITHDRAWN, "withdrawn", N_("withdrawn"))

enum local_status {
#define X(name, code, words) LOCAL_##name,
	LOCAL_STATUS_LIST(X)
#undef X
	LOCAL_STATUS_COUNT
};

/* name, code, from, to, words. A second person's step is none of who wrote
 * the version. */
#define LOCAL_STEP_LIST(X) \
	X(SUBMIT,   "submit",   1u << LOCAL_DRAFT, REVIEW, false, \
	    N_("give to review")) \
	X(RETURN,   "return",   1u << LOCAL_REVIEW, DRAFT, true, \
	    N_("give back")) \
	X(PUBLISH,  "publish",  1u << LOCAL_REVIEW, PUBLISHED, true, \
	    N_("publish")) \
	X(SUSPEND,  "suspend",  1u << LOCAL_PUBLISHED, SUSPENDED, false, \
	    N_("suspend")) \
	X(RESUME,   "resume",   1u << LOCAL_SUSPENDED, PUBLISHED, true, \
	    N_("publish again")) \
	X(REVISE,   "revise",   1u << LOCAL_PUBLISHED | 1u << LOCAL_SUSPENDED, \
	    DRAFT, false, N_("revise")) \
	X(WITHDRAW, "withdraw", 1u << LOCAL_DRAFT | 1u << LOCAL_REVIEW | \
	    1u << LOCAL_PUBLISHED | 1u << LOCAL_SUSPENDED, WITHDRAWN, false, \
	    N_("withdraw"))

enum local_move {
#define X(name, code, from, to, second, words) LOCAL_STEP_##name,
	LOCAL_STEP_LIST(X)
#undef X
	LOCAL_STEP_COUNT
};

bool local_move_parse(struct slice code, enum local_move *step);
const char *local_move_words(enum local_move step);	/* user's language */
/* The step begins at that status. */
bool local_move_from(enum local_move step, const char *status);
const char *local_status_words(const char *code);	/* user's language */

/* A draft from what callers asked. */
enum status knowledge_from_query(struct app *app, const char *query,
    int64_t *id, struct err *err);
/* A draft from an answered demand, its personal data masked; read it before
 * it is given to review. */
enum status knowledge_from_demand(struct app *app, const char *number,
    int64_t *id, struct err *err);
/* Sets a field of a draft by its name in a feed; "" takes it off. */
enum status knowledge_set(struct app *app, int64_t id, const char *field,
    const char *value, struct err *err);
/*
 * Takes a step. What goes to review has to pass the rules of a feed; @told,
 * which may be NULL, gets their warnings, a line each. ST_DENIED says who may.
 */
enum status knowledge_move(struct app *app, int64_t id, enum local_move step,
    const char *note, struct buf *told, struct err *err);
/* The desk's own entry that the base's entry @entry_id is; 0: it is of another
 * source, or there is no base. */
int64_t knowledge_of_entry(struct app *app, const char *entry_id);
/* Builds what is public into the knowledge base, now. */
enum status knowledge_build(struct app *app, struct err *err);

#endif
