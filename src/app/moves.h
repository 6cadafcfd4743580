/*
 * moves.h - what can happen to a demand, as one table.
 *
 * A row says: this event, from these states, by these roles, to that state,
 * with these fields, if the guard agrees. What is not a row does not happen.
 * Help, screens, `desk12345 demand moves` and the checks are made from it. The
 * events are those of the city's practice under the Beijing regulation on
 * Swift Response to Public Complaints; see HACKING.md, "The demand".
 */
#ifndef APP_MOVES_H
#define APP_MOVES_H

#include "app/role.h"
#include "base/buf.h"
#include "base/err.h"
#include "store/ledger.h"

#include <stdint.h>

/* name, code, the step as a person calls it */
#define MOVE_LIST(X) \
	X(REGISTER,         "register",         N_("register")) \
	X(ANSWER,           "answer",           N_("answer")) \
	X(REFER,            "refer",            N_("refer elsewhere")) \
	X(SUBMIT,           "submit",           N_("submit for dispatch")) \
	X(SEND_BACK,        "send-back",        N_("send back to complete")) \
	X(CORRECT,          "correct",          N_("correct")) \
	X(CONFER,           "confer",           N_("note a conference")) \
	X(DISPATCH,         "dispatch",         N_("dispatch")) \
	X(SIGN,             "sign",             N_("sign for")) \
	X(CONTACT,          "contact",          N_("note a contact")) \
	X(REQUEST_RETURN,   "request-return",   N_("ask to return")) \
	X(UPHOLD_RETURN,    "uphold-return",    N_("uphold the return")) \
	X(REJECT_RETURN,    "reject-return",    N_("reject the return")) \
	X(ASK_EXTENSION,    "ask-extension",    N_("ask for more time")) \
	X(GRANT_EXTENSION,  "grant-extension",  N_("grant more time")) \
	X(REFUSE_EXTENSION, "refuse-extension", N_("refuse more time")) \
	X(REPORT,           "report",           N_("report the result")) \
	X(ACCEPT_REPORT,    "accept-report",    N_("accept the report")) \
	X(REJECT_REPORT,    "reject-report",    N_("reject the report")) \
	X(TRY_CALLBACK,     "try-callback",     N_("note a callback try")) \
	X(CLOSE,            "close",            N_("conclude the callback")) \
	X(NOT_SOLVED,       "not-solved",       N_("back for rework")) \
	X(UNREACHED,        "unreached",        N_("close as not reached")) \
	X(CALLBACK_OVERDUE, "callback-overdue", \
	    N_("call back without a report")) \
	X(AGREE_CLOSE,      "agree-close",      N_("agree to close")) \
	X(DEADLINE,         "deadline",         N_("the time limit ended")) \
	X(CALLBACK_MERGED,  "callback-merged", \
	    N_("call back a merged claimant")) \
	X(MERGE,            "merge",            N_("merge into another")) \
	X(UNMERGE,          "unmerge",          N_("undo the merge")) \
	X(WITHDRAW,         "withdraw",         N_("withdraw")) \
	X(ASK_REOPEN,       "ask-reopen",       N_("ask to open again")) \
	X(REOPEN,           "reopen",           N_("open again")) \
	X(REFUSE_REOPEN,    "refuse-reopen",    N_("refuse to open again")) \
	X(MARK_VOID,        "void",             N_("mark as void")) \
	X(REPEAT_CALL,      "repeat-call",      N_("note a repeat call")) \
	X(NOTE,             "note",             N_("note after the call")) \
	X(URGE,             "urge",             N_("urge")) \
	X(ANSWER_URGE,      "answer-urge",      N_("answer an urge")) \
	X(SUPERVISE,        "supervise",        N_("put under supervision")) \
	X(END_SUPERVISION,  "end-supervision",  N_("end the supervision")) \
	X(ASK_EXCLUSION,    "ask-exclusion", \
	    N_("apply for exclusion from assessment")) \
	X(GRANT_EXCLUSION,  "grant-exclusion",  N_("approve the exclusion")) \
	X(REFUSE_EXCLUSION, "refuse-exclusion", N_("refuse the exclusion")) \
	X(ASK_SHELVING,     "ask-shelving",     N_("apply for shelving")) \
	X(GRANT_SHELVING,   "grant-shelving",   N_("approve the shelving")) \
	X(REFUSE_SHELVING,  "refuse-shelving",  N_("refuse the shelving")) \
	X(END_SHELVING,     "end-shelving",     N_("take off the shelf")) \
	X(ASK_APPEAL,       "ask-appeal",       N_("appeal against a rating")) \
	X(UPHOLD_APPEAL,    "uphold-appeal",    N_("uphold the appeal")) \
	X(REJECT_APPEAL,    "reject-appeal",    N_("reject the appeal")) \
	X(KEEP_SECRET,      "keep-secret",      N_("make confidential")) \
	X(LIFT_SECRECY,     "lift-secrecy",     N_("lift the secrecy")) \
	X(ERASE,            "erase",            N_("forget the claimant")) \
	/* of a batch, see batch.h: no row of the table */ \
	X(UNDO,             "undo",             N_("undo a step"))

enum move_event {
#define X(name, code, words) MOVE_##name,
	MOVE_LIST(X)
#undef X
	MOVE_COUNT
};

/* How a field is typed and checked. */
enum field_kind {
	FIELD_LINE,		/* one line */
	FIELD_BODY,		/* lines */
	FIELD_YES_NO,		/* yes or no */
	FIELD_CHOICE,		/* one of field_choice() */
	FIELD_TIME,		/* as clock_parse_time() */
	FIELD_UNIT,		/* a unit's code */
	FIELD_UNITS,		/* codes, one blank between */
	FIELD_ENTRIES,		/* ids of knowledge entries, likewise */
	FIELD_DAYS,		/* a number of days */
	FIELD_DEMAND		/* a demand's number */
};

/* name, code, kind, words */
#define MOVE_FIELD_LIST(X) \
	X(ANSWER,       "answer",       BODY,    N_("answer")) \
	X(ENTRIES,      "entries",      ENTRIES, N_("knowledge entries")) \
	X(NONE_FOUND,   "none-found",   LINE,    N_("why no entry was used")) \
	X(LAPSED,       "lapsed-reason", LINE, \
	    N_("why an entry not in force was used")) \
	X(ACCEPTED,     "accepted",     YES_NO,  N_("caller accepted")) \
	X(QUERY,        "query",        LINE,    N_("words searched")) \
	X(ROUTE,        "route",        CHOICE,  N_("where it was referred")) \
	X(TOLD,         "told",         LINE,    N_("channel told")) \
	X(HANDED_AT,    "handed-at",    TIME,    N_("time handed over")) \
	X(UNIT,         "unit",         UNIT,    N_("lead unit")) \
	X(ASSIST,       "assist",       UNITS,   N_("assisting units")) \
	X(CLASS,        "class",        CHOICE,  N_("class")) \
	X(WISH,         "wish",         BODY,    N_("what is asked for")) \
	X(MISSING,      "missing",      LINE,    N_("what is missing")) \
	X(ASKED,        "asked",        UNITS,   N_("units asked")) \
	X(OPINION,      "opinion",      BODY,    N_("opinion")) \
	X(AT,           "at",           TIME,    N_("time")) \
	X(WAY,          "way",          LINE,    N_("way of contact")) \
	X(REACHED,      "reached",      YES_NO,  N_("reached")) \
	X(GROUND,       "ground",       CHOICE,  N_("ground of the return")) \
	X(BASIS,        "basis",        LINE,    N_("legal basis or duty")) \
	X(FAULT,        "fault",        CHOICE,  N_("whose fault")) \
	X(REASON,       "reason",       BODY,    N_("reason")) \
	X(DAYS,         "days",         DAYS,    N_("days")) \
	X(TOLD_AT,      "told-at",      TIME,    N_("time claimant was told")) \
	X(RESULT,       "result",       CHOICE,  N_("result")) \
	X(TEXT,         "text",         BODY,    N_("text")) \
	X(CONTACTED,    "contacted",    YES_NO,  N_("unit made contact")) \
	X(SOLVED,       "solved",       CHOICE,  N_("solved")) \
	X(SATISFIED,    "satisfied",    CHOICE,  N_("satisfied")) \
	X(TRUTHFUL,     "truthful",     YES_NO,  N_("report is true")) \
	X(REMAINS,      "remains",      BODY,    N_("what remains")) \
	X(MASTER,       "master",       DEMAND,  N_("master demand")) \
	X(SAME,         "same-because", LINE,    N_("why it is the same")) \
	X(WORDS,        "words",        BODY,    N_("claimant's words")) \
	X(IDENTITY,     "identity-checked", YES_NO, N_("identity checked")) \
	X(FACTS,        "facts",        BODY,    N_("new facts")) \
	X(VOID_KIND,    "kind",         CHOICE,  N_("kind of void call")) \
	X(PHONE,        "phone",        LINE,    N_("caller's phone")) \
	X(CHANNEL,      "channel",      LINE,    N_("channel")) \
	X(DUE,          "due",          TIME,    N_("due")) \
	X(EXCLUDE_FOR,  "exclude-for",  CHOICE,  N_("ground of exclusion")) \
	X(EVIDENCE,     "evidence",     BODY,    N_("evidence")) \
	X(REVIEW_ON,    "review-on",    TIME,    N_("review date")) \
	X(TITLE,        "title",        LINE,    N_("title")) \
	X(CONTENT,      "content",      BODY,    N_("content")) \
	X(TOPIC,        "topic",        LINE,    N_("topic")) \
	X(DISTRICT,     "district",     LINE,    N_("district")) \
	X(STREET,       "street",       LINE,    N_("street")) \
	X(PLACE,        "place",        LINE,    N_("exact place")) \
	X(WHEN,         "when",         LINE,    N_("time of the event")) \
	X(NAME,         "name",         LINE,    N_("claimant's name"))

enum move_field {
#define X(name, code, kind, words) MOVE_FIELD_##name,
	MOVE_FIELD_LIST(X)
#undef X
	MOVE_FIELD_COUNT
};

#define FIELD_BIT(name) (UINT64_C(1) << MOVE_FIELD_##name)

/* What a step brings; NULL or "" is not given. Texts are borrowed. */
struct move_fields {
	const char *value[MOVE_FIELD_COUNT];
};

/* Stays in its state; goes to the state before the event that led here. */
enum { MOVE_STAYS = -1, MOVE_RETURNS = -2 };

struct move_case;

/* May be taken on several demands at once; can be undone, see batch.h. */
enum { MOVE_MANY = 1, MOVE_UNDOES = 2 };

struct move {
	enum move_event event;
	uint32_t from;			/* 1u << state, or'ed */
	int to;				/* a state, MOVE_STAYS, MOVE_RETURNS */
	uint32_t roles;			/* 1u << role, or'ed */
	uint64_t need, may;		/* FIELD_BIT()s */
	/* Says in @err why not. NULL: nothing beyond the row. */
	enum status (*guard)(struct move_case *c, struct err *err);
	/* Writes what the step means into the demand. */
	enum status (*effect)(struct move_case *c, struct err *err);
	unsigned how;			/* MOVE_MANY ... */
};

/* All rows, for help, tests and diagrams. */
const struct move *moves(size_t *count);
/* NULL when the pair is not a row. */
const struct move *move_find(enum demand_state from, enum move_event event);
/* Says why the pair is not a row: ST_DENIED. */
enum status move_refuse(enum demand_state from, enum move_event event,
    struct err *err);
/* ST_DENIED names the roles that may. */
enum status move_check_role(const struct move *m, enum role role,
    struct err *err);
/* Names the first field that is missing, not for this step, or not of its
 * kind; ST_INVALID. */
enum status move_check_fields(const struct move *m,
    const struct move_fields *f, struct err *err);

const char *move_code(enum move_event event);
const char *move_words(enum move_event event);		/* user's language */
bool move_parse(struct slice code, enum move_event *event);

const char *field_code(enum move_field field);
const char *field_words(enum move_field field);		/* user's language */
enum field_kind field_kind(enum move_field field);
bool field_parse(struct slice code, enum move_field *field);
/* The @i-th code of a FIELD_CHOICE, or NULL behind the last. */
const char *field_choice(enum move_field field, size_t i);
/* The words of a choice, or @code when there is no such. */
const char *field_choice_words(enum move_field field, const char *code);
/* Of a person: never part of an event, masked where it is typed. */
bool field_is_personal(enum move_field field);
/* The value, or "". */
const char *field_value(const struct move_fields *f, enum move_field field);

#endif
