/*
 * normalize.c - one form for everything that is indexed or typed.
 *
 * The tables say for each character alone what becomes of it. Only where a
 * character may join the one before it (an accent, a voiced mark, the parts
 * of a Hangul syllable) is libunistring asked about the few that belong
 * together; Chinese text never gets there.
 */
#include "text/normalize.h"

#include "base/mem.h"
#include "text/scan.h"
#include "text/tables.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>
#include <unistr.h>

/* More than any single character becomes. */
#define STEP_BYTES 128
#define STEPS_MAX 8
#define LONG_FORM_CHARS 32
#define NOWHERE SIZE_MAX

/* A text on its way. */
struct flow {
	const uint8_t *in;
	size_t in_bytes;
	struct buf *out;
	size_t start;		/* of this text in @out */
	struct normal *map;	/* or NULL */
	size_t last_in;		/* the last character that can be joined, */
	size_t last_out;	/* or NOWHERE; and what it became */
	size_t blank_in;	/* where white space began, or NOWHERE */
};

static void
flow_room(struct flow *f, size_t bytes)
{
	buf_reserve(f->out, bytes);
	if (f->map)
		ARRAY_GROW(f->map->at, f->out->bytes + bytes + 1,
		    f->map->at_room);
}

static void
flow_add(struct flow *f, const char *bytes, size_t n, size_t in)
{
	struct buf *out = f->out;

	if (f->map)
		for (size_t i = 0; i < n; i++)
			f->map->at[out->bytes + i] = (uint32_t)in;
	memcpy(out->text + out->bytes, bytes, n);
	out->bytes += n;
}

/* White space counts only when something follows it. */
static inline void
flow_blank(struct flow *f)
{
	if (f->blank_in == NOWHERE)
		return;
	if (f->out->bytes > f->start)
		flow_add(f, " ", 1, f->blank_in);
	f->blank_in = NOWHERE;
}

static void
flow_put(struct flow *f, uint32_t ch, size_t in)
{
	uint8_t bytes[6];
	int n = u8_uctomb(bytes, ch, sizeof(bytes));

	if (n > 0)
		flow_add(f, (const char *)bytes, (size_t)n, in);
}

/* What the tables alone make of @ch, appended to @to. */
static size_t
form_char(uint32_t ch, uint32_t *to, size_t room)
{
	uint16_t form = table_form_of(ch);
	struct slice text;
	size_t n = 0;

	if (form == FORM_DROP || !room)
		return 0;
	if (form >= FORM_TEXT && form < FORM_TEXT_END) {
		text = slice_of(table_form_text[form - FORM_TEXT]);
		for (size_t at = 0; at < text.bytes && n < room; n++)
			at += scan_at(text, at, to + n);
		return n;
	}
	if (form == FORM_BLANK)
		ch = ' ';
	else if (form > FORM_JOINS)
		ch = form;
	*to = ch;
	return 1;
}

/*
 * Folds and composes what belongs together, until nothing changes. *@text is
 * malloc()ed and may be replaced.
 */
static size_t
join_fold(uint32_t **text, size_t n)
{
	for (int step = 0; step < STEPS_MAX; step++) {
		size_t folded_n = 0, kept = 0, room;
		uint32_t *folded = u32_casefold(*text, n, NULL, UNINORM_NFKC,
		    NULL, &folded_n), *next;

		if (!folded)
			break;
		room = folded_n * 4 + LONG_FORM_CHARS;
		next = xmalloc(room * sizeof(*next));
		for (size_t i = 0; i < folded_n; i++)
			kept += form_char(folded[i], next + kept,
			    room - kept);
		free(folded);
		if (kept == n && !memcmp(next, *text, n * sizeof(*next))) {
			free(next);
			break;
		}
		free(*text);
		*text = next;
		n = kept;
	}
	return n;
}

/*
 * At @at stands a character that joins: takes it, those that follow and join
 * too, and the one before, all together. Returns where to go on.
 */
static size_t
flow_join(struct flow *f, size_t at)
{
	size_t from = f->last_in == NOWHERE ? at : f->last_in;
	size_t to = from, n = 0, room = 0;
	uint32_t *text = NULL, ch;

	while (to < f->in_bytes) {
		size_t bytes = scan_char(f->in + to, f->in_bytes - to, &ch);
		uint16_t form = table_form_of(ch);

		if (to > at && form != FORM_JOINS && form != FORM_DROP)
			break;
		ARRAY_GROW(text, n + 1, room);
		if (form != FORM_DROP)
			text[n++] = ch;
		to += bytes;
	}
	if (f->last_in != NOWHERE)
		f->out->bytes = f->last_out;
	flow_blank(f);
	f->last_in = from;
	f->last_out = f->out->bytes;
	n = join_fold(&text, n);
	flow_room(f, n * 6 + STEP_BYTES);
	for (size_t i = 0; i < n; i++)
		flow_put(f, text[i], from);
	free(text);
	return to;
}

static void
flow_form(struct flow *f, uint16_t form, size_t in)
{
	struct slice text;

	if (form < FORM_TEXT || form >= FORM_TEXT_END) {
		flow_put(f, form, in);
		return;
	}
	text = slice_of(table_form_text[form - FORM_TEXT]);
	flow_add(f, text.text, text.bytes, in);
}

/* Takes the character at @at; returns where to go on. */
static inline size_t
flow_step(struct flow *f, size_t at)
{
	uint32_t ch;
	size_t bytes = scan_char(f->in + at, f->in_bytes - at, &ch);
	uint16_t form = table_form_of(ch);

	if (form == FORM_BLANK) {
		if (f->blank_in == NOWHERE)
			f->blank_in = at;
		f->last_in = NOWHERE;
		return at + bytes;
	}
	if (form == FORM_DROP)
		return at + bytes;
	if (form == FORM_JOINS)
		return flow_join(f, at);
	flow_blank(f);
	f->last_in = at;
	f->last_out = f->out->bytes;
	if (form != FORM_SAME)
		flow_form(f, form, at);
	else if (ch == SCAN_BAD)
		flow_put(f, ch, at);
	else
		flow_add(f, (const char *)f->in + at, bytes, at);
	return at + bytes;
}

static void
flow_run(struct buf *out, struct slice in, struct normal *map)
{
	struct flow f = {
		.in = (const uint8_t *)in.text, .in_bytes = in.bytes,
		.out = out, .start = out->bytes, .map = map,
		.last_in = NOWHERE, .blank_in = NOWHERE
	};

	flow_room(&f, in.bytes + STEP_BYTES);
	for (size_t at = 0; at < in.bytes; ) {
		if (out->room - out->bytes < STEP_BYTES)
			flow_room(&f, in.bytes - at + STEP_BYTES);
		else if (map && map->at_room - out->bytes < STEP_BYTES)
			flow_room(&f, in.bytes - at + STEP_BYTES);
		at = flow_step(&f, at);
	}
	out->text[out->bytes] = 0;
	if (map)
		map->at[out->bytes] = (uint32_t)(f.blank_in == NOWHERE ?
		    in.bytes : f.blank_in);
}

void
normal_init(struct normal *n)
{
	*n = (struct normal)NORMAL_INIT;
}

void
normal_release(struct normal *n)
{
	buf_release(&n->text);
	free(n->at);
	normal_init(n);
}

void
normal_set(struct normal *n, struct slice in, bool map)
{
	buf_reset(&n->text);
	n->mapped = map;
	flow_run(&n->text, in, map ? n : NULL);
}

void
normal_origin(const struct normal *n, size_t *from, size_t *to)
{
	size_t end = *to;

	while (end < n->text.bytes && end > 0 && n->at[end] == n->at[end - 1])
		end++;
	*from = n->at[*from];
	*to = end > 0 ? n->at[end] : *from;
}

void
normalize(struct buf *out, struct slice in)
{
	flow_run(out, in, NULL);
}
