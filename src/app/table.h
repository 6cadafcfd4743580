/*
 * table.h - a file of tab-separated rows under named columns.
 *
 * The first line that is no comment names the columns, in any order. A line
 * that begins with # is a comment; an empty one is passed over. Cells are
 * clean text without blanks at their ends; "" is an empty cell.
 */
#ifndef APP_TABLE_H
#define APP_TABLE_H

#include "base/buf.h"
#include "base/err.h"

#include <stddef.h>

#define TABLE_COLUMNS_MAX 8

struct table_row {
	int line;
	const char *cell[TABLE_COLUMNS_MAX];	/* by the wanted columns */
};

struct table {
	char *path;
	struct buf text;		/* the cells, NUL behind each */
	const char *comment;		/* the file's first, without #; or "" */
	struct table_row *row;
	size_t count, room;
};

#define TABLE_INIT { NULL, BUF_INIT, "", NULL, 0, 0 }

/* Reads the file; each of the @count columns has to be there. */
enum status table_read(struct table *t, const char *path,
    const char *const *column, size_t count, struct err *err);
void table_release(struct table *t);
/* Puts "path:line" before the message in @err. */
enum status table_fail_at(const struct table *t, size_t row,
    struct err *err);
/* Takes the next of a cell's comma-separated words off the front. */
bool table_word(struct slice *cell, struct slice *word);

#endif
