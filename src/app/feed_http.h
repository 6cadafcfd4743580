/*
 * feed_http.h - a feed from an HTTPS address, kept here.
 *
 * The certificate is verified, redirections stay with HTTPS, a proxy comes
 * from the environment. What was fetched before is fetched again only when
 * the server says that it changed. A failure leaves the last copy as it was.
 */
#ifndef APP_FEED_HTTP_H
#define APP_FEED_HTTP_H

#include "app/feed_limits.h"

#include <stdbool.h>

struct feed_http_options {
	const struct feed_limits *limits;
	const char *dir;		/* made; belongs to this address */
	const char *ca_file;		/* of other authorities; or NULL */
};

bool feed_http_is(const char *path);
/* As it may be shown: an address without the name and password in it. The
 * caller frees it. */
char *feed_http_shown(const char *path);
/*
 * Fetches @url; *@path is its copy, which the caller frees. ST_NOT_FOUND: the
 * server says that there is none.
 */
enum status feed_http_get(const char *url,
    const struct feed_http_options *o, char **path, struct err *err);

#endif
