/*
 * tokens.c - the tokens of a normalised text.
 *
 * The iterator reads a character once and gives a token a call. Numbers in
 * law (doc numbers, articles, years) are looked for only where 第, an opening
 * bracket, or 一 and 二 stand.
 */
#include "text/tokens.h"

#include "text/lawnumber.h"
#include "text/scan.h"
#include "text/tables.h"

#define CHAR_DI 0x7b2c		/* 第 */
#define CHAR_ONE 0x4e00		/* 一 */
#define CHAR_TWO 0x4e8c		/* 二 */

bool
token_is_han(uint32_t ch)
{
	return ch < 0x110000 && table_class_of(ch) == CLASS_HAN;
}

const char *
tokens_version(void)
{
	return table_hash;
}

void
tokens_start(struct tokens *t, struct slice normal)
{
	t->all = normal;
	t->at = 0;
	t->pair_from = 0;
	t->before = 0;
	t->extra_given = false;
}

static bool
give(struct tokens *t, struct token *out, enum token_kind kind, size_t from,
    size_t to)
{
	*out = (struct token){
		.kind = kind, .text = { t->all.text + from, to - from },
		.from = (uint32_t)from, .to = (uint32_t)to
	};
	return true;
}

/* What more stands at the character @ch, such as an article's number. */
static bool
give_extra(struct tokens *t, uint32_t ch, struct token *out)
{
	struct law_number law;

	if (ch == CHAR_DI)
		law = law_ordinal(t->all, t->at, t->form, sizeof(t->form));
	else if (ch == CHAR_ONE || ch == CHAR_TWO)
		law = law_year(t->all, t->at, t->form, sizeof(t->form));
	else
		law = law_bracket(t->all, t->at, t->form, sizeof(t->form));
	if (!law.bytes)
		return false;
	*out = (struct token){
		.kind = law.kind, .text = { t->form, law.bytes },
		.from = (uint32_t)law.from, .to = (uint32_t)law.to
	};
	return true;
}

static bool
give_pair(struct tokens *t, struct token *out)
{
	uint32_t ch;
	size_t to = t->at + scan_at(t->all, t->at, &ch);

	give(t, out, TOKEN_PAIR, t->pair_from, to);
	out->ch[0] = t->before;
	out->ch[1] = ch;
	t->before = 0;
	return true;
}

static bool
give_char(struct tokens *t, uint32_t ch, size_t bytes, struct token *out)
{
	size_t from = t->at;
	uint32_t next;

	give(t, out, TOKEN_CHAR, from, from + bytes);
	out->ch[0] = ch;
	t->at += bytes;
	t->extra_given = false;
	if (t->at < t->all.bytes) {
		scan_at(t->all, t->at, &next);
		if (table_class_of(next) == CLASS_HAN) {
			t->before = ch;
			t->pair_from = from;
		}
	}
	return true;
}

static bool
give_word(struct tokens *t, struct token *out)
{
	size_t from = t->at;
	uint32_t ch;

	while (t->at < t->all.bytes) {
		size_t bytes = scan_at(t->all, t->at, &ch);

		if (table_class_of(ch) != CLASS_WORD ||
		    t->at + bytes - from > TOKEN_BYTES)
			break;
		t->at += bytes;
	}
	return give(t, out, TOKEN_WORD, from, t->at);
}

static inline bool
may_be_extra(const struct tokens *t, uint32_t ch)
{
	return !t->extra_given && (ch == CHAR_DI || ch == CHAR_ONE ||
	    ch == CHAR_TWO || law_opens(ch));
}

bool
tokens_next(struct tokens *t, struct token *out)
{
	uint32_t ch;

	if (t->before)
		return give_pair(t, out);
	while (t->at < t->all.bytes) {
		size_t bytes = scan_at(t->all, t->at, &ch);
		enum char_class class = table_class_of(ch);

		if (may_be_extra(t, ch)) {
			t->extra_given = true;
			if (give_extra(t, ch, out))
				return true;
		}
		if (class == CLASS_HAN)
			return give_char(t, ch, bytes, out);
		if (class == CLASS_WORD)
			return give_word(t, out);
		t->at += bytes;
		t->extra_given = false;
	}
	return false;
}
