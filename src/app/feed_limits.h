/*
 * feed_limits.h - the limits of a refresh, from data/feed.conf.
 *
 * A key under [feed] in the settings replaces the file's. Every key has to be
 * there: no limit is hidden in the program.
 */
#ifndef APP_FEED_LIMITS_H
#define APP_FEED_LIMITS_H

#include "base/err.h"
#include "text/record_field.h"

#include <stdint.h>

struct config;

#define FEED_VALIDATE_LIST(X) \
	X(title_chars_min) \
	X(short_chars) \
	X(keyword_chars)

#define FEED_REFRESH_LIST(X) \
	X(error_percent) \
	X(keep_generations) \
	X(notes_kept) \
	X(file_bytes) \
	X(unpacked_bytes) \
	X(unpacked_times) \
	X(folder_files) \
	X(settle_seconds) \
	X(missing_runs) \
	X(hold_least)

#define FEED_LEARN_LIST(X) \
	X(learn_days) \
	X(learn_half_days) \
	X(learn_answers) \
	X(learn_claimants) \
	X(learn_operators) \
	X(learn_entries) \
	X(learn_least) \
	X(learn_percent)

struct feed_limits {
	struct record_limits record;
#define X(name) int64_t name;
	FEED_VALIDATE_LIST(X)
	FEED_REFRESH_LIST(X)
	FEED_LEARN_LIST(X)
#undef X
};

enum status feed_limits_read(struct feed_limits *out, const char *data_dir,
    const struct config *settings, struct err *err);

#endif
