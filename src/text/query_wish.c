/*
 * query_wish.c - fields, phrases and what is not wanted, among the words that
 * were typed.
 *
 * Nothing here is a syntax: what does not read as a wish, such as a lone
 * quote, a dash between words or a colon behind an unknown word, is text.
 */
#include "text/query.h"

#include "base/mem.h"
#include "text/scan.h"

#include <string.h>

#define WORD_BYTES_MAX 240

static const struct { const char *english, *chinese; } names[] = {
#define X(id, english, chinese) [QUERY_##id] = { english, chinese },
	QUERY_FIELD_LIST(X)
#undef X
};

/* What else people call the fields. */
static const struct { const char *word; enum query_field field; } others[] = {
	{ "种类", QUERY_KIND }, { "类别", QUERY_KIND }, { "单位", QUERY_UNIT },
	{ "责任单位", QUERY_UNIT }, { "department", QUERY_UNIT },
	{ "dept", QUERY_UNIT }, { "分类", QUERY_TOPIC },
	{ "区", QUERY_REGION }, { "区域", QUERY_REGION },
	{ "region", QUERY_REGION }, { "area", QUERY_REGION },
	{ "有效", QUERY_FORCE }, { "in_force", QUERY_FORCE },
	{ "current", QUERY_FORCE }, { "language", QUERY_LANG },
};

const char *
query_field_name(enum query_field f, bool chinese)
{
	return chinese ? names[f].chinese : names[f].english;
}

struct slice
query_wish_text(const struct query *q, const struct query_wish *w)
{
	return (struct slice){ q->wishes_text.text + w->at, w->bytes };
}

static bool
field_find(struct slice name, enum query_field *field)
{
	for (size_t i = 0; i < QUERY_FIELDS; i++) {
		*field = (enum query_field)i;
		if (slice_is(name, names[i].english) ||
		    slice_is(name, names[i].chinese))
			return true;
	}
	for (size_t i = 0; i < COUNT(others); i++) {
		*field = others[i].field;
		if (slice_is(name, others[i].word))
			return true;
	}
	return false;
}

static bool
is_blank(uint32_t ch)
{
	return ch <= ' ' || ch == 0x3000 || ch == 0xa0;
}

static bool
is_minus(uint32_t ch)
{
	return ch == '-' || ch == 0xff0d || ch == 0x2212;
}

/* The quote that closes @ch; 0 when it opens nothing. */
static uint32_t
closing(uint32_t ch)
{
	static const uint32_t quotes[][2] = {
		{ '"', '"' }, { 0x201c, 0x201d }, { 0x300c, 0x300d },
		{ 0x300e, 0x300f }, { 0xff02, 0xff02 },
	};

	for (size_t i = 0; i < COUNT(quotes); i++)
		if (quotes[i][0] == ch)
			return quotes[i][1];
	return 0;
}

/*
 * Where the word that begins at @at ends; *@inside is the text between its
 * quotes, when it begins with one and nothing follows the one that closes it.
 * Quotes within a sentence are how people write.
 */
static size_t
word_end(struct slice s, size_t at, struct slice *inside)
{
	uint32_t ch = 0, close;
	size_t first = scan_at(s, at, &ch), from = at + first;

	*inside = (struct slice){ NULL, 0 };
	close = closing(ch);
	for (size_t i = from, bytes; close && i < s.bytes; i += bytes) {
		bytes = scan_at(s, i, &ch);
		if (ch != close)
			continue;
		from = (size_t)(i + bytes) < s.bytes ? i + bytes : 0;
		if (from > 0)
			scan_at(s, from, &ch);
		if (from > 0 && !is_blank(ch))
			break;
		*inside = (struct slice){ s.text + at + first,
			i - at - first };
		return i + bytes;
	}
	while (at < s.bytes) {
		size_t bytes = scan_at(s, at, &ch);

		if (is_blank(ch))
			break;
		at += bytes;
	}
	return at;
}

/* False when nothing is left of it. */
static bool
wish_add(struct query *q, enum query_wish_kind kind, enum query_field field,
    struct slice text, bool unwanted)
{
	size_t at = q->wishes_text.bytes;

	normalize(&q->wishes_text, text);
	if (q->wishes_text.bytes == at)
		return false;
	ARRAY_GROW(q->wish, q->wishes + 1, q->wish_room);
	q->wish[q->wishes++] = (struct query_wish){
		.kind = kind, .field = field, .at = at,
		.bytes = q->wishes_text.bytes - at, .unwanted = unwanted
	};
	return true;
}

/* "部门:社保" of a word that is not in quotes. */
static bool
take_field(struct query *q, struct slice word, bool unwanted)
{
	struct buf normal = BUF_INIT;
	struct slice rest, name;
	enum query_field field;
	bool taken = false;

	if (word.bytes > WORD_BYTES_MAX)
		return false;
	normalize(&normal, word);
	rest = buf_slice(&normal);
	if (normal.bytes > 0 && memchr(normal.text, ':', normal.bytes) &&
	    slice_until(&rest, ':', &name) && rest.bytes > 0 &&
	    field_find(name, &field))
		taken = wish_add(q, QUERY_FIELD_IS, field, rest, unwanted);
	buf_release(&normal);
	return taken;
}

static void
blank_out(struct query *q, size_t from, size_t to)
{
	if (to > from)
		memset(q->plain.text + from, ' ', to - from);
}

/* The word at @at; returns where the next may begin. */
static size_t
take_word(struct query *q, struct slice s, size_t at)
{
	struct slice inside, word;
	uint32_t ch;
	size_t from = at, end, bytes = scan_at(s, at, &ch);
	bool unwanted = is_minus(ch) && at + bytes < s.bytes;

	if (unwanted)
		from += bytes;
	end = word_end(s, from, &inside);
	word = (struct slice){ s.text + from, end > from ? end - from : 0 };
	if (inside.text) {
		if (wish_add(q, QUERY_PHRASE, QUERY_FIELDS, inside, unwanted) &&
		    unwanted)
			blank_out(q, at, end);
	} else if (take_field(q, word, unwanted) || (unwanted &&
	    word.bytes > 0 && word.bytes < WORD_BYTES_MAX &&
	    wish_add(q, QUERY_PHRASE, QUERY_FIELDS, word, true))) {
		blank_out(q, at, end);
	}
	return end;
}

static bool
says_something(const struct query *q)
{
	struct slice plain = buf_slice(&q->plain);

	for (size_t i = 0; i < q->wishes; i++)
		if (!q->wish[i].unwanted)
			return true;
	return slice_trim(plain).bytes > 0;
}

void
query_find_wishes(struct query *q, struct slice typed)
{
	uint32_t ch;

	q->wishes = 0;
	buf_reset(&q->wishes_text);
	buf_reset(&q->plain);
	buf_add_slice(&q->plain, typed);
	for (size_t at = 0; at < typed.bytes; ) {
		size_t bytes = scan_at(typed, at, &ch);

		at = is_blank(ch) ? at + bytes : take_word(q, typed, at);
	}
	if (says_something(q))
		return;
	/* All was excluded: then the minus was only a dash. */
	q->wishes = 0;
	buf_reset(&q->plain);
	buf_add_slice(&q->plain, typed);
}
