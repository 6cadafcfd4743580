/*
 * form_draft.c - a half-filled form in the ledger: kept, found again.
 *
 * The body is JSON: the values by the slots' names, and which of them a
 * person has touched. A name that a later program does not know is passed
 * over.
 */
#include "tui/form_view.h"

#include "base/intl.h"
#include "base/mem.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static json_t *
draft_json(const struct form_state *s)
{
	json_t *all = json_object(), *values = json_object();
	json_t *touched = json_array();

	for (int i = 0; i < FORM_SLOT_COUNT; i++) {
		const char *value = slot_value(&s->slot[i]);

		if (*value)
			json_object_set_new(values,
			    form_row((enum form_slot)i)->name,
			    json_string(value));
		if (s->slot[i].touched)
			json_array_append_new(touched, json_string(
			    form_row((enum form_slot)i)->name));
	}
	json_object_set_new(all, "values", values);
	json_object_set_new(all, "touched", touched);
	json_object_set_new(all, "begun_at", json_integer(s->begun_at));
	if (s->words)
		json_object_set_new(all, "words", json_string(s->words));
	if (s->entry_id)
		json_object_set_new(all, "entry", json_string(s->entry_id));
	return all;
}

/* One line for the list of drafts: the title, else how the content begins. */
static void
draft_title(const struct form_state *s, struct buf *out)
{
	struct slice rest = slice_of(form_value(s, FORM_TITLE)), line;

	if (slice_trim(rest).bytes == 0)
		rest = slice_trim(slice_of(form_value(s, FORM_CONTENT)));
	if (slice_line(&rest, &line))
		buf_add_slice(out, line);
	if (out->bytes == 0)
		buf_add_text(out, _("without a title"));
}

enum status
form_draft_save(struct form_state *s, struct err *err)
{
	struct buf title = BUF_INIT;
	json_t *all;
	char *body;
	struct draft d = { .key = s->request, .operator = s->app->person,
	    .saved_at = tui_now(s->t) };
	enum status st;

	if (!s->app->ledger)
		return fail(err, ST_NOT_FOUND, "no ledger is open");
	all = draft_json(s);
	body = json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS);
	draft_title(s, &title);
	d.title = buf_text(&title);
	d.body = slice_of(body);
	st = ledger_draft_save(s->app->ledger, &d, err);
	if (st == ST_OK) {
		s->changed = false;
		s->saved_at = d.saved_at;
	}
	free(body);
	json_decref(all);
	buf_release(&title);
	return st;
}

static void
values_take(struct form_state *s, const json_t *all)
{
	const json_t *values = json_object_get(all, "values");
	const json_t *touched = json_object_get(all, "touched");

	for (int i = 0; i < FORM_SLOT_COUNT; i++) {
		const char *name = form_row((enum form_slot)i)->name;
		const char *value = json_string_value(
		    json_object_get(values, name));

		if (i == FORM_STREET)
			form_refresh(s);	/* of which district */
		if (value)
			slot_set(&s->slot[i], slice_of(value));
		for (size_t k = 0; k < json_array_size(touched); k++) {
			const char *one = json_string_value(
			    json_array_get(touched, k));

			if (one && strcmp(one, name) == 0)
				s->slot[i].touched = true;
		}
	}
}

static char *
text_take(const json_t *all, const char *key)
{
	return xstrdup(json_string_value(json_object_get(all, key)));
}

static enum status
body_take(struct form_state *s, const struct draft *d, struct err *err)
{
	json_error_t why;
	json_t *all = json_loadb(d->body.text, d->body.bytes, 0, &why);

	if (!json_is_object(all)) {
		json_decref(all);
		return fail(err, ST_CORRUPT, "the draft \"%s\" cannot be "
		    "read: %s", d->title, why.text);
	}
	values_take(s, all);
	s->begun_at = json_integer_value(json_object_get(all, "begun_at"));
	s->words = text_take(all, "words");
	s->entry_id = text_take(all, "entry");
	s->saved_at = d->saved_at;
	s->ever = true;
	json_decref(all);
	return ST_OK;
}

enum status
form_draft_load(struct form_state *s, const char *key, struct err *err)
{
	struct drafts list = DRAFTS_INIT;
	enum status st;

	if (!s->app->ledger)
		return fail(err, ST_NOT_FOUND, "no ledger is open");
	st = ledger_draft_get(s->app->ledger, s->app->person, key, &list,
	    err);
	if (st == ST_OK && strlen(key) < sizeof(s->request)) {
		memcpy(s->request, key, strlen(key) + 1);
		st = body_take(s, &list.draft[0], err);
	} else if (st == ST_OK)
		st = fail(err, ST_INVALID, "\"%s\" is no draft of a demand",
		    key);
	drafts_release(&list);
	return st;
}
