/* t-starter.c - the starter knowledge base fits the tables beside it. */
#include "app/directory.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/entry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#define STARTER_BYTES_MAX (4 << 20)
#define SAMPLES_MAX 20

static const char *const files[] = {
	"key-points", "hotline", "guides", "samples",
};

struct starter {
	struct directory *directory;
	json_t *entry[COUNT(files)];	/* by external id */
};

static char *
data_path(const char *folder, const char *name, const char *ending)
{
	const char *source = getenv("srcdir");

	return xasprintf("%s/data/%s%s%s", source ? source : ".", folder,
	    name, ending);
}

static void
file_load(json_t *all, const char *name)
{
	char *path = data_path("starter/", name, ".jsonl");
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;
	struct slice rest, line;

	assert_int_equal(file_read(path, STARTER_BYTES_MAX, &text, &err),
	    ST_OK);
	rest = buf_slice(&text);
	while (slice_line(&rest, &line)) {
		json_t *e = json_loadb(line.text, line.bytes,
		    JSON_REJECT_DUPLICATES, NULL);
		const char *id = json_string_value(json_object_get(e,
		    "external_id"));

		assert_non_null(id);
		assert_null(json_object_get(all, id));
		json_object_set_new(all, id, e);
	}
	buf_release(&text);
	free(path);
}

static int
starter_open(void **state)
{
	struct starter *s = xcalloc(1, sizeof(*s));
	char *dir = data_path("", "", "");
	struct err err = ERR_INIT;
	enum status st = directory_open(&s->directory, dir, &err);

	for (size_t i = 0; i < COUNT(files); i++) {
		s->entry[i] = json_object();
		file_load(s->entry[i], files[i]);
	}
	free(dir);
	*state = s;
	return st == ST_OK ? 0 : -1;
}

static int
starter_close(void **state)
{
	struct starter *s = *state;

	for (size_t i = 0; i < COUNT(files); i++)
		json_decref(s->entry[i]);
	directory_close(s->directory);
	free(s);
	return 0;
}

static const char *
text_of(const json_t *e, const char *field)
{
	const char *text = json_string_value(json_object_get(e, field));

	return text ? text : "";
}

static json_t *
find(const struct starter *s, const char *id)
{
	json_t *e = NULL;

	for (size_t i = 0; !e && i < COUNT(files); i++)
		e = json_object_get(s->entry[i], id);
	return e;
}

/* Runs @check over every entry; says which one it is when it fails. */
static void
for_all(const struct starter *s,
    bool (*check)(const struct starter *s, const char *id, json_t *e))
{
	const char *id;
	json_t *e;
	size_t bad = 0;

	for (size_t i = 0; i < COUNT(files); i++) {
		json_object_foreach(s->entry[i], id, e) {
			if (check(s, id, e))
				continue;
			print_error("%s: %s\n", files[i], id);
			bad++;
		}
	}
	assert_int_equal(bad, 0);
}

static bool
fits_tables(const struct starter *s, const char *id, json_t *e)
{
	const struct topic *t = directory_topic(s->directory,
	    text_of(e, "topic"));
	const struct unit *u = directory_unit_find(s->directory,
	    slice_of(text_of(e, "owner_unit")));

	(void)id;
	return t && t->leaf && u &&
	    strcmp(u->name, text_of(e, "owner_unit")) == 0;
}

static void
topics_and_owners_are_there(void **state)
{
	for_all(*state, fits_tables);
}

static bool
field_is_sound(const char *name, const json_t *value)
{
	enum entry_field f = entry_field_find(slice_of(name));
	struct slice text = slice_of(json_string_value(value));
	const json_t *item;
	size_t i;
	int64_t day;

	if (f == ENTRY_FIELD_COUNT)
		return false;
	if (entry_field_shape(f) == ENTRY_DATE)
		return clock_parse_date(text, &day);
	json_array_foreach(value, i, item)
		if (entry_field_shape(f) != ENTRY_LIST ||
		    !field_is_sound(name, item))
			return false;
	return utf8_is_clean(text, CLEAN_LINES);
}

static bool
is_sound(const struct starter *s, const char *id, json_t *e)
{
	size_t chars = utf8_chars(slice_of(text_of(e, "title")));
	const char *name;
	json_t *value;

	(void)s;
	(void)id;
	json_object_foreach(e, name, value)
		if (!field_is_sound(name, value))
			return false;
	return chars >= 2 && chars <= 64 && *text_of(e, "basis") &&
	    *text_of(e, "answer_short") && *text_of(e, "review_due") &&
	    utf8_chars(slice_of(text_of(e, "answer_short"))) <= 200 &&
	    entry_kind_find(slice_of(text_of(e, "kind"))) < ENTRY_KIND_COUNT;
}

static void
entries_are_sound(void **state)
{
	for_all(*state, is_sound);
}

static bool
links_lead_somewhere(const struct starter *s, const char *id, json_t *e)
{
	static const char *const links[] = {
		"implements", "supersedes", "superseded_by",
	};
	const char *of = text_of(e, "translation_of");
	const json_t *item;
	size_t k;

	for (size_t i = 0; i < COUNT(links); i++)
		json_array_foreach(json_object_get(e, links[i]), k, item)
			if (!find(s, json_string_value(item)))
				return false;
	if (strcmp(text_of(e, "lang"), "en") != 0)
		return !*of;
	return strncmp(id, of, strlen(of)) == 0 && find(s, of) &&
	    strcmp(id + strlen(of), "-en") == 0;
}

static void
links_and_translations_resolve(void **state)
{
	for_all(*state, links_lead_somewhere);
}

static void
examples_say_that_they_are(void **state)
{
	const struct starter *s = *state;
	json_t *samples = s->entry[COUNT(files) - 1], *e;
	const char *id;

	assert_true(json_object_size(samples) <= SAMPLES_MAX);
	json_object_foreach(samples, id, e) {
		assert_true(strstr(text_of(e, "title"), "示例") ||
		    strstr(text_of(e, "title"), "Example"));
		assert_true(strstr(text_of(e, "answer_short"), "示例") ||
		    strstr(text_of(e, "answer_short"), "Example"));
	}
}

static void
there_is_enough_to_start_with(void **state)
{
	const struct starter *s = *state;
	size_t zh = 0, en = 0;
	const char *id;
	json_t *e;

	for (size_t i = 0; i < COUNT(files); i++) {
		json_object_foreach(s->entry[i], id, e) {
			if (strcmp(text_of(e, "lang"), "en") == 0)
				en++;
			else
				zh++;
		}
	}
	assert_true(zh >= 380);
	assert_true(en >= 95);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(topics_and_owners_are_there),
		cmocka_unit_test(entries_are_sound),
		cmocka_unit_test(links_and_translations_resolve),
		cmocka_unit_test(examples_say_that_they_are),
		cmocka_unit_test(there_is_enough_to_start_with),
	};

	return cmocka_run_group_tests(tests, starter_open, starter_close);
}
