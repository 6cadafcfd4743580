/*
 * view.h - what a screen or a dialog is: a few functions and a struct.
 *
 * The loop (tui.c) keeps a stack of views and gives input to the one on top.
 * act, text and paste change the state only and say by bits what is to follow;
 * load asks the stores; draw paints the state and can change nothing. A view
 * knows the running screen as an opaque struct tui.
 */
#ifndef TUI_VIEW_H
#define TUI_VIEW_H

#include "base/buf.h"
#include "base/err.h"
#include "tui/action.h"
#include "tui/canvas.h"
#include "tui/keymap.h"

#include <stdint.h>

struct app;
struct tui;
struct call;

enum after {
	AFTER_NOTHING = 0,
	AFTER_REDRAW = 1,
	AFTER_RELOAD = 2,		/* call load when input has drained, and
					 * idle after a pause */
	AFTER_POP = 4,			/* close this view */
	AFTER_QUIT = 8,
	AFTER_PASS = 16,		/* not mine: ask the loop */
	AFTER_IDLE = 32			/* call idle after a pause, not load */
};

struct view_ops {
	const char *name;
	const char *title;		/* N_(); in the top bar */
	size_t size;			/* of the state, zeroed before open */
	bool dialog;			/* the view below stays visible */

	enum status (*open)(void *state, struct tui *t, const void *arg,
	    struct err *err);
	/* Which keys mean what now. */
	enum context (*context)(const void *state);
	unsigned (*act)(void *state, const struct action *a);
	/* Characters where the context is typing; NULL: none wanted. */
	unsigned (*text)(void *state, struct slice typed);
	unsigned (*paste)(void *state, struct slice text);
	/* A click on a row that was drawn with canvas_target(); nothing when it
	 * is selected already, and then it is as Enter. NULL: no rows. */
	unsigned (*select)(void *state, size_t row);
	/* Ask the stores; tui_newer() tells when to break off, and then the
	 * status is ST_CANCELLED and load comes again. */
	enum status (*load)(void *state, struct err *err);
	/* What need not follow every key: once after load, when no key has
	 * come for TUI_PAUSE_US. Breaks off as load does. NULL: nothing. */
	enum status (*idle)(void *state, struct err *err);
	/* About once a second. NULL: nothing. */
	unsigned (*tick)(void *state, int64_t now);
	/* The canvas' window is what the view may paint. */
	void (*draw)(const void *state, struct canvas *c);
	/* The line is lost or the view is left: keep drafts, quickly. */
	void (*save)(void *state);
	void (*close)(void *state);
};

/*
 * What a view may ask of the running screen. Those that open, close or act
 * take effect when the present function has returned.
 */
struct app *tui_app(struct tui *t);
const struct keymap *tui_keymap(const struct tui *t);
int64_t tui_now(const struct tui *t);		/* ms */
/* The call that is going on; phone "" when none. See callbar.h. */
struct call *tui_call(struct tui *t);

/* Opens a view on top. @arg is given to open and must live until then (it is
 * called before tui_open() returns). A failure is shown, not returned. */
void tui_open(struct tui *t, const struct view_ops *ops, const void *arg);
/* Replaces all views above the first by this one. */
void tui_go(struct tui *t, const struct view_ops *ops, const void *arg);
/* Closes all views above the first, which keep their drafts. */
void tui_home(struct tui *t);
/* Carries an action out in the view below the one that asks, as if its key
 * had been pressed there (the palette and help do). */
void tui_run_below(struct tui *t, const struct action *a);
/* The context the view below had: what help and palette speak of. */
enum context tui_context_below(const struct tui *t);
/* Marks the view below for reloading (something was changed). */
void tui_reload_below(struct tui *t);

/* One line in the bottom bar until the next key; takes the style GOOD, WARN
 * or BAD. */
void tui_say(struct tui *t, enum style tone, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void tui_say_err(struct tui *t, const struct err *err);
/* Hands text to the terminal's clipboard, cleaned: it will be pasted where
 * control characters do harm. */
void tui_copy(struct tui *t, struct slice text);
/* A newer key is waiting: a search should break off. For search_options. */
bool tui_newer(void *tui);
/* Another keymap or theme by name, now. */
enum status tui_set_keymap(struct tui *t, const char *name, struct err *err);
enum status tui_set_theme(struct tui *t, const char *name, struct err *err);

#endif
