/*
 * t-intl.c - which language, and that it needs no installed locale.
 *
 * The language is chosen once in a process, so every case has its own. The
 * catalogue is written here: one message and its translation.
 */
#include "base/intl.h"

#include "base/file.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define HEADER "Content-Type: text/plain; charset=UTF-8\n"

/* As the manual of gettext describes the file; "" comes first. */
static void
catalogue_write(const char *dir, const char *text, const char *translation)
{
	char *folder = file_join(dir, "zh_CN/LC_MESSAGES");
	char *path = xasprintf("%s/%s.mo", folder, PACKAGE);
	uint32_t text_at = 28 + 4 * 8, header_at, translation_at;
	struct buf mo = BUF_INIT;
	struct err err = ERR_INIT;

	header_at = text_at + (uint32_t)strlen(text) + 2;
	translation_at = header_at + (uint32_t)sizeof(HEADER);
	const uint32_t head[] = {
		0x950412de, 0, 2, 28, 28 + 2 * 8, 0, 0,
		0, text_at, (uint32_t)strlen(text), text_at + 1,
		sizeof(HEADER) - 1, header_at,
		(uint32_t)strlen(translation), translation_at,
	};
	buf_add(&mo, head, sizeof(head));
	buf_add(&mo, "", 1);
	buf_add(&mo, text, strlen(text) + 1);
	buf_add(&mo, HEADER, sizeof(HEADER));
	buf_add(&mo, translation, strlen(translation) + 1);
	assert_int_equal(file_make_dir(folder, 0700, &err), ST_OK);
	assert_int_equal(file_write(path, buf_slice(&mo), 0600, &err), ST_OK);
	buf_release(&mo);
	free(folder);
	free(path);
}

static const struct {
	const char *lang, *lc_all, *language;	/* the environment */
	const char *configured;
	enum language want;
	bool known, utf8;
} cases[] = {
	{ NULL, NULL, NULL, NULL, LANGUAGE_ZH_CN, true, false },
	{ "C", NULL, NULL, NULL, LANGUAGE_ZH_CN, true, false },
	{ "POSIX", NULL, NULL, "", LANGUAGE_ZH_CN, true, false },
	{ "C.UTF-8", NULL, NULL, NULL, LANGUAGE_ZH_CN, true, true },
	{ "C.utf8", NULL, NULL, NULL, LANGUAGE_ZH_CN, true, true },
	{ "zh_CN.UTF-8", NULL, NULL, NULL, LANGUAGE_ZH_CN, true, true },
	{ "zh_CN.GB18030", NULL, NULL, NULL, LANGUAGE_ZH_CN, true, false },
	{ "zh_TW.utf8", NULL, NULL, NULL, LANGUAGE_ZH_CN, true, true },
	{ "en_US.UTF-8", NULL, NULL, NULL, LANGUAGE_EN, true, true },
	{ "en", NULL, NULL, NULL, LANGUAGE_EN, true, false },
	{ "fr_FR.UTF-8", NULL, NULL, NULL, LANGUAGE_EN, true, true },
	{ "zh_CN.UTF-8", "en_GB.UTF-8", NULL, NULL, LANGUAGE_EN, true, true },
	{ "en_GB.UTF-8", "C.UTF-8", NULL, NULL, LANGUAGE_ZH_CN, true, true },
	{ "en_US.UTF-8", NULL, "zh_CN:en", NULL, LANGUAGE_ZH_CN, true, true },
	{ "zh_CN.UTF-8", NULL, "en", NULL, LANGUAGE_EN, true, true },
	{ "en_US.UTF-8", NULL, "en", "zh_CN", LANGUAGE_ZH_CN, true, true },
	{ NULL, NULL, NULL, "zh_CN", LANGUAGE_ZH_CN, true, false },
	{ "C.UTF-8", NULL, NULL, "en", LANGUAGE_EN, true, true },
	{ "zh_CN.UTF-8", NULL, NULL, "en", LANGUAGE_EN, true, true },
	{ "en_US.UTF-8", NULL, NULL, "klingon", LANGUAGE_EN, false, true },
};

static void
put(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

/* In a child; the exit code says what is wrong. */
static int
case_run(size_t i)
{
	bool zh = cases[i].want == LANGUAGE_ZH_CN;
	char number[16];

	unsetenv("LC_CTYPE");
	unsetenv("LC_MESSAGES");
	put("LANG", cases[i].lang);
	put("LC_ALL", cases[i].lc_all);
	put("LANGUAGE", cases[i].language);
	if (intl_init(cases[i].configured) != cases[i].known)
		return 1;
	if (intl_language() != cases[i].want)
		return 2;
	if (intl_utf8() != cases[i].utf8)
		return 3;
	if (strcmp(_("the caller is missing"), zh ? "缺少来电人" :
	    "the caller is missing") != 0)
		return 4;
	if (strcmp(_("no such text"), "no such text") != 0)
		return 5;
	if (mblen("医", 3) != 3)	/* for curses */
		return 6;
	snprintf(number, sizeof(number), "%.1f", 0.5);
	return strcmp(number, "0.5") != 0 ? 7 : 0;
}

static void
the_language_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int status;
		pid_t pid = fork();

		assert_true(pid >= 0);
		if (pid == 0)
			_exit(case_run(i));
		assert_int_equal(waitpid(pid, &status, 0), pid);
		if (status != 0)
			fail_msg("case %zu: %x", i, (unsigned)status);
	}
}

static int
catalogue_set_up(void **state)
{
	static char dir[] = "/tmp/t-intl-XXXXXX";

	if (!mkdtemp(dir))
		return -1;
	catalogue_write(dir, "the caller is missing", "缺少来电人");
	*state = dir;
	return setenv("DESK12345_LOCALEDIR", dir, 1);
}

static int
catalogue_tear_down(void **state)
{
	static const char *const left[] = {
		"zh_CN/LC_MESSAGES/" PACKAGE ".mo", "zh_CN/LC_MESSAGES",
		"zh_CN", "",
	};
	int failed = 0;

	for (size_t i = 0; i < COUNT(left); i++) {
		char *path = file_join(*state, left[i]);

		failed |= remove(path);
		free(path);
	}
	return failed;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_language_is_found),
	};

	return cmocka_run_group_tests(tests, catalogue_set_up,
	    catalogue_tear_down);
}
