/*
 * utf8.h - characters, graphemes, columns, and the one cleaner.
 *
 * Units are said in the names: bytes of memory, chars (code points), graphemes
 * (what a person calls a character, UAX #29), cols (cells of the terminal,
 * UAX #11). A character of ambiguous width has the columns that
 * utf8_ambiguous_cols() was told, 1 at the start.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buf.h"

#include <stdint.h>

#define UTF8_REPLACEMENT 0xfffd

bool utf8_valid(struct slice s);
/* The first byte that is not UTF-8, or s.bytes. */
size_t utf8_bad_at(struct slice s);

/* Takes a character off the front. An ill-formed byte gives U+FFFD and is
 * taken alone. Do not call with an empty slice. */
uint32_t utf8_next(struct slice *s);
void utf8_put(struct buf *out, uint32_t ch);
size_t utf8_chars(struct slice s);
/* The first @chars characters. */
struct slice utf8_first(struct slice s, size_t chars);

/* The byte where the grapheme after (before) @at starts. */
size_t utf8_grapheme_next(struct slice s, size_t at);
size_t utf8_grapheme_prev(struct slice s, size_t at);

int utf8_char_cols(uint32_t ch);	/* 0, 1 or 2; controls count 1 */
int utf8_cols(struct slice s);		/* a grapheme counts once */
/* Of the grapheme that starts at @at. */
int utf8_grapheme_cols(struct slice s, size_t at);
/* The longest start that fits @cols; never half a grapheme. */
struct slice utf8_fit(struct slice s, int cols);
void utf8_ambiguous_cols(int cols);	/* 1 or 2, once, from the settings */

/*
 * The cleaner: what comes out may go to a terminal, a window title, a file of
 * lines. C0 controls, DEL, C1 controls, bidirectional controls (embeddings,
 * overrides, isolates, marks), line and paragraph separators, and ill-formed
 * bytes each become U+FFFD. With CLEAN_LINES, LF and TAB stay.
 */
enum clean { CLEAN_ONE_LINE, CLEAN_LINES };
void utf8_clean(struct buf *out, struct slice in, enum clean how);
bool utf8_is_clean(struct slice s, enum clean how);

#endif
