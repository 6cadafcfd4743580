/*
 * cmd_handover.c - desk12345 handover: what a shift leaves for the next one.
 */
#include "cmd/handover_cmd.h"

#include "app/app.h"
#include "app/handover.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "cmd/args.h"
#include "cmd/input.h"
#include "cmd/out.h"

#include <stdlib.h>
#include <string.h>

#define LISTED 20

static const char usage[] = N_(
    "Usage: desk12345 handover [list] [--limit N]\n"
    "       desk12345 handover open\n"
    "       desk12345 handover write [--text TEXT]\n"
    "       desk12345 handover take NUMBER\n"
    "Notes that a shift leaves for the next one. \"open\" prints what is\n"
    "overdue, due by the end of the next shift, to be called back, left as\n"
    "a draft or held: lines to begin a note with. \"write\" keeps a note of\n"
    "the shift that is on, without --text from standard input; personal\n"
    "data in it are masked. \"take\" is for somebody else, once.\n"
    "  --limit N    the newest notes that are listed; 20 if nothing is said\n");

static void
print_note(const struct shifts *shifts, const struct handover *h,
    struct buf *out)
{
	char from[CLOCK_TEXT_BYTES], at[CLOCK_TEXT_BYTES];
	struct slice rest = slice_of(h->text), line;

	buf_addf(out, "%lld  %s %s  ", (long long)h->id,
	    clock_text(h->from_at, CLOCK_DATE, from),
	    shift_name(shifts, h->shift));
	buf_addf(out, _("by %s at %s"), h->author, clock_text(h->at,
	    CLOCK_MINUTES, at));
	if (h->taken_at)
		buf_addf(out, _(", taken over by %s at %s"), h->taken_by,
		    clock_text(h->taken_at, CLOCK_MINUTES, at));
	else
		buf_add_text(out, _(", not taken over"));
	buf_add_char(out, '\n');
	while (slice_line(&rest, &line)) {
		buf_add_text(out, "    ");
		utf8_clean(out, line, CLEAN_ONE_LINE);
		buf_add_char(out, '\n');
	}
}

static enum status
list(struct app *app, int64_t limit, struct buf *out, struct err *err)
{
	struct shifts shifts = SHIFTS_INIT;
	struct handovers notes = HANDOVERS_INIT;
	enum status st = handover_may(app, err);

	if (st == ST_OK)
		st = shifts_open(&shifts, app->data_dir, err);
	if (st == ST_OK)
		st = ledger_handovers(app->ledger, 0, (size_t)limit, &notes,
		    err);
	for (size_t i = 0; st == ST_OK && i < notes.count; i++)
		print_note(&shifts, &notes.note[i], out);
	handovers_release(&notes);
	shifts_close(&shifts);
	return st;
}

static enum status
write(struct app *app, const char *text, struct buf *out, struct err *err)
{
	struct buf input = BUF_INIT;
	int64_t id = 0;
	enum status st = text ? ST_OK : cmd_input(NULL, &input, err);

	if (st == ST_OK)
		st = handover_write(app, text ? text : buf_text(&input), &id,
		    err);
	if (st == ST_OK)
		buf_addf(out, "%lld\n", (long long)id);
	buf_release(&input);
	return st;
}

static enum status
take(struct app *app, const char *number, struct err *err)
{
	char *end = NULL;
	long long id = number ? strtoll(number, &end, 10) : 0;

	if (id <= 0 || *end)
		return fail(err, ST_USAGE, "say the number of the note");
	return handover_take(app, id, err);
}

static enum status
run(struct app *app, const char *const *word, const char *text,
    int64_t limit, struct buf *out, struct err *err)
{
	if (!word[0] || strcmp(word[0], "list") == 0)
		return list(app, limit, out, err);
	if (strcmp(word[0], "take") == 0)
		return take(app, word[1], err);
	if (strcmp(word[0], "write") == 0)
		return write(app, text, out, err);
	if (strcmp(word[0], "open") == 0)
		return handover_prefill(app, out, err);
	return args_unknown("handover", word[0], err);
}

enum status
cmd_handover(struct app *app, int argc, char **argv, struct err *err)
{
	const char *word[2] = { NULL, NULL }, *text = NULL;
	int64_t limit = LISTED;
	bool help = false;
	struct buf out = BUF_INIT;
	const struct args_option options[] = {
		{ "text", .text = &text }, { "limit", .number = &limit },
		{ "help", .set = &help }, { NULL },
	};
	enum status st = args_all(argc, argv, "handover", options, word, 2,
	    err);

	if (st == ST_OK && help)
		return cmd_help(usage, err);
	if (st == ST_OK)
		st = run(app, word, text, limit, &out, err);
	if (st == ST_OK)
		st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}
