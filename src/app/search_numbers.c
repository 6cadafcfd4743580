/*
 * search_numbers.c - 15天 finds 十五天, and 十五天 finds 15天.
 *
 * A number in the other writing stands in for the typed one, together with
 * the character beside it: 三天 says more than 三.
 */
#include "app/search_sounds.h"

#include "base/mem.h"
#include "text/numeral.h"
#include "text/scan.h"

#include <stdio.h>
#include <stdlib.h>

#define NUMBERS_A_QUERY 16
#define DIGITS_MAX 8

/* Adds the tokens of @text, which are not single characters, to @group. */
static enum status
add_tokens(struct plan *p, struct kb *kb, struct slice text, uint16_t group,
    const struct rank_weights *w, struct err *err)
{
	struct tokens tokens;
	struct token t;
	enum status st = ST_OK;

	tokens_start(&tokens, text);
	while (st == ST_OK && tokens_next(&tokens, &t)) {
		struct kb_term k;

		if (t.kind == TOKEN_CHAR || t.text.text == tokens.form)
			continue;
		st = t.ch[0] ? kb_term_chars(kb, t.ch[0], t.ch[1], &k, err) :
		    kb_term_word(kb, t.text, &k, err);
		if (st == ST_OK && k.a)
			plan_add(p, t.text, k, HIT_SYNONYM, k.b != 0, false,
			    group, w->value[RANK_FORM], w);
	}
	return st;
}

static bool
is_number(struct slice s)
{
	for (size_t i = 0; i < s.bytes; i++)
		if (s.text[i] < '0' || s.text[i] > '9')
			return false;
	return s.bytes > 0 && s.bytes <= DIGITS_MAX && s.text[0] != '0';
}

/* The typed digits at [from, to) in Chinese, with the character behind. */
static enum status
add_chinese(struct plan *p, struct kb *kb, struct slice all,
    const struct query_term *t, uint16_t group,
    const struct rank_weights *w, struct err *err)
{
	struct slice rest = t->text;
	struct buf text = BUF_INIT;
	uint32_t value = 0, ch;
	enum status st = ST_OK;

	if (number_take(&rest, &value) && value <= NUMERAL_MAX) {
		numeral_put(&text, value);
		if (t->to < all.bytes)
			buf_add(&text, all.text + t->to,
			    scan_at(all, t->to, &ch));
		st = add_tokens(p, kb, buf_slice(&text), group, w, err);
	}
	buf_release(&text);
	return st;
}

/* Where the Chinese number at @at ends. */
static size_t
numeral_end(struct slice all, size_t at)
{
	uint32_t ch;

	while (at < all.bytes) {
		size_t bytes = scan_at(all, at, &ch);

		if (!numeral_has(ch))
			break;
		at += bytes;
	}
	return at;
}

/* The group of the typed pair that begins at @at; false when none does. */
static bool
group_at(const struct plan *p, const struct query *q, size_t at,
    uint16_t *group)
{
	for (size_t i = 0; i < q->terms && i < p->terms; i++)
		if (q->term[i].kind == TOKEN_PAIR && q->term[i].from == at) {
			*group = p->term[i].group;
			return true;
		}
	return false;
}

/* 1 stands in too many words to be a number. */
static enum status
add_digits(struct plan *p, struct kb *kb, const struct query *q, size_t from,
    size_t to, const struct rank_weights *w, struct err *err)
{
	struct slice all = buf_slice(&q->normal.text);
	struct slice rest = { all.text + from, to - from };
	char digits[16];
	uint32_t value = 0;
	uint16_t group;
	int n;

	if (!number_take(&rest, &value) || rest.bytes > 0 || value < 2 ||
	    !group_at(p, q, from, &group))
		return ST_OK;
	n = snprintf(digits, sizeof(digits), "%u", value);
	return add_tokens(p, kb, (struct slice){ digits, (size_t)n }, group,
	    w, err);
}

enum status
plan_numbers(struct plan *p, struct kb *kb, const struct query *q,
    const struct rank_weights *w, struct err *err)
{
	struct slice all = buf_slice(&q->normal.text);
	size_t typed = q->terms < p->terms ? q->terms : p->terms, numbers = 0;
	enum status st = ST_OK;
	uint32_t ch;

	for (size_t i = 0; i < typed && st == ST_OK &&
	    numbers < NUMBERS_A_QUERY; i++)
		if (q->term[i].kind == TOKEN_WORD &&
		    is_number(q->term[i].text)) {
			numbers++;
			st = add_chinese(p, kb, all, &q->term[i],
			    p->term[i].group, w, err);
		}
	for (size_t at = 0; at < all.bytes && st == ST_OK &&
	    numbers < NUMBERS_A_QUERY; ) {
		size_t bytes = scan_at(all, at, &ch);
		size_t end = numeral_has(ch) ? numeral_end(all, at) : at;

		if (end > at) {
			numbers++;
			st = add_digits(p, kb, q, at, end, w, err);
		}
		at = end > at ? end : at + bytes;
	}
	return st;
}
