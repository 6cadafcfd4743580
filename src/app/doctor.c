/*
 * doctor.c - one function a part of the installation, called in turn.
 */
#include "app/doctor.h"

#include "app/app.h"
#include "app/feed_http.h"
#include "app/feed_limits.h"
#include "app/feed_source.h"
#include "app/policy.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { REPORT_MAX = 64 << 20, OLD_DAYS = 3, BASES_OF_SPACE = 3 };

struct visit {
	struct app *app;
	void (*each)(void *arg, const struct doctor_finding *f);
	void *arg;
	enum doctor_level worst;
};

static const struct {
	const char *word, *title;
} levels[DOCTOR_LEVEL_COUNT] = {
#define X(id, word, title) [DOCTOR_##id] = { word, title },
	DOCTOR_LEVEL_LIST(X)
#undef X
};

const char *
doctor_level_word(enum doctor_level level)
{
	return levels[level].word;
}

const char *
doctor_level_title(enum doctor_level level)
{
	return _(levels[level].title);
}

static void
tell(struct visit *v, enum doctor_level level, const char *about,
    const char *says, const char *advice)
{
	const struct doctor_finding f = { level, about, says, advice };

	if (level > v->worst)
		v->worst = level;
	v->each(v->arg, &f);
}

/* As tell(), with a text that was made; frees it. */
static void
tell_made(struct visit *v, enum doctor_level level, const char *about,
    char *says, const char *advice)
{
	tell(v, level, about, says, advice);
	free(says);
}

static void
look_at_data(struct visit *v)
{
	struct feed_limits limits;
	struct err err = ERR_INIT;
	enum status st = app_need(v->app, APP_TABLES, &err);

	if (st == ST_OK)
		st = feed_limits_read(&limits, v->app->data_dir,
		    &v->app->config, &err);
	if (st != ST_OK)
		tell(v, DOCTOR_BAD, "data", err.text, _("install the program "
		    "again, or say in DESK12345_DATA where its data folder "
		    "is"));
	else
		tell(v, DOCTOR_GOOD, "data", v->app->data_dir, "");
}

static void
look_at_clock(struct visit *v)
{
	int64_t day = clock_day(clock_now(&v->app->clock));
	struct err err = ERR_INIT;
	bool work;

	if (!v->app->policy)
		return;
	if (policy_is_workday(v->app->policy, day, &work, &err) != ST_OK)
		tell(v, DOCTOR_BAD, "calendar", err.text, _("set the clock, "
		    "or add the year's holidays to calendar.tsv in the data "
		    "folder"));
	else
		tell(v, DOCTOR_GOOD, "calendar", policy_date(v->app->policy,
		    day), "");
}

static void
look_at_home(struct visit *v)
{
	const char *home = v->app->home;

	if (!file_exists(home))
		tell_made(v, DOCTOR_WARNING, "home", xasprintf(_("%s is not "
		    "there yet"), home), _("the first start makes it"));
	else if (access(home, W_OK | X_OK) != 0)
		tell_made(v, DOCTOR_BAD, "home", xasprintf(_("%s cannot be "
		    "written: %s"), home, strerror(errno)), _("give it to the "
		    "person or group that runs the desk"));
	else if (file_on_network(home))
		tell_made(v, DOCTOR_BAD, "home", xasprintf(_("%s is on a "
		    "network file system"), home), _("move it to a local "
		    "disk: a ledger cannot be kept there"));
	else
		tell(v, DOCTOR_GOOD, "home", home, "");
}

/* Of the file that the link points at; 0 when there is none. */
static int64_t
base_bytes(const struct app *app)
{
	char *path = file_join(app->kb_dir, "current");
	struct stat st;
	bool there = stat(path, &st) == 0;

	free(path);
	return there ? st.st_size : 0;
}

static void
look_at_space(struct visit *v)
{
	struct statvfs fs;
	int64_t free_bytes, want = BASES_OF_SPACE * base_bytes(v->app);
	char *says;

	if (statvfs(v->app->home, &fs) != 0)
		return;
	free_bytes = (int64_t)fs.f_bavail * (int64_t)fs.f_frsize;
	says = xasprintf(_("%lld MB are free"),
	    (long long)(free_bytes >> 20));
	tell_made(v, free_bytes < want ? DOCTOR_WARNING : DOCTOR_GOOD,
	    "space", says, free_bytes < want ? _("a refresh needs the room "
	    "of another base; make some") : "");
}

static void
look_at_age(struct visit *v, int64_t built_at, int64_t generation,
    int64_t entries)
{
	int64_t age = (clock_now(&v->app->clock) - built_at) / CLOCK_DAY;
	char at[CLOCK_TEXT_BYTES];

	tell_made(v, age < 0 ? DOCTOR_WARNING : DOCTOR_GOOD, "base",
	    xasprintf(_("generation %lld of %s, %lld entries"),
	    (long long)generation, clock_text(built_at, CLOCK_MINUTES, at),
	    (long long)entries), age < 0 ? _("it was built in the future: "
	    "is the clock right?") : "");
}

static void
look_at_base(struct visit *v)
{
	struct err err = ERR_INIT;
	struct kb *kb = NULL;
	enum status st = kb_open(&kb, v->app->kb_dir, &err);

	if (st == ST_OK)
		look_at_age(v, kb_built_at(kb), kb_generation(kb),
		    kb_count(kb));
	else if (st == ST_NOT_FOUND)
		tell(v, DOCTOR_WARNING, "base", _("there is none yet"),
		    _("the first start or \"desk12345 refresh\" makes it"));
	else if (st == ST_INVALID)
		tell(v, DOCTOR_BAD, "base", err.text, _("nothing need "
		    "be delivered again: a source that is away keeps its "
		    "entries"));
	else
		tell(v, DOCTOR_BAD, "base", err.text, _("go back with "
		    "\"desk12345 refresh --rollback\""));
	kb_close(kb);
}

static void
look_at_source(struct visit *v, const struct feed_source *source)
{
	struct err err = ERR_INIT;
	char **list = NULL;
	size_t count = 0;
	enum status st;

	if (feed_http_is(source->path)) {
		char *shown = feed_http_shown(source->path);

		tell(v, DOCTOR_GOOD, source->name, shown, "");
		free(shown);
		return;
	}
	st = feed_source_files(source, &list, &count, &err);
	for (size_t i = 0; i < count; i++) {
		if (st == ST_OK && access(list[i], R_OK) != 0)
			st = fail_errno(&err, ST_DENIED, "cannot read %s",
			    list[i]);
		free(list[i]);
	}
	free(list);
	if (st != ST_OK)
		tell(v, DOCTOR_BAD, source->name, err.text, _("have its unit "
		    "deliver it, or mend its path in the settings"));
	else
		tell(v, DOCTOR_GOOD, source->name, source->path, "");
}

static void
look_at_sources(struct visit *v)
{
	struct feed_sources sources = FEED_SOURCES_INIT;
	struct err err = ERR_INIT;

	if (feed_sources_configured(&sources, v->app, &err) != ST_OK)
		tell(v, DOCTOR_BAD, "sources", err.text,
		    _("mend the settings"));
	else if (sources.count == 0)
		tell(v, DOCTOR_WARNING, "sources", _("there is none"),
		    _("name one in the settings; see desk12345-feed(5)"));
	for (size_t i = 0; i < sources.count; i++)
		if (sources.item[i].path)
			look_at_source(v, &sources.item[i]);
	feed_sources_release(&sources);
}

/* Sources of the last run that a person has to do something about. */
static void
look_at_outcomes(struct visit *v, const json_t *report)
{
	static const struct {
		const char *outcome, *advice;
	} bad[] = {
		{ "held", N_("look at it, then run \"desk12345 refresh "
		  "--accept --source\" with its name") },
		{ "stopped", N_("its unit has to mend it; what it last "
		  "brought is in force") },
		{ "missing", N_("ask its unit where it is") },
	};
	const json_t *item;
	size_t i;

	json_array_foreach(json_object_get(report, "sources"), i, item) {
		const char *outcome = json_string_value(json_object_get(item,
		    "outcome"));
		const char *name = json_string_value(json_object_get(item,
		    "source"));
		const char *why = json_string_value(json_object_get(item,
		    "why"));

		for (size_t k = 0; k < COUNT(bad); k++)
			if (outcome && name &&
			    strcmp(outcome, bad[k].outcome) == 0)
				tell_made(v, DOCTOR_WARNING, "refresh",
				    xasprintf("%s: %s", name, why ? why : ""),
				    _(bad[k].advice));
	}
}

static void
look_at_refresh(struct visit *v)
{
	char *path = file_join(v->app->kb_dir, "refresh.json");
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;
	json_t *report = NULL;
	const char *at;
	int64_t when, days;

	if (file_exists(path) &&
	    file_read(path, REPORT_MAX, &text, &err) == ST_OK)
		report = json_loadb(buf_text(&text), text.bytes, 0, NULL);
	at = json_string_value(json_object_get(report, "at"));
	if (!at || !clock_parse_time(slice_of(at), &when)) {
		tell(v, DOCTOR_WARNING, "refresh", _("none has run yet"),
		    _("run \"desk12345 refresh\", and every night; see "
		    "desk12345-feed(5)"));
	} else {
		days = (clock_now(&v->app->clock) - when) / CLOCK_DAY;
		tell(v, days >= OLD_DAYS ? DOCTOR_WARNING : DOCTOR_GOOD,
		    "refresh", at, days >= OLD_DAYS ? _("it has not run for "
		    "days: is the timer on?") : "");
		look_at_outcomes(v, report);
	}
	json_decref(report);
	buf_release(&text);
	free(path);
}

static void
look_at_ledger(struct visit *v)
{
	char *path = file_join(v->app->ledger_dir, "ledger.db");
	struct err err = ERR_INIT;
	struct stat st;

	if (stat(path, &st) != 0)
		tell(v, DOCTOR_WARNING, "ledger", _("there is none yet"),
		    _("the first start makes it"));
	else if (st.st_mode & (S_IROTH | S_IWOTH))
		tell_made(v, DOCTOR_BAD, "ledger", xasprintf(_("everybody "
		    "may open %s"), path), _("take these rights away: chmod "
		    "o-rwx"));
	else if (app_need(v->app, APP_LEDGER, &err) != ST_OK)
		tell(v, DOCTOR_BAD, "ledger", err.text, _("see \"desk12345 "
		    "check ledger\""));
	else
		tell(v, DOCTOR_GOOD, "ledger", path, "");
	free(path);
}

enum doctor_level
doctor_run(struct app *app, void (*each)(void *arg,
    const struct doctor_finding *f), void *arg)
{
	static void (*const parts[])(struct visit *v) = {
		look_at_data, look_at_clock, look_at_home, look_at_space,
		look_at_base, look_at_sources, look_at_refresh,
		look_at_ledger,
	};
	struct visit v = { app, each, arg, DOCTOR_GOOD };

	for (size_t i = 0; i < COUNT(parts); i++)
		parts[i](&v);
	return v.worst;
}
