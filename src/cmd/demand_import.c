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
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cmd/args.h"
#include "cmd/out.h"
#include "store/texts.h"
#include "store/vault.h"
#include "text/charset.h"

#include <csv.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define FILE_BYTES_MAX (1 << 30)
#define READ_BYTES 65536
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
field_of(struct slice name)
{
	enum demand_input_field f;
	char *text;
	bool known;

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
	enum status written;
	struct err err;			/* when writing failed */
	/* of CSV */
	struct texts texts;
	int *column;			/* field, or -1 */
	size_t columns, room, at;
	bool has_header;
	struct order order;
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
order_take(struct import *im, const struct order *o)
{
	const char *there = o->value[ORDER_EXTERNAL];
	struct err why = ERR_INIT;

	im->orders++;
	if (order_new(im, o, &why) != ST_OK) {
		im->bad++;
		say(im, why.text);
		return;
	}
	im->taken += !im->made.repeated;
	im->known += im->made.repeated;
	buf_addf(&im->out, "%s  ", im->made.number);
	utf8_clean(&im->out, slice_of(there ? there : "-"), CLEAN_ONE_LINE);
	buf_addf(&im->out, "  %s\n", im->made.repeated ? "known" : "new");
	if (im->written == ST_OK)
		im->written = cmd_out(&im->out, &im->err);
}

static void
json_take(struct import *im, struct slice line)
{
	struct texts texts = TEXTS_INIT;
	struct order o = { { NULL } };
	json_error_t why;
	json_t *object = json_loadb(line.text, line.bytes,
	    JSON_REJECT_DUPLICATES, &why), *value;
	const char *key;

	if (!json_is_object(object)) {
		im->orders++;
		im->bad++;
		say(im, object ? _("it is not a JSON object") : why.text);
		json_decref(object);
		return;
	}
	json_object_foreach(object, key, value) {
		int field = field_of(slice_of(key));
		char *text;

		if (field < 0 || json_is_null(value) ||
		    json_is_object(value) || json_is_array(value))
			continue;
		text = json_is_number(value) ? json_dumps(value,
		    JSON_ENCODE_ANY) : NULL;
		o.value[field] = json_is_boolean(value) ?
		    (json_is_true(value) ? "yes" : "no") :
		    texts_keep(&texts, slice_of(text ? text :
		    json_string_value(value)));
		free(text);
	}
	order_take(im, &o);
	texts_release(&texts);
	json_decref(object);
}

static void
csv_field(void *bytes, size_t n, void *arg)
{
	struct import *im = arg;
	struct slice s = { n ? bytes : "", n };
	size_t at = im->at++;

	if (!im->has_header) {
		ARRAY_GROW(im->column, at + 1, im->room);
		im->column[at] = field_of(s);
		im->columns = at + 1;
	} else if (at < im->columns && im->column[at] >= 0 &&
	    slice_trim(s).bytes > 0 && !memchr(s.text, '\0', s.bytes)) {
		im->order.value[im->column[at]] = texts_keep(&im->texts, s);
	}
}

static void
csv_row(int end, void *arg)
{
	struct import *im = arg;
	bool blank = im->at == 0;

	(void)end;
	im->at = 0;
	if (blank)
		return;
	if (im->has_header)
		order_take(im, &im->order);
	im->has_header = true;
	im->order = (struct order){ { NULL } };
	texts_release(&im->texts);
}

static enum status
read_csv(struct import *im, struct slice text, struct err *err)
{
	struct csv_parser p;
	size_t used;

	if (csv_init(&p, CSV_APPEND_NULL) != 0)
		return fail(err, ST_FAILED, "no memory");
	used = csv_parse(&p, text.text, text.bytes, csv_field, csv_row, im);
	if (used == text.bytes)
		csv_fini(&p, csv_field, csv_row, im);
	csv_free(&p);
	if (used != text.bytes)
		return fail(err, ST_INVALID, "it is not CSV behind order %zu",
		    im->orders);
	return ST_OK;
}

static enum status
read_text(struct import *im, struct slice text, struct err *err)
{
	struct slice rest = text, line;

	while (rest.bytes > 0 && strchr(" \t\r\n", *rest.text))
		rest = (struct slice){ rest.text + 1, rest.bytes - 1 };
	if (rest.bytes == 0 || *rest.text != '{')
		return read_csv(im, rest, err);
	while (slice_line(&rest, &line)) {
		if (slice_trim(line).bytes > 0)
			json_take(im, line);
	}
	return ST_OK;
}

static enum status
read_input(const char *path, struct buf *out, struct err *err)
{
	char bytes[READ_BYTES];
	size_t n;

	if (path)
		return file_read(path, FILE_BYTES_MAX, out, err);
	while ((n = fread(bytes, 1, sizeof(bytes), stdin)) > 0 &&
	    out->bytes < FILE_BYTES_MAX)
		buf_add(out, bytes, n);
	if (ferror(stdin))
		return fail_errno(err, ST_IO, "cannot read the orders");
	return ST_OK;
}

static enum status
import(struct app *app, const char *path, const char *source,
    struct err *err)
{
	struct import im = { .app = app, .source = source,
		.made = DEMAND_MADE_INIT, .out = BUF_INIT,
		.texts = TEXTS_INIT };
	struct buf bytes = BUF_INIT, text = BUF_INIT;
	struct charset *charset = charset_new();
	enum status st = read_input(path, &bytes, err);

	charset_feed(charset, buf_slice(&bytes), &text);
	charset_end(charset, &text);
	charset_free(charset);
	if (st == ST_OK)
		st = read_text(&im, buf_slice(&text), err);
	if (st == ST_OK && im.written != ST_OK) {
		*err = im.err;
		st = im.written;
	}
	if (st == ST_OK)
		fprintf(stderr, _("%zu orders: %zu new, %zu known, %zu "
		    "refused\n"), im.orders, im.taken, im.known, im.bad);
	if (st == ST_OK && im.bad > 0)
		st = fail(err, ST_FAILED, "%zu of %zu orders were not taken",
		    im.bad, im.orders);
	demand_made_release(&im.made);
	texts_release(&im.texts);
	free(im.column);
	buf_release(&im.out);
	buf_release(&bytes);
	buf_release(&text);
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
