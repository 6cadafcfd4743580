/*
 * search_draw.c - the search screen on the canvas: box, results, and the
 * reading pane beside them from 100 columns on, else below.
 */
#include "tui/facets.h"
#include "tui/marked.h"
#include "tui/search_view.h"
#include "tui/wrap.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/utf8.h"

#define INFO_COLS 26
#define KIND_COLS 9
#define FORCE_COLS 10
#define NUMBER_COLS 17
#define FACETS_FROM 24			/* rows in which they have room */

static void
draw_info(const struct search_state *s, struct canvas *c, int row)
{
	struct buf text = BUF_INIT;

	if (s->asked.bytes == 0)
		return;
	if (s->hits.found > s->hits.count)
		buf_addf(&text, _("%zu of %zu"), s->hits.count,
		    s->hits.found);
	else
		buf_addf(&text, _("%zu found"),
		    s->hits.count + s->demands.count);
	if (!c->plain)
		buf_addf(&text, _("  %lld.%lld ms"), (long long)(s->us / 1000),
		    (long long)(s->us / 100 % 10));
	canvas_put_right(c, row, canvas_cols(c) - 1, INFO_COLS, STYLE_FAINT,
	    buf_slice(&text));
	buf_release(&text);
}

static void
draw_box(const struct search_state *s, struct canvas *c)
{
	int cols = canvas_cols(c) - INFO_COLS - 4;

	canvas_text(c, 0, 1, s->pane == PANE_BOX ? STYLE_KEY : STYLE_FAINT,
	    "> ");
	editor_draw(&s->box, c, (struct area){ 0, 3, 1, cols }, STYLE_FIELD,
	    s->pane == PANE_BOX);
	draw_info(s, c, 0);
}

static void
draw_demand(const struct search_state *s, struct canvas *c, int row,
    const struct demand *d, unsigned style)
{
	int cols = canvas_cols(c) - 2, col = 2;
	char due[CLOCK_TEXT_BYTES];

	(void)s;
	col += canvas_put(c, row, col, NUMBER_COLS, STYLE_KEY,
	    slice_of(d->number)) + 1;
	canvas_put_cut(c, row, col, cols - col - 24, style,
	    slice_of(d->title));
	canvas_put_right(c, row, cols - 11, 12, STYLE_PLAIN,
	    slice_of(demand_state_words(d->state)));
	if (d->due_at)
		canvas_put_right(c, row, cols + 1, 10, STYLE_FAINT,
		    slice_of(clock_text(d->due_at, CLOCK_DATE, due)));
}

static void
draw_hit(struct canvas *c, int row, const struct hit *hit, unsigned style)
{
	int end = canvas_cols(c) - KIND_COLS - FORCE_COLS - 1;
	unsigned force = entry_force_live(hit->force) ? STYLE_GOOD :
	    STYLE_BAD;
	int used;

	used = marked_put(c, row, 2, end - 4, style, slice_of(hit->title), 0,
	    hit->title_mark, hit->title_marks);
	if (utf8_cols(slice_of(hit->title)) > end - 4)
		canvas_put_glyph(c, row, 2 + used, style, GLYPH_ELLIPSIS);
	canvas_put_cut(c, row, end, KIND_COLS - 1, STYLE_FAINT,
	    slice_of(entry_kind_title(hit->kind)));
	canvas_put_cut(c, row, end + KIND_COLS, FORCE_COLS - 1, force,
	    slice_of(entry_force_title(hit->force)));
}

static void
draw_row(const struct search_state *s, struct canvas *c, int row, size_t n)
{
	bool selected = n == s->list.at;
	unsigned style = STYLE_PLAIN | (selected ? STYLE_SELECTED : 0u);

	if (selected)
		canvas_put_glyph(c, row, 0, STYLE_KEY, GLYPH_SELECTED);
	if (n < s->demands.count)
		draw_demand(s, c, row, &s->demands.demand[n], style);
	else
		draw_hit(c, row, &s->hits.hit[n - s->demands.count], style);
	if (selected && s->pane == PANE_RESULTS)
		canvas_cursor(c, row, 0);
}

/* What to say where there are no rows. */
static const char *
nothing(const struct search_state *s)
{
	if (!s->app->kb && s->app->kb_err.text[0])
		return s->app->kb_err.text;
	if (!s->app->kb)
		return _("There is no knowledge base yet: "
		    "desk12345 refresh builds one");
	if (s->asked.bytes == 0)
		return _("Type words, pinyin, initials or a whole question; "
		    "a document's, a demand's or a phone number, too");
	if (s->hits.tried.bytes > 0)
		return buf_text(&s->hits.tried);
	return _("Nothing was found");
}

static void
draw_nothing(const struct search_state *s, struct canvas *c)
{
	const char *text = nothing(s);
	struct wrap w = WRAP_INIT;
	int cols = canvas_cols(c) - 3, row = 0;

	wrap_text(&w, slice_of(text), cols > 0 ? cols : 1);
	for (size_t i = 0; i < w.count && row < canvas_rows(c); i++)
		canvas_put(c, row++, 2, cols, STYLE_FAINT, (struct slice){
		    text + w.line[i].from, w.line[i].to - w.line[i].from });
	wrap_release(&w);
	if (s->pane == PANE_RESULTS)
		canvas_cursor(c, 0, 0);
}

static void
draw_rows(const struct search_state *s, struct canvas *c)
{
	int page = canvas_rows(c);
	size_t top = list_top(&s->list, (size_t)(page > 0 ? page : 1));

	s->shown->page = page;
	if (s->list.count == 0)
		draw_nothing(s, c);
	for (int i = 0; i < page && top + (size_t)i < s->list.count; i++) {
		draw_row(s, c, i, top + (size_t)i);
		canvas_target(c, (struct area){ i, 0, 1, canvas_cols(c) },
		    top + (size_t)i);
	}
	if (page > 0 && top + (size_t)page < s->list.count)
		canvas_put_glyph(c, page - 1, canvas_cols(c) - 1,
		    STYLE_FAINT, GLYPH_MORE);
}

static void
draw_reading(const struct search_state *s, struct canvas *c)
{
	if (s->reading.there)
		reading_draw(&s->reading, c, s->pane == PANE_READING);
	else if (s->pane == PANE_READING)
		canvas_cursor(c, 0, 0);
}

static void
draw_pane(const struct search_state *s, struct canvas *c, struct area area,
    void (*draw)(const struct search_state *s, struct canvas *c))
{
	struct area before = canvas_window(c, area);

	draw(s, c);
	canvas_restore(c, before);
}

/* The words that two letters may stand for; a click takes one. */
static void
draw_choices(const struct search_state *s, struct canvas *c, int row,
    int col, int end)
{
	struct slice rest = buf_slice(&s->hits.choices), word;
	size_t target = s->list.count + s->hits.facets;

	canvas_text(c, row, col - 1, STYLE_PLAIN, " ");
	col += canvas_put(c, row, col, end - col, STYLE_LABEL,
	    slice_of(_("Read as")));
	for (; slice_until(&rest, ' ', &word); target++) {
		int cols = utf8_cols(word);

		if (col + 2 + cols > end)
			break;
		canvas_text(c, row, col, STYLE_PLAIN, " ");
		canvas_put(c, row, col + 1, cols, STYLE_PLAIN, word);
		canvas_target(c, (struct area){ row, col + 1, 1, cols },
		    target);
		col += cols + 1;
	}
	canvas_text(c, row, col, STYLE_PLAIN, " ");
}

/* What the key for it is, where the facets stand whole. */
static void
draw_narrow_key(const struct search_state *s, struct canvas *c, int row)
{
	const struct action *narrow = action_get(ACTION_NARROW);
	char keys[KEYMAP_TEXT_BYTES];
	int col = 2;

	keymap_keys(tui_keymap(s->t), CONTEXT_SEARCH, narrow, keys);
	canvas_text(c, row, col - 1, STYLE_PLAIN, " ");
	col += canvas_put(c, row, col, canvas_cols(c), STYLE_KEY,
	    keys_short(keys));
	canvas_printf(c, row, col, STYLE_LABEL, " %s ",
	    action_title(narrow));
}

/* What was found counted, under the rows. */
static void
draw_facets(const struct search_state *s, struct canvas *c)
{
	int cols = canvas_cols(c);

	canvas_rule(c, 0, 0, cols, STYLE_FRAME);
	if (s->hits.choices.bytes > 0)
		draw_choices(s, c, 0, 2, cols - 1);
	else
		draw_narrow_key(s, c, 0);
	facets_draw(s->app, &s->hits, c, (struct area){ 1, 2,
		canvas_rows(c) - 1, cols - 3 }, s->list.count);
}

static void
draw_beside(const struct search_state *s, struct canvas *c, int left)
{
	int rows = canvas_rows(c), cols = canvas_cols(c), high = rows - 2;

	if (s->hits.facets > 0 && high >= FACETS_FROM)
		high -= FACETS_ROWS + 1;
	draw_pane(s, c, (struct area){ 2, 0, high, left }, draw_rows);
	canvas_put_glyph(c, 1, left, STYLE_FRAME, GLYPH_TEE_DOWN);
	canvas_column(c, 2, left, rows - 2, STYLE_FRAME);
	if (high < rows - 2) {
		draw_pane(s, c, (struct area){ 2 + high, 0, rows - 2 - high,
			left }, draw_facets);
		canvas_put_glyph(c, 2 + high, left, STYLE_FRAME,
		    GLYPH_TEE_LEFT);
	}
	draw_pane(s, c, (struct area){ 2, left + 2, rows - 2,
		cols - left - 2 }, draw_reading);
}

static void
draw_below(const struct search_state *s, struct canvas *c)
{
	int rows = canvas_rows(c), cols = canvas_cols(c);
	int high = (rows - 3) * 2 / 5;

	draw_pane(s, c, (struct area){ 2, 0, high, cols }, draw_rows);
	canvas_rule(c, 2 + high, 0, cols, STYLE_FRAME);
	if (s->hits.choices.bytes > 0)
		draw_choices(s, c, 2 + high, 2, cols - 1);
	else
		facets_draw_row(s->app, &s->hits, c, (struct area){ 2 + high,
			2, 1, cols - 4 }, s->list.count);
	draw_pane(s, c, (struct area){ 3 + high, 1, rows - 3 - high,
		cols - 1 }, draw_reading);
}

void
search_draw(const void *state, struct canvas *c)
{
	const struct search_state *s = state;

	draw_box(s, c);
	canvas_rule(c, 1, 0, canvas_cols(c), STYLE_FRAME);
	if (canvas_beside(c))
		draw_beside(s, c, canvas_cols(c) * 11 / 24);
	else
		draw_below(s, c);
}
