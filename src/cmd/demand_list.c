/*
 * demand_list.c - desk12345 demand list: queues, callers, words.
 *
 * A queue is gone through page after page, so that any number of demands
 * fits.
 */
#include "cmd/demand_cmd.h"

#include "app/app.h"
#include "base/intl.h"
#include "cmd/args.h"
#include "cmd/demand_print.h"
#include "cmd/out.h"

#define PAGE 200

static const char usage[] = N_(
    "Usage: desk12345 demand list [--queue NAME] [--all] [--limit N]\n"
    "       desk12345 demand list --caller PHONE | --last4 DIGITS |\n"
    "           --text WORDS\n"
    "Prints demands, one a line; without options the first of all open ones.\n"
    "  --caller PHONE  those of a caller, however the number is written\n"
    "  --last4 DIGITS  those whose phone ends so\n"
    "  --text WORDS    those that have these words, newest first\n"
    "  --all           all there are, to the end\n"
    "  --limit N       at most N\n"
    "  --ids           numbers only\n"
    "  --json          one JSON object a line\n"
    "  --queue NAME    one of:\n");

static enum status
list_help(struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st;

	buf_add_text(&out, _(usage));
	for (int i = 0; i < DEMAND_QUEUE_COUNT; i++) {
		enum demand_queue q = (enum demand_queue)i;

		if (q != DEMAND_QUEUE_DRAFTS)
			buf_addf(&out, "      %-12s  %s\n",
			    demand_queue_code(q), demand_queue_words(q));
	}
	st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}

struct list_call {
	enum demand_queue queue;
	bool all, ids, json, help;
	const char *queue_name, *caller, *last4, *text;
	int64_t limit;
};

static enum status
list_print(const struct app *app, const struct list_call *c,
    const struct demands *list, struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st;

	for (size_t i = 0; i < list->count; i++) {
		const struct demand *d = &list->demand[i];

		if (c->ids)
			buf_addf(&out, "%s\n", d->number);
		else if (c->json)
			print_demand_json(d, &out);
		else
			print_demand_line(app, d, &out);
	}
	st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}

/* Page after page, so that any number of demands fits. */
static enum status
list_queue(struct app *app, const struct list_call *c, struct err *err)
{
	struct demands page = DEMANDS_INIT, last = DEMANDS_INIT;
	int64_t left = c->all && !c->limit ? INT64_MAX :
	    c->limit ? c->limit : 50;
	enum status st = ST_OK;

	do {
		size_t want = left < PAGE ? (size_t)left : PAGE;

		demands_release(&page);
		st = demand_queue_list(app, c->queue,
		    last.count ? &last.demand[last.count - 1] : NULL, want,
		    &page, err);
		if (st == ST_OK)
			st = list_print(app, c, &page, err);
		left -= (int64_t)page.count;
		demands_release(&last);
		last = page;
		page = (struct demands)DEMANDS_INIT;
	} while (st == ST_OK && left > 0 && last.more && last.count > 0);
	demands_release(&last);
	return st;
}

static enum status
list_found(struct app *app, const struct list_call *c, struct err *err)
{
	struct demands list = DEMANDS_INIT;
	size_t limit = c->limit ? (size_t)c->limit : PAGE;
	enum status st;

	if (c->caller)
		st = demand_of_caller(app, c->caller, limit, &list, err);
	else
		st = demand_search(app, c->last4, c->text, limit, &list, err);
	if (st == ST_OK)
		st = list_print(app, c, &list, err);
	demands_release(&list);
	return st;
}

enum status
demand_list(struct app *app, int argc, char **argv, struct err *err)
{
	struct list_call c = { .queue = DEMAND_QUEUE_OPEN };
	const struct args_option options[] = {
		{ "all", .set = &c.all }, { "ids", .set = &c.ids },
		{ "json", .set = &c.json }, { "help", .set = &c.help },
		{ "queue", .text = &c.queue_name },
		{ "caller", .text = &c.caller }, { "last4", .text = &c.last4 },
		{ "text", .text = &c.text }, { "limit", .number = &c.limit },
		{ NULL },
	};
	enum status st = args_all(argc, argv, "demand list", options, NULL, 0,
	    err);

	if (st != ST_OK)
		return st;
	if (c.help)
		return list_help(err);
	if (c.queue_name && !demand_queue_parse(slice_of(c.queue_name),
	    &c.queue))
		return args_unknown("demand list", c.queue_name, err);
	if (c.caller || c.last4 || c.text)
		return list_found(app, &c, err);
	if (c.all && !c.queue_name)
		c.queue = DEMAND_QUEUE_ALL;
	return list_queue(app, &c, err);
}
