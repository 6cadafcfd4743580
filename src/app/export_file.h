/*
 * export_file.h - a sheet into a file and onto the record; between export.c
 * and export_report.c.
 */
#ifndef APP_EXPORT_FILE_H
#define APP_EXPORT_FILE_H

#include "app/export.h"

/* @what begins the reason on the record: a purpose or a report. */
enum status export_file(struct app *app, const struct export_sheet *s,
    const struct export_call *c, const char *what, struct export_done *out,
    struct err *err);

#endif
