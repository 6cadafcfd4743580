/*
 * move_table.c - the table of moves: the demand's whole life.
 *
 * A new event is a row here, a line of MOVE_LIST and, where the row is not
 * enough, a guard or an effect. Two rows of one event never share a state.
 */
#include "app/move_rules.h"

#include "base/intl.h"
#include "base/mem.h"

#define S(name) (1u << DEMAND_##name)
#define R(name) (1u << ROLE_##name)
#define F(name) FIELD_BIT(name)

#define OUT (S(DISPATCHED) | S(HANDLING))
#define OPEN (S(REGISTERED) | S(TO_DISPATCH) | OUT | S(RETURN_REVIEW) | \
	S(REPORTED) | S(TO_CALLBACK))
#define WORK (OUT | S(RETURN_REVIEW) | S(REPORTED) | S(TO_CALLBACK))
#define ENDED (S(ANSWERED) | S(REFERRED) | S(CLOSED))
/* A dispatcher records the steps of a unit that has no line to the desk. */
#define BY_UNIT (R(LIAISON) | R(DISPATCHER))
/* On one demand at a time; on several at once; the same, and it can be undone:
 * what was said to or by a claimant, and what another person has to undo,
 * cannot. */
#define ONE 0
#define MANY MOVE_MANY
#define UNDO (MOVE_MANY | MOVE_UNDOES)
#define RATING (F(CONTACTED) | F(SOLVED) | F(SATISFIED) | F(TRUTHFUL))

static const struct move table[] = {
	{ MOVE_REGISTER, S(DRAFT), DEMAND_REGISTERED, R(OPERATOR),
	    0, 0, NULL, NULL, ONE },
	{ MOVE_ANSWER, S(REGISTERED), DEMAND_ANSWERED, R(OPERATOR),
	    F(ANSWER) | F(ACCEPTED),
	    F(ENTRIES) | F(NONE_FOUND) | F(LAPSED) | F(QUERY),
	    guard_answer, effect_answer, ONE },
	{ MOVE_REFER, S(REGISTERED), DEMAND_REFERRED, R(OPERATOR),
	    F(ROUTE) | F(TOLD), F(HANDED_AT) | F(TEXT),
	    guard_refer, effect_refer, ONE },
	{ MOVE_SUBMIT, S(REGISTERED), DEMAND_TO_DISPATCH, R(OPERATOR),
	    0, F(UNIT) | F(CLASS) | F(WISH) | F(TEXT),
	    guard_submit, effect_submit, UNDO },
	{ MOVE_SEND_BACK, S(TO_DISPATCH), DEMAND_REGISTERED, R(DISPATCHER),
	    F(MISSING), F(TEXT), NULL, effect_send_back, UNDO },
	{ MOVE_CORRECT, OPEN, MOVE_STAYS, R(OPERATOR) | R(DISPATCHER),
	    F(REASON), F(TITLE) | F(CONTENT) | F(WISH) | F(TOPIC) |
	    F(DISTRICT) | F(STREET) | F(PLACE) | F(WHEN) | F(NAME) | F(PHONE),
	    guard_correct, effect_correct, ONE },
	{ MOVE_CONFER, S(TO_DISPATCH), MOVE_STAYS, R(DISPATCHER),
	    F(ASKED) | F(OPINION), 0, NULL, NULL, MANY },
	{ MOVE_DISPATCH, S(TO_DISPATCH), DEMAND_DISPATCHED,
	    R(DISPATCHER) | R(OPERATOR),
	    0, F(UNIT) | F(ASSIST) | F(CLASS) | F(TEXT),
	    guard_dispatch, effect_dispatch, UNDO },
	{ MOVE_SIGN, S(DISPATCHED), DEMAND_HANDLING, BY_UNIT,
	    0, F(TEXT), guard_unit_step, effect_sign, UNDO },
	{ MOVE_CONTACT, S(HANDLING), MOVE_STAYS, BY_UNIT,
	    F(AT) | F(WAY) | F(REACHED), F(TEXT),
	    guard_unit_step, effect_contact, ONE },
	{ MOVE_REQUEST_RETURN, OUT, DEMAND_RETURN_REVIEW, BY_UNIT,
	    F(GROUND) | F(BASIS), F(UNIT) | F(TEXT),
	    guard_request_return, effect_request_return, UNDO },
	{ MOVE_UPHOLD_RETURN, S(RETURN_REVIEW), DEMAND_TO_DISPATCH,
	    R(REVIEWER), F(REASON) | F(FAULT), F(UNIT),
	    guard_ruling, effect_uphold, UNDO },
	{ MOVE_REJECT_RETURN, S(RETURN_REVIEW), MOVE_RETURNS, R(REVIEWER),
	    F(REASON), 0, guard_ruling, effect_reject_return, UNDO },
	{ MOVE_ASK_EXTENSION, OUT, MOVE_STAYS, BY_UNIT,
	    F(DAYS) | F(REASON) | F(TOLD_AT), 0,
	    guard_ask_extension, effect_ask_extension, UNDO },
	{ MOVE_GRANT_EXTENSION, OUT | S(REPORTED), MOVE_STAYS, R(OFFICER),
	    0, F(REASON), guard_decide_extension, effect_grant_extension,
	    UNDO },
	{ MOVE_REFUSE_EXTENSION, WORK, MOVE_STAYS, R(OFFICER),
	    F(REASON), 0, guard_decide_extension, effect_refuse_extension,
	    UNDO },
	{ MOVE_REPORT, S(HANDLING), DEMAND_REPORTED, BY_UNIT,
	    F(RESULT) | F(TEXT) | F(TOLD_AT), 0,
	    guard_unit_step, effect_report, ONE },
	{ MOVE_ACCEPT_REPORT, S(REPORTED), DEMAND_TO_CALLBACK,
	    R(DISPATCHER) | R(SUPERVISOR), 0, F(TEXT),
	    guard_check_report, effect_accept_report, UNDO },
	{ MOVE_REJECT_REPORT, S(REPORTED), DEMAND_HANDLING,
	    R(DISPATCHER) | R(SUPERVISOR), F(REASON), 0,
	    guard_check_report, effect_reject_report, UNDO },
	{ MOVE_TRY_CALLBACK, S(TO_CALLBACK), MOVE_STAYS, R(CALLBACK),
	    F(REACHED), F(AT) | F(TEXT),
	    guard_callback, effect_try_callback, ONE },
	{ MOVE_CLOSE, S(TO_CALLBACK), DEMAND_CLOSED, R(CALLBACK),
	    RATING, F(REASON) | F(TEXT), guard_close, effect_close, ONE },
	{ MOVE_NOT_SOLVED, S(TO_CALLBACK), DEMAND_HANDLING,
	    R(CALLBACK) | R(SUPERVISOR), RATING | F(REMAINS), F(REASON),
	    guard_not_solved, effect_not_solved, ONE },
	{ MOVE_UNREACHED, S(TO_CALLBACK), DEMAND_CLOSED, R(CALLBACK),
	    0, F(TEXT), guard_unreached, effect_unreached, MANY },
	{ MOVE_CALLBACK_OVERDUE, OUT | S(REPORTED), MOVE_STAYS, R(CALLBACK),
	    RATING, F(REASON) | F(TEXT),
	    guard_callback_overdue, effect_callback_overdue, ONE },
	{ MOVE_AGREE_CLOSE, OUT, DEMAND_CLOSED, R(SUPERVISOR),
	    F(REASON), 0, guard_agree_close, effect_end, MANY },
	{ MOVE_DEADLINE, OUT | S(REPORTED), MOVE_STAYS, R(SYSTEM),
	    0, 0, guard_deadline, effect_deadline, ONE },
	{ MOVE_CALLBACK_MERGED, S(MERGED), MOVE_STAYS, R(CALLBACK),
	    F(REACHED), F(CONTACTED) | F(SOLVED) | F(SATISFIED) | F(REASON) |
	    F(TEXT), guard_callback_merged, effect_callback_merged, ONE },
	{ MOVE_MERGE, OPEN, DEMAND_MERGED, R(DISPATCHER),
	    F(MASTER) | F(SAME), 0, guard_merge, effect_merge, MANY },
	{ MOVE_UNMERGE, S(MERGED), MOVE_RETURNS, R(SUPERVISOR),
	    F(REASON), 0, guard_unmerge, effect_unmerge, MANY },
	{ MOVE_WITHDRAW, OPEN, DEMAND_WITHDRAWN, R(OPERATOR),
	    F(WORDS) | F(IDENTITY), 0, guard_withdraw, effect_end, ONE },
	{ MOVE_ASK_REOPEN, S(CLOSED), MOVE_STAYS, R(OPERATOR),
	    F(FACTS), 0, guard_ask_reopen, effect_ask_reopen, ONE },
	{ MOVE_REOPEN, S(ANSWERED) | S(REFERRED), DEMAND_REGISTERED,
	    R(OPERATOR) | R(SUPERVISOR), F(FACTS), 0, NULL, effect_reopen,
	    ONE },
	{ MOVE_REOPEN, S(CLOSED), DEMAND_REGISTERED, R(SUPERVISOR),
	    0, F(REASON), guard_decide_reopen, effect_reopen, UNDO },
	{ MOVE_REFUSE_REOPEN, S(CLOSED), MOVE_STAYS, R(SUPERVISOR),
	    F(REASON), 0, guard_decide_reopen, effect_refuse_reopen, UNDO },
	{ MOVE_MARK_VOID, S(REGISTERED), DEMAND_VOID, R(SUPERVISOR),
	    F(VOID_KIND), F(TEXT), NULL, effect_end, UNDO },
	{ MOVE_REPEAT_CALL, OPEN | ENDED | S(MERGED) | S(WITHDRAWN),
	    MOVE_STAYS, R(OPERATOR), F(TEXT), F(PHONE) | F(CHANNEL),
	    NULL, effect_repeat_call, ONE },
	/* of a call that has made or moved the demand already: no contact */
	{ MOVE_NOTE, OPEN | ENDED | S(MERGED) | S(WITHDRAWN), MOVE_STAYS,
	    R(OPERATOR), F(TEXT), 0, NULL, NULL, ONE },
	{ MOVE_URGE, OPEN | S(MERGED), MOVE_STAYS, R(OPERATOR),
	    F(TEXT), F(PHONE) | F(CHANNEL), NULL, effect_urge, ONE },
	{ MOVE_ANSWER_URGE, WORK, MOVE_STAYS, BY_UNIT,
	    F(TEXT), 0, guard_answer_urge, effect_answer_urge, MANY },
	{ MOVE_SUPERVISE, WORK, MOVE_STAYS, R(OFFICER) | R(SUPERVISOR),
	    F(DUE) | F(TEXT), 0, guard_supervise, effect_supervise, UNDO },
	{ MOVE_END_SUPERVISION, WORK | S(CLOSED), MOVE_STAYS,
	    R(OFFICER) | R(SUPERVISOR), F(TEXT), 0,
	    guard_end_supervision, effect_end_supervision, UNDO },
	{ MOVE_ASK_EXCLUSION, WORK | S(CLOSED), MOVE_STAYS, BY_UNIT,
	    F(EXCLUDE_FOR) | F(EVIDENCE), 0,
	    guard_ask_exclusion, effect_ask_exclusion, UNDO },
	{ MOVE_GRANT_EXCLUSION, WORK | S(CLOSED), MOVE_STAYS, R(REVIEWER),
	    F(REASON), 0, guard_decide_exclusion, effect_grant_exclusion,
	    UNDO },
	{ MOVE_REFUSE_EXCLUSION, WORK | S(CLOSED), MOVE_STAYS, R(REVIEWER),
	    F(REASON), 0, guard_decide_exclusion, effect_refuse_exclusion,
	    UNDO },
	{ MOVE_ASK_SHELVING, OUT | S(REPORTED), MOVE_STAYS, BY_UNIT,
	    F(REASON) | F(REVIEW_ON), 0,
	    guard_ask_shelving, effect_ask_shelving, UNDO },
	{ MOVE_GRANT_SHELVING, WORK, MOVE_STAYS, R(SUPERVISOR),
	    F(REASON), 0, guard_decide_shelving, effect_grant_shelving, UNDO },
	{ MOVE_REFUSE_SHELVING, WORK, MOVE_STAYS, R(SUPERVISOR),
	    F(REASON), 0, guard_decide_shelving, effect_refuse_shelving, UNDO },
	{ MOVE_END_SHELVING, WORK, MOVE_STAYS, R(SUPERVISOR),
	    F(REASON), 0, guard_end_shelving, effect_end_shelving, UNDO },
	{ MOVE_ASK_APPEAL, S(CLOSED), MOVE_STAYS, BY_UNIT,
	    F(REASON) | F(EVIDENCE), 0, guard_ask_appeal, effect_ask_appeal,
	    UNDO },
	{ MOVE_UPHOLD_APPEAL, S(CLOSED), MOVE_STAYS, R(REVIEWER),
	    F(REASON), 0, guard_decide_appeal, effect_uphold_appeal, UNDO },
	{ MOVE_REJECT_APPEAL, S(CLOSED), MOVE_STAYS, R(REVIEWER),
	    F(REASON), 0, guard_decide_appeal, effect_reject_appeal, UNDO },
	{ MOVE_KEEP_SECRET, OPEN | ENDED, MOVE_STAYS,
	    R(OPERATOR) | R(SUPERVISOR), F(REASON), 0,
	    guard_keep_secret, effect_keep_secret, MANY },
	{ MOVE_LIFT_SECRECY, OPEN | ENDED, MOVE_STAYS, R(SUPERVISOR),
	    F(REASON), 0, guard_lift_secrecy, effect_lift_secrecy, ONE },
	/* the ledger destroys the key */
	{ MOVE_ERASE, ENDED | S(MERGED) | S(WITHDRAWN) | S(VOID), MOVE_STAYS,
	    R(SUPERVISOR), F(REASON), 0, NULL, NULL, ONE },
};

const struct move *
moves(size_t *count)
{
	*count = COUNT(table);
	return table;
}

const struct move *
move_find(enum demand_state from, enum move_event event)
{
	for (size_t i = 0; i < COUNT(table); i++) {
		if (table[i].event == event && table[i].from & 1u << from)
			return &table[i];
	}
	return NULL;
}

enum status
move_refuse(enum demand_state from, enum move_event event, struct err *err)
{
	struct buf can = BUF_INIT;
	enum status st = ST_DENIED;

	for (size_t i = 0; i < COUNT(table); i++) {
		if (table[i].from & 1u << from)
			buf_addf(&can, "%s%s", can.bytes ? ", " : "",
			    move_words(table[i].event));
	}
	if (can.bytes > 0)
		st = fail(err, ST_DENIED, "\"%s\" is not possible in the "
		    "state \"%s\"; possible is: %s", move_words(event),
		    demand_state_words(from), buf_text(&can));
	else
		st = fail(err, ST_DENIED, "\"%s\" is not possible in the "
		    "state \"%s\", which is final", move_words(event),
		    demand_state_words(from));
	buf_release(&can);
	return st;
}
