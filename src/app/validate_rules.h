/*
 * validate_rules.h - the rules' functions: for validate*.c alone.
 */
#ifndef APP_VALIDATE_RULES_H
#define APP_VALIDATE_RULES_H

#include "app/validate.h"

/* One entry under one rule. */
struct check {
	const struct entry *e;
	const struct validate *v;
	struct note_sink *sink;
	const char *rule;
};

/* id, worst level, function, words */
#define VALIDATE_RULE_LIST(X) \
	X("Q1",  ERROR,   rule_required,    N_("what every entry needs")) \
	X("Q2",  ERROR,   rule_characters,  N_("characters to be shown")) \
	X("Q3",  ERROR,   rule_dates,       N_("dates in their order")) \
	X("Q4",  WARNING, rule_doc_number,  N_("form of document numbers")) \
	X("Q5",  ERROR,   rule_issuer,      N_("who issued a policy")) \
	X("Q6",  WARNING, rule_basis,       N_("what an answer rests on")) \
	X("Q8",  ERROR,   rule_supersedes,  N_("no entry supersedes itself")) \
	X("Q10", WARNING, rule_phone,       N_("telephone numbers")) \
	X("Q11", ERROR,   rule_personal,    N_("no personal data")) \
	X("Q12", WARNING, rule_attachment,  N_("nothing refers to nothing")) \
	X("Q13", WARNING, rule_short,       N_("a short answer is plain")) \
	X("Q14", WARNING, rule_review,      N_("reviewed in time")) \
	X("Q16", WARNING, rule_keywords,    N_("keywords")) \
	X("Q17", WARNING, rule_figures,     N_("figures also in the body")) \
	X("Q18", ERROR,   rule_secrecy,     N_("internal or public is clear"))

#define X(id, level, function, words) void function(const struct check *c);
VALIDATE_RULE_LIST(X)
#undef X

void check_error(const struct check *c, enum entry_field f,
    const char *format, ...) __attribute__((format(printf, 3, 4)));
void check_warn(const struct check *c, enum entry_field f,
    const char *format, ...) __attribute__((format(printf, 3, 4)));
const char *check_get(const struct check *c, enum entry_field f);  /* "" */
bool check_has(const struct check *c, enum entry_field f);

#endif
