/*
 * refresh_past_cmd.c - desk12345 refresh --list, --rollback, --diff.
 */
#include "app/app.h"
#include "app/refresh_past.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "cmd/out.h"
#include "cmd/refresh_cmd.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static void
add_json(struct buf *out, json_t *o)
{
	char *text = json_dumps(o, JSON_COMPACT);

	buf_addf(out, "%s\n", text ? text : "{}");
	free(text);
	json_decref(o);
}

static json_t *
pulled_json(const struct refresh_generation *g)
{
	json_t *list = json_array();
	char at[CLOCK_TEXT_BYTES];

	for (size_t i = 0; i < g->pulls; i++)
		json_array_append_new(list, json_pack("{s:s, s:I, s:s}",
		    "source", g->pulled[i].source, "generation",
		    (json_int_t)g->pulled[i].origin.generation, "built_at",
		    clock_text(g->pulled[i].origin.built_at, CLOCK_ISO, at)));
	return list;
}

static void
list_pulled(struct buf *out, const struct refresh_pulled *p)
{
	char at[CLOCK_TEXT_BYTES];
	struct buf line = BUF_INIT;

	buf_addf(&line, _("with generation %lld of %s, built %s"),
	    (long long)p->origin.generation, p->source,
	    clock_text(p->origin.built_at, CLOCK_MINUTES, at));
	buf_add_text(out, "    ");
	utf8_clean(out, buf_slice(&line), CLEAN_ONE_LINE);
	buf_add_char(out, '\n');
	buf_release(&line);
}

static void
list_one(struct buf *out, const struct refresh_generation *g, bool json)
{
	char at[CLOCK_TEXT_BYTES];

	clock_text(g->built_at, json ? CLOCK_ISO : CLOCK_MINUTES, at);
	if (json) {
		add_json(out, json_pack("{s:I, s:s, s:I, s:b, s:o}",
		    "generation", (json_int_t)g->generation, "built_at", at,
		    "entries", (json_int_t)g->entries, "current", g->current,
		    "pulled", pulled_json(g)));
		return;
	}
	buf_addf(out, "%c %" PRId64 "  %s  %" PRId64 "\n",
	    g->current ? '*' : ' ', g->generation, at, g->entries);
	for (size_t i = 0; i < g->pulls; i++)
		list_pulled(out, &g->pulled[i]);
}

enum status
refresh_list_cmd(struct app *app, bool json, struct err *err)
{
	struct refresh_generation *list;
	struct buf out = BUF_INIT;
	size_t count;
	enum status st = refresh_list(app, &list, &count, err);

	for (size_t i = 0; st == ST_OK && i < count; i++)
		list_one(&out, &list[i], json);
	if (st == ST_OK)
		st = cmd_out(&out, err);
	buf_release(&out);
	refresh_list_free(list, count);
	return st;
}

enum status
refresh_rollback_cmd(struct app *app, int64_t generation, struct err *err)
{
	struct buf out = BUF_INIT;
	int64_t now = 0;
	enum status st = refresh_rollback(app, generation, &now, err);

	if (st == ST_OK) {
		buf_addf(&out, _("generation %" PRId64 " is in force\n"),
		    now);
		st = cmd_out(&out, err);
	}
	buf_release(&out);
	return st;
}

struct diff {
	struct buf out;
	bool json;
};

static const char *
change_word(const struct entry *was, const struct entry *is)
{
	if (!was)
		return "added";
	return is ? "changed" : "withdrawn";
}

static bool
field_differs(const struct entry *was, const struct entry *is,
    enum entry_field f)
{
	return was && is && f != ENTRY_ENTRY_ID &&
	    strcmp(entry_get(was, f), entry_get(is, f)) != 0;
}

static json_t *
fields_json(const struct entry *was, const struct entry *is)
{
	json_t *list = json_array();

	for (int i = 0; i < ENTRY_FIELD_COUNT; i++) {
		enum entry_field f = (enum entry_field)i;

		if (field_differs(was, is, f))
			json_array_append_new(list, json_pack("{s:s, s:s, "
			    "s:s}", "field", entry_field_name(f), "was",
			    entry_get(was, f), "is", entry_get(is, f)));
	}
	return list;
}

static void
diff_text(struct buf *out, const struct entry *was, const struct entry *is)
{
	const struct entry *e = is ? is : was;
	struct buf line = BUF_INIT;

	buf_addf(&line, "%s %s %s %s", change_word(was, is),
	    entry_get(e, ENTRY_SOURCE_SYSTEM),
	    entry_get(e, ENTRY_EXTERNAL_ID), entry_get(e, ENTRY_TITLE));
	for (int i = 0; i < ENTRY_FIELD_COUNT; i++)
		if (field_differs(was, is, (enum entry_field)i))
			buf_addf(&line, " [%s]",
			    entry_field_name((enum entry_field)i));
	utf8_clean(out, buf_slice(&line), CLEAN_ONE_LINE);
	buf_add_char(out, '\n');
	buf_release(&line);
}

static enum status
diff_one(void *arg, const struct entry *was, const struct entry *is,
    struct err *err)
{
	struct diff *d = arg;
	const struct entry *e = is ? is : was;

	if (d->json)
		add_json(&d->out, json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}",
		    "change", change_word(was, is), "source",
		    entry_get(e, ENTRY_SOURCE_SYSTEM), "external_id",
		    entry_get(e, ENTRY_EXTERNAL_ID), "entry_id",
		    entry_get(e, ENTRY_ENTRY_ID), "title",
		    entry_get(e, ENTRY_TITLE), "fields",
		    fields_json(was, is)));
	else
		diff_text(&d->out, was, is);
	return cmd_out(&d->out, err);
}

enum status
refresh_diff_cmd(struct app *app, int64_t a, int64_t b, bool json,
    struct err *err)
{
	struct diff d = { BUF_INIT, json };
	enum status st = refresh_diff(app, a, b, diff_one, &d, err);

	buf_release(&d.out);
	return st;
}
