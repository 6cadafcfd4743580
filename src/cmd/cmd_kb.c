/*
 * cmd_kb.c - desk12345 kb stats: what the knowledge base's index is made of,
 * and what a query becomes in it.
 */
#include "app/app.h"
#include "app/search_terms.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "cmd/args.h"
#include "cmd/kb_cmd.h"
#include "cmd/out.h"
#include "store/kb.h"
#include "store/kb_stats.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] = N_(
    "Usage: desk12345 kb stats [--json] [WORDS...]\n"
    "Prints the tables of the knowledge base in force with their rows and\n"
    "bytes, and its vocabularies; with WORDS what they become when they are\n"
    "searched for: each term, how many entries have it, its weight, how it\n"
    "came, and (*) whether it fetches candidates. Terms of one group mean the\n"
    "same, and the best of them counts.\n");

struct kb_call {
	struct buf words;
	bool json, help;
};

static void
print_stats(struct buf *out, struct kb *kb, const struct kb_stats *s)
{
	char at[CLOCK_TEXT_BYTES];

	buf_addf(out, _("generation %" PRId64 ", built %s, %.1f MB\n"),
	    kb_generation(kb), clock_text(kb_built_at(kb), CLOCK_MINUTES, at),
	    (double)s->file_bytes / 1e6);
	buf_addf(out, _("%" PRId64 " entries of %.0f tokens, titles of %.0f; "
	    "%" PRId64 " characters, %" PRId64 " pairs, %" PRId64
	    " words\n"), s->entries, s->mean_length, s->mean_title_length,
	    s->chars, s->pairs, s->words);
	for (size_t i = 0; i < s->tables; i++) {
		const struct kb_table *t = &s->table[i];

		buf_addf(out, "  %-8s %10" PRId64, t->name, t->rows);
		if (t->bytes >= 0)
			buf_addf(out, " %9.1f MB", (double)t->bytes / 1e6);
		buf_addf(out, "  %s\n", _(t->holds));
	}
}

static void
print_terms(struct buf *out, const struct search_terms *list)
{
	buf_add_text(out, _("searched for as: "));
	utf8_clean(out, buf_slice(&list->normal), CLEAN_ONE_LINE);
	buf_add_char(out, '\n');
	for (size_t i = 0; i < list->count; i++) {
		const struct search_term *t = &list->term[i];

		buf_addf(out, "%5u %c %8" PRId64 " %7.2f  ", t->group + 1u,
		    t->finds ? '*' : ' ', t->entries, (double)t->weight);
		utf8_clean(out, t->text, CLEAN_ONE_LINE);
		if (*hit_by_title(t->by))
			buf_addf(out, "  (%s)", hit_by_title(t->by));
		if (t->soft)
			buf_addf(out, "  (%s)", _("polite words"));
		buf_add_char(out, '\n');
	}
}

static json_t *
json_stats(struct kb *kb, const struct kb_stats *s)
{
	json_t *o = json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:f, s:f}",
	    "generation", (json_int_t)kb_generation(kb),
	    "file_bytes", (json_int_t)s->file_bytes,
	    "entries", (json_int_t)s->entries,
	    "chars", (json_int_t)s->chars, "pairs", (json_int_t)s->pairs,
	    "words", (json_int_t)s->words, "mean_length", s->mean_length,
	    "mean_title_length", s->mean_title_length);
	json_t *tables = json_array();

	for (size_t i = 0; i < s->tables; i++)
		json_array_append_new(tables, json_pack("{s:s, s:I, s:I}",
		    "name", s->table[i].name,
		    "rows", (json_int_t)s->table[i].rows,
		    "bytes", (json_int_t)s->table[i].bytes));
	json_object_set_new(o, "tables", tables);
	return o;
}

static json_t *
json_terms(const struct search_terms *list)
{
	json_t *terms = json_array();

	for (size_t i = 0; i < list->count; i++) {
		const struct search_term *t = &list->term[i];

		json_array_append_new(terms, json_pack(
		    "{s:s%, s:i, s:I, s:f, s:s, s:b, s:b}", "text",
		    t->text.text, t->text.bytes, "group", (int)t->group,
		    "entries", (json_int_t)t->entries, "weight",
		    (double)t->weight, "by", hit_by_word(t->by), "soft",
		    (int)t->soft, "finds", (int)t->finds));
	}
	return terms;
}

static void
print_json(struct buf *out, struct kb *kb, const struct kb_stats *s,
    const struct search_terms *terms, bool asked)
{
	json_t *o = json_stats(kb, s);
	char *text;

	if (asked)
		json_object_set_new(o, "terms", json_terms(terms));
	text = json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(6));
	buf_addf(out, "%s\n", text ? text : "{}");
	free(text);
	json_decref(o);
}

static enum status
run(struct app *app, const struct kb_call *c, struct err *err)
{
	struct search_terms terms = SEARCH_TERMS_INIT;
	bool asked = c->words.bytes > 0;
	struct buf out = BUF_INIT;
	struct kb_stats s;
	enum status st = kb_stats(app->kb, &s, err);

	if (st == ST_OK && asked)
		st = search_terms(app->kb, buf_slice(&c->words), &terms, err);
	if (st == ST_OK && c->json) {
		print_json(&out, app->kb, &s, &terms, asked);
	} else if (st == ST_OK) {
		print_stats(&out, app->kb, &s);
		if (asked)
			print_terms(&out, &terms);
	}
	if (st == ST_OK)
		st = cmd_out(&out, err);
	search_terms_release(&terms);
	buf_release(&out);
	return st;
}

/* "stats", and the words to search for. */
static enum status
take_words(struct args *a, struct kb_call *c, struct err *err)
{
	const struct args_option options[] = {
		{ "json", .set = &c->json }, { "help", .set = &c->help },
		{ NULL },
	};
	enum args_kind kind;
	const char *text;
	bool stats = false;
	enum status st = ST_OK;

	while (st == ST_OK && (kind = args_next(a, &text)) != ARGS_END) {
		if (kind == ARGS_OPTION)
			st = args_take(a, "kb", text, options, err);
		else if (stats)
			args_join(&c->words, text);
		else if (strcmp(text, "stats") == 0)
			stats = true;
		else
			st = args_unknown("kb", text, err);
	}
	c->help = c->help || !stats;
	return st;
}

enum status
cmd_kb(struct app *app, int argc, char **argv, struct err *err)
{
	struct kb_call c = { .words = BUF_INIT };
	struct args a;
	enum status st;

	args_init(&a, argc, argv);
	st = take_words(&a, &c, err);
	if (st == ST_OK)
		st = c.help ? cmd_help(usage, err) : run(app, &c, err);
	buf_release(&c.words);
	return st;
}
