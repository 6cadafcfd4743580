/*
 * query.c - takes apart what somebody typed.
 *
 * Knows the stop words and what single things look like; knows no words of a
 * knowledge base and gives no weights, so the same text always gives the
 * same query.
 */
#include "text/query.h"

#include "base/mem.h"
#include "text/lawnumber.h"
#include "text/scan.h"
#include "text/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FORM_BYTES (TOKEN_BYTES + 16)
#define ID_DIGITS 6
/* So many letters that are whole syllables are no initials as well. */
#define WORD_LETTERS 4

void
query_init(struct query *q)
{
	memset(q, 0, sizeof(*q));
}

void
query_release(struct query *q)
{
	normal_release(&q->normal);
	buf_release(&q->forms);
	buf_release(&q->soft);
	buf_release(&q->wishes_text);
	buf_release(&q->plain);
	free(q->wish);
	free(q->term);
	free(q->exact);
	free(q->sound);
	free(q->slot);
	query_init(q);
}

static int
starts_cmp(const char *stop, struct slice s)
{
	uint32_t ch;
	size_t bytes = scan_at(s, 0, &ch);

	return strncmp(stop, s.text, bytes);
}

/* The first stop word whose first character is not below that of @s. */
static size_t
stop_from(struct slice s)
{
	size_t lo = 0, hi = table_stops;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (starts_cmp(table_stop[middle], s) < 0)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

static bool
is_latin(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Whether a word of letters does not end at @at. */
static bool
goes_on(struct slice s, size_t at)
{
	return at > 0 && at < s.bytes && is_latin(s.text[at - 1]) &&
	    is_latin(s.text[at]);
}

size_t
query_stop_bytes(struct slice normal)
{
	size_t best = 0;

	if (!normal.bytes)
		return 0;
	for (size_t i = stop_from(normal);
	    i < table_stops && !starts_cmp(table_stop[i], normal); i++) {
		struct slice stop = slice_of(table_stop[i]);

		if (stop.bytes > best && stop.bytes <= normal.bytes &&
		    !memcmp(stop.text, normal.text, stop.bytes) &&
		    !goes_on(normal, stop.bytes))
			best = stop.bytes;
	}
	return best;
}

/* The first QUERY_CHARS_MAX characters. */
static struct slice
cut(struct query *q, struct slice typed)
{
	size_t at = 0, chars = 0;
	uint32_t ch;

	while (at < typed.bytes && chars < QUERY_CHARS_MAX) {
		at += scan_at(typed, at, &ch);
		chars++;
	}
	q->cut = at < typed.bytes;
	return (struct slice){ typed.text, at };
}

static struct slice
rest_from(struct slice all, size_t at)
{
	return (struct slice){ all.text + at, all.bytes - at };
}

static void
find_soft(struct query *q)
{
	struct slice all = buf_slice(&q->normal.text);
	uint32_t ch;

	buf_reset(&q->soft);
	q->chars = 0;
	for (size_t at = 0; at < all.bytes; ) {
		size_t bytes = goes_on(all, at) ? 0 :
		    query_stop_bytes(rest_from(all, at));
		char soft = bytes > 0;

		if (!soft)
			bytes = scan_at(all, at, &ch);
		for (size_t i = 0; i < bytes; i++)
			buf_add_char(&q->soft, soft);
		at += bytes;
	}
	for (size_t at = 0; at < all.bytes; q->chars++)
		at += scan_at(all, at, &ch);
}

static bool
is_soft(const struct query *q, size_t from, size_t to)
{
	return from < to && !memchr(q->soft.text + from, 0, to - from);
}

static uint32_t
text_hash(struct slice s)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < s.bytes; i++)
		hash = (hash ^ (uint8_t)s.text[i]) * 16777619u;
	return hash;
}

/* Where the term stands or would stand; a slot holds its number + 1. */
static uint32_t *
slot_of(struct query *q, struct slice text)
{
	size_t i = text_hash(text) & (q->slots - 1);

	while (q->slot[i] &&
	    !slice_equal(q->term[q->slot[i] - 1].text, text))
		i = (i + 1) & (q->slots - 1);
	return q->slot + i;
}

/* Room for three terms a character and twice as many slots. */
static void
slots_reset(struct query *q)
{
	size_t want = q->chars * 6 + 16;

	q->slots = 64;
	while (q->slots < want)
		q->slots *= 2;
	ARRAY_GROW(q->slot, q->slots, q->slot_room);
	memset(q->slot, 0, q->slots * sizeof(*q->slot));
}

/* Keeps a text that the iterator will overwrite. The buffer has room. */
static struct slice
keep_form(struct query *q, struct slice text)
{
	size_t at = q->forms.bytes;

	buf_add_slice(&q->forms, text);
	return (struct slice){ q->forms.text + at, text.bytes };
}

static void
add_exact(struct query *q, enum query_exact_kind kind, struct slice text,
    size_t from, size_t to)
{
	ARRAY_GROW(q->exact, q->exacts + 1, q->exact_room);
	q->exact[q->exacts++] = (struct query_exact){
		.kind = kind, .text = text, .from = (uint32_t)from,
		.to = (uint32_t)to
	};
}

static void
add_term(struct query *q, const struct token *token)
{
	uint32_t *slot = slot_of(q, token->text);
	bool soft = is_soft(q, token->from, token->to);
	struct query_term *term;

	if (*slot) {
		term = q->term + *slot - 1;
		term->times = (uint16_t)(term->times + 1);
		term->soft = term->soft && soft;
		return;
	}
	ARRAY_GROW(q->term, q->terms + 1, q->term_room);
	term = q->term + q->terms++;
	*slot = (uint32_t)q->terms;
	*term = (struct query_term){
		.text = token->text, .kind = token->kind,
		.from = token->from, .to = token->to,
		.ch = { token->ch[0], token->ch[1] },
		.times = 1, .soft = soft
	};
}

static void
find_terms(struct query *q)
{
	struct tokens t;
	struct token token;

	tokens_start(&t, buf_slice(&q->normal.text));
	while (tokens_next(&t, &token)) {
		if (token.text.text == t.form)
			token.text = keep_form(q, token.text);
		add_term(q, &token);
		if (token.kind == TOKEN_DOC_NUMBER)
			add_exact(q, QUERY_DOC_NUMBER, token.text, token.from,
			    token.to);
		if (token.kind == TOKEN_ARTICLE)
			add_exact(q, QUERY_ARTICLE, token.text, token.from,
			    token.to);
	}
}

static size_t
digits_at(struct slice all, size_t at)
{
	size_t n = 0;

	while (at + n < all.bytes && all.text[at + n] >= '0' &&
	    all.text[at + n] <= '9')
		n++;
	return n;
}

static void
find_typed_number(struct query *q, struct slice all, size_t at)
{
	char form[FORM_BYTES];
	struct law_number law = law_typed(all, at, form, sizeof(form));
	struct token token = { .kind = TOKEN_DOC_NUMBER };

	if (!law.bytes)
		return;
	token.text = keep_form(q, (struct slice){ form, law.bytes });
	token.from = (uint32_t)law.from;
	token.to = (uint32_t)law.to;
	add_term(q, &token);
	add_exact(q, QUERY_DOC_NUMBER, token.text, law.from, law.to);
}

/* k2026-000123, k2026-123, k2026000123, as they are typed. */
static void
find_entry_id(struct query *q, struct slice all, size_t at)
{
	size_t digits = digits_at(all, at + 1), number = at + 5;
	struct slice rest;
	char form[FORM_BYTES];
	uint32_t value = 0;
	int n;

	if (digits == 4 && number < all.bytes && all.text[number] == '-')
		digits = digits_at(all, ++number);
	else if (digits == 4 + ID_DIGITS)
		digits = ID_DIGITS;
	else
		return;
	rest = (struct slice){ all.text + number, digits };
	if (digits > ID_DIGITS || !number_take(&rest, &value))
		return;
	n = snprintf(form, sizeof(form), "K%.4s-%0*u", all.text + at + 1,
	    ID_DIGITS, value);
	add_exact(q, QUERY_ENTRY_ID,
	    keep_form(q, (struct slice){ form, (size_t)n }), at,
	    number + digits);
}

/* What words and digits may begin, besides being terms. */
static void
find_exacts(struct query *q)
{
	struct slice all = buf_slice(&q->normal.text);
	bool in_word = false;
	uint32_t ch;

	for (size_t at = 0; at < all.bytes; ) {
		size_t bytes = scan_at(all, at, &ch);

		if (!in_word && ch >= '0' && ch <= '9')
			find_typed_number(q, all, at);
		if (!in_word && ch == 'k')
			find_entry_id(q, all, at);
		in_word = table_class_of(ch) == CLASS_WORD;
		at += bytes;
	}
}

/* The letters that pinyin is typed with, from @at; 0 when the word has
 * others as well. */
static size_t
letters_at(struct slice all, size_t at)
{
	size_t n = 0;
	uint32_t ch;

	while (at + n < all.bytes) {
		size_t bytes = scan_at(all, at + n, &ch);

		if (table_class_of(ch) != CLASS_WORD)
			break;
		if ((ch < 'a' || ch > 'z') && ch != 0xfc)
			return 0;
		n += bytes;
	}
	return n;
}

/*
 * Goes on over ' and, from syllable to syllable, over single blanks, so that
 * "gong ji jin" is one run and "gongjijin tiqu" are two.
 */
static size_t
run_end(struct slice all, size_t from, size_t end)
{
	size_t word = from;

	while (end + 1 < all.bytes) {
		size_t more = letters_at(all, end + 1);
		struct slice next = { all.text + end + 1, more };
		bool blank = all.text[end] == ' ';

		if (!more || (!blank && all.text[end] != '\''))
			break;
		if (blank && (!sound_find((struct slice){ all.text + word,
		    end - word }) || (!sound_find(next) &&
		    (end + 1 + more != all.bytes || more > 2))))
			break;
		word = end + 1;
		end += 1 + more;
	}
	return end;
}

static void
add_sound(struct query *q, struct slice all, size_t from, size_t to)
{
	struct query_sound *sound;

	ARRAY_GROW(q->sound, q->sounds + 1, q->sound_room);
	sound = q->sound + q->sounds;
	memset(sound, 0, sizeof(*sound));
	sound->letters = (struct slice){ all.text + from, to - from };
	sound->from = (uint32_t)from;
	sound->to = (uint32_t)to;
	sound->splits = (uint8_t)sound_splits(sound->letters, sound->split);
	sound->initials = sound_all_initials(sound->letters) &&
	    (to - from < WORD_LETTERS || !sound->splits ||
	    sound->split->whole < sound->split->count);
	sound->last = to == all.bytes;
	if (sound->splits || sound->initials)
		q->sounds++;
}

static void
find_sounds(struct query *q)
{
	struct slice all = buf_slice(&q->normal.text);
	bool in_word = false;
	uint32_t ch;

	for (size_t at = 0; at < all.bytes; ) {
		size_t bytes = scan_at(all, at, &ch);
		bool word = table_class_of(ch) == CLASS_WORD;
		size_t letters = word && !in_word ? letters_at(all, at) : 0;

		if (letters) {
			size_t end = run_end(all, at, at + letters);

			add_sound(q, all, at, end);
			bytes = end - at;
		}
		in_word = word;
		at += bytes;
	}
}

void
query_parse(struct query *q, struct slice typed)
{
	query_find_wishes(q, cut(q, typed));
	normal_set(&q->normal, buf_slice(&q->plain), true);
	q->terms = q->exacts = q->sounds = 0;
	find_soft(q);
	slots_reset(q);
	/* Texts of forms are pointed to, so it must not grow later. */
	buf_reset(&q->forms);
	buf_reserve(&q->forms, (q->chars + 1) * 2 * FORM_BYTES);
	find_terms(q);
	find_exacts(q);
	find_sounds(q);
}
