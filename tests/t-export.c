/*
 * t-export.c - what leaves the desk: complete, masked, on the record.
 */
#include "report-world.h"

#include "app/export.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"

#include <csv.h>
#include <jansson.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static struct world world;

static int
setup(void **state)
{
	world_open(&world, "2026-05-04 08:00");
	world_fill(&world, 240, 8, 14);
	world_read(&world);
	*state = &world;
	return 0;
}

static const char *const texts[] = { "plain", "with, comma", "\"quoted\"",
	"two\nlines", "=HYPERLINK(\"x\")", "+1", "-1", "@sum", "暖气不热 <b>",
	"" };

static void
sheet_of(struct export_sheet *s)
{
	export_title(s, "A & B");
	export_column(s, "text");
	export_column(s, "number");
	export_column(s, "time");
	for (size_t i = 0; i < COUNT(texts); i++) {
		export_text(s, texts[i]);
		export_number(s, -1.5 * (double)i);
		export_time(s, i ? world_at("2026-11-24 09:12") : 0);
	}
	export_term(s, "number", "minus one and a half times the row");
	s->chart = 1;
	s->chart_label = 0;
}

struct cells {
	char *cell[64];
	size_t count, rows;
};

static void
take_cell(void *bytes, size_t n, void *arg)
{
	struct cells *c = arg;

	assert_true(c->count < COUNT(c->cell));
	c->cell[c->count++] = xstrndup(bytes, n);
}

static void
take_row(int end, void *arg)
{
	struct cells *c = arg;

	(void)end;
	c->rows++;
}

static void
csv_is_read_back_and_holds_no_formula(void **state)
{
	struct export_sheet s = EXPORT_SHEET_INIT;
	struct buf out = BUF_INIT;
	struct cells c = { .count = 0 };
	struct csv_parser p;
	struct err err = ERR_INIT;

	(void)state;
	sheet_of(&s);
	assert_int_equal(export_write(&s, EXPORT_CSV, &out, &err), ST_OK);
	csv_init(&p, CSV_STRICT | CSV_STRICT_FINI);
	assert_int_equal(csv_parse(&p, out.text, out.bytes, take_cell,
	    take_row, &c), out.bytes);
	assert_int_equal(csv_fini(&p, take_cell, take_row, &c), 0);
	csv_free(&p);
	assert_int_equal(c.rows, 1 + COUNT(texts));
	assert_int_equal(c.count, 3 * c.rows);
	for (size_t i = 0; i < COUNT(texts); i++) {
		const char *cell = c.cell[3 * (i + 1)];
		bool formula = *texts[i] && strchr("=+-@", *texts[i]);

		if (formula)
			assert_int_equal(*cell++, '\'');
		assert_string_equal(cell, texts[i]);
	}
	/* a negative number is a number */
	assert_string_equal(c.cell[7], "-1.5");
	assert_string_equal(c.cell[8], "2026-11-24T09:12:00+08:00");
	assert_memory_equal(out.text + out.bytes - 2, "\r\n", 2);
	for (size_t i = 0; i < c.count; i++)
		free(c.cell[i]);
	buf_release(&out);
	export_sheet_release(&s);
}

static void
marks_and_encodings_are_as_asked(void **state)
{
	struct export_sheet s = EXPORT_SHEET_INIT;
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	sheet_of(&s);
	assert_int_equal(export_write(&s, EXPORT_CSV_BOM, &out, &err), ST_OK);
	assert_memory_equal(out.text, "\xef\xbb\xbf\"text\"", 9);
	buf_reset(&out);
	assert_int_equal(export_write(&s, EXPORT_CSV_GB, &out, &err), ST_OK);
	assert_non_null(strstr(out.text, "\xc5\xaf\xc6\xf8"));	/* 暖气 */
	buf_release(&out);
	export_sheet_release(&s);
}

static void
json_and_page_are_well_formed(void **state)
{
	struct export_sheet s = EXPORT_SHEET_INIT;
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;
	json_t *o;

	(void)state;
	sheet_of(&s);
	assert_int_equal(export_write(&s, EXPORT_JSON, &out, &err), ST_OK);
	o = json_loads(buf_text(&out), 0, NULL);
	assert_non_null(o);
	assert_int_equal(json_array_size(json_object_get(o, "rows")),
	    COUNT(texts));
	json_decref(o);
	buf_reset(&out);
	assert_int_equal(export_write(&s, EXPORT_HTML, &out, &err), ST_OK);
	assert_non_null(strstr(buf_text(&out), "<h1>A &amp; B</h1>"));
	assert_non_null(strstr(buf_text(&out), "暖气不热 &lt;b&gt;"));
	assert_null(strstr(buf_text(&out), "<script"));
	assert_null(strstr(buf_text(&out), "<b>"));
	buf_release(&out);
	export_sheet_release(&s);
}

static struct export_call
call_for(enum export_purpose p)
{
	return (struct export_call){ .purpose = p, .form = EXPORT_CSV,
	    .reason = "a look", .from = world_at("2026-05-01"),
	    .to = world_at("2026-06-01") };
}

static void
act_as(struct world *w, const char *person, enum role role)
{
	w->app.person = person;
	w->app.role = role;
	w->app.unit = role == ROLE_LIAISON ? "U-GJJ" : "";
}

static bool
has_whole_phone(const char *text)
{
	return strstr(text, "13812345") != NULL;
}

static void
what_leaves_is_masked(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < EXPORT_PURPOSE_COUNT; i++) {
		struct export_call c = call_for((enum export_purpose)i);
		struct export_done done = EXPORT_DONE_INIT;

		act_as(w, "sun", ROLE_SUPERVISOR);
		if (export_demands(&w->app, &c, &done, &w->err) != ST_OK)
			fail_msg("%s", w->err.text);
		assert_false(has_whole_phone(buf_text(&done.text)));
		assert_null(strstr(buf_text(&done.text), "Zhang San"));
		if (i == EXPORT_FOR_REVIEW)
			assert_int_equal(done.rows, w->mades);
		if (i == EXPORT_FOR_UNIT)
			assert_non_null(strstr(buf_text(&done.text),
			    "138****"));
		if (i == EXPORT_FOR_STATISTICS)
			assert_null(strstr(buf_text(&done.text), "2026050"));
		export_done_release(&done);
	}
}

/* Nothing of a confidential claimant goes to a unit, masked or not. */
static void
a_unit_sees_its_own_and_no_confidential_claimant(void **state)
{
	struct world *w = *state;
	struct export_call c = call_for(EXPORT_FOR_UNIT);
	struct export_done done = EXPORT_DONE_INIT;
	size_t own = 0, secret = 0;
	json_t *o, *rows;

	for (size_t i = 0; i < w->count; i++)
		own += strcmp(w->seen[i].demand.lead_unit, "U-GJJ") == 0;
	act_as(w, "li", ROLE_LIAISON);
	c.form = EXPORT_JSON;
	assert_int_equal(export_demands(&w->app, &c, &done, &w->err), ST_OK);
	assert_int_equal(done.rows, own);
	assert_true(own > 0);
	o = json_loads(buf_text(&done.text), 0, NULL);
	rows = json_object_get(o, "rows");
	for (size_t i = 0; i < json_array_size(rows); i++) {
		json_t *row = json_array_get(rows, i);
		struct demand d;

		demand_init(&d);
		assert_int_equal(ledger_find(w->app.ledger,
		    json_string_value(json_object_get(row, "number")), &d,
		    &w->err), ST_OK);
		secret += d.confidential != 0;
		if (d.confidential)
			assert_string_equal(json_string_value(json_object_get(
			    row, "claimant_phone")), "");
		demand_release(&d);
	}
	assert_true(secret > 0);
	json_decref(o);
	export_done_release(&done);
	act_as(w, "chen", ROLE_OPERATOR);
	assert_int_equal(export_demands(&w->app, &c, &done, &w->err),
	    ST_DENIED);
}

static void
a_file_is_private_and_its_hash_on_record(void **state)
{
	static const enum export_form forms[] = { EXPORT_CSV, EXPORT_XLSX };
	struct world *w = *state;

	for (size_t i = 0; i < COUNT(forms); i++) {
		struct export_call c = call_for(EXPORT_FOR_REVIEW);
		struct export_done done = EXPORT_DONE_INIT;
		struct accesses list = ACCESSES_INIT;
		struct buf file = BUF_INIT;
		unsigned char hash[EXPORT_HASH_BYTES];
		char hex[2 * EXPORT_HASH_BYTES + 1];
		char *path = file_join(w->dir, "out");
		struct stat st;

		act_as(w, "sun", ROLE_SUPERVISOR);
		c.form = forms[i];
		c.path = path;
		if (export_demands(&w->app, &c, &done, &w->err) != ST_OK)
			fail_msg("%s", w->err.text);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
		assert_int_equal(file_read(path, 1 << 24, &file, &w->err),
		    ST_OK);
		if (forms[i] == EXPORT_XLSX)
			assert_memory_equal(file.text, "PK", 2);
		crypto_generichash(hash, sizeof(hash),
		    (const unsigned char *)file.text, file.bytes, NULL, 0);
		sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
		assert_int_equal(ledger_accesses(w->app.ledger, 0, 1, &list,
		    &w->err), ST_OK);
		assert_string_equal(list.access[0].what, "export");
		assert_non_null(strstr(list.access[0].reason, hex));
		assert_non_null(strstr(list.access[0].reason, "a look"));
		accesses_release(&list);
		buf_release(&file);
		export_done_release(&done);
		free(path);
	}
}

static void
whole_data_need_a_second_person(void **state)
{
	struct world *w = *state;
	struct export_call c = call_for(EXPORT_FOR_CALLBACK);
	struct export_done done = EXPORT_DONE_INIT;
	int64_t id = 0;

	act_as(w, "wu", ROLE_CALLBACK);
	assert_int_equal(export_ask(&w->app, EXPORT_FOR_UNIT, "x", &id,
	    &w->err), ST_DENIED);
	assert_int_equal(export_ask(&w->app, EXPORT_FOR_CALLBACK, "", &id,
	    &w->err), ST_INVALID);
	assert_int_equal(export_ask(&w->app, EXPORT_FOR_CALLBACK, "ringing",
	    &id, &w->err), ST_OK);
	c.approval = id;
	assert_int_equal(export_demands(&w->app, &c, &done, &w->err),
	    ST_DENIED);			/* nobody agreed */
	act_as(w, "wu", ROLE_SUPERVISOR);
	assert_int_equal(export_approve(&w->app, id, &w->err), ST_DENIED);
	act_as(w, "sun", ROLE_SUPERVISOR);
	assert_int_equal(export_approve(&w->app, id, &w->err), ST_OK);
	assert_int_equal(export_demands(&w->app, &c, &done, &w->err),
	    ST_DENIED);			/* another's */
	act_as(w, "wu", ROLE_CALLBACK);
	if (export_demands(&w->app, &c, &done, &w->err) != ST_OK)
		fail_msg("%s", w->err.text);
	assert_true(has_whole_phone(buf_text(&done.text)));
	assert_int_equal(export_demands(&w->app, &c, &done, &w->err),
	    ST_DENIED);			/* used */
	assert_int_equal(export_ask(&w->app, EXPORT_FOR_CALLBACK, "again",
	    &id, &w->err), ST_OK);
	act_as(w, "sun", ROLE_SUPERVISOR);
	w->app.clock.stopped_at += 25 * CLOCK_HOUR;
	assert_int_equal(export_approve(&w->app, id, &w->err), ST_DENIED);
	export_done_release(&done);
}

static void
a_report_leaves_with_its_definition(void **state)
{
	struct world *w = *state;
	struct report r = REPORT_INIT;
	struct export_sheet s = EXPORT_SHEET_INIT;

	act_as(w, "sun", ROLE_SUPERVISOR);
	assert_int_equal(report_run(&w->app, REPORT_ON_TIME,
	    world_at("2026-05-01"), world_at("2026-06-01"), BY_COUNT, &r,
	    &w->err), ST_OK);
	export_report_sheet(&r, &s);
	assert_int_equal(export_rows(&s), r.count);
	assert_int_equal(s.cells, r.count * s.columns);
	assert_true(s.cell[2].kind == CELL_NUMBER &&
	    s.cell[2].number == r.row[0].up);
	assert_true(s.cell[3].number == r.row[0].down);
	assert_true(s.cell[5].number == (double)r.row[0].out);
	assert_true(s.cell[6].number == (double)r.row[0].soon);
	assert_string_equal(s.term[3], report_definition(REPORT_ON_TIME));
	export_sheet_release(&s);
	report_release(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv_is_read_back_and_holds_no_formula),
		cmocka_unit_test(marks_and_encodings_are_as_asked),
		cmocka_unit_test(json_and_page_are_well_formed),
		cmocka_unit_test(what_leaves_is_masked),
		cmocka_unit_test(
		    a_unit_sees_its_own_and_no_confidential_claimant),
		cmocka_unit_test(a_file_is_private_and_its_hash_on_record),
		cmocka_unit_test(whole_data_need_a_second_person),
		cmocka_unit_test(a_report_leaves_with_its_definition),
	};

	return cmocka_run_group_tests_name("export", tests, setup, world_end);
}
