/*
 * fuzz-tokens.c - any bytes are normalised, cut, marked and masked; what the
 * headers promise is checked.
 */
#include "base/utf8.h"
#include "text/detect.h"
#include "text/mark.h"
#include "text/normalize.h"
#include "text/tokens.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool truth)
{
	if (!truth)
		abort();
}

static void
check_normal(struct slice in)
{
	struct normal n = NORMAL_INIT;
	struct buf again = BUF_INIT;

	normal_set(&n, in, true);
	check(utf8_valid(buf_slice(&n.text)));
	for (size_t i = 0; i < n.text.bytes; i++)
		check(n.at[i] <= n.at[i + 1] && n.at[i] < in.bytes);
	normalize(&again, buf_slice(&n.text));
	check(slice_equal(buf_slice(&again), buf_slice(&n.text)));
	normal_release(&n);
	buf_release(&again);
}

static void
check_tokens(struct slice in, struct marker *m)
{
	struct buf normal = BUF_INIT;
	struct tokens t;
	struct token token;

	normalize(&normal, in);
	tokens_start(&t, buf_slice(&normal));
	while (tokens_next(&t, &token)) {
		check(token.text.bytes > 0);
		check(token.text.bytes <= TOKEN_BYTES + 16);
		check(token.from < token.to && token.to <= normal.bytes);
		check(utf8_valid(token.text));
		if (token.from % 3 == 0)
			marker_add(m, token.text, 1);
	}
	buf_release(&normal);
}

static void
check_marks(struct slice in, struct marker *m)
{
	struct marks marks = { 0 };
	struct buf line = BUF_INIT;
	size_t last = 0, count;

	marker_marks(m, in, &marks);
	for (size_t i = 0; i < marks.count; i++) {
		check(marks.mark[i].from >= last);
		check(marks.mark[i].from < marks.mark[i].to);
		last = marks.mark[i].to;
	}
	check(last <= in.bytes);
	count = marks.count;
	marker_passage(m, in, 20, &line, &marks);
	check(utf8_chars(buf_slice(&line)) <= 20);
	check(utf8_is_clean(buf_slice(&line), CLEAN_ONE_LINE));
	last = 0;
	for (size_t i = count; i < marks.count; i++) {
		check(marks.mark[i].from >= last);
		check(marks.mark[i].from < marks.mark[i].to);
		last = marks.mark[i].to;
	}
	check(last <= line.bytes);
	marks_release(&marks);
	buf_release(&line);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice in = { (const char *)data, size };
	struct marker m;
	struct buf out = BUF_INIT;

	marker_init(&m);
	check_normal(in);
	check_tokens(in, &m);
	check_marks(in, &m);
	detect_mask(&out, in);
	check(!detect_personal(buf_slice(&out), NULL, NULL) || size > 11);
	buf_reset(&out);
	check(doc_number_form(&out, in) == (out.bytes > 0));
	buf_release(&out);
	marker_release(&m);
	return 0;
}
