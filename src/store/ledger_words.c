/*
 * ledger_words.c - which words a demand is found by.
 *
 * The tokens are the knowledge base's, over masked text: no phone number and
 * no identity number gets into the index. Single characters are indexed too,
 * so that a query of one character finds something.
 */
#include "store/ledger_part.h"

#include "base/utf8.h"
#include "store/mask.h"
#include "text/normalize.h"
#include "text/tokens.h"

#define WORDS_TYPED_CHARS 200	/* more asks for nothing more */

/* FTS5 would split these again; what is left of them is there as words. */
static bool
token_fits(const struct token *t)
{
	return t->kind == TOKEN_CHAR || t->kind == TOKEN_PAIR ||
	    t->kind == TOKEN_WORD;
}

void
words_of(struct buf *out, const char *text)
{
	struct buf masked = BUF_INIT, normal = BUF_INIT;
	struct tokens tokens;
	struct token t;

	mask_text(&masked, slice_of(text));
	normalize(&normal, buf_slice(&masked));
	tokens_start(&tokens, buf_slice(&normal));
	while (tokens_next(&tokens, &t)) {
		if (!token_fits(&t))
			continue;
		if (out->bytes > 0)
			buf_add_char(out, ' ');
		buf_add_slice(out, t.text);
	}
	buf_release(&masked);
	buf_release(&normal);
}

static void
match_add(struct buf *out, const struct token *t)
{
	if (out->bytes > 0)
		buf_add_char(out, ' ');
	buf_add_char(out, '"');
	buf_add_slice(out, t->text);	/* letters and digits only */
	buf_add_text(out, t->kind == TOKEN_WORD ? "\"*" : "\"");
}

/*
 * A pair says what its two characters say, and where; a character asks only
 * when no pair has it. It comes after the pair it ends and before the pair it
 * starts.
 */
static void
match_tokens(struct buf *out, struct slice normal)
{
	struct tokens tokens;
	struct token t, lone = { .text = { NULL, 0 } };
	uint32_t pair_to = 0;

	tokens_start(&tokens, normal);
	while (tokens_next(&tokens, &t)) {
		if (!token_fits(&t))
			continue;
		if (lone.text.text && !(t.kind == TOKEN_PAIR &&
		    t.from == lone.from))
			match_add(out, &lone);
		lone.text.text = NULL;
		if (t.kind == TOKEN_CHAR && t.to != pair_to)
			lone = t;
		if (t.kind == TOKEN_PAIR)
			pair_to = t.to;
		if (t.kind != TOKEN_CHAR)
			match_add(out, &t);
	}
	if (lone.text.text)
		match_add(out, &lone);
}

bool
words_match(struct buf *out, const char *typed)
{
	struct buf normal = BUF_INIT;

	normalize(&normal, utf8_first(slice_of(typed), WORDS_TYPED_CHARS));
	match_tokens(out, buf_slice(&normal));
	buf_release(&normal);
	return out->bytes > 0;
}
