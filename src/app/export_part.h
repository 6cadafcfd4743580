/*
 * export_part.h - what the files that write a sheet share.
 */
#ifndef APP_EXPORT_PART_H
#define APP_EXPORT_PART_H

#include "app/export_sheet.h"

#define EXPORT_CELL_BYTES 64

/* A cell as text; may be @out. */
const char *export_cell_text(const struct export_cell *c,
    char out[EXPORT_CELL_BYTES]);
/* The column of the @i-th cell. */
size_t export_column_of(const struct export_sheet *s, size_t i);
void export_html(const struct export_sheet *s, struct buf *out);

#endif
