/*
 * reading.c - what of an entry stands where in the reading pane.
 *
 * One table says which field belongs to which tab, under which heading; the
 * drawing is reading_draw.c.
 */
#include "tui/reading.h"
#include "tui/reading_shown.h"

#include "app/search.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"

#include <stdlib.h>
#include <string.h>

#define LEAD_BYTES 400			/* what four rows surely hold */

/* field, tab, heading */
#define READING_LIST(X) \
	X(QUESTION,            0, N_("Question")) \
	X(ANSWER_SHORT,        0, N_("Short answer")) \
	X(ANSWER_FULL,         0, N_("Answer")) \
	X(ANSWER_PLAIN,        0, N_("In plain words")) \
	X(CAUTIONS,            0, N_("Mind")) \
	X(APPLIES_TO,          0, N_("Applies to")) \
	X(DOC_TITLE,           0, N_("Document")) \
	X(DOC_NUMBER,          0, N_("Document number")) \
	X(CLAUSE,              0, N_("Clause")) \
	X(ISSUING_BODY,        0, N_("Issued by")) \
	X(BASIS,               0, N_("Basis")) \
	X(BACKGROUND,          1, N_("Background")) \
	X(OBJECTIVES,          1, N_("Objectives")) \
	X(MAIN_POINTS,         1, N_("Main points")) \
	X(INNOVATIONS,         1, N_("What is new")) \
	X(KEYWORDS_NOTE,       1, N_("Key words")) \
	X(TERMS,               1, N_("Terms")) \
	X(SCOPE_NOTE,          1, N_("Scope")) \
	X(STANDARD,            1, N_("Standard")) \
	X(CAUTIONS_NOTE,       1, N_("Mind")) \
	X(DIFFERENCES,         1, N_("Old and new")) \
	X(CONDITIONS,          2, N_("Conditions")) \
	X(MATERIALS,           2, N_("Materials")) \
	X(PROCEDURE,           2, N_("Procedure")) \
	X(TIME_LIMIT_LEGAL,    2, N_("Legal time limit")) \
	X(TIME_LIMIT_PROMISED, 2, N_("Promised time limit")) \
	X(FEE,                 2, N_("Fee")) \
	X(OFFICE,              2, N_("Office")) \
	X(HOURS,               2, N_("Hours")) \
	X(PHONE,               2, N_("Telephone")) \
	X(ONLINE,              2, N_("Online")) \
	X(URL,                 2, N_("Source"))

static const struct {
	enum entry_field field;
	int tab;
	const char *heading;
} rows[] = {
#define X(field, tab, heading) { ENTRY_##field, tab, heading },
	READING_LIST(X)
#undef X
};

void
reading_init(struct reading *r)
{
	*r = (struct reading){ .text = BUF_INIT };
	marker_init(&r->marker);
	r->shown = reading_shown_new();
}

void
reading_clear(struct reading *r)
{
	entry_release(&r->entry);
	r->entry = (struct entry)ENTRY_INIT;
	r->there = false;
	reading_links_drop(r);
	r->paras = r->head = 0;
	r->marks.count = 0;
	buf_reset(&r->text);
	reading_shown_stale(r->shown);
}

void
reading_release(struct reading *r)
{
	reading_clear(r);
	marker_release(&r->marker);
	marks_release(&r->marks);
	markdown_release(&r->markdown);
	free(r->set);
	buf_release(&r->text);
	free(r->para);
	reading_shown_free(r->shown);
	*r = (struct reading){ .text = BUF_INIT };
}

struct slice
reading_lead_of(const struct entry *e)
{
	static const enum entry_field order[] = { ENTRY_ANSWER_SHORT,
		ENTRY_ANSWER_PLAIN, ENTRY_ANSWER_FULL, ENTRY_TITLE };
	size_t i = 0;

	while (i + 1 < COUNT(order) && !*entry_get(e, order[i]))
		i++;
	return slice_of(entry_get(e, order[i]));
}

struct slice
reading_lead(const struct reading *r)
{
	const struct para *p = &r->para[1];

	if (r->paras < 2)
		return reading_lead_of(&r->entry);
	return (struct slice){ buf_text(&r->text) + p->from, p->to - p->from };
}

static void
para_add(struct reading *r, enum style style, bool lead, struct slice text)
{
	struct para *p;

	ARRAY_GROW(r->para, r->paras + 1, r->para_room);
	p = &r->para[r->paras++];
	*p = (struct para){ .style = style, .lead = lead,
		.from = r->text.bytes, .mark = r->marks.count,
		.set = r->sets };
	buf_add_slice(&r->text, text);
	p->to = r->text.bytes;
	p->marks = marker_marks(&r->marker, text, &r->marks);
}

/* A field, which may be Markdown. */
static void
field_add(struct reading *r, enum style style, bool lead, struct slice text)
{
	struct markdown *m = &r->markdown;

	(void)markdown_read(m, text);
	para_add(r, style, lead, buf_slice(&m->text));
	r->para[r->paras - 1].sets = m->spans;
	ARRAY_GROW(r->set, r->sets + m->spans, r->set_room);
	for (size_t i = 0; i < m->spans; i++)
		r->set[r->sets++] = m->span[i];
}

/* What the hit shows as matched is looked for in all of the entry. */
static void
marker_learn(struct marker *m, const char *text, const struct mark *marks,
    size_t count)
{
	for (size_t i = 0; text && i < count; i++)
		marker_add(m, (struct slice){ text + marks[i].from,
		    marks[i].to - marks[i].from }, 1.0f);
}

/* A short answer stands above the tabs, whole unless it is long. */
static bool
shown_as_lead(enum entry_field field, const char *text)
{
	return field == ENTRY_ANSWER_SHORT && strlen(text) < LEAD_BYTES;
}

static void
compose(struct reading *r)
{
	bool some = false;

	r->paras = r->sets = 0;
	r->marks.count = 0;
	buf_reset(&r->text);
	reading_shown_stale(r->shown);
	para_add(r, STYLE_HEAD, false,
	    slice_of(entry_get(&r->entry, ENTRY_TITLE)));
	field_add(r, STYLE_LEAD, true, reading_lead_of(&r->entry));
	r->head = r->paras;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *text = entry_get(&r->entry, rows[i].field);

		if (rows[i].tab != r->tab || !*text ||
		    shown_as_lead(rows[i].field, text))
			continue;
		para_add(r, STYLE_LABEL, false, slice_of(_(rows[i].heading)));
		field_add(r, STYLE_PLAIN, false, slice_of(text));
		some = true;
	}
	if (!some)
		para_add(r, STYLE_FAINT, false,
		    slice_of(_("The entry says nothing of this.")));
}

enum status
reading_load(struct reading *r, struct kb *kb, const struct hit *hit,
    int64_t day, struct err *err)
{
	struct entry e = ENTRY_INIT;
	bool same = r->there && !strcmp(hit->entry_id,
	    entry_get(&r->entry, ENTRY_ENTRY_ID));
	enum status st = kb_entry(kb, hit->entry_id, &e, err);

	if (st != ST_OK) {
		entry_release(&e);
		return st;
	}
	reading_clear(r);
	r->entry = e;
	r->there = true;
	r->force = entry_force(&r->entry, day);
	r->internal = hit->internal;
	if (!same)
		r->tab = r->scroll = 0;
	marker_reset(&r->marker);
	marker_learn(&r->marker, hit->title, hit->title_mark,
	    hit->title_marks);
	marker_learn(&r->marker, hit->passage, hit->passage_mark,
	    hit->passage_marks);
	reading_links_find(r, kb);
	compose(r);
	return ST_OK;
}

void
reading_tab(struct reading *r, int tab)
{
	r->tab = tab < 0 ? (r->tab + 1) % READING_TABS : tab;
	r->scroll = 0;
	if (r->there)
		compose(r);
}

void
reading_scroll(struct reading *r, int lines)
{
	int most = reading_shown_most(r->shown);

	r->scroll += lines;
	if (r->scroll > most)
		r->scroll = most;
	if (r->scroll < 0)
		r->scroll = 0;
}

int
reading_page(const struct reading *r)
{
	return reading_shown_page(r->shown);
}
