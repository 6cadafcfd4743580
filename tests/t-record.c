/*
 * t-record.c - feeds as departments write them become entries, or notes that
 * say why not.
 */
#include "text/record.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct record_limits limits = {
	.line_bytes = 4096, .title_chars = 30, .text_chars = 60,
	.body_chars = 200, .list_chars = 60
};

/* All that was read: "line id title|" of each, ! before a bad one. */
struct read {
	struct buf entries, notes;
	struct entry last;
};

static enum status
each(void *arg, struct entry *e, int64_t line, bool bad, struct err *err)
{
	struct read *r = arg;

	(void)err;
	buf_addf(&r->entries, "%s%lld %s %s|", bad ? "!" : "",
	    (long long)line, entry_get(e, ENTRY_EXTERNAL_ID),
	    entry_get(e, ENTRY_TITLE));
	entry_release(&r->last);
	for (int f = 0; f < ENTRY_FIELD_COUNT; f++)
		entry_set(&r->last, (enum entry_field)f,
		    slice_of(e->field[f]));
	return ST_OK;
}

static void
note(void *arg, const struct note *n)
{
	struct read *r = arg;

	buf_addf(&r->notes, "%s%lld %s %s|",
	    n->level == NOTE_ERROR ? "!" : "", (long long)n->line, n->rule,
	    n->field);
}

static enum status
read_text(struct read *r, struct slice text, size_t cut, struct err *err)
{
	const struct record_options o = { .limits = &limits, .each = each,
		.arg = r, .note = note };
	struct record_reader *reader = record_reader_new(&o);
	enum status st = ST_OK;

	*r = (struct read){ BUF_INIT, BUF_INIT, ENTRY_INIT };
	while (st == ST_OK && text.bytes > 0) {
		size_t n = text.bytes < cut ? text.bytes : cut;

		st = record_reader_feed(reader,
		    (struct slice){ text.text, n }, err);
		text.text += n;
		text.bytes -= n;
	}
	if (st == ST_OK)
		st = record_reader_end(reader, err);
	record_reader_free(reader);
	return st;
}

static void
read_release(struct read *r)
{
	buf_release(&r->entries);
	buf_release(&r->notes);
	entry_release(&r->last);
}

static const struct {
	const char *in, *entries, *notes;
} files[] = {
	{ "{\"external_id\":\"a\",\"title\":\"甲\"}\n", "1 a 甲|", "" },
	/* no LF at the end, blank lines between, CR LF */
	{ "{\"external_id\":\"a\",\"title\":\"甲\"}\r\n\n"
	  "{\"external_id\":\"b\",\"title\":\"乙\"}", "1 a 甲|3 b 乙|", "" },
	{ "{\"external_id\":1,\"title\":\"甲\"}\n{\"exter", "1 1 甲|!2  |",
	  "!2 json |" },
	{ "{\"external_id\":\"a\",\"title\":\"甲\",\"colour\":\"x\"}\n"
	  "{\"external_id\":\"b\",\"title\":\"乙\",\"colour\":\"x\"}\n",
	  "1 a 甲|2 b 乙|", "1 unknown colour|" },
	{ "{\"external_id\":\"a\",\"title\":[[]]}\n", "!1 a |",
	  "!1 json title|" },
	{ "{\"external_id\":\"a\",\"external_id\":\"b\"}\n", "!1  |",
	  "!1 json |" },
	{ "{}\n[1]\n", "1  |!2  |", "!2 json |" },
	{ "{\"external_id\":\"a\",\"title\":\"甲\\u0000乙\"}\n", "!1  |",
	  "!1 json |" },
	/* CSV: headers in Chinese, a question without a title, quotes */
	{ "编号,标题,答复\nq1,甲,乙\n", "2 q1 甲|", "" },
	{ "\xef\xbb\xbf编号,问题,答复\nq1,\"甲,\"\"乙\"\"\n丙\",丁\n"
	  "q2,戊,己\n", "2 q1 甲,\"乙\" 丙|4 q2 戊|", "" },
	/* a quotation mark that was not doubled, in one line and over two */
	{ "编号,标题,答复\nq1,\"甲\"乙\",丙\nq2,丁,戊\n",
	  "2 q1 甲\"乙|3 q2 丁|", "" },
	{ "编号,标题,答复\nq1,\"甲,乙\nq2,丙\"丁,戊\nq3,\"己\",庚\nq4,辛,壬\n",
	  "!2 q1 甲,乙 q2,丙\"丁,戊 q3,\"己|5 q4 辛|", "!2 quote |" },
	{ "序号;标题;答复\n1;甲;乙\n", "2 1 甲|", "" },
	{ "序号\t标题\t答复\n1\t甲\t乙\n", "2 1 甲|", "" },
	{ "sep=;\n序号;标题;答复\n1;甲,丙;乙\n", "3 1 甲,丙|", "" },
	{ "\n\nID,标题（必填）,答复 \n1,甲,乙\n", "4 1 甲|", "" },
	/* what people write above a table */
	{ "市医保局常见问题（2026年）,,\n,,\n编号;标题;答复\n1;甲;乙\n",
	  "4 1 甲|", "1 column |" },
	{ "常见问题\n更新：2026年11月,,\n编号,标题,答复\n1,甲,乙\n",
	  "4 1 甲|", "1 column |2 column |" },
	{ "编号,标题,答复,备用\nq1,甲,乙,丙\n", "2 q1 甲|",
	  "1 unknown 备用|" },
	{ "编号,标题,名称,答复\nq1,甲,丙,乙\n", "2 q1 甲|",
	  "1 column title|" },
	{ "编号,标题,答复\nq1,甲,乙,丙\nq2,丁,戊\n", "!2 q1 甲|3 q2 丁|",
	  "!2 column |" },
	{ "编号,标题,答复\nq1,甲\n", "2 q1 甲|", "2 column |" },
	{ "编号,标题,答复\rq1,甲,乙\rq2,丙,丁\r", "2 q1 甲|3 q2 丙|", "" },
	{ "编号,标题,答复\n,,\nq1,甲,乙\n", "3 q1 甲|", "" },
	/* GB18030: 编号,标题,答复 / q1,医保,甲 */
	{ "\xb1\xe0\xba\xc5,\xb1\xea\xcc\xe2,\xb4\xf0\xb8\xb4\n"
	  "q1,\xd2\xbd\xb1\xa3,\xbc\xd7\n", "2 q1 医保|", "" },
};

static void
files_as_they_come(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(files); i++)
		for (size_t cut = 1; cut <= 4096; cut = cut * 5 + 2) {
			struct read r;
			struct err err = ERR_INIT;
			enum status st = read_text(&r,
			    slice_of(files[i].in), cut, &err);

			if (st != ST_OK ||
			    strcmp(buf_text(&r.entries), files[i].entries) ||
			    strcmp(buf_text(&r.notes), files[i].notes))
				fail_msg("file %zu, cut %zu: %s%s, %s", i,
				    cut, err.text, buf_text(&r.entries),
				    buf_text(&r.notes));
			read_release(&r);
		}
}

static const struct {
	const char *in, *why;
} refused[] = {
	{ "PK\3\4xxxx", "spreadsheet" },
	{ "%PDF-1.4\n", "PDF" },
	{ "[{\"external_id\":\"a\"}]\n", "one JSON list" },
	{ "甲,乙\n1,2\n", "header" },
	{ "甲,乙\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n编号,标题\n",
	  "up to line 6" },
	{ "编号,标题,答复\nq1,\"甲,乙\n", "quotation mark" },
};

static void
what_is_no_feed_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct read r;
		struct err err = ERR_INIT;

		if (read_text(&r, slice_of(refused[i].in), 4096, &err) !=
		    ST_INVALID || !strstr(err.text, refused[i].why))
			fail_msg("%s: %s", refused[i].in, err.text);
		read_release(&r);
	}
}

/* One field as written, and as it is kept. */
static const struct {
	const char *field, *written, *want;
} fields[] = {
	{ "title", "  甲　", "甲" },
	{ "title", "甲\xe2\x80\x8b乙", "甲乙" },	/* zero width space */
	{ "title", "甲\t乙", "甲 乙" },
	{ "answer_full", "甲\r\n乙\r丙", "甲\n乙\n丙" },
	{ "title", "e\xcc\x81t\xc3\xa9", "été" },	/* NFC */
	{ "published_on", "2023-03-09", "2023-03-09" },
	{ "published_on", "2023/3/9", "2023-03-09" },
	{ "published_on", "2023.03.09", "2023-03-09" },
	{ "published_on", "20230309", "2023-03-09" },
	{ "published_on", "２０２３年３月９日", "2023-03-09" },
	{ "published_on", "二〇二三年三月九日", "2023-03-09" },
	{ "published_on", "二〇二三年十二月三十一日", "2023-12-31" },
	{ "published_on", "2023-03-09 10:20", "2023-03-09" },
	{ "valid_to", "长期", "" },
	{ "doc_number", "京政办发[2023]1号", "京政办发〔2023〕1号" },
	{ "doc_number", "京政办发【2023】 1 号", "京政办发〔2023〕1号" },
	{ "doc_number", "京政办发（2023）1号", "京政办发〔2023〕1号" },
	{ "keywords", "医保、报销;门诊", "医保\n报销\n门诊" },
	{ "kind", "办事指南", "guide" },
	{ "kind", "问答", "qa" },
	{ "secrecy", "内部", "internal" },
	{ "status", "停用", "suspended" },
};

static void
fields_get_one_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(fields); i++) {
		struct entry e = ENTRY_INIT;
		struct read r = { BUF_INIT, BUF_INIT, ENTRY_INIT };
		struct note_sink sink = { note, &r, 1, 0 };
		enum entry_field f = entry_field_find(
		    slice_of(fields[i].field));

		record_field_set(&e, f, slice_of(fields[i].written),
		    RECORD_WRITTEN, &limits, &sink);
		assert_int_equal(sink.errors, 0);
		if (strcmp(entry_get(&e, f), fields[i].want) != 0)
			fail_msg("%s: %s", fields[i].written,
			    entry_get(&e, f));
		entry_release(&e);
		read_release(&r);
	}
}

static const struct {
	const char *field, *written, *rule;
} wrong[] = {
	{ "published_on", "2023-02-30", "Q3" },
	{ "published_on", "09.03.2023", "Q3" },
	{ "published_on", "44994", "Q3" },
	{ "published_on", "明天", "Q3" },
	{ "title", "甲\xff乙", "Q2" },
	{ "doc_title", "一二三四五六七八九十一二三四五六七八九十"
	  "一二三四五六七八九十一二三四五六七八九十"
	  "一二三四五六七八九十一二三四五六七八九十x", "limit" },
};

static void
what_cannot_be_read_is_an_error(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct entry e = ENTRY_INIT;
		struct read r = { BUF_INIT, BUF_INIT, ENTRY_INIT };
		struct note_sink sink = { note, &r, 1, 0 };
		char want[80];

		snprintf(want, sizeof(want), "!1 %s %s|", wrong[i].rule,
		    wrong[i].field);
		record_field_set(&e,
		    entry_field_find(slice_of(wrong[i].field)),
		    slice_of(wrong[i].written), RECORD_WRITTEN, &limits,
		    &sink);
		assert_string_equal(buf_text(&r.notes), want);
		entry_release(&e);
		read_release(&r);
	}
}

static void
a_long_title_is_cut_and_kept_whole(void **state)
{
	static const char title[] = "关于进一步做好城乡居民基本医疗保险"
	    "门诊报销工作，提高待遇水平的通知及其解读和问答汇编";
	struct buf line = BUF_INIT;
	struct err err = ERR_INIT;
	struct read r;

	(void)state;
	buf_addf(&line, "{\"external_id\":\"a\",\"title\":\"%s\"}\n", title);
	assert_int_equal(read_text(&r, buf_slice(&line), 100, &err), ST_OK);
	assert_string_equal(entry_get(&r.last, ENTRY_TITLE),
	    "关于进一步做好城乡居民基本医疗保险门诊报销工作，");
	assert_string_equal(entry_get(&r.last, ENTRY_QUESTION), title);
	assert_string_equal(buf_text(&r.notes), "1 title title|");
	read_release(&r);
	buf_release(&line);
}

static void
a_long_line_is_noted_and_passed_over(void **state)
{
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;
	struct read r;

	(void)state;
	buf_add_text(&text, "{\"external_id\":\"a\",\"title\":\"");
	for (int i = 0; i < 100000; i++)
		buf_add_char(&text, 'x');
	buf_add_text(&text, "\"}\n{\"external_id\":\"b\",\"title\":\"乙\"}\n");
	assert_int_equal(read_text(&r, buf_slice(&text), 1000, &err), ST_OK);
	assert_string_equal(buf_text(&r.entries), "!1  |2 b 乙|");
	assert_string_equal(buf_text(&r.notes), "!1 limit |");
	read_release(&r);
	buf_release(&text);
}

static void
names_tell_the_format(void **state)
{
	(void)state;
	assert_int_equal(record_format_of("a/b.jsonl"), RECORD_JSONL);
	assert_int_equal(record_format_of("b.JSONL.gz"), RECORD_JSONL);
	assert_int_equal(record_format_of("b.csv.gz"), RECORD_CSV);
	assert_int_equal(record_format_of("b.tsv"), RECORD_CSV);
	assert_int_equal(record_format_of("b.gz"), RECORD_GUESS);
	assert_int_equal(record_format_of("jsonl"), RECORD_GUESS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_as_they_come),
		cmocka_unit_test(what_is_no_feed_is_refused),
		cmocka_unit_test(fields_get_one_form),
		cmocka_unit_test(what_cannot_be_read_is_an_error),
		cmocka_unit_test(a_long_title_is_cut_and_kept_whole),
		cmocka_unit_test(a_long_line_is_noted_and_passed_over),
		cmocka_unit_test(names_tell_the_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
