/*
 * search_print.c - hits as a person and as a program read them.
 */
#include "cmd/search_cmd.h"

#include "app/search_terms.h"
#include "base/intl.h"
#include "base/utf8.h"

#include <jansson.h>
#include <stdlib.h>

static void
add_clean(struct buf *out, const char *text)
{
	utf8_clean(out, slice_of(text), CLEAN_ONE_LINE);
}

/* "title  [Q&A · unit · region · repealed]  K2026-000123" and below it what
 * answers. */
static void
print_hit(struct buf *out, size_t number, const struct hit *h)
{
	buf_addf(out, "%zu. ", number);
	add_clean(out, h->title);
	buf_addf(out, "  [%s", entry_kind_title(h->kind));
	if (*h->owner_unit) {
		buf_add_text(out, " · ");
		add_clean(out, h->owner_unit);
	}
	if (*h->region) {
		buf_add_text(out, " · ");
		add_clean(out, h->region);
	}
	if (h->force != ENTRY_FORCE_IN_FORCE)
		buf_addf(out, " · %s", entry_force_title(h->force));
	if (h->internal)
		buf_addf(out, " · %s", _("internal"));
	buf_add_text(out, "]  ");
	add_clean(out, h->entry_id);
	if (*h->passage) {
		buf_add_text(out, "\n   ");
		add_clean(out, h->passage);
	}
	buf_add_char(out, '\n');
	if (*h->why) {
		buf_add_text(out, "   = ");
		add_clean(out, h->why);
		buf_add_char(out, '\n');
	}
}

void
search_print(struct buf *out, const struct hits *hits)
{
	for (size_t i = 0; i < hits->count; i++) {
		if (i == hits->live)
			buf_addf(out, "--- %s ---\n", _("not in force"));
		print_hit(out, i + 1, &hits->hit[i]);
	}
	if (hits->tried.bytes > 0) {
		utf8_clean(out, buf_slice(&hits->tried), CLEAN_LINES);
		buf_add_char(out, '\n');
	}
}

static json_t *
json_marks(const struct mark *mark, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("[i,i]",
		    (int)mark[i].from, (int)mark[i].to));
	return list;
}

static void
put_text(json_t *o, const char *key, const char *text)
{
	json_t *value = json_string(text);

	json_object_set_new(o, key, value ? value : json_string(""));
}

static json_t *
json_hit(const struct hit *h)
{
	json_t *o = json_object();

	put_text(o, "entry_id", h->entry_id);
	put_text(o, "external_id", h->external_id);
	put_text(o, "kind", entry_kind_word(h->kind));
	put_text(o, "title", h->title);
	put_text(o, "passage", h->passage);
	put_text(o, "owner_unit", h->owner_unit);
	put_text(o, "region", h->region);
	put_text(o, "effective_on", h->effective_on);
	put_text(o, "lang", h->lang);
	put_text(o, "force", entry_force_word(h->force));
	json_object_set_new(o, "internal", json_boolean(h->internal));
	put_text(o, "by", hit_by_word(h->by));
	json_object_set_new(o, "score", json_real(h->score));
	json_object_set_new(o, "title_marks",
	    json_marks(h->title_mark, h->title_marks));
	json_object_set_new(o, "passage_marks",
	    json_marks(h->passage_mark, h->passage_marks));
	if (*h->why)
		put_text(o, "why", h->why);
	return o;
}

static void
dump(struct buf *out, json_t *o)
{
	char *text = json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(6));

	buf_addf(out, "%s\n", text ? text : "{}");
	free(text);
	json_decref(o);
}

void
search_print_json(struct buf *out, struct slice typed,
    const struct hits *hits)
{
	json_t *o = json_object(), *list = json_array();
	struct buf clean = BUF_INIT;

	utf8_clean(&clean, typed, CLEAN_ONE_LINE);
	put_text(o, "query", buf_text(&clean));
	buf_release(&clean);
	for (size_t i = 0; i < hits->count; i++)
		json_array_append_new(list, json_hit(&hits->hit[i]));
	json_object_set_new(o, "hits", list);
	json_object_set_new(o, "live", json_integer((json_int_t)hits->live));
	put_text(o, "tried", buf_text(&hits->tried));
	json_object_set_new(o, "generation", json_integer(hits->generation));
	json_object_set_new(o, "us", json_integer(hits->cpu_us));
	dump(out, o);
}

void
search_print_ids(struct buf *out, const struct hits *hits, bool external,
    bool time)
{
	json_t *list = json_array();

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *h = &hits->hit[i];
		json_t *id = json_string(external ? h->external_id :
		    h->entry_id);

		if (id)
			json_array_append_new(list, id);
	}
	if (time)
		dump(out, json_pack("{s:o, s:I}", "ids", list, "us",
		    (json_int_t)hits->cpu_us));
	else
		dump(out, list);
}
