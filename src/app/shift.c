/*
 * shift.c - read the shifts, and say which one is on.
 */
#include "app/shift.h"

#include "app/directory.h"
#include "base/clock.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const columns[] = { "code", "from", "to", "name",
	"name_en" };

enum { COLUMN_CODE, COLUMN_FROM, COLUMN_TO, COLUMN_NAME, COLUMN_NAME_EN,
	COLUMNS };

/* "08:00" as ms of the day. */
static bool
time_of_day(const char *text, int64_t *out)
{
	unsigned hour, minute;
	char rest;

	if (strlen(text) != 5 || sscanf(text, "%2u:%2u%c", &hour, &minute,
	    &rest) != 2 || hour > 23 || minute > 59)
		return false;
	*out = hour * CLOCK_HOUR + minute * CLOCK_MINUTE;
	return true;
}

static enum status
shift_read(struct shifts *s, const char *const *cell, struct err *err)
{
	struct shift *one = &s->shift[s->count];

	*one = (struct shift){ .code = cell[COLUMN_CODE],
		.name = cell[COLUMN_NAME], .name_en = cell[COLUMN_NAME_EN] };
	if (!*one->code || !*one->name)
		return fail(err, ST_INVALID, "a shift has a code and a name");
	if (!time_of_day(cell[COLUMN_FROM], &one->from) ||
	    !time_of_day(cell[COLUMN_TO], &one->to))
		return fail(err, ST_INVALID, "a shift begins and ends at a "
		    "time such as 08:00");
	if (one->to <= one->from)
		one->to += CLOCK_DAY;
	for (size_t i = 0; i < s->count; i++) {
		if (strcmp(s->shift[i].code, one->code) == 0)
			return fail(err, ST_INVALID, "the shift \"%s\" is "
			    "there twice", one->code);
	}
	s->count++;
	return ST_OK;
}

enum status
shifts_open(struct shifts *s, const char *data_dir, struct err *err)
{
	char *path = file_join(data_dir, "shifts.tsv");
	enum status st = table_read(&s->table, path, columns, COLUMNS, err);

	free(path);
	if (st == ST_OK && (s->table.count == 0 ||
	    s->table.count > SHIFTS_MAX))
		st = fail(err, ST_INVALID, "%s: a desk has 1 to %d shifts",
		    s->table.path, SHIFTS_MAX);
	for (size_t i = 0; st == ST_OK && i < s->table.count; i++) {
		st = shift_read(s, s->table.row[i].cell, err);
		if (st != ST_OK)
			st = table_fail_at(&s->table, i, err);
	}
	if (st != ST_OK)
		shifts_close(s);
	return st;
}

void
shifts_close(struct shifts *s)
{
	table_release(&s->table);
	*s = (struct shifts)SHIFTS_INIT;
}

bool
shifts_at(const struct shifts *s, int64_t at, struct shift_time *out)
{
	/* one that began yesterday may still be on */
	for (int64_t day = clock_day(at); day >= clock_day(at) - 1; day--) {
		for (size_t i = 0; i < s->count; i++) {
			const struct shift *one = &s->shift[i];
			int64_t start = clock_day_start(day);

			*out = (struct shift_time){ one, start + one->from,
				start + one->to };
			if (at >= out->from && at < out->to)
				return true;
		}
	}
	*out = (struct shift_time){ NULL, 0, 0 };
	return false;
}

const char *
shift_name(const struct shifts *s, const char *code)
{
	for (size_t i = 0; i < s->count; i++) {
		if (strcmp(s->shift[i].code, code) == 0)
			return directory_name(s->shift[i].name,
			    s->shift[i].name_en);
	}
	return code;
}
