/* t-rows.c - rows of another system, from JSON lines or CSV. */
#include "base/mem.h"
#include "text/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct seen {
	struct buf text;		/* "1 a|b;" */
	size_t stop;			/* at this row */
};

static int
field(void *arg, struct slice name)
{
	(void)arg;
	if (slice_is(slice_trim(name), "a"))
		return 0;
	return slice_is(name, "乙") ? 1 : -1;
}

static enum status
each(void *arg, size_t row, const char *const *value, struct err *err)
{
	struct seen *s = arg;

	(void)err;
	if (row == s->stop)
		return ST_FULL;
	buf_addf(&s->text, "%zu %s|%s;", row, value[0] ? value[0] : "-",
	    value[1] ? value[1] : "-");
	return ST_OK;
}

static void
bad(void *arg, size_t row, const char *why)
{
	struct seen *s = arg;

	assert_true(*why);
	buf_addf(&s->text, "%zu bad;", row);
}

static const struct {
	const char *in, *want;
	enum status status;
} cases[] = {
	{ "", "", ST_OK },
	{ "a,乙\n1,2\n", "1 1|2;", ST_OK },
	{ "乙, a ,c\r\n\"x, \"\"y\"\"\",,z\r\n\r\n,7\r\n",
	    "1 -|x, \"y\";2 7|-;", ST_OK },
	{ "a\n1,2,3\n  \n4", "1 1|-;2 4|-;", ST_OK },
	{ "a,\xd2\xd2\n1,\xc4\xe3\xba\xc3\n", "1 1|你好;", ST_OK },
	{ "{\"a\": 1.5, \"乙\": true, \"c\": {}}\n\n{\"a\": null}\n",
	    "1 1.5|yes;2 -|-;", ST_OK },
	{ "{\"a\": 1, \"a\": 2}\n[1]\n{\"a\": \"x\"}\n",
	    "1 bad;2 bad;3 x|-;", ST_OK },
	{ "a\n1\n2\nstop\n5\n", "1 1|-;2 2|-;", ST_FULL },
	{ "{\"a\": 1}\n{\"a\": 2}\n{}\n{}\n", "1 1|-;2 2|-;", ST_FULL },
};

static void
rows_of_both_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct seen s = { .text = BUF_INIT,
			.stop = cases[i].status == ST_OK ? 0 : 3 };
		const struct rows_reader r = { 2, field, each, bad, &s };
		struct err err = ERR_INIT;

		assert_int_equal(rows_read(&r, slice_of(cases[i].in), &err),
		    cases[i].status);
		assert_string_equal(buf_text(&s.text), cases[i].want);
		buf_release(&s.text);
	}
}

static void
cuts_of_any_size_are_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		for (size_t cut = 1; cut < 6; cut++) {
			struct seen s = { .text = BUF_INIT,
				.stop = cases[i].status == ST_OK ? 0 : 3 };
			const struct rows_reader r = { 2, field, each, bad,
				&s };
			struct rows *w = rows_new(&r);
			struct slice in = slice_of(cases[i].in);
			struct err err = ERR_INIT;
			enum status st = ST_OK;

			for (size_t at = 0; st == ST_OK && at < in.bytes;
			    at += cut)
				st = rows_feed(w, (struct slice){ in.text +
				    at, at + cut < in.bytes ? cut :
				    in.bytes - at }, &err);
			if (st == ST_OK)
				st = rows_end(w, &err);
			assert_int_equal(st, cases[i].status);
			assert_string_equal(buf_text(&s.text),
			    cases[i].want);
			rows_free(w);
			buf_release(&s.text);
		}
}

/* Whatever comes in without an end of its row is not kept for ever. */
static void
a_row_without_an_end_is_refused(void **state)
{
	static const char *const starts[] = { "{\"a\": \"", "a\n\"" };
	char many[65536];

	(void)state;
	memset(many, 'x', sizeof(many));
	for (size_t i = 0; i < COUNT(starts); i++) {
		struct seen s = { .text = BUF_INIT };
		const struct rows_reader r = { 2, field, each, bad, &s };
		struct rows *w = rows_new(&r);
		struct err err = ERR_INIT;
		enum status st = rows_feed(w, slice_of(starts[i]), &err);
		int cuts = 0;

		for (; st == ST_OK && cuts < 1000; cuts++)
			st = rows_feed(w, (struct slice){ many,
			    sizeof(many) }, &err);
		assert_int_equal(st, ST_INVALID);
		assert_non_null(strstr(err.text, "has more than"));
		assert_in_range(cuts, 256, 270);
		rows_free(w);
		buf_release(&s.text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_of_both_forms),
		cmocka_unit_test(cuts_of_any_size_are_the_same),
		cmocka_unit_test(a_row_without_an_end_is_refused),
	};

	return cmocka_run_group_tests_name("rows", tests, NULL, NULL);
}
