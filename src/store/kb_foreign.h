/*
 * kb_foreign.h - a file from outside that says it is a generation.
 *
 * Nothing of it is believed: it is opened for reading alone, must begin as a
 * generation does and be as long as it says, must have our tables and indexes
 * to the letter and nothing beside them, and sound pages in those that are
 * read. The full-text table is never touched: who takes the entries in makes
 * an index of their own.
 */
#ifndef STORE_KB_FOREIGN_H
#define STORE_KB_FOREIGN_H

#include "base/err.h"

struct db;

/* ST_INVALID says what is wrong with it. The file must not change while it is
 * open, and may be unlinked. */
enum status kb_foreign_open(struct db **out, const char *path,
    struct err *err);

#endif
