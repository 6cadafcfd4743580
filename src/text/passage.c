/*
 * passage.c - the sentences of a text that answer best.
 *
 * A window of sentences that fits slides over the text; the one with the
 * highest sum of weights of different tokens wins, the first of equal ones.
 * Then it is filled up with what follows and what stands before.
 */
#include "text/mark.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/mark_find.h"
#include "text/scan.h"

/* Beginning and end of the passage may need "…". */
#define ELLIPSIS_CHARS 2
#define CHARS_MIN 8

static const char ellipsis[] = "…";

struct window {
	size_t from, to;		/* sentences, half-open */
	size_t chars;
	float score;
};

static bool
ends_sentence(uint32_t ch)
{
	return ch == '\n' || ch == 0x3002 || ch == 0xff01 || ch == 0xff1f ||
	    ch == 0xff1b || ch == '!' || ch == '?' || ch == ';';
}

static bool
closes(uint32_t ch)
{
	return ch == 0x201d || ch == 0x2019 || ch == 0x300d || ch == 0x300f ||
	    ch == 0xff09 || ch == ')' || ch == '"' || ch == 0x2026;
}

static bool
ends_clause(uint32_t ch)
{
	return ch == 0xff0c || ch == ',' || ch == 0x3001 || ch == 0xff1a ||
	    ch == ':' || ch == ' ';
}

/* Behind what closes a sentence that ended before @at, "！！！" or "。”", but
 * with no more than @most characters. */
static size_t
sentence_end(struct slice text, size_t at, size_t *chars, size_t most)
{
	uint32_t ch;

	while (at < text.bytes && *chars < most) {
		size_t bytes = scan_at(text, at, &ch);

		if (ch == '\n' || (!ends_sentence(ch) && !closes(ch)))
			break;
		at += bytes;
		++*chars;
	}
	return at;
}

static void
add_sentence(struct marker *m, size_t from, size_t to, size_t chars)
{
	ARRAY_GROW(m->sentence, m->sentences + 1, m->sentence_room);
	m->sentence[m->sentences++] = (struct marker_sentence){
		.from = (uint32_t)from, .to = (uint32_t)to,
		.chars = (uint32_t)chars
	};
}

/* Sentences with the marks that end them; a long one in parts of at most
 * @most characters, cut behind a comma where one is near. */
static void
split_sentences(struct marker *m, struct slice text, size_t most)
{
	size_t from = 0, chars = 0, clause = 0, clause_chars = 0;
	uint32_t ch;

	m->sentences = 0;
	for (size_t at = 0; at < text.bytes; ) {
		at += scan_at(text, at, &ch);
		chars++;
		if (ends_sentence(ch)) {
			at = sentence_end(text, at, &chars, most);
			add_sentence(m, from, at, chars);
			from = at;
			chars = clause_chars = 0;
			continue;
		}
		if (ends_clause(ch)) {
			clause = at;
			clause_chars = chars;
		}
		if (chars < most)
			continue;
		if (clause_chars * 2 < most) {
			clause = at;
			clause_chars = chars;
		}
		add_sentence(m, from, clause, clause_chars);
		from = clause;
		chars -= clause_chars;
		clause_chars = 0;
	}
	if (from < text.bytes)
		add_sentence(m, from, text.bytes, chars);
}

static size_t
found_origin(const struct marker *m, size_t i)
{
	return m->normal.at[m->found[i].from];
}

/* Tells each sentence where its tokens start; both ascend, but for document
 * numbers, which start a little before the token that told of them. */
static void
place_found(struct marker *m)
{
	size_t i = 0;

	for (size_t s = 0; s < m->sentences; s++) {
		while (i < m->founds &&
		    found_origin(m, i) < m->sentence[s].from)
			i++;
		m->sentence[s].found = (uint32_t)i;
	}
}

static size_t
found_end(const struct marker *m, size_t s)
{
	return s + 1 < m->sentences ? m->sentence[s + 1].found : m->founds;
}

static void
window_take(struct marker *m, struct window *w)
{
	size_t s = w->to++;

	w->chars += m->sentence[s].chars;
	for (size_t i = m->sentence[s].found; i < found_end(m, s); i++) {
		struct marker_slot *slot = m->slot + m->found[i].slot;

		w->score += slot->seen++ ? 0 : slot->weight;
	}
}

static void
window_drop(struct marker *m, struct window *w)
{
	size_t s = w->from++;

	w->chars -= m->sentence[s].chars;
	for (size_t i = m->sentence[s].found; i < found_end(m, s); i++) {
		struct marker_slot *slot = m->slot + m->found[i].slot;

		w->score -= --slot->seen ? 0 : slot->weight;
	}
}

/* Without sentences at the front that hold nothing of the query. */
static void
window_tighten(const struct marker *m, struct window *w)
{
	while (w->from + 1 < w->to &&
	    m->sentence[w->from].found == found_end(m, w->from)) {
		w->chars -= m->sentence[w->from].chars;
		w->from++;
	}
}

static void
window_fill(const struct marker *m, struct window *w, size_t chars)
{
	while (w->to < m->sentences &&
	    w->chars + m->sentence[w->to].chars <= chars)
		w->chars += m->sentence[w->to++].chars;
	while (w->from > 0 &&
	    w->chars + m->sentence[w->from - 1].chars <= chars)
		w->chars += m->sentence[--w->from].chars;
}

static struct window
best_window(struct marker *m, size_t chars)
{
	struct window w = { 0 }, best = { 0 };

	while (w.to < m->sentences) {
		window_take(m, &w);
		while (w.chars > chars && w.from + 1 < w.to)
			window_drop(m, &w);
		if (w.score > best.score * 1.0001f)
			best = w;
	}
	while (w.from < w.to)
		window_drop(m, &w);
	window_tighten(m, &best);
	window_fill(m, &best, chars);
	return best;
}

static bool
is_space(uint32_t ch)
{
	return ch == ' ' || ch == '\n' || ch == '\r' || ch == '\t' ||
	    ch == 0x3000 || ch == 0xa0;
}

/* Appends [from, to) of @text on one line; marks of the original, from
 * @first on, become marks of the line. */
static void
put_line(struct slice text, size_t from, size_t to, struct buf *line,
    struct marks *out, size_t first)
{
	size_t next = first, start = line->bytes, bytes;
	bool blank = false, inside = false;
	uint32_t ch;

	for (size_t at = from; at < to; at += bytes) {
		struct mark *mark = next < out->count ? out->mark + next :
		    NULL;

		bytes = scan_at(text, at, &ch);
		if (mark && inside && at >= mark->to) {
			mark->to = (uint32_t)line->bytes;
			inside = false;
			mark = ++next < out->count ? mark + 1 : NULL;
		}
		if (is_space(ch)) {
			blank = line->bytes > start;
			continue;
		}
		if (blank)
			buf_add_char(line, ' ');
		blank = false;
		if (mark && !inside && at >= mark->from) {
			mark->from = (uint32_t)line->bytes;
			inside = true;
		}
		utf8_clean(line, (struct slice){ text.text + at, bytes },
		    CLEAN_ONE_LINE);
	}
	if (inside)
		out->mark[next++].to = (uint32_t)line->bytes;
	out->count = next;
}

static bool
only_space(struct slice text, size_t from, size_t to)
{
	uint32_t ch;

	while (from < to) {
		from += scan_at(text, from, &ch);
		if (!is_space(ch))
			return false;
	}
	return true;
}

void
marker_passage(struct marker *m, struct slice text, size_t chars,
    struct buf *line, struct marks *out)
{
	size_t first = out->count, from, to, start = line->bytes;
	struct window w;

	chars = chars > CHARS_MIN ? chars - ELLIPSIS_CHARS :
	    CHARS_MIN - ELLIPSIS_CHARS;
	mark_find(m, text);
	split_sentences(m, text, chars);
	if (!m->sentences)
		return;
	place_found(m);
	w = best_window(m, chars);
	from = m->sentence[w.from].from;
	to = m->sentence[w.to - 1].to;
	if (!only_space(text, 0, from))
		buf_add_text(line, ellipsis);
	mark_within(m, from, to, out);
	put_line(text, from, to, line, out, first);
	if (!only_space(text, to, text.bytes))
		buf_add_text(line, ellipsis);
	for (size_t i = first; i < out->count; i++) {
		out->mark[i].from -= (uint32_t)start;
		out->mark[i].to -= (uint32_t)start;
	}
}
