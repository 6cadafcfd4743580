/*
 * demand_steps.c - desk12345 demand move|undo: a step with one demand or with
 * several, and undoing it.
 */
#include "cmd/demand_cmd.h"

#include "app/app.h"
#include "app/batch.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cmd/args.h"
#include "cmd/out.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char move_usage[] = N_(
    "Usage: desk12345 demand move NUMBER... STEP [--FIELD VALUE]...\n"
    "       desk12345 demand move STEP NUMBER... [--FIELD VALUE]...\n"
    "Takes a step with a demand, or with several at once: with all or with\n"
    "none. \"desk12345 demand moves\" prints the steps and their fields.\n"
    "  --version N      of one demand: the version you saw; refused when it\n"
    "                   changed since\n"
    "  --only-possible  of several: leave out those it is not possible with\n"
    "  --dry-run        of several: say what is possible, do nothing\n"
    "  --json           print JSON\n");

struct move_call {
	struct batch numbers;
	const char *event;
	struct move_fields fields;
	int64_t version;
	bool json, help, only_possible, dry_run;
};

/* Numbers begin with a digit, steps do not. */
static enum status
move_word(const char *text, struct move_call *c, struct err *err)
{
	if (*text >= '0' && *text <= '9')
		batch_add(&c->numbers, text, 0);
	else if (!c->event)
		c->event = text;
	else
		return args_unknown("demand move", text, err);
	return ST_OK;
}

static enum status
move_argument(struct args *a, enum args_kind kind, const char *text,
    struct move_call *c, struct err *err)
{
	const struct args_option options[] = {
		{ "json", .set = &c->json }, { "help", .set = &c->help },
		{ "only-possible", .set = &c->only_possible },
		{ "dry-run", .set = &c->dry_run },
		{ "version", .number = &c->version }, { NULL },
	};
	enum move_field field;

	if (kind == ARGS_WORD)
		return move_word(text, c, err);
	if (field_parse(slice_of(text), &field))
		return args_value(a, &c->fields.value[field], err);
	return args_take(a, "demand move", text, options, err);
}

/* What is not possible and why, a line each. */
static void
say_refused(const struct batch *b)
{
	struct buf clean = BUF_INIT;

	for (size_t i = 0; i < b->count; i++) {
		if (b->item[i].possible)
			continue;
		buf_reset(&clean);
		if (!strstr(b->item[i].why, b->item[i].number))
			buf_addf(&clean, "%s: ", b->item[i].number);
		utf8_clean(&clean, slice_of(b->item[i].why), CLEAN_ONE_LINE);
		fprintf(stderr, "%s\n", buf_text(&clean));
	}
	buf_release(&clean);
}

static enum status
put_json(json_t *o, struct err *err)
{
	struct buf out = BUF_INIT;
	char *text = json_dumps(o, JSON_COMPACT | JSON_SORT_KEYS);
	enum status st;

	buf_addf(&out, "%s\n", text);
	st = cmd_out(&out, err);
	buf_release(&out);
	free(text);
	json_decref(o);
	return st;
}

static enum status
print_batch_json(const struct batch *b, const struct batch_made *made,
    struct err *err)
{
	json_t *o = json_object(), *numbers = json_array();

	for (size_t i = 0; i < b->count; i++)
		json_array_append_new(numbers,
		    json_string(b->item[i].number));
	json_object_set_new(o, "batch", json_integer(made->id));
	json_object_set_new(o, "numbers", numbers);
	json_object_set_new(o, "undo_until", json_integer(made->undo_until));
	return put_json(o, err);
}

static enum status
print_batch(const struct batch *b, enum move_event event,
    const struct batch_made *made, struct err *err)
{
	char until[CLOCK_TEXT_BYTES];
	struct buf out = BUF_INIT;
	enum status st;

	for (size_t i = 0; i < b->count; i++)
		buf_addf(&out, "%s\n", b->item[i].number);
	buf_addf(&out, _("%s: %zu demands, batch %lld\n"), move_words(event),
	    made->count, (long long)made->id);
	if (made->undo_until)
		buf_addf(&out, _("It can be undone until %s: desk12345 demand "
		    "undo %lld\n"), clock_text(made->undo_until, CLOCK_MINUTES,
		    until), (long long)made->id);
	st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}

static enum status
print_possible(const struct batch *b, struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st;

	for (size_t i = 0; i < b->count; i++) {
		if (b->item[i].possible)
			buf_addf(&out, "%s\n", b->item[i].number);
	}
	st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}

static enum status
move_many(struct app *app, struct move_call *c, enum move_event event,
    struct err *err)
{
	struct batch *b = &c->numbers;
	struct batch_made made = { 0 };
	enum status st = ST_OK;

	if (c->version)
		return fail(err, ST_USAGE, "--version is of one demand");
	if (c->dry_run || c->only_possible) {
		st = batch_look(app, b, event, &c->fields, err);
		say_refused(b);
		if (st == ST_OK && c->dry_run)
			return print_possible(b, err);
		batch_keep_possible(b);
	}
	if (st == ST_OK)
		st = batch_take(app, b, event, &c->fields, &made, err);
	if (st != ST_OK) {
		say_refused(b);
		return st;
	}
	return c->json ? print_batch_json(b, &made, err) :
	    print_batch(b, event, &made, err);
}

static enum status
move_one(struct app *app, const struct move_call *c, enum move_event event,
    struct err *err)
{
	struct demand_made made = DEMAND_MADE_INIT;
	enum status st = demand_move(app, c->numbers.item[0].number,
	    c->version, event, &c->fields, &made, err);

	if (st == ST_OK)
		st = demand_print_made(&made, c->json, err);
	demand_made_release(&made);
	return st;
}

static enum status
move_run(struct app *app, struct move_call *c, struct err *err)
{
	enum move_event event;

	if (c->help)
		return cmd_help(move_usage, err);
	if (!c->event || c->numbers.count == 0)
		return fail(err, ST_USAGE, "demand move needs a number and a "
		    "step");
	if (!move_parse(slice_of(c->event), &event))
		return args_unknown("demand move", c->event, err);
	if (c->numbers.count > 1 || c->dry_run || c->only_possible)
		return move_many(app, c, event, err);
	return move_one(app, c, event, err);
}

enum status
demand_move_cmd(struct app *app, int argc, char **argv, struct err *err)
{
	struct move_call c = { .numbers = BATCH_INIT };
	struct args a;
	const char *text;
	enum args_kind kind;
	enum status st = ST_OK;

	args_init(&a, argc, argv);
	while (st == ST_OK && (kind = args_next(&a, &text)) != ARGS_END)
		st = move_argument(&a, kind, text, &c, err);
	if (st == ST_OK)
		st = move_run(app, &c, err);
	batch_release(&c.numbers);
	return st;
}

static const char undo_usage[] = N_(
    "Usage: desk12345 demand undo [BATCH] [--rest] [--json]\n"
    "Undoes a step that you took with several demands at once; without a\n"
    "number the last one. Each demand is as it was before, and its events say\n"
    "so. When some have moved on since, nothing is done and they are named.\n"
    "  --rest  leave those as they are and undo the others\n"
    "  --json  print JSON\n");

struct undo_call {
	int64_t id;
	bool rest, json;
};

static enum status
print_undone(const struct undo_call *c, enum move_event event, size_t count,
    struct err *err)
{
	struct buf out = BUF_INIT;
	json_t *o;
	enum status st;

	if (c->json) {
		o = json_object();
		json_object_set_new(o, "batch", json_integer(c->id));
		json_object_set_new(o, "undone",
		    json_integer((json_int_t)count));
		return put_json(o, err);
	}
	buf_addf(&out, _("Undone with %zu demands: %s\n"), count,
	    move_words(event));
	st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}

static enum status
undo_run(struct app *app, struct undo_call *c, struct err *err)
{
	struct batch b = BATCH_INIT;
	enum move_event event;
	size_t count = 0;
	enum status st = ST_OK;

	if (c->id == 0)
		st = batch_last(app, &c->id, err);
	if (st == ST_OK)
		st = batch_undo_look(app, c->id, &b, &event, err);
	if (st == ST_OK) {
		say_refused(&b);
		st = batch_undo(app, c->id, c->rest, &count, err);
	}
	if (st == ST_OK)
		st = print_undone(c, event, count, err);
	batch_release(&b);
	return st;
}

static enum status
batch_number(const char *text, int64_t *id, struct err *err)
{
	char *end;

	*id = text ? strtoll(text, &end, 10) : 0;
	if (text && (*end || *id <= 0))
		return fail(err, ST_USAGE, "\"%s\" is not the number of a "
		    "batch", text);
	return ST_OK;
}

enum status
demand_undo(struct app *app, int argc, char **argv, struct err *err)
{
	const char *batch = NULL;
	struct undo_call c = { .id = 0 };
	bool help = false;
	const struct args_option options[] = {
		{ "rest", .set = &c.rest }, { "json", .set = &c.json },
		{ "help", .set = &help }, { NULL },
	};
	enum status st = args_all(argc, argv, "demand undo", options, &batch,
	    1, err);

	if (st == ST_OK && help)
		return cmd_help(undo_usage, err);
	if (st == ST_OK)
		st = batch_number(batch, &c.id, err);
	return st == ST_OK ? undo_run(app, &c, err) : st;
}
