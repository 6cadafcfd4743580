/*
 * intl.c - chooses the language and starts gettext.
 *
 * glibc translates nothing while the locale of messages is "C", and there may
 * be no other than C.UTF-8, so that is what it becomes; LANGUAGE then says
 * which catalogue. Characters are UTF-8 inside whatever the terminal is, so
 * a locale of another encoding is replaced as well, and only intl_utf8()
 * tells that it was there.
 */
#include "base/intl.h"

#include "base/mem.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define UTF8_LOCALE "C.UTF-8"

static struct {
	enum language language;
	bool utf8;
} intl;

static const struct {
	const char *name;		/* in the settings, and of catalogues */
	enum language language;
} languages[] = {
	{ "zh_CN", LANGUAGE_ZH_CN },
	{ "en", LANGUAGE_EN },
};

/* The first of the names that is set, as setlocale() would take it. */
static const char *
locale_name(const char *category)
{
	const char *const name[] = { "LC_ALL", category, "LANG" };

	for (size_t i = 0; i < COUNT(name); i++) {
		const char *value = getenv(name[i]);

		if (value && *value)
			return value;
	}
	return "C";
}

/* "zh_CN.UTF-8" and "zh" are both "zh"; "zhx" is not. */
static bool
speaks(const char *locale, const char *language)
{
	size_t n = strcspn(locale, "_.@:-");

	return n == strlen(language) && strncasecmp(locale, language, n) == 0;
}

static enum language
language_asked(void)
{
	const char *asked = getenv("LANGUAGE");

	if (!asked || !*asked)
		asked = locale_name("LC_MESSAGES");
	if (speaks(asked, "zh") || speaks(asked, "C") ||
	    speaks(asked, "POSIX"))
		return LANGUAGE_ZH_CN;
	return LANGUAGE_EN;
}

static bool
language_find(const char *name, enum language *out)
{
	for (size_t i = 0; i < COUNT(languages); i++) {
		if (strcmp(languages[i].name, name) != 0)
			continue;
		*out = languages[i].language;
		return true;
	}
	return false;
}

static bool
codeset_is_utf8(const char *codeset)
{
	return strcasecmp(codeset, "UTF-8") == 0 ||
	    strcasecmp(codeset, "utf8") == 0;
}

/* A locale that is not installed still tells what the terminal is. */
static bool
locale_is_utf8(void)
{
	const char *codeset = strchr(locale_name("LC_CTYPE"), '.');

	if (setlocale(LC_CTYPE, ""))
		return codeset_is_utf8(nl_langinfo(CODESET));
	return codeset && codeset_is_utf8(codeset + 1);
}

static void
catalogue_open(void)
{
	const char *dir = getenv("DESK12345_LOCALEDIR");

	bindtextdomain(PACKAGE, dir && *dir ? dir : LOCALEDIR);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
}

bool
intl_init(const char *language)
{
	bool known = true;

	intl.language = language_asked();
	if (language && *language)
		known = language_find(language, &intl.language);
	intl.utf8 = locale_is_utf8();
	if (!codeset_is_utf8(nl_langinfo(CODESET)))
		setlocale(LC_CTYPE, UTF8_LOCALE);
	setlocale(LC_MESSAGES, UTF8_LOCALE);
	setenv("LANGUAGE", intl.language == LANGUAGE_EN ? "en" : "zh_CN", 1);
	catalogue_open();
	return known;
}

enum language
intl_language(void)
{
	return intl.language;
}

bool
intl_utf8(void)
{
	return intl.utf8;
}
