/*
 * shift.h - the desk's shifts: data/shifts.tsv (code, from, to, name,
 * name_en).
 */
#ifndef APP_SHIFT_H
#define APP_SHIFT_H

#include "app/table.h"

#include <stdbool.h>
#include <stdint.h>

#define SHIFTS_MAX 24			/* a day has no more */

struct shift {
	const char *code, *name, *name_en;
	int64_t from, to;		/* ms of the day; to > from, it may lie
					 * in the next one */
};

struct shifts {
	struct table table;
	struct shift shift[SHIFTS_MAX];
	size_t count;
};

#define SHIFTS_INIT { .table = TABLE_INIT }
enum status shifts_open(struct shifts *s, const char *data_dir,
    struct err *err);
void shifts_close(struct shifts *s);

/* A shift on a day. */
struct shift_time {
	const struct shift *shift;	/* lives as long as the shifts */
	int64_t from, to;		/* ms */
};

/* The shift that is on at @at; false between two of them. */
bool shifts_at(const struct shifts *s, int64_t at, struct shift_time *out);
/* Its name in the user's language; a code that is gone is its own name. */
const char *shift_name(const struct shifts *s, const char *code);

#endif
