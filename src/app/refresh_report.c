/*
 * refresh_report.c - what a run says about itself. Knows JSON and the names
 * of reports in the base's folder.
 */
#include "app/refresh_run.h"

#include "app/app.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "store/kb_build.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LAST_NAME "refresh.json"

static const struct {
	const char *word;
	const char *title;
} outcomes[REFRESH_OUTCOME_COUNT] = {
#define X(id, word, title) [REFRESH_##id] = { word, title },
	REFRESH_OUTCOME_LIST(X)
#undef X
};

const char *
refresh_outcome_word(enum refresh_outcome o)
{
	return outcomes[o].word;
}

const char *
refresh_outcome_title(enum refresh_outcome o)
{
	return _(outcomes[o].title);
}

int64_t
refresh_rate(int64_t count, int64_t us)
{
	return us > 0 ? count * 1000000 / us : 0;
}

static void
source_release(struct refresh_source *s)
{
	for (size_t i = 0; i < s->tallies; i++)
		free(s->tally[i].rule);
	for (size_t i = 0; i < s->notes; i++) {
		free((char *)s->note[i].rule);
		free((char *)s->note[i].field);
		free((char *)s->note[i].reason);
		free((char *)s->note[i].file);
	}
	free(s->tally);
	free(s->note);
	free(s->name);
	free(s->why);
}

void
refresh_report_release(struct refresh_report *r)
{
	for (size_t i = 0; i < r->sources; i++)
		source_release(&r->source[i]);
	free(r->source);
	free(r->learned.why);
	*r = (struct refresh_report)REFRESH_REPORT_INIT;
}

static struct refresh_tally *
tally_of(struct refresh_source *s, const struct note *note)
{
	for (size_t i = 0; i < s->tallies; i++)
		if (s->tally[i].level == note->level &&
		    strcmp(s->tally[i].rule, note->rule) == 0)
			return &s->tally[i];
	ARRAY_GROW(s->tally, s->tallies + 1, s->tally_room);
	s->tally[s->tallies] = (struct refresh_tally){
		.rule = xstrdup(note->rule), .level = note->level
	};
	return &s->tally[s->tallies++];
}

static void
keep_note(struct refresh_source *s, const struct note *note,
    const char *file)
{
	ARRAY_GROW(s->note, s->notes + 1, s->note_room);
	s->note[s->notes++] = (struct refresh_note){
		.line = note->line, .level = note->level,
		.rule = xstrdup(note->rule), .field = xstrdup(note->field),
		.reason = xstrdup(note->reason), .file = xstrdup(file)
	};
}

void
report_note(const struct note_taker *to, size_t i, const struct note *note,
    const char *file)
{
	struct refresh_source *s = &to->out->source[i];
	const struct refresh_note heard = {
		.line = note->line, .level = note->level, .rule = note->rule,
		.field = note->field, .reason = note->reason, .file = file
	};

	s->warnings += note->level == NOTE_WARNING;
	if (tally_of(s, note)->count++ < to->keep)
		keep_note(s, note, file);
	if (to->o->note)
		to->o->note(to->o->arg, s->name, &heard);
}

static const char *
level_word(enum note_level level)
{
	return level == NOTE_ERROR ? "error" : "warning";
}

static void
put_text(json_t *o, const char *key, const char *text)
{
	json_object_set_new(o, key, text ? json_string(text) : json_null());
}

static void
put_number(json_t *o, const char *key, int64_t n)
{
	json_object_set_new(o, key, json_integer(n));
}

static json_t *
tallies_json(const struct refresh_source *s)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->tallies; i++) {
		json_t *o = json_object();

		put_text(o, "rule", s->tally[i].rule);
		put_text(o, "level", level_word(s->tally[i].level));
		put_number(o, "count", s->tally[i].count);
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
notes_json(const struct refresh_source *s)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->notes; i++) {
		const struct refresh_note *note = &s->note[i];
		json_t *o = json_object();

		put_text(o, note->line > 0 ? "file" : "entry_id", note->file);
		if (note->line > 0)
			put_number(o, "line", note->line);
		put_text(o, "level", level_word(note->level));
		put_text(o, "rule", note->rule);
		put_text(o, "field", note->field);
		put_text(o, "reason", note->reason);
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
source_json(const struct refresh_source *s)
{
	json_t *o = json_object();

	put_text(o, "source", s->name);
	put_text(o, "outcome", refresh_outcome_word(s->outcome));
	put_text(o, "why", s->why);
	put_text(o, "format", s->format);
	put_text(o, "charset", s->charset);
	put_number(o, "read", s->read);
	put_number(o, "rejected", s->rejected);
	put_number(o, "stayed", s->stayed);
	put_number(o, "warnings", s->warnings);
	put_number(o, "added", s->added);
	put_number(o, "changed", s->changed);
	put_number(o, "withdrawn", s->withdrawn);
	put_number(o, "unchanged", s->unchanged);
	put_number(o, "before", s->before);
	put_number(o, "entries", s->entries);
	json_object_set_new(o, "seconds", json_real((double)s->us / 1e6));
	put_number(o, "per_second", refresh_rate(s->read, s->us));
	json_object_set_new(o, "rules", tallies_json(s));
	json_object_set_new(o, "notes", notes_json(s));
	return o;
}

static json_t *
learned_json(const struct refresh_learned *l)
{
	json_t *o = json_object();

	json_object_set_new(o, "on", json_boolean(l->on));
	put_text(o, "why", l->why);
	put_number(o, "answers", l->answers);
	put_number(o, "personal", l->personal);
	put_number(o, "renamed", l->renamed);
	put_number(o, "words", l->taken.words);
	put_number(o, "pairs", l->taken.pairs);
	put_number(o, "entries", l->taken.entries);
	return o;
}

static json_t *
flags_json(const struct refresh_flags *f)
{
	json_t *o = json_object();

	put_number(o, "open", f->open);
	put_number(o, "overdue", f->overdue);
	put_number(o, "gone", f->gone);
	return o;
}

char *
refresh_report_json(const struct refresh_report *r)
{
	char at[CLOCK_TEXT_BYTES];
	json_t *o = json_object(), *list = json_array();
	char *text;

	put_text(o, "at", clock_text(r->at, CLOCK_ISO, at));
	json_object_set_new(o, "published", json_boolean(r->published));
	json_object_set_new(o, "dry_run", json_boolean(r->dry_run));
	put_number(o, "before", r->before);
	put_number(o, "generation", r->generation);
	put_number(o, "entries", r->entries);
	json_object_set_new(o, "seconds", json_real((double)r->us / 1e6));
	json_object_set_new(o, "read_seconds",
	    json_real((double)r->read_us / 1e6));
	json_object_set_new(o, "build_seconds",
	    json_real((double)r->build_us / 1e6));
	json_object_set_new(o, "check_seconds",
	    json_real((double)r->check_us / 1e6));
	put_number(o, "per_second", r->published ?
	    refresh_rate(r->entries, r->us) : 0);
	for (size_t i = 0; i < r->sources; i++)
		json_array_append_new(list, source_json(&r->source[i]));
	json_object_set_new(o, "sources", list);
	json_object_set_new(o, "learned", learned_json(&r->learned));
	json_object_set_new(o, "flags", flags_json(&r->flags));
	text = json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(6));
	json_decref(o);
	return text ? text : xstrdup("{}");
}

/* The generation of "refresh-12.json"; 0 when it is no such name. */
static int64_t
name_generation(const char *name)
{
	long long n;
	int end = 0;

	if (sscanf(name, "refresh-%lld.json%n", &n, &end) != 1 || end == 0 ||
	    name[end] != '\0')
		return 0;
	return n;
}

static enum status
drop_old(const char *dir, struct err *err)
{
	int64_t *list, current;
	size_t count;
	enum status st = kb_generations(dir, &list, &count, &current, err);
	DIR *d = st == ST_OK ? opendir(dir) : NULL;

	for (struct dirent *e = d ? readdir(d) : NULL; e; e = readdir(d)) {
		int64_t n = name_generation(e->d_name);
		size_t at = 0;

		while (at < count && list[at] != n)
			at++;
		if (n > 0 && at == count)
			unlinkat(dirfd(d), e->d_name, 0);
	}
	if (d)
		closedir(d);
	free(list);
	return st;
}

enum status
report_keep(const struct run *r, struct err *err)
{
	const char *dir = r->app->kb_dir;
	char *path = file_join(dir, LAST_NAME);
	char *json = refresh_report_json(r->out);
	enum status st = file_write(path, slice_of(json), 0644, err);

	free(path);
	if (st == ST_OK && r->out->published) {
		path = xasprintf("%s/refresh-%lld.json", dir,
		    (long long)r->out->generation);
		st = file_write(path, slice_of(json), 0644, err);
		free(path);
		if (st == ST_OK)
			st = drop_old(dir, err);
	}
	free(json);
	return st;
}
