/*
 * ledger_report_sum.h - figures out of their cases, in one pass: between
 * ledger_report.c and ledger_report_sum.c alone.
 */
#ifndef STORE_LEDGER_REPORT_SUM_H
#define STORE_LEDGER_REPORT_SUM_H

#include "store/db.h"
#include "store/ledger_report.h"

/* Of @s: line, key, up, down, out, soon and took, in any order. Figures by
 * line, then key; such as count for nothing are left out. */
enum status figures_of_cases(struct stmt *s, struct figures *out,
    struct err *err);

/* Appends a figure, and keeps its key. */
void figure_add(struct figures *list, const struct figure *f);

#endif
