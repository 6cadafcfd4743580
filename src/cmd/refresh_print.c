/*
 * refresh_print.c - a refresh in words: the report and the bar.
 */
#include "cmd/refresh_cmd.h"

#include "base/clock.h"
#include "base/intl.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { BAR_COLS = 30 };
#define BAR_EVERY_US 100000

static void
print_counts(struct buf *out, const struct refresh_source *s)
{
	buf_addf(out, _("%s: %s: %" PRId64 " read, %" PRId64 " added, %" PRId64
	    " changed, %" PRId64 " withdrawn, %" PRId64 " unchanged, %" PRId64
	    " rejected, %" PRId64 " warnings"), s->name,
	    refresh_outcome_title(s->outcome), s->read, s->added, s->changed,
	    s->withdrawn, s->unchanged, s->rejected, s->warnings);
	if (*s->format)
		buf_addf(out, ", %s, %s", s->format, s->charset);
	buf_addf(out, _(", %.1f s, %" PRId64 " a second\n"),
	    (double)s->us / 1e6, refresh_rate(s->read, s->us));
}

static void
print_notes(struct buf *out, const struct refresh_source *s)
{
	for (size_t i = 0; i < s->notes; i++) {
		const struct refresh_note *n = &s->note[i];

		if (n->level != NOTE_ERROR && strcmp(n->rule, "Q19") != 0)
			continue;
		buf_addf(out, "  %s", n->file);
		if (n->line > 0)
			buf_addf(out, ":%" PRId64, n->line);
		buf_addf(out, ": %s", n->rule);
		if (*n->field)
			buf_addf(out, " %s", n->field);
		buf_addf(out, ": %s\n", n->reason);
	}
}

static void
print_warnings(struct buf *out, const struct refresh_source *s)
{
	bool any = false;

	for (size_t i = 0; i < s->tallies; i++) {
		const struct refresh_tally *t = &s->tally[i];

		if (t->level != NOTE_WARNING)
			continue;
		buf_addf(out, "%s%s %" PRId64, any ? ", " : _("  warnings: "),
		    t->rule, t->count);
		any = true;
	}
	if (any)
		buf_add_char(out, '\n');
}

static void
print_source(struct buf *out, const struct refresh_source *s)
{
	if (s->read == 0)
		buf_addf(out, _("%s: %s: %" PRId64 " entries\n"), s->name,
		    refresh_outcome_title(s->outcome), s->entries);
	else
		print_counts(out, s);
	if (s->why)
		buf_addf(out, "  %s\n", s->why);
	print_notes(out, s);
	print_warnings(out, s);
}

static void
print_result(struct buf *out, const struct refresh_report *r)
{
	if (r->published)
		buf_addf(out, _("generation %" PRId64 " with %" PRId64
		    " entries is in force, %.1f s, %" PRId64 " a second\n"),
		    r->generation, r->entries, (double)r->us / 1e6,
		    refresh_rate(r->entries, r->us));
	else if (r->dry_run)
		buf_add_text(out, _("nothing was published: it was a "
		    "trial\n"));
	else if (r->generation > 0)
		buf_addf(out, _("generation %" PRId64 " stays in force\n"),
		    r->generation);
	else
		buf_add_text(out, _("there is no knowledge base yet\n"));
}

static void
print_learned(struct buf *out, const struct refresh_learned *l)
{
	if (l->why)
		buf_addf(out, _("nothing was learned from the ledger: %s\n"),
		    l->why);
	if (!l->on)
		return;
	buf_addf(out, _("learned from %" PRId64 " answers: %" PRId64
	    " pairs of a word and an entry, %" PRId64 " words, %" PRId64
	    " entries\n"), l->answers, l->taken.pairs, l->taken.words,
	    l->taken.entries);
	if (l->personal + l->renamed > 0)
		buf_addf(out, _("  left out: %" PRId64 " with personal data, "
		    "%" PRId64 " of entries that were about something "
		    "else\n"), l->personal, l->renamed);
}

static void
print_flags(struct buf *out, const struct refresh_flags *f)
{
	if (f->open > 0)
		buf_addf(out, _("flags: %" PRId64 " open, %" PRId64
		    " overdue, %" PRId64 " of entries that are gone\n"),
		    f->open, f->overdue, f->gone);
}

/* Names and reasons come from feeds: what would harm a terminal goes. */
void
refresh_print(struct buf *out, const struct refresh_report *r)
{
	struct buf raw = BUF_INIT;

	for (size_t i = 0; i < r->sources; i++)
		print_source(&raw, &r->source[i]);
	print_learned(&raw, &r->learned);
	print_flags(&raw, &r->flags);
	print_result(&raw, r);
	utf8_clean(out, buf_slice(&raw), CLEAN_LINES);
	buf_release(&raw);
}

void
refresh_bar_progress(struct refresh_bar *bar,
    const struct refresh_progress *p)
{
	static const char *const steps[] = {
		[REFRESH_READ] = N_("reading"), [REFRESH_INDEX] =
		N_("indexing"), [REFRESH_CHECK] = N_("checking"),
	};
	int64_t now = clock_monotonic_us();
	int part = p->all > 0 ? (int)(p->done * BAR_COLS / p->all) : 0;

	if (now < bar->next_us && p->done < p->all)
		return;
	bar->next_us = now + BAR_EVERY_US;
	bar->shown = true;
	fprintf(stderr, "\r\033[K[%.*s%*s] %s %s", part,
	    "##############################", BAR_COLS - part, "",
	    _(steps[p->step]), p->source);
	fflush(stderr);
}

void
refresh_bar_end(struct refresh_bar *bar)
{
	if (bar->shown)
		fprintf(stderr, "\r\033[K");
}
