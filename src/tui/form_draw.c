/*
 * form_draw.c - the demand form on the canvas: slots at the left, what may
 * make typing needless beside them from 100 columns on, else below.
 */
#include "tui/form_view.h"
#include "tui/wrap.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/utf8.h"

#define LABEL_COLS 11
#define ROWS_PLAIN 10			/* rows of slots of one line each */
#define SIDE_ROWS_MIN 4
#define WISH_ROWS_MAX 4
#define NUMBER_COLS 17
#define TELL_ROWS 10
#define TELL_COLS 76

/* Where the slots stand: rows of the lines, from the top. */
struct layout {
	int content, wish;		/* rows they get */
	int cols;
	bool plain;			/* one slot a line */
};

static struct layout
layout_of(const struct canvas *c)
{
	struct layout l = { .wish = 1, .cols = canvas_cols(c) - 2,
		.plain = c->plain };
	int spare = canvas_rows(c) - (c->plain ? FORM_SLOT_COUNT - 2 :
	    ROWS_PLAIN) - 1;

	if (spare >= 8)
		l.wish = spare / 4 < WISH_ROWS_MAX ? spare / 4 :
		    WISH_ROWS_MAX;
	else if (spare >= 4)
		l.wish = 2;
	l.content = spare - l.wish > 1 ? spare - l.wish : 1;
	return l;
}

static int
slot_rows(const struct layout *l, enum form_slot slot)
{
	return slot == FORM_CONTENT ? l->content : slot == FORM_WISH ?
	    l->wish : 1;
}

/* The slot's area; rows are counted from those before it. */
static struct area
slot_area(const struct layout *l, enum form_slot slot)
{
	struct area a = { .row = 1, .cols = l->cols,
		.rows = slot_rows(l, slot) };
	enum form_place place = form_row(slot)->place;

	for (int i = 0; i < (int)slot; i++)
		if (l->plain || form_row((enum form_slot)i)->place !=
		    FORM_LEFT)
			a.row += slot_rows(l, (enum form_slot)i);
	if (place == FORM_WHOLE || l->plain)
		return a;
	a.cols = l->cols / 2;
	if (place == FORM_RIGHT) {
		a.col = a.cols + 1;
		a.cols = l->cols - a.col;
	} else
		a.cols -= 1;
	return a;
}

/* How safe what was typed is. */
static void
draw_state(const struct form_state *s, struct canvas *c)
{
	int64_t ago = (tui_now(s->t) - s->saved_at) / CLOCK_SECOND;

	canvas_text(c, 0, 1, STYLE_HEAD, _("New demand"));
	if (s->err.status != ST_OK)
		canvas_put_cut(c, 0, 16, canvas_cols(c) - 17, STYLE_BAD,
		    slice_of(s->err.text));
	else if (s->changed)
		canvas_put_right(c, 0, canvas_cols(c) - 1, 30, STYLE_WARN,
		    slice_of(_("not saved yet")));
	else if (s->saved_at) {
		struct buf text = BUF_INIT;
		struct civil at;

		clock_civil(s->saved_at, &at);
		if (c->plain)
			buf_addf(&text, _("saved at %02d:%02d"), at.hour,
			    at.minute);
		else if (ago < 60)
			buf_addf(&text, _("saved %lld s ago"),
			    (long long)(ago < 0 ? 0 : ago));
		else
			buf_addf(&text, _("saved %lld min ago"),
			    (long long)(ago / 60));
		canvas_put_right(c, 0, canvas_cols(c) - 1, 30, STYLE_GOOD,
		    buf_slice(&text));
		buf_release(&text);
	}
}

static void
draw_slots(const struct form_state *s, struct canvas *c)
{
	struct layout l = layout_of(c);
	struct area before = canvas_window(c, (struct area){ 0, 1,
		canvas_rows(c), canvas_cols(c) - 2 });

	for (int i = 0; i < FORM_SLOT_COUNT; i++) {
		enum form_slot slot = (enum form_slot)i;
		struct area a = slot_area(&l, slot);

		if (a.row + a.rows > canvas_rows(c))
			continue;
		slot_draw(&s->slot[i], c, a, LABEL_COLS, slot == s->at);
	}
	slot_draw_list(&s->slot[s->at], c, slot_area(&l, s->at), LABEL_COLS);
	canvas_restore(c, before);
}

static void
draw_offer(const struct offer *o, struct canvas *c, int row, unsigned style)
{
	int col = 2 + canvas_text(c, row, 2, STYLE_GOOD, "+ ");

	canvas_put_cut(c, row, col, canvas_cols(c) - col - 1, style,
	    slice_of(o->words));
}

static void
draw_same(const struct demand *d, struct canvas *c, int row, unsigned style)
{
	const char *state = demand_state_words(d->state);
	int wide = utf8_cols(slice_of(state)), col = 2;

	col += canvas_put(c, row, col, NUMBER_COLS, STYLE_WARN,
	    slice_of(d->number)) + 1;
	canvas_put_cut(c, row, col, canvas_cols(c) - col - wide - 2, style,
	    slice_of(d->title));
	canvas_put_right(c, row, canvas_cols(c) - 1, wide, STYLE_FAINT,
	    slice_of(state));
}

static void
draw_hit(const struct hit *hit, struct canvas *c, int row, unsigned style)
{
	const char *force = entry_force_live(hit->force) ? "" :
	    entry_force_title(hit->force);
	int wide = utf8_cols(slice_of(force));

	canvas_put_cut(c, row, 2, canvas_cols(c) - wide - 4, style,
	    slice_of(hit->title));
	canvas_put_right(c, row, canvas_cols(c) - 1, wide, STYLE_BAD,
	    slice_of(force));
}

static void
draw_side_row(const struct form_side *side, struct canvas *c, int row,
    size_t n)
{
	bool selected = n == side->list.at;
	unsigned style = STYLE_PLAIN | (selected ? STYLE_SELECTED : 0u);

	if (selected)
		canvas_put_glyph(c, row, 0, STYLE_KEY, GLYPH_SELECTED);
	if (n < side->offers)
		draw_offer(&side->offer[n], c, row, style);
	else if (n - side->offers < side->same.count)
		draw_same(&side->same.demand[n - side->offers], c, row,
		    style);
	else
		draw_hit(&side->hits.hit[n - side->offers -
		    side->same.count], c, row, style);
}

/* Text from @row on, before @end; the row behind it. */
static int
draw_wrapped(struct canvas *c, int row, int end, enum style style,
    const char *text)
{
	struct wrap w = WRAP_INIT;
	int cols = canvas_cols(c) - 2;

	wrap_text(&w, slice_of(text), cols > 0 ? cols : 1);
	for (size_t i = 0; i < w.count && row < end; i++)
		canvas_put(c, row++, 1, cols, style, (struct slice){
		    text + w.line[i].from, w.line[i].to - w.line[i].from });
	wrap_release(&w);
	return row;
}

/* The sentence that belongs to a referral, wrapped. */
static int
draw_say(const struct form_state *s, struct canvas *c)
{
	const struct referral *r = form_referral(s);

	if (!r)
		return 0;
	canvas_put_cut(c, 0, 0, canvas_cols(c), STYLE_LABEL,
	    slice_of(_("To be said")));
	return draw_wrapped(c, 1, canvas_rows(c), STYLE_LEAD,
	    directory_name(r->say_zh, r->say_en));
}

/* What a row's kind is called, above the first of them. */
static const char *
side_heading(const struct form_side *side, size_t n)
{
	if (n == 0 && side->offers > 0)
		return _("Read in the text");
	if (n == side->offers && side->same.count > 0)
		return _("Open, maybe the same");
	if (n == side->offers + side->same.count && side->hits.count > 0)
		return _("May answer it");
	return NULL;
}

/* The part of the selected entry that answers, under the rows. */
static int
draw_passage(const struct form_side *side, struct canvas *c)
{
	const struct hit *hit = form_side_hit(side);
	int rows = canvas_rows(c) / 3, row;

	if (!hit || !hit->passage || !*hit->passage || rows < 3)
		return canvas_rows(c);
	row = canvas_rows(c) - rows;
	canvas_rule(c, row, 0, canvas_cols(c), STYLE_FRAME);
	(void)draw_wrapped(c, row + 1, canvas_rows(c), STYLE_LEAD,
	    hit->passage);
	return row;
}

static void
draw_side(const struct form_state *s, struct canvas *c)
{
	const struct form_side *side = &s->side;
	int end = draw_passage(side, c), row = draw_say(s, c);
	size_t top = side->list.at > 0 && end < 12 ? side->list.at - 1 : 0;
	size_t all = form_side_rows(side);

	if (all == 0 && row == 0)
		canvas_put_cut(c, 0, 2, canvas_cols(c) - 3, STYLE_FAINT,
		    slice_of(_("What is typed is sought in the knowledge "
		    "base")));
	for (size_t n = top; n < all && row < end; n++) {
		const char *heading = side_heading(side, n);

		if (heading && row + 1 < end)
			canvas_put_cut(c, row++, 0, canvas_cols(c),
			    STYLE_LABEL, slice_of(heading));
		draw_side_row(side, c, row++, n);
	}
}

static void
tell(struct canvas *c, struct area a, int row, const char *label,
    unsigned style, const char *text)
{
	canvas_put_cut(c, a.row + row, a.col + 1, 15, STYLE_LABEL,
	    slice_of(label));
	canvas_put_cut(c, a.row + row, a.col + 17, a.cols - 18, style,
	    slice_of(text));
}

/* What to read out when it is submitted. */
static void
draw_done(const struct form_state *s, struct canvas *c)
{
	struct area a = canvas_box(c, canvas_centre(c, TELL_ROWS, TELL_COLS),
	    STYLE_FRAME, _("Submitted"));
	struct area all;

	tell(c, a, 1, _("Number"), STYLE_LEAD, s->made.number);
	tell(c, a, 2, _("State"), STYLE_PLAIN,
	    demand_state_words(s->made.state));
	all = canvas_window(c, (struct area){ a.row + 3, a.col, 5, a.cols });
	(void)draw_say(s, c);
	canvas_restore(c, all);
	if (s->made.unit.bytes > 0)
		tell(c, a, 3, _("Unit"), STYLE_PLAIN,
		    buf_text(&s->made.unit));
	if (s->made.sum.bytes > 0)
		tell(c, a, 4, _("Due"), STYLE_PLAIN, buf_text(&s->made.sum));
	if (s->made.repeated)
		tell(c, a, 5, "", STYLE_WARN,
		    _("It was submitted before; there is one demand"));
	canvas_put_cut(c, a.row + a.rows - 1, a.col + 1, a.cols - 2,
	    STYLE_FAINT, slice_of(_("Enter closes")));
	canvas_cursor(c, a.row + 1, a.col + 17);
}

static void
draw_pane(const struct form_state *s, struct canvas *c, struct area area,
    void (*draw)(const struct form_state *s, struct canvas *c))
{
	struct area before = canvas_window(c, area);

	draw(s, c);
	canvas_restore(c, before);
}

/* Rows of the slots where the side stands below them; all of them when there
 * is no room for it. */
static int
rows_above_side(const struct canvas *c)
{
	int rows = canvas_rows(c), need = FORM_SLOT_COUNT + 1;

	if (c->plain) {
		need = rows * 3 / 5 > need ? rows * 3 / 5 : need;
		return need < rows - 1 ? need : rows;
	}
	if (rows <= ROWS_PLAIN + 5 + SIDE_ROWS_MIN)
		return rows;
	rows -= ROWS_PLAIN + 5;
	return canvas_rows(c) - 1 - (rows < 6 ? SIDE_ROWS_MIN :
	    rows * 2 / 3);
}

void
form_draw(const void *state, struct canvas *c)
{
	const struct form_state *s = state;
	int rows = canvas_rows(c), cols = canvas_cols(c);
	int left = canvas_beside(c) ? cols * 3 / 5 : cols;
	int high = left == cols ? rows_above_side(c) : rows;

	if (s->done) {
		draw_done(s, c);
		return;
	}
	if (left < cols) {
		canvas_column(c, 0, left, rows, STYLE_FRAME);
		draw_pane(s, c, (struct area){ 0, left + 2, rows,
			cols - left - 2 }, draw_side);
	} else if (high < rows) {
		canvas_rule(c, high, 0, cols, STYLE_FRAME);
		draw_pane(s, c, (struct area){ high + 1, 0, rows - high - 1,
			cols }, draw_side);
	}
	draw_pane(s, c, (struct area){ 0, 0, 1, left }, draw_state);
	draw_pane(s, c, (struct area){ 0, 0, high, left }, draw_slots);
}
