/*
 * t-record-policy.c - whole policies as offices publish them are cut into
 * clauses with ids that stay.
 */
#include "text/record.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct record_limits limits = {
	.line_bytes = 65536, .title_chars = 128, .text_chars = 300,
	.body_chars = 2000, .list_chars = 300
};

enum { ENTRIES_MAX = 32 };

struct read {
	struct entry e[ENTRIES_MAX];
	int64_t line[ENTRIES_MAX];
	size_t count, bad;
};

static enum status
each(void *arg, struct entry *e, int64_t line, bool bad, struct err *err)
{
	struct read *r = arg;

	(void)err;
	assert_true(r->count < ENTRIES_MAX);
	for (int f = 0; f < ENTRY_FIELD_COUNT; f++)
		entry_set(&r->e[r->count], (enum entry_field)f,
		    slice_of(e->field[f]));
	r->line[r->count++] = line;
	r->bad += bad;
	return ST_OK;
}

static void
note(void *arg, const struct note *n)
{
	(void)arg;
	if (n->level == NOTE_ERROR)
		print_error("line %lld: %s\n", (long long)n->line,
		    n->reason);
}

static enum status
read_text(struct read *r, const char *text, struct err *err)
{
	const struct record_options o = { .format = RECORD_POLICY,
		.limits = &limits, .each = each, .arg = r, .note = note };
	struct record_reader *reader = record_reader_new(&o);
	enum status st = record_reader_feed(reader, slice_of(text), err);

	if (st == ST_OK)
		st = record_reader_end(reader, err);
	record_reader_free(reader);
	return st;
}

static void
read_release(struct read *r)
{
	for (size_t i = 0; i < r->count; i++)
		entry_release(&r->e[i]);
	*r = (struct read){ .count = 0 };
}

static void
is(const struct read *r, size_t i, enum entry_field f, const char *want)
{
	assert_true(i < r->count);
	if (strcmp(entry_get(&r->e[i], f), want) != 0)
		fail_msg("entry %zu, %s: \"%s\", not \"%s\"", i,
		    entry_field_name(f), entry_get(&r->e[i], f), want);
}

static const char by_articles[] =
    "　　示例市公园管理办法\n"
    "（2024年3月5日市人民政府第10次常务会议通过）\n"
    "\n"
    "　　目录\n"
    "　　第一章　总则\n"
    "　　第一条　为了管好公园，制定本办法。\n"
    "　　第二条　公园每天开放。\n"
    "　　节假日延长一小时。\n"
    "　　第三条规定的情形除外。\n"
    "第二章　罚则\n"
    "　　第三条　有下列情形之一的，处以警告：\n"
    "　　（一）踩踏草坪；\n"
    "　　（二）投喂动物。\n"
    "　　第三条之一　屡教不改的，处以罚款。\n"
    "　　第四条　本办法自2024年5月1日起施行，有效期至2029年4月30日。\n";

static void
articles_are_entries(void **state)
{
	struct read r = { .count = 0 };
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_text(&r, by_articles, &err), ST_OK);
	assert_int_equal(r.bad, 0);
	assert_int_equal(r.count, 5);
	is(&r, 0, ENTRY_KIND, "policy_doc");
	is(&r, 0, ENTRY_TITLE, "示例市公园管理办法 第一条");
	is(&r, 0, ENTRY_EXTERNAL_ID, "示例市公园管理办法 第一条");
	is(&r, 0, ENTRY_CLAUSE, "第一条");
	is(&r, 0, ENTRY_CHAPTER, "第一章　总则");
	is(&r, 0, ENTRY_ANSWER_FULL, "为了管好公园，制定本办法。");
	is(&r, 0, ENTRY_DOC_TITLE, "示例市公园管理办法");
	is(&r, 0, ENTRY_BASIS,
	    "（2024年3月5日市人民政府第10次常务会议通过）");
	is(&r, 0, ENTRY_SIGNED_ON, "2024-03-05");
	is(&r, 0, ENTRY_EFFECTIVE_ON, "2024-05-01");
	is(&r, 0, ENTRY_VALID_TO, "2029-04-30");
	assert_int_equal(r.line[0], 6);
	is(&r, 1, ENTRY_ANSWER_FULL, "公园每天开放。\n　　节假日延长一小时。"
	    "\n　　第三条规定的情形除外。");
	is(&r, 2, ENTRY_CLAUSE, "第三条");
	is(&r, 2, ENTRY_CHAPTER, "第二章　罚则");
	is(&r, 3, ENTRY_CLAUSE, "第三条之一");
	is(&r, 4, ENTRY_CLAUSE, "第四条");
	read_release(&r);
}

static const char by_parts[] =
    "示例市人民政府办公厅\n"
    "关于做好冬季供暖工作的通知\n"
    "示政办发〔2025〕7号\n"
    "各区人民政府：\n"
    "为了让大家过一个温暖的冬天，现通知如下：\n"
    "一、提前检查\n"
    "（一）供热单位十月前检查管网。\n"
    "（二）街道逐户登记。\n"
    "二、及时答复\n"
    "接到来电，二十四小时内答复。\n"
    "本通知自发布之日起施行。\n";

static void
parts_and_points_are_entries(void **state)
{
	struct read r = { .count = 0 };
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_text(&r, by_parts, &err), ST_OK);
	assert_int_equal(r.count, 3);
	is(&r, 0, ENTRY_DOC_TITLE, "示例市人民政府办公厅关于做好冬季供暖工作的"
	    "通知");
	is(&r, 0, ENTRY_DOC_NUMBER, "示政办发〔2025〕7号");
	is(&r, 0, ENTRY_EXTERNAL_ID, "示政办发〔2025〕7号 一、（一）");
	is(&r, 0, ENTRY_TITLE, "示例市人民政府办公厅关于做好冬季供暖工作的通知 "
	    "一、（一） 提前检查");
	is(&r, 0, ENTRY_ANSWER_FULL, "供热单位十月前检查管网。");
	is(&r, 2, ENTRY_CLAUSE, "二、");
	is(&r, 2, ENTRY_ANSWER_FULL, "及时答复\n接到来电，二十四小时内答复。\n"
	    "本通知自发布之日起施行。");
	read_release(&r);
}

static const char explained[] =
    "《示例市公园管理办法》政策解读\n"
    "一、起草背景\n公园多了。\n"
    "二、主要内容\n（一）开放时间。\n（二）文明游园。\n"
    "三、适用范围\n全市公园。\n"
    "四、新旧政策差异\n多开一小时。\n";

static void
an_interpretation_is_one_entry_with_elements(void **state)
{
	struct read r = { .count = 0 };
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_text(&r, explained, &err), ST_OK);
	assert_int_equal(r.count, 1);
	is(&r, 0, ENTRY_KIND, "interpretation");
	is(&r, 0, ENTRY_TITLE, "《示例市公园管理办法》政策解读");
	is(&r, 0, ENTRY_BACKGROUND, "起草背景\n公园多了。");
	is(&r, 0, ENTRY_MAIN_POINTS, "开放时间。\n文明游园。");
	is(&r, 0, ENTRY_SCOPE_NOTE, "适用范围\n全市公园。");
	is(&r, 0, ENTRY_DIFFERENCES, "新旧政策差异\n多开一小时。");
	assert_non_null(strstr(entry_get(&r.e[0], ENTRY_ANSWER_FULL),
	    "文明游园"));
	read_release(&r);
}

static void
a_page_is_read_like_its_text(void **state)
{
	struct read r = { .count = 0 };
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_text(&r, "<!DOCTYPE html><html><head><title>x"
	    "</title></head><body><h1>示例条例</h1><p>第一条&nbsp;&nbsp;为了"
	    "示例。</p><p>第二条&emsp;自2025年1月1日起施行。</p></body></html>",
	    &err), ST_OK);
	assert_int_equal(r.count, 2);
	is(&r, 0, ENTRY_TITLE, "示例条例 第一条");
	is(&r, 1, ENTRY_ANSWER_FULL, "自2025年1月1日起施行。");
	is(&r, 1, ENTRY_EFFECTIVE_ON, "2025-01-01");
	read_release(&r);
}

static void
an_annex_counts_anew(void **state)
{
	struct read r = { .count = 0 };
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_text(&r, "示例规定\n第一条 甲。\n第二条 乙。\n"
	    "第一条 丙。\n", &err), ST_OK);
	assert_int_equal(r.count, 3);
	is(&r, 0, ENTRY_EXTERNAL_ID, "示例规定 第一条");
	is(&r, 2, ENTRY_EXTERNAL_ID, "示例规定 第一条#2");
	read_release(&r);
}

static void
what_cannot_be_cited_is_one_entry(void **state)
{
	struct read r = { .count = 0 };
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_text(&r, "示例公告\n明天停水。\n", &err),
	    ST_OK);
	assert_int_equal(r.count, 1);
	is(&r, 0, ENTRY_TITLE, "示例公告");
	is(&r, 0, ENTRY_ANSWER_FULL, "示例公告\n明天停水。");
	read_release(&r);
	assert_int_equal(read_text(&r, "第一条 甲。\n第二条 乙。\n", &err),
	    ST_INVALID);
	assert_non_null(strstr(err.text, "title"));
	read_release(&r);
}

static void
too_many_clauses_are_no_policy(void **state)
{
	struct read r = { .count = 0 };
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	buf_add_text(&text, "示例规定\n");
	for (int i = 0; i < 5001; i++)
		buf_add_text(&text, "一、x\n");
	assert_int_equal(read_text(&r, buf_text(&text), &err), ST_INVALID);
	assert_int_equal(r.count, 0);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(articles_are_entries),
		cmocka_unit_test(parts_and_points_are_entries),
		cmocka_unit_test(an_interpretation_is_one_entry_with_elements),
		cmocka_unit_test(a_page_is_read_like_its_text),
		cmocka_unit_test(an_annex_counts_anew),
		cmocka_unit_test(what_cannot_be_cited_is_one_entry),
		cmocka_unit_test(too_many_clauses_are_no_policy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
