/*
 * validate.c - the table of quality rules, and the rules about fields.
 *
 * validate_text.c has the rules that look into texts.
 */
#include "app/validate_rules.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *id;
	enum note_level level;
	void (*run)(const struct check *c);
	const char *words;
} rules[] = {
#define X(id, level, function, words) { id, NOTE_##level, function, words },
	VALIDATE_RULE_LIST(X)
#undef X
};

/* One of them must be there: an answer, a body or how to go about it. */
static const enum entry_field bodies[] = {
	ENTRY_ANSWER_FULL, ENTRY_ANSWER_SHORT, ENTRY_ANSWER_PLAIN,
	ENTRY_CONDITIONS, ENTRY_MATERIALS, ENTRY_PROCEDURE, ENTRY_OFFICE,
	ENTRY_HOURS, ENTRY_PHONE, ENTRY_FEE, ENTRY_URL, ENTRY_ONLINE,
	ENTRY_TIME_LIMIT_LEGAL, ENTRY_TIME_LIMIT_PROMISED,
	ENTRY_MAIN_POINTS, ENTRY_BACKGROUND, ENTRY_TERMS,
};

/* What says who stands behind a policy. */
static const enum entry_field issuers[] = {
	ENTRY_ISSUING_BODY, ENTRY_JOINT_BODIES, ENTRY_DOC_NUMBER, ENTRY_BASIS,
};

/* A statute has no document number; its title and rank say who made it. */
static const char *const statutes[] = {
	"law", "administrative regulation", "local regulation",
	"judicial interpretation", "rule",
};

static const enum entry_field bases[] = {
	ENTRY_BASIS, ENTRY_DOC_TITLE, ENTRY_DOC_NUMBER, ENTRY_IMPLEMENTS,
};

static void
check_note(const struct check *c, enum note_level level, enum entry_field f,
    const char *format, va_list ap)
{
	struct buf text = BUF_INIT;

	buf_addv(&text, format, ap);
	note_add(c->sink, level, c->rule,
	    f == ENTRY_FIELD_COUNT ? "" : entry_field_name(f), "%s",
	    buf_text(&text));
	buf_release(&text);
}

void
check_error(const struct check *c, enum entry_field f, const char *format,
    ...)
{
	va_list ap;

	va_start(ap, format);
	check_note(c, NOTE_ERROR, f, format, ap);
	va_end(ap);
}

void
check_warn(const struct check *c, enum entry_field f, const char *format,
    ...)
{
	va_list ap;

	va_start(ap, format);
	check_note(c, NOTE_WARNING, f, format, ap);
	va_end(ap);
}

const char *
check_get(const struct check *c, enum entry_field f)
{
	return entry_get(c->e, f);
}

bool
check_has(const struct check *c, enum entry_field f)
{
	return c->e->field[f] != NULL;
}

static bool
has_any(const struct check *c, const enum entry_field *f, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (check_has(c, f[i]))
			return true;
	return false;
}

static bool
kind_is(const struct check *c, enum entry_kind k)
{
	return strcmp(check_get(c, ENTRY_KIND), entry_kind_word(k)) == 0;
}

void
rule_required(const struct check *c)
{
	struct slice title = slice_of(check_get(c, ENTRY_TITLE));
	struct slice kind = slice_of(check_get(c, ENTRY_KIND));

	if (!check_has(c, ENTRY_EXTERNAL_ID))
		check_error(c, ENTRY_EXTERNAL_ID,
		    _("the number of the entry is missing"));
	if (utf8_chars(title) < c->v->title_chars_min)
		check_error(c, ENTRY_TITLE,
		    _("a title or a question is missing"));
	if (!has_any(c, bodies, COUNT(bodies)))
		check_error(c, ENTRY_ANSWER_FULL, _("there is no answer, no "
		    "body and nothing on how to go about it"));
	if (entry_kind_find(kind) == ENTRY_KIND_COUNT)
		check_error(c, ENTRY_KIND, _("there is no kind \"%s\""),
		    kind.text);
	if (!check_has(c, ENTRY_OWNER_UNIT))
		check_warn(c, ENTRY_OWNER_UNIT, _("neither the entry nor its "
		    "source names the responsible unit"));
}

void
rule_dates(const struct check *c)
{
	static const enum entry_field order[][2] = {
		{ ENTRY_SIGNED_ON, ENTRY_PUBLISHED_ON },
		{ ENTRY_EFFECTIVE_ON, ENTRY_VALID_TO },
	};

	for (size_t i = 0; i < COUNT(order); i++) {
		const char *first = check_get(c, order[i][0]);
		const char *second = check_get(c, order[i][1]);

		if (*first && *second && strcmp(first, second) > 0)
			check_error(c, order[i][1],
			    _("%s lies before %s"), second, first);
	}
}

void
rule_issuer(const struct check *c)
{
	const char *level = check_get(c, ENTRY_LEVEL);

	if (!kind_is(c, ENTRY_KIND_POLICY_DOC) &&
	    !kind_is(c, ENTRY_KIND_INTERPRETATION))
		return;
	if (has_any(c, issuers, COUNT(issuers)))
		return;
	for (size_t i = 0; i < COUNT(statutes); i++)
		if (check_has(c, ENTRY_DOC_TITLE) &&
		    strcmp(level, statutes[i]) == 0)
			return;
	check_error(c, ENTRY_ISSUING_BODY, _("a policy needs its issuing body, "
	    "its document number or, as its basis, why it has neither"));
}

void
rule_basis(const struct check *c)
{
	if (!kind_is(c, ENTRY_KIND_QA) && !kind_is(c, ENTRY_KIND_GUIDE))
		return;
	if (has_any(c, bases, COUNT(bases)) ||
	    (check_has(c, ENTRY_REVIEWER) && check_has(c, ENTRY_REVIEWED_ON)))
		return;
	check_warn(c, ENTRY_BASIS, _("no policy stands behind the answer, and "
	    "nobody has confirmed it"));
}

void
rule_supersedes(const struct check *c)
{
	static const enum entry_field links[] = { ENTRY_SUPERSEDES,
		ENTRY_SUPERSEDED_BY };
	const char *id = check_get(c, ENTRY_EXTERNAL_ID);

	for (size_t i = 0; i < COUNT(links); i++) {
		struct slice list = slice_of(check_get(c, links[i])), line;

		while (slice_line(&list, &line))
			if (slice_is(line, id))
				check_error(c, links[i],
				    _("the entry supersedes itself"));
	}
}

void
rule_review(const struct check *c)
{
	char today[CLOCK_TEXT_BYTES];
	const char *due = check_get(c, ENTRY_REVIEW_DUE);

	clock_text(clock_day_start(c->v->day), CLOCK_DATE, today);
	if (*due && strcmp(due, today) < 0)
		check_warn(c, ENTRY_REVIEW_DUE,
		    _("the entry should have been reviewed by %s"), due);
}

void
rule_keywords(const struct check *c)
{
	static const enum entry_field lists[] = { ENTRY_KEYWORDS,
		ENTRY_SYNONYMS };

	for (size_t i = 0; i < COUNT(lists); i++) {
		struct slice list = slice_of(check_get(c, lists[i])), word;

		while (slice_line(&list, &word)) {
			if (utf8_chars(word) > c->v->keyword_chars)
				check_warn(c, lists[i], _("a keyword has more "
				    "than %zu characters: %.*s"),
				    c->v->keyword_chars, (int)word.bytes,
				    word.text);
			if (slice_is(word, check_get(c, ENTRY_TITLE)))
				check_warn(c, lists[i],
				    _("a keyword repeats the title"));
		}
	}
}

void
rule_secrecy(const struct check *c)
{
	const char *said = check_get(c, ENTRY_SECRECY);

	if (*said && strcmp(said, "public") != 0 &&
	    strcmp(said, "internal") != 0)
		check_error(c, ENTRY_SECRECY, _("\"%s\" is neither public nor "
		    "internal"), said);
}

void
validate_topic(struct entry *e, const struct validate *v,
    struct note_sink *sink)
{
	const char *name = entry_field_name(ENTRY_TOPIC);
	const char *said = entry_get(e, ENTRY_TOPIC);
	const struct topic *topic;

	if (!v->directory)
		return;
	if (*said) {
		topic = directory_topic_find(v->directory, slice_of(said));
		if (topic)
			entry_set(e, ENTRY_TOPIC, slice_of(topic->code));
		else
			note_add(sink, NOTE_WARNING, "topic", name,
			    _("the topic \"%s\" is not in the list"), said);
		return;
	}
	topic = directory_topic_propose(v->directory,
	    slice_of(entry_get(e, ENTRY_TITLE)));
	if (!topic)
		return;
	entry_set(e, ENTRY_TOPIC, slice_of(topic->code));
	note_add(sink, NOTE_WARNING, "topic", name,
	    _("no topic was given; \"%s\" was taken from the title"),
	    topic->name);
}

bool
validate_entry(const struct entry *e, const struct validate *v,
    struct note_sink *sink)
{
	int64_t before = sink->errors;

	for (size_t i = 0; i < COUNT(rules); i++) {
		struct check c = { e, v, sink, rules[i].id };

		rules[i].run(&c);
	}
	return sink->errors == before;
}

bool
validate_rule_at(size_t i, struct validate_rule *out)
{
	if (i >= COUNT(rules))
		return false;
	out->id = rules[i].id;
	out->level = rules[i].level;
	out->words = _(rules[i].words);
	return true;
}
