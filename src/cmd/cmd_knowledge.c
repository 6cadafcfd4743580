/*
 * cmd_knowledge.c - desk12345 knowledge: entries the desk writes itself.
 */
#include "app/app.h"
#include "app/flag.h"
#include "app/knowledge.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cmd/args.h"
#include "cmd/knowledge_cmd.h"
#include "cmd/out.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] = N_(
    "Usage: desk12345 knowledge list [STATUS]\n"
    "       desk12345 knowledge new --query WORDS | --demand NUMBER\n"
    "       desk12345 knowledge show NUMBER\n"
    "       desk12345 knowledge set NUMBER FIELD VALUE\n"
    "       desk12345 knowledge submit|return|publish|suspend|resume|revise|\n"
    "                 withdraw NUMBER [--note TEXT]\n"
    "       desk12345 knowledge flag ENTRY wrong|outdated|unclear|missing\n"
    "                 --text TEXT\n"
    "       desk12345 knowledge flags [--all] [--json]\n"
    "       desk12345 knowledge settle FLAG --text TEXT\n"
    "Writes entries of the desk's own, from a question without an answer or\n"
    "from an answered demand. Fields have the names of a feed. Another person\n"
    "than the writer publishes; callers get the entry at once.\n"
    "A flag says what is not right with an entry; it is a task for the unit\n"
    "that owns the entry, until someone settles it.\n");

#define WORDS_MAX 4

struct knowledge_call {
	const char *word[WORDS_MAX];
	size_t words;
	const char *query, *demand, *note, *text;
	bool help, all, json;
};

static enum status
number_of(const char *word, int64_t *id, struct err *err)
{
	char *end = NULL;

	*id = word ? strtoll(word, &end, 10) : 0;
	if (*id <= 0 || *end)
		return fail(err, ST_USAGE, "say the number of the entry");
	return ST_OK;
}

/* @flags: open ones about it. */
static void
print_line(const struct local_entry *e, size_t flags, struct buf *out)
{
	char at[CLOCK_TEXT_BYTES];

	buf_addf(out, "%lld  %s  %s  %s  ", (long long)e->id,
	    local_status_words(e->status),
	    clock_text(e->changed_at, CLOCK_MINUTES, at), e->editor);
	utf8_clean(out, slice_of(e->title), CLEAN_ONE_LINE);
	if (flags > 0)
		buf_addf(out, _("  flagged: %zu"), flags);
	buf_add_char(out, '\n');
}

/* The numbers of the desk's own entries that have open flags, one for each
 * flag; the caller frees them. */
static enum status
flagged(struct app *app, int64_t **out, size_t *count, struct err *err)
{
	struct flags flags = FLAGS_INIT;
	enum status st = ledger_flag_list(app->ledger, false, &flags, err);

	*count = flags.count;
	*out = xcalloc(flags.count + 1, sizeof(**out));
	if (st == ST_OK && flags.count > 0)
		st = app_need(app, APP_KB_TRY, err);
	for (size_t i = 0; st == ST_OK && i < flags.count; i++)
		(*out)[i] = knowledge_of_entry(app, flags.flag[i].entry_id);
	flags_release(&flags);
	return st;
}

static enum status
list(struct app *app, const struct knowledge_call *c, struct buf *out,
    struct err *err)
{
	struct local_entries list = LOCAL_ENTRIES_INIT;
	int64_t *ids = NULL;
	size_t count = 0;
	enum status st = flagged(app, &ids, &count, err);

	if (st == ST_OK)
		st = ledger_local_list(app->ledger, c->words > 1 ?
		    c->word[1] : NULL, &list, err);
	for (size_t i = 0; st == ST_OK && i < list.count; i++) {
		size_t flags = 0;

		for (size_t k = 0; k < count; k++)
			flags += ids[k] == list.entry[i].id;
		print_line(&list.entry[i], flags, out);
	}
	free(ids);
	local_entries_release(&list);
	return st;
}

static enum status
show(struct app *app, int64_t id, struct buf *out, struct err *err)
{
	struct local_entries list = LOCAL_ENTRIES_INIT;
	enum status st = ledger_local_get(app->ledger, id, &list, err);
	json_t *body = NULL, *value;
	const char *key;

	if (st == ST_OK) {
		print_line(&list.entry[0], 0, out);
		body = json_loads(list.entry[0].body, 0, NULL);
	}
	json_object_foreach(body, key, value) {
		buf_addf(out, "  %s: ", key);
		utf8_clean(out, slice_of(json_string_value(value)),
		    CLEAN_LINES);
		buf_add_char(out, '\n');
	}
	json_decref(body);
	local_entries_release(&list);
	return st;
}

/* The draft is shown: what is personal in it a person has to see. */
static enum status
new_one(struct app *app, const struct knowledge_call *c, struct buf *out,
    struct err *err)
{
	int64_t id = 0;
	enum status st;

	if (!c->query == !c->demand)
		return fail(err, ST_USAGE, "say --query WORDS or --demand "
		    "NUMBER");
	st = c->query ? knowledge_from_query(app, c->query, &id, err) :
	    knowledge_from_demand(app, c->demand, &id, err);
	return st == ST_OK ? show(app, id, out, err) : st;
}

static enum status
step(struct app *app, const struct knowledge_call *c, int64_t id,
    struct buf *out, struct err *err)
{
	enum local_move move;

	if (strcmp(c->word[0], "show") == 0)
		return show(app, id, out, err);
	if (strcmp(c->word[0], "set") == 0)
		return c->words == 4 ? knowledge_set(app, id, c->word[2],
		    c->word[3], err) : fail(err, ST_USAGE, "say the field and "
		    "its value");
	if (!local_move_parse(slice_of(c->word[0]), &move))
		return args_unknown("knowledge", c->word[0], err);
	return knowledge_move(app, id, move, c->note, out, err);
}

/* ---- flags ---- */

static void
flag_line(const struct flag *f, struct buf *out)
{
	buf_addf(out, "%lld  %s  %s  ", (long long)f->id, f->entry_id,
	    flag_code_words(f->kind));
	flag_due_sum(f, out);
	buf_addf(out, "  %s  ", f->unit);
	utf8_clean(out, slice_of(f->title), CLEAN_ONE_LINE);
	buf_add_text(out, ": ");
	utf8_clean(out, slice_of(f->text), CLEAN_ONE_LINE);
	if (f->settled_at) {
		buf_addf(out, _("  settled by %s: "), f->settled_by);
		utf8_clean(out, slice_of(f->settled), CLEAN_ONE_LINE);
	}
	buf_add_char(out, '\n');
}

static json_t *
flag_json(const struct flag *f)
{
	char at[CLOCK_TEXT_BYTES];
	json_t *o = json_object();
	const struct {
		const char *name;
		int64_t at;
	} times[] = { { "at", f->at }, { "due_at", f->due_at },
		{ "settled_at", f->settled_at } };

	json_object_set_new(o, "id", json_integer(f->id));
	json_object_set_new(o, "kb_generation",
	    json_integer(f->kb_generation));
	for (size_t i = 0; i < COUNT(times); i++)
		json_object_set_new(o, times[i].name, json_string(
		    times[i].at ? clock_text(times[i].at, CLOCK_ISO, at) :
		    ""));
#define X(name) json_object_set_new(o, #name, json_string(f->name));
	FLAG_TEXT_LIST(X)
#undef X
	return o;
}

static void
flags_json(const struct flags *list, struct buf *out)
{
	json_t *all = json_array();
	char *text;

	for (size_t i = 0; i < list->count; i++)
		json_array_append_new(all, flag_json(&list->flag[i]));
	text = json_dumps(all, JSON_COMPACT);
	buf_addf(out, "%s\n", text ? text : "[]");
	free(text);
	json_decref(all);
}

static enum status
flags(struct app *app, const struct knowledge_call *c, struct buf *out,
    struct err *err)
{
	struct flags list = FLAGS_INIT;
	enum status st = flag_list(app, c->all, &list, err);

	if (st == ST_OK && c->json)
		flags_json(&list, out);
	for (size_t i = 0; st == ST_OK && !c->json && i < list.count; i++)
		flag_line(&list.flag[i], out);
	flags_release(&list);
	return st;
}

static enum status
flag(struct app *app, const struct knowledge_call *c, struct buf *out,
    struct err *err)
{
	struct flags made = FLAGS_INIT;
	enum flag_kind kind;
	enum status st;

	if (c->words != 3 || !c->text ||
	    !flag_kind_parse(slice_of(c->word[2]), &kind))
		return fail(err, ST_USAGE, "say the entry, the kind (wrong, "
		    "outdated, unclear or missing) and --text TEXT");
	st = flag_new(app, c->word[1], kind, c->text, &made, err);
	if (st == ST_OK)
		flag_line(&made.flag[0], out);
	flags_release(&made);
	return st;
}

static enum status
run(struct app *app, const struct knowledge_call *c, struct buf *out,
    struct err *err)
{
	int64_t id;
	enum status st;

	if (c->help || c->words == 0) {
		buf_add_text(out, _(usage));
		return ST_OK;
	}
	if (strcmp(c->word[0], "list") == 0)
		return list(app, c, out, err);
	if (strcmp(c->word[0], "new") == 0)
		return new_one(app, c, out, err);
	if (strcmp(c->word[0], "flag") == 0)
		return flag(app, c, out, err);
	if (strcmp(c->word[0], "flags") == 0)
		return flags(app, c, out, err);
	st = number_of(c->words > 1 ? c->word[1] : NULL, &id, err);
	if (st == ST_OK && strcmp(c->word[0], "settle") == 0)
		return flag_settle(app, id, c->text, err);
	return st == ST_OK ? step(app, c, id, out, err) : st;
}

enum status
cmd_knowledge(struct app *app, int argc, char **argv, struct err *err)
{
	struct knowledge_call c = { .query = NULL };
	const struct args_option options[] = {
		{ "query", .text = &c.query }, { "demand", .text = &c.demand },
		{ "note", .text = &c.note }, { "text", .text = &c.text },
		{ "all", .set = &c.all }, { "json", .set = &c.json },
		{ "help", .set = &c.help }, { NULL },
	};
	struct buf out = BUF_INIT;
	enum status st = args_all(argc, argv, "knowledge", options, c.word,
	    WORDS_MAX, err);

	while (c.words < WORDS_MAX && c.word[c.words])
		c.words++;
	if (st == ST_OK)
		st = run(app, &c, &out, err);
	if (st == ST_OK)
		st = cmd_out(&out, err);
	buf_release(&out);
	return st;
}
