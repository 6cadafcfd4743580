/*
 * refresh-home.h - a desk's home of its own for tests of the refresh.
 */
#ifndef REFRESH_HOME_H
#define REFRESH_HOME_H

#include "app/app.h"
#include "app/refresh.h"
#include "base/clock.h"
#include "text/entry.h"

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NOON INT64_C(1795492800000)	/* 2026-11-24 12:00 in Shanghai */

struct home {
	struct app app;			/* its clock stands at NOON */
	struct err err;
	struct refresh_report report;	/* of the last run */
	char *feed;			/* the path of feed.jsonl */
};

#define OK(f, call) do { \
	enum status status_ = (call); \
	if (status_ != ST_OK) \
		fail_msg("%s: %s", #call, (f)->err.text); \
} while (0)

int home_set_up(void **state);
int home_tear_down(void **state);

void home_write(struct home *f, const char *path, const char *text);
/* The text becomes the settings. */
void home_configure(struct home *f, const char *text);
enum status home_run(struct home *f, const struct refresh_options *o);
/* Of the last report; fails when it is not there. */
const struct refresh_source *home_source(const struct home *f,
    const char *name);
/* Of the base in force. */
void home_entry(struct home *f, const char *id, struct entry *out);
int64_t home_entries(struct home *f);

#endif
