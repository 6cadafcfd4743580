/*
 * demand_input.c - from what was typed to a demand that can be registered.
 *
 * Knows lengths, places, topics and types; knows nothing of states. A place
 * or a topic the tables do not have is kept in the caller's words: a call is
 * never lost for a word.
 */
#include "app/demand_step.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#define PHONE_DIGITS_MIN 5
#define PHONE_DIGITS_MAX 20
#define TOPIC_OTHER "hotline.other"	/* a leaf of every topics.tsv */

static const struct {
	const char *name, *words;
	size_t at, chars;
	bool lines;
} inputs[] = {
#define X(name, chars, lines, words) [DEMAND_INPUT_##name] = { \
	#name, words, offsetof(struct demand_input, name), chars, lines },
	DEMAND_INPUT_LIST(X)
#undef X
};

/* What other systems and people write for the types. */
static const struct {
	const char *word;
	enum demand_type type;
} type_words[] = {
	{ "咨询", DEMAND_CONSULTATION },
	{ "求助", DEMAND_HELP_REQUEST },
	{ "投诉", DEMAND_COMPLAINT },
	{ "举报", DEMAND_TIPOFF },
	{ "建议", DEMAND_SUGGESTION },
	{ "表扬", DEMAND_COMMENDATION },
	{ "感谢", DEMAND_COMMENDATION },
	{ "help", DEMAND_HELP_REQUEST },
	{ "tip-off", DEMAND_TIPOFF },
};

const char *
demand_input_name(enum demand_input_field f)
{
	assert((size_t)f < COUNT(inputs));
	return inputs[f].name;
}

const char *
demand_input_words(enum demand_input_field f)
{
	assert((size_t)f < COUNT(inputs));
	return _(inputs[f].words);
}

size_t
demand_input_chars(enum demand_input_field f)
{
	assert((size_t)f < COUNT(inputs));
	return inputs[f].chars;
}

const char **
demand_input_at(struct demand_input *in, enum demand_input_field f)
{
	assert((size_t)f < COUNT(inputs));
	return (const char **)((char *)in + inputs[f].at);
}

static const char *
input_get(const struct demand_input *in, enum demand_input_field f)
{
	const char *const *at =
	    (const char *const *)((const char *)in + inputs[f].at);

	return *at ? *at : "";
}

const char *
demand_text(struct texts *t, const char *value)
{
	struct slice s = slice_trim(slice_of(value));
	struct buf plain = BUF_INIT;
	const char *kept;
	uint8_t *nfc;
	size_t bytes = 0;

	for (size_t i = 0; i < s.bytes; i++) {
		if (s.text[i] != '\r')
			buf_add_char(&plain, s.text[i]);
	}
	nfc = u8_normalize(UNINORM_NFC, (const uint8_t *)buf_text(&plain),
	    plain.bytes, NULL, &bytes);
	if (nfc)
		kept = texts_keep(t, (struct slice){ (char *)nfc, bytes });
	else
		kept = texts_keep(t, buf_slice(&plain));
	free(nfc);
	buf_release(&plain);
	return kept;
}

/* As it will be kept: composed, without blanks at the ends. */
static enum status
check_field(enum demand_input_field f, const char *value, struct texts *t,
    struct err *err)
{
	enum clean how = inputs[f].lines ? CLEAN_LINES : CLEAN_ONE_LINE;
	const char *words = demand_input_words(f);
	struct slice s;

	if (!utf8_valid(slice_of(value)))
		return fail(err, ST_INVALID, "%s (%s) is not UTF-8", words,
		    inputs[f].name);
	s = slice_of(demand_text(t, value));
	if (!utf8_is_clean(s, how))
		return fail(err, ST_INVALID, "%s (%s) has characters that "
		    "cannot be shown", words, inputs[f].name);
	if (utf8_chars(s) > inputs[f].chars)
		return fail(err, ST_INVALID, "%s (%s) has %zu characters, %zu "
		    "are allowed", words, inputs[f].name, utf8_chars(s),
		    inputs[f].chars);
	return ST_OK;
}

static enum status
need(enum demand_input_field f, const char *value, struct err *err)
{
	if (*value)
		return ST_OK;
	return fail(err, ST_INVALID, "%s (%s) is missing",
	    demand_input_words(f), inputs[f].name);
}

static enum status
parse_yes(enum demand_input_field f, const char *value, int64_t *out,
    struct err *err)
{
	static const char *const yes[] = { "yes", "true", "1", "是" };
	static const char *const no[] = { "no", "false", "0", "否", "" };

	for (size_t i = 0; i < COUNT(yes); i++) {
		if (strcmp(value, yes[i]) == 0)
			*out = 1;
	}
	for (size_t i = 0; i < COUNT(no); i++) {
		if (strcmp(value, no[i]) == 0)
			*out = 0;
	}
	if (*out >= 0)
		return ST_OK;
	return fail(err, ST_INVALID, "%s (%s) can be: yes, no",
	    demand_input_words(f), inputs[f].name);
}

static enum status
parse_type(const char *word, enum demand_type *out, struct err *err)
{
	struct buf codes = BUF_INIT;
	enum status st;

	if (demand_type_parse(slice_of(word), out))
		return ST_OK;
	for (size_t i = 0; i < COUNT(type_words); i++) {
		if (strcmp(word, type_words[i].word) == 0) {
			*out = type_words[i].type;
			return ST_OK;
		}
	}
	for (int i = 0; i < DEMAND_TYPE_COUNT; i++)
		buf_addf(&codes, "%s%s", i ? ", " : "",
		    demand_type_code((enum demand_type)i));
	st = fail(err, ST_INVALID, "%s (%s) can be: %s",
	    demand_input_words(DEMAND_INPUT_type), "type", buf_text(&codes));
	buf_release(&codes);
	return st;
}

bool
demand_phone_is(const char *phone)
{
	size_t digits = 0;

	for (const char *p = phone; *p; p++) {
		if (*p >= '0' && *p <= '9')
			digits++;
		else if (!strchr("+-() ", *p))
			return false;
	}
	return digits >= PHONE_DIGITS_MIN && digits <= PHONE_DIGITS_MAX;
}

static enum status
check_phone(const char *phone, struct err *err)
{
	enum demand_input_field f = DEMAND_INPUT_claimant_phone;

	if (!*phone || demand_phone_is(phone))
		return ST_OK;
	return fail(err, ST_INVALID, "%s (%s) is not a phone number",
	    demand_input_words(f), inputs[f].name);
}

static void
note_said(json_t *said, const char *key, const char *value)
{
	json_object_set_new(said, key, json_string(value));
}

/* A leaf by code or name; else one the words propose; else "other". */
static void
find_topic(struct app *app, const char *word, struct demand *d, json_t *said)
{
	const struct topic *t =
	    directory_topic_find(app->directory, slice_of(word));
	struct buf text = BUF_INIT;

	if (*word && (!t || !t->leaf))
		note_said(said, "topic_said", word);
	if (!t || !t->leaf) {
		buf_addf(&text, "%s %s %s", word, d->title, d->content);
		t = directory_topic_propose(app->directory, buf_slice(&text));
		buf_release(&text);
	}
	d->topic = t ? t->code : TOPIC_OTHER;
}

/* The code of a place, or "" and the words before the detail: an address is
 * sealed, so the event says no more than that there were words. */
static const char *
find_place(struct app *app, const char *word, const char *above,
    const char *key, struct demand_work *w, json_t *said)
{
	const struct place *p = NULL;
	struct err quiet = ERR_INIT;
	struct buf detail = BUF_INIT;

	if (!*word)
		return "";
	if (directory_place_find(app->directory, slice_of(word), above, &p,
	    &quiet) == ST_OK && p)
		return p->code;
	json_object_set_new(said, key, json_true());
	buf_addf(&detail, "%s %s", word, w->demand.place_detail);
	w->demand.place_detail = texts_keep(&w->texts,
	    slice_trim(buf_slice(&detail)));
	buf_release(&detail);
	return "";
}

/* The code of whom it is about, a unit or a place that serves as one: the
 * rule that nobody leads on a tip-off about themselves compares codes. Words
 * that name none stay. */
static const char *
find_complained(struct app *app, const char *word)
{
	const struct unit *u = directory_unit_find(app->directory,
	    slice_of(word));
	const struct place *p = NULL;
	struct err quiet = ERR_INIT;

	if (!*word || u)
		return u ? u->code : "";
	if (directory_place_find(app->directory, slice_of(word), "", &p,
	    &quiet) == ST_OK && p)
		return p->code;
	return word;
}

static void
find_places(struct app *app, const char *district, const char *street,
    struct demand_work *w, json_t *said)
{
	struct demand *d = &w->demand;
	const struct place *above = NULL, *p = NULL;
	struct err quiet = ERR_INIT;

	if (*district)
		(void)directory_place_find(app->directory,
		    slice_of(district), "", &above, &quiet);
	d->street = find_place(app, street, above ? above->code : "",
	    "street_said", w, said);
	d->district = find_place(app, district, "", "district_said", w, said);
	if (*d->street && !*d->district)
		p = directory_place(app->directory, d->street);
	if (p && (p->kind == PLACE_DISTRICT || p->kind == PLACE_CITY))
		p = NULL;
	if (p)
		d->district = p->parent;
}

/* Registering asks for these: Regulation, Article 10. */
static enum status
check_required(const struct demand *d, struct err *err)
{
	enum status st = need(DEMAND_INPUT_title, d->title, err);

	if (st == ST_OK)
		st = need(DEMAND_INPUT_content, d->content, err);
	if (st == ST_OK && !d->anonymous && !*d->claimant_name &&
	    !*d->claimant_phone)
		st = fail(err, ST_INVALID, "the claimant's phone or name is "
		    "missing, and the demand is not marked as anonymous");
	if (st == ST_OK && d->type != DEMAND_CONSULTATION && !*d->district &&
	    !*d->street && !*d->place_detail)
		st = fail(err, ST_INVALID, "the place is missing: only a "
		    "consultation goes without");
	if (st == ST_OK)
		st = check_phone(d->claimant_phone, err);
	return st;
}

static enum status
parse_flags(const struct demand_input *in, struct demand *d, struct err *err)
{
	int64_t secret = -1, anonymous = -1;
	const char *word = input_get(in, DEMAND_INPUT_confidential);
	enum status st = parse_yes(DEMAND_INPUT_confidential, word, &secret,
	    err);

	if (st == ST_OK)
		st = parse_yes(DEMAND_INPUT_anonymous,
		    input_get(in, DEMAND_INPUT_anonymous), &anonymous, err);
	if (st == ST_OK && !*word && d->type == DEMAND_TIPOFF)
		secret = 1;		/* unless the claimant says no */
	d->confidential = secret;
	d->anonymous = anonymous;
	return st;
}

static enum status
parse_class(const char *class, struct err *err)
{
	const char *code;

	if (!*class)
		return ST_OK;
	for (size_t i = 0; (code = field_choice(MOVE_FIELD_CLASS, i)); i++) {
		if (strcmp(code, class) == 0)
			return ST_OK;
	}
	return fail(err, ST_INVALID, "%s (%s) can be: %s",
	    demand_input_words(DEMAND_INPUT_class), "class",
	    "urgent, fast, general, complex");
}

static void
copy_texts(const struct demand_input *in, struct demand_work *w)
{
	struct demand *d = &w->demand;
	const struct {
		const char **to, *from;
	} copies[] = {
		{ &d->title, in->title },
		{ &d->content, in->content },
		{ &d->wish, in->wish },
		{ &d->claimant_name, in->claimant_name },
		{ &d->claimant_phone, in->claimant_phone },
		{ &d->place_detail, in->place_detail },
		{ &d->event_time, in->event_time },
		{ &d->channel, in->channel },
		{ &d->class, in->class },
		{ &d->complained_unit, in->complained_unit },
		{ &d->request_id, in->request_id },
	};

	for (size_t i = 0; i < COUNT(copies); i++)
		*copies[i].to = demand_text(&w->texts, copies[i].from);
	if (!*d->channel)
		d->channel = "phone";
}

enum status
demand_from_input(struct app *app, const struct demand_input *in,
    struct demand_work *w, struct buf *note, struct err *err)
{
	struct demand *d = &w->demand;
	json_t *said = json_object();
	const char *intake = input_get(in, DEMAND_INPUT_intake_at);
	enum status st = ST_OK;
	char *text;

	for (int i = 0; st == ST_OK && i < DEMAND_INPUT_COUNT; i++) {
		enum demand_input_field f = (enum demand_input_field)i;

		st = check_field(f, input_get(in, f), &w->texts, err);
	}
	if (st == ST_OK)
		st = need(DEMAND_INPUT_type,
		    input_get(in, DEMAND_INPUT_type), err);
	if (st == ST_OK)
		st = parse_type(in->type, &d->type, err);
	if (st == ST_OK)
		st = parse_flags(in, d, err);
	if (st != ST_OK)
		goto out;
	copy_texts(in, w);
	d->complained_unit = find_complained(app, d->complained_unit);
	find_topic(app, demand_text(&w->texts, in->topic), d, said);
	find_places(app, demand_text(&w->texts, in->district),
	    demand_text(&w->texts, in->street), w, said);
	if (*intake && !clock_parse_time(slice_of(intake), &d->intake_at))
		st = fail(err, ST_INVALID, "%s (%s) is not a time such as "
		    "2026-11-24 09:12",
		    demand_input_words(DEMAND_INPUT_intake_at), "intake_at");
	if (st == ST_OK)
		st = parse_class(d->class, err);
	if (st == ST_OK)
		st = check_required(d, err);
	if (st == ST_OK && in->shown)
		note_said(said, "shown", in->shown);
	if (st == ST_OK && json_object_size(said) > 0) {
		text = json_dumps(said, JSON_COMPACT | JSON_SORT_KEYS);
		buf_add_text(note, text ? text : "");
		free(text);
	}
out:
	json_decref(said);
	return st;
}

enum status
demand_check(struct app *app, const struct demand_input *in, struct err *err)
{
	struct demand_work w;
	struct buf note = BUF_INIT;
	enum status st;

	demand_work_init(&w);
	st = demand_from_input(app, in, &w, &note, err);
	buf_release(&note);
	demand_work_release(&w);
	return st;
}

enum status
demand_propose(struct app *app, const struct demand_input *in,
    struct route *out, struct err *err)
{
	struct demand_work w;
	json_t *said = json_object();
	struct demand *d = &w.demand;
	enum demand_type type = DEMAND_CONSULTATION;
	struct err quiet = ERR_INIT;
	enum status st;

	demand_work_init(&w);
	(void)parse_type(input_get(in, DEMAND_INPUT_type), &type, &quiet);
	copy_texts(in, &w);
	find_topic(app, demand_text(&w.texts, in->topic), d, said);
	find_places(app, demand_text(&w.texts, in->district),
	    demand_text(&w.texts, in->street), &w, said);
	st = directory_route(app->directory, d->topic, type,
	    *d->district ? d->district : NULL, *d->street ? d->street : NULL,
	    out, err);
	json_decref(said);
	demand_work_release(&w);
	return st;
}
