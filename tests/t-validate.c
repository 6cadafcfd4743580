/*
 * t-validate.c - every quality rule, where it speaks and where it is silent.
 */
#include "app/validate.h"

#include "base/clock.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A case changes some fields of a sound entry. "" takes a field out. */
struct edit {
	const char *field, *text;
};

enum { CHANGES_MAX = 4 };

/* What a rule says: "" nothing, "w Q4 doc_number|" a warning, "e ..." an
 * error. */
static const struct {
	struct edit change[CHANGES_MAX];
	const char *want;
} cases[] = {
	{ { { NULL, NULL } }, "" },
	/* Q1 */
	{ { { "external_id", "" } }, "e Q1 external_id|" },
	{ { { "title", "医" } }, "e Q1 title|" },
	{ { { "answer_full", "" } }, "e Q1 answer_full|" },
	{ { { "answer_full", "" }, { "phone", "010-12345678" } }, "" },
	{ { { "answer_full", "" }, { "materials", "身份证" } }, "" },
	{ { { "kind", "poem" } }, "e Q1 kind|" },
	{ { { "owner_unit", "" } }, "w Q1 owner_unit|" },
	/* Q2 */
	{ { { "title", "医保\x1b[31m" } }, "e Q2 title|" },
	{ { { "title", "医保\xe2\x80\xae报销" } }, "e Q2 title|" },
	{ { { "answer_full", "医保\xee\x80\x84报销" } },
	  "e Q2 answer_full|" },
	{ { { "answer_full", "医保\xef\xbf\xbd报销" } },
	  "w Q2 answer_full|" },
	{ { { "answer_full", "一\n二\t三" } }, "" },
	/* Q3 */
	{ { { "signed_on", "2026-01-02" }, { "published_on", "2026-01-01" } },
	  "e Q3 published_on|" },
	{ { { "signed_on", "2026-01-01" }, { "published_on", "2026-01-01" } },
	  "" },
	{ { { "effective_on", "2026-02-01" }, { "valid_to", "2026-01-01" } },
	  "e Q3 valid_to|" },
	/* Q4 */
	{ { { "doc_number", "京政办发〔2023〕1号" } }, "" },
	{ { { "doc_number", "京政办发〔2023〕第1号" } }, "" },
	{ { { "doc_number", "京政办发2023年1号" } }, "w Q4 doc_number|" },
	{ { { "doc_number", "京政办发〔1948〕1号" } }, "w Q4 doc_number|" },
	{ { { "doc_number", "京政办发〔2027〕1号" } }, "" },
	{ { { "doc_number", "京政办发〔2028〕1号" } }, "w Q4 doc_number|" },
	{ { { "doc_number", "〔2023〕1号" } }, "w Q4 doc_number|" },
	/* Q5 */
	{ { { "kind", "policy_doc" }, { "basis", "" } },
	  "e Q5 issuing_body|" },
	{ { { "kind", "policy_doc" }, { "basis", "" },
	    { "issuing_body", "市政府" } }, "" },
	{ { { "kind", "policy_doc" }, { "basis", "" },
	    { "doc_title", "某条例" }, { "level", "local regulation" } },
	  "" },
	{ { { "kind", "interpretation" }, { "basis", "" } },
	  "e Q5 issuing_body|" },
	/* Q6 */
	{ { { "basis", "" } }, "w Q6 basis|" },
	{ { { "basis", "" }, { "reviewer", "王" },
	    { "reviewed_on", "2026-01-01" } }, "" },
	{ { { "basis", "" }, { "kind", "contact" } }, "" },
	/* Q8 */
	{ { { "supersedes", "a\nq1" } }, "e Q8 supersedes|" },
	{ { { "superseded_by", "q1" } }, "e Q8 superseded_by|" },
	{ { { "supersedes", "q2" } }, "" },
	/* Q10 */
	{ { { "phone", "请到窗口" } }, "w Q10 phone|" },
	{ { { "phone", "12345" } }, "" },
	{ { { "phone", "转1或2" } }, "w Q10 phone|" },
	/* Q11 */
	{ { { "answer_full", "请打13812345678" } }, "e Q11 answer_full|" },
	{ { { "answer_full", "身份证11010519491231002X" } },
	  "e Q11 answer_full|" },
	{ { { "answer_full", "账号6222021234567894" } },
	  "e Q11 answer_full|" },
	{ { { "answer_full", "请打12345或010-65193114" } }, "" },
	{ { { "answer_full", "请打13812345678" }, { "secrecy", "internal" } },
	  "" },
	{ { { "answer_full", "见http://a.cn/13812345678.html" } }, "" },
	/* Q12 */
	{ { { "answer_full", "详见附件，见附件" } }, "w Q12 answer_full|" },
	{ { { "answer_full", "见附件" }, { "url", "http://a.cn/" } }, "" },
	/* Q14 */
	{ { { "review_due", "2026-11-23" } }, "w Q14 review_due|" },
	{ { { "review_due", "2026-11-24" } }, "" },
	/* Q16 */
	{ { { "keywords", "一二三四五六七八九十一" } }, "w Q16 keywords|" },
	{ { { "synonyms", "医保怎么报销" } }, "w Q16 synonyms|" },
	{ { { "keywords", "医保\n报销" } }, "" },
	/* Q13 */
	{ { { "answer_short", "按LPR算" } }, "w Q13 answer_short|" },
	{ { { "answer_short", "按LPR算" }, { "answer_full",
	    "按贷款市场报价利率计算。" } }, "" },
	{ { { "answer_short", "按LPR算" }, { "answer_full",
	    "按五年期利率（LPR）计算。" } }, "" },
	{ { { "answer_short", "按LPR算" }, { "title", "LPR怎么算" } }, "" },
	{ { { "answer_short", "用APP或ETC办" } }, "" },
	{ { { "answer_short", "用WQZ办" } }, "w Q13 answer_short|" },
	{ { { "answer_short", "用WQZ（窗口）办" } }, "" },
	{ { { "answer_short", "用WQZ办" }, { "answer_full",
	    "用窗口系统，以下简称“WQZ”，办理。" } }, "" },
	{ { { "answer_short", "按GB/T标准" } }, "" },
	{ { { "answer_short", "第III类，XX号" } }, "" },
	{ { { "answer_short", "看WWW.WQZ.CN" } }, "" },
	{ { { "answer_short", "See the WQZ" }, { "lang", "en" } }, "" },
	{ { { "answer_short", "属放管服事项" } }, "w Q13 answer_short|" },
	{ { { "answer_short", "属“放管服”（简化）" } },
	  "w Q13 answer_short|" },
	{ { { "answer_short", "属放管服（简化）" } }, "" },
	/* Q17 */
	{ { { "answer_short", "可报85%" } }, "w Q17 answer_short|" },
	{ { { "answer_short", "可报70%" } }, "" },
	{ { { "answer_short", "可报10%" }, { "answer_full", "100元起报" } },
	  "w Q17 answer_short|" },
	{ { { "answer_short", "可报5%" } }, "" },
	{ { { "answer_short", "去窗口报" } }, "" },
	/* Q18 */
	{ { { "secrecy", "perhaps" } }, "e Q18 secrecy|" },
	{ { { "secrecy", "internal" } }, "" },
};

static const struct edit sound[] = {
	{ "external_id", "q1" }, { "kind", "qa" },
	{ "title", "医保怎么报销" }, { "answer_full", "持卡就医，按70%报销。" },
	{ "owner_unit", "市医保局" }, { "basis", "某办法第三条" },
};

static void
take(void *arg, const struct note *note)
{
	buf_addf(arg, "%c %s %s|", note->level == NOTE_ERROR ? 'e' : 'w',
	    note->rule, note->field);
}

static void
set(struct entry *e, const struct edit *c)
{
	enum entry_field f = entry_field_find(slice_of(c->field));

	assert_int_not_equal(f, ENTRY_FIELD_COUNT);
	entry_set(e, f, slice_of(c->text));
}

static struct abbreviations *known;	/* of the data folder */

static int
open_known(void **state)
{
	const char *source = getenv("srcdir");
	char *dir = xasprintf("%s/data", source ? source : ".");
	struct err err = ERR_INIT;

	(void)state;
	if (abbreviations_open(&known, dir, &err) != ST_OK)
		fail_msg("%s", err.text);
	free(dir);
	return 0;
}

static int
close_known(void **state)
{
	(void)state;
	abbreviations_close(known);
	return 0;
}

static struct validate
rules_on(const char *date)
{
	struct validate v = { .title_chars_min = 2, .short_chars = 20,
		.keyword_chars = 10, .abbreviations = known };

	assert_true(clock_parse_date(slice_of(date), &v.day));
	return v;
}

static void
each_rule_speaks_where_it_should(void **state)
{
	struct validate v = rules_on("2026-11-24");

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct entry e = ENTRY_INIT;
		struct buf said = BUF_INIT;
		struct note_sink sink = { take, &said, 1, 0 };
		bool good;

		for (size_t k = 0; k < COUNT(sound); k++)
			set(&e, &sound[k]);
		for (size_t k = 0; k < CHANGES_MAX &&
		    cases[i].change[k].field; k++)
			set(&e, &cases[i].change[k]);
		good = validate_entry(&e, &v, &sink);
		if (strcmp(buf_text(&said), cases[i].want) != 0)
			fail_msg("case %zu (%s): \"%s\", not \"%s\"", i,
			    cases[i].change[0].field, buf_text(&said),
			    cases[i].want);
		assert_int_equal(good, *cases[i].want != 'e');
		buf_release(&said);
		entry_release(&e);
	}
}

static void
a_short_answer_is_short(void **state)
{
	struct validate v = rules_on("2026-11-24");
	struct entry e = ENTRY_INIT;
	struct buf said = BUF_INIT;
	struct note_sink sink = { take, &said, 1, 0 };
	const struct edit more = { "answer_short",
		"一二三四五六七八九十一二三四五六七八九十一" };

	(void)state;
	for (size_t k = 0; k < COUNT(sound); k++)
		set(&e, &sound[k]);
	set(&e, &more);
	assert_true(validate_entry(&e, &v, &sink));
	assert_string_equal(buf_text(&said), "w Q13 answer_short|");
	buf_release(&said);
	entry_release(&e);
}

/* As many figures as a megabyte holds: every one of them is looked up. */
static void
a_long_answer_takes_no_longer_than_it_is(void **state)
{
	struct validate v = rules_on("2026-11-24");
	struct entry e = ENTRY_INIT;
	struct buf said = BUF_INIT, brief = BUF_INIT, full = BUF_INIT;
	struct note_sink sink = { take, &said, 1, 0 };

	(void)state;
	for (int i = 0; i < 120000; i++) {
		buf_addf(&brief, "%d元 AB%c%c ", 10000 + i, 'A' + i % 26,
		    'A' + i / 26 % 26);
		buf_addf(&full, "%d元 ", 10000 + 119999 - i);
	}
	for (size_t k = 0; k < COUNT(sound); k++)
		set(&e, &sound[k]);
	entry_set(&e, ENTRY_ANSWER_SHORT, buf_slice(&brief));
	entry_set(&e, ENTRY_ANSWER_FULL, buf_slice(&full));
	assert_true(validate_entry(&e, &v, &sink));
	assert_string_equal(buf_text(&said), "w Q13 answer_short|"
	    "w Q13 answer_short|");
	buf_release(&brief);
	buf_release(&full);
	buf_release(&said);
	entry_release(&e);
}

static void
topics_are_looked_up_or_proposed(void **state)
{
	const char *source = getenv("srcdir");
	char *dir = xasprintf("%s/data", source ? source : ".");
	struct validate v = rules_on("2026-11-24");
	struct directory *d;
	struct err err = ERR_INIT;
	struct entry e = ENTRY_INIT;
	struct buf said = BUF_INIT;
	struct note_sink sink = { take, &said, 1, 0 };
	const struct topic *leaf = NULL;

	(void)state;
	assert_int_equal(directory_open(&d, dir, &err), ST_OK);
	v.directory = d;
	for (size_t i = 0; !leaf || !leaf->leaf; i++)
		leaf = directory_topic_at(d, i);
	/* A name becomes the code; nothing is said. */
	entry_set(&e, ENTRY_TOPIC, slice_of(leaf->name));
	validate_topic(&e, &v, &sink);
	assert_string_equal(entry_get(&e, ENTRY_TOPIC), leaf->code);
	assert_string_equal(buf_text(&said), "");
	/* An unknown one stays, and is said. */
	entry_set(&e, ENTRY_TOPIC, slice_of("没有的主题"));
	validate_topic(&e, &v, &sink);
	assert_string_equal(entry_get(&e, ENTRY_TOPIC), "没有的主题");
	assert_string_equal(buf_text(&said), "w topic topic|");
	/* None: one is taken from the title, and is said. */
	buf_reset(&said);
	entry_set(&e, ENTRY_TOPIC, slice_of(""));
	entry_set(&e, ENTRY_TITLE, slice_of("暖气不热找谁"));
	validate_topic(&e, &v, &sink);
	assert_non_null(e.field[ENTRY_TOPIC]);
	assert_string_equal(buf_text(&said), "w topic topic|");
	buf_release(&said);
	entry_release(&e);
	directory_close(d);
	free(dir);
}

static void
rules_are_listed_in_order(void **state)
{
	struct validate_rule r;
	long last = 0;
	size_t i;

	(void)state;
	for (i = 0; validate_rule_at(i, &r); i++) {
		long number = strtol(r.id + 1, NULL, 10);

		assert_true(*r.id == 'Q' && number > last);
		assert_true(*r.words);
		last = number;
	}
	assert_int_equal(i, 15);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule_speaks_where_it_should),
		cmocka_unit_test(a_short_answer_is_short),
		cmocka_unit_test(a_long_answer_takes_no_longer_than_it_is),
		cmocka_unit_test(topics_are_looked_up_or_proposed),
		cmocka_unit_test(rules_are_listed_in_order),
	};

	return cmocka_run_group_tests(tests, open_known, close_known);
}
