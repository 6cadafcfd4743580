/*
 * t-config.c - settings in the order of the file, and lines that are none.
 */
#include "base/config.h"
#include "base/config_write.h"

#include "base/file.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define TEN "0123456789"
#define NINETY TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define HUNDRED NINETY TEN
#define HUNDRED_LESS_2 NINETY "01234567"

static const char path[] = "t-config.tmp";

static enum status
config_of(struct config *c, const char *text, struct err *err)
{
	assert_int_equal(file_write(path, slice_of(text), 0600, err), ST_OK);
	return config_read(c, path, err);
}

/* "line:section/key=value" of all, joined by |. */
static const char *
items(const struct config *c, struct buf *out)
{
	buf_reset(out);
	for (size_t i = 0; i < c->count; i++)
		buf_addf(out, "%s%d:%s/%s=%s", i ? "|" : "", c->item[i].line,
		    c->item[i].section, c->item[i].key, c->item[i].value);
	return buf_text(out);
}

static const struct {
	const char *text, *want;
} sound[] = {
	{ "", "" },
	{ "\n# a\n; b\n   # c\n", "" },
	{ "a=1\n[s]\nb = 2 \n", "1:/a=1|3:s/b=2" },
	{ "[source law-library]\npath = /a b\n",
	    "2:source law-library/path=/a b" },
	{ "[a]\r\nk = v\r\n\r\n[b]\r\nk = w", "2:a/k=v|5:b/k=w" },
	{ "\xef\xbb\xbf[s]\nk=v\n", "2:s/k=v" },
	{ "[s]\n医保=报 销\n", "2:s/医保=报 销" },
	{ "[s]\nb=1\na=1\nb=2\n", "2:s/b=1|3:s/a=1|4:s/b=2" },
	{ "[s]\na = 1\n    b = 2\n\tc = 3\n", "2:s/a=1|3:s/b=2|4:s/c=3" },
	{ "[s]\nk =\n", "2:s/k=" },
	{ "[s]\nk = v ; why\n", "2:s/k=v" },
	{ "[s]\nk = a=b;c#d\n", "2:s/k=a=b;c#d" },
	{ "[s]\nk = " HUNDRED "\n", "2:s/k=" HUNDRED },
	{ "[s]\n" HUNDRED "=" HUNDRED_LESS_2 "\n",
	    "2:s/" HUNDRED "=" HUNDRED_LESS_2 },
	{ "[" TEN TEN TEN TEN "12345678]\nk=v\n",
	    "2:" TEN TEN TEN TEN "12345678/k=v" },
};

static void
sound_files(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(sound); i++) {
		struct config c = CONFIG_INIT;
		struct err err = ERR_INIT;

		if (config_of(&c, sound[i].text, &err) != ST_OK)
			fail_msg("%s", err.text);
		assert_string_equal(items(&c, &out), sound[i].want);
		assert_string_equal(c.path, path);
		config_release(&c);
	}
	buf_release(&out);
	unlink(path);
}

static const struct {
	const char *text, *words;
} broken[] = {
	{ "[s]\nno value here\n", ":2: neither" },
	{ "[s]\n\n\nk = v\nlost\nmore lost\n", ":5: neither" },
	{ "k = v\n[open\n", ":2: neither" },
	{ "[s]\n = v\n", ":2: neither" },
	{ "[s]\nk = \xff\n", ":2: it has a control" },
	{ "[s]\nk = \033[2J\n", ":2: it has a control" },
	{ "[s]\n" HUNDRED "=" HUNDRED_LESS_2 "8\n",
	    ":2: the line is too long" },
	{ "[s]\nlost\n[" HUNDRED "]\n", ":2: neither" },
	{ "[" HUNDRED "]\nk = v\n", ":1: the section's name" },
};

static void
broken_files(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(broken); i++) {
		struct config c = CONFIG_INIT;
		struct err err = ERR_INIT;

		assert_int_equal(config_of(&c, broken[i].text, &err),
		    ST_INVALID);
		if (strncmp(err.text, path, strlen(path)) != 0 ||
		    strncmp(err.text + strlen(path), broken[i].words,
		    strlen(broken[i].words)) != 0)
			fail_msg("%s, not %s", err.text, broken[i].words);
		config_release(&c);
	}
	unlink(path);
}

static void
a_nul_is_no_end(void **state)
{
	static const char text[] = "[s]\nk = a\0b\n";
	struct slice s = { text, sizeof(text) - 1 };
	struct config c = CONFIG_INIT;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(file_write(path, s, 0600, &err), ST_OK);
	assert_int_equal(config_read(&c, path, &err), ST_INVALID);
	config_release(&c);
	unlink(path);
}

static void
the_last_file_and_line_win(void **state)
{
	struct config c = CONFIG_INIT;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(config_of(&c, "[s]\na=1\na=2\nb=3\n", &err), ST_OK);
	assert_int_equal(config_of(&c, "[t]\na=8\n[s]\nb=4\n", &err), ST_OK);
	assert_string_equal(config_get(&c, "s", "a", "none"), "2");
	assert_string_equal(config_get(&c, "s", "b", "none"), "4");
	assert_string_equal(config_get(&c, "t", "a", "none"), "8");
	assert_string_equal(config_get(&c, "t", "b", "none"), "none");
	assert_null(config_get(&c, "S", "a", NULL));
	unlink(path);
	assert_int_equal(config_read(&c, path, &err), ST_NOT_FOUND);
	assert_string_equal(config_get(&c, "s", "a", "none"), "2");
	config_release(&c);
	assert_int_equal(c.count, 0);
	config_release(&c);
}

/* Section "old" becomes "new" with k = v; "-" is none. */
static const struct {
	const char *text, *old, *name, *want;
} written[] = {
	{ "", "-", "new", "[new]\nk = v\n" },
	{ "[s]\na = 1\n", "-", "new", "[s]\na = 1\n\n[new]\nk = v\n" },
	{ "[s]\na = 1", "gone", "new", "[s]\na = 1\n\n[new]\nk = v\n" },
	{ "# mine\n[old]\n# why\nk=1\nz = 2\n[s]\nk=3\n", "old", "new",
	    "# mine\n[new]\nk = v\n# why\nz = 2\n[s]\nk=3\n" },
	{ " [old] \nK = 1\nk: 2\n\n; end\n[old]\nk = 4\n[s]\n", "old",
	    "old", "[old]\nk = v\nK = 1\n\n; end\n[s]\n" },
	{ "[s]\nk = 1\n[old]\nk = 2\n# stays\n[t]\nk = 3\n", "old", "-",
	    "[s]\nk = 1\n# stays\n[t]\nk = 3\n" },
};

static const char *
or_null(const char *text)
{
	return strcmp(text, "-") == 0 ? NULL : text;
}

static void
a_section_is_written_and_nothing_else(void **state)
{
	static const struct config_pair pair = { "k", "v" };
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(written); i++) {
		assert_int_equal(file_write(path, slice_of(written[i].text),
		    0600, &err), ST_OK);
		if (config_write_section(path, or_null(written[i].old),
		    or_null(written[i].name), &pair, 1, &err) != ST_OK)
			fail_msg("%s", err.text);
		buf_reset(&out);
		assert_int_equal(file_read(path, 4096, &out, &err), ST_OK);
		assert_string_equal(buf_text(&out), written[i].want);
	}
	buf_release(&out);
	unlink(path);
}

static void
what_cannot_be_read_again_is_not_written(void **state)
{
	static const struct config_pair bad[] = { { "k", "a;b" },
		{ "k", "a\nb" }, { "k", "" }, { "k", " a" },
		{ "k", HUNDRED HUNDRED } };
	static const char *const names[] = { "", "a]", "a[b", "a;", "a\nb",
		" a", NINETY };
	static const struct config_pair good = { "k", "v" };
	struct err err = ERR_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(config_write_section(path, NULL, "s",
		    &bad[i], 1, &err), ST_INVALID);
	for (size_t i = 0; i < COUNT(names); i++)
		assert_int_equal(config_write_section(path, NULL, names[i],
		    &good, 1, &err), ST_INVALID);
	assert_false(file_exists(path));
	assert_int_equal(config_write_section(path, "s", NULL, NULL, 0, &err),
	    ST_NOT_FOUND);
	assert_false(file_exists(path));
}

/* In memory it is as if the file had been read again. */
static void
what_was_read_follows(void **state)
{
	static const struct config_pair pair[] = { { "k", "v" },
		{ "l", "w" } };
	struct config c = CONFIG_INIT;
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(config_of(&c, "[s]\nk = 1\n[t]\nk = 2\n", &err),
	    ST_OK);
	config_put_section(&c, "s", "u", pair, 2);
	assert_string_equal(items(&c, &out), "4:t/k=2|0:u/k=v|0:u/l=w");
	config_put_section(&c, "u", NULL, NULL, 0);
	assert_string_equal(items(&c, &out), "4:t/k=2");
	buf_release(&out);
	config_release(&c);
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound_files),
		cmocka_unit_test(broken_files),
		cmocka_unit_test(a_nul_is_no_end),
		cmocka_unit_test(the_last_file_and_line_win),
		cmocka_unit_test(a_section_is_written_and_nothing_else),
		cmocka_unit_test(what_cannot_be_read_again_is_not_written),
		cmocka_unit_test(what_was_read_follows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
