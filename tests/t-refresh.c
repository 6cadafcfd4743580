/*
 * t-refresh.c - a whole refresh over real files: what is taken in, carried
 * over, held, stopped, and what is left when it fails.
 */
#include "refresh-home.h"

#include "app/refresh_past.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/kb.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zlib.h>

enum { FEED_BYTES = 1 << 20 };

/* Entries @from .. @to - 1, each titled with its number and @word. */
static void
write_feed(struct home *f, int from, int to, const char *word)
{
	struct buf text = BUF_INIT;

	for (int i = from; i < to; i++)
		buf_addf(&text, "{\"external_id\":\"q%d\",\"title\":\"第%d号"
		    "问题%s\",\"answer_full\":\"带身份证到窗口办理。\","
		    "\"owner_unit\":\"市医保局\",\"basis\":\"某办法\"}\n", i,
		    i, word);
	home_write(f, f->feed, buf_text(&text));
	buf_release(&text);
}

static enum status
run_file(struct home *f, bool accept)
{
	const char *file = f->feed;
	const struct refresh_options o = { .file = &file, .files = 1,
		.accept = accept };

	return home_run(f, &o);
}

static void
ids_and_revisions_are_carried_on(void **state)
{
	struct home *f = *state;
	struct entry e;

	write_feed(f, 1, 101, "");
	OK(f, run_file(f, false));
	assert_true(f->report.published);
	assert_int_equal(home_source(f, "feed")->added, 100);
	home_entry(f, "K2026-000100", &e);
	assert_string_equal(entry_get(&e, ENTRY_EXTERNAL_ID), "q100");
	assert_string_equal(entry_get(&e, ENTRY_SOURCE_SYSTEM), "feed");
	assert_int_equal(e.revision, 1);
	entry_release(&e);

	/* q1 goes, q101 comes, all others keep their ids */
	write_feed(f, 2, 102, "");
	f->app.clock.stopped_at += 366 * CLOCK_DAY;
	OK(f, run_file(f, false));
	assert_int_equal(home_source(f, "feed")->added, 1);
	assert_int_equal(home_source(f, "feed")->withdrawn, 1);
	assert_int_equal(home_source(f, "feed")->unchanged, 99);
	home_entry(f, "K2027-000001", &e);
	assert_string_equal(entry_get(&e, ENTRY_EXTERNAL_ID), "q101");
	entry_release(&e);

	write_feed(f, 2, 102, "！");
	OK(f, run_file(f, false));
	assert_int_equal(home_source(f, "feed")->changed, 100);
	home_entry(f, "K2026-000100", &e);
	assert_int_equal(e.revision, 2);
	assert_string_equal(entry_get(&e, ENTRY_TITLE), "第100号问题！");
	entry_release(&e);
}

static void
an_id_is_never_given_twice(void **state)
{
	struct home *f = *state;
	struct entry e;

	write_feed(f, 1, 4, "");
	OK(f, run_file(f, true));
	write_feed(f, 1, 3, "");
	OK(f, run_file(f, true));
	write_feed(f, 1, 5, "");
	OK(f, run_file(f, true));
	home_entry(f, "K2026-000004", &e);
	assert_string_equal(entry_get(&e, ENTRY_EXTERNAL_ID), "q3");
	entry_release(&e);
	assert_int_equal(home_entries(f), 4);
}

static void
nothing_changed_publishes_nothing(void **state)
{
	struct home *f = *state;

	write_feed(f, 1, 20, "");
	OK(f, run_file(f, false));
	OK(f, run_file(f, false));
	assert_false(f->report.published);
	assert_int_equal(f->report.generation, 1);
	assert_int_equal(home_source(f, "feed")->outcome, REFRESH_UNCHANGED);
}

static void
a_source_changes_and_the_others_stay(void **state)
{
	struct home *f = *state;
	char *other = file_join(f->app.home, "other.csv");
	const char *file = other;
	const struct refresh_options o = { .file = &file, .files = 1 };

	write_feed(f, 1, 20, "");
	OK(f, run_file(f, false));
	home_write(f, other, "编号,标题,答复\n1,公积金提取,到窗口办理\n");
	OK(f, home_run(f, &o));
	assert_int_equal(home_source(f, "feed")->outcome, REFRESH_KEPT);
	assert_string_equal(home_source(f, "other")->format, "csv");
	assert_int_equal(home_entries(f), 20);
	home_write(f, other, "编号,标题,答复\n1,公积金提取,网上办理\n");
	OK(f, home_run(f, &o));
	assert_int_equal(home_source(f, "other")->changed, 1);
	assert_int_equal(home_entries(f), 20);
	free(other);
}

static void
too_many_errors_stop_a_source(void **state)
{
	struct home *f = *state;
	struct buf text = BUF_INIT;

	write_feed(f, 1, 101, "");
	OK(f, run_file(f, false));
	OK(f, file_read(f->feed, FEED_BYTES, &text, &f->err));
	for (int i = 0; i < 10; i++)
		buf_addf(&text, "{\"external_id\":\"x%d\"}\n", i);
	home_write(f, f->feed, buf_text(&text));
	assert_int_equal(run_file(f, false), ST_FAILED);
	assert_int_equal(home_source(f, "feed")->outcome, REFRESH_STOPPED);
	assert_non_null(strstr(home_source(f, "feed")->why, "10 of 110"));
	assert_false(f->report.published);
	assert_int_equal(home_entries(f), 100);
	buf_release(&text);
}

/* A correction that may not go in leaves the earlier version there. */
static void
a_bad_record_leaves_the_earlier_version(void **state)
{
	struct home *f = *state;
	struct buf text = BUF_INIT;
	struct entry e;
	char *at;

	write_feed(f, 1, 101, "");
	OK(f, run_file(f, false));
	OK(f, file_read(f->feed, FEED_BYTES, &text, &f->err));
	at = strstr(text.text, "带身份证");
	memcpy(at, "13812345678 ", 12);
	buf_add_text(&text, "{\"external_id\":\"q101\",\"title\":\"新的\","
	    "\"answer_full\":\"带身份证。\"}\n");
	home_write(f, f->feed, buf_text(&text));
	OK(f, run_file(f, false));
	assert_int_equal(home_source(f, "feed")->rejected, 1);
	assert_int_equal(home_source(f, "feed")->stayed, 1);
	assert_int_equal(home_source(f, "feed")->withdrawn, 0);
	assert_int_equal(home_source(f, "feed")->added, 1);
	home_entry(f, "K2026-000001", &e);
	assert_string_equal(entry_get(&e, ENTRY_ANSWER_FULL),
	    "带身份证到窗口办理。");
	entry_release(&e);
	assert_int_equal(home_entries(f), 101);
	buf_release(&text);
}

static bool
has_error(const struct refresh_source *s, const char *rule, int64_t line)
{
	for (size_t i = 0; i < s->notes; i++)
		if (s->note[i].level == NOTE_ERROR && s->note[i].line == line
		    && strcmp(s->note[i].rule, rule) == 0)
			return true;
	return false;
}

static void
the_same_id_twice_is_an_error(void **state)
{
	struct home *f = *state;
	struct buf text = BUF_INIT;

	write_feed(f, 1, 101, "");
	OK(f, file_read(f->feed, FEED_BYTES, &text, &f->err));
	buf_add_text(&text, "{\"external_id\":\"q7\",\"title\":\"再来\","
	    "\"answer_full\":\"带身份证。\"}\n");
	home_write(f, f->feed, buf_text(&text));
	OK(f, run_file(f, false));
	assert_int_equal(home_source(f, "feed")->rejected, 1);
	assert_true(has_error(home_source(f, "feed"), "twice", 101));
	assert_int_equal(home_entries(f), 100);
	buf_release(&text);
}

static void
large_changes_are_held_until_accepted(void **state)
{
	struct home *f = *state;

	write_feed(f, 1, 101, "");
	OK(f, run_file(f, false));
	write_feed(f, 1, 91, "");
	assert_int_equal(run_file(f, false), ST_HELD);
	assert_int_equal(home_source(f, "feed")->outcome, REFRESH_HELD);
	assert_int_equal(home_entries(f), 100);
	OK(f, run_file(f, true));
	assert_int_equal(home_entries(f), 90);
	write_feed(f, 1, 120, "");
	assert_int_equal(run_file(f, false), ST_HELD);
	assert_int_equal(home_entries(f), 90);
	write_feed(f, 1, 96, "");
	OK(f, run_file(f, false));
	assert_int_equal(home_entries(f), 95);
}

static void
files_that_are_no_feeds_change_nothing(void **state)
{
	struct home *f = *state;
	const char *bad[] = { NULL, "/dev/null" };
	char *fifo = file_join(f->app.home, "fifo.jsonl");
	struct refresh_options o = { .files = 1 };

	write_feed(f, 1, 20, "");
	OK(f, run_file(f, false));
	assert_int_equal(mkfifo(fifo, 0600), 0);
	bad[0] = fifo;
	for (size_t i = 0; i < COUNT(bad); i++) {
		o.file = &bad[i];
		assert_int_equal(home_run(f, &o), ST_FAILED);
		assert_non_null(strstr(f->err.text, "not a regular file"));
	}
	home_write(f, f->feed, "");
	assert_int_equal(run_file(f, false), ST_FAILED);
	unlink(f->feed);
	assert_int_equal(run_file(f, false), ST_FAILED);
	assert_int_equal(home_entries(f), 19);
	free(fifo);
}

static void
write_gz(const char *path, const char *text, size_t bytes, int times)
{
	gzFile gz = gzopen(path, "wb9");

	assert_non_null(gz);
	for (int i = 0; i < times; i++)
		assert_int_equal(gzwrite(gz, text, (unsigned)bytes), bytes);
	assert_int_equal(gzclose(gz), Z_OK);
}

static void
gzip_is_told_by_content(void **state)
{
	struct home *f = *state;
	struct buf text = BUF_INIT;

	write_feed(f, 1, 20, "");
	OK(f, file_read(f->feed, FEED_BYTES, &text, &f->err));
	write_gz(f->feed, text.text, text.bytes, 1);
	OK(f, run_file(f, false));
	assert_int_equal(home_entries(f), 19);
	/* Cut off: nothing of it. */
	buf_reset(&text);
	OK(f, file_read(f->feed, FEED_BYTES, &text, &f->err));
	assert_int_equal(truncate(f->feed, (off_t)text.bytes - 9), 0);
	assert_int_equal(run_file(f, true), ST_FAILED);
	assert_non_null(strstr(f->err.text, "cut off"));
	assert_int_equal(home_entries(f), 19);
	buf_release(&text);
}

static void
a_bomb_is_not_unpacked(void **state)
{
	struct home *f = *state;
	char *zeros = xcalloc(1, 1 << 20);

	write_gz(f->feed, zeros, 1 << 20, 64);
	assert_int_equal(run_file(f, false), ST_FAILED);
	assert_non_null(strstr(f->err.text, "times its size"));
	free(zeros);
}

static void
a_dry_run_touches_nothing(void **state)
{
	struct home *f = *state;
	const char *file = f->feed;
	const struct refresh_options o = { .file = &file, .files = 1,
		.dry_run = true };
	char *report = file_join(f->app.kb_dir, "refresh.json");

	write_feed(f, 1, 20, "");
	OK(f, home_run(f, &o));
	assert_int_equal(home_source(f, "feed")->added, 19);
	assert_false(f->report.published);
	assert_false(file_exists(report));
	free(report);
}

static void
a_source_can_be_dropped(void **state)
{
	struct home *f = *state;
	char *other = file_join(f->app.home, "other.csv");
	const char *files[] = { f->feed, other }, *drop = "other";
	const struct refresh_options both = { .file = files, .files = 2 };
	const struct refresh_options less = { .drop = &drop, .drops = 1 };

	write_feed(f, 1, 20, "");
	home_write(f, other, "编号,标题,答复\n1,公积金提取,到窗口办理\n");
	OK(f, home_run(f, &both));
	assert_int_equal(home_entries(f), 20);
	OK(f, home_run(f, &less));
	assert_int_equal(home_entries(f), 19);
	assert_int_equal(home_run(f, &less), ST_USAGE);
	free(other);
}

static void
the_starter_is_made_once(void **state)
{
	struct home *f = *state;
	int64_t n;

	OK(f, refresh_starter(&f->app, &f->err));
	n = home_entries(f);
	assert_true(n > 400);
	OK(f, refresh_starter(&f->app, &f->err));
	write_feed(f, 1, 20, "");
	OK(f, run_file(f, false));
	assert_int_equal(home_entries(f), n + 19);
}

static void
configured_sources_are_read(void **state)
{
	struct home *f = *state;
	const struct refresh_options all = { .source = NULL };
	const char *one = "med";
	const struct refresh_options some = { .source = &one, .sources = 1 };
	struct entry e;

	home_configure(f, "[desk]\nstarter = no\n[source med]\n"
	    "path = feed.jsonl\nowner_unit = 市医保局\n");
	home_write(f, f->feed, "{\"external_id\":\"1\",\"title\":\"医保报销\","
	    "\"answer_full\":\"持卡就医。\"}\n");
	OK(f, home_run(f, &all));
	home_entry(f, "K2026-000001", &e);
	assert_string_equal(entry_get(&e, ENTRY_OWNER_UNIT), "市医保局");
	entry_release(&e);
	OK(f, home_run(f, &some));
	one = "none";
	assert_int_equal(home_run(f, &some), ST_USAGE);
	home_configure(f, "[source med]\npath = a\ncolour = red\n");
	assert_int_equal(home_run(f, &all), ST_INVALID);
	assert_non_null(strstr(f->err.text, "colour"));
}

static void
write_old(struct home *f, const char *name, const char *text)
{
	const struct timespec old[2] = { { 1, 0 }, { 1, 0 } };
	char *dir = file_join(f->app.home, "drop");
	char *path = file_join(dir, name);

	OK(f, file_make_dir(dir, 0755, &f->err));
	home_write(f, path, text);
	assert_int_equal(utimensat(AT_FDCWD, path, old, 0), 0);
	free(path);
	free(dir);
}

#define ROW(id) "编号,标题,答复\n" id ",公积金提取" id ",到窗口办理\n"

/* The whole source waits: else what is in the file would be withdrawn. */
static void
a_folder_waits_until_its_files_are_whole(void **state)
{
	struct home *f = *state;
	const struct refresh_options all = { .source = NULL };
	char *late = file_join(f->app.home, "drop/b.csv");

	home_configure(f, "[desk]\nstarter = no\n[source drop]\n"
	    "path = drop\n");
	write_old(f, "a.csv", ROW("1"));
	write_old(f, "b.csv", ROW("2"));
	OK(f, home_run(f, &all));
	assert_int_equal(home_entries(f), 2);
	home_write(f, late, ROW("3"));
	OK(f, home_run(f, &all));
	assert_int_equal(home_source(f, "drop")->outcome, REFRESH_WAITING);
	assert_int_equal(home_entries(f), 2);
	write_old(f, "b.csv", ROW("3"));
	OK(f, home_run(f, &all));
	assert_int_equal(home_source(f, "drop")->added, 1);
	assert_int_equal(home_source(f, "drop")->withdrawn, 1);
	free(late);
}

static void
a_missing_source_lapses_in_the_end(void **state)
{
	static const enum refresh_outcome want[] = { REFRESH_MISSING,
		REFRESH_TAKEN, REFRESH_MISSING, REFRESH_MISSING,
		REFRESH_LAPSED };
	struct home *f = *state;
	const struct refresh_options all = { .source = NULL };

	home_configure(f, "[source med]\npath = feed.jsonl\n"
	    "missing_runs = 3\n");
	write_feed(f, 1, 20, "");
	OK(f, home_run(f, &all));
	for (size_t i = 0; i < COUNT(want); i++) {
		unlink(f->feed);
		if (want[i] == REFRESH_TAKEN)
			write_feed(f, 1, 20, "。");
		OK(f, home_run(f, &all));
		assert_int_equal(home_source(f, "med")->outcome, want[i]);
	}
	assert_int_equal(home_source(f, "med")->withdrawn, 19);
	/* It may come again; its entries are new ones. */
	write_feed(f, 1, 20, "");
	OK(f, home_run(f, &all));
	assert_int_equal(home_source(f, "med")->added, 19);
}

static void
a_quiet_night_reads_nothing(void **state)
{
	struct home *f = *state;

	write_feed(f, 1, 20, "");
	OK(f, run_file(f, false));
	OK(f, run_file(f, false));
	assert_int_equal(home_source(f, "feed")->read, 0);
	assert_int_equal(home_source(f, "feed")->unchanged, 19);
	/* Other limits are other rules: all is read. */
	home_configure(f, "[feed]\ntitle_chars = 100\n");
	OK(f, run_file(f, false));
	assert_int_equal(home_source(f, "feed")->read, 19);
}

/* An upgrade of the program: the next refresh makes the base anew, though no
 * source brought anything, and every id stays. */
/* As if another version had made it. */
static void
spoil(struct home *f, int generation)
{
	char *path = xasprintf("%s/kb-%d.db", f->app.kb_dir, generation);
	struct db *db;

	OK(f, db_open(&db, path, DB_WRITE, &f->err));
	OK(f, db_exec(db, "spoil", "UPDATE meta SET value = 'old' WHERE key ="
	    " 'tokens'", &f->err));
	db_close(db);
	free(path);
}

static void
another_versions_base_is_made_anew(void **state)
{
	struct home *f = *state;
	struct entry e;
	struct kb *kb;

	write_feed(f, 1, 20, "");
	OK(f, run_file(f, false));
	write_feed(f, 1, 20, "。");
	OK(f, run_file(f, false));
	spoil(f, 2);
	assert_int_equal(kb_open(&kb, f->app.kb_dir, &f->err), ST_INVALID);
	OK(f, run_file(f, false));
	assert_true(f->report.published);
	assert_int_equal(home_source(f, "feed")->unchanged, 19);
	home_entry(f, "K2026-000019", &e);
	assert_int_equal(e.revision, 2);
	assert_string_equal(entry_get(&e, ENTRY_TITLE), "第19号问题。");
	entry_release(&e);
}

static void
the_starter_goes_when_it_is_told_to(void **state)
{
	struct home *f = *state;
	const struct refresh_options all = { .source = NULL };

	OK(f, refresh_starter(&f->app, &f->err));
	home_configure(f, "[source med]\npath = feed.jsonl\n");
	write_feed(f, 1, 20, "");
	OK(f, home_run(f, &all));
	assert_true(home_entries(f) > 400);
	home_configure(f, "[desk]\nstarter = no\n[source med]\n"
	    "path = feed.jsonl\n");
	OK(f, home_run(f, &all));
	assert_int_equal(home_entries(f), 19);
}

static void
a_second_run_is_told_who_is_at_work(void **state)
{
	struct home *f = *state;
	char *path = file_join(f->app.kb_dir, "refresh.lock");
	int fd;

	write_feed(f, 1, 20, "");
	OK(f, file_make_dir(f->app.kb_dir, 0755, &f->err));
	OK(f, file_lock(&fd, path, false, &f->err));
	assert_int_equal(run_file(f, false), ST_BUSY);
	file_unlock(fd);
	OK(f, run_file(f, false));
	free(path);
}

static enum status
collect(void *arg, const struct entry *was, const struct entry *is,
    struct err *err)
{
	const char *change = "~";

	(void)err;
	if (!was)
		change = "+";
	else if (!is)
		change = "-";
	buf_addf(arg, "%s%s ", change,
	    entry_get(is ? is : was, ENTRY_EXTERNAL_ID));
	return ST_OK;
}

static void
generations_are_listed_compared_and_undone(void **state)
{
	struct home *f = *state;
	struct refresh_generation *list;
	struct buf diff = BUF_INIT;
	size_t count;
	int64_t now;

	write_feed(f, 1, 4, "");
	OK(f, run_file(f, true));
	write_feed(f, 3, 5, "？");
	OK(f, run_file(f, true));
	OK(f, refresh_list(&f->app, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_int_equal(list[0].entries, 3);
	assert_int_equal(list[1].built_at, NOON);
	assert_true(list[1].current && !list[0].current);
	refresh_list_free(list, count);
	OK(f, refresh_diff(&f->app, 1, 2, collect, &diff, &f->err));
	assert_string_equal(buf_text(&diff), "~q3 +q4 -q1 -q2 ");
	buf_release(&diff);
	OK(f, refresh_rollback(&f->app, 0, &now, &f->err));
	assert_int_equal(now, 1);
	assert_int_equal(home_entries(f), 3);
	assert_int_equal(refresh_rollback(&f->app, 0, &now, &f->err),
	    ST_NOT_FOUND);
	/* What was undone can be taken in again, under a new number. */
	OK(f, run_file(f, true));
	assert_int_equal(f->report.generation, 3);
}

/* A screen that is open while another version's refresh runs goes on with
 * what it has, says so once, and follows as soon as it can. */
static void
a_base_of_another_version_is_not_gone_on_to(void **state)
{
	struct home *f = *state;
	bool moved;

	OK(f, app_follow(&f->app, &moved, &f->err));
	assert_false(moved);
	write_feed(f, 1, 4, "");
	OK(f, run_file(f, true));
	OK(f, app_follow(&f->app, &moved, &f->err));
	assert_true(moved);
	write_feed(f, 1, 5, "");
	OK(f, run_file(f, true));
	spoil(f, 2);
	assert_int_equal(app_follow(&f->app, &moved, &f->err), ST_INVALID);
	assert_non_null(strstr(f->err.text, "start it again"));
	OK(f, app_follow(&f->app, &moved, &f->err));
	assert_false(moved);
	assert_int_equal(kb_generation(f->app.kb), 1);
	OK(f, run_file(f, true));
	OK(f, app_follow(&f->app, &moved, &f->err));
	assert_true(moved);
	assert_int_equal(kb_generation(f->app.kb), 3);
	kb_close(f->app.kb);
}

static void
the_report_is_kept_beside_the_base(void **state)
{
	struct home *f = *state;
	char *path = file_join(f->app.kb_dir, "refresh-1.json");
	struct buf text = BUF_INIT;

	write_feed(f, 1, 4, "");
	OK(f, run_file(f, false));
	OK(f, file_read(path, FEED_BYTES, &text, &f->err));
	assert_non_null(strstr(text.text, "\"added\":3"));
	for (int i = 2; i < 12; i++) {
		char word[16];

		snprintf(word, sizeof(word), "%d", i);
		write_feed(f, 1, 4, word);
		OK(f, run_file(f, true));
	}
	assert_false(file_exists(path));	/* gone with its generation */
	buf_release(&text);
	free(path);
}

int
main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, home_set_up, home_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(ids_and_revisions_are_carried_on),
		TEST(an_id_is_never_given_twice),
		TEST(nothing_changed_publishes_nothing),
		TEST(a_source_changes_and_the_others_stay),
		TEST(too_many_errors_stop_a_source),
		TEST(a_bad_record_leaves_the_earlier_version),
		TEST(the_same_id_twice_is_an_error),
		TEST(large_changes_are_held_until_accepted),
		TEST(files_that_are_no_feeds_change_nothing),
		TEST(gzip_is_told_by_content),
		TEST(a_bomb_is_not_unpacked),
		TEST(a_dry_run_touches_nothing),
		TEST(a_source_can_be_dropped),
		TEST(the_starter_is_made_once),
		TEST(configured_sources_are_read),
		TEST(a_folder_waits_until_its_files_are_whole),
		TEST(a_missing_source_lapses_in_the_end),
		TEST(a_quiet_night_reads_nothing),
		TEST(another_versions_base_is_made_anew),
		TEST(the_starter_goes_when_it_is_told_to),
		TEST(a_second_run_is_told_who_is_at_work),
		TEST(generations_are_listed_compared_and_undone),
		TEST(a_base_of_another_version_is_not_gone_on_to),
		TEST(the_report_is_kept_beside_the_base),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
