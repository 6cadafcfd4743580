/*
 * config_write.h - changes one section of an INI file, and no other line.
 */
#ifndef BASE_CONFIG_WRITE_H
#define BASE_CONFIG_WRITE_H

#include "base/config.h"

/* One key of a section that is written. */
struct config_pair {
	const char *key, *value;
};

/*
 * Puts the section @name with @pair in the place of the section @old, or at
 * the end of the file when @old is NULL or not there. A @name of NULL removes
 * @old; that it is not there is ST_NOT_FOUND. Comments and keys that are not
 * in @pair stay when there is a @name. The file is made, 0600, when it is not
 * there; what could not be read again as it was meant is ST_INVALID, and
 * nothing is written.
 */
enum status config_write_section(const char *path, const char *old,
    const char *name, const struct config_pair *pair, size_t pairs,
    struct err *err);
/* The same of what was read before. */
void config_put_section(struct config *c, const char *old, const char *name,
    const struct config_pair *pair, size_t pairs);

#endif
