/*
 * facets.c - names and filters of what was counted, and the counts on the
 * canvas.
 */
#include "tui/facets.h"

#include "app/app.h"
#include "app/directory.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

#define ROW_VALUES 3			/* of a field, in the one row */
#define GAP_COLS 2

const char *
facet_field_title(enum query_field f)
{
	static const char *const titles[QUERY_FIELDS] = {
		[QUERY_KIND] = N_("Kind"), [QUERY_UNIT] = N_("Unit"),
		[QUERY_TOPIC] = N_("Topic"), [QUERY_REGION] = N_("District"),
		[QUERY_FORCE] = N_("In force"), [QUERY_LANG] = N_("Language"),
	};

	return _(titles[f]);
}

/* Words that the box takes as well. */
static const char *
lang_words(const char *lang)
{
	if (strcmp(lang, "zh") == 0)
		return _("Chinese");
	return strcmp(lang, "en") == 0 ? _("English") : lang;
}

const char *
facet_words(const struct app *app, const struct hits_facet *f)
{
	const struct topic *topic = NULL;

	switch (f->field) {
	case QUERY_KIND:
		return entry_kind_title(entry_kind_find(slice_of(f->value)));
	case QUERY_TOPIC:
		if (app->directory)
			topic = directory_topic(app->directory, f->value);
		return topic ? directory_name(topic->name, topic->name_en) :
		    f->value;
	case QUERY_FORCE:
		return strcmp(f->value, "yes") == 0 ? _("yes") : _("no");
	case QUERY_LANG:
		return lang_words(f->value);
	default:
		return f->value;
	}
}

char *
facet_filter(const struct app *app, const struct hits_facet *f)
{
	const char *words = facet_words(app, f);

	if (strpbrk(words, " \t\"") || f->field == QUERY_FORCE)
		words = f->value;
	return xasprintf("%s:%s", query_field_name(f->field,
	    intl_language() == LANGUAGE_ZH_CN), words);
}

/* "问答 34"; the columns it took, 0 when it does not fit. */
static int
value_put(const struct app *app, const struct hits_facet *f,
    struct canvas *c, int row, int col, int end)
{
	static const struct slice gap = { "  ", GAP_COLS };
	struct buf text = BUF_INIT;
	const char *words = facet_words(app, f);
	int cols = utf8_cols(slice_of(words)), all;

	buf_addf(&text, " %zu", f->count);
	all = cols + utf8_cols(buf_slice(&text));
	if (col + all > end)
		all = 0;
	else {
		canvas_put(c, row, col, cols, STYLE_PLAIN, slice_of(words));
		canvas_put(c, row, col + cols, all - cols, STYLE_FAINT,
		    buf_slice(&text));
		canvas_put(c, row, col + all, end - col - all, STYLE_PLAIN,
		    gap);
	}
	buf_release(&text);
	return all;
}

/* The values of a field from facet @*at on, at most @most; moves @*at behind
 * the field and returns the column behind what was put. */
static int
values_put(const struct app *app, const struct hits *h, size_t *at,
    struct canvas *c, struct area a, size_t most, size_t target)
{
	enum query_field field = h->facet[*at].field;
	int col = a.col, end = a.col + a.cols;
	bool fits = true;

	for (size_t n = 0; *at < h->facets && h->facet[*at].field == field;
	    n++, (*at)++) {
		int cols = n < most && fits ? value_put(app, &h->facet[*at],
		    c, a.row, col, end) : 0;

		fits = fits && cols > 0;
		if (cols > 0)
			canvas_target(c, (struct area){ a.row, col, 1, cols },
			    target + *at);
		col += cols > 0 ? cols + GAP_COLS : 0;
	}
	if (!fits && col > a.col && col < end)
		canvas_put_glyph(c, a.row, col, STYLE_FAINT, GLYPH_ELLIPSIS);
	return col;
}

static size_t
field_values(const struct hits *h, size_t at)
{
	size_t n = 0;

	while (at + n < h->facets &&
	    h->facet[at + n].field == h->facet[at].field)
		n++;
	return n;
}

/* Columns for the names of fields. */
static int
titles_cols(void)
{
	int most = 0;

	for (int i = 0; i < QUERY_FIELDS; i++) {
		int cols = utf8_cols(slice_of(facet_field_title(
		    (enum query_field)i)));

		most = cols > most ? cols : most;
	}
	return most + GAP_COLS;
}

void
facets_draw(const struct app *app, const struct hits *hits, struct canvas *c,
    struct area area, size_t target)
{
	int title = titles_cols();

	for (size_t i = 0; i < hits->facets;) {
		int at = (int)hits->facet[i].field;
		struct area a = { area.row + at, area.col + title, 1,
			area.cols - title };

		if (at >= area.rows)
			break;
		canvas_put_cut(c, a.row, area.col, title, STYLE_LABEL,
		    slice_of(facet_field_title(hits->facet[i].field)));
		(void)values_put(app, hits, &i, c, a, SIZE_MAX, target);
	}
}

void
facets_draw_row(const struct app *app, const struct hits *hits,
    struct canvas *c, struct area area, size_t target)
{
	int col = area.col, end = area.col + area.cols;

	if (hits->facets > 0)
		canvas_text(c, area.row, col - 1, STYLE_PLAIN, " ");
	for (size_t i = 0; i < hits->facets && col < end;) {
		const char *title = facet_field_title(hits->facet[i].field);
		int cols = utf8_cols(slice_of(title)) + 1, after;

		if (field_values(hits, i) < 2) {
			i++;
			continue;
		}
		after = values_put(app, hits, &i, c, (struct area){ area.row,
			col + cols, 1, end - col - cols }, ROW_VALUES,
		    target);
		if (after == col + cols)
			break;
		canvas_put(c, area.row, col, cols, STYLE_LABEL,
		    slice_of(title));
		canvas_text(c, area.row, col + cols - 1, STYLE_PLAIN, " ");
		col = after;
	}
}
