/*
 * demand_move.c - take a step: look it up, ask, do, keep.
 *
 * Knows the order in which a step is checked and how it becomes one change of
 * the ledger. What a step means is the table's.
 */
#include "app/demand_step.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

void
demand_work_init(struct demand_work *w)
{
	memset(w, 0, sizeof(*w));
	demand_init(&w->demand);
	w->clocks = (struct clock_lines)CLOCK_LINES_INIT;
	w->texts = (struct texts)TEXTS_INIT;
}

void
demand_work_release(struct demand_work *w)
{
	demand_release(&w->demand);
	clocks_release(&w->clocks);
	texts_release(&w->texts);
}

void
demand_case(struct app *app, const struct demand_view *view,
    struct demand_work *w, int64_t now, struct move_case *c)
{
	*c = (struct move_case){
		.policy = app->policy, .directory = app->directory,
		.kb = app->kb, .person = app->person, .role = app->role,
		.unit = app->unit ? app->unit : "", .now = now,
		.before = &view->demand, .events = &view->events,
		.subs = &view->subs, .callbacks = &view->callbacks,
		.demand = &w->demand, .texts = &w->texts,
		.clocks = &w->clocks, .merged = view->merged.count,
		.master = view->demand.master ? &view->master : NULL,
	};
}

/* The state the demand had before it came into the one it is in, by a step
 * that holds. */
static enum demand_state
state_before(const struct events *events, enum demand_state now)
{
	for (size_t i = events->count; i > 0; i--) {
		const struct event *e = &events->event[i - 1];

		if (e->to == now && e->from != now &&
		    !event_undone(events, i - 1) &&
		    strcmp(e->kind, move_code(MOVE_UNDO)) != 0)
			return e->from;
	}
	return now;
}

static enum demand_state
state_after(const struct move *m, const struct demand_view *view,
    enum demand_state now)
{
	if (m->to == MOVE_STAYS)
		return now;
	if (m->to == MOVE_RETURNS)
		return state_before(&view->events, now);
	return (enum demand_state)m->to;
}

/* What a correction replaced: nothing is overwritten unseen. */
static void
add_replaced(json_t *all, const struct move_case *c)
{
	const struct demand *d = c->before;
	const struct {
		enum move_field field;
		const char *was;
	} all_was[] = {
		{ MOVE_FIELD_TITLE, d->title },
		{ MOVE_FIELD_CONTENT, d->content },
		{ MOVE_FIELD_WISH, d->wish },
		{ MOVE_FIELD_TOPIC, d->topic },
		{ MOVE_FIELD_DISTRICT, d->district },
		{ MOVE_FIELD_STREET, d->street },
		{ MOVE_FIELD_WHEN, d->event_time },
	};
	json_t *was = json_object();

	for (size_t i = 0; i < COUNT(all_was); i++) {
		if (*case_field(c, all_was[i].field))
			json_object_set_new(was, field_code(all_was[i].field),
			    json_string(all_was[i].was));
	}
	json_object_set_new(all, "was", was);
}

/* The fields as one line of JSON; personal ones are never part of it. */
static const char *
fields_json(struct demand_work *w, const struct move_case *c)
{
	const struct move_fields *f = c->fields;
	enum move_event event = c->move->event;
	json_t *all = json_object();
	struct buf sum = BUF_INIT;
	struct demand_clock_line *l =
	    clocks_running(&w->clocks, DEMAND_CLOCK_REPORT);
	const char *kept = "";
	char *text;

	for (int i = 0; i < MOVE_FIELD_COUNT; i++) {
		enum move_field field = (enum move_field)i;

		if (*field_value(f, field) && !field_is_personal(field))
			json_object_set_new(all, field_code(field),
			    json_string(field_value(f, field)));
	}
	if (event == MOVE_CORRECT)
		add_replaced(all, c);
	/* of this round; the row has the latest */
	if (event == MOVE_DISPATCH)
		json_object_set_new(all, "lead",
		    json_string(w->demand.lead_unit));
	if (l && (event == MOVE_DISPATCH || event == MOVE_GRANT_EXTENSION)) {
		due_sum(&l->due, &sum);
		json_object_set_new(all, "due", json_string(buf_text(&sum)));
	}
	if (json_object_size(all) > 0) {
		text = json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS);
		kept = texts_keep(&w->texts, slice_of(text));
		free(text);
	}
	buf_release(&sum);
	json_decref(all);
	return kept;
}

static const char *
first_of(const struct move_fields *f, const enum move_field *order, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (*field_value(f, order[i]))
			return field_value(f, order[i]);
	}
	return "";
}

/* A dispatcher who records a unit's step does so on its behalf. */
static const char *
behalf(const struct move_case *c)
{
	bool units = c->move->roles & 1u << ROLE_LIAISON;

	return units && c->role != ROLE_LIAISON ? c->demand->lead_unit : "";
}

static void
event_add(struct demand_work *w, const struct move_case *c)
{
	static const enum move_field codes[] = { MOVE_FIELD_ROUTE,
		MOVE_FIELD_GROUND, MOVE_FIELD_FAULT, MOVE_FIELD_VOID_KIND,
		MOVE_FIELD_EXCLUDE_FOR, MOVE_FIELD_RESULT };
	static const enum move_field texts[] = { MOVE_FIELD_TEXT,
		MOVE_FIELD_REASON, MOVE_FIELD_ANSWER, MOVE_FIELD_MISSING,
		MOVE_FIELD_OPINION, MOVE_FIELD_REMAINS, MOVE_FIELD_WORDS,
		MOVE_FIELD_FACTS, MOVE_FIELD_SAME, MOVE_FIELD_BASIS };

	assert(w->events < COUNT(w->event));
	w->event[w->events++] = (struct event){
		.at = c->now,
		.to = w->demand.state,
		.kb_generation = w->demand.kb_generation,
		.kind = move_code(c->move->event),
		.actor = c->person,
		.role = role_code(c->role),
		.on_behalf_of = behalf(c),
		.reason = first_of(c->fields, codes, COUNT(codes)),
		.text = first_of(c->fields, texts, COUNT(texts)),
		.data = fields_json(w, c),
		.request_id = "",
	};
}

static void
extras_add(struct demand_work *w, const struct move_case *c)
{
	assert(!c->has_sub || w->subs < COUNT(w->sub));
	if (c->has_sub)
		w->sub[w->subs++] = c->sub;
	if (c->has_contact)
		w->contact = c->contact;
	if (c->has_callback)
		w->callback = c->callback;
	if (c->personal)
		w->keep = c->keep;
	w->personal = w->personal || c->personal;
	w->has_contact = w->has_contact || c->has_contact;
	w->has_callback = w->has_callback || c->has_callback;
}

static void
fields_keep(struct texts *t, const struct move_fields *in,
    struct move_fields *out)
{
	for (int i = 0; i < MOVE_FIELD_COUNT; i++)
		out->value[i] = demand_text(t,
		    field_value(in, (enum move_field)i));
}

static enum status
run_step(struct move_case *c, struct demand_work *w,
    const struct demand_view *view, struct err *err)
{
	enum status st = ST_OK;

	if (c->move->guard)
		st = c->move->guard(c, err);
	if (st == ST_OK && c->move->effect)
		st = c->move->effect(c, err);
	if (st != ST_OK)
		return st;
	w->demand.state = state_after(c->move, view, w->demand.state);
	event_add(w, c);
	extras_add(w, c);
	return ST_OK;
}

enum status
demand_take_step(struct app *app, struct demand_work *w,
    const struct demand_view *view, enum move_event event,
    const struct move_fields *f, int64_t now, struct err *err)
{
	const struct move *m = move_find(w->demand.state, event);
	struct move_fields fields;
	struct move_case c;
	struct demand master;
	const char *number;
	enum status st;

	if (!m)
		return move_refuse(w->demand.state, event, err);
	demand_init(&master);
	fields_keep(&w->texts, f, &fields);
	number = field_value(&fields, MOVE_FIELD_MASTER);
	demand_case(app, view, w, now, &c);
	c.move = m;
	c.fields = &fields;
	st = move_check_role(m, app->role, err);
	if (st == ST_OK)
		st = move_check_fields(m, &fields, err);
	if (st == ST_OK && *number) {
		st = ledger_find(app->ledger, number, &master, err);
		c.master = &master;
	}
	if (st == ST_OK)
		st = run_step(&c, w, view, err);
	demand_release(&master);
	return st;
}

void
demand_work_change(struct demand_work *w, struct buf *clocks,
    struct change *out)
{
	clocks_write(&w->clocks, clocks);
	w->demand.clocks = buf_text(clocks);
	clocks_due(&w->clocks, &w->demand);
	*out = (struct change){
		.demand = &w->demand,
		.events = w->event, .event_count = w->events,
		.personal = w->demand.id == 0 || w->personal,
		.keep = w->keep,
		.sub = w->sub, .subs = w->subs,
		.contact = w->has_contact ? &w->contact : NULL,
		.callback = w->has_callback ? &w->callback : NULL,
	};
}

/* Clocks into the row, and the row with all it brings into the ledger. */
static enum status
work_apply(struct app *app, struct demand_work *w, const char *draft,
    struct applied *out, struct err *err)
{
	struct buf clocks = BUF_INIT;
	struct change change;
	enum status st;

	demand_work_change(w, &clocks, &change);
	change.draft = draft;
	st = ledger_apply(app->ledger, &change, out, err);
	w->demand.clocks = "";
	buf_release(&clocks);
	return st;
}

/* A claimant is forgotten in all their demands at once: the ledger's work. */
static enum status
work_erase(struct app *app, struct demand_work *w, struct applied *out,
    struct err *err)
{
	const struct event *e = &w->event[w->events - 1];
	struct access who = { .at = e->at, .demand = w->demand.id,
		.actor = e->actor, .role = e->role, .what = "erase",
		.reason = e->text };
	enum status st = ledger_erase(app->ledger, &who, err);

	out->id = w->demand.id;
	out->version = w->demand.version + 1;
	memcpy(out->number, w->demand.number, sizeof(out->number));
	return st;
}

void
demand_made_release(struct demand_made *m)
{
	buf_release(&m->sum);
	buf_release(&m->unit);
	*m = (struct demand_made)DEMAND_MADE_INIT;
}

/* The clock the caller is told of: the one that is due, but never before the
 * limit printed on the order. */
static const struct demand_clock_line *
clock_to_tell(struct demand_work *w)
{
	const struct demand_clock_line *best =
	    clocks_running(&w->clocks, DEMAND_CLOCK_REPORT);

	for (size_t i = 0; !best && i < w->clocks.count; i++) {
		if (w->clocks.line[i].stopped_at == 0)
			best = &w->clocks.line[i];
	}
	return best;
}

void
demand_made_fill(struct app *app, struct demand_work *w,
    struct demand_made *out)
{
	const struct demand *d = &w->demand;
	const struct demand_clock_line *l = clock_to_tell(w);
	const char *unit = *d->lead_unit ? d->lead_unit : d->proposed_unit;
	const char *name = NULL;

	out->state = d->state;
	buf_reset(&out->unit);
	if (*unit)
		name = directory_unit_name(app->directory, unit);
	buf_add_text(&out->unit, name ? name : unit);
	out->due_at = l ? l->due.at : 0;
	buf_reset(&out->sum);
	if (l)
		due_sum(&l->due, &out->sum);
}

static void
made_of(struct demand_made *out, const struct applied *a)
{
	memcpy(out->number, a->number, sizeof(out->number));
	out->id = a->id;
	out->version = a->version;
	out->repeated = a->repeated;
}

/* What a request id has made before, as it is now. */
static enum status
made_before(struct app *app, const char *request_id, struct demand_made *out,
    struct err *err)
{
	struct demand_work w;
	enum status st;

	demand_work_init(&w);
	st = ledger_find_request(app->ledger, request_id, &w.demand, err);
	if (st == ST_OK)
		st = clocks_parse(&w.clocks, w.demand.clocks, err);
	if (st == ST_OK) {
		memcpy(out->number, w.demand.number, sizeof(out->number));
		out->id = w.demand.id;
		out->version = w.demand.version;
		out->repeated = true;
		demand_made_fill(app, &w, out);
	}
	demand_work_release(&w);
	return st;
}

#define REQUEST_RANDOM_BYTES 16

static enum status
request_id_make(struct texts *t, const char **out, struct err *err)
{
	unsigned char random[REQUEST_RANDOM_BYTES];
	struct buf b = BUF_INIT;

	if (getrandom(random, sizeof(random), 0) != (ssize_t)sizeof(random))
		return fail_errno(err, ST_IO, "no random bytes");
	for (size_t i = 0; i < sizeof(random); i++)
		buf_addf(&b, "%02x", random[i]);
	*out = texts_keep(t, buf_slice(&b));
	buf_release(&b);
	return ST_OK;
}

/* A consultation that stays open has a time to be answered by. Without a
 * calendar for it the demand is kept, and the reason is said in its place. */
static void
consult_clock(struct app *app, struct demand_work *w, int64_t now,
    struct buf *sum)
{
	struct err why = ERR_INIT;

	if (w->demand.state != DEMAND_REGISTERED ||
	    w->demand.type != DEMAND_CONSULTATION)
		return;
	if (clocks_start(&w->clocks, app->policy, DEMAND_CLOCK_CONSULT,
	    "consult.followup", now, &why) != ST_OK)
		buf_add_text(sum, why.text);
}

static enum status
register_step(struct app *app, struct demand_work *w,
    const struct demand_view *nothing, const struct buf *note, int64_t now,
    struct err *err)
{
	static const struct move_fields none;
	struct demand *d = &w->demand;
	enum status st;

	d->state = DEMAND_DRAFT;
	d->registered_at = now;
	d->operator = app->person;
	if (d->intake_at == 0)
		d->intake_at = now;
	if (d->intake_at > now)
		return fail(err, ST_INVALID, "%s (%s) is in the future",
		    demand_input_words(DEMAND_INPUT_intake_at), "intake_at");
	st = demand_take_step(app, w, nothing, MOVE_REGISTER, &none, now,
	    err);
	if (st != ST_OK)
		return st;
	w->event[0].request_id = d->request_id;
	w->event[0].data = texts_keep(&w->texts, buf_slice(note));
	return ST_OK;
}

enum status
demand_new(struct app *app, const struct demand_input *in,
    struct demand_made *out, struct err *err)
{
	int64_t now = clock_now(&app->clock);
	struct demand_view nothing;
	struct demand_work w;
	struct buf note = BUF_INIT, unclocked = BUF_INIT;
	struct applied applied = { 0 };
	enum status st;

	demand_view_init(&nothing);
	demand_work_init(&w);
	st = demand_from_input(app, in, &w, &note, err);
	if (st == ST_OK && !*w.demand.request_id)
		st = request_id_make(&w.texts, &w.demand.request_id, err);
	if (st == ST_OK)
		st = register_step(app, &w, &nothing, &note, now, err);
	for (size_t i = 0; st == ST_OK && i < in->steps; i++)
		st = demand_take_step(app, &w, &nothing, in->step[i].event,
		    &in->step[i].fields, now, err);
	if (st == ST_OK) {
		consult_clock(app, &w, now, &unclocked);
		st = work_apply(app, &w, in->draft, &applied, err);
	}
	if (st == ST_OK && applied.repeated) {
		st = made_before(app, w.demand.request_id, out, err);
	} else if (st == ST_OK) {
		made_of(out, &applied);
		demand_made_fill(app, &w, out);
		buf_add_slice(&out->sum, buf_slice(&unclocked));
	}
	buf_release(&unclocked);
	buf_release(&note);
	demand_work_release(&w);
	demand_view_release(&nothing);
	return st;
}

enum status
demand_changed(const struct demand_view *v, int64_t version, struct err *err)
{
	char at[CLOCK_TEXT_BYTES];
	enum move_event event;

	for (size_t i = 0; i < v->events.count; i++) {
		const struct event *e = &v->events.event[i];

		if (e->version <= version ||
		    !move_parse(slice_of(e->kind), &event))
			continue;
		return fail(err, ST_CONFLICT, "%s was changed by %s at %s: "
		    "\"%s\"; read it again", v->demand.number, e->actor,
		    clock_text(e->at, CLOCK_MINUTES, at), move_words(event));
	}
	return fail(err, ST_CONFLICT, "%s was changed meanwhile; read it "
	    "again", v->demand.number);
}

/* The version is looked at before the table is asked: after somebody else's
 * step that may refuse for a reason the person cannot see. */
enum status
demand_work_read(struct app *app, const char *number, int64_t version,
    struct demand_view *view, struct demand_work *w, struct err *err)
{
	enum status st = demand_view_read(app, number, view, err);

	if (st == ST_OK) {
		demand_copy(&w->demand, &view->demand);
		st = clocks_parse(&w->clocks, view->demand.clocks, err);
	}
	if (st == ST_OK && version != 0 && version < view->demand.version)
		st = demand_changed(view, version, err);
	return st;
}

enum status
demand_move(struct app *app, const char *number, int64_t version,
    enum move_event event, const struct move_fields *f,
    struct demand_made *out, struct err *err)
{
	int64_t now = clock_now(&app->clock);
	struct demand_view view;
	struct demand_work w;
	struct applied applied = { 0 };
	enum status st;

	demand_view_init(&view);
	demand_work_init(&w);
	st = demand_work_read(app, number, version, &view, &w, err);
	if (st == ST_OK)
		st = demand_take_step(app, &w, &view, event, f, now, err);
	if (st == ST_OK && event == MOVE_ERASE)
		st = work_erase(app, &w, &applied, err);
	else if (st == ST_OK)
		st = work_apply(app, &w, NULL, &applied, err);
	if (st == ST_OK) {
		made_of(out, &applied);
		demand_made_fill(app, &w, out);
	}
	demand_work_release(&w);
	demand_view_release(&view);
	return st;
}
