/*
 * intl.h - the language of the program and its messages.
 *
 * The program speaks Chinese first and English second. Messages are written
 * in English; the catalogue has the Chinese. No locale need be installed.
 */
#ifndef BASE_INTL_H
#define BASE_INTL_H

#include <libintl.h>
#include <stdbool.h>

#define _(text) gettext(text)
#define N_(text) (text)			/* marked here, looked up where used */

enum language { LANGUAGE_ZH_CN, LANGUAGE_EN };

/*
 * Once, from main. @language is "zh_CN" or "en" from the settings; NULL or
 * "" asks the environment: zh is Chinese, any other language English, and
 * none at all (C, POSIX, C.UTF-8) Chinese. The catalogue is searched under
 * DESK12345_LOCALEDIR, else where it was installed. Numbers stay those of
 * the C locale, for they go into files. False: there is no such language,
 * and the environment was asked.
 */
bool intl_init(const char *language);
enum language intl_language(void);
/* Whether the user's locale, and so the terminal, is UTF-8. */
bool intl_utf8(void);

#endif
