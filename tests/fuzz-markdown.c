/*
 * fuzz-markdown.c - any bytes are read as Markdown: only signs go, and what is
 * set off lies in the text.
 */
#include "base/utf8.h"
#include "text/markdown.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool truth)
{
	if (!truth)
		abort();
}

static bool
inside_char(struct slice s, size_t at)
{
	return at < s.bytes && (s.text[at] & 0xc0) == 0x80;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice in = { (const char *)data, size }, out;
	struct markdown m = MARKDOWN_INIT;
	bool some = markdown_read(&m, in), valid = utf8_valid(in);
	size_t last = 0;

	out = buf_slice(&m.text);
	check(out.bytes <= in.bytes);
	check(some || (slice_equal(in, out) && m.spans == 0));
	check(!valid || utf8_valid(out));
	for (size_t i = 0; i < m.spans; i++) {
		const struct markdown_span *s = &m.span[i];

		check(s->from >= last && s->from <= s->to);
		check(s->to <= out.bytes);
		check(!valid || (!inside_char(out, s->from) &&
		    !inside_char(out, s->to)));
		last = s->from;
	}
	markdown_release(&m);
	return 0;
}
