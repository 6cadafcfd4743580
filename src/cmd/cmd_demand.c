/*
 * cmd_demand.c - desk12345 demand new|move|undo|list|show|moves|reveal.
 *
 * Turns arguments into a call of demand.h and prints what came of it. Every
 * option of a field is made from the tables of demand.h and moves.h.
 */
#include "cmd/demand_cmd.h"

#include "app/app.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cmd/args.h"
#include "cmd/demand_print.h"
#include "cmd/out.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char demand_usage[] = N_(
    "Usage: desk12345 demand COMMAND ...\n"
    "  new     log a demand, answer it or send it on; --batch reads many\n"
    "  move    take a step with one demand or with several\n"
    "  undo    undo a step taken with several demands\n"
    "  list    print a queue or a caller's demands\n"
    "  show    print one demand: clocks, events, what may be done\n"
    "  moves   print every step, who may take it and what it needs\n"
    "  reveal  print the claimant's data, with a reason, on the record\n"
    "  import  take in orders of another system\n"
    "  export  print demands as Open311 service requests\n"
    "Each has a --help of its own.\n");

bool
demand_input_option(const char *name, enum demand_input_field *f)
{
	for (int i = 0; i < DEMAND_INPUT_COUNT; i++) {
		const char *have =
		    demand_input_name((enum demand_input_field)i);
		size_t k = 0;

		while (have[k] && (have[k] == name[k] ||
		    (have[k] == '_' && name[k] == '-')))
			k++;
		if (have[k] == '\0' && name[k] == '\0') {
			*f = (enum demand_input_field)i;
			return true;
		}
	}
	return false;
}

static enum status
take_field(struct args *a, const char *name, struct move_fields *f,
    const char *command, struct err *err)
{
	enum move_field field;

	if (!field_parse(slice_of(name), &field))
		return args_unknown(command, name, err);
	return args_value(a, &f->value[field], err);
}

static const char new_usage[] = N_(
    "Usage: desk12345 demand new --type TYPE --title TEXT --content TEXT\n"
    "           [--FIELD VALUE]... [--then STEP [--FIELD VALUE]...]...\n"
    "       desk12345 demand new --batch < LINES\n"
    "Logs a demand and prints its number, state and due time. With --then the\n"
    "call goes on in the same commit: answer, refer, submit, dispatch.\n"
    "--batch reads one JSON object a line and prints each number on a line\n"
    "once it is kept; a bad line is named on standard error, and the rest\n"
    "goes on. The same --request-id again gives the same demand.\n"
    "  --json     print JSON\n"
    "Fields:\n");

static enum status
new_help(struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st;

	buf_add_text(&out, _(new_usage));
	for (int i = 0; i < DEMAND_INPUT_COUNT; i++) {
		enum demand_input_field f = (enum demand_input_field)i;

		buf_addf(&out, "  --%-16s %s\n", demand_input_name(f),
		    demand_input_words(f));
	}
	st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}

struct new_call {
	struct demand_input in;
	bool batch, json, help;
};

static enum status
new_step(struct args *a, struct demand_input *in, struct err *err)
{
	const char *word = "";
	enum status st = args_value(a, &word, err);

	if (st != ST_OK)
		return st;
	if (in->steps == DEMAND_STEPS_MAX)
		return fail(err, ST_USAGE, "at most %d steps go with --then",
		    DEMAND_STEPS_MAX);
	if (!move_parse(slice_of(word), &in->step[in->steps].event))
		return args_unknown("demand new", word, err);
	in->steps++;
	return ST_OK;
}

static enum status
new_option(struct args *a, const char *name, struct new_call *c,
    struct err *err)
{
	struct demand_input *in = &c->in;
	enum demand_input_field f;

	if (strcmp(name, "then") == 0)
		return new_step(a, in, err);
	if (strcmp(name, "batch") == 0)
		c->batch = true;
	else if (strcmp(name, "json") == 0)
		c->json = true;
	else if (strcmp(name, "help") == 0)
		c->help = true;
	else if (in->steps > 0)
		return take_field(a, name, &in->step[in->steps - 1].fields,
		    "demand new", err);
	else if (demand_input_option(name, &f))
		return args_value(a, demand_input_at(in, f), err);
	else
		return args_unknown("demand new", name, err);
	return ST_OK;
}

enum status
demand_print_made(const struct demand_made *made, bool json, struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st;

	if (json)
		print_made_json(made, &out);
	else
		print_made(made, &out);
	st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}

static enum status
cmd_new(struct app *app, int argc, char **argv, struct err *err)
{
	struct new_call c = { .batch = false };
	struct demand_made made = DEMAND_MADE_INIT;
	struct args a;
	const char *text;
	enum args_kind kind;
	enum status st = ST_OK;

	args_init(&a, argc, argv);
	while (st == ST_OK && (kind = args_next(&a, &text)) != ARGS_END) {
		if (kind == ARGS_OPTION)
			st = new_option(&a, text, &c, err);
		else
			st = args_unknown("demand new", text, err);
	}
	if (st != ST_OK)
		return st;
	if (c.help)
		return new_help(err);
	if (c.batch)
		return demand_batch(app, stdin, err);
	st = demand_new(app, &c.in, &made, err);
	if (st == ST_OK)
		st = demand_print_made(&made, c.json, err);
	demand_made_release(&made);
	return st;
}

static const char show_usage[] = N_(
    "Usage: desk12345 demand show NUMBER [--json]\n"
    "Prints a demand with its clocks as sums, its events, and what may be\n"
    "done now and by whom. Personal data are masked.\n");

static enum status
show(struct app *app, const char *number, bool json, struct err *err)
{
	struct demand_view v;
	struct demand_option *options = NULL;
	size_t count = 0;
	struct buf out = BUF_INIT;
	enum status st;

	demand_view_init(&v);
	st = demand_open(app, number, &v, err);
	if (st == ST_OK)
		st = demand_options(app, &v, &options, &count, err);
	if (st == ST_OK && json)
		print_demand_view_json(&v, options, count, &out);
	else if (st == ST_OK)
		print_demand(app, &v, options, count, &out);
	if (st == ST_OK)
		st = cmd_out(&out, err);
	free(options);
	buf_release(&out);
	demand_view_release(&v);
	return st;
}

static enum status
cmd_show(struct app *app, int argc, char **argv, struct err *err)
{
	const char *number = NULL;
	bool json = false, help = false;
	const struct args_option options[] = {
		{ "json", .set = &json }, { "help", .set = &help }, { NULL },
	};
	enum status st = args_all(argc, argv, "demand show", options, &number,
	    1, err);

	if (st != ST_OK)
		return st;
	if (help)
		return cmd_help(show_usage, err);
	if (!number)
		return fail(err, ST_USAGE, "demand show needs a number");
	return show(app, number, json, err);
}

static const char moves_usage[] = N_(
    "Usage: desk12345 demand moves [--json|--states|--dot]\n"
    "Prints every step: from which states, to which, by whom, with which\n"
    "fields. --states prints the states with the steps from each, --dot the\n"
    "same as a Graphviz diagram.\n");

static enum status
cmd_moves(struct app *app, int argc, char **argv, struct err *err)
{
	struct buf out = BUF_INIT;
	void (*print)(struct buf *) = print_moves;
	struct args a;
	const char *text;
	enum status st;

	(void)app;
	args_init(&a, argc, argv);
	while (args_next(&a, &text) != ARGS_END) {
		if (strcmp(text, "json") == 0)
			print = print_moves_json;
		else if (strcmp(text, "dot") == 0)
			print = print_moves_dot;
		else if (strcmp(text, "states") == 0)
			print = print_moves_states;
		else if (strcmp(text, "help") == 0)
			return cmd_help(moves_usage, err);
		else
			return args_unknown("demand moves", text, err);
	}
	print(&out);
	st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}

static const char reveal_usage[] = N_(
    "Usage: desk12345 demand reveal NUMBER --reason TEXT\n"
    "Prints the claimant's name, phone and place whole. Who asked, when and\n"
    "why is kept.\n");

static enum status
reveal(struct app *app, const char *number, const char *reason,
    struct err *err)
{
	struct personal p = { NULL, NULL, NULL };
	struct buf out = BUF_INIT;
	enum status st = demand_reveal(app, number, reason, &p, err);
	const char *const text[] = { p.claimant_name, p.claimant_phone,
		p.place_detail };

	for (size_t i = 0; st == ST_OK && i < COUNT(text); i++) {
		utf8_clean(&out, slice_of(text[i]), CLEAN_ONE_LINE);
		buf_add_char(&out, '\n');
	}
	if (st == ST_OK)
		st = cmd_out(&out, err);
	personal_release(&p);
	buf_release(&out);
	return st;
}

static enum status
cmd_reveal(struct app *app, int argc, char **argv, struct err *err)
{
	const char *number = NULL, *reason = "";
	bool help = false;
	const struct args_option options[] = {
		{ "reason", .text = &reason }, { "help", .set = &help },
		{ NULL },
	};
	enum status st = args_all(argc, argv, "demand reveal", options,
	    &number, 1, err);

	if (st != ST_OK)
		return st;
	if (help)
		return cmd_help(reveal_usage, err);
	if (!number)
		return fail(err, ST_USAGE, "demand reveal needs a number");
	return reveal(app, number, reason, err);
}

enum status
cmd_demand(struct app *app, int argc, char **argv, struct err *err)
{
	static const struct {
		const char *name;
		enum status (*run)(struct app *, int, char **, struct err *);
	} subs[] = {
		{ "new", cmd_new }, { "move", demand_move_cmd },
		{ "list", demand_list }, { "show", cmd_show },
		{ "moves", cmd_moves }, { "reveal", cmd_reveal },
		{ "import", demand_import }, { "export", demand_export },
		{ "undo", demand_undo },
	};

	if (argc < 2 || strcmp(argv[1], "--help") == 0)
		return cmd_help(demand_usage, err);
	for (size_t i = 0; i < COUNT(subs); i++) {
		if (strcmp(argv[1], subs[i].name) == 0)
			return subs[i].run(app, argc - 1, argv + 1, err);
	}
	return args_unknown("demand", argv[1], err);
}
