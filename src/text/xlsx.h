/*
 * xlsx.h - the first sheet of a spreadsheet, as lines of CSV.
 *
 * Takes the parts of the package as their bytes come; knows XML, no archive.
 * A row becomes the line of its number, so that a note about line 17 is about
 * row 17: line breaks in a cell are U+2028, missing rows are empty lines.
 * Dates become YYYY-MM-DD, numbers are written in full. Parts with a document
 * type are refused, so no entity is ever expanded. A row may be far longer than
 * the bytes it is made from, by texts and columns it only names: whoever takes
 * rows counts them.
 */
#ifndef TEXT_XLSX_H
#define TEXT_XLSX_H

#include "base/buf.h"
#include "base/err.h"

/* What is read of a package; the sheet's name is known after the others. */
enum xlsx_part { XLSX_WORKBOOK, XLSX_LINKS, XLSX_STRINGS, XLSX_STYLES,
	XLSX_SHEET, XLSX_PARTS };

struct xlsx;

struct xlsx_options {
	size_t text_bytes_max;		/* of all shared strings */
	size_t row_bytes_max;
	/* Takes a row, with its line end. */
	enum status (*row)(void *arg, struct slice line, struct err *err);
	void *arg;
};

struct xlsx *xlsx_new(const struct xlsx_options *o);
void xlsx_free(struct xlsx *x);				/* NULL is fine */

/* Which part a file of the package is; XLSX_PARTS when it is not read. */
enum xlsx_part xlsx_part_of(const struct xlsx *x, const char *name);
/* Before the first bytes of a part, after the last ones. */
void xlsx_begin(struct xlsx *x, enum xlsx_part part);
enum status xlsx_feed(struct xlsx *x, struct slice bytes, struct err *err);
enum status xlsx_end(struct xlsx *x, struct err *err);

#endif
