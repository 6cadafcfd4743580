/*
 * move_rules.h - what the rows of the table ask and do.
 *
 * A guard looks and refuses; an effect writes the demand as it shall be and
 * what is added with it. Neither touches the ledger or the clock. Only
 * move_table.c and the files of the rules include this beside demand.c.
 */
#ifndef APP_MOVE_RULES_H
#define APP_MOVE_RULES_H

#include "app/demand.h"
#include "app/directory.h"
#include "store/texts.h"

struct kb;

struct move_case {
	const struct policy *policy;
	const struct directory *directory;
	struct kb *kb;			/* NULL: no knowledge base is open */
	const char *person;
	enum role role;
	const char *unit;		/* of the person; "" */
	int64_t now;
	const struct move *move;
	const struct move_fields *fields;	/* NULL: asked beforehand */
	const struct demand *before;	/* as it was read */
	const struct events *events;	/* so far; the next three too */
	const struct subs *subs;
	const struct callbacks *callbacks;
	const struct demand *master;	/* to merge into, or that it is
					 * merged into; or NULL */
	size_t merged;			/* demands merged into this one */

	/* written by the effect */
	struct demand *demand;
	struct texts *texts;		/* for texts the effect makes */
	struct clock_lines *clocks;	/* of the demand, see clocks.h */
	struct sub sub;
	struct contact contact;
	struct callback callback;
	bool has_sub, has_contact, has_callback;
	bool personal;			/* name, phone, place are new ... */
	unsigned keep;			/* ... but for these: KEEP_* */
};

#define MOVE_GUARD_LIST(X) \
	X(answer) X(refer) X(submit) X(dispatch) X(unit_step) \
	X(request_return) X(ruling) X(check_report) X(callback) X(close) \
	X(not_solved) X(unreached) X(callback_overdue) X(agree_close) \
	X(merge) X(unmerge) X(withdraw) \
	X(ask_extension) X(decide_extension) X(end_supervision) \
	X(ask_exclusion) X(decide_exclusion) X(ask_shelving) \
	X(decide_shelving) X(end_shelving) X(supervise) X(keep_secret) \
	X(deadline) X(callback_merged) X(ask_reopen) X(decide_reopen) \
	X(correct) \
	X(answer_urge) X(ask_appeal) X(decide_appeal) X(lift_secrecy)

#define MOVE_EFFECT_LIST(X) \
	X(answer) X(refer) X(submit) X(send_back) X(dispatch) X(sign) \
	X(contact) X(request_return) X(uphold) X(reject_return) X(report) \
	X(accept_report) X(reject_report) X(try_callback) X(close) \
	X(not_solved) X(unreached) X(callback_overdue) X(end) X(merge) \
	X(unmerge) X(reopen) X(repeat_call) X(urge) X(ask_extension) \
	X(grant_extension) X(refuse_extension) X(supervise) \
	X(end_supervision) X(ask_exclusion) X(grant_exclusion) \
	X(refuse_exclusion) X(ask_shelving) X(grant_shelving) \
	X(refuse_shelving) X(end_shelving) X(keep_secret) X(deadline) \
	X(callback_merged) X(ask_reopen) X(refuse_reopen) X(answer_urge) \
	X(correct) \
	X(ask_appeal) X(uphold_appeal) X(reject_appeal) X(lift_secrecy)

#define X(name) \
	enum status guard_##name(struct move_case *c, struct err *err);
MOVE_GUARD_LIST(X)
#undef X
#define X(name) \
	enum status effect_##name(struct move_case *c, struct err *err);
MOVE_EFFECT_LIST(X)
#undef X

/* The value of a field of this step, or "". */
const char *case_field(const struct move_case *c, enum move_field field);
/* The newest sub-record of the kind in the state, such as "asked" or "open",
 * or with NULL in any but "undone"; NULL when there is none. */
const struct sub *case_sub(const struct move_case *c, const char *kind,
    const char *state);
/* The newest event of the kind that was not undone, or NULL. */
const struct event *case_event(const struct move_case *c,
    enum move_event kind);
/* Undoing follows at once: the demand's next event says so. */
bool event_undone(const struct events *events, size_t i);

/* Is the demand a tip-off about this unit? */
bool is_accused(const struct demand *d, const char *unit);
/* What the catalogue says of the demand; false when it says nothing. */
bool case_route(const struct move_case *c, struct route *out);
/* Puts its unit and class where the demand has none. */
void case_propose(struct move_case *c);
/* ST_INVALID when there is no such unit. */
enum status case_unit(const struct move_case *c, enum move_field field,
    const char *code, struct err *err);

/* Kinds and states of sub-records. */
#define SUB_EXTENSION "extension"
#define SUB_URGE "urge"
#define SUB_SUPERVISION "supervision"
#define SUB_EXCLUSION "exclusion"
#define SUB_SHELVING "shelving"
#define SUB_REOPENING "reopening"
#define SUB_APPEAL "appeal"
#define SUB_SECRECY "secrecy"
#define SUB_ASKED "asked"
#define SUB_OPEN "open"
#define SUB_GRANTED "granted"
#define SUB_REFUSED "refused"
#define SUB_DONE "done"
#define SUB_UNDONE "undone"	/* the step that asked was undone */

#endif
