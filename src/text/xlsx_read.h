/*
 * xlsx_read.h - what xlsx.c and xlsx_sheet.c share.
 */
#ifndef TEXT_XLSX_READ_H
#define TEXT_XLSX_READ_H

#include "text/xlsx.h"

#include <expat.h>
#include <stdint.h>

struct xlsx_link {
	char *id, *target;
};

struct xlsx {
	const struct xlsx_options *o;
	XML_Parser parser;
	enum xlsx_part part;
	enum status st;			/* why the parser was stopped */
	struct err err;
	int64_t fed;			/* bytes of this part */

	char *sheet_link;		/* of the first sheet; or NULL */
	struct xlsx_link *link;
	size_t links, link_room;
	bool from_1904;

	long *date_format;
	size_t date_formats, date_format_room;
	bool *style_is_date;
	size_t styles, style_room;

	struct buf texts;		/* the shared strings */
	size_t *string_at;		/* where each begins */
	size_t strings, string_room;

	bool in_text, in_ruby, in_styles;
	int64_t line;			/* the one that is written next */
	struct buf row, cell;
	int column;			/* commas of this row so far */
	int filled, width;		/* its cells; the widest row's */
	int cell_column;		/* of the cell at hand */
	char cell_type;			/* s, i, t, b, e, n */
	size_t cell_style;
};

/* By its name without prefix; NULL when it is not there. */
const char *xlsx_attribute(const char **attributes, const char *name);
void xlsx_stop(struct xlsx *x, enum status st);

void xlsx_sheet_start(struct xlsx *x, const char *name,
    const char **attributes);
void xlsx_sheet_end(struct xlsx *x, const char *name);

#endif
