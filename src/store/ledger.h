/*
 * ledger.h - the demands, their events, and what operators have begun.
 *
 * Integrity lives here, rules do not: which move is allowed, which fields a
 * move needs and when a demand falls due are app/'s. The ledger sees to it
 * that a change is whole or not there, that nobody overwrites another's
 * change, that an event is never altered and that personal data lie
 * encrypted. "ST_OK" means committed and on the disk.
 *
 * Times are UTC milliseconds, 0 where there is none. Texts are UTF-8, "" where
 * there is none. What is read is masked: 138****5678, 张**; ledger_reveal()
 * is the only way to the whole, and it leaves a record.
 *
 * One host's processes share the file; a lock file (the gate) makes writers
 * queue up, so ST_BUSY does not come from here.
 */
#ifndef STORE_LEDGER_H
#define STORE_LEDGER_H

#include "base/buf.h"
#include "base/err.h"
#include "base/intl.h"
#include "store/texts.h"

#include <stdbool.h>
#include <stdint.h>

/* name, code in files, words, open (somebody has to act) */
#define DEMAND_STATE_LIST(X) \
	X(DRAFT,         "draft",         N_("draft"), false) \
	X(REGISTERED,    "registered",    N_("registered"), true) \
	X(ANSWERED,      "answered",      N_("answered"), false) \
	X(REFERRED,      "referred",      N_("referred"), false) \
	X(TO_DISPATCH,   "to_dispatch",   N_("to dispatch"), true) \
	X(DISPATCHED,    "dispatched",    N_("to sign"), true) \
	X(HANDLING,      "handling",      N_("in handling"), true) \
	X(RETURN_REVIEW, "return_review", N_("return to rule"), true) \
	X(REPORTED,      "reported",      N_("report to check"), true) \
	X(TO_CALLBACK,   "to_callback",   N_("to call back"), true) \
	X(CLOSED,        "closed",        N_("closed"), false) \
	X(MERGED,        "merged",        N_("merged"), false) \
	X(WITHDRAWN,     "withdrawn",     N_("withdrawn"), false) \
	X(VOID,          "void",          N_("void"), false)

enum demand_state {
#define X(name, code, words, open) DEMAND_##name,
	DEMAND_STATE_LIST(X)
#undef X
	DEMAND_STATE_COUNT
};

#define DEMAND_TYPE_LIST(X) \
	X(CONSULTATION, "consultation", N_("consultation")) \
	X(HELP_REQUEST, "help_request", N_("request for help")) \
	X(COMPLAINT,    "complaint",    N_("complaint")) \
	X(TIPOFF,       "tipoff",       N_("tip-off")) \
	X(SUGGESTION,   "suggestion",   N_("suggestion")) \
	X(COMMENDATION, "commendation", N_("commendation"))

enum demand_type {
#define X(name, code, words) DEMAND_##name,
	DEMAND_TYPE_LIST(X)
#undef X
	DEMAND_TYPE_COUNT
};

const char *demand_state_code(enum demand_state state);
const char *demand_state_words(enum demand_state state); /* user's language */
bool demand_state_open(enum demand_state state);
bool demand_state_parse(struct slice code, enum demand_state *state);
const char *demand_type_code(enum demand_type type);
const char *demand_type_words(enum demand_type type);	/* user's language */
bool demand_type_parse(struct slice code, enum demand_type *type);

/* Numbers of a demand, all int64_t. */
#define DEMAND_INT_LIST(X) \
	X(confidential)		/* 0 or 1, as the next four */ \
	X(anonymous) \
	X(accepted)		/* the caller took the answer */ \
	X(final)		/* a return was ruled against */ \
	X(shelved) \
	X(master)		/* id of the demand it was merged into */ \
	X(dispatch_round) \
	X(handling_round) \
	X(kb_generation)	/* the base that was open when answered */ \
	X(intake_at)		/* the call began */ \
	X(registered_at) \
	X(answered_at) \
	X(dispatched_at) \
	X(signed_at) \
	X(contacted_at)		/* the unit reached the claimant */ \
	X(reported_at) \
	X(callback_at) \
	X(closed_at) \
	X(due_at)		/* what is due next, by any clock */ \
	X(due_dispatch_at) \
	X(due_sign_at) \
	X(due_contact_at) \
	X(due_report_at)	/* the limit printed on the order */ \
	X(due_callback_at)

/* Texts of a demand. Lists of ids are separated by one blank. */
#define DEMAND_TEXT_LIST(X) \
	X(topic) \
	X(title) \
	X(content) \
	X(wish) \
	X(district) \
	X(street) \
	X(event_time)		/* when it happened, as it was told */ \
	X(channel) \
	X(class)		/* urgent, fast, general, complex */ \
	X(proposed_unit) \
	X(complained_unit)	/* whom a complaint or tip-off is about */ \
	X(lead_unit) \
	X(assist_units)		/* a list */ \
	X(copy_unit) \
	X(catalogue_row) \
	X(catalogue_version) \
	X(policy)		/* version of the limits that apply */ \
	X(clocks)		/* app/'s: the due times as sums */ \
	X(route)		/* where it was referred to */ \
	X(query)		/* the words that were searched */ \
	X(answer) \
	X(entry_ids)		/* a list: knowledge entries answered from */ \
	X(none_reason)		/* why no entry: feeds the gap report */ \
	X(result)		/* of the unit: solved, partly, ... */ \
	X(report)		/* what the unit says */ \
	X(reached)		/* the latest callback */ \
	X(contacted) \
	X(solved) \
	X(satisfied) \
	X(operator)		/* who logged it */ \
	X(dispatcher)

/* Encrypted in the file, masked when read. */
#define DEMAND_PERSONAL_LIST(X) \
	X(claimant_name) \
	X(claimant_phone) \
	X(place_detail)

#define DEMAND_NUMBER_BYTES 24		/* "20261124-000412" */

/*
 * A demand. To write one, point the texts at anything that lives through the
 * call. One that was read owns its texts: demand_release() ends it. A text is
 * never NULL after demand_init().
 */
struct demand {
	int64_t id;			/* 0: not in the ledger yet */
	int64_t version;		/* counts its changes, from 1 */
	int64_t changed_at;		/* the ledger sets it */
	char number[DEMAND_NUMBER_BYTES];	/* the ledger gives it */
	enum demand_state state;
	enum demand_type type;
	bool erased;			/* read only: the claimant's data are
					 * gone for ever */
#define X(name) int64_t name;
	DEMAND_INT_LIST(X)
#undef X
#define X(name) const char *name;
	DEMAND_TEXT_LIST(X)
	DEMAND_PERSONAL_LIST(X)
#undef X
	const char *request_id;		/* of the call that registered it */
	struct texts texts;		/* of one that was read */
};

void demand_init(struct demand *d);
void demand_release(struct demand *d);		/* ready again */
/* Makes @to own copies of all of @from's texts. */
void demand_copy(struct demand *to, const struct demand *from);

struct demands {
	struct demand *demand;
	size_t count, room;
	bool more;			/* the list goes on behind the last */
};

#define DEMANDS_INIT { NULL, 0, 0, false }
void demands_release(struct demands *list);

/* What happened to a demand, once and for ever. */
#define EVENT_TEXT_LIST(X) \
	X(kind)			/* the move: "register", "dispatch" ... */ \
	X(actor) \
	X(role) \
	X(on_behalf_of)		/* whose step was recorded, or "" */ \
	X(reason)		/* a code */ \
	X(text) \
	X(data)			/* JSON, or "" */ \
	X(request_id)

#define LEDGER_HASH_BYTES 32

struct event {
	int64_t id;			/* 1, 2, 3 ... through the ledger */
	int64_t demand;
	int64_t version;		/* the demand's after it */
	int64_t at;
	int64_t kb_generation;
	int64_t batch;			/* see ledger_batch.h */
	enum demand_state from, to;
#define X(name) const char *name;
	EVENT_TEXT_LIST(X)
#undef X
	unsigned char before[LEDGER_HASH_BYTES];  /* of the event before */
	unsigned char hash[LEDGER_HASH_BYTES];
};

struct events {
	struct event *event;
	size_t count, room;
	struct texts texts;
};

#define EVENTS_INIT { NULL, 0, 0, TEXTS_INIT }
void events_release(struct events *list);

/*
 * What goes on beside the state: an extension, an urge, a supervision, an
 * exclusion, a shelving, an appeal. Kinds and states are app/'s words.
 */
struct sub {
	int64_t id;			/* 0: a new one */
	int64_t demand;			/* read only */
	int64_t asked_at, decided_at, due_at;
	const char *kind, *state;
	const char *asked_by, *decided_by, *reason, *text, *data;
};

struct subs {
	struct sub *sub;
	size_t count, room;
	struct texts texts;
};

#define SUBS_INIT { NULL, 0, 0, TEXTS_INIT }
void subs_release(struct subs *list);

/* A repeat call on a demand; the phone is encrypted and masked likewise. */
struct contact {
	int64_t id, demand;		/* the ledger's */
	int64_t at;
	const char *channel, *operator, *phone, *text;
};

struct contacts {
	struct contact *contact;
	size_t count, room;
	struct texts texts;
};

#define CONTACTS_INIT { NULL, 0, 0, TEXTS_INIT }
void contacts_release(struct contacts *list);

/* One callback; all are kept, so that first and latest can be told. */
struct callback {
	int64_t id, demand;		/* the ledger's */
	int64_t at;
	int64_t handling_round;
	const char *agent, *reached, *contacted, *solved, *satisfied, *text;
};

struct callbacks {
	struct callback *callback;
	size_t count, room;
	struct texts texts;
};

#define CALLBACKS_INIT { NULL, 0, 0, TEXTS_INIT }
void callbacks_release(struct callbacks *list);

struct ledger;

/*
 * @dir holds the ledger and its gate; it is made, mode 0700, when it is not
 * there. @key_path is the site's key file, NULL for one in @dir; it is made at
 * first use and refused when others may read it. A folder on a network file
 * system, a ledger of a newer program and a key that is not this ledger's are
 * refused with ST_INVALID.
 */
enum status ledger_open(struct ledger **out, const char *dir,
    const char *key_path, struct err *err);
void ledger_close(struct ledger *l);			/* NULL is fine */
/* Changes when another process has written: read again what is shown. */
int64_t ledger_data_version(struct ledger *l);

/*
 * One move, or several that are whole or not there together, such as register
 * and answer. @demand is the row as it shall be; @demand->id 0 registers a new
 * one, else @demand->version is the version that was read. An event brings
 * kind, actor, at, to and the rest; the ledger fills id, demand, version, from
 * (the state before it) and hashes. The last event's ->to is the demand's
 * state.
 */
enum { KEEP_NAME = 1, KEEP_PHONE = 2, KEEP_PLACE = 4 };

struct change {
	const struct demand *demand;
	const struct event *events;
	size_t event_count;		/* 1.. */
	bool personal;			/* of one that is there: write its name,
					 * phone and place, which are whole */
	unsigned keep;			/* but not these: KEEP_* */
	const struct sub *sub;		/* added or rewritten with it */
	size_t subs;
	const struct contact *contact;	/* added with it; or NULL */
	const struct callback *callback;	/* added with it; or NULL */
	const char *draft;		/* key of the draft that it ends */
};

struct applied {
	int64_t id;
	int64_t version;
	int64_t event, batch;
	char number[DEMAND_NUMBER_BYTES];
	bool repeated;		/* this request id was here before; nothing
				 * was done, and this is the demand it made */
};

/*
 * All of @change in one transaction, on the disk when it returns ST_OK.
 * ST_CONFLICT says who changed the demand since it was read, what and when.
 * ST_FULL leaves the draft. ST_INVALID: a text that is not clean UTF-8 or too
 * long.
 */
enum status ledger_apply(struct ledger *l, const struct change *change,
    struct applied *out, struct err *err);

/* ST_NOT_FOUND says so in words. */
enum status ledger_get(struct ledger *l, int64_t id, struct demand *out,
    struct err *err);
enum status ledger_find(struct ledger *l, const char *number,
    struct demand *out, struct err *err);
/* The demand a request id has made. */
enum status ledger_find_request(struct ledger *l, const char *request_id,
    struct demand *out, struct err *err);

/* Newest first; or of the open ones, what is due soonest; or with sub_kind,
 * what was asked first. */
enum demand_order { DEMANDS_NEWEST, DEMANDS_DUE, DEMANDS_ASKED };

/* Zero or NULL asks for nothing. */
struct demand_filter {
	uint32_t states;		/* 1u << state, or'ed */
	uint32_t types;			/* likewise */
	const char *unit;		/* leads */
	const char *assist;		/* assists or has a copy */
	const char *topic;		/* exactly */
	const char *district;
	const char *operator;
	const char *phone;		/* as typed: its keyed hash is asked */
	const char *last4;		/* of the phone: four digits */
	const char *text;		/* words, as typed */
	const char *entry_id;		/* answered from it */
	int64_t master;			/* merged into it */
	int64_t merged_tries;		/* merged, the master called back or
					 * closed, the claimant not reached in
					 * so many tries */
	int64_t due_before;		/* open, due, and before this */
	int64_t report_due_before;	/* the same of due_report_at */
	bool uncalled;			/* nor called back since, but waiting */
	bool reported_too;		/* or waiting for the callback */
	const char *sub_kind;		/* has a sub-record of this kind ... */
	const char *sub_state;		/* ... in this state */
	int64_t from, to;		/* intake: [from, to) */
	enum demand_order order;
	/* The page after this row: the last row's id and due time. */
	int64_t after_id, after_due;
	size_t limit;			/* 0: 50 */
};

/* Adds to @out, which may hold earlier pages. */
enum status ledger_list(struct ledger *l, const struct demand_filter *f,
    struct demands *out, struct err *err);
enum status ledger_count(struct ledger *l, const struct demand_filter *f,
    int64_t *out, struct err *err);
/* The open demands by state, of @unit or, with NULL, of all. */
enum status ledger_count_open(struct ledger *l, const char *unit,
    int64_t out[DEMAND_STATE_COUNT], struct err *err);

/* Counts by a column, most first. */
enum tally_by { TALLY_STATE, TALLY_TYPE, TALLY_TOPIC, TALLY_DISTRICT,
	TALLY_STREET, TALLY_UNIT, TALLY_OPERATOR, TALLY_CHANNEL, TALLY_CLASS,
	TALLY_DAY, TALLY_HOUR };	/* day 2026-11-24, hour 00..23 */

struct tally {
	struct tally_row {
		const char *key;
		int64_t count;
	} *row;
	size_t count, room;
	struct texts texts;
};

#define TALLY_INIT { NULL, 0, 0, TEXTS_INIT }
void tally_release(struct tally *t);
enum status ledger_tally(struct ledger *l, const struct demand_filter *f,
    enum tally_by by, struct tally *out, struct err *err);

/* What belongs to a demand, oldest first. */
enum status ledger_events(struct ledger *l, int64_t demand,
    struct events *out, struct err *err);
enum status ledger_subs(struct ledger *l, int64_t demand, struct subs *out,
    struct err *err);
enum status ledger_contacts(struct ledger *l, int64_t demand,
    struct contacts *out, struct err *err);
enum status ledger_callbacks(struct ledger *l, int64_t demand,
    struct callbacks *out, struct err *err);
/* Events of all demands behind @after, at most @limit: for exports. */
enum status ledger_events_after(struct ledger *l, int64_t after,
    size_t limit, struct events *out, struct err *err);

/* What the call bar shows of a number. */
struct caller {
	int64_t demands, open, contacts;
	int64_t last_at;
};

enum status ledger_caller(struct ledger *l, const char *phone,
    struct caller *out, struct err *err);

/* Who asks, for the record of personal data that were shown or taken out. */
struct access {
	int64_t id;			/* the ledger's */
	int64_t at;
	int64_t demand;			/* 0 when not about one */
	const char *actor, *role;
	const char *what;		/* "reveal", "export" ... */
	const char *reason;		/* may not be empty */
};

struct accesses {
	struct access *access;
	size_t count, room;
	struct texts texts;
};

#define ACCESSES_INIT { NULL, 0, 0, TEXTS_INIT }
void accesses_release(struct accesses *list);

/* Whole personal data. The record is on the disk before anything is shown;
 * @who->demand says of which. The caller ends @out with personal_release(),
 * which wipes it. */
struct personal {
	char *claimant_name, *claimant_phone, *place_detail;
};

void personal_release(struct personal *p);
enum status ledger_reveal(struct ledger *l, const struct access *who,
    struct personal *out, struct err *err);
enum status ledger_log_access(struct ledger *l, const struct access *who,
    struct err *err);
/* Of one demand, or with 0 of all; the newest @limit, newest first. */
enum status ledger_accesses(struct ledger *l, int64_t demand, size_t limit,
    struct accesses *out, struct err *err);
/* How often @actor has done @what since @since. */
enum status ledger_count_accesses(struct ledger *l, const char *actor,
    const char *what, int64_t since, int64_t *out, struct err *err);

/*
 * Forgets the claimant of @who->demand: the key to their name, phone and place
 * is destroyed in every demand and contact of theirs, numbers in free text
 * are masked, and each demand gets an event "erase". ST_DENIED while one of
 * their demands is open.
 */
enum status ledger_erase(struct ledger *l, const struct access *who,
    struct err *err);

/*
 * Retention, in batches: whose last demand was closed before @before, one
 * demand of each, oldest first, behind @after (closing time and id of the
 * last of the page before).
 */
struct forgettable {
	int64_t demand, closed_at;
};

enum status ledger_forgettable(struct ledger *l, int64_t before,
    const struct forgettable *after, struct forgettable *out, size_t room,
    size_t *count, struct err *err);
/* Removes at most @limit searches and drafts from before; *@out says how many
 * there were. */
enum status ledger_drop_searches(struct ledger *l, int64_t before,
    int64_t limit, int64_t *out, struct err *err);
enum status ledger_drop_drafts(struct ledger *l, int64_t before,
    int64_t limit, int64_t *out, struct err *err);

/*
 * Drafts belong to an operator. The key is made by who writes (a request id
 * is one); title and body are whatever the form needs, encrypted in the file.
 */
struct draft {
	const char *key, *operator;
	const char *title;		/* one line for the list */
	struct slice body;
	int64_t saved_at;
};

struct drafts {
	struct draft *draft;
	size_t count, room;
	struct texts texts;
};

#define DRAFTS_INIT { NULL, 0, 0, TEXTS_INIT }
void drafts_release(struct drafts *list);

/* Adds it or puts it in the place of the one with its key. */
enum status ledger_draft_save(struct ledger *l, const struct draft *d,
    struct err *err);
/* Newest first, bodies too. */
enum status ledger_drafts(struct ledger *l, const char *operator,
    struct drafts *out, struct err *err);
/* Adds one to @out; ST_NOT_FOUND when it is not there or another's. */
enum status ledger_draft_get(struct ledger *l, const char *operator,
    const char *key, struct drafts *out, struct err *err);
/* Not there is fine. */
enum status ledger_draft_remove(struct ledger *l, const char *operator,
    const char *key, struct err *err);

/*
 * What was searched and what came of it: for gaps and for the ranking. Long
 * runs of digits (phones, identity numbers) are masked before they are kept.
 */
struct search_log {
	int64_t at;
	int64_t kb_generation;
	int64_t hits;
	int64_t demand;			/* the demand it ended in, or 0 */
	const char *operator;
	const char *query;		/* normalised */
	const char *opened, *used;	/* entry ids, or "" */
};

enum status ledger_log_search(struct ledger *l, const struct search_log *s,
    struct err *err);

/* A question the base did not answer, in [from, to). */
struct gap {
	const char *query;
	int64_t searches, operators, hits;	/* hits: the most there were */
	int64_t last_at;
};

struct gaps {
	struct gap *gap;
	size_t count, room;
	struct texts texts;
};

#define GAPS_INIT { NULL, 0, 0, TEXTS_INIT }
void gaps_release(struct gaps *list);
/* Searches that found or gave nothing, by operators, then searches. */
enum status ledger_gaps(struct ledger *l, int64_t from, int64_t to,
    size_t limit, struct gaps *out, struct err *err);

/* What a demand is about: nothing of who made it. */
struct matter {
	int64_t id;
	const char *topic, *title, *content;	/* its first 1,000 characters */
};

/* Demands that count, the newest @limit of those before id @before (0: of
 * all), newest first. */
enum status ledger_matters(struct ledger *l, int64_t before, size_t limit,
    enum status (*each)(void *arg, const struct matter *m, struct err *err),
    void *arg, struct err *err);

/*
 * Proves the ledger: the file's own check, foreign keys, the chain of events
 * and of accesses from first to last, and each demand against its last event.
 * ST_CORRUPT names the first bad row.
 */
struct ledger_proof {
	int64_t demands, events, accesses;
	unsigned char head[LEDGER_HASH_BYTES];	/* of the last event */
	unsigned char access_head[LEDGER_HASH_BYTES];
};

enum status ledger_check(struct ledger *l, struct ledger_proof *out,
    struct err *err);
/* How far it has come, unproved. */
enum status ledger_ends(struct ledger *l, struct ledger_proof *out,
    struct err *err);
/* ST_CORRUPT when it has not, or not any more, what it had @then. */
enum status ledger_had(struct ledger *l, const struct ledger_proof *then,
    struct err *err);

#endif
