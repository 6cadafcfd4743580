/*
 * catalog.h - the dispatch catalogue: rows that say who handles a matter.
 *
 * A part of the directory; everybody else asks directory_route().
 */
#ifndef APP_CATALOG_H
#define APP_CATALOG_H

#include "app/directory.h"

struct catalog;

/* Reads @path; its codes have to be in @d, and every leaf needs a row that
 * holds for every type. */
enum status catalog_open(struct catalog **out, const char *path,
    const struct directory *d, struct err *err);
void catalog_close(struct catalog *c);			/* NULL is fine */
const char *catalog_version(const struct catalog *c);
/* As directory_route(), with places that are known to be right. */
enum status catalog_route(const struct catalog *c, const char *topic,
    enum demand_type type, const char *district, const char *street,
    struct route *out, struct err *err);

#endif
