/*
 * demand_batch.c - desk12345 demand new --batch: one JSON object a line.
 *
 * A number on standard output says that the demand is on the disk. A line
 * that cannot be taken is named on standard error and passed over.
 */
#include "cmd/demand_cmd.h"

#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cmd/out.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define LINE_BYTES_MAX (1 << 20)	/* more than all fields hold */

/* Texts that had to be made from numbers and truths. */
struct batch_line {
	struct demand_input in;
	char *made[DEMAND_INPUT_COUNT];
};

static void
line_release(struct batch_line *l)
{
	for (size_t i = 0; i < COUNT(l->made); i++)
		free(l->made[i]);
}

static enum status
line_value(struct batch_line *l, enum demand_input_field f,
    const json_t *value, struct err *err)
{
	const char **at = demand_input_at(&l->in, f);

	if (json_is_string(value)) {
		if (strlen(json_string_value(value)) !=
		    json_string_length(value))
			return fail(err, ST_INVALID, "%s has a NUL",
			    demand_input_name(f));
		*at = json_string_value(value);
	} else if (json_is_boolean(value)) {
		*at = json_is_true(value) ? "yes" : "no";
	} else if (json_is_integer(value)) {
		l->made[f] = xasprintf("%" JSON_INTEGER_FORMAT,
		    json_integer_value(value));
		*at = l->made[f];
	} else if (!json_is_null(value)) {
		return fail(err, ST_INVALID, "%s is neither text nor number",
		    demand_input_name(f));
	}
	return ST_OK;
}

static enum status
line_fill(struct batch_line *l, json_t *object, struct err *err)
{
	const char *key;
	json_t *value;
	enum demand_input_field f;
	enum status st = ST_OK;

	json_object_foreach(object, key, value) {
		if (!demand_input_option(key, &f))
			st = fail(err, ST_INVALID, "there is no field \"%s\"",
			    key);
		else
			st = line_value(l, f, value, err);
		if (st != ST_OK)
			return st;
	}
	return ST_OK;
}

static enum status
line_take(struct app *app, const char *text, size_t bytes,
    struct demand_made *made, struct err *err)
{
	struct batch_line l = { .made = { NULL } };
	json_error_t why;
	json_t *object;
	enum status st = ST_OK;

	if (bytes > LINE_BYTES_MAX)
		return fail(err, ST_INVALID, "the line has %zu bytes, %d are "
		    "allowed", bytes, LINE_BYTES_MAX);
	object = json_loadb(text, bytes, JSON_REJECT_DUPLICATES |
	    JSON_ALLOW_NUL, &why);
	if (!object)
		return fail(err, ST_INVALID, "it is not JSON: %s", why.text);
	if (!json_is_object(object))
		st = fail(err, ST_INVALID, "it is not a JSON object");
	if (st == ST_OK)
		st = line_fill(&l, object, err);
	if (st == ST_OK)
		st = demand_new(app, &l.in, made, err);
	line_release(&l);
	json_decref(object);
	return st;
}

static void
say_bad(size_t line, const struct err *why)
{
	struct buf clean = BUF_INIT;

	utf8_clean(&clean, slice_of(why->text), CLEAN_ONE_LINE);
	fprintf(stderr, _("line %zu: %s\n"), line, buf_text(&clean));
	buf_release(&clean);
}

static bool
is_blank(const char *text, ssize_t bytes)
{
	return slice_trim((struct slice){ text, (size_t)bytes }).bytes == 0;
}

enum status
demand_batch(struct app *app, FILE *in, struct err *err)
{
	struct demand_made made = DEMAND_MADE_INIT;
	struct buf out = BUF_INIT;
	enum status written = ST_OK;
	char *text = NULL;
	size_t room = 0, bad = 0, line = 0;
	ssize_t bytes;

	while (written == ST_OK && (bytes = getline(&text, &room, in)) >= 0) {
		struct err why = ERR_INIT;

		line++;
		if (is_blank(text, bytes))
			continue;
		if (line_take(app, text, (size_t)bytes, &made, &why) ==
		    ST_OK) {
			buf_addf(&out, "%s\n", made.number);
			written = cmd_out(&out, err);
		} else {
			say_bad(line, &why);
			bad++;
		}
	}
	free(text);
	buf_release(&out);
	demand_made_release(&made);
	if (written != ST_OK)
		return written;
	if (ferror(in))
		return fail_errno(err, ST_IO, "cannot read the lines");
	if (bad > 0)
		return fail(err, ST_FAILED, "%zu of %zu lines were not taken",
		    bad, line);
	return ST_OK;
}
