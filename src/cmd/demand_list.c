/*
 * demand_list.c - desk12345 demand list: queues, callers, words.
 *
 * A queue is gone through page after page, so that any number of demands
 * fits.
 */
#include "cmd/demand_cmd.h"

#include "app/app.h"
#include "base/intl.h"
#include "base/mem.h"
#include "cmd/args.h"
#include "cmd/demand_print.h"

#include <stdlib.h>
#include <string.h>

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
	bool queue_given, all, ids, json, help;
	const char *caller, *last4, *text;
	int64_t limit;
};

static enum status
list_option(struct args *a, const char *name, struct list_call *c,
    struct err *err)
{
	const char *word = "";
	enum status st;

	if (strcmp(name, "all") == 0)
		c->all = true;
	else if (strcmp(name, "ids") == 0)
		c->ids = true;
	else if (strcmp(name, "json") == 0)
		c->json = true;
	else if (strcmp(name, "help") == 0)
		c->help = true;
	else if (strcmp(name, "caller") == 0)
		return args_value(a, &c->caller, err);
	else if (strcmp(name, "last4") == 0)
		return args_value(a, &c->last4, err);
	else if (strcmp(name, "text") == 0)
		return args_value(a, &c->text, err);
	else if (strcmp(name, "limit") == 0)
		return args_number(a, &c->limit, err);
	else if (strcmp(name, "queue") != 0)
		return args_unknown("demand list", name, err);
	else {
		st = args_value(a, &word, err);
		c->queue_given = true;
		if (st == ST_OK &&
		    !demand_queue_parse(slice_of(word), &c->queue))
			st = args_unknown("demand list", word, err);
		return st;
	}
	return ST_OK;
}

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
	struct args a;
	const char *text;
	enum args_kind kind;
	enum status st = ST_OK;

	args_init(&a, argc, argv);
	while (st == ST_OK && (kind = args_next(&a, &text)) != ARGS_END) {
		if (kind == ARGS_OPTION)
			st = list_option(&a, text, &c, err);
		else
			st = args_unknown("demand list", text, err);
	}
	if (st != ST_OK)
		return st;
	if (c.help)
		return list_help(err);
	if (c.caller || c.last4 || c.text)
		return list_found(app, &c, err);
	if (c.all && !c.queue_given)
		c.queue = DEMAND_QUEUE_ALL;
	return list_queue(app, &c, err);
}
