/*
 * feed_sign.h - keys and signatures for those who deliver feeds, and for the
 * base that one desk gives to others.
 *
 * Everything is as minisign(1) has it and may be made with that as well.
 */
#ifndef APP_FEED_SIGN_H
#define APP_FEED_SIGN_H

#include "base/err.h"

#include <stdint.h>

struct app;
struct buf;

/* Writes NAME.key, for the owner alone, and NAME.pub; neither may be there.
 * @public gets the line for the settings. */
enum status feed_keygen(const char *name, struct buf *public,
    struct err *err);
/* Writes FILE.minisig; @days is how long it is good, 0 for ever. */
enum status feed_sign(const struct app *app, const char *key_path,
    const char *path, int64_t days, struct err *err);
/* Puts a copy of the generation in force at @path, for everybody to read, and
 * signs it there; both are replaced whole. */
enum status feed_publish(const struct app *app, const char *key_path,
    const char *path, int64_t days, int64_t *generation, struct err *err);
/* @key is a public key, or the file of one. */
enum status feed_verify(const struct app *app, const char *key,
    const char *path, struct err *err);

#endif
