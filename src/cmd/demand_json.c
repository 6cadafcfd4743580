/*
 * demand_json.c - demands and the table of moves as JSON and as Graphviz.
 *
 * Names are those of the ledger's columns, times ISO 8601 with their offset.
 */
#include "cmd/demand_print.h"

#include "base/clock.h"
#include "base/utf8.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static void
put_text(json_t *o, const char *name, const char *text)
{
	struct buf clean = BUF_INIT;

	if (!*text)
		return;
	utf8_clean(&clean, slice_of(text), CLEAN_LINES);
	json_object_set_new(o, name, json_string(buf_text(&clean)));
	buf_release(&clean);
}

static bool
ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n > m && strcmp(s + n - m, end) == 0;
}

/* A column: a time by its name, else a number; 0 is left out. */
static void
put_int(json_t *o, const char *name, int64_t value)
{
	char at[CLOCK_TEXT_BYTES];

	if (value == 0)
		return;
	if (ends_with(name, "_at") || strcmp(name, "at") == 0)
		json_object_set_new(o, name,
		    json_string(clock_text(value, CLOCK_ISO, at)));
	else
		json_object_set_new(o, name, json_integer(value));
}

static void
add_json(struct buf *out, json_t *o)
{
	char *text = json_dumps(o, JSON_COMPACT);

	buf_addf(out, "%s\n", text ? text : "{}");
	free(text);
	json_decref(o);
}

static json_t *
demand_object(const struct demand *d)
{
	json_t *o = json_object();

	put_text(o, "number", d->number);
	put_text(o, "state", demand_state_code(d->state));
	put_text(o, "type", demand_type_code(d->type));
	put_int(o, "version", d->version);
	put_text(o, "request_id", d->request_id);
#define X(name) put_text(o, #name, d->name);
	DEMAND_TEXT_LIST(X)
	DEMAND_PERSONAL_LIST(X)
#undef X
#define X(name) put_int(o, #name, d->name);
	DEMAND_INT_LIST(X)
#undef X
	json_object_del(o, "clocks");
	return o;
}

void
print_demand_json(const struct demand *d, struct buf *out)
{
	add_json(out, demand_object(d));
}

static json_t *
clock_objects(const struct demand_view *v)
{
	static const char *const lights[] = {
		[DUE_GREEN] = "green", [DUE_YELLOW] = "yellow",
		[DUE_RED] = "red",
	};
	json_t *all = json_array();

	for (size_t i = 0; i < v->clocks; i++) {
		const struct demand_clock_line *l = &v->clock[i];
		struct buf sum = BUF_INIT;
		json_t *o = json_object();

		due_sum(&l->due, &sum);
		put_text(o, "clock", demand_clock_code(l->clock));
		put_int(o, "from_at", l->due.from);
		put_int(o, "due_at", l->due.at);
		put_int(o, "stopped_at", l->stopped_at);
		put_text(o, "sum", buf_text(&sum));
		put_text(o, "light", lights[l->light]);
		json_array_append_new(all, o);
		buf_release(&sum);
	}
	return all;
}

static json_t *
event_objects(const struct events *list)
{
	json_t *all = json_array();

	for (size_t i = 0; i < list->count; i++) {
		const struct event *e = &list->event[i];
		json_t *o = json_object(), *data = NULL;

		put_int(o, "id", e->id);
		put_int(o, "version", e->version);
		put_int(o, "at", e->at);
		put_text(o, "event", e->kind);
		put_text(o, "from", demand_state_code(e->from));
		put_text(o, "to", demand_state_code(e->to));
		put_text(o, "actor", e->actor);
		put_text(o, "role", e->role);
		put_text(o, "on_behalf_of", e->on_behalf_of);
		put_text(o, "reason", e->reason);
		put_text(o, "text", e->text);
		if (e->batch)
			put_int(o, "batch", e->batch);
		if (*e->data)
			data = json_loads(e->data, 0, NULL);
		if (data)
			json_object_set_new(o, "data", data);
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
sub_objects(const struct subs *list)
{
	json_t *all = json_array();

	for (size_t i = 0; i < list->count; i++) {
		const struct sub *s = &list->sub[i];
		json_t *o = json_object();

		put_text(o, "kind", s->kind);
		put_text(o, "state", s->state);
		put_int(o, "asked_at", s->asked_at);
		put_text(o, "asked_by", s->asked_by);
		put_int(o, "decided_at", s->decided_at);
		put_text(o, "decided_by", s->decided_by);
		put_int(o, "due_at", s->due_at);
		put_text(o, "reason", s->reason);
		put_text(o, "text", s->text);
		put_text(o, "data", s->data);
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
contact_objects(const struct contacts *list)
{
	json_t *all = json_array();

	for (size_t i = 0; i < list->count; i++) {
		const struct contact *c = &list->contact[i];
		json_t *o = json_object();

		put_int(o, "at", c->at);
		put_text(o, "channel", c->channel);
		put_text(o, "operator", c->operator);
		put_text(o, "phone", c->phone);
		put_text(o, "text", c->text);
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
callback_objects(const struct callbacks *list)
{
	json_t *all = json_array();

	for (size_t i = 0; i < list->count; i++) {
		const struct callback *c = &list->callback[i];
		json_t *o = json_object();

		put_int(o, "at", c->at);
		put_int(o, "handling_round", c->handling_round);
		put_text(o, "agent", c->agent);
		put_text(o, "reached", c->reached);
		put_text(o, "contacted", c->contacted);
		put_text(o, "solved", c->solved);
		put_text(o, "satisfied", c->satisfied);
		put_text(o, "text", c->text);
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
role_codes(uint32_t roles)
{
	json_t *all = json_array();

	for (int r = 0; r < ROLE_COUNT; r++) {
		if (roles & 1u << r)
			json_array_append_new(all,
			    json_string(role_code((enum role)r)));
	}
	return all;
}

static json_t *
field_codes(uint64_t bits)
{
	json_t *all = json_array();

	for (int i = 0; i < MOVE_FIELD_COUNT; i++) {
		if (bits & UINT64_C(1) << i)
			json_array_append_new(all,
			    json_string(field_code((enum move_field)i)));
	}
	return all;
}

static json_t *
move_object(const struct move *m)
{
	json_t *o = json_object(), *from = json_array();

	put_text(o, "event", move_code(m->event));
	for (int s = 0; s < DEMAND_STATE_COUNT; s++) {
		if (m->from & 1u << s)
			json_array_append_new(from, json_string(
			    demand_state_code((enum demand_state)s)));
	}
	json_object_set_new(o, "from", from);
	if (m->to >= 0)
		put_text(o, "to",
		    demand_state_code((enum demand_state)m->to));
	else
		put_text(o, "to", m->to == MOVE_STAYS ? "=" : "<");
	json_object_set_new(o, "roles", role_codes(m->roles));
	json_object_set_new(o, "needs", field_codes(m->need));
	json_object_set_new(o, "takes", field_codes(m->may));
	json_object_set_new(o, "several", json_boolean(m->how & MOVE_MANY));
	json_object_set_new(o, "undone", json_boolean(m->how & MOVE_UNDOES));
	return o;
}

void
print_demand_view_json(const struct demand_view *v,
    const struct demand_option *options, size_t count, struct buf *out)
{
	json_t *o = demand_object(&v->demand), *may = json_array();

	json_object_set_new(o, "clocks", clock_objects(v));
	json_object_set_new(o, "events", event_objects(&v->events));
	json_object_set_new(o, "subs", sub_objects(&v->subs));
	json_object_set_new(o, "contacts", contact_objects(&v->contacts));
	json_object_set_new(o, "callbacks", callback_objects(&v->callbacks));
	for (size_t i = 0; i < count; i++) {
		json_t *one = move_object(options[i].move);

		json_object_del(one, "from");
		json_object_set_new(one, "allowed",
		    json_boolean(options[i].allowed));
		if (!options[i].allowed)
			put_text(one, "why", options[i].why);
		json_array_append_new(may, one);
	}
	json_object_set_new(o, "moves", may);
	add_json(out, o);
}

void
print_made_json(const struct demand_made *m, struct buf *out)
{
	json_t *o = json_object();

	put_text(o, "number", m->number);
	put_text(o, "state", demand_state_code(m->state));
	put_int(o, "version", m->version);
	json_object_set_new(o, "repeated", json_boolean(m->repeated));
	put_int(o, "due_at", m->due_at);
	put_text(o, "sum", buf_text(&m->sum));
	put_text(o, "unit", buf_text(&m->unit));
	add_json(out, o);
}

void
print_moves_json(struct buf *out)
{
	size_t count;
	const struct move *m = moves(&count);

	for (size_t i = 0; i < count; i++)
		add_json(out, move_object(&m[i]));
}
