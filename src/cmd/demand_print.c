/*
 * demand_print.c - demands as text for a person.
 */
#include "cmd/demand_print.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/utf8.h"

#include <inttypes.h>

static void
add_clean(struct buf *out, const char *text, enum clean how)
{
	utf8_clean(out, slice_of(text), how);
}

static const char *
unit_words(const struct app *app, const char *code)
{
	const char *name = NULL;

	if (app->directory && *code)
		name = directory_unit_name(app->directory, code);
	return name ? name : code;
}

static const char *
place_words(const struct place *p, const char *code)
{
	return p ? directory_name(p->name, p->name_en) : code;
}

static const char *
when(int64_t at, char text[CLOCK_TEXT_BYTES])
{
	return at ? clock_text(at, CLOCK_MINUTES, text) : "-";
}

void
print_demand_line(const struct app *app, const struct demand *d,
    struct buf *out)
{
	char due[CLOCK_TEXT_BYTES];

	buf_addf(out, "%s  %s  %s  %s  ", d->number,
	    demand_state_words(d->state), demand_type_words(d->type),
	    when(d->due_at, due));
	add_clean(out, *d->lead_unit ? unit_words(app, d->lead_unit) : "-",
	    CLEAN_ONE_LINE);
	buf_add_text(out, "  ");
	add_clean(out, d->title, CLEAN_ONE_LINE);
	buf_add_char(out, '\n');
}

/* "name: value", when there is a value. */
static void
add_row(struct buf *out, const char *name, const char *value)
{
	if (!*value)
		return;
	buf_addf(out, "%s: ", name);
	add_clean(out, value, CLEAN_LINES);
	buf_add_char(out, '\n');
}

static void
add_head(const struct app *app, const struct demand *d, struct buf *out)
{
	const struct topic *topic = NULL;
	char at[CLOCK_TEXT_BYTES];

	if (app->directory)
		topic = directory_topic(app->directory, d->topic);
	buf_addf(out, "%s  %s  ", d->number, demand_state_words(d->state));
	add_clean(out, d->title, CLEAN_ONE_LINE);
	buf_add_char(out, '\n');
	add_row(out, _("type"), demand_type_words(d->type));
	add_row(out, _("topic"), topic ? directory_name(topic->name,
	    topic->name_en) : d->topic);
	if (*d->class)
		add_row(out, _("class"),
		    field_choice_words(MOVE_FIELD_CLASS, d->class));
	add_row(out, _("claimant"), d->claimant_name);
	add_row(out, _("phone"), d->claimant_phone);
	if (d->confidential)
		add_row(out, _("confidential"), _("yes"));
	if (d->shelved)
		add_row(out, _("shelved"), _("yes"));
	add_row(out, _("logged"), when(d->registered_at, at));
	add_row(out, _("operator"), d->operator);
}

static void
add_matter(const struct app *app, const struct demand *d, struct buf *out)
{
	const struct place *p = NULL;
	struct buf assist = BUF_INIT;

	if (app->directory && *d->district)
		p = directory_place(app->directory, d->district);
	add_row(out, _("district"), place_words(p, d->district));
	if (app->directory && *d->street)
		p = directory_place(app->directory, d->street);
	else
		p = NULL;
	add_row(out, _("street"), place_words(p, d->street));
	add_row(out, _("place"), d->place_detail);
	add_row(out, _("time of the event"), d->event_time);
	add_row(out, _("content"), d->content);
	add_row(out, _("wish"), d->wish);
	add_row(out, _("lead unit"), unit_words(app, d->lead_unit));
	if (app->directory)
		directory_unit_names(app->directory, d->assist_units, &assist);
	add_row(out, _("assisting units"), buf_text(&assist));
	buf_release(&assist);
	add_row(out, _("copy to"), unit_words(app, d->copy_unit));
	add_row(out, _("answer"), d->answer);
	add_row(out, _("knowledge entries"), d->entry_ids);
	add_row(out, _("result"), d->result);
	add_row(out, _("report"), d->report);
}

static void
add_clocks(const struct demand_view *v, struct buf *out)
{
	static const char *const lights[] = {
		[DUE_GREEN] = "", [DUE_YELLOW] = N_("  soon"),
		[DUE_RED] = N_("  overdue"),
	};
	char at[CLOCK_TEXT_BYTES];

	if (v->clocks > 0)
		buf_addf(out, "%s\n", _("clocks:"));
	for (size_t i = 0; i < v->clocks; i++) {
		const struct demand_clock_line *l = &v->clock[i];

		buf_addf(out, "  %s  ", demand_clock_words(l->clock));
		due_sum(&l->due, out);
		if (*lights[l->light])
			buf_add_text(out, _(lights[l->light]));
		if (l->stopped_at)
			buf_addf(out, _("  stopped %s"),
			    when(l->stopped_at, at));
		buf_add_char(out, '\n');
	}
}

static void
add_events(const struct demand_view *v, struct buf *out)
{
	char at[CLOCK_TEXT_BYTES];
	enum move_event event;

	buf_addf(out, "%s\n", _("events:"));
	for (size_t i = 0; i < v->events.count; i++) {
		const struct event *e = &v->events.event[i];
		bool known = move_parse(slice_of(e->kind), &event);

		buf_addf(out, "  %s  %s  ", when(e->at, at),
		    known ? move_words(event) : e->kind);
		add_clean(out, e->actor, CLEAN_ONE_LINE);
		if (*e->on_behalf_of) {
			buf_addf(out, " (%s ", _("for"));
			add_clean(out, e->on_behalf_of, CLEAN_ONE_LINE);
			buf_add_char(out, ')');
		}
		buf_addf(out, "  %s", demand_state_words(e->to));
		if (*e->text) {
			buf_add_text(out, "  ");
			add_clean(out, e->text, CLEAN_ONE_LINE);
		}
		if (e->batch)
			buf_addf(out, _(", batch %lld"), (long long)e->batch);
		buf_add_char(out, '\n');
	}
}

static void
add_roles(uint32_t roles, struct buf *out)
{
	size_t before = out->bytes;

	for (int r = 0; r < ROLE_COUNT; r++) {
		if (roles & 1u << r)
			buf_addf(out, "%s%s", out->bytes > before ? ", " : "",
			    role_words((enum role)r));
	}
}

static void
add_options(const struct demand_option *o, size_t count, struct buf *out)
{
	buf_addf(out, "%s\n", _("what may be done:"));
	for (size_t i = 0; i < count; i++) {
		buf_addf(out, "  %s %s (%s): ", o[i].allowed ? "+" : "-",
		    move_code(o[i].move->event),
		    move_words(o[i].move->event));
		add_roles(o[i].move->roles, out);
		buf_add_char(out, '\n');
	}
}

void
print_demand(struct app *app, const struct demand_view *v,
    const struct demand_option *options, size_t count, struct buf *out)
{
	add_head(app, &v->demand, out);
	add_matter(app, &v->demand, out);
	add_clocks(v, out);
	add_events(v, out);
	add_options(options, count, out);
}

void
print_made(const struct demand_made *m, struct buf *out)
{
	buf_addf(out, "%s  %s", m->number, demand_state_words(m->state));
	if (m->unit.bytes > 0) {
		buf_add_text(out, "  ");
		add_clean(out, buf_text(&m->unit), CLEAN_ONE_LINE);
	}
	if (m->sum.bytes > 0) {
		buf_add_text(out, "  ");
		add_clean(out, buf_text(&m->sum), CLEAN_ONE_LINE);
	}
	if (m->repeated)
		buf_addf(out, "  (%s)", _("was logged before"));
	buf_add_char(out, '\n');
}

static void
add_fields(const char *words, uint64_t bits, struct buf *out)
{
	if (!bits)
		return;
	buf_addf(out, "      %s:", words);
	for (int i = 0; i < MOVE_FIELD_COUNT; i++) {
		if (bits & UINT64_C(1) << i)
			buf_addf(out, " --%s", field_code((enum move_field)i));
	}
	buf_add_char(out, '\n');
}

/* A line, or nothing. */
static const char *
how_words(unsigned how)
{
	if (how & MOVE_UNDOES)
		return _("      with several at once, can be undone\n");
	return how & MOVE_MANY ? _("      with several at once\n") : "";
}

void
print_moves(struct buf *out)
{
	size_t count;
	const struct move *m = moves(&count);

	for (size_t i = 0; i < count; i++) {
		size_t n = 0;

		buf_addf(out, "%s (%s)\n      ", move_code(m[i].event),
		    move_words(m[i].event));
		for (int s = 0; s < DEMAND_STATE_COUNT; s++) {
			if (m[i].from & 1u << s)
				buf_addf(out, "%s%s", n++ ? ", " : "",
				    demand_state_words((enum demand_state)s));
		}
		if (m[i].to >= 0)
			buf_addf(out, " -> %s", demand_state_words(
			    (enum demand_state)m[i].to));
		else if (m[i].to == MOVE_RETURNS)
			buf_addf(out, " -> %s", _("the state before"));
		buf_addf(out, "\n      %s: ", _("by"));
		add_roles(m[i].roles, out);
		buf_addf(out, "\n%s", how_words(m[i].how));
		add_fields(_("needs"), m[i].need, out);
		add_fields(_("takes"), m[i].may, out);
	}
}
