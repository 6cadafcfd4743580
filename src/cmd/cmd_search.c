/*
 * cmd_search.c - desk12345 search: print the entries that answer.
 */
#include "app/app.h"
#include "base/clock.h"
#include "base/intl.h"
#include "cmd/args.h"
#include "cmd/out.h"
#include "cmd/search_cmd.h"
#include "store/kb.h"

#include <string.h>

#define LIMIT 10
#define LIMIT_MAX 200

static const char usage[] = N_(
    "Usage: desk12345 search [--limit N] [--district NAME] [--explain]\n"
    "           [--json] WORDS...\n"
    "       desk12345 search --batch [--ids=external] [--time] [--limit N]\n"
    "Prints the entries that answer WORDS, best first. Words may be Chinese,\n"
    "pinyin, initials, a whole question, a document's or an entry's number.\n"
    "With --batch each line of the input is a question and is answered at\n"
    "once by one line, a JSON list of ids; --time adds CPU microseconds and\n"
    "prints their percentiles at the end. --explain says why each stands\n"
    "where it does.\n");

struct search_call {
	struct buf words;
	const char *ids, *district;
	int64_t limit;
	bool json, batch, time, explain, help;
};

static enum status
take_arguments(struct search_call *c, int argc, char **argv, struct err *err)
{
	const struct args_option options[] = {
		{ "json", .set = &c->json }, { "batch", .set = &c->batch },
		{ "time", .set = &c->time }, { "explain", .set = &c->explain },
		{ "help", .set = &c->help }, { "ids", .text = &c->ids },
		{ "district", .text = &c->district },
		{ "limit", .number = &c->limit }, { NULL },
	};
	struct args a;
	const char *text;
	enum args_kind kind;
	enum status st = ST_OK;

	args_init(&a, argc, argv);
	while (st == ST_OK && (kind = args_next(&a, &text)) != ARGS_END) {
		if (kind == ARGS_OPTION)
			st = args_take(&a, "search", text, options, err);
		else
			args_join(&c->words, text);
	}
	if (st == ST_OK && (c->limit < 1 || c->limit > LIMIT_MAX))
		st = fail(err, ST_USAGE, "--limit is from 1 to %d",
		    LIMIT_MAX);
	if (st == ST_OK && c->ids && strcmp(c->ids, "external") != 0 &&
	    strcmp(c->ids, "entry") != 0)
		st = fail(err, ST_USAGE, "--ids is entry or external");
	return st;
}

static enum status
search_once(struct app *app, const struct search_call *c,
    const struct search_options *o, struct err *err)
{
	struct hits hits;
	struct buf out = BUF_INIT;
	enum status st;

	hits_init(&hits);
	st = search_run(app->kb, buf_slice(&c->words), o, &hits, err);
	if (st == ST_OK && c->json)
		search_print_json(&out, buf_slice(&c->words), &hits);
	else if (st == ST_OK)
		search_print(&out, &hits);
	if (st == ST_OK)
		st = cmd_out(&out, err);
	buf_release(&out);
	hits_release(&hits);
	return st;
}

static enum status
run(struct app *app, const struct search_call *c, struct err *err)
{
	struct search_options o = {
		.limit = (size_t)c->limit,
		.day = clock_day(clock_now(&app->clock)),
		.district = c->district,
		.directory = app->directory,
		.texts = !c->batch,
		.explain = c->explain
	};
	const struct search_batch batch = {
		c->ids && strcmp(c->ids, "external") == 0, c->time
	};

	if (c->batch)
		return search_batch(app, &batch, &o, stdin, err);
	if (c->words.bytes == 0)
		return fail(err, ST_USAGE, "what shall be searched for? See "
		    "search --help");
	return search_once(app, c, &o, err);
}

enum status
cmd_search(struct app *app, int argc, char **argv, struct err *err)
{
	struct search_call c = { .words = BUF_INIT, .limit = LIMIT };
	enum status st = take_arguments(&c, argc, argv, err);

	if (st == ST_OK)
		st = c.help ? cmd_help(usage, err) : run(app, &c, err);
	buf_release(&c.words);
	return st;
}
