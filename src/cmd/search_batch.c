/*
 * search_batch.c - questions on standard input, an answer a line.
 */
#include "cmd/search_cmd.h"

#include "app/app.h"
#include "base/intl.h"
#include "base/mem.h"
#include "cmd/out.h"
#include "store/kb.h"

#include <stdlib.h>

struct times {
	int64_t *us;
	size_t count, room;
};

static int
time_cmp(const void *va, const void *vb)
{
	const int64_t *a = va, *b = vb;

	return (*a > *b) - (*a < *b);
}

static double
percentile(const struct times *t, size_t percent)
{
	size_t at = t->count * percent / 100;

	return (double)t->us[at < t->count ? at : t->count - 1] / 1000;
}

static void
print_times(struct times *t)
{
	if (t->count == 0)
		return;
	qsort(t->us, t->count, sizeof(*t->us), time_cmp);
	fprintf(stderr, _("%zu questions, CPU milliseconds: p50 %.3f, "
	    "p90 %.3f, p99 %.3f, most %.3f\n"), t->count, percentile(t, 50),
	    percentile(t, 90), percentile(t, 99), percentile(t, 100));
}

static enum status
answer(struct app *app, struct slice typed, const struct search_batch *how,
    const struct search_options *o, struct hits *hits, struct times *times,
    struct err *err)
{
	struct buf out = BUF_INIT;
	enum status st = kb_follow(app->kb, NULL, err);

	if (st == ST_OK)
		st = search_run(app->kb, typed, o, hits, err);
	if (st == ST_OK) {
		search_print_ids(&out, hits, how->external, how->time);
		st = cmd_out(&out, err);
	}
	if (st == ST_OK && how->time) {
		ARRAY_GROW(times->us, times->count + 1, times->room);
		times->us[times->count++] = hits->cpu_us;
	}
	buf_release(&out);
	return st;
}

enum status
search_batch(struct app *app, const struct search_batch *how,
    const struct search_options *o, FILE *in, struct err *err)
{
	struct times times = { NULL, 0, 0 };
	struct hits hits;
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	enum status st = ST_OK;

	hits_init(&hits);
	while (st == ST_OK && (n = getline(&line, &room, in)) >= 0) {
		struct slice typed = { line, (size_t)n };

		if (n > 0 && line[n - 1] == '\n')
			typed.bytes--;
		st = answer(app, typed, how, o, &hits, &times, err);
	}
	if (st == ST_OK && ferror(in))
		st = fail(err, ST_IO, "standard input cannot be read");
	print_times(&times);
	free(times.us);
	free(line);
	hits_release(&hits);
	return st;
}
