/*
 * sheet_life.c - what happened to a demand and what may happen next, as rows.
 */
#include "tui/sheet_view.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* What the kinds and states of sub-records are called. */
static const struct {
	const char *code, *words;
} sub_words[] = {
	{ "extension", N_("extension") },
	{ "urge", N_("urge") },
	{ "supervision", N_("supervision") },
	{ "exclusion", N_("exclusion") },
	{ "shelving", N_("shelving") },
	{ "asked", N_("asked for") },
	{ "open", N_("running") },
	{ "granted", N_("granted") },
	{ "refused", N_("refused") },
	{ "done", N_("ended") },
	{ "undone", N_("undone") },
};

static const char *
sub_word(const char *code)
{
	for (size_t i = 0; i < COUNT(sub_words); i++)
		if (strcmp(sub_words[i].code, code) == 0)
			return _(sub_words[i].words);
	return code;
}

/* The words of a field's value: choices and units have some. */
static const char *
value_words(const struct sheet_state *s, enum move_field field,
    const char *value)
{
	switch (field_kind(field)) {
	case FIELD_CHOICE:
		return field_choice_words(field, value);
	case FIELD_UNIT:
		return sheet_unit(s, value);
	case FIELD_YES_NO:
		return strcmp(value, "yes") == 0 ? _("yes") : _("no");
	default:
		return value;
	}
}

/* What an event brought, a field a line. */
static bool
build_data(const struct sheet_state *s, struct sheet_part *p,
    const struct event *e)
{
	json_t *all = *e->data ? json_loads(e->data, 0, NULL) : NULL;
	const char *key;
	json_t *value;
	bool some = false;

	json_object_foreach(all, key, value) {
		const char *text = json_string_value(value);
		enum move_field field;

		if (!text)
			continue;
		if (field_parse(slice_of(key), &field) &&
		    strcmp(key, "due") != 0)
			sheet_fact(p, STYLE_PLAIN, field_words(field), "%s",
			    value_words(s, field, text));
		else if (strcmp(key, "due") == 0)
			sheet_fact(p, STYLE_PLAIN, _("due"), "%s", text);
		else if (strcmp(key, "lead") == 0)
			sheet_fact(p, STYLE_PLAIN,
			    field_words(MOVE_FIELD_UNIT), "%s",
			    sheet_unit(s, text));
		else
			sheet_fact(p, STYLE_FAINT, key, "%s", text);
		some = true;
	}
	json_decref(all);
	return some;
}

/* What an event "undo" undoes. */
static bool
known_undo(const struct event *e, enum move_event *of)
{
	return strcmp(e->kind, move_code(MOVE_UNDO)) == 0 &&
	    move_parse(slice_of(e->reason), of);
}

static void
build_event(const struct sheet_state *s, struct sheet_part *p,
    const struct event *e)
{
	struct buf line = BUF_INIT;
	char at[CLOCK_TEXT_BYTES];
	enum move_event event;
	enum role role = ROLE_OPERATOR;
	bool known = role_parse(slice_of(e->role), &role);

	buf_addf(&line, "%s  %s  %s", clock_text(e->at, CLOCK_MINUTES, at),
	    move_parse(slice_of(e->kind), &event) ? move_words(event) :
	    e->kind, e->actor);
	buf_addf(&line, _(" (%s)"), known ? role_words(role) : e->role);
	if (*e->on_behalf_of)
		buf_addf(&line, _(", for %s"),
		    sheet_unit(s, e->on_behalf_of));
	if (e->from != e->to)
		buf_addf(&line, "  > %s", demand_state_words(e->to));
	if (e->batch)
		buf_addf(&line, _(", batch %lld"), (long long)e->batch);
	sheet_text(p, STYLE_LABEL, buf_text(&line));
	if (known_undo(e, &event))
		sheet_fact(p, STYLE_PLAIN, "", "%s", move_words(event));
	else if (!build_data(s, p, e))
		sheet_fact(p, STYLE_PLAIN, "", "%s", e->text);
	buf_release(&line);
}

static void
role_list(uint32_t roles, struct buf *out)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		if (roles & 1u << i)
			buf_addf(out, "%s%s", out->bytes ? ", " : "",
			    role_words((enum role)i));
}

/* Steps of this person first, then whose the others are and why not. */
static void
build_steps(const struct sheet_state *s, struct sheet_part *p)
{
	struct buf text = BUF_INIT;

	sheet_heading(p, _("What may be done now"));
	for (size_t i = 0; i < s->options; i++)
		if (s->option[i].allowed)
			buf_addf(&text, "%s%s", text.bytes ? ", " : "",
			    move_words(s->option[i].move->event));
	sheet_fact(p, STYLE_GOOD, _("by you"), "%s", text.bytes > 0 ?
	    buf_text(&text) : _("nothing"));
	p->row[p->rows - 1].steps = text.bytes > 0;
	for (size_t i = 0; i < s->options; i++) {
		const struct demand_option *o = &s->option[i];

		if (o->allowed)
			continue;
		buf_reset(&text);
		role_list(o->move->roles, &text);
		if (o->move->roles & 1u << s->app->role)
			sheet_fact(p, STYLE_WARN,
			    move_words(o->move->event), "%s", o->why);
		else
			sheet_fact(p, STYLE_FAINT,
			    move_words(o->move->event), _("by: %s"),
			    buf_text(&text));
	}
	buf_release(&text);
}

static void
build_subs(const struct sheet_state *s, struct sheet_part *p)
{
	char at[CLOCK_TEXT_BYTES], due[CLOCK_TEXT_BYTES];

	if (s->view.subs.count > 0)
		sheet_heading(p, _("Beside the state"));
	for (size_t i = 0; i < s->view.subs.count; i++) {
		const struct sub *sub = &s->view.subs.sub[i];

		sheet_fact(p, STYLE_PLAIN, sub_word(sub->kind),
		    "%s  %s  %s%s%s%s%s", sub_word(sub->state),
		    clock_text(sub->asked_at, CLOCK_MINUTES, at),
		    sub->asked_by, sub->due_at ? _("  due ") : "",
		    sub->due_at ? clock_text(sub->due_at, CLOCK_MINUTES, due) :
		    "", *sub->text ? "\n" : "", sub->text);
	}
}

static void
build_contacts(const struct sheet_state *s, struct sheet_part *p)
{
	char at[CLOCK_TEXT_BYTES];

	if (s->view.contacts.count > 0)
		sheet_heading(p, _("Repeat calls"));
	for (size_t i = 0; i < s->view.contacts.count; i++) {
		const struct contact *c = &s->view.contacts.contact[i];

		sheet_fact(p, STYLE_PLAIN, clock_text(c->at, CLOCK_MINUTES,
		    at), "%s  %s\n%s", c->operator, c->phone, c->text);
	}
}

static void
build_callbacks(const struct sheet_state *s, struct sheet_part *p)
{
	char at[CLOCK_TEXT_BYTES];

	if (s->view.callbacks.count > 0)
		sheet_heading(p, _("Callbacks"));
	for (size_t i = 0; i < s->view.callbacks.count; i++) {
		const struct callback *b = &s->view.callbacks.callback[i];

		sheet_fact(p, STYLE_PLAIN, clock_text(b->at, CLOCK_MINUTES,
		    at), _("%s  reached: %s  solved: %s  satisfied: %s%s%s"),
		    b->agent, value_words(s, MOVE_FIELD_REACHED, b->reached),
		    *b->solved ? field_choice_words(MOVE_FIELD_SOLVED,
		    b->solved) : "-", *b->satisfied ? field_choice_words(
		    MOVE_FIELD_SATISFIED, b->satisfied) : "-",
		    *b->text ? "\n" : "", b->text);
	}
}

static void
build_seen(const struct sheet_state *s, struct sheet_part *p)
{
	char at[CLOCK_TEXT_BYTES];

	if (s->seen.count > 0)
		sheet_heading(p, _("Who saw the claimant's data"));
	for (size_t i = 0; i < s->seen.count; i++) {
		const struct access *a = &s->seen.access[i];
		enum role role = ROLE_OPERATOR;
		bool known = role_parse(slice_of(a->role), &role);

		sheet_fact(p, STYLE_PLAIN, clock_text(a->at, CLOCK_MINUTES,
		    at), _("%s (%s): %s"), a->actor, known ?
		    role_words(role) : a->role, a->reason);
	}
}

void
sheet_life_build(struct sheet_state *s, struct sheet_part *p)
{
	build_steps(s, p);
	build_subs(s, p);
	build_contacts(s, p);
	build_callbacks(s, p);
	build_seen(s, p);
	sheet_heading(p, _("What happened"));
	for (size_t i = 0; i < s->view.events.count; i++)
		build_event(s, p, &s->view.events.event[i]);
}
