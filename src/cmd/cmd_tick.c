/*
 * cmd_tick.c - desk12345 tick: record what fell due, for cron.
 */
#include "cmd/tick_cmd.h"

#include "app/tick.h"
#include "base/intl.h"
#include "cmd/args.h"
#include "cmd/out.h"

#define BATCH 500

static const char usage[] = N_(
    "Usage: desk12345 tick [--once]\n"
    "Records the time limits that ended, so that the callback is due\n"
    "whether the unit has reported or not, and forgets claimants, searches\n"
    "and drafts that are older than the policy keeps them. For cron; what\n"
    "was recorded is not recorded again. It works in batches, so that\n"
    "nobody waits for it.\n"
    "  --once  one batch, then stop\n");

static void
add(struct ticked *sum, const struct ticked *more)
{
	sum->deadlines += more->deadlines;
	sum->claimants += more->claimants;
	sum->searches += more->searches;
	sum->drafts += more->drafts;
}

static enum status
run(struct app *app, bool once, struct err *err)
{
	struct ticked sum = { 0 }, part;
	struct buf out = BUF_INIT;
	bool more = true;
	enum status st = ST_OK;

	while (st == ST_OK && more) {
		st = tick_run(app, BATCH, &part, &more, err);
		add(&sum, &part);
		more = more && !once && part.deadlines + part.claimants +
		    part.searches + part.drafts > 0;
	}
	buf_addf(&out, _("%lld time limits ended, %lld claimants forgotten, "
	    "%lld searches and %lld drafts let go\n"),
	    (long long)sum.deadlines, (long long)sum.claimants,
	    (long long)sum.searches, (long long)sum.drafts);
	if (st == ST_OK)
		st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}

enum status
cmd_tick(struct app *app, int argc, char **argv, struct err *err)
{
	bool once = false, help = false;
	const struct args_option options[] = {
		{ "once", .set = &once }, { "help", .set = &help }, { NULL },
	};
	enum status st = args_all(argc, argv, "tick", options, NULL, 0, err);

	if (st != ST_OK)
		return st;
	return help ? cmd_help(usage, err) : run(app, once, err);
}
