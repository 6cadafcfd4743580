/*
 * tui_core.h - the running screen without a terminal: the stack of views,
 * what a key leads to, and the frame around the views.
 *
 * tui.c drives it from the real terminal, the golden screens from a script;
 * both give it input and take a canvas. Views see it through view.h alone.
 */
#ifndef TUI_TUI_CORE_H
#define TUI_TUI_CORE_H

#include "tui/callbar.h"
#include "tui/keymap.h"
#include "tui/theme.h"
#include "tui/view.h"

#define TUI_STACK 16
#define TUI_MESSAGE_BYTES 512
#define TUI_WAITS_MAX 8			/* calls that wait */
#define TUI_PAUSE_US INT64_C(40000)	/* longer than a held key's repeat */
#define TUI_PREFIX_MS 500		/* unless the settings say otherwise */

struct layer {
	const struct view_ops *ops;
	void *state;
	bool reload, idle;		/* what is asked for */
};

/* What was asked for while a view was at work; done when it has returned. */
struct tui_later {
	const struct view_ops *open;
	void *state;
	bool home;			/* close all above the first before */
	const struct action *run;
};

struct tui {
	struct app *app;
	struct keymap keymap;
	struct theme theme;
	const char *theme_name;
	char *keymap_dir;
	struct layer layer[TUI_STACK];
	size_t layers;
	struct tui_later later;
	struct key prefix[KEYMAP_KEYS];
	size_t prefixes;
	int64_t prefix_at;		/* monotonic us */
	int64_t prefix_ms;		/* from then till what follows shows */
	int64_t input_at;		/* monotonic us of the last key */
	struct call call;
	char waiting[TUI_WAITS_MAX][CALL_PHONE_BYTES];	/* first first */
	size_t waits;
	int64_t handovers;		/* notes that wait to be taken over */
	char message[TUI_MESSAGE_BYTES];
	enum style tone;
	bool (*newer)(void *arg);	/* input is waiting; NULL: never */
	void *newer_arg;
	void (*copy)(void *arg, struct slice text);	/* clipboard; or NULL */
	void *copy_arg;
	bool plain;			/* frames for a screen reader */
	bool dirty;			/* a frame is due */
	bool quit;
	bool suspend, repaint, theme_new;	/* for tui.c to do */
	bool mouse;				/* wanted */
	bool moved;				/* the last key: a selection */
};

/* tui_settings.c: keymap, theme and the rest of "[screen]". */
enum status tui_settings(struct tui *t, struct err *err);

/* As the setting "plain": nothing beside, nothing in colour. */
void tui_set_plain(struct tui *t);

/* Does what views asked for while they were at work. */
void tui_do_later(struct tui *t);

/* Reads the settings and opens the search view. */
enum status tui_start(struct tui *t, struct app *app, struct err *err);
/* @save: views keep their drafts first. */
void tui_finish(struct tui *t, bool save);

void tui_key(struct tui *t, struct key key);
void tui_paste(struct tui *t, struct slice text);
/* @c is the picture that was clicked on. */
void tui_mouse(struct tui *t, const struct canvas *c, struct mouse mouse);
void tui_tick(struct tui *t);
/* Loads what views asked for, at once also what waits for a pause; what was
 * broken off stays asked for. */
void tui_settle(struct tui *t);
bool tui_unsettled(const struct tui *t);
/* As the loop does it: what is due at @now (monotonic us), and how long it
 * is until something is; INT64_MAX: nothing is asked for. */
void tui_settle_due(struct tui *t, int64_t now);
int64_t tui_due_in(const struct tui *t, int64_t now);
void tui_draw(const struct tui *t, struct canvas *c);

/* tui_pops.c: a call that rings. True when it began; else something is at
 * hand and it waits. */
bool tui_pop(struct tui *t, struct slice phone);
/* Ends the call. The next begins when one waits and nothing is at hand; else
 * a call that logged or moved something asks for its note. */
void tui_hang_up(struct tui *t);
/* Begins the call that has waited longest; false when none waits. */
bool tui_pop_next(struct tui *t);
void tui_pops_draw(const struct tui *t, struct canvas *c, int row);

/* tui_pops.c, too: how many handover notes wait for this person. */
void tui_handovers_look(struct tui *t);

/* One action, as if its key had been pressed. */
void tui_act(struct tui *t, const struct action *a);

#endif
