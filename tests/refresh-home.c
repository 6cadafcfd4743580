/*
 * refresh-home.c - makes the home, and removes it.
 */
#include "refresh-home.h"

#include "app/directory.h"
#include "app/policy.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/kb.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
home_set_up(void **state)
{
	struct home *f = xcalloc(1, sizeof(*f));
	const char *source = getenv("srcdir"), *tmp = getenv("TMPDIR");

	f->app = (struct app)APP_INIT;
	f->app.clock.stopped_at = NOON;
	f->app.home = xasprintf("%s/t-refresh.XXXXXX", tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(f->app.home));
	f->app.kb_dir = file_join(f->app.home, "kb");
	f->app.data_dir = xasprintf("%s/data", source ? source : ".");
	f->feed = file_join(f->app.home, "feed.jsonl");
	OK(f, directory_open(&f->app.directory, f->app.data_dir, &f->err));
	OK(f, policy_open(&f->app.policy, f->app.data_dir, &f->err));
	*state = f;
	return 0;
}

static void
clear(const char *path)
{
	DIR *d = opendir(path);

	assert_non_null(d);
	for (struct dirent *e = readdir(d); e; e = readdir(d)) {
		if (strcmp(e->d_name, ".") == 0 ||
		    strcmp(e->d_name, "..") == 0)
			continue;
		if (unlinkat(dirfd(d), e->d_name, 0) != 0) {
			char *below = file_join(path, e->d_name);

			clear(below);
			free(below);
		}
	}
	closedir(d);
	assert_int_equal(rmdir(path), 0);
}

int
home_tear_down(void **state)
{
	struct home *f = *state;

	refresh_report_release(&f->report);
	directory_close(f->app.directory);
	policy_close(f->app.policy);
	config_release(&f->app.config);
	clear(f->app.home);
	free(f->app.home);
	free(f->app.kb_dir);
	free(f->app.data_dir);
	free(f->feed);
	free(f);
	return 0;
}

void
home_write(struct home *f, const char *path, const char *text)
{
	OK(f, file_write(path, slice_of(text), 0644, &f->err));
}

enum status
home_run(struct home *f, const struct refresh_options *o)
{
	refresh_report_release(&f->report);
	return refresh_run(&f->app, o, &f->report, &f->err);
}

const struct refresh_source *
home_source(const struct home *f, const char *name)
{
	for (size_t i = 0; i < f->report.sources; i++)
		if (strcmp(f->report.source[i].name, name) == 0)
			return &f->report.source[i];
	fail_msg("the report has no source %s", name);
	return NULL;
}

void
home_entry(struct home *f, const char *id, struct entry *out)
{
	struct kb *kb;

	OK(f, kb_open(&kb, f->app.kb_dir, &f->err));
	OK(f, kb_entry(kb, id, out, &f->err));
	kb_close(kb);
}

int64_t
home_entries(struct home *f)
{
	struct kb *kb;
	int64_t n;

	OK(f, kb_open(&kb, f->app.kb_dir, &f->err));
	n = kb_count(kb);
	kb_close(kb);
	return n;
}

void
home_configure(struct home *f, const char *text)
{
	char *path = file_join(f->app.home, "desk12345.conf");

	config_release(&f->app.config);
	f->app.config = (struct config)CONFIG_INIT;
	home_write(f, path, text);
	OK(f, config_read(&f->app.config, path, &f->err));
	free(path);
}

