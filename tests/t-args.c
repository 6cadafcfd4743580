/*
 * t-args.c - the arguments of a subcommand go to the places that rows name.
 */
#include "cmd/args.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct call {
	bool json, help;
	const char *text;
	int64_t number;
	const char *word[2];
};

static enum status
take(struct call *c, const char *line, struct err *err)
{
	static char copy[200];
	char *argv[16], *save = NULL;
	int argc = 0;
	const struct args_option options[] = {
		{ "json", .set = &c->json }, { "help", .set = &c->help },
		{ "text", .text = &c->text },
		{ "number", .number = &c->number }, { NULL },
	};

	*c = (struct call){ .number = 7 };
	*err = (struct err)ERR_INIT;
	snprintf(copy, sizeof(copy), "it %s", line);
	for (char *s = strtok_r(copy, " ", &save); s; s = strtok_r(NULL, " ",
	    &save))
		argv[argc++] = s;
	return args_all(argc, argv, "it", options, c->word, COUNT(c->word),
	    err);
}

static void
each_goes_to_its_place(void **state)
{
	struct call c;
	struct err err;

	(void)state;
	assert_int_equal(take(&c, "", &err), ST_OK);
	assert_false(c.json);
	assert_null(c.text);
	assert_null(c.word[0]);
	assert_int_equal(c.number, 7);
	assert_int_equal(take(&c, "a --json --text 医保 b --number=42", &err),
	    ST_OK);
	assert_true(c.json);
	assert_false(c.help);
	assert_string_equal(c.text, "医保");
	assert_int_equal(c.number, 42);
	assert_string_equal(c.word[0], "a");
	assert_string_equal(c.word[1], "b");
}

static void
two_dashes_end_the_options(void **state)
{
	struct call c;
	struct err err;

	(void)state;
	assert_int_equal(take(&c, "--text=--json -- --json -- ", &err), ST_OK);
	assert_string_equal(c.text, "--json");
	assert_false(c.json);
	assert_string_equal(c.word[0], "--json");
	assert_string_equal(c.word[1], "--");
}

static void
what_is_wrong_is_named(void **state)
{
	static const struct {
		const char *line, *named;
	} cases[] = {
		{ "--jsn", "\"jsn\"" }, { "--json=no", "\"json=no\"" },
		{ "a b c", "\"c\"" }, { "--text", "--text needs a value" },
		{ "--number x", "\"x\"" }, { "--number -1", "\"-1\"" },
		{ "--number 9999999999999999", "is not a number" },
		{ "--js --json", "\"js\"" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct call c;
		struct err err;

		assert_int_equal(take(&c, cases[i].line, &err), ST_USAGE);
		if (!strstr(err.text, cases[i].named))
			fail_msg("%s: %s", cases[i].line, err.text);
	}
}

static void
words_join_with_blanks(void **state)
{
	struct buf words = BUF_INIT;

	(void)state;
	args_join(&words, "公积金");
	args_join(&words, "提取");
	assert_string_equal(buf_text(&words), "公积金 提取");
	buf_release(&words);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_goes_to_its_place),
		cmocka_unit_test(two_dashes_end_the_options),
		cmocka_unit_test(what_is_wrong_is_named),
		cmocka_unit_test(words_join_with_blanks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
