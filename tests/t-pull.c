/*
 * t-pull.c - the base of another desk as a source: taken in, and refused in
 * whatever way it is not what it says.
 */
#include "refresh-home.h"

#include "app/feed_sign.h"
#include "app/refresh_past.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ENTRIES 30

struct pull {
	struct home *home;
	char *centre, *branch;		/* folders of bases */
	char *path, *key;		/* what is given out; its secret key */
	struct buf settings;		/* of the branch */
};

/* Sources of the central desk; two of them have an entry 1. */
static void
write_centre(const struct pull *p)
{
	struct buf text = BUF_INIT;
	char *other = file_join(p->home->app.home, "law.jsonl");

	for (int i = 1; i < ENTRIES; i++)
		buf_addf(&text, "{\"external_id\":\"%d\",\"title\":"
		    "\"第%d个医保问题\",\"answer_full\":\"去%d号窗口。\","
		    "\"owner_unit\":\"市医保局\",\"basis\":\"规定\"%s}\n",
		    i, i, i, i == 2 ? ",\"supersedes\":[\"1\",\"京政发"
		    "〔2020〕1号\"],\"keywords\":[\"医保\",\"窗口\"]" : "");
	home_write(p->home, p->home->feed, buf_text(&text));
	home_write(p->home, other, "{\"external_id\":\"1\",\"title\":"
	    "\"公积金怎么提取\",\"answer_full\":\"线上办理。\","
	    "\"owner_unit\":\"市公积金中心\",\"secrecy\":\"internal\"}\n");
	buf_release(&text);
	free(other);
}

static void
run_centre(struct pull *p)
{
	struct home *f = p->home;
	char *other = file_join(f->app.home, "law.jsonl");
	const char *const files[] = { f->feed, other };
	const struct refresh_options o = { .file = files, .files = 2,
		.accept = true };

	f->app.kb_dir = p->centre;
	OK(f, home_run(f, &o));
	f->app.kb_dir = p->branch;
	free(other);
}

static void
give_out(struct pull *p)
{
	struct home *f = p->home;
	int64_t generation;

	f->app.kb_dir = p->centre;
	OK(f, feed_publish(&f->app, p->key, p->path, 0, &generation,
	    &f->err));
	f->app.kb_dir = p->branch;
}

static int
set_up(void **state)
{
	struct pull *p = xcalloc(1, sizeof(*p));
	struct buf public = BUF_INIT;
	char *name;

	home_set_up(state);
	p->home = *state;
	p->centre = p->home->app.kb_dir;
	p->branch = file_join(p->home->app.home, "branch");
	p->path = file_join(p->home->app.home, "central.db");
	name = file_join(p->home->app.home, "central");
	p->key = xasprintf("%s.key", name);
	OK(p->home, feed_keygen(name, &public, &p->home->err));
	buf_addf(&p->settings, "[desk]\nstarter = no\n[source central]\n"
	    "path = %s\nformat = generation\nkey = %s\n", p->path,
	    strchr(buf_text(&public), '\n') + 1);
	home_configure(p->home, buf_text(&p->settings));
	write_centre(p);
	run_centre(p);
	give_out(p);
	buf_release(&public);
	free(name);
	*state = p;
	return 0;
}

static int
tear_down(void **state)
{
	struct pull *p = *state;
	void *home = p->home;

	p->home->app.kb_dir = p->centre;
	buf_release(&p->settings);
	free(p->branch);
	free(p->path);
	free(p->key);
	free(p);
	return home_tear_down(&home);
}

static enum status
pull(struct pull *p)
{
	const struct refresh_options o = { .accept = false };

	return home_run(p->home, &o);
}

static void
find(struct pull *p, const char *external, struct entry *out)
{
	char id[32];

	for (int i = 1; i <= ENTRIES; i++) {
		snprintf(id, sizeof(id), "K2026-%06d", i);
		home_entry(p->home, id, out);
		if (strcmp(entry_get(out, ENTRY_EXTERNAL_ID), external) == 0)
			return;
		entry_release(out);
	}
	fail_msg("there is no %s", external);
}

static void
a_base_is_a_source_of_another_desk(void **state)
{
	struct pull *p = *state;
	const struct refresh_source *s;
	struct entry e;

	OK(p->home, pull(p));
	s = home_source(p->home, "central");
	assert_int_equal(s->added, ENTRIES);
	assert_string_equal(s->format, "generation");
	assert_int_equal(s->warnings, 0);
	find(p, "law/1", &e);
	assert_string_equal(entry_get(&e, ENTRY_SOURCE_SYSTEM), "central");
	assert_string_equal(entry_get(&e, ENTRY_TITLE), "公积金怎么提取");
	assert_string_equal(entry_get(&e, ENTRY_SECRECY), "internal");
	entry_release(&e);
	find(p, "feed/2", &e);
	assert_string_equal(entry_get(&e, ENTRY_SUPERSEDES),
	    "feed/1\n京政发〔2020〕1号");
	assert_string_equal(entry_get(&e, ENTRY_KEYWORDS), "医保\n窗口");
	assert_string_equal(entry_get(&e, ENTRY_OWNER_UNIT), "市医保局");
	entry_release(&e);
	OK(p->home, pull(p));
	assert_false(p->home->report.published);
}

static void
only_what_changed_there_changes_here(void **state)
{
	struct pull *p = *state;
	const struct refresh_source *s;
	struct buf text = BUF_INIT;

	OK(p->home, pull(p));
	OK(p->home, file_read(p->home->feed, 1 << 20, &text, &p->home->err));
	memcpy(strstr(text.text, "去3号"), "到", strlen("到"));
	home_write(p->home, p->home->feed, buf_text(&text));
	buf_release(&text);
	run_centre(p);
	give_out(p);
	OK(p->home, pull(p));
	s = home_source(p->home, "central");
	assert_int_equal(s->changed, 1);
	assert_int_equal(s->unchanged, ENTRIES - 1);
}

static void
where_it_came_from_is_listed(void **state)
{
	struct pull *p = *state;
	struct refresh_generation *list;
	size_t count;

	run_centre(p);			/* nothing new: still the first */
	OK(p->home, pull(p));
	OK(p->home, refresh_list(&p->home->app, &list, &count,
	    &p->home->err));
	assert_int_equal(count, 1);
	assert_int_equal(list[0].pulls, 1);
	assert_string_equal(list[0].pulled[0].source, "central");
	assert_int_equal(list[0].pulled[0].origin.generation, 1);
	assert_int_equal(list[0].pulled[0].origin.built_at, NOON);
	refresh_list_free(list, count);
}

static void
many_changes_are_held(void **state)
{
	struct pull *p = *state;
	const char *const drops[] = { "feed" };
	const struct refresh_options o = { .drop = drops, .drops = 1 };

	OK(p->home, pull(p));
	p->home->app.kb_dir = p->centre;
	OK(p->home, home_run(p->home, &o));
	give_out(p);
	assert_int_equal(pull(p), ST_HELD);
	assert_int_equal(home_entries(p->home), ENTRIES);
}

/* ---- what is refused ---- */

static void
edit(const struct pull *p, const char *sql)
{
	struct db *db;
	struct home *f = p->home;

	OK(f, db_open(&db, p->path, DB_WRITE, &f->err));
	OK(f, db_exec(db, "edit", sql, &f->err));
	db_close(db);
}

/* A number of bytes, or one of these. */
enum cut { KEEP = 0, HALF = -1, MORE = -2, ZEROS = -3, OTHER = -4 };

static void
damage(const struct pull *p, int cut)
{
	struct home *f = p->home;
	struct buf text = BUF_INIT;
	size_t page = 4096;

	OK(f, file_read(p->path, 64 << 20, &text, &f->err));
	if (cut > 0)
		buf_cut(&text, (size_t)cut);
	else if (cut == HALF)
		buf_cut(&text, text.bytes / 2);
	else if (cut == MORE)
		buf_add_char(&text, 'x');
	else if (cut == OTHER)
		memcpy(text.text, "PK\3\4", 4);
	/* Every page that has a title in it. */
	for (size_t at = page; cut == ZEROS && at < text.bytes; at += page)
		if (memmem(text.text + at, page, "第7个医保问题",
		    strlen("第7个医保问题")))
			memset(text.text + at, 0, page);
	OK(f, file_write(p->path, buf_slice(&text), 0644, &f->err));
	buf_release(&text);
}

static const struct {
	const char *sql;		/* NULL: cut is done */
	int cut;
	const char *why;
} refused[] = {
	{ "CREATE TRIGGER t AFTER INSERT ON entry BEGIN SELECT 1; END", KEEP,
	    "differs at the trigger t" },
	{ "CREATE VIEW v AS SELECT * FROM entry", KEEP,
	    "differs at the view v" },
	{ "CREATE TABLE extra (a)", KEEP, "differs at the table extra" },
	{ "CREATE INDEX more ON entry (title)", KEEP,
	    "differs at the index more" },
	{ "CREATE INDEX more ON entry (upper(title))", KEEP,
	    "differs at the index more" },
	{ "DROP INDEX entry_by_id", KEEP, "it differs at" },
	{ "DROP TABLE lump", KEEP, "it differs at" },
	{ "ALTER TABLE entry ADD COLUMN more TEXT", KEEP,
	    "differs at the table entry" },
	{ "ALTER TABLE entry ADD COLUMN more TEXT"
	    " GENERATED ALWAYS AS (upper(title))", KEEP,
	    "differs at the table entry" },
	{ "DROP INDEX entry_by_id; DROP INDEX entry_by_source;"
	    " ALTER TABLE entry RENAME TO other;"
	    " CREATE VIEW entry AS SELECT * FROM other", KEEP,
	    "it differs at" },
	{ "PRAGMA application_id = 7", KEEP, "it is no knowledge base" },
	{ "PRAGMA user_version = 9", KEEP, "another version of this program" },
	{ "UPDATE meta SET value = '0' WHERE key = 'format'", KEEP,
	    "another version of this program (format)" },
	{ "UPDATE meta SET value = 'title' WHERE key = 'fields'", KEEP,
	    "another version of this program (fields)" },
	{ "DELETE FROM meta WHERE key = 'generation'", KEEP,
	    "it has no number" },
	{ "DELETE FROM entry WHERE row = 1", KEEP,
	    "it has 29 entries and should have 30" },
	{ "PRAGMA journal_mode = WAL", KEEP, "no generation as this program" },
	{ "UPDATE entry SET title = CAST(X'fffe' AS TEXT) WHERE row = 1",
	    KEEP, "is not in UTF-8" },
	{ "UPDATE entry SET keywords = CAST(X'fffe' AS TEXT) WHERE row = 1",
	    KEEP, "is not in UTF-8" },
	{ "UPDATE entry SET answer_full = 'a' || char(27) || '[2J'", KEEP,
	    "30 of 30 records are in error" },
	{ "UPDATE entry SET answer_full = '打电话给13812345678'"
	    " WHERE secrecy IS NULL", KEEP, "29 of 30 records are in error" },
	{ NULL, HALF, "and should have" },
	{ NULL, 4096, "and should have" },
	{ NULL, MORE, "and should have" },
	{ NULL, 60, "it is no SQLite file" },
	{ NULL, OTHER, "" },
	{ NULL, ZEROS, "it is damaged" },
};

/* Signed with the right key all the same. */
static void
what_is_no_base_of_ours_is_refused(void **state)
{
	struct pull *p = *state;
	struct home *f = p->home;

	OK(f, pull(p));
	for (size_t i = 0; i < COUNT(refused); i++) {
		char *wal = xasprintf("%s-wal", p->path);
		const struct refresh_source *s;

		unlink(p->path);
		give_out(p);
		if (refused[i].sql)
			edit(p, refused[i].sql);
		else
			damage(p, refused[i].cut);
		unlink(wal);
		free(wal);
		OK(f, feed_sign(&f->app, p->key, p->path, 0, &f->err));
		assert_int_equal(pull(p), ST_FAILED);
		s = home_source(f, "central");
		assert_int_equal(s->outcome, REFRESH_STOPPED);
		if (!strstr(s->why, refused[i].why))
			fail_msg("%zu: %s", i, s->why);
		assert_false(f->report.published);
		assert_int_equal(home_entries(f), ENTRIES);
	}
}

static void
a_flipped_bit_anywhere_is_refused(void **state)
{
	struct pull *p = *state;
	struct home *f = p->home;
	struct buf text = BUF_INIT;

	OK(f, pull(p));
	OK(f, file_read(p->path, 64 << 20, &text, &f->err));
	for (size_t at = 10; at < text.bytes; at += text.bytes / 8) {
		text.text[at] ^= 1;
		OK(f, file_write(p->path, buf_slice(&text), 0644, &f->err));
		text.text[at] ^= 1;
		assert_int_equal(pull(p), ST_FAILED);
		assert_non_null(strstr(home_source(f, "central")->why,
		    "not of this file"));
	}
	buf_release(&text);
}

static void
what_it_unpacks_to_has_a_limit(void **state)
{
	struct pull *p = *state;

	buf_add_text(&p->settings, "[feed]\nunpacked_bytes = 8192\n");
	home_configure(p->home, buf_text(&p->settings));
	assert_int_equal(pull(p), ST_FAILED);
	assert_non_null(strstr(home_source(p->home, "central")->why,
	    "more than 8192 bytes"));
}

int
main(void)
{
#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, \
	tear_down)
	const struct CMUnitTest tests[] = {
		CASE(a_base_is_a_source_of_another_desk),
		CASE(only_what_changed_there_changes_here),
		CASE(where_it_came_from_is_listed),
		CASE(many_changes_are_held),
		CASE(what_is_no_base_of_ours_is_refused),
		CASE(a_flipped_bit_anywhere_is_refused),
		CASE(what_it_unpacks_to_has_a_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
