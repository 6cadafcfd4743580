/*
 * refresh_metrics.c - a refresh in figures for Prometheus' node exporter: a
 * file that is written whole, for its textfile collector.
 */
#include "cmd/refresh_cmd.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"

#include <inttypes.h>

#define NAME "desk12345_refresh_"

static void
put(struct buf *out, const char *name, const char *help, double value)
{
	buf_addf(out, "# HELP " NAME "%s %s\n# TYPE " NAME "%s gauge\n"
	    NAME "%s %.15g\n", name, help, name, name, value);
}

/* A label's value: backslash, mark and line feed are escaped. */
static void
put_label(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\\' || *text == '"')
			buf_add_char(out, '\\');
		if (*text == '\n')
			buf_add_text(out, "\\n");
		else
			buf_add_char(out, *text);
	}
}

static void
put_source(struct buf *out, const struct refresh_source *s)
{
	const struct { const char *what; int64_t count; } counts[] = {
		{ "read", s->read }, { "rejected", s->rejected },
		{ "warnings", s->warnings }, { "added", s->added },
		{ "changed", s->changed }, { "withdrawn", s->withdrawn },
		{ "in_force", s->entries },
	};

	for (size_t i = 0; i < COUNT(counts); i++) {
		buf_add_text(out, NAME "records{source=\"");
		put_label(out, s->name);
		buf_addf(out, "\",what=\"%s\"} %" PRId64 "\n",
		    counts[i].what, counts[i].count);
	}
	buf_add_text(out, NAME "outcome{source=\"");
	put_label(out, s->name);
	buf_addf(out, "\",outcome=\"%s\"} 1\n",
	    refresh_outcome_word(s->outcome));
}

enum status
refresh_metrics_write(const char *path, const struct refresh_report *r,
    enum status ended, struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st;

	put(&out, "timestamp_seconds", "When the last refresh began.",
	    (double)r->at / (double)CLOCK_SECOND);
	put(&out, "success", "Was nothing failed or held?", ended == ST_OK);
	put(&out, "seconds", "How long it took.", (double)r->us / 1e6);
	put(&out, "generation", "The generation in force.",
	    (double)r->generation);
	buf_add_text(&out, "# TYPE " NAME "records gauge\n"
	    "# TYPE " NAME "outcome gauge\n");
	for (size_t i = 0; i < r->sources; i++)
		put_source(&out, &r->source[i]);
	st = file_write(path, buf_slice(&out), 0644, err);
	buf_release(&out);
	return st;
}
