/*
 * refresh.c - how fast feeds become a knowledge base, beside how fast the same
 * rows go into a plain full-text table.
 *
 *	bench/refresh [--rows N] DATA-FOLDER FEED...
 *
 * With --rows the feed is made of so many rows after those of the feeds, as
 * bench/search does it, so that any size can be measured.
 *
 * The plain table is FTS5 with unicode61 over title and body, in one
 * transaction, with nothing around it: no rules, no ranks, no sounds, no
 * check. Han text without blanks is few tokens to it. The same rows go into a
 * base of their own, too, so that the build is told from the reading of
 * feeds and the rules. Rates are by CPU time, which other work on the machine
 * changes little, and by the clock.
 */
#include "rows.h"

#include "app/app.h"
#include "app/directory.h"
#include "app/policy.h"
#include "app/refresh.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/kb_build.h"
#include "store/kb_old.h"

#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct timing {
	int64_t cpu, wall;
};

static void
stop(const struct err *err)
{
	fprintf(stderr, "refresh: %s\n", err->text);
	exit(1);
}

static struct timing
now(void)
{
	return (struct timing){ clock_cpu_us(), clock_monotonic_us() };
}

static void
print(const char *what, int64_t entries, struct timing from)
{
	struct timing to = now();

	printf("%-18s %8lld entries  %7.2f s CPU  %7lld a second  "
	    "%7.2f s by the clock\n", what, (long long)entries,
	    (double)(to.cpu - from.cpu) / 1e6,
	    (long long)refresh_rate(entries, to.cpu - from.cpu),
	    (double)(to.wall - from.wall) / 1e6);
}

static void
run_sql(sqlite3 *db, const char *sql)
{
	char *why = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK) {
		fprintf(stderr, "refresh: %s\n", why);
		exit(1);
	}
}

/* Each entry of the base in force; reading them is part of what is timed, but
 * little of it. */
static void
each_row(const struct app *app, const struct refresh_report *r,
    enum status (*each)(void *arg, struct entry *e, struct err *err),
    void *arg)
{
	struct err err = ERR_INIT;
	struct kb_old *old;

	if (kb_old_open(&old, app->kb_dir, &err) != ST_OK)
		stop(&err);
	for (size_t i = 0; i < r->sources; i++)
		if (kb_old_each(old, r->source[i].name, each, arg, &err) !=
		    ST_OK)
			stop(&err);
	kb_old_close(old);
}

static enum status
insert_one(void *arg, struct entry *e, struct err *err)
{
	sqlite3_stmt *insert = arg;

	(void)err;
	sqlite3_bind_text(insert, 1, entry_get(e, ENTRY_TITLE), -1,
	    SQLITE_STATIC);
	sqlite3_bind_text(insert, 2, entry_get(e, ENTRY_ANSWER_FULL), -1,
	    SQLITE_STATIC);
	sqlite3_step(insert);
	sqlite3_reset(insert);
	return ST_OK;
}

static void
time_plain(const struct app *app, const struct refresh_report *r)
{
	char *path = file_join(app->home, "plain.db");
	struct timing from = now();
	sqlite3_stmt *insert;
	sqlite3 *db;

	sqlite3_open(path, &db);
	run_sql(db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
	    "CREATE VIRTUAL TABLE f USING fts5(title, body, tokenize ="
	    " 'unicode61'); BEGIN");
	sqlite3_prepare_v2(db, "INSERT INTO f VALUES (?1, ?2)", -1, &insert,
	    NULL);
	each_row(app, r, insert_one, insert);
	sqlite3_finalize(insert);
	run_sql(db, "COMMIT");
	sqlite3_close(db);
	print("plain FTS5 table", r->entries, from);
	unlink(path);
	free(path);
}

static enum status
build_one(void *arg, struct entry *e, struct err *err)
{
	return kb_build_add(arg, e, err);
}

static void
time_build(const struct app *app, const struct refresh_report *r)
{
	struct kb_build_options o = { .dir = app->kb_dir,
		.generation = r->generation + 1,
		.now = clock_now(&app->clock) };
	struct timing from = now();
	struct kb_build *build;
	struct err err = ERR_INIT;

	if (kb_build_new(&build, &o, &err) != ST_OK)
		stop(&err);
	each_row(app, r, build_one, build);
	if (kb_build_finish(build, &err) != ST_OK)
		stop(&err);
	print("the build alone", r->entries, from);
	kb_build_free(build);
}

static void
time_refresh(struct app *app, char **files, int count,
    struct refresh_report *r, const char *what)
{
	const struct refresh_options o = {
		.file = (const char *const *)files, .files = (size_t)count
	};
	struct err err = ERR_INIT;
	struct timing from = now();

	if (refresh_run(app, &o, r, &err) != ST_OK)
		stop(&err);
	r->entries = 0;
	for (size_t i = 0; i < r->sources; i++)
		r->entries += r->source[i].entries;
	print(what, r->entries, from);
	if (r->published)
		printf("%-18s read %.2f s, build %.2f s, check %.2f s by the "
		    "clock\n", "", (double)r->read_us / 1e6,
		    (double)r->build_us / 1e6, (double)r->check_us / 1e6);
}

static void
remove_all(const char *path)
{
	DIR *d = opendir(path);

	for (struct dirent *e = d ? readdir(d) : NULL; e; e = readdir(d))
		unlinkat(dirfd(d), e->d_name, 0);
	if (d)
		closedir(d);
	rmdir(path);
}

/* The feeds as one of @count rows, made by a process of its own, since its
 * memory is not the refresh's. */
static void
make_feed(const char *path, size_t count, char **files, int n)
{
	struct rows rows = { NULL, 0, 0, 0, 0 };
	pid_t pid = fork();
	int how = 0;

	if (pid == 0) {
		for (int i = 0; i < n; i++) {
			rows_read(&rows, files[i]);
			if (rows.first == 0)
				rows.first = rows.count;
		}
		rows_write(&rows, count, path);
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, &how, 0) != pid || how != 0)
		exit(1);
}

static void
measure(struct app *app, char **files, int count)
{
	struct refresh_report first = REFRESH_REPORT_INIT;
	struct refresh_report second = REFRESH_REPORT_INIT;
	struct rusage usage;

	time_refresh(app, files, count, &first, "refresh");
	getrusage(RUSAGE_SELF, &usage);
	printf("%-18s %ld MB at most\n", "", usage.ru_maxrss >> 10);
	time_refresh(app, files, count, &second, "a quiet night");
	time_build(app, &first);
	time_plain(app, &first);
	refresh_report_release(&first);
	refresh_report_release(&second);
}

int
main(int argc, char **argv)
{
	char home[] = "/tmp/bench-refresh.XXXXXX", *rows;
	struct app app = APP_INIT;
	struct err err = ERR_INIT;
	bool make = argc > 2 && strcmp(argv[1], "--rows") == 0;
	size_t count = make ? (size_t)strtoull(argv[2], NULL, 10) : 0;

	if (argc - 2 * make < 3 || !mkdtemp(home)) {
		fputs("usage: refresh [--rows N] DATA-FOLDER FEED...\n",
		    stderr);
		return 2;
	}
	argv += 2 * make;
	argc -= 2 * make;
	app.home = home;
	app.data_dir = argv[1];
	app.kb_dir = file_join(home, "kb");
	rows = file_join(home, "rows.jsonl");
	if (directory_open(&app.directory, app.data_dir, &err) != ST_OK ||
	    policy_open(&app.policy, app.data_dir, &err) != ST_OK)
		stop(&err);
	if (make)
		make_feed(rows, count, argv + 2, argc - 2);
	measure(&app, make ? &rows : argv + 2, make ? 1 : argc - 2);
	directory_close(app.directory);
	policy_close(app.policy);
	remove_all(app.kb_dir);
	remove_all(home);
	free(app.kb_dir);
	free(rows);
	return 0;
}
