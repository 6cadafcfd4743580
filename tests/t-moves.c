/* t-moves.c - the table of moves: every row, and every pair that is none. */
#include "app/moves.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The demand's life as it was agreed, written down a second time. */
static const struct {
	const char *from, *event, *to;		/* "=" stays, "<" goes back */
} life[] = {
	{ "draft", "register", "registered" },
	{ "registered", "answer", "answered" },
	{ "registered", "refer", "referred" },
	{ "registered", "submit", "to_dispatch" },
	{ "registered", "void", "void" },
	{ "registered", "withdraw", "withdrawn" },
	{ "registered", "merge", "merged" },
	{ "to_dispatch", "send-back", "registered" },
	{ "to_dispatch", "confer", "=" },
	{ "to_dispatch", "dispatch", "dispatched" },
	{ "to_dispatch", "withdraw", "withdrawn" },
	{ "dispatched", "sign", "handling" },
	{ "dispatched", "request-return", "return_review" },
	{ "dispatched", "ask-extension", "=" },
	{ "dispatched", "callback-overdue", "=" },
	{ "dispatched", "agree-close", "closed" },
	{ "handling", "contact", "=" },
	{ "handling", "request-return", "return_review" },
	{ "handling", "report", "reported" },
	{ "handling", "ask-extension", "=" },
	{ "handling", "grant-extension", "=" },
	{ "handling", "supervise", "=" },
	{ "handling", "agree-close", "closed" },
	{ "return_review", "uphold-return", "to_dispatch" },
	{ "return_review", "reject-return", "<" },
	{ "reported", "accept-report", "to_callback" },
	{ "reported", "reject-report", "handling" },
	{ "reported", "callback-overdue", "=" },
	{ "to_callback", "try-callback", "=" },
	{ "to_callback", "close", "closed" },
	{ "to_callback", "not-solved", "handling" },
	{ "to_callback", "unreached", "closed" },
	{ "merged", "unmerge", "<" },
	{ "merged", "urge", "=" },
	{ "merged", "callback-merged", "=" },
	{ "dispatched", "deadline", "=" },
	{ "handling", "deadline", "=" },
	{ "handling", "answer-urge", "=" },
	{ "closed", "ask-reopen", "=" },
	{ "closed", "refuse-reopen", "=" },
	{ "closed", "ask-appeal", "=" },
	{ "closed", "uphold-appeal", "=" },
	{ "closed", "erase", "=" },
	{ "answered", "reopen", "registered" },
	{ "referred", "reopen", "registered" },
	{ "closed", "reopen", "registered" },
	{ "closed", "repeat-call", "=" },
	{ "answered", "note", "=" },
	{ "to_dispatch", "note", "=" },
	{ "closed", "ask-exclusion", "=" },
	{ "withdrawn", "repeat-call", "=" },
};

/* Pairs that would hide, skip or undo something. */
static const struct {
	const char *from, *event;
} never[] = {
	{ "registered", "dispatch" },
	{ "registered", "close" },
	{ "to_dispatch", "answer" },
	{ "to_dispatch", "sign" },
	{ "dispatched", "answer" },
	{ "dispatched", "report" },
	{ "dispatched", "void" },
	{ "handling", "close" },
	{ "handling", "dispatch" },
	{ "reported", "close" },
	{ "return_review", "report" },
	{ "to_callback", "accept-report" },
	{ "closed", "close" },
	{ "closed", "urge" },
	{ "answered", "submit" },
	{ "withdrawn", "reopen" },
	{ "void", "reopen" },
	{ "merged", "dispatch" },
	{ "handling", "erase" },
	{ "return_review", "deadline" },
};

static enum demand_state
state_of(const char *code)
{
	enum demand_state s = DEMAND_STATE_COUNT;

	assert_true(demand_state_parse(slice_of(code), &s));
	return s;
}

static enum move_event
event_of(const char *code)
{
	enum move_event e = MOVE_COUNT;

	assert_true(move_parse(slice_of(code), &e));
	return e;
}

static void
the_life_is_in_the_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(life); i++) {
		const struct move *m = move_find(state_of(life[i].from),
		    event_of(life[i].event));
		int to = MOVE_STAYS;

		if (!m)
			fail_msg("%s in %s is no row", life[i].event,
			    life[i].from);
		if (*life[i].to == '<')
			to = MOVE_RETURNS;
		else if (*life[i].to != '=')
			to = state_of(life[i].to);
		assert_int_equal(m->to, to);
	}
	for (size_t i = 0; i < COUNT(never); i++) {
		if (move_find(state_of(never[i].from),
		    event_of(never[i].event)))
			fail_msg("%s in %s is a row", never[i].event,
			    never[i].from);
	}
}

static void
every_pair_is_a_row_or_refused_in_words(void **state)
{
	size_t rows = 0, refused = 0;

	(void)state;
	for (int s = 0; s < DEMAND_STATE_COUNT; s++) {
		for (int e = 0; e < MOVE_COUNT; e++) {
			struct err err = ERR_INIT;

			if (move_find((enum demand_state)s,
			    (enum move_event)e)) {
				rows++;
				continue;
			}
			assert_int_equal(move_refuse((enum demand_state)s,
			    (enum move_event)e, &err), ST_DENIED);
			assert_non_null(strstr(err.text,
			    move_words((enum move_event)e)));
			assert_non_null(strstr(err.text,
			    demand_state_words((enum demand_state)s)));
			refused++;
		}
	}
	assert_int_equal(rows + refused, DEMAND_STATE_COUNT * MOVE_COUNT);
	assert_true(rows > 100);
}

static void
no_two_rows_share_a_pair(void **state)
{
	size_t count;
	const struct move *m = moves(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		for (size_t k = i + 1; k < count; k++) {
			if (m[i].event == m[k].event)
				assert_int_equal(m[i].from & m[k].from, 0);
		}
	}
}

static void
every_event_has_a_row(void **state)
{
	size_t count;
	const struct move *m = moves(&count);

	(void)state;
	for (int e = 0; e < MOVE_COUNT; e++) {
		size_t i = 0;

		if (e == MOVE_UNDO)
			continue;	/* of batches alone */
		while (i < count && m[i].event != (enum move_event)e)
			i++;
		if (i == count)
			fail_msg("%s has no row", move_code(e));
	}
}

/* What was said to a claimant, what destroys, and what takes a second person
 * to undo. */
static void
what_counts_for_good_is_not_undone(void **state)
{
	static const enum move_event for_good[] = { MOVE_REGISTER,
		MOVE_ANSWER, MOVE_REFER, MOVE_CORRECT, MOVE_CONTACT,
		MOVE_REPORT, MOVE_TRY_CALLBACK, MOVE_CLOSE, MOVE_NOT_SOLVED,
		MOVE_UNREACHED, MOVE_MERGE, MOVE_UNMERGE, MOVE_WITHDRAW,
		MOVE_REPEAT_CALL, MOVE_URGE, MOVE_KEEP_SECRET,
		MOVE_LIFT_SECRECY, MOVE_ERASE };
	size_t count;
	const struct move *m = moves(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		if (m[i].how & MOVE_UNDOES)
			assert_true(m[i].how & MOVE_MANY);
		for (size_t k = 0; k < COUNT(for_good); k++) {
			if (m[i].event == for_good[k] &&
			    m[i].how & MOVE_UNDOES)
				fail_msg("%s", move_code(m[i].event));
		}
	}
}

/* A value that fits the field. */
static const char *
some_value(enum move_field f)
{
	switch (field_kind(f)) {
	case FIELD_YES_NO:
		return "yes";
	case FIELD_CHOICE:
		return field_choice(f, 0);
	case FIELD_TIME:
		return "2026-11-24 09:12";
	case FIELD_DAYS:
		return "5";
	default:
		return "words";
	}
}

static void
fill(const struct move *m, struct move_fields *f)
{
	for (int i = 0; i < MOVE_FIELD_COUNT; i++) {
		if (m->need & UINT64_C(1) << i)
			f->value[i] = some_value((enum move_field)i);
	}
}

static void
every_required_field_is_asked_for_by_name(void **state)
{
	size_t count;
	const struct move *m = moves(&count);

	(void)state;
	for (size_t r = 0; r < count; r++) {
		struct move_fields f = { { NULL } };
		struct err err = ERR_INIT;

		assert_int_equal(m[r].need & m[r].may, 0);
		fill(&m[r], &f);
		assert_int_equal(move_check_fields(&m[r], &f, &err), ST_OK);
		for (int i = 0; i < MOVE_FIELD_COUNT; i++) {
			const char *kept = f.value[i];

			if (!kept)
				continue;
			f.value[i] = "";
			assert_int_equal(move_check_fields(&m[r], &f, &err),
			    ST_INVALID);
			assert_non_null(strstr(err.text,
			    field_code((enum move_field)i)));
			f.value[i] = kept;
		}
	}
}

static void
a_field_of_another_step_is_refused(void **state)
{
	const struct move *m = move_find(DEMAND_DISPATCHED, MOVE_SIGN);
	struct move_fields f = { { NULL } };
	struct err err = ERR_INIT;

	(void)state;
	f.value[MOVE_FIELD_RESULT] = "solved";
	assert_int_equal(move_check_fields(m, &f, &err), ST_INVALID);
	assert_non_null(strstr(err.text, "result"));
}

static void
a_value_of_the_wrong_kind_is_refused(void **state)
{
	static const struct {
		enum move_field field;
		const char *value, *says;
	} cases[] = {
		{ MOVE_FIELD_RESULT, "done", "not-solved" },
		{ MOVE_FIELD_TOLD_AT, "yesterday", "told-at" },
		{ MOVE_FIELD_TEXT, "a\x01z", "text" },
		{ MOVE_FIELD_TEXT, "a\xff", "UTF-8" },
	};
	const struct move *m = move_find(DEMAND_HANDLING, MOVE_REPORT);

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct move_fields f = { { NULL } };
		struct err err = ERR_INIT;

		fill(m, &f);
		f.value[cases[i].field] = cases[i].value;
		assert_int_equal(move_check_fields(m, &f, &err), ST_INVALID);
		assert_non_null(strstr(err.text, cases[i].says));
	}
}

static void
a_role_that_may_not_is_told_who_may(void **state)
{
	size_t count;
	const struct move *m = moves(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		assert_true(m[i].roles != 0);
		for (int r = 0; r < ROLE_COUNT; r++) {
			struct err err = ERR_INIT;
			bool may = m[i].roles & 1u << r;

			assert_int_equal(move_check_role(&m[i], (enum role)r,
			    &err), may ? ST_OK : ST_DENIED);
			if (!may)
				assert_non_null(strstr(err.text,
				    role_words((enum role)r)));
		}
	}
	/* these change nothing, ever */
	for (size_t i = 0; i < count; i++)
		assert_int_equal(m[i].roles & (1u << ROLE_AUDITOR |
		    1u << ROLE_EDITOR | 1u << ROLE_ADMIN), 0);
}

static void
codes_lead_back_to_their_names(void **state)
{
	enum move_event e;
	enum move_field f;
	enum role r;

	(void)state;
	for (int i = 0; i < MOVE_COUNT; i++) {
		assert_true(move_parse(slice_of(move_code(i)), &e));
		assert_int_equal(e, i);
	}
	for (int i = 0; i < MOVE_FIELD_COUNT; i++) {
		assert_true(field_parse(slice_of(field_code(i)), &f));
		assert_int_equal(f, i);
		if (field_kind(i) == FIELD_CHOICE)
			assert_non_null(field_choice(i, 1));
	}
	for (int i = 0; i < ROLE_COUNT; i++) {
		assert_true(role_parse(slice_of(role_code(i)), &r));
		assert_int_equal(r, i);
	}
	assert_false(move_parse(slice_of("fly"), &e));
	assert_false(field_parse(slice_of(""), &f));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_life_is_in_the_table),
		cmocka_unit_test(every_pair_is_a_row_or_refused_in_words),
		cmocka_unit_test(no_two_rows_share_a_pair),
		cmocka_unit_test(every_event_has_a_row),
		cmocka_unit_test(what_counts_for_good_is_not_undone),
		cmocka_unit_test(every_required_field_is_asked_for_by_name),
		cmocka_unit_test(a_field_of_another_step_is_refused),
		cmocka_unit_test(a_value_of_the_wrong_kind_is_refused),
		cmocka_unit_test(a_role_that_may_not_is_told_who_may),
		cmocka_unit_test(codes_lead_back_to_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
