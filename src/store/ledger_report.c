/*
 * ledger_report.c - sum cases up, or list whose they are.
 *
 * A statement is put together of constant parts around the cases of its
 * report; values are bound.
 */
#include "store/ledger_part.h"
#include "store/ledger_report_sql.h"
#include "store/ledger_report_sum.h"

#include "base/intl.h"
#include "base/mem.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *code, *column, *words;
} dimensions[BY_COUNT] = {
#define X(name, code, column, words) [BY_##name] = { code, column, words },
	FIGURE_BY_LIST(X)
#undef X
};

static const char *const parts[PART_COUNT] = {
	[PART_UP] = "up", [PART_DOWN] = "down", [PART_OUT] = "out",
	[PART_SOON] = "soon",
};

const char *
figure_by_code(enum figure_by by)
{
	assert((size_t)by < COUNT(dimensions));
	return dimensions[by].code;
}

const char *
figure_by_words(enum figure_by by)
{
	assert((size_t)by < COUNT(dimensions));
	return _(dimensions[by].words);
}

bool
figure_by_parse(struct slice code, enum figure_by *by)
{
	for (size_t i = 0; i < COUNT(dimensions); i++) {
		if (slice_is(code, dimensions[i].code)) {
			*by = (enum figure_by)i;
			return true;
		}
	}
	return false;
}

void
figures_release(struct figures *list)
{
	free(list->figure);
	texts_release(&list->texts);
	*list = (struct figures)FIGURES_INIT;
}

void
numbers_release(struct numbers *list)
{
	free(list->number);
	texts_release(&list->texts);
	*list = (struct numbers)NUMBERS_INIT;
}

/* Only what the statement asks for is bound. */
static void
bind_question(struct stmt *s, const char *text,
    const struct cases_question *q)
{
	const struct {
		const char *name;
		int64_t value;
	} all[] = {
#define X(name) { "$" #name, q->name },
		CASES_PARAM_LIST(X)
#undef X
	};

	for (size_t i = 0; i < COUNT(all); i++) {
		if (strstr(text, all[i].name))
			db_bind_int(s, db_at(s, all[i].name), all[i].value);
	}
}

/* Persons are told apart by the database. */
static void
compose_people(struct buf *out, const struct cases_question *q)
{
	buf_addf(out, "SELECT line, %s AS key, sum(up), sum(down), sum(out),"
	    " sum(soon), count(DISTINCT person) FROM (",
	    dimensions[q->by].column);
	buf_add_text(out, cases_sql[q->cases].text);
	buf_add_text(out, ") GROUP BY 1, 2 ORDER BY 1, 2");
}

static void
compose_cases(struct buf *out, const struct cases_question *q)
{
	buf_addf(out, "SELECT line, %s AS key, up, down, out, soon, took"
	    " FROM (", dimensions[q->by].column);
	buf_add_text(out, cases_sql[q->cases].text);
	buf_add_char(out, ')');
}

/* Cases that count for nothing make no figure. */
static enum status
read_people(struct stmt *s, struct figures *out, struct err *err)
{
	bool row;
	enum status st;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct figure f = {
			.line = (int)db_int(s, 0), .key = db_text(s, 1),
			.up = db_real(s, 2), .down = db_real(s, 3),
			.out = db_int(s, 4), .soon = db_int(s, 5),
			.people = db_int(s, 6),
		};

		if (f.up > 0 || f.down > 0 || f.out || f.soon)
			figure_add(out, &f);
	}
	return st;
}

void
ledger_report_watch(struct ledger *l, bool (*stop)(void *arg), void *arg)
{
	db_watch(l->db, stop, arg);
}

enum status
ledger_figures(struct ledger *l, const struct cases_question *q,
    struct figures *out, struct err *err)
{
	bool people = cases_sql[q->cases].people;
	struct buf text = BUF_INIT;
	struct stmt *s;
	enum status st;

	assert(out->count == 0);
	if (people)
		compose_people(&text, q);
	else
		compose_cases(&text, q);
	s = db_stmt_once(l->db, cases_sql[q->cases].name, buf_text(&text));
	bind_question(s, buf_text(&text), q);
	st = people ? read_people(s, out, err) : figures_of_cases(s, out, err);
	db_drop(s);
	buf_release(&text);
	return st;
}

static enum status
read_numbers(struct stmt *s, size_t limit, struct numbers *out,
    struct err *err)
{
	bool row;
	enum status st;

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

enum status
ledger_figure_numbers(struct ledger *l, const struct cases_question *q,
    int line, const char *key, enum figure_part part, size_t limit,
    struct numbers *out, struct err *err)
{
	const struct cases_sql *c = &cases_sql[q->cases];
	struct buf text = BUF_INIT;
	struct stmt *s;
	enum status st;

	assert((size_t)part < COUNT(parts));
	buf_add_text(&text, "SELECT n.number FROM (SELECT demand,"
	    " max(coalesce(took, 0)) AS t FROM (");
	buf_add_text(&text, c->text);
	buf_addf(&text, ") WHERE line = $line AND %s = $key AND %s <> 0"
	    " GROUP BY demand) m JOIN demand n ON n.id = m.demand"
	    " ORDER BY m.t DESC, n.id DESC LIMIT $limit",
	    dimensions[q->by].column, parts[part]);
	s = db_stmt_once(l->db, c->name, buf_text(&text));
	bind_question(s, buf_text(&text), q);
	db_bind_int(s, db_at(s, "$line"), line);
	db_bind_text(s, db_at(s, "$key"), key);
	db_bind_int(s, db_at(s, "$limit"), (int64_t)limit + 1);
	st = read_numbers(s, limit, out, err);
	db_drop(s);
	buf_release(&text);
	return st;
}
