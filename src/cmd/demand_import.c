/*
 * demand_import.c - desk12345 demand import: orders of another system.
 *
 * JSON lines or CSV under a header, in UTF-8 or GB18030, with the names of
 * demand.h or the Chinese ones that such exports have. An order is known
 * again by its number there, or without one by all it says, so that the same
 * file twice makes nothing twice.
 */
#include "cmd/demand_cmd.h"

#include "app/app.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cmd/args.h"
#include "cmd/input.h"
#include "cmd/out.h"
#include "store/vault.h"
#include "text/rows.h"

#include <stdlib.h>
#include <string.h>

#define REQUEST_HASH_BYTES 20

static const char usage[] = N_(
    "Usage: desk12345 demand import [--source NAME] [FILE]\n"
    "Takes in orders of another system from JSON lines or CSV, UTF-8 or\n"
    "GB18030; without a file from standard input. Columns have the names\n"
    "\"demand new --help\" prints, or their Chinese ones; further ones are:\n"
    "  external_id  its number there; the same again is the same demand\n"
    "  unit         the unit to propose: the order waits for dispatch\n"
    "  answer       what the caller was told: the order is closed as answered\n"
    "Prints for each order its number here, its number there, and whether it\n"
    "is new or known. A bad order is named on standard error, and the rest\n"
    "goes on.\n"
    "  --source NAME  the other system; orders of different ones never mix\n");

/* The texts of one order, by field, then the three further ones. */
enum { ORDER_EXTERNAL = DEMAND_INPUT_COUNT, ORDER_UNIT, ORDER_ANSWER,
	ORDER_COUNT };

struct order {
	const char *value[ORDER_COUNT];
};

static const struct {
	const char *name;
	int field;
} names[] = {
	{ "external_id", ORDER_EXTERNAL }, { "外部编号", ORDER_EXTERNAL },
	{ "工单编号", ORDER_EXTERNAL }, { "编号", ORDER_EXTERNAL },
	{ "unit", ORDER_UNIT }, { "承办单位", ORDER_UNIT },
	{ "主办单位", ORDER_UNIT },
	{ "answer", ORDER_ANSWER }, { "答复", ORDER_ANSWER },
	{ "答复内容", ORDER_ANSWER },
	{ "诉求类型", DEMAND_INPUT_type }, { "类型", DEMAND_INPUT_type },
	{ "诉求分类", DEMAND_INPUT_topic }, { "分类", DEMAND_INPUT_topic },
	{ "标题", DEMAND_INPUT_title }, { "主题", DEMAND_INPUT_title },
	{ "内容", DEMAND_INPUT_content },
	{ "诉求内容", DEMAND_INPUT_content },
	{ "诉求", DEMAND_INPUT_wish }, { "期望", DEMAND_INPUT_wish },
	{ "姓名", DEMAND_INPUT_claimant_name },
	{ "来电人", DEMAND_INPUT_claimant_name },
	{ "电话", DEMAND_INPUT_claimant_phone },
	{ "联系电话", DEMAND_INPUT_claimant_phone },
	{ "来电号码", DEMAND_INPUT_claimant_phone },
	{ "匿名", DEMAND_INPUT_anonymous },
	{ "区", DEMAND_INPUT_district }, { "区县", DEMAND_INPUT_district },
	{ "街道", DEMAND_INPUT_street }, { "街乡镇", DEMAND_INPUT_street },
	{ "地址", DEMAND_INPUT_place_detail },
	{ "地点", DEMAND_INPUT_place_detail },
	{ "事发时间", DEMAND_INPUT_event_time },
	{ "渠道", DEMAND_INPUT_channel }, { "来源", DEMAND_INPUT_channel },
	{ "保密", DEMAND_INPUT_confidential },
	{ "紧急程度", DEMAND_INPUT_class },
	{ "受理时间", DEMAND_INPUT_intake_at },
	{ "来电时间", DEMAND_INPUT_intake_at },
};

static int
field_of(void *arg, struct slice name)
{
	enum demand_input_field f;
	char *text;
	bool known;

	(void)arg;
	name = slice_trim(name);
	for (size_t i = 0; i < COUNT(names); i++) {
		if (slice_is(name, names[i].name))
			return names[i].field;
	}
	text = slice_dup(name);
	known = demand_input_option(text, &f);
	free(text);
	return known && f != DEMAND_INPUT_request_id ? (int)f : -1;
}

struct import {
	struct app *app;
	const char *source;
	struct demand_made made;
	struct buf out;
	size_t orders, taken, known, bad;
};

static void
say(struct import *im, const char *text)
{
	struct buf clean = BUF_INIT;

	utf8_clean(&clean, slice_of(text), CLEAN_ONE_LINE);
	fprintf(stderr, _("order %zu: %s\n"), im->orders, buf_text(&clean));
	buf_release(&clean);
}

/* The same order has the same request id, whoever sends it and when. */
static void
request_of(const struct import *im, const struct order *o, struct buf *out)
{
	unsigned char hash[VAULT_HASH_BYTES];
	struct buf all = BUF_INIT;

	buf_addf(&all, "%s\n", im->source);
	if (o->value[ORDER_EXTERNAL])
		buf_add_text(&all, o->value[ORDER_EXTERNAL]);
	for (int i = 0; !o->value[ORDER_EXTERNAL] && i < ORDER_COUNT; i++)
		buf_addf(&all, "%d %s\n", i, o->value[i] ? o->value[i] : "");
	vault_hash_plain(buf_slice(&all), hash);
	buf_add_text(out, "import:");
	for (size_t i = 0; i < REQUEST_HASH_BYTES; i++)
		buf_addf(out, "%02x", hash[i]);
	buf_release(&all);
}

/* What became of it there, as steps here. */
static void
add_step(struct import *im, const struct order *o,
    struct demand_input *in)
{
	struct demand_step *step = &in->step[0];
	const struct unit *unit = NULL;

	if (o->value[ORDER_ANSWER]) {
		step->event = MOVE_ANSWER;
		step->fields.value[MOVE_FIELD_ANSWER] =
		    o->value[ORDER_ANSWER];
		step->fields.value[MOVE_FIELD_NONE_FOUND] =
		    _("answered in another system");
		step->fields.value[MOVE_FIELD_ACCEPTED] = "yes";
		in->steps = 1;
		return;
	}
	if (o->value[ORDER_UNIT])
		unit = directory_unit_find(im->app->directory,
		    slice_of(o->value[ORDER_UNIT]));
	if (o->value[ORDER_UNIT] && !unit)
		say(im, _("its unit is not known here; it waits to be sent "
		    "on"));
	if (!unit)
		return;
	step->event = MOVE_SUBMIT;
	step->fields.value[MOVE_FIELD_UNIT] = unit->code;
	if (!in->wish)
		step->fields.value[MOVE_FIELD_WISH] = in->title;
	in->steps = 1;
}

static enum status
order_new(struct import *im, const struct order *o, struct err *err)
{
	struct demand_input in = { .steps = 0 };
	struct buf request = BUF_INIT;
	enum status st;

	for (int i = 0; i < DEMAND_INPUT_COUNT; i++)
		*demand_input_at(&in, (enum demand_input_field)i) =
		    o->value[i];
	request_of(im, o, &request);
	in.request_id = buf_text(&request);
	add_step(im, o, &in);
	st = demand_new(im->app, &in, &im->made, err);
	buf_release(&request);
	return st;
}

static void
order_bad(void *arg, size_t row, const char *why)
{
	struct import *im = arg;

	im->orders = row;
	im->bad++;
	say(im, why);
}

/* What cannot be told to whoever reads it ends the reading. */
static enum status
order_take(void *arg, size_t row, const char *const *value, struct err *err)
{
	struct import *im = arg;
	const char *there = value[ORDER_EXTERNAL];
	struct order o;
	struct err why = ERR_INIT;

	im->orders = row;
	memcpy(o.value, value, sizeof(o.value));
	if (order_new(im, &o, &why) != ST_OK) {
		order_bad(im, row, why.text);
		return ST_OK;
	}
	im->taken += !im->made.repeated;
	im->known += im->made.repeated;
	buf_addf(&im->out, "%s  ", im->made.number);
	utf8_clean(&im->out, slice_of(there ? there : "-"), CLEAN_ONE_LINE);
	buf_addf(&im->out, "  %s\n", im->made.repeated ? "known" : "new");
	return cmd_out(&im->out, err);
}

static enum status
feed(void *arg, struct slice bytes, struct err *err)
{
	return rows_feed(arg, bytes, err);
}

static enum status
import(struct app *app, const char *path, const char *source,
    struct err *err)
{
	struct import im = { .app = app, .source = source,
		.made = DEMAND_MADE_INIT, .out = BUF_INIT };
	const struct rows_reader reader = { .fields = ORDER_COUNT,
		.field = field_of, .each = order_take, .bad = order_bad,
		.arg = &im };
	struct rows *rows = rows_new(&reader);
	enum status st = cmd_input_each(path, feed, rows, err);

	if (st == ST_OK)
		st = rows_end(rows, err);
	if (st == ST_OK)
		fprintf(stderr, _("%zu orders: %zu new, %zu known, %zu "
		    "refused\n"), im.orders, im.taken, im.known, im.bad);
	if (st == ST_OK && im.bad > 0)
		st = fail(err, ST_FAILED, "%zu of %zu orders were not taken",
		    im.bad, im.orders);
	demand_made_release(&im.made);
	buf_release(&im.out);
	rows_free(rows);
	return st;
}

enum status
demand_import(struct app *app, int argc, char **argv, struct err *err)
{
	const char *path = NULL, *source = "";
	bool help = false;
	const struct args_option options[] = {
		{ "source", .text = &source }, { "help", .set = &help },
		{ NULL },
	};
	enum status st = args_all(argc, argv, "demand import", options, &path,
	    1, err);

	if (st != ST_OK)
		return st;
	return help ? cmd_help(usage, err) : import(app, path, source, err);
}
