/*
 * names_view.c - another keymap or other colours, chosen by name while the
 * program runs.
 *
 * A person's own keymaps stand behind those that come with the program.
 */
#include "tui/choices.h"
#include "tui/editor.h"
#include "tui/list.h"
#include "tui/tui.h"
#include "tui/views.h"

#include "base/intl.h"
#include "base/mem.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define NAME_CHARS 40
#define DIALOG_ROWS 16
#define DIALOG_COLS 50
#define ENDING ".keymap"

struct names_state {
	struct tui *t;
	enum names_kind kind;
	struct choices names;
	struct found found;
	struct editor box;
	struct list list;
};

static const char *
row_id(const void *rows, size_t row)
{
	const struct names_state *s = rows;

	return s->names.choice[s->found.at[row]].code;
}

static void
find(struct names_state *s)
{
	choices_find(&s->names, editor_text(&s->box), &s->found);
	list_restart(&s->list, s->found.count, row_id, s);
}

static void
keymap_add(struct names_state *s, const char *name)
{
	char *dir = tui_keymap_dir(tui_app(s->t));
	struct err quiet = ERR_INIT;
	struct keymap map;

	if (choices_of(&s->names, name) < s->names.count) {
		free(dir);
		return;
	}
	keymap_init(&map);
	if (keymap_load(&map, name, dir, NULL, NULL, &quiet) != ST_NOT_FOUND)
		choices_add(&s->names, name, map.title ? map.title : name,
		    name);
	keymap_release(&map);
	free(dir);
}

static void
keymaps_own(struct names_state *s)
{
	char *path = tui_keymap_dir(tui_app(s->t));
	DIR *dir = path ? opendir(path) : NULL;
	const struct dirent *e;

	while (dir && (e = readdir(dir)) != NULL) {
		size_t n = strlen(e->d_name), end = strlen(ENDING);
		char *name;

		if (n <= end || e->d_name[0] == '.' ||
		    strcmp(e->d_name + n - end, ENDING) != 0)
			continue;
		name = xstrndup(e->d_name, n - end);
		keymap_add(s, name);
		free(name);
	}
	if (dir)
		closedir(dir);
	free(path);
}

static enum status
names_open(void *state, struct tui *t, const void *arg, struct err *err)
{
	struct names_state *s = state;
	const char *const *names;

	(void)err;
	s->t = t;
	s->kind = *(const enum names_kind *)arg;
	s->names = (struct choices)CHOICES_INIT;
	s->found = (struct found)FOUND_INIT;
	editor_init(&s->box, false, NAME_CHARS);
	list_init(&s->list);
	names = s->kind == NAMES_KEYMAPS ? keymap_names() : theme_names();
	for (; *names; names++) {
		if (s->kind == NAMES_KEYMAPS)
			keymap_add(s, *names);
		else
			choices_add(&s->names, *names, *names, "");
	}
	if (s->kind == NAMES_KEYMAPS)
		keymaps_own(s);
	find(s);
	return ST_OK;
}

static void
names_close(void *state)
{
	struct names_state *s = state;

	choices_release(&s->names);
	found_release(&s->found);
	editor_release(&s->box);
	list_release(&s->list);
}

static enum context
names_context(const void *state)
{
	(void)state;
	return CONTEXT_PICK;
}

/* Names of themes live for ever, those of keymaps are copied. */
static const char *
theme_forever(const char *name)
{
	const char *const *names = theme_names();

	while (*names && strcmp(*names, name) != 0)
		names++;
	return *names;
}

static unsigned
choose(struct names_state *s)
{
	const char *name = list_selected(&s->list);
	struct err err = ERR_INIT;
	enum status st;

	if (s->list.count == 0)
		return AFTER_NOTHING;
	st = s->kind == NAMES_KEYMAPS ? tui_set_keymap(s->t, name, &err) :
	    tui_set_theme(s->t, theme_forever(name), &err);
	if (st != ST_OK)
		tui_say_err(s->t, &err);
	else if (s->kind == NAMES_KEYMAPS)
		tui_say(s->t, STYLE_GOOD, _("The keymap is %s now"), name);
	else
		tui_say(s->t, STYLE_GOOD, _("The colours are \"%s\" now"),
		    name);
	return AFTER_REDRAW | AFTER_POP;
}

static unsigned
typed(struct names_state *s, bool changed)
{
	if (changed)
		find(s);
	return AFTER_REDRAW;
}

static unsigned
names_act(void *state, const struct action *a)
{
	struct names_state *s = state;
	enum edited edited;

	if (a->verb == VERB_CHOOSE)
		return choose(s);
	if (list_act(&s->list, a, DIALOG_ROWS - 3, row_id, s))
		return AFTER_REDRAW;
	edited = editor_act(&s->box, a);
	return edited == EDITED_NOT_MINE ? AFTER_PASS :
	    typed(s, edited == EDITED_TEXT);
}

static unsigned
names_text(void *state, struct slice text)
{
	struct names_state *s = state;

	return typed(s, editor_type(&s->box, text));
}

static unsigned
names_paste(void *state, struct slice text)
{
	struct names_state *s = state;

	return typed(s, editor_paste(&s->box, text));
}

static unsigned
names_select(void *state, size_t row)
{
	struct names_state *s = state;

	return list_click(&s->list, row, row_id, s) ? AFTER_REDRAW :
	    AFTER_NOTHING;
}

static void
draw_row(const struct names_state *s, struct canvas *c, struct area a,
    int row, size_t n)
{
	const struct choice *what = &s->names.choice[s->found.at[n]];
	bool selected = n == s->list.at;

	if (selected)
		canvas_put_glyph(c, row, a.col, STYLE_KEY, GLYPH_SELECTED);
	canvas_put_cut(c, row, a.col + 2, a.cols / 3, STYLE_PLAIN |
	    (selected ? STYLE_SELECTED : 0u), slice_of(what->code));
	canvas_put_cut(c, row, a.col + 4 + a.cols / 3, a.cols -
	    a.cols / 3 - 5, STYLE_FAINT, slice_of(what->label));
}

static void
names_draw(const void *state, struct canvas *c)
{
	const struct names_state *s = state;
	struct area a = canvas_box(c, canvas_centre(c, DIALOG_ROWS,
	    DIALOG_COLS), STYLE_FRAME, s->kind == NAMES_KEYMAPS ?
	    _("Another keymap") : _("Other colours"));
	size_t page = a.rows > 1 ? (size_t)a.rows - 1 : 0;
	size_t top = list_top(&s->list, page > 0 ? page : 1);

	canvas_text(c, a.row, a.col, STYLE_KEY, "> ");
	for (size_t i = 0; i < page && top + i < s->list.count; i++) {
		draw_row(s, c, a, a.row + 1 + (int)i, top + i);
		canvas_target(c, (struct area){ a.row + 1 + (int)i, a.col, 1,
			a.cols }, top + i);
	}
	editor_draw(&s->box, c, (struct area){ a.row, a.col + 2, 1,
	    a.cols - 3 }, STYLE_FIELD, true);
}

const struct view_ops names_view = {
	.name = "names",
	.title = N_("Names"),
	.size = sizeof(struct names_state),
	.dialog = true,
	.open = names_open,
	.context = names_context,
	.act = names_act,
	.text = names_text,
	.paste = names_paste,
	.select = names_select,
	.draw = names_draw,
	.close = names_close,
};
