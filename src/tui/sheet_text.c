/*
 * sheet_text.c - the matter of a demand as rows: clocks, people, place, texts.
 */
#include "tui/sheet_view.h"

#include "app/directory.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"

#include <stdlib.h>
#include <string.h>

static struct sheet_row *
row_add(struct sheet_part *p, enum sheet_shape shape, enum style style,
    const char *label)
{
	struct sheet_row *r;

	ARRAY_GROW(p->row, p->rows + 1, p->room);
	r = &p->row[p->rows++];
	*r = (struct sheet_row){ .shape = shape, .style = style,
	    .label = p->text.bytes };
	buf_add_text(&p->text, label);
	r->from = p->text.bytes;
	return r;
}

void
sheet_heading(struct sheet_part *p, const char *text)
{
	struct sheet_row *r = row_add(p, SHEET_HEADING, STYLE_HEAD, "");

	buf_add_text(&p->text, text);
	r->to = p->text.bytes;
}

void
sheet_fact(struct sheet_part *p, enum style style, const char *label,
    const char *format, ...)
{
	struct sheet_row *r = row_add(p, SHEET_FACT, style, label);
	va_list ap;

	va_start(ap, format);
	buf_addv(&p->text, format, ap);
	va_end(ap);
	r->to = p->text.bytes;
	if (r->from == r->to)
		p->rows--;		/* nothing is known of it */
}

void
sheet_text(struct sheet_part *p, enum style style, const char *text)
{
	struct sheet_row *r = row_add(p, SHEET_TEXT, style, "");

	buf_add_text(&p->text, text);
	r->to = p->text.bytes;
}

const char *
sheet_unit(const struct sheet_state *s, const char *code)
{
	const char *name = s->app->directory && *code ?
	    directory_unit_name(s->app->directory, code) : NULL;

	return name ? name : code;
}

static const char *
place_name(const struct sheet_state *s, const char *code)
{
	const struct place *p = s->app->directory && *code ?
	    directory_place(s->app->directory, code) : NULL;

	if (!p)
		return code;
	return directory_name(p->name, p->name_en);
}

static const char *
topic_name(const struct sheet_state *s, const char *code)
{
	const struct topic *t = s->app->directory ?
	    directory_topic(s->app->directory, code) : NULL;

	if (!t)
		return code;
	return directory_name(t->name, t->name_en);
}

/* "6 d 23 h", "3 h 5 min", "12 min" */
static void
span_words(int64_t ms, struct buf *out)
{
	long long d = ms / CLOCK_DAY, h = ms % CLOCK_DAY / CLOCK_HOUR;
	long long m = ms % CLOCK_HOUR / CLOCK_MINUTE;

	if (d > 0)
		buf_addf(out, _("%lld d %lld h"), d, h);
	else if (h > 0)
		buf_addf(out, _("%lld h %lld min"), h, m);
	else
		buf_addf(out, _("%lld min"), m);
}

/* The light by a mark and a word, the sum, and how long there is. */
static void
clock_words(const struct demand_clock_line *l, int64_t now, struct buf *out)
{
	static const char *const lights[] = {
		[DUE_GREEN] = N_("in time"), [DUE_YELLOW] = N_("! due soon"),
		[DUE_RED] = N_("!! overdue") };
	char at[CLOCK_TEXT_BYTES];

	if (l->stopped_at == 0) {
		buf_addf(out, "%s, ", _(lights[l->light]));
		span_words(llabs(l->due.at - now), out);
		buf_add_text(out, l->due.at >= now ? _(" left") :
		    _(" over"));
	} else {
		buf_addf(out, _("done at %s"), clock_text(l->stopped_at,
		    CLOCK_MINUTES, at));
		if (l->stopped_at > l->due.at)
			buf_add_text(out, _(", late"));
	}
	buf_add_char(out, '\n');
	due_sum(&l->due, out);
}

static void
build_clocks(const struct sheet_state *s, struct sheet_part *p)
{
	static const enum style styles[] = { [DUE_GREEN] = STYLE_GOOD,
		[DUE_YELLOW] = STYLE_WARN, [DUE_RED] = STYLE_BAD };
	struct buf text = BUF_INIT;

	if (s->view.clocks > 0)
		sheet_heading(p, _("Time limits"));
	for (size_t i = 0; i < s->view.clocks; i++) {
		const struct demand_clock_line *l = &s->view.clock[i];

		buf_reset(&text);
		clock_words(l, tui_now(s->t), &text);
		sheet_fact(p, l->stopped_at ? STYLE_FAINT :
		    styles[l->light], demand_clock_words(l->clock), "%s",
		    buf_text(&text));
	}
	buf_release(&text);
}

static void
build_who(const struct sheet_state *s, struct sheet_part *p)
{
	const struct demand *d = &s->view.demand;
	const struct personal *whole = &s->personal;
	bool shown = whole->claimant_name || whole->claimant_phone;

	sheet_heading(p, shown ? _("Who and where (shown for a reason that "
	    "is on record)") : _("Who and where"));
	if (d->anonymous)
		sheet_fact(p, STYLE_PLAIN, _("Claimant"), "%s",
		    _("anonymous"));
	sheet_fact(p, STYLE_PLAIN, _("Name"), "%s", whole->claimant_name ?
	    whole->claimant_name : d->claimant_name);
	sheet_fact(p, STYLE_PLAIN, _("Phone"), "%s", whole->claimant_phone ?
	    whole->claimant_phone : d->claimant_phone);
	sheet_fact(p, STYLE_PLAIN, _("District"), "%s%s%s",
	    place_name(s, d->district), *d->street ? "  " : "",
	    place_name(s, d->street));
	sheet_fact(p, STYLE_PLAIN, _("Place"), "%s", whole->place_detail ?
	    whole->place_detail : d->place_detail);
	sheet_fact(p, STYLE_PLAIN, _("When"), "%s", d->event_time);
}

static void
build_order(const struct sheet_state *s, struct sheet_part *p)
{
	const struct demand *d = &s->view.demand;
	struct buf units = BUF_INIT;

	sheet_heading(p, _("Order"));
	sheet_fact(p, STYLE_PLAIN, _("Topic"), "%s",
	    topic_name(s, d->topic));
	if (*d->class)
		sheet_fact(p, STYLE_PLAIN, _("Class"), "%s",
		    field_choice_words(MOVE_FIELD_CLASS, d->class));
	if (*d->lead_unit)
		sheet_fact(p, STYLE_PLAIN, _("Lead unit"), "%s",
		    sheet_unit(s, d->lead_unit));
	else
		sheet_fact(p, STYLE_PLAIN, _("Proposed unit"), "%s",
		    sheet_unit(s, d->proposed_unit));
	if (s->app->directory)
		directory_unit_names(s->app->directory, d->assist_units,
		    &units);
	sheet_fact(p, STYLE_PLAIN, _("Assisting"), "%s", buf_text(&units));
	sheet_fact(p, STYLE_PLAIN, _("Copy to"), "%s",
	    sheet_unit(s, d->copy_unit));
	sheet_fact(p, STYLE_PLAIN, _("About"), "%s",
	    sheet_unit(s, d->complained_unit));
	if (*d->catalogue_row)
		sheet_fact(p, STYLE_FAINT, _("Catalogue"), _("line %s of %s"),
		    d->catalogue_row, d->catalogue_version);
	sheet_fact(p, STYLE_PLAIN, _("Logged by"), "%s", d->operator);
	sheet_fact(p, STYLE_WARN, _("Merged into"), "%s", s->master);
	for (size_t i = 0; i < s->merged.count; i++)
		sheet_fact(p, STYLE_PLAIN, _("Merged here"), "%s  %s",
		    s->merged.demand[i].number, s->merged.demand[i].title);
	buf_release(&units);
}

static void
build_text(struct sheet_part *p, const char *heading, const char *text)
{
	if (!*text)
		return;
	sheet_heading(p, heading);
	sheet_text(p, STYLE_PLAIN, text);
}

/* By title where the open base has them. */
static void
build_entries(const struct sheet_state *s, struct sheet_part *p)
{
	struct slice rest = slice_of(s->view.demand.entry_ids), id;

	while ((id = slice_word(&rest)).bytes > 0) {
		struct entry entry = ENTRY_INIT;
		struct err quiet = ERR_INIT;
		char *one = slice_dup(id);

		if (s->app->kb)
			(void)kb_entry(s->app->kb, one, &entry, &quiet);
		sheet_fact(p, STYLE_FAINT, _("Entries"), "%s  %s", one,
		    entry_get(&entry, ENTRY_TITLE));
		entry_release(&entry);
		free(one);
	}
}

static void
build_texts(const struct sheet_state *s, struct sheet_part *p)
{
	const struct demand *d = &s->view.demand;

	build_text(p, _("Content"), d->content);
	build_text(p, _("Wish"), d->wish);
	build_text(p, _("Answer"), d->answer);
	build_entries(s, p);
	build_text(p, _("Report of the unit"), d->report);
	if (*d->result)
		sheet_fact(p, STYLE_PLAIN, _("Result"), "%s",
		    field_choice_words(MOVE_FIELD_RESULT, d->result));
}

void
sheet_text_build(struct sheet_state *s)
{
	struct sheet_part *p = &s->part[SHEET_MATTER];

	for (int i = 0; i < SHEET_SIDES; i++) {
		s->part[i].rows = 0;
		buf_reset(&s->part[i].text);
	}
	sheet_text(p, STYLE_HEAD, s->view.demand.title);
	build_clocks(s, p);
	build_who(s, p);
	build_order(s, p);
	build_texts(s, p);
	sheet_life_build(s, &s->part[SHEET_LIFE]);
}
