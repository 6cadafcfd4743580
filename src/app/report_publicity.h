/*
 * report_publicity.h - what the files of the quarterly publicity share;
 * nobody else includes it.
 */
#ifndef APP_REPORT_PUBLICITY_H
#define APP_REPORT_PUBLICITY_H

#include "app/report_part.h"
#include "app/report_withhold.h"
#include "store/ledger_report_frozen.h"

#define MONTHS_MAX 12

/* The report's lines, as in report_list.h. */
enum publicity_line { PUBLICITY_TYPES, PUBLICITY_CATEGORIES,
	PUBLICITY_DISTRICTS, PUBLICITY_RATES, PUBLICITY_TOPIC,
	PUBLICITY_TOPIC_RATES };

struct months {
	struct frozen month[MONTHS_MAX];
	size_t count;
};

/* The row's count, or what stands for it. */
void publicity_show(struct report *r, struct report_row *row, int64_t count,
    enum withheld mark, int64_t least);

/* Adds the rows of the topic of the month, when there is one; those of the
 * other lines are there. */
enum status publicity_topic(struct app *app, struct report *r,
    const struct months *m, int64_t least, struct err *err);

#endif
