/*
 * cmd_tui.c - desk12345 tui, and desk12345 alone: the operator's screen.
 */
#include "cmd/tui_cmd.h"

#include "base/intl.h"
#include "cmd/args.h"
#include "cmd/out.h"
#include "tui/tui.h"

static const char usage[] = N_(
    "Usage: desk12345 [tui [--plain]]\n"
    "Opens the operator's screen. F1 shows what can be pressed there.\n"
    "--plain draws it for a screen reader or a braille line: no frames, no\n"
    "colours, nothing beside or on top of anything.\n");

enum status
cmd_tui(struct app *app, int argc, char **argv, struct err *err)
{
	bool plain = false, help = false;
	const struct args_option options[] = {
		{ "plain", .set = &plain }, { "help", .set = &help }, { NULL },
	};
	enum status st = args_all(argc, argv, "tui", options, NULL, 0, err);

	if (st != ST_OK)
		return st;
	return help ? cmd_help(usage, err) : tui_run(app, plain, err);
}
