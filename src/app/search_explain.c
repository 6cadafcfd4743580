/*
 * search_explain.c - a search in words.
 */
#include "app/search_explain.h"

#include "app/search_terms.h"
#include "base/intl.h"
#include "base/mem.h"

#include <stdlib.h>

#define TERMS_TOLD 8
#define PLAN_TERMS_TOLD 24
#define NEAREST_TOLD 5

struct told {
	size_t term;
	float value;
};

static int
greater_first(const void *va, const void *vb)
{
	const struct told *a = va, *b = vb;

	if (a->value > b->value || a->value < b->value)
		return a->value > b->value ? -1 : 1;
	return (a->term > b->term) - (a->term < b->term);
}

/* "公积 5.2, 提取 4.1 (pinyin), ..." */
static void
add_told(struct buf *out, const struct plan *p, struct told *told, size_t n,
    size_t most)
{
	if (n > 0)
		qsort(told, n, sizeof(*told), greater_first);
	for (size_t i = 0; i < n && i < most; i++) {
		const struct plan_term *t = &p->term[told[i].term];

		if (i > 0)
			buf_add_text(out, ", ");
		buf_add_slice(out, plan_text(p, t));
		buf_addf(out, " %.2f", (double)told[i].value);
		if (*hit_by_title((enum hit_by)t->by))
			buf_addf(out, " (%s)",
			    hit_by_title((enum hit_by)t->by));
	}
	if (n > most)
		buf_addf(out, _(" and %zu more"), n - most);
}

void
explain_plan(struct buf *out, const struct plan *p)
{
	struct told *told = xcalloc(p->terms + 1, sizeof(*told));
	size_t n = 0;

	for (size_t i = 0; i < p->terms; i++)
		if (p->term[i].kb.a)
			told[n++] = (struct told){ i, p->term[i].weight };
	buf_add_text(out, _("searched for: "));
	add_told(out, p, told, n, PLAN_TERMS_TOLD);
	free(told);
}

void
explain_found(struct buf *out, const struct plan *p, const struct rank *r,
    const struct found *f, const struct rank_weights *w,
    const char *heard)
{
	struct told *told = xcalloc(p->terms + 1, sizeof(*told));
	size_t n = 0;

	for (size_t i = 0; i < p->terms; i++)
		if (rank_gain(r, i) > 0)
			told[n++] = (struct told){ i, rank_gain(r, i) };
	buf_addf(out, "%.3f = ", f->score);
	buf_addf(out, _("text %.3f"), (double)f->text);
	if (f->title > 0)
		buf_addf(out, _(" + title %.3f"), (double)f->title);
	if (f->exact)
		buf_addf(out, _(" + named exactly %.3f"),
		    w->value[RANK_EXACT]);
	if (f->place > 0 || f->place < 0)
		buf_addf(out, _(" + place %.3f"), (double)f->place);
	buf_add_text(out, heard);
	if (!f->live)
		buf_add_text(out, _("; not in force"));
	if (n > 0)
		buf_add_text(out, ": ");
	add_told(out, p, told, n, TERMS_TOLD);
	free(told);
}

/* Terms are parted by line ends: tried is for the user's eyes. */
static void
next_line(struct buf *out)
{
	if (out->bytes > 0)
		buf_add_char(out, '\n');
}

static enum status
add_nearest(struct buf *out, struct kb *kb, const struct query *q,
    struct err *err)
{
	struct buf words = BUF_INIT;
	enum status st = ST_OK;

	for (size_t i = 0; i < q->terms && st == ST_OK; i++)
		if (q->term[i].kind == TOKEN_WORD)
			st = kb_words_near(kb, q->term[i].text, NEAREST_TOLD,
			    &words, err);
	next_line(out);
	if (q->terms == 0)
		buf_add_text(out, _("There is nothing in it to search for."));
	else if (words.bytes > 0)
		buf_addf(out, _("No entry has it. Nearest words: %s"),
		    buf_text(&words));
	else
		buf_add_text(out, _("No entry has any of it."));
	buf_release(&words);
	return st;
}

enum status
tell_tried(struct hits *hits, struct kb *kb, const struct query *q,
    const struct plan *p, struct err *err)
{
	if (q->cut) {
		next_line(&hits->tried);
		buf_addf(&hits->tried, _("only the first %d characters were "
		    "searched for"), QUERY_CHARS_MAX);
	}
	if (p->readings.bytes > 0) {
		next_line(&hits->tried);
		buf_addf(&hits->tried, _("read as: %s"),
		    buf_text(&p->readings) + 1);
	}
	if (q->sounds == 1)		/* else nobody knew for which */
		buf_add_slice(&hits->choices,
		    slice_trim(buf_slice(&p->choices)));
	if (hits->count > 0)
		return ST_OK;
	return add_nearest(&hits->tried, kb, q, err);
}
