/*
 * rows.h - rows of named values, from JSON lines or CSV under a header.
 *
 * For what another system hands over, at once or in cuts of any size: in any
 * encoding that charset.h knows; the first character tells the form. A name
 * that nobody knows is left aside with its values. Memory is that of one row.
 */
#ifndef TEXT_ROWS_H
#define TEXT_ROWS_H

#include "base/buf.h"
#include "base/err.h"

struct rows_reader {
	size_t fields;
	/* The field of a name, below @fields; -1: left aside. */
	int (*field)(void *arg, struct slice name);
	/* A row, counted from 1; where it has nothing the value is NULL. Other
	 * than ST_OK ends the reading with that status. */
	enum status (*each)(void *arg, size_t row, const char *const *value,
	    struct err *err);
	/* What stands in the place of a row and is none. */
	void (*bad)(void *arg, size_t row, const char *why);
	void *arg;
};

struct rows;

/* What @r points to lives as long as the rows. */
struct rows *rows_new(const struct rows_reader *r);
void rows_free(struct rows *w);				/* NULL is fine */
/* ST_INVALID when the whole cannot be understood, or a row is too long. */
enum status rows_feed(struct rows *w, struct slice bytes, struct err *err);
/* Once, after the last byte. */
enum status rows_end(struct rows *w, struct err *err);

/* All of these at once. */
enum status rows_read(const struct rows_reader *r, struct slice bytes,
    struct err *err);

#endif
