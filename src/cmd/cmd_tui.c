/*
 * cmd_tui.c - desk12345 tui, and desk12345 alone: the operator's screen.
 */
#include "cmd/tui_cmd.h"

#include "base/intl.h"
#include "cmd/args.h"
#include "tui/tui.h"

#include <stdio.h>
#include <string.h>

static const char usage[] = N_(
    "Usage: desk12345 [tui [--plain]]\n"
    "Opens the operator's screen. F1 shows what can be pressed there.\n"
    "--plain draws it for a screen reader or a braille line: no frames, no\n"
    "colours, nothing beside or on top of anything.\n");

enum status
cmd_tui(struct app *app, int argc, char **argv, struct err *err)
{
	struct args a;
	const char *text;
	enum args_kind kind;
	bool plain = false;

	args_init(&a, argc, argv);
	kind = args_next(&a, &text);
	if (kind == ARGS_OPTION && strcmp(text, "plain") == 0) {
		plain = true;
		kind = args_next(&a, &text);
	}
	if (kind == ARGS_OPTION && strcmp(text, "help") == 0) {
		fputs(_(usage), stdout);
		return ST_OK;
	}
	if (kind != ARGS_END)
		return args_unknown("tui", text, err);
	return tui_run(app, plain, err);
}
