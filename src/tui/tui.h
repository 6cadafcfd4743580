/*
 * tui.h - the operator's screen, from first frame to the terminal put back.
 */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "base/err.h"

#include <stdbool.h>

struct app;

/* Runs until the operator leaves or the line is lost (that is ST_OK too).
 * @plain draws for a screen reader, as the setting does. No terminal or one
 * that cannot move its cursor is ST_INVALID. */
enum status tui_run(struct app *app, bool plain, struct err *err);

/* Where a person's own keymaps are: keymaps/ of the home; the caller frees
 * it. NULL when there is no home. */
char *tui_keymap_dir(const struct app *app);

#endif
