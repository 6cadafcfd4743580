/*
 * queue_saved.c - the filter kept under a name, and such views chosen,
 * renamed and deleted.
 *
 * They are sections of the person's own settings. What was deleted can be put
 * back as long as the dialog is open.
 */
#include "tui/queue_view.h"

#include "app/app.h"
#include "base/config_write.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define SECTION "view "
#define NAME_CHARS 20
#define DIALOG_ROWS 16
#define DIALOG_COLS 70

struct saved_state {
	struct tui *t;
	struct app *app;
	struct queue_state *queue;
	enum view_do what;		/* of Enter */
	struct choices names;
	struct found found;
	struct editor box;
	struct list list;
	char *renamed;			/* being renamed */
	char *gone, *gone_queue, *gone_filter;	/* deleted last */
	struct err err;			/* of the last try; shown inside */
};

static const char *
row_id(const void *rows, size_t row)
{
	const struct saved_state *s = rows;

	return s->names.choice[s->found.at[row]].code;
}

/* A name that is typed filters only where one is to be chosen. */
static void
find(struct saved_state *s)
{
	struct slice typed = s->what == VIEW_CHOOSE ? editor_text(&s->box) :
	    slice_of("");

	choices_find(&s->names, typed, &s->found);
	list_restart(&s->list, s->found.count, row_id, s);
}

static void
names_read(struct saved_state *s)
{
	const struct queue_tabs *tabs = &s->queue->tabs;
	char *label;

	choices_reset(&s->names);
	for (size_t i = 0; i < tabs->count; i++) {
		label = xasprintf("%s  %s",
		    demand_queue_words(tabs->tab[i].queue),
		    tabs->tab[i].filter);
		choices_add(&s->names, tabs->tab[i].name, label,
		    tabs->tab[i].name);
		free(label);
	}
	find(s);
}

static int
tab_of(const struct queue_state *q, const char *name)
{
	for (size_t i = 0; i < q->tabs.count; i++)
		if (strcmp(q->tabs.tab[i].name, name) == 0)
			return DEMAND_QUEUE_COUNT + (int)i;
	return -1;
}

static enum status
saved_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	const struct saved_start *start = arg;
	struct saved_state *s = state;
	const struct queue_tab *here;

	(void)err;
	s->t = t;
	s->app = tui_app(t);
	s->queue = start->queue;
	s->what = start->what;
	s->names = (struct choices)CHOICES_INIT;
	s->found = (struct found)FOUND_INIT;
	editor_init(&s->box, false, NAME_CHARS);
	list_init(&s->list);
	here = queue_tab_saved(&s->queue->tabs, s->queue->tab);
	if (s->what == VIEW_KEEP && here)
		editor_set(&s->box, slice_of(here->name));
	names_read(s);
	return ST_OK;
}

static void
gone_forget(struct saved_state *s)
{
	free(s->gone);
	free(s->gone_queue);
	free(s->gone_filter);
	s->gone = s->gone_queue = s->gone_filter = NULL;
}

static void
saved_close(void *state)
{
	struct saved_state *s = state;

	choices_release(&s->names);
	found_release(&s->found);
	editor_release(&s->box);
	list_release(&s->list);
	free(s->renamed);
	gone_forget(s);
}

static enum context
saved_context(const void *state)
{
	(void)state;
	return CONTEXT_VIEWS;
}

/* The section of @old becomes that of @name; NULL: there is none. The tabs
 * point into the settings, so they are read again. */
static enum status
put(struct saved_state *s, const char *old, const char *name,
    const char *queue, const char *filter)
{
	struct queue_state *q = s->queue;
	const struct queue_tab *here = queue_tab_saved(&q->tabs, q->tab);
	char *from = old ? xasprintf(SECTION "%s", old) : NULL;
	char *to = name ? xasprintf(SECTION "%s", name) : NULL;
	char *tab = here ? xstrdup(here->name) : NULL;
	const struct config_pair pair[] = { { "queue", queue },
		{ "filter", filter } };
	size_t pairs = filter && *filter ? 2 : 1;
	enum status st;

	s->err = (struct err)ERR_INIT;
	st = s->app->settings ? config_write_section(s->app->settings, from,
	    to, pair, pairs, &s->err) : fail(&s->err, ST_NOT_FOUND,
	    "there is no file of your own settings");
	if (st == ST_OK) {
		config_put_section(&s->app->config, from, to, pair, pairs);
		queue_tabs_release(&q->tabs);
		queue_tabs_read(&q->tabs, &s->app->config);
		if (tab && old && name && strcmp(tab, old) == 0)
			q->tab = tab_of(q, name);
		else if (tab)
			q->tab = tab_of(q, tab);
		if (q->tab < 0)		/* the view it was is gone */
			q->tab = (int)q->queue;
		names_read(s);
	}
	free(from);
	free(to);
	free(tab);
	return st;
}

/* A number in a file is seen by whoever sees the file. */
static unsigned
keep(struct saved_state *s)
{
	struct queue_state *q = s->queue;
	char *name = slice_dup(slice_trim(editor_text(&s->box)));
	char *filter = slice_dup(slice_trim(editor_text(&q->filter)));
	enum status st;

	if (q->narrow.filter.phone)
		st = fail(&s->err, ST_DENIED, "a filter with a phone number "
		    "is not saved");
	else
		st = put(s, tab_of(q, name) >= 0 ? name : NULL, name,
		    demand_queue_code(q->queue), filter);
	if (st == ST_OK) {
		q->tab = tab_of(q, name);
		tui_say(s->t, STYLE_GOOD, _("The view \"%s\" is saved"),
		    name);
	}
	free(name);
	free(filter);
	return st == ST_OK ? AFTER_REDRAW | AFTER_POP : AFTER_REDRAW;
}

static void
select_name(struct saved_state *s, const char *name)
{
	for (size_t row = 0; row < s->list.count; row++)
		if (strcmp(row_id(s, row), name) == 0)
			list_select(&s->list, row, row_id, s);
}

static unsigned
rename_to(struct saved_state *s)
{
	char *name = slice_dup(slice_trim(editor_text(&s->box)));
	const struct queue_tab *tab = queue_tab_saved(&s->queue->tabs,
	    tab_of(s->queue, s->renamed));
	char *filter = xstrdup(tab->filter);
	enum status st = ST_OK;

	if (strcmp(name, s->renamed) != 0 && tab_of(s->queue, name) >= 0)
		st = fail(&s->err, ST_INVALID, "there is a view \"%s\" "
		    "already", name);
	else
		st = put(s, s->renamed, name, demand_queue_code(tab->queue),
		    filter);
	if (st == ST_OK) {
		s->what = VIEW_CHOOSE;
		editor_set(&s->box, slice_of(""));
		find(s);
		select_name(s, name);
	}
	free(name);
	free(filter);
	return AFTER_REDRAW;
}

static unsigned
choose(struct saved_state *s)
{
	if (s->what == VIEW_KEEP)
		return keep(s);
	if (s->what == VIEW_RENAME)
		return rename_to(s);
	if (s->list.count == 0)
		return AFTER_NOTHING;
	(void)queue_go_tab(s->queue, tab_of(s->queue,
	    list_selected(&s->list)));
	s->queue->filtering = false;
	tui_reload_below(s->t);
	return AFTER_REDRAW | AFTER_POP;
}

static unsigned
begin_rename(struct saved_state *s)
{
	if (s->list.count == 0)
		return AFTER_NOTHING;
	free(s->renamed);
	s->renamed = xstrdup(list_selected(&s->list));
	s->what = VIEW_RENAME;
	editor_set(&s->box, slice_of(s->renamed));
	return AFTER_REDRAW;
}

static unsigned
delete(struct saved_state *s)
{
	const struct queue_tab *tab;

	if (s->list.count == 0)
		return AFTER_NOTHING;
	tab = queue_tab_saved(&s->queue->tabs,
	    tab_of(s->queue, list_selected(&s->list)));
	gone_forget(s);
	s->gone = xstrdup(tab->name);
	s->gone_queue = xstrdup(demand_queue_code(tab->queue));
	s->gone_filter = xstrdup(tab->filter);
	if (put(s, s->gone, NULL, NULL, NULL) != ST_OK)
		gone_forget(s);
	return AFTER_REDRAW;
}

static unsigned
put_back(struct saved_state *s)
{
	if (put(s, NULL, s->gone, s->gone_queue, s->gone_filter) == ST_OK) {
		select_name(s, s->gone);
		gone_forget(s);
	}
	return AFTER_REDRAW;
}

static unsigned
typed(struct saved_state *s, bool changed)
{
	if (changed) {
		s->err = (struct err)ERR_INIT;
		find(s);
	}
	return AFTER_REDRAW;
}

static unsigned
saved_act(void *state, const struct action *a)
{
	struct saved_state *s = state;
	enum edited edited;

	if (a->verb == VERB_CHOOSE)
		return choose(s);
	if (a->verb == VERB_VIEW)
		return a->arg == VIEW_RENAME ? begin_rename(s) : delete(s);
	if (a->verb == VERB_UNDO && s->gone && editor_empty(&s->box))
		return put_back(s);
	if (list_act(&s->list, a, DIALOG_ROWS - 6, row_id, s))
		return AFTER_REDRAW;
	edited = editor_act(&s->box, a);
	return edited == EDITED_NOT_MINE ? AFTER_PASS :
	    typed(s, edited == EDITED_TEXT);
}

static unsigned
saved_text(void *state, struct slice text)
{
	struct saved_state *s = state;

	return typed(s, editor_type(&s->box, text));
}

static unsigned
saved_paste(void *state, struct slice text)
{
	struct saved_state *s = state;

	return typed(s, editor_paste(&s->box, text));
}

static unsigned
saved_select(void *state, size_t row)
{
	struct saved_state *s = state;

	return list_click(&s->list, row, row_id, s) ? AFTER_REDRAW :
	    AFTER_NOTHING;
}

static void
draw_row(const struct saved_state *s, struct canvas *c, struct area a,
    int row, size_t n)
{
	const struct choice *what = &s->names.choice[s->found.at[n]];
	bool selected = n == s->list.at;
	int wide = a.cols / 3;

	if (selected)
		canvas_put_glyph(c, row, a.col, STYLE_KEY, GLYPH_SELECTED);
	canvas_put_cut(c, row, a.col + 2, wide, STYLE_PLAIN |
	    (selected ? STYLE_SELECTED : 0u), slice_of(what->code));
	canvas_put_cut(c, row, a.col + 4 + wide, a.cols - wide - 5,
	    STYLE_FAINT, slice_of(what->label));
}

/* What Enter does, what was wrong, or what can be put back. */
static void
draw_foot(const struct saved_state *s, struct canvas *c, struct area a)
{
	static const char *const enter[] = {
		[VIEW_KEEP] =
		    N_("Enter saves queue and filter under this name"),
		[VIEW_CHOOSE] = N_("Enter goes to the view"),
		[VIEW_RENAME] = N_("Enter gives the view this name") };
	char keys[KEYMAP_TEXT_BYTES];

	if (s->err.status != ST_OK)
		canvas_put_cut(c, a.row, a.col, a.cols, STYLE_BAD,
		    slice_of(s->err.text));
	else if (s->gone && *keymap_keys(tui_keymap(s->t), CONTEXT_VIEWS,
	    action_get(ACTION_UNDO), keys))
		canvas_printf(c, a.row, a.col, STYLE_GOOD,
		    _("\"%s\" is deleted; %.*s puts it back"), s->gone,
		    (int)keys_short(keys).bytes, keys_short(keys).text);
	canvas_put_cut(c, a.row + 1, a.col, a.cols, STYLE_FAINT,
	    slice_of(_(enter[s->what])));
}

static const char *
heading(const struct saved_state *s)
{
	if (s->what == VIEW_KEEP)
		return _("Save as a view");
	return s->what == VIEW_RENAME ? _("Rename the view") :
	    _("Saved views");
}

static void
saved_draw(const void *state, struct canvas *c)
{
	const struct saved_state *s = state;
	struct area a = canvas_box(c, canvas_centre(c, DIALOG_ROWS,
	    DIALOG_COLS), STYLE_FRAME, heading(s));
	size_t page = a.rows > 4 ? (size_t)a.rows - 4 : 0;
	size_t top = list_top(&s->list, page > 0 ? page : 1);

	canvas_text(c, a.row, a.col, STYLE_KEY, "> ");
	for (size_t i = 0; i < page && top + i < s->list.count; i++) {
		draw_row(s, c, a, a.row + 1 + (int)i, top + i);
		canvas_target(c, (struct area){ a.row + 1 + (int)i, a.col, 1,
			a.cols }, top + i);
	}
	if (s->names.count == 0)
		canvas_text(c, a.row + 1, a.col + 2, STYLE_FAINT,
		    _("No view is saved yet"));
	draw_foot(s, c, (struct area){ a.row + a.rows - 2, a.col + 1, 2,
		a.cols - 2 });
	editor_draw(&s->box, c, (struct area){ a.row, a.col + 2, 1,
	    a.cols - 3 }, STYLE_FIELD, true);
}

const struct view_ops queue_saved_view = {
	.name = "views",
	.title = N_("Saved views"),
	.size = sizeof(struct saved_state),
	.dialog = true,
	.open = saved_open,
	.context = saved_context,
	.act = saved_act,
	.text = saved_text,
	.paste = saved_paste,
	.select = saved_select,
	.draw = saved_draw,
	.close = saved_close,
};
