/*
 * tokens.h - the tokens of a normalised text, for the index and for queries.
 *
 * Han text gives every character and every pair of neighbours; a run of
 * letters and digits is one word; punctuation and blanks give nothing and no
 * token crosses them. So 医保报销 is 医 医保 保 保报 报 报销 销, and
 * "wifi密码" is wifi 密 密码 码. Three things are given in one form as well,
 * beside the tokens they are made of:
 *
 *	document numbers	京政办发[2023]第1号, 京政办发(2023)1号 and the
 *				like are 京政办发〔2023〕1号; 国务院令第732号
 *				is 国务院令第732号 however it is counted
 *	articles		第十一条 is 第11条, 第二十四条之一 第24条之1
 *	years			二〇二三年 gives the word 2023 too
 *
 * Kana count as Han. A word longer than TOKEN_BYTES goes on in the next
 * token. The iterator allocates nothing.
 */
#ifndef TEXT_TOKENS_H
#define TEXT_TOKENS_H

#include "base/buf.h"

#include <stdint.h>

#define TOKEN_BYTES 64

enum token_kind {
	TOKEN_CHAR,		/* one Han character */
	TOKEN_PAIR,		/* two that stand side by side */
	TOKEN_WORD,		/* letters and digits */
	TOKEN_DOC_NUMBER,	/* 京政办发〔2023〕1号 */
	TOKEN_ARTICLE		/* 第11条 */
};

struct token {
	enum token_kind kind;
	struct slice text;	/* in the text, or in the iterator until the
				 * next call */
	uint32_t from, to;	/* bytes of the normalised text */
	uint32_t ch[2];		/* CHAR and PAIR: its characters, else 0 */
};

struct tokens {
	struct slice all;
	size_t at;		/* of the next character */
	size_t pair_from;	/* where the waiting pair starts */
	uint32_t before;	/* its first character; 0: no pair waits */
	bool extra_given;	/* what is more at @at has been given */
	char form[TOKEN_BYTES + 16];
};

/* @normal is normalised and stays while the iterator is used. */
void tokens_start(struct tokens *t, struct slice normal);
bool tokens_next(struct tokens *t, struct token *out);

/* Han (or kana), as the tokens see it. */
bool token_is_han(uint32_t ch);

/*
 * Names this way of making tokens and the tables behind it. A knowledge base
 * keeps it in its meta; another one means the base must be built anew.
 */
const char *tokens_version(void);

/*
 * The one form of a document number, without the text around it: brackets,
 * 第, 年 and full-width digits as they may be. False, and nothing is
 * appended, when it is none. Any text; it is normalised here.
 */
bool doc_number_form(struct buf *out, struct slice text);

/*
 * A whole number in Chinese (二十四, 一百零三, 二〇二三) or Arabic digits, 0 to
 * 999,999,999, off the front of @s; false and nothing taken when there is
 * none.
 */
bool number_take(struct slice *s, uint32_t *value);

#endif
