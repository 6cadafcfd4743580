/*
 * config.h - INI files as lists of section, key, value and line.
 *
 * Keeps everything in the order of the file; knows no keys. A section's
 * header may have a name: "[source law-library]" is section "source
 * law-library". A comment starts with # or ; in front of a line, or with a
 * blank and ; behind a value. A line has at most 199 bytes, and none goes on
 * in the next.
 */
#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct config_item {
	char *section;
	char *key;
	char *value;
	int line;
};

struct config {
	char *path;
	struct config_item *item;
	size_t count, room;
};

#define CONFIG_INIT { 0 }

/* Adds a file's items; a line that is no INI is ST_INVALID with file:line. */
enum status config_read(struct config *c, const char *path, struct err *err);
void config_release(struct config *c);
/* The last value of the key, or @otherwise. Lives as long as @c. */
const char *config_get(const struct config *c, const char *section,
    const char *key, const char *otherwise);

#endif
