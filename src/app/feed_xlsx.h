/*
 * feed_xlsx.h - a spreadsheet among feeds, made into CSV before it is read.
 */
#ifndef APP_FEED_XLSX_H
#define APP_FEED_XLSX_H

#include "app/feed_limits.h"

#include <stdbool.h>

/* By the first bytes of the file: a package as of .xlsx. Leaves @fd at its
 * start. */
bool feed_xlsx_is(int fd);
/* The first sheet of @fd as a file of CSV without a name, open at its start.
 * Closes @fd, also when it fails. */
enum status feed_xlsx_take(int fd, const char *path,
    const struct feed_limits *limits, int *csv, struct err *err);

#endif
