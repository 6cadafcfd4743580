/*
 * record_field.h - one value as a feed writes it, made fit for an entry.
 *
 * White space is trimmed and line ends become LF, invisible characters go,
 * text becomes NFC, dates become YYYY-MM-DD, lists are parted, words of
 * controlled fields and the brackets of document numbers get their one form.
 * What was changed in meaning, or could not be read, is noted.
 */
#ifndef TEXT_RECORD_FIELD_H
#define TEXT_RECORD_FIELD_H

#include "text/entry.h"
#include "text/note.h"

/* The limits of a record; their values stand in data/feed.conf. */
#define RECORD_LIMIT_LIST(X) \
	X(line_bytes)	/* of a JSON line or a CSV row */ \
	X(title_chars)	/* a longer one is cut at a clause */ \
	X(text_chars)	/* of a field of one line */ \
	X(body_chars)	/* of a field of many lines */ \
	X(list_chars)	/* of a list, all items together */

struct record_limits {
#define X(name) size_t name;
	RECORD_LIMIT_LIST(X)
#undef X
};

/* WRITTEN lists are parted at commas, semicolons, 、 | and line feeds;
 * ITEMS come as items already, one a line. */
enum record_list { RECORD_WRITTEN, RECORD_ITEMS };

void record_field_set(struct entry *e, enum entry_field f, struct slice raw,
    enum record_list how, const struct record_limits *limits,
    struct note_sink *sink);

/* Once all fields are there: a title from the question, one that is too
 * long cut and kept whole as the question, and the kind "qa" for none. */
void record_finish(struct entry *e, const struct record_limits *limits,
    struct note_sink *sink);

/* The field by a header or key, in English or Chinese, however spaced, wide
 * or marked as required; ENTRY_FIELD_COUNT when it is not known. */
enum entry_field record_name_find(struct slice name);
/* The feed's word for what people write in a controlled field ("问答" is
 * "qa"), or NULL: take it as it is. */
const char *record_word_find(enum entry_field f, struct slice written);

enum record_date { RECORD_DATE_BAD, RECORD_DATE_SAME, RECORD_DATE_OTHER,
	RECORD_DATE_OPEN };
#define RECORD_DATE_BYTES 11
/* Reads 2023-03-09, 2023/3/9, 2023.03.09, 20230309, ２０２３年３月９日,
 * 二〇二三年三月九日, each with or without a time behind; OTHER says it was
 * not in our form. OPEN is a word for "without an end": nothing in @out. */
enum record_date record_date_read(struct slice in,
    char out[RECORD_DATE_BYTES]);

#endif
