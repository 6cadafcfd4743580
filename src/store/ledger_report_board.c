/*
 * ledger_report_board.c - counts for the board.
 *
 * Volumes come from the kept sums, which triggers of ledger_report.sql write;
 * what is overdue from an index that has all it needs.
 */
#include "store/ledger_report_board.h"
#include "store/ledger_part.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdlib.h>

enum sql { SQL_HOURS, SQL_TYPES, SQL_PLACES, SQL_DISTRICTS, SQL_OVERDUE,
	SQL_DUE, SQL_DUE_LIST, SQL_CHECK_HOURS, SQL_CHECK_PLACES,
	SQL_COUNT };

#define AT_UNIT "state IN ('dispatched', 'handling', 'return_review')"
/* today and the same weekday eight times before */
#define DAYS "day IN ($day, $day - 7, $day - 14, $day - 21, $day - 28," \
	" $day - 35, $day - 42, $day - 49, $day - 56)"
#define TODAY "sum(CASE WHEN day = $day THEN n ELSE 0 END)"
#define BEFORE "sum(CASE WHEN day < $day THEN n ELSE 0 END)"
#define AGE(more, less) "sum($now - due_report_at > " more \
	" AND $now - due_report_at <= " less ")"
#define DUE "FROM demand WHERE open = 1 AND " AT_UNIT \
	" AND due_report_at >= $from AND due_report_at < $to"
#define DAY_OF "(intake_at + 28800000) / 86400000"
#define CATEGORY "substr(topic, 1, instr(topic || '.', '.') - 1)"

static const struct db_sql sql[SQL_COUNT] = {
	[SQL_HOURS] = { "count hours",
	    "SELECT hour, " TODAY ", " BEFORE " FROM kept_hour WHERE " DAYS
	    " GROUP BY hour" },
	[SQL_TYPES] = { "count types",
	    "SELECT type, '', " TODAY ", " BEFORE " FROM kept_hour WHERE "
	    DAYS " GROUP BY type ORDER BY 3 DESC, 1" },
	[SQL_PLACES] = { "count places",
	    "SELECT category, district, " TODAY ", " BEFORE
	    " FROM kept_place WHERE " DAYS " GROUP BY category, district"
	    " HAVING " TODAY " > 0 ORDER BY 3 DESC, 1, 2" },
	[SQL_DISTRICTS] = { "count districts",
	    "SELECT district, '', " TODAY ", " BEFORE " FROM kept_place"
	    " WHERE " DAYS " GROUP BY district ORDER BY 3 DESC, 1" },
	[SQL_OVERDUE] = { "count what is overdue by unit",
	    "SELECT lead_unit, '', count(*), 0, " AGE("0", "86400000") ", "
	    AGE("86400000", "259200000") ", " AGE("259200000", "604800000")
	    ", sum($now - due_report_at > 604800000) FROM demand"
	    " WHERE open = 1 AND " AT_UNIT " AND due_report_at > 0"
	    " AND due_report_at < $now"
	    " GROUP BY lead_unit ORDER BY 3 DESC, 1" },
	[SQL_DUE] = { "count feedback due",
	    "SELECT count(*) " DUE },
	[SQL_DUE_LIST] = { "list feedback due",
	    "SELECT number " DUE " ORDER BY due_report_at, id LIMIT $limit" },
	[SQL_CHECK_HOURS] = { "check the kept hours",
	    "SELECT day, hour, type, sum(n) FROM (SELECT day, hour, type, n"
	    " FROM kept_hour UNION ALL SELECT " DAY_OF ","
	    " (intake_at + 28800000) / 3600000 % 24, type, -1 FROM demand"
	    " WHERE state <> 'void') GROUP BY 1, 2, 3 HAVING sum(n) <> 0"
	    " LIMIT 1" },
	[SQL_CHECK_PLACES] = { "check the kept places",
	    "SELECT day, category, district, sum(n) FROM (SELECT day,"
	    " category, district, n FROM kept_place UNION ALL SELECT " DAY_OF
	    ", " CATEGORY ", district, -1 FROM demand WHERE state <> 'void')"
	    " GROUP BY 1, 2, 3 HAVING sum(n) <> 0 LIMIT 1" },
};

void
board_figures_release(struct board_figures *f)
{
	free(f->types.row);
	free(f->districts.row);
	free(f->places.row);
	free(f->overdue.row);
	texts_release(&f->texts);
	*f = (struct board_figures)BOARD_FIGURES_INIT;
}

static enum status
read_hours(struct ledger *l, int64_t day, struct board_figures *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_HOURS]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$day"), day);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		int64_t hour = db_int(s, 0);

		if (hour < 0 || hour >= BOARD_HOURS)
			continue;
		out->hour[hour] = db_int(s, 1);
		out->hour_before[hour] = db_int(s, 2);
		out->today += db_int(s, 1);
	}
	return st;
}

static enum status
read_counts(struct stmt *s, struct texts *texts, struct board_counts *out,
    struct err *err)
{
	bool row;
	enum status st;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct board_count *c;

		ARRAY_GROW(out->row, out->count + 1, out->room);
		c = &out->row[out->count++];
		*c = (struct board_count){ .key = row_text(texts, s, 0),
			.key2 = row_text(texts, s, 1),
			.count = db_int(s, 2), .before = db_int(s, 3) };
		for (int i = 0; db_columns(s) > 4 && i < BOARD_AGES; i++)
			c->age[i] = db_int(s, 4 + i);
	}
	return st;
}

static enum status
read_day(struct ledger *l, enum sql which, int64_t day, struct texts *texts,
    struct board_counts *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[which]);

	db_bind_int(s, db_at(s, "$day"), day);
	return read_counts(s, texts, out, err);
}

static enum status
read_overdue(struct ledger *l, int64_t now, struct board_figures *out,
    struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_OVERDUE]);
	enum status st;

	db_bind_int(s, db_at(s, "$now"), now);
	st = read_counts(s, &out->texts, &out->overdue, err);
	for (size_t i = 0; i < out->overdue.count; i++)
		out->overdue_all += out->overdue.row[i].count;
	return st;
}

static enum status
read_due(struct ledger *l, int64_t day, int64_t now,
    struct board_figures *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_DUE]);

	db_bind_int(s, db_at(s, "$from"), now);
	db_bind_int(s, db_at(s, "$to"), clock_day_start(day + 1));
	return db_one(s, &out->due_today, err);
}

static enum status
read_all(struct ledger *l, int64_t day, int64_t now,
    struct board_figures *out, struct err *err)
{
	const struct {
		enum sql which;
		struct board_counts *list;
	} days[] = {
		{ SQL_TYPES, &out->types }, { SQL_PLACES, &out->places },
		{ SQL_DISTRICTS, &out->districts },
	};
	enum status st = read_hours(l, day, out, err);

	for (size_t i = 0; st == ST_OK && i < COUNT(days); i++)
		st = read_day(l, days[i].which, day, &out->texts,
		    days[i].list, err);
	if (st == ST_OK)
		st = read_overdue(l, now, out, err);
	if (st == ST_OK)
		st = read_due(l, day, now, out, err);
	return st;
}

enum status
ledger_board(struct ledger *l, int64_t day, int64_t now,
    struct board_figures *out, struct err *err)
{
	enum status st = db_begin_read(l->db, err);

	board_figures_release(out);
	if (st != ST_OK)
		return st;
	return db_end(l->db, read_all(l, day, now, out, err), err);
}

enum status
ledger_board_due(struct ledger *l, int64_t from, int64_t to, size_t limit,
    struct numbers *out, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[SQL_DUE_LIST]);
	bool row;
	enum status st;

	db_bind_int(s, db_at(s, "$from"), from);
	db_bind_int(s, db_at(s, "$to"), to);
	db_bind_int(s, db_at(s, "$limit"), (int64_t)limit + 1);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (out->count == limit) {
			out->more = true;
			db_reset(s);
			return ST_OK;
		}
		ARRAY_GROW(out->number, out->count + 1, out->room);
		out->number[out->count++] = row_text(&out->texts, s, 0);
	}
	return st;
}

static enum status
check_one(struct ledger *l, enum sql which, struct err *err)
{
	struct stmt *s = db_stmt(l->db, &sql[which]);
	char day[CLOCK_TEXT_BYTES];
	bool row;
	enum status st = db_step(s, &row, err);

	if (st != ST_OK || !row)
		return st;
	st = fail(err, ST_CORRUPT, "the kept sum of %s, %s %s, is %lld off",
	    clock_text(clock_day_start(db_int(s, 0)), CLOCK_DATE, day),
	    db_text(s, 1), db_text(s, 2), (long long)db_int(s, 3));
	db_reset(s);
	return st;
}

enum status
ledger_check_kept(struct ledger *l, struct err *err)
{
	enum status st = check_one(l, SQL_CHECK_HOURS, err);

	return st == ST_OK ? check_one(l, SQL_CHECK_PLACES, err) : st;
}
